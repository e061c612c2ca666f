"""QR301: two answers that hold the same number."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from psychoseg.errors import visible
from psychoseg.lint.finding import Severity
from psychoseg.lint.ranges import Range, ranges
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.questionnaire import Item


@rule(
    "QR301",
    severity=Severity.ERROR,
    source="Dillman, Smyth & Christian (2014), Internet, Phone, Mail, and Mixed-Mode Surveys",
)
def overlapping_ranges(item: Item) -> Iterator[Notice]:
    """Ranges among the answers that share a number.

    Why it matters
        Whoever stands on the shared number may choose either answer, and the counts of both are wrong
        by an amount nobody knows.

    Instead of
        How many books did you read last year? [0–5 | 5–10 | 11 or more]

    Write
        How many books did you read last year? [0–5 | 6–10 | 11 or more]
    """
    found, others = ranges(item)
    if others > 1:
        return
    for below, above in pairwise(found):
        if _share(below, above):
            yield Notice(
                f"“{visible(below.label)}” and “{visible(above.label)}” share a number",
                None,
                f"begin “{visible(above.label)}” one step higher, or end “{visible(below.label)}” one step lower",
            )


def _share(below: Range, above: Range) -> bool:
    if below.high == above.low:
        return below.holds_high and above.holds_low
    return below.high > above.low
