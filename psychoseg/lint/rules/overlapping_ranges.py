"""QR301: two answers that hold the same number."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from psychoseg.errors import visible
from psychoseg.lint.finding import Severity
from psychoseg.lint.fix import Edit, Fix
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.ranges import Range, ranges
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.questionnaire import Item

_NEARLY = 0.05
"""Units of time are not whole multiples of each other: 31 days are a month and a hair."""

_PLAIN = Pattern(r"(\d{1,9})( ?[–—-] ?)(\d{1,9})\Z")


@rule(
    "QR301",
    severity=Severity.ERROR,
    source="Dillman, Smyth & Christian (2014), Internet, Phone, Mail, and Mixed-Mode Surveys",
)
def overlapping_ranges(item: Item) -> Iterator[Notice]:
    """Ranges among the answers that share a number.

    Why it matters
        Whoever stands on the shared number may choose either answer, and the counts of both are wrong
        by an amount nobody knows. On a quantity nobody meets exactly, such as 2.5 km, it is a note.

    Instead of
        How many books did you read last year? [0–5 | 5–10 | 11 or more]

    Write
        How many books did you read last year? [0–5 | 6–10 | 11 or more]
    """
    rising = ranges(item).rising
    for below, above in pairwise(rising):
        if _share(below, above) and below.numbers != above.numbers:
            yield Notice(
                f"“{visible(below.label)}” and “{visible(above.label)}” share a number",
                None,
                f"begin “{visible(above.label)}” one step higher, or end “{visible(below.label)}” one step lower",
                severity=_severity(below, above),
                fix=_fix(item, below, above),
            )


def _share(below: Range, above: Range) -> bool:
    if below.is_worded_zero or above.is_worded_zero:
        return False
    if below.unit != above.unit and _is_near(below.high, above.low):
        return below.high == above.low and below.holds_high and above.holds_low
    if below.high == above.low:
        return below.holds_high and above.holds_low
    between_wholes = not (below.holds_high or above.holds_low or below.dimension or below.decimal)
    return below.high - above.low > (below.step if between_wholes else 0.0)


def _is_near(first: float, second: float) -> bool:
    return abs(first - second) <= _NEARLY * abs(second)


def _severity(below: Range, above: Range) -> Severity | None:
    """A shared end of a quantity that is measured matters less than one of things that are counted."""
    if below.high != above.low:
        return None
    if below.decimal or above.decimal or below.step < below.unit:
        return Severity.INFO
    return Severity.WARNING if below.dimension and not below.rate else None


def _fix(item: Item, below: Range, above: Range) -> Fix | None:
    """The lower range ended one earlier, where both are written as two whole numbers and a dash."""
    first, second = _PLAIN.match(below.label), _PLAIN.match(above.label)
    if first is None or second is None or first[3] != second[1] or int(first[1]) >= int(first[3]):
        return None
    label = f"{first[1]}{first[2]}{int(first[3]) - 1}"
    return Fix(f"write “{label}” for “{below.label}”", (Edit(item.id, below.code, "label", label),))
