"""What is not compared: answers that almost nobody gave, and questions with more answers than a group can be read by."""

from __future__ import annotations

from itertools import groupby

from psychoseg.personas.profile import Measure

FEWEST = 5
"""An answer that fewer people gave is not shown: it would say more of them than of a segment."""
MOST_ANSWERS = 30
"""A question with more answers in use is not compared by single answers."""


def comparable(found: list[Measure]) -> tuple[list[Measure], tuple[str, ...]]:
    """The measures that segments can be compared by, and what is said of the others.

    Parameters
    ----------
    found : list of Measure
        In the questionnaire's order; those of one item stand together.

    Returns
    -------
    list of Measure
    tuple of str
        A caveat for each question whose answers are too many, and one for the answers of too few.
        Answers that nobody gave are kept: that says nothing of anybody.
    """
    kept: list[Measure] = []
    caveats: list[str] = []
    rare: list[str] = []
    for item, group in groupby(found, key=lambda measure: measure.item):
        shares = list(group)
        if any(measure.unit != "share" for measure in shares):
            kept += shares
            continue
        counts = [int((measure.numbers > 0).sum()) for measure in shares]
        if sum(count > 0 for count in counts) > MOST_ANSWERS:
            caveats.append(
                f"{item} has {sum(count > 0 for count in counts)} different answers, more than segments can be compared by "
                f"({MOST_ANSWERS}), so it is left out of their description; group its answers to have it there."
            )
            continue
        rare += [measure.label for measure, count in zip(shares, counts, strict=True) if 0 < count < FEWEST]
        kept += [
            measure for measure, count in zip(shares, counts, strict=True) if count == 0 or count >= FEWEST
        ]
    if rare:
        named = ", ".join(rare[:5]) + (f" and {len(rare) - 5} more" if len(rare) > 5 else "")
        caveats.append(f"Answers that fewer than {FEWEST} people gave are not shown: {named}.")
    return kept, tuple(caveats)
