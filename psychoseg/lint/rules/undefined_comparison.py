"""QC216: a comparison without its other side."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.grammar import BEGIN
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import answers, is_statement, wording
from psychoseg.questionnaire import Item

_COMPARES = Pattern(
    BEGIN
    + r"(?:is|are|was|were|has|have|do|does) (?:[\w'-]+ ){1,6}?(better|worse|cheaper|faster|slower|easier|harder|larger|smaller|more \w+|less \w+)(?= (?:\?|now|today|these days|nowadays)|$)"
)
_BASE = Pattern(r"\b(?:than|compared|or|last|before|ago|previous|since)\b")
_SCALED = ("same", "worse", "less", "than")


@rule(
    "QC216",
    languages=("en",),
    source="Schwarz (1999), Self-reports: How the Questions Shape the Answers",
)
def undefined_comparison(item: Item) -> Iterator[Notice]:
    """A comparison with nothing to compare with.

    Why it matters
        Each person takes another standard: last year, the neighbour, what they had hoped for.

    Instead of
        Are the tram tickets cheaper?

    Write
        Are the tram tickets cheaper or dearer than last spring, or about the same?
    """
    text = wording(item.text)
    if is_statement(item):
        return
    match = _COMPARES.search(text.folded)
    offered = any(word in answer for answer in answers(item) for word in _SCALED)
    if match is not None and not _BASE.search(text.folded) and not offered:
        yield Notice(
            f"“{match[1]}” than what?",
            text.span_of(match, 1),
            "name what to compare with, and the other direction",
        )
