"""QC201: two questions with one place for the answer."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.barrels import QUESTION_FRAMES, STATEMENT_FRAMES
from psychoseg.lint.coordination import one_thing
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import is_statement, wording
from psychoseg.questionnaire import Item

_TRIGGERS = frozenset(["and", "&", "because", "plus", "as", "but", "and/or"])
_LINKS = frozenset(
    [" and ", " & ", " because ", " as well as ", " plus ", " but ", "and/or", ", as ", ", since "]
)


@rule(
    "QC201",
    languages=("en",),
    source="Converse & Presser (1986), Survey Questions; Willis & Lessler (1999), Question Appraisal System QAS-99",
)
def double_barrelled(item: Item) -> Iterator[Notice]:
    """One item holding two questions.

    Why it matters
        People who feel differently about the two halves cannot say so, and nobody can tell afterwards
        which half an answer was about.

    Instead of
        How satisfied are you with the changing rooms and the opening hours?
        I cook fresh meals and avoid sugar.

    Write
        How satisfied or dissatisfied are you with the changing rooms?
        I cook fresh meals.
    """
    text = wording(item.text)
    if not text.has(_TRIGGERS) or not any(link in text.folded for link in _LINKS):
        return
    frames = STATEMENT_FRAMES if is_statement(item) and "?" not in text.words else QUESTION_FRAMES
    for frame in frames:
        pair = frame(text)
        if pair is not None and not one_thing(text, pair):
            yield Notice(
                "two questions share one answer",
                text.span(pair.start, pair.end),
                "make two items of it, or keep the half that matters",
            )
            return
