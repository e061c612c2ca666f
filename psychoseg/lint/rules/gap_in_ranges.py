"""QR302: numbers that no answer holds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from psychoseg.errors import visible
from psychoseg.lint.finding import Severity
from psychoseg.lint.ranges import Range, ranges
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.questionnaire import Item

_NEARLY = 1.0001
"""Units of time are not whole multiples of each other: twelve months are a year and a hair."""


@rule(
    "QR302",
    severity=Severity.ERROR,
    source="Dillman, Smyth & Christian (2014), Internet, Phone, Mail, and Mixed-Mode Surveys",
)
def gap_in_ranges(item: Item) -> Iterator[Notice]:
    """Ranges among the answers that leave numbers out.

    Why it matters
        Whoever stands in the gap has to give a false answer or none.

    Instead of
        How long have you lived here? [Less than 2 years | 2–5 years | 8–10 years | More than 10 years]

    Write
        How long have you lived here? [Less than 2 years | 2–5 years | 6–10 years | More than 10 years]
    """
    found, others = ranges(item)
    if others:
        return
    for below, above in pairwise(found):
        if _apart(below, above):
            yield Notice(
                f"no answer fits between “{visible(below.label)}” and “{visible(above.label)}”",
                None,
                f"let “{visible(above.label)}” begin where “{visible(below.label)}” ends",
            )


def _apart(below: Range, above: Range) -> bool:
    distance = above.low - below.high
    if not (below.holds_high and above.holds_low):
        return distance > 0 or (distance == 0 and not below.holds_high and not above.holds_low)
    return distance > max(below.step, above.step) * _NEARLY
