"""What marks a segment: a variable on which it differs from everybody by enough to speak of it."""

from __future__ import annotations

SHARE = 0.25
"""A quarter of the whole range: flexclust's rule for answers of 0 or 1."""
RELATIVE = 0.5
"""Or half as much again, or half as much, as among everybody."""
SCORE = 0.5
"""The same for standardised scores: a quarter of the range is half a standard deviation of an even 0/1 answer."""


def marks_share(inside: float, total: float) -> bool:
    """Whether a share marks a segment: it differs from everybody's by 25 points or by half of it.

    Notes
    -----
    The marker variables of profile plots: Dolnicar, S., Grün, B. & Leisch, F. (2018), *Market Segmentation
    Analysis*, ch. 8, as flexclust's ``barchart(shade = TRUE)``.

    Examples
    --------
    >>> marks_share(0.75, 0.5), marks_share(0.6, 0.5), marks_share(0.03, 0.08)
    (True, False, True)
    """
    difference = abs(inside - total)
    return difference >= SHARE or (total > 0 and difference >= RELATIVE * total)


def marks_score(mean: float) -> bool:
    """Whether a mean in standard deviations from everybody marks a segment: half a one or more.

    Examples
    --------
    >>> marks_score(-0.6), marks_score(0.4)
    (True, False)
    """
    return abs(mean) >= SCORE
