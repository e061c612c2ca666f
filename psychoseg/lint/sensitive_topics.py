"""What people may not want to tell, and whether a question lets them keep it to themselves."""

from __future__ import annotations

from functools import cache

from psychoseg.lint.escapes import escape_kind
from psychoseg.lint.lexicon import lexicon
from psychoseg.lint.wording import wording
from psychoseg.questionnaire import Item

_OF_ONESELF = frozenset(["your", "yourself", "you", "household", "household's"])
_JUDGED = frozenset(
    [
        "agree",
        "think",
        "should",
        "opinion",
        "believe",
        "satisfied",
        "important",
        "likely",
        "rate",
        "statement",
    ]
)


def sensitive_topic(item: Item) -> tuple[str, tuple[int, int]] | None:
    """The sensitive topic a question asks the respondent about, and where its words stand.

    Examples
    --------
    >>> sensitive_topic(Item("q", "How much is your salary after tax?", "single", "demographic"))
    ('salary', (17, 23))
    """
    text = wording(item.text)
    if not text.asks or text.has(_JUDGED) or not text.has(_OF_ONESELF):
        return None
    if not text.has(_first_words()):
        return None
    for term, first, end in lexicon("sensitive_topics").find("topics", text):
        return term, text.span_of_words(first, end)
    return None


@cache
def _first_words() -> frozenset[str]:
    return frozenset(term.split()[0] for term in lexicon("sensitive_topics")["topics"])


def may_be_refused(item: Item) -> bool:
    """Whether one of its answers is "Prefer not to say", or is marked as missing."""
    return any(
        option.missing or escape_kind(option.label, item.language) == "refusal" for option in item.options
    )
