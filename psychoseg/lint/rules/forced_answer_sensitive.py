"""QR323: a sensitive question that must be answered."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.sensitive_topics import may_be_refused, sensitive_topic
from psychoseg.questionnaire import Item


@rule(
    "QR323",
    languages=("en",),
    source="ICC/ESOMAR International Code on Market, Opinion and Social Research and Data Analytics (2016), article 4",
)
def forced_answer_sensitive(item: Item) -> Iterator[Notice]:
    """A question about something sensitive that is required and cannot be declined.

    Why it matters
        Taking part is voluntary, question by question. Who is forced breaks off or makes something up.

    Instead of
        text: How much is your salary?
        type: open
        sensitive: true
        reason: the study compares festivals
        required: true

    Write
        text: How much is your salary?
        type: open
        sensitive: true
        reason: the study compares festivals
    """
    if not item.required or may_be_refused(item):
        return
    topic = sensitive_topic(item)
    if item.sensitive or topic is not None:
        yield Notice(
            "nobody can go on without an answer",
            topic[1] if topic else None,
            "leave out required, or add “Prefer not to say”",
        )
