"""What "and" joins: the two halves of a pair, and whether they are two things or one."""

from __future__ import annotations

import re

from psychoseg.lint.lexicon import lexicon
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.wording import Wording
from psychoseg.values import dataclass

_LONGEST = 9
"""Words that a half may have; a longer one holds a clause of its own."""

_LINKS = frozenset(["and", "&", "plus"])
_ENDS = frozenset(
    [
        "?", ".", "!", ";", ":", "that", "which", "who", "whose", "where", "when", "while", "than", "because", "if", "whether", "during", "after", "before", "since", "until", "overall", "compared",
        "when", "today", "today's", "—", "–",
    ]
)  # fmt: skip
_ABSTAIN = frozenset(
    [
        "between", "such", "including", "like", "e.g", "eg", "or", "balance", "relationship", "difference", "combination", "both?", "how", "what", "why", "to",
        "way", "amount", "number", "length", "opportunities", "access", "each", "neither", "either",
    ]
)  # fmt: skip
_LOW = frozenset(
    [
        "for",
        "from",
        "in",
        "at",
        "about",
        "on",
        "among",
        "by",
        "into",
        "within",
        "towards",
        "across",
        "through",
        "when",
    ]
)
"""Prepositions: what "and" joins behind one of them is usually the smaller phrase."""

_HOLLOW = frozenset(
    [
        "i", "you", "we", "they", "he", "she", "it", "then", "so", "not", "if", "when", "how", "why", "what", "others", "other", "more", "again", "all", "any", "that", "whether", "do", "did",
        "is", "are", "were", "have", "will", "would", "who", "where", "which", "now", "also", "feel",
    ]
)  # fmt: skip
_ARTICLES = frozenset(["the", "our", "your", "their", "its", "his", "her", "my", "a", "an", "this", "these"])
_NAME = Pattern(r"\A[A-Z][\w'’-]* (?:and|&) [A-Z][\w'’-]*\Z")


@dataclass(frozen=True, slots=True)
class Pair:
    """Places in the folded text: where the first half begins, where the second begins and ends."""

    start: int
    second: int
    end: int


def list_after(text: Wording, start: int) -> Pair | None:
    """The two things named from a place of the folded text on, where "and" joins them.

    Examples
    --------
    >>> from psychoseg.lint.wording import Wording
    >>> text = Wording("Rate the soup and the bread.")
    >>> pair = list_after(text, 5)
    >>> text.folded[pair.start : pair.end]
    'the soup and the bread'
    >>> list_after(Wording("Rate the soup you had."), 5) is None
    True
    """
    words = text.folded[start:].split(" ")
    link = _link(words)
    if link is None or link == 0:
        return None
    first = [word for word in words[:link] if word != ","]
    width = 3 if words[link] == "as" else 1
    second = _second_half(words[link + width :])
    if not second or second[0] in _HOLLOW or (second[0] in _ENDS):
        return None
    low = any(word in _LOW for word in first[1:])
    parallel = second[0] in _ARTICLES and "of" in second
    if low and not parallel:
        return None
    begin = start + sum(len(word) + 1 for word in words[: link + width])
    return Pair(start, begin, begin + len(" ".join(second)))


def _link(words: list[str]) -> int | None:
    """The place of the first "and" with only words of one phrase before it."""
    for place, word in enumerate(words[:_LONGEST]):
        if word in _LINKS or (word == "as" and words[place : place + 3] == ["as", "well", "as"]):
            return place
        if word in _ENDS or word in _ABSTAIN:
            return None
    return None


def _second_half(words: list[str]) -> list[str]:
    second: list[str] = []
    for word in words[: _LONGEST - 2]:
        if word in _ENDS or word == "," or (word in _LOW and second):
            break
        second.append(word)
    return second


def one_thing(text: Wording, pair: Pair) -> bool:
    """Whether the halves are one: a fixed pair, or the two parts of one name."""
    around = text.folded[max(0, pair.second - 40) : pair.end].split()
    pairs = lexicon("fixed_pairs")["pairs"]
    if any(" ".join(around[place : place + 3]) in pairs for place in range(len(around))):
        return True
    return _is_name(text, pair)


def _is_name(text: Wording, pair: Pair) -> bool:
    span = text.span(pair.start, pair.end)
    if span is None:
        return False
    written = text.text[span[0] : span[1]]
    words = re.split(r"\s+", written)
    link = next((place for place, word in enumerate(words) if word.lower() in _LINKS), 0)
    return (
        bool(_NAME.match(" ".join(words[max(0, link - 1) : link + 2])))
        and len(words) <= link + 2
        and link <= 1
    )
