"""QR309: a question about something the respondent may not have."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.escapes import opens_the_list
from psychoseg.lint.finding import Severity
from psychoseg.lint.lexicon import lexicon
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.scale_labels import label_scale
from psychoseg.lint.wording import is_statement, wording
from psychoseg.questionnaire import Item

_WITH = frozenset(["your"])
_FILTERED = frozenset(["if", "any"])


@rule(
    "QR309",
    severity=Severity.INFO,
    languages=("en",),
    source="Willis & Lessler (1999), Question Appraisal System QAS-99, step 4a",
)
def missing_not_applicable(item: Item) -> Iterator[Notice]:
    """A rating of something not everybody has, without an answer for those who have none.

    Why it matters
        Who has no child at school rates the school all the same, and the answer counts like any other.

    Instead of
        How satisfied are you with your landlord? [Very satisfied | Satisfied | Neither | Dissatisfied | Very dissatisfied]

    Write
        How satisfied are you with your landlord? [Very satisfied | Satisfied | Neither | Dissatisfied | Very dissatisfied | I have no landlord]
    """
    text = wording(item.text)
    if item.type != "single" or is_statement(item) or not text.has(_WITH) or text.has(_FILTERED):
        return
    scale = label_scale(item)
    if scale is None or len(item.options) > len(scale.texts):
        return
    if scale.family == "yes or no" or (opens_the_list(item) and not scale.is_whole):
        return
    if text.vocabulary.isdisjoint(lexicon("sensitive_topics")["what may not exist"].keys() | {"line"}):
        return
    for term, first, end in lexicon("sensitive_topics").find("what may not exist", text):
        if first and text.words[first - 1] == "your":
            thing = term.removesuffix("'s")
            yield Notice(
                f"not everybody has {thing if thing.endswith('s') else f'a {thing}'}",
                text.span_of_words(first - 1, end),
                "ask first whether there is one, or add an answer for those without",
            )
            return
