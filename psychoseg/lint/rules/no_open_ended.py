"""QS416: no place for what the author did not think of."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.finding import Severity
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.questionnaire import Questionnaire

FEWEST_ITEMS = 15


@rule(
    "QS416",
    severity=Severity.INFO,
    source="Schuman & Presser (1981), Questions and Answers in Attitude Surveys",
)
def no_open_ended(questionnaire: Questionnaire) -> Iterator[Notice]:
    """Fifteen items or more, no open question, and no option to write something in.

    Why it matters
        What was left off the lists stays unknown, and a list looks complete to whoever reads the
        results.

    Instead of
        sections:
          - id: habits
            repeat: 15

    Write
        sections:
          - id: habits
            repeat: 15
            items: [{text: "What else should we know about this?", type: open}]
    """
    if len(questionnaire.items) >= FEWEST_ITEMS and not any(
        item.type == "open" or item.text_columns for item in questionnaire.items
    ):
        yield Notice(
            f"{len(questionnaire.items)} items and no open question",
            suggestion="end with an open one that may be left blank, such as “What else should we know about this?”",
        )
