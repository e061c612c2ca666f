"""QR321: numbers without a word on what they count."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.finding import Severity
from psychoseg.lint.grammar import BEGIN
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.range_words import tokens
from psychoseg.lint.ranges import ranges
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import wording
from psychoseg.questionnaire import Item

_NEEDS_A_UNIT = Pattern(
    BEGIN
    + r"((?:about |roughly |approximately )?(?:how (?:much|long|far|big|large|heavy|tall|fast|wide)|what (?:is|was) (?:your|the) (?:[\w-]+ ){0,2}(?:income|salary|weight|height|distance|budget|size|length|spending)))\b"
)
_TRIGGERS = frozenset(["how", "what"])
_UNITS = frozenset(["unit", "money", "percent"])


@rule(
    "QR321",
    severity=Severity.INFO,
    languages=("en",),
    source="Willis & Lessler (1999), Question Appraisal System QAS-99, step 3a",
)
def range_units(item: Item) -> Iterator[Notice]:
    """Ranges of an amount in a question that names no unit.

    Why it matters
        Ten euros and ten pounds, a day and a month land in the same answer.

    Instead of
        How much do you spend on bread? [0–5 | 6–10 | 11 or more]

    Write
        How many euros a week do you spend on bread? [0–5 | 6–10 | 11 or more]
    """
    found = ranges(item).listed
    if not found or any(entry.dimension or entry.money or entry.percent or entry.noun for entry in found):
        return
    text = wording(item.text)
    asked = _NEEDS_A_UNIT.search(text.folded) if text.has(_TRIGGERS) else None
    if asked and not item.unit and not any(token.kind in _UNITS for token in tokens(item.text, "en")):
        yield Notice(
            "nothing says what the numbers count", text.span_of(asked, 1), "name the unit in the question"
        )
