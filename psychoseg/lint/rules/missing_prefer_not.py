"""QR310: a sensitive question that cannot be declined."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.finding import Severity
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.sensitive_topics import may_be_refused, sensitive_topic
from psychoseg.questionnaire import Item


@rule(
    "QR310",
    severity=Severity.INFO,
    languages=("en",),
    source="Tourangeau & Yan (2007), Sensitive Questions in Surveys",
)
def missing_prefer_not(item: Item) -> Iterator[Notice]:
    """A question about money, health, faith or the like without "Prefer not to say".

    Why it matters
        Some break off there, and others give an answer that is not true. It is a note where only the
        words tell that the topic is sensitive, and a warning where the item says so.

    Instead of
        How much do your savings come to? [Less than €1,000 | €1,000 to €9,999 | €10,000 or more]

    Write
        How much do your savings come to? [Less than €1,000 | €1,000 to €9,999 | €10,000 or more | Prefer not to say]
    """
    if item.type not in {"single", "multiple"} or item.required or may_be_refused(item):
        return
    topic = sensitive_topic(item)
    if item.sensitive or topic is not None:
        yield Notice(
            "nobody can decline to answer",
            topic[1] if topic else None,
            "add “Prefer not to say” after the last answer, marked missing: true",
            severity=Severity.WARNING if item.sensitive else None,
        )
