"""QE503: what the law guards most, asked without saying why."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.finding import Severity
from psychoseg.lint.lexicon import lexicon
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import is_statement, wording
from psychoseg.questionnaire import Item

_YOU = frozenset(["you", "your", "yourself", "you're"])


@rule(
    "QE503",
    severity=Severity.INFO,
    languages=("en",),
    source="General Data Protection Regulation, article 9",
)
def special_category_data(item: Item) -> Iterator[Notice]:
    """A question on health, belief, origin, sexuality, politics or union membership without a reason.

    Why it matters
        Such data may be kept only for a stated purpose and with consent to it, and people who are
        asked without being told why leave. A note, since the wording itself may be sound; a warning
        where the item is marked sensitive and still says no reason.

    Instead of
        What is your religion?

    Write
        text: What is your religion?
        type: open
        sensitive: true
        reason: opening hours are to respect days of rest
    """
    if (item.sensitive and item.reason) or is_statement(item) or item.type == "price":
        return
    text = wording(item.text)
    if not text.has(_YOU):
        return
    for term, first, end in lexicon("special_categories").find("topics", text):
        kind = lexicon("special_categories")["topics"][term]
        missing = "sensitive: true and reason:" if not item.sensitive else "reason:"
        yield Notice(
            f"“{term}” is about {kind}, which needs a reason",
            text.span_of_words(first, end),
            f"write {missing} with what it is needed for, or leave the question out",
            severity=Severity.WARNING if item.sensitive else None,
        )
        return
