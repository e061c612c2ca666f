"""QC202: two negatives that must be worked out."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.lexicon import Lexicon, lexicon
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import Wording, wording
from psychoseg.questionnaire import Item

_REACH_TO_ADJECTIVE = 2
_REACH_TO_NEGATOR = 6
_STOPS = frozenset(
    ["?", ".", "!", ",", ";", ":", "or", "but", "if", "because", "when", "whether", "although"]
)
_CALLED_NOT = Pattern(
    r"\b(?P<first>(?:not|never|[a-z]+n't) (?:describe|call|consider|find|regard|rate|say|think)) (?:[\w'-]+ ){1,6}?(?P<word>(?:un|in|im|ir|il|dis)[\w]+)\b"
)
_NOT_THINK_NOT = Pattern(
    r"\b(?P<first>(?:don't|do not|didn't|doesn't|never) (?:think|believe|feel|agree)) (?:that )?(?:[\w'-]+ ){1,4}?(?:is not|are not|isn't|aren't|shouldn't|should not|don't|doesn't|never|can't|cannot)\b"
)
_IMPOSSIBLE_NEVER = Pattern(
    r"\b(?P<first>impossible) (?:to you |for you )?(?:that )(?:[\w'-]+ ){1,8}?never\b"
)
_NO_NEGATIVE = frozenset(["only", "just", "sure", "least"])


@rule("QC202", languages=("en",), source="Converse & Presser (1986), Survey Questions")
def double_negative(item: Item) -> Iterator[Notice]:
    """Two negatives in one clause.

    Why it matters
        Readers have to turn the sentence round twice, and many answer the opposite of what they mean.

    Instead of
        Would you reject a rule that shops may not open before noon?

    Write
        Should shops be allowed to open before noon, or not?
    """
    text, terms = wording(item.text), lexicon("negatives")
    far = _far(text, terms)
    for first, end in (*_pairs(text, terms), *((far,) if far else ())):
        yield Notice(
            "two negatives have to be worked out",
            text.span_of_words(first, end),
            "say it in the positive, and check which answer now means what",
        )
        return


def _pairs(text: Wording, terms: Lexicon) -> Iterator[tuple[int, int]]:
    """Places, in words, from the first negative to the last."""
    for index, word in enumerate(text.words):
        ahead = _clause(text, index)
        if _negates(word, terms) and ahead[:1] and ahead[0] not in _NO_NEGATIVE:
            adjective = _first(ahead[: _REACH_TO_ADJECTIVE + 1], terms["adjectives"])
            verb = _first(ahead[:2], terms["verbs"])
            if word not in {"never", "without", "nobody", "none", "nothing", "no"} and adjective is not None:
                yield index, index + adjective + 2
            elif verb is not None and ahead[:3] != ("you", "disagree", "that"):
                yield index, index + verb + 2
        if (word.endswith("n't") and ahead[:1] == ("you",)) or word in terms["verbs"]:
            other = next(
                (
                    place
                    for place, later in enumerate(ahead[:_REACH_TO_NEGATOR])
                    if later != "without" and _negates(later, terms)
                ),
                None,
            )
            if (other is not None and other > 0) or (other == 0 and word in terms["verbs"]):
                yield index, index + other + 2


def _far(text: Wording, terms: Lexicon) -> tuple[int, int] | None:
    """Negatives further apart that still meet: "would not call it unhelpful", "impossible that it never"."""
    for pattern in (_CALLED_NOT, _NOT_THINK_NOT, _IMPOSSIBLE_NEVER):
        match = pattern.search(text.folded)
        if match is not None and (pattern is not _CALLED_NOT or match["word"] in terms["adjectives"]):
            first = text.folded[: match.start("first")].count(" ")
            return first, first + match.group()[match.start("first") - match.start() :].count(" ") + 1
    return None


def _clause(text: Wording, index: int) -> tuple[str, ...]:
    """The words after one, up to the next mark or conjunction that begins another clause."""
    ahead: list[str] = []
    for word in text.words[index + 1 : index + 2 + _REACH_TO_NEGATOR]:
        if word in _STOPS:
            break
        ahead.append(word)
    return tuple(ahead)


def _negates(word: str, terms: Lexicon) -> bool:
    return word.endswith("n't") or word in terms["negators"]


def _first(words: tuple[str, ...], group: dict[str, str]) -> int | None:
    return next((place for place, word in enumerate(words) if word in group), None)
