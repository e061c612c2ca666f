"""QW101: questions asked in the negative."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.grammar import BEGIN, NEGATIVE_AUXILIARY
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import is_statement, wording
from psychoseg.questionnaire import Item

_CONTRACTED = Pattern(
    BEGIN + r"(?:(?:so|and|but|well) )?(" + NEGATIVE_AUXILIARY + r") "
    r"(?:you|we|it|they|he|she|this|that|these|those|there|the|a|an|our|ours|your|my|people|everyone|everybody|most|all|children|managers|parents|teachers|companies|businesses|schools|employers|workers|women|men|students|customers|politicians|doctors|police|government|every)\b(?! (?:think )?\?)"
)
_REACH = 200
_ASKS_WHICH = Pattern(r"(?:^|[.?!] )(?:what|which|who|where|why|how)\b[^.?!]*\Z")
_SPELT_OUT = Pattern(
    BEGIN + r"((?:do|does|did|would|should|is|are|was|were|will|can) (?:you|we|it|they|people) not) "
    r"(?:agree|think|believe|feel|say|want|support|find|prefer|consider|wish|time|true|right|better|best|important|worth)\b"
)


@rule(
    "QW101",
    languages=("en",),
    source="Payne (1951), The Art of Asking Questions; Schuman & Presser (1981), Questions and Answers in Attitude Surveys",
)
def leading_negative_question(item: Item) -> Iterator[Notice]:
    """A question in the negative, which asks for a yes.

    Why it matters
        "Isn't it…" tells people what the asker takes for granted, and contradicting takes effort, so
        agreement rises whatever the subject.

    Instead of
        Shouldn't the library stay open on Sundays?

    Write
        Should the library open on Sundays, or stay closed?
    """
    if is_statement(item):
        return
    text = wording(item.text)
    contracted = any(word.endswith(("n't", "nt")) for word in text.vocabulary)
    match = _CONTRACTED.search(text.folded) if contracted else None
    if match is None and "not" in text.vocabulary:
        match = _SPELT_OUT.search(text.folded)
    if match is not None and not _ASKS_WHICH.search(
        text.folded[max(0, match.start() - _REACH) : match.start()]
    ):
        yield Notice(
            "the negative form asks for agreement",
            text.span_of(match, 1),
            "ask without the negative and name both sides: “… or not?”",
        )
