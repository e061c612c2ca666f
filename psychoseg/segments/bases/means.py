"""Plain means of the items that measure a construct as what segments are formed from."""

from __future__ import annotations

from collections.abc import Iterable

from psychoseg.questionnaire import Questionnaire
from psychoseg.segments.bases.recipe import Column


def mean_columns(questionnaire: Questionnaire, constructs: Iterable[str], block: int) -> tuple[Column, ...]:
    """One column a construct: the mean of its keyed items, for people who answered at least half of them."""
    found = []
    for name in constructs:
        items = questionnaire.measured_by(name)
        ends = {(float(item.scale.lowest), float(item.scale.highest)) for item in items if item.scale}
        low, high = ends.pop() if len(ends) == 1 else (None, None)
        found.append(
            Column(
                f"mean of {name}",
                "number",
                "answers",
                tuple(item.id for item in items),
                name,
                block,
                low=low,
                high=high,
            )
        )
    return tuple(found)
