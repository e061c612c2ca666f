"""QW108: agreement asked for with nothing to set against it."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.finding import Severity
from psychoseg.lint.grammar import BEGIN
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import answers, is_statement, wording
from psychoseg.questionnaire import Item

_AGREE = Pattern(
    BEGIN + r"(?:(?:how (?:much|strongly|far)|to what (?:extent|degree)|so|and|then) )?"
    r"((?:do|would|did|don't|wouldn't|could) you (?:not |also |strongly |generally |broadly |personally |basically )?agree)"
    r"(?! (?:to|on|or|among|between)\b)"
)

_POINTS_ON = Pattern(r"\b(?:following|each|these|statements?|below|above)\b")
"""An introduction to statements, whose answers name both sides."""


@rule(
    "QW108",
    languages=("en",),
    source="Saris, Revilla, Krosnick & Shaeffer (2010), Comparing Questions with Agree/Disagree Response Options",
)
def do_you_agree_that(item: Item) -> Iterator[Notice]:
    """A question that offers agreement and not its opposite.

    Why it matters
        Some people agree with whatever they are offered, so a claim put this way wins support that a
        question about the subject does not find.

    Instead of
        Do you agree that the new timetable is clear?

    Write
        How clear or unclear is the new timetable?
    """
    if is_statement(item) or item.role == "consent":
        return
    text = wording(item.text)
    match = _AGREE.search(text.folded) if "agree" in text.vocabulary else None
    if (
        match is None
        or "disagree" in text.words
        or match[1].startswith(("don't", "wouldn't"))
        or " not " in match[1]
    ):
        return
    if _POINTS_ON.search(text.folded):
        return
    both = any("disagree" in answer for answer in answers(item))
    yield Notice(
        "only agreement is offered",
        text.span_of(match, 1),
        "write “agree or disagree”, or ask about the thing itself",
        severity=Severity.INFO if both else None,
    )
