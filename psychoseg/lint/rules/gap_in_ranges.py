"""QR302: numbers that no answer holds."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.errors import visible
from psychoseg.lint.finding import Severity
from psychoseg.lint.ranges import Range, ranges
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.questionnaire import Item

_NEARLY = 1.09
"""Units of time are not whole multiples of each other: four weeks and a bit are a month."""

_ROUNDING = 1e-9

_MANY = 1000


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
    found = ranges(item)
    if found.others:
        return
    below = found.rising[0] if found.listed else None
    for above in found.rising[1:]:
        if below is not None and _apart(below, above):
            yield Notice(
                f"no answer fits between “{visible(below.label)}” and “{visible(above.label)}”",
                None,
                f"let “{visible(above.label)}” begin where “{visible(below.label)}” ends",
                severity=Severity.INFO if _is_hairline(below, above) else None,
            )
        below = above if below is None or above.high >= below.high else below


def _is_hairline(below: Range, above: Range) -> bool:
    """Whether a single number is left out, of a quantity in which hardly anybody has exactly that one."""
    fine = below.money or above.money or above.low >= _MANY
    return fine and above.low - below.high <= min(below.step, above.step) * (1 + _ROUNDING)


def _apart(below: Range, above: Range) -> bool:
    """Whether a number that could be given lies between the two."""
    if above.low < below.high:
        return False
    if above.low == below.high:
        return not below.holds_high and not above.holds_low
    if below.unit != above.unit:
        following = below.high + (below.step if below.holds_high else 0.0)
        return following * _NEARLY < above.low
    reach = min(below.step, above.step) * (below.holds_high + above.holds_low - 1)
    return above.low - below.high > reach + _ROUNDING * abs(above.low)
