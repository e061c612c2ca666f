"""QW104: statements turned into questions by a tag."""

from __future__ import annotations

import re
from collections.abc import Iterator

from psychoseg.lint.grammar import AUXILIARY, NEGATIVE_AUXILIARY, PRONOUN
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import wording
from psychoseg.questionnaire import Item

_TAG = Pattern(
    rf"(?<=[\w'] , )((?:{NEGATIVE_AUXILIARY} {PRONOUN}|{AUXILIARY} {PRONOUN}(?: not)?"
    r"|right|correct|yes|no|ok|okay|eh|huh|true|agreed|isn't that so|is that right|don't you think|wouldn't you say)) \?"
)
_OPENER = Pattern(
    r"(?:if|when|while|since|after|before|in|on|at|overall|generally|today|currently|and|so|which|how|what)\b"
)
_FEWEST_WORDS = 3
_CONTRACTED = (
    "isn't",
    "aren't",
    "wasn't",
    "weren't",
    "don't",
    "doesn't",
    "didn't",
    "haven't",
    "hasn't",
    "won't",
    "wouldn't",
    "can't",
    "couldn't",
    "shouldn't",
)


@rule(
    "QW104",
    languages=("en",),
    source="Sudman, Bradburn & Wansink (2004), Asking Questions; Converse & Presser (1986), Survey Questions",
)
def tag_question(item: Item) -> Iterator[Notice]:
    """A statement with a tag that asks for a nod.

    Why it matters
        The statement has already answered; the tag only asks people to go along, and most do.

    Instead of
        You check the prices first, don't you?

    Write
        How often, if ever, do you check the prices first?
    """
    text = wording(item.text)
    if "," not in text.vocabulary or "?" not in text.vocabulary:
        return
    for match in _TAG.finditer(text.folded):
        clause = re.split(r" [.?!] ", text.folded[: match.start()])[-1]
        negated = match[1].startswith(_CONTRACTED)
        if clause.count(" ") > _FEWEST_WORDS and (negated or not _OPENER.match(clause)):
            yield Notice(
                "the tag asks people to go along",
                text.span_of(match),
                "leave out the tag and ask the question",
            )
