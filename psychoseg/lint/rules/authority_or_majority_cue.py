"""QW105: experts, majorities and prizes that lean on the answer."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.grammar import BEGIN, SENTENCE
from psychoseg.lint.lexicon import lexicon
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import Wording, is_statement, wording
from psychoseg.questionnaire import Item

_MANY = Pattern(
    r"\b(?:most|many|nearly all|almost all|millions of|thousands of|(?:the|a) (?:vast |great |large )?majority of"
    r"|\d+ (?:% of|percent of|per cent of|in \d+|out of \d+)) "
)
_SENTENCE = Pattern(SENTENCE)
_ADVERBS = frozenset(
    ["now", "also", "actually", "already", "strongly", "generally", "clearly", "have", "has", "had"]
)
_FURTHEST = 4
"""How many words from its quantifier or its sentence's beginning a crowd or an expert may stand."""

_LIKE_MOST = Pattern(
    SENTENCE + r"(?:like|along with|together with) (?:most|many|millions of|thousands of) \w+"
)
_NUMBER_ONE = Pattern(r"\b(?:our|the|your) (?:no \. 1|nr \. 1|number 1|# 1) \w+")
_ACCORDING = Pattern(
    r"\b(?:according to|as (?:recommended|shown|proven|confirmed|stated) by) (?:[\w-]+ ){0,3}?(?:experts?|scientists?|doctors?|studies|research|researchers|surveys|polls?|analysts?|economists?|specialists?|the evidence|dentists?|science)\b"
)
_OUT_OF = Pattern(
    r"\b(?:\w+ (?:out of|in) (?:ten|five|four|three|10|5|4|3)|\d{1,2} ?%|\d{1,2} (?:percent|per cent)) (?:of )?(?:our |all )?(?:[\w-]+ ){0,2}?(?:recommend|agree|prefer|say|trust|use|love|choose|believe|support|think|want|rate|back|favou?r|oppose|report|enjoy)\b"
)
_SIDES_WITH = Pattern(
    BEGIN
    + r"(do you (?:also )?(?:agree|disagree|side) with (?!(?:the|this|these|that|each of the|any of the) (?:following|statements?|idea|ideas|view|views|claim|claims|proposal|argument|opinion|notion|decision)\b|it\b)(?:[\w'-]+ ){1,7}?that)\b",
    "agree disagree side",
)
_MAJORITY_IS = Pattern(
    r"\b((?:the|a) (?:vast |great |large |clear )?majority of [\w-]+ (?:who (?:[\w'-]+ ){1,8}?)?(?:is|are|was|were|have|has) (?:in favou?r|against|opposed|behind|happy|pleased|satisfied|unhappy))\b",
    "majority",
)
_ADVICE = Pattern(r"\b(follow(?:ing)? the advice of)\b", "advice")
_LIKE_US = Pattern(r", (like (?:us|me|most people|so many)) ,", "like")
_BALANCED = Pattern(r"\b(?:others|other people|while some|some people|some say)\b")
_SENTENCE_END = Pattern(r" [.?!] ")
_REACH = 200
_ASKED_ABOUT = frozenset(
    [
        "do",
        "does",
        "did",
        "how",
        "would",
        "are",
        "were",
        "think",
        "believe",
        "guess",
        "expect",
        "estimate",
        "whether",
        "if",
    ]
)


@rule(
    "QW105",
    languages=("en",),
    source="Schuman & Presser (1981), Questions and Answers in Attitude Surveys; Sudman, Bradburn & Wansink (2004), Asking Questions",
)
def authority_or_majority_cue(item: Item) -> Iterator[Notice]:
    """Experts, a majority or a prize mentioned before the question.

    Why it matters
        Few people like to contradict a doctor or to stand alone, so answers move toward the side that
        was praised.

    Instead of
        Most engineers trust heat pumps. How do you heat your home?

    Write
        How do you heat your home?
    """
    if is_statement(item) or _BALANCED.search(wording(item.text).folded):
        return
    text = wording(item.text)
    span = _cue(text)
    if span is not None:
        yield Notice(
            "this tells people what others think",
            span,
            "leave it out, or give both views: “Some people…, others…”",
        )


def _cue(text: Wording) -> tuple[int, int] | None:
    groups = lexicon("authorities")
    anyone = groups["crowd"] | groups["experts"]
    for match in _MANY.finditer(text.folded):
        if not _asked_about(text.folded[max(0, match.start() - _REACH) : match.start()]):
            claim = _claim(text, match.end(), anyone, groups["claims"], loose=True)
            if claim is not None:
                return text.span(match.start(), claim)
    for match in _SENTENCE.finditer(text.folded):
        claim = _claim(text, match.end(), groups["experts"], groups["claims"])
        if claim is not None:
            return text.span(match.start(), claim)
    for named in (_SIDES_WITH, _MAJORITY_IS, _ADVICE, _LIKE_US):
        cue = text.search(named)
        if cue is not None:
            return text.span_of(cue, 1)
    for pattern in (_LIKE_MOST, _NUMBER_ONE, _ACCORDING, _OUT_OF):
        plain = pattern.search(text.folded)
        if plain is not None:
            return text.span_of(plain)
    prestige = next(groups.find("prestige", text), None)
    return text.span_of_words(prestige[1], prestige[2]) if prestige else None


def _claim(
    text: Wording, start: int, people: dict[str, str], claims: dict[str, str], *, loose: bool = False
) -> int | None:
    """Where the claim ends of people named within a few words of a place; None where none is made.

    ``loose`` takes any plural for people, as after "most": "most gardeners recommend".
    """
    ahead = text.folded[start : start + _REACH].split(" ")
    for place, word in enumerate(ahead[:_FURTHEST]):
        if word in _ASKED_ABOUT or not word[:1].isalnum():
            return None
        if word in people or (loose and _is_plural(word)):
            verb = next(
                (later for later in range(place + 1, len(ahead)) if ahead[later] not in _ADVERBS), len(ahead)
            )
            if verb < len(ahead) and ahead[verb] in claims:
                return start + len(" ".join(ahead[: verb + 1]))
    return None


def _is_plural(word: str) -> bool:
    return (word.endswith("s") and not word.endswith("ss")) or word in {"faculty", "staff", "folk", "youth"}


def _asked_about(before: str) -> bool:
    """Whether the crowd is the question's subject ("Do most people…?") rather than a hint."""
    sentence = _SENTENCE_END.compiled.split(before)[-1].split()
    return bool(_ASKED_ABOUT & set(sentence)) and "that" not in sentence
