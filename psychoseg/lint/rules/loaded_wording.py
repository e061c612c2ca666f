"""QW102: praise, blame and alarm in the asker's own words."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.lexicon import Lexicon, lexicon
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import Wording, is_statement, wording
from psychoseg.questionnaire import Item

_REACH = 3
"""How many words may stand between an owner and the praise: "our quick, courteous deliveries"."""

_FORBIDS = frozenset(["forbid", "forbidden", "forbids", "forbidding", "outlaw", "outlawed"])
_BANS = frozenset(["ban", "banned", "prohibit", "prohibited"])
_ALLOWING = frozenset(["allow", "allowed", "allowing", "permit", "permitted", "legal", "or"])

_CHOOSING = frozenset(["prefer", "rather", "choose", "better"])
_SERVING = frozenset(
    ["staff", "team", "crew", "employees", "waiters", "nurses", "drivers", "guides", "service"]
)
_DEGREES = frozenset(["very", "truly", "really", "all", "every", "any"])
_BETWEEN = frozenset([",", "and", "&", "new", "very", "most", "really", "so", "such", "own"])
_NO_NOUN = frozenset(
    [
        "?",
        ".",
        "!",
        ",",
        ";",
        ":",
        "and",
        "or",
        "but",
        "at",
        "in",
        "on",
        "to",
        "of",
        "for",
        "with",
        "when",
        "than",
        "is",
        "are",
        "was",
        "were",
    ]
)


@rule(
    "QW102",
    languages=("en",),
    source="Payne (1951), The Art of Asking Questions, ch. 11; Schuman & Presser (1981), Questions and Answers in Attitude Surveys (forbid and allow); Sudman, Bradburn & Wansink (2004), Asking Questions",
)
def loaded_wording(item: Item) -> Iterator[Notice]:
    """A word that praises, blames or alarms where a plain one would do.

    Why it matters
        People answer the feeling in the word as much as the question, so the same opinion gives
        another answer.

    Instead of
        How satisfied are you with our superb repair workshop?

    Write
        How satisfied or dissatisfied are you with our repair workshop?
    """
    if is_statement(item):
        return
    text, terms = wording(item.text), lexicon("loaded")
    found = {first: (term, end) for term, first, end in _praise(text, terms)}
    found |= {first: (term, end) for term, first, end in _charge(text, terms)}
    found |= {first: (term, end) for term, first, end in _flattery(text, terms)}
    found |= {first: (term, end) for term, first, end in _forbidding(text)}
    found |= {first: (term, end) for term, first, end in _choices(text, terms)}
    for first, (term, end) in sorted(found.items()):
        neutral = terms["charged"].get(term, "")
        yield Notice(
            f"“{term}” tells people what to think",
            text.span_of_words(first, end),
            f"write “{neutral}”" if neutral else f"leave out “{term}”",
        )


def _praise(text: Wording, terms: Lexicon) -> Iterator[tuple[str, int, int]]:
    for group, owners in (("praise", "judged"), ("own_praise", "own")):
        for term, first, end in terms.find(group, text):
            follows = text.words[end] if end < len(text.words) else "?"
            listed = follows in {",", "and", "&"}
            if _owned(text, terms, first, terms[owners]) and (listed or follows not in _NO_NOUN):
                yield term, first, end
    for term, first, end in terms.find("own_praise", text):
        if (
            text.words[first - 1 : first] == ("the",)
            and text.words[end : end + 1]
            and text.words[end] in _SERVING
        ):
            yield term, first, end
    for term, first, end in terms.find("praise_anywhere", text):
        if not _measured(text, terms, first) and text.words[end : end + 1] not in ((), ("?",)):
            yield term, first, end


def _flattery(text: Wording, terms: Lexicon) -> Iterator[tuple[str, int, int]]:
    """People called good after "should" or "as a": whoever says no is not one of them."""
    for term, first, end in terms.find("flattery", text):
        before = text.words[first - 1] if first else ""
        follows = text.words[end : end + 3]
        named = any(word in terms["flattered"] for word in follows)
        if before in _DEGREES and first > 1:
            before = text.words[first - 2]
        opens = before in {
            "that",
            "think",
            "believe",
            "should",
            "do",
            "would",
            "must",
            "shouldn't",
            "don't",
            "all",
            "wouldn't",
        } or (
            text.words[max(0, first - 1) : first] == ("like",)
            or text.words[max(0, first - 2) : first]
            in (("as", "a"), ("any", "a"), ("like", "a"), ("that", "a"))
        )
        if named and opens:
            yield term, first, end


def _choices(text: Wording, terms: Lexicon) -> Iterator[tuple[str, int, int]]:
    """Praise and blame that tell the choices apart: "rather the tasty juice or the dull water"."""
    if not text.has(_CHOOSING) or "or" not in text.vocabulary:
        return
    for index, word in enumerate(text.words[:-1]):
        sided = word in terms["praise"] or word in terms["dressing"]
        if sided and text.words[index + 1] not in _NO_NOUN and not _measured(text, terms, index):
            yield word, index, index + 1


def _forbidding(text: Wording) -> Iterator[tuple[str, int, int]]:
    """To forbid sounds harsher than not to allow, and the two get different shares."""
    if text.has(_ALLOWING):
        return
    for index, word in enumerate(text.words):
        banned = word in _BANS and "should" in text.words[:index]
        if word in _FORBIDS or banned:
            yield word, index, index + 1


def _owned(text: Wording, terms: Lexicon, first: int, owners: dict[str, str]) -> bool:
    """Whether only praise, commas and adverbs stand between an owner and a word: "our quick, very courteous…"."""
    for word in reversed(text.words[max(0, first - _REACH) : first]):
        if word in owners or word.endswith(("year's", "month's", "week's")):
            return True
        praise = word in terms["praise"] or word in terms["own_praise"] or word in terms["praise_anywhere"]
        if not (praise or word in _BETWEEN or word.endswith("ly")):
            return False
    return False


def _charge(text: Wording, terms: Lexicon) -> Iterator[tuple[str, int, int]]:
    for term, first, end in terms.find("charged", text):
        if not _measured(text, terms, first) and not _offered(text, first, end):
            yield term, first, end
    endings = tuple(terms["charged_endings"])
    for index, word in enumerate(text.words):
        if word.endswith(endings):
            yield word, index, index + 1


def _measured(text: Wording, terms: Lexicon, first: int) -> bool:
    return first > 0 and text.words[first - 1] in terms["measuring"]


def _offered(text: Wording, first: int, end: int) -> bool:
    """Whether the word is one of the answers the question offers: "fair or unfair", "unfair or not"."""
    return "or" in text.words[max(0, first - 2) : first] + text.words[end : end + 2]
