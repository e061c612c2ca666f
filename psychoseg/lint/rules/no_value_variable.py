"""QD604: segments without a worth."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.finding import Severity
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.questionnaire import Questionnaire


@rule(
    "QD604",
    severity=Severity.INFO,
    source="Kotler & Keller (2016), Marketing Management: segments are measurable and substantial",
)
def no_value_variable(questionnaire: Questionnaire) -> Iterator[Notice]:
    """Constructs to form segments from, and no figure of what a segment is worth.

    Why it matters
        Segments can then be told apart but not weighed, and the largest is taken for the best.

    Instead of
        sections:
          - id: thrift
            items: [I compare prices., I keep a budget., I wait for sales.]

    Write
        sections:
          - id: thrift
            items: [I compare prices., I keep a budget., I wait for sales., {text: "How many euros did you spend on groceries in the last 7 days?", type: numeric, role: value}]
    """
    if questionnaire.attitudes and not questionnaire.with_role("value", "price"):
        yield Notice(
            "no item says what a segment is worth",
            suggestion="ask for spending, use or another amount, with role: value",
        )
