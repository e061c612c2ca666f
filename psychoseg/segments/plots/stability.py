"""The stability of every number of segments and of each segment, as five numbers a box."""

from __future__ import annotations

from dataclasses import dataclass

from psychoseg.segments.candidates import Candidates


@dataclass(frozen=True, slots=True)
class Boxes:
    """One number of segments.

    Parameters
    ----------
    segments : int
    chosen : bool
    whole : tuple of float
        Smallest, lower quartile, median, upper quartile and largest adjusted Rand index between two
        bootstrap samples.
    each : tuple of tuple of float
        The same of each segment's Jaccard similarity with its nearest counterpart (SLSW).
    """

    segments: int
    chosen: bool
    whole: tuple[float, ...]
    each: tuple[tuple[float, ...], ...]


def boxes(candidates: Candidates) -> tuple[Boxes, ...]:
    """A box for every number that was compared, and one for each of its segments.

    Notes
    -----
    Dolnicar, S. & Leisch, F. (2010), *Marketing Letters* 21, 83-101; (2017), *Marketing Letters* 28, 423-436.
    """
    return tuple(
        Boxes(one.segments, one.segments == candidates.chosen, one.box, one.boxes) for one in candidates.tried
    )
