"""QS414: one question asked twice."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.errors import visible
from psychoseg.lint.finding import Severity
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.questionnaire import Item, Questionnaire

_WORD = Pattern(r"[\w']+")
"""Quoted words count too: items may ask the same about one quotation after another."""


@rule(
    "QS414",
    severity=Severity.ERROR,
    source="Dillman, Smyth & Christian (2014), Internet, Phone, Mail, and Mixed-Mode Surveys",
)
def duplicate_text(questionnaire: Questionnaire) -> Iterator[Notice]:
    """Two items with the same wording.

    Why it matters
        People wonder what the difference is, and the analysis counts one answer as two.

    Instead of
        sections:
          - id: habits
            items: [I compare prices., I keep a budget., I compare prices]

    Write
        sections:
          - id: habits
            items: [I compare prices., I keep a budget., I wait for sales.]
    """
    seen: dict[str, Item] = {}
    for item in questionnaire.items:
        words = " ".join(
            _WORD.compiled.findall(f"{item.stem} {item.text} {item.show}".casefold().replace("’", "'"))
        )
        if item.type == "open" or not words:
            continue
        first = seen.setdefault(words, item)
        if first is not item:
            yield Notice(
                f"the same wording as {visible(first.id)} on line {first.line}",
                at=item,
                suggestion="remove one, or say in the text how they differ",
            )
