"""QW110: an argument dressed as a condition."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.grammar import BEGIN
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import is_statement, wording
from psychoseg.questionnaire import Item

_TRIGGERS = frozenset(["if"])
_PUSHES = (
    Pattern(
        r"\b((?:more|less|more or less|any less|any more|less or more) (?:likely|inclined|willing)\b[^?]{0,120}?\bif (?:you|someone told you|it were|they|we told you) (?:[\w'-]+ ){0,2}?(?:learned|learnt|knew|heard|found|told|discovered|were)\b)"
    ),
    Pattern(r"\b((?:would|will) (?:it|this|that) (?:change|affect|alter|influence) [^?]{3,80}? if (?:i|we) (?:told|said|informed)\b)"),
    Pattern(
        BEGIN
        + r"(if you (?:knew|learned|learnt|were told|found out|discovered|heard|realised|realized) (?:that |about |how )?[^?]{3,200}?, ?(?:would|how|do|should|could) )"
    ),
    Pattern(
        r"\b((?:would|will|do) (?:you|your \w+) [^?]{3,120}? if you (?:knew|learned|learnt|were told|found out|discovered|realised|realized|heard)\b)"
    ),
    Pattern(
        BEGIN
        + r"(if (?:[\w'-]+ ){1,8}?(?:could|would|will) (?:save|reduce|improve|protect|prevent|cut|create|lower|double|help|make|end|stop|eliminate|boost)\b[^?]{3,120}?, ?(?:would|should|do|will) )"
    ),
    Pattern(
        r"\b(do you (?:believe|think) (?:that )?if [^?]{3,160}?, ?(?:the |our |would |they |it |we )[^?]*)"
    ),
)  # fmt: skip


@rule(
    "QW110",
    languages=("en",),
    source="American Association for Public Opinion Research (2015), Statement on Push Polls",
)
def persuasive_hypothetical(item: Item) -> Iterator[Notice]:
    """A question with an argument in its condition.

    Why it matters
        The condition plants a claim; what is measured is its effect on people who had not heard it.

    Instead of
        If you learned that the zoo keeps its bears in cages, would you visit it less?

    Write
        In the last 12 months, how often did you visit the zoo?
    """
    text = wording(item.text)
    if is_statement(item) or not text.has(_TRIGGERS):
        return
    for pattern in _PUSHES:
        match = pattern.search(text.folded)
        if match is not None:
            yield Notice(
                "the condition argues for an answer",
                text.span_of(match, 1),
                "leave the condition out, or test balanced arguments on split samples",
            )
            return
