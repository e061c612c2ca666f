"""QD605: segments nobody can reach."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.finding import Severity
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.questionnaire import Questionnaire


@rule(
    "QD605",
    severity=Severity.INFO,
    source="Kotler & Keller (2016), Marketing Management: segments are accessible and actionable",
)
def no_channel_or_message(questionnaire: Questionnaire) -> Iterator[Notice]:
    """Constructs to form segments from, and no item on channels, messages or offers.

    Why it matters
        The report can say who is in a segment, not where to meet them or what to say.

    Instead of
        sections:
          - id: thrift
            items: [I compare prices., I keep a budget., I wait for sales.]

    Write
        sections:
          - id: thrift
            items: [I compare prices., I keep a budget., I wait for sales., {text: "Where did you read about food in the last 7 days?", type: multiple, role: channel, options: {1: In a leaflet, 2: In a newspaper}}]
    """
    if questionnaire.attitudes and not questionnaire.with_role("channel", "message", "offer"):
        yield Notice(
            "no item says where or with what a segment can be reached",
            suggestion="ask where people read or hear of the subject (role: channel), or try sentences on them (role: message)",
        )
