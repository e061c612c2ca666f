"""QS410: a long questionnaire that never asks whether it is being read."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.finding import Severity
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.questionnaire import Questionnaire

FEWEST_ITEMS = 30


@rule(
    "QS410",
    severity=Severity.INFO,
    source="Meade & Craig (2012), Identifying Careless Responses in Survey Data",
)
def no_attention_check(questionnaire: Questionnaire) -> Iterator[Notice]:
    """Thirty items or more without an attention check.

    Why it matters
        Some people click through without reading, and in a long questionnaire their answers cannot be
        told from the others.

    Instead of
        sections:
          - id: habits
            repeat: 30

    Write
        sections:
          - id: habits
            repeat: 30
            items: [{text: Please choose Agree here., role: attention, expected: "4"}]
    """
    if len(questionnaire.items) >= FEWEST_ITEMS and not questionnaire.with_role("attention"):
        yield Notice(
            f"{len(questionnaire.items)} items and no attention check",
            suggestion="add one plain instruction in the middle, such as “Please choose Agree here.”, with role: attention and expected",
        )
