"""QC203: a question that has to be denied to be affirmed."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.grammar import BEGIN
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import is_statement, wording
from psychoseg.questionnaire import Item

_TRIGGERS = frozenset(
    ["not", "never", "disagree", "disapprove", "cannot", "shouldn't", "doesn't", "don't", "can't", "won't"]
)
_SHOULD_NOT = Pattern(
    BEGIN
    + r"(?:do|would) you (?:think|believe|feel|say|agree) (?:that )?(?:[\w'-]+ ){1,8}?(should not|shouldn't|must not|ought not|cannot|can't|does not|doesn't|will not|won't|never)\b"
)
_DISAGREE = Pattern(BEGIN + r"(do you (?:disagree|disapprove))\b(?! or\b)")
_BOTH = Pattern(r"\b(?:or|whether|agree)\b")


@rule(
    "QC203",
    languages=("en",),
    source="Weijters & Baumgartner (2012), Misresponse to Reversed and Negated Items in Surveys; Converse & Presser (1986), Survey Questions",
)
def negated_stem(item: Item) -> Iterator[Notice]:
    """A yes-or-no question about something that should not be, or is not so.

    Why it matters
        To be for it one has to say no; a share of people who read fast answer the opposite of what they mean.

    Instead of
        Do you think that the shop should not open on Sundays?

    Write
        Should the shop open on Sundays or stay closed?
    """
    text = wording(item.text)
    if is_statement(item) or item.reverse or not text.has(_TRIGGERS):
        return
    match = _DISAGREE.search(text.question)
    if match is None:
        match = _SHOULD_NOT.search(text.question)
    if match is not None and not _BOTH.search(text.question[match.end() :]) and " or " not in text.question:
        start = text.question_start
        yield Notice(
            "a yes means no here",
            text.span(start + match.start(1), start + match.end(1)),
            "put it in the positive, and name both sides",
        )
