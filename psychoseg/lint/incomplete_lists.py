"""Kinds of lists that are hardly ever complete: what each would need for everyone to find an answer."""

from __future__ import annotations

from collections.abc import Callable

from psychoseg.lint.escapes import substance
from psychoseg.lint.lexicon import lexicon
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.rules._rule import primary
from psychoseg.lint.scale_labels import readings
from psychoseg.lint.wording import Wording, wording
from psychoseg.questionnaire import Item

_MOST = 6
"""A longer list may well be complete."""

_LONGEST_ANSWER = 6
"""Words; longer answers are statements to choose between, not things to pick."""

_HEARD = Pattern(
    r"\b(?:(?:hear|heard|learn|learned|learnt|find out|found out) (?:about|of) (?:us|our|this|the)"
    r"|how did you (?:find|discover|come across) (?:us|our|this|the|out)"
    r"|(?:von|auf) uns (?:gehört|erfahren|aufmerksam)|(?:entendu parler de nous|nous avez - vous connus?|connu notre|découvert notre)"
    r"|(?:nos conoció|nos has conocido|supo de nosotros|oyó hablar de nosotros))\b"
)
_ACTS = Pattern(
    r"\b(?:(?:what|which|where|when|who)(?: [\w'-]+){0,4} (?:do|did|would|will|have)|(?:how|why) (?:do|did|would|will)) you\b"
)
_FINDS = frozenset(
    [
        "gehört",
        "erfahren",
        "aufmerksam",
        "entendu",
        "connus",
        "connu",
        "découvert",
        "conoció",
        "conocido",
        "supo",
        "oyó",
        "hear",
        "heard",
        "learn",
        "learned",
        "learnt",
        "find",
        "found",
        "discover",
        "come",
    ]
)
_OWN = Pattern(
    r"\b(?:(?:what|which|where|when|who)(?: [\w'-]+){0,4} (?:do|did|would|will|are|have|is|was)|(?:how|why) (?:do|did|would|will)) (?:you|your)\b"
)
_LIMITED = Pattern(
    r"\b(?:of (?:these|the following|the two|those)|closest|closer|best describes|statement|statements|would you say|rather"
    r"|if you had to|versus|following|feel|contacted|receive|reach you|hear from us|vote|live|born)\b"
)
_PERIOD = Pattern(
    r"^(?:(?:last|this|next|the (?:last|past|previous|coming)) (?:week|weekend|month|quarter|year|spring|summer|autumn|fall|winter)"
    r"|today|yesterday|tomorrow)\Z"
)
_ASKS = frozenset(["what", "which", "where", "when", "who", "how", "why"])
_FAVOURITE = frozenset(["favourite", "favorite"])
_LIKES = frozenset(["like", "prefer", "enjoy", "want", "choose", "why"])
_OR = frozenset(["or"])
_WHEN = frozenset(["when"])
_GENDER = frozenset(["gender", "geschlecht", "genre", "género"])
_WORK = frozenset(["employment", "employed", "occupation", "work", "working", "job", "status", "situation"])
_MARITAL = frozenset(["marital", "relationship", "married", "family"])
_ORIGIN = frozenset(["race", "ethnicity", "ethnic", "religion", "religious"])


def what_is_missing(item: Item) -> str:
    """The answers a list would need to be complete; empty where it is, or where that is not sure.

    Examples
    --------
    >>> from psychoseg.questionnaire.model import Item, Option
    >>> banks = tuple(Option(name, name) for name in ("North Bank", "South Bank"))
    >>> what_is_missing(Item("bank", "Which bank do you use most?", "single", "behaviour", options=banks))
    '“Something else” with room to say what'
    """
    text = wording(item.text)
    kinds = _KINDS if primary(item.language) == "en" else _ANYWHERE
    return next((add for missing in kinds if (add := missing(text, item))), "")


def _gender(text: Wording, item: Item) -> str:
    kinds, labels = lexicon("list_kinds", primary(item.language)), _labels(item)
    one_each = len(labels) == 2 and [label in kinds["men"] for label in labels].count(True) == 1
    if text.has(_GENDER) and one_each and any(label in kinds["women"] for label in labels):
        return "“In another way” with room to say, and “Prefer not to say”"
    return ""


def _work(text: Wording, item: Item) -> str:
    kinds, labels = lexicon("list_kinds"), _labels(item)
    working = sum(label in kinds["work"] for label in labels)
    idle = [label for label in labels if label in kinds["no work"] or "not " in label]
    out_of_work = len(idle) > 1 or (bool(idle) and idle != ["retired"])
    if (
        text.has(_WORK)
        and not text.has(_OR)
        and working >= 2
        and 2 * working > len(labels)
        and not out_of_work
    ):
        return "those out of paid work: “Unemployed”, “Student”, “Retired”, “Something else”"
    return ""


def _marital(text: Wording, item: Item) -> str:
    labels = _labels(item)
    if (
        text.has(_MARITAL)
        and 2 <= len(labels) <= 3
        and set(labels) <= lexicon("list_kinds")["marital"].keys()
    ):
        return "the missing ones, such as “Divorced”, “Widowed” and “Living with a partner”"
    return ""


def _heard(text: Wording, item: Item) -> str:
    return (
        "“Somewhere else” and “Don’t remember”"
        if text.has(_FINDS) and _HEARD.search(text.folded) and _is_short(item)
        else ""
    )


def _origin(text: Wording, item: Item) -> str:
    return (
        "“Another” with room to say, and “Prefer not to say”" if text.has(_ORIGIN) and _is_short(item) else ""
    )


def _choice(text: Wording, item: Item) -> str:
    """Things the respondent is asked to choose from: "Which bank do you use most?"."""
    if not text.has(_ASKS) or text.has(_OR) or not _is_short(item) or _LIMITED.search(text.folded):
        return ""
    kinds = lexicon("list_kinds")
    named = not text.vocabulary.isdisjoint(kinds["things"])
    best = not text.vocabulary.isdisjoint(kinds["superlatives"])
    acts = bool(_ACTS.search(text.folded))
    own = acts or bool(_OWN.search(text.folded))
    does = text.has(_LIKES) or any(True for _ in kinds.find("habits", text))
    if (named and (own or best)) or (acts and (best or does)) or (own and text.has(_FAVOURITE)):
        return "“Something else” with room to say what"
    return ""


def _time(text: Wording, item: Item) -> str:
    """Named periods with an end on both sides: "Last year | This year"."""
    labels = _labels(item)
    if text.has(_WHEN) and len(labels) > 1 and all(_PERIOD.match(label) for label in labels):
        return "answers for earlier and later, and “Never”"
    return ""


_ANYWHERE: tuple[Callable[[Wording, Item], str], ...] = (_gender, _heard)
_KINDS: tuple[Callable[[Wording, Item], str], ...] = (
    _gender,
    _work,
    _marital,
    _heard,
    _origin,
    _choice,
    _time,
)


def _labels(item: Item) -> list[str]:
    return [option.label.lower().partition("(")[0].strip(" .") for option in substance(item)]


def _is_short(item: Item) -> bool:
    """Whether this is a short list of names: no scale, no numbers, no yes and no, nothing that fills itself."""
    labels = _labels(item)
    words = [label.replace(",", " ").replace("-", " ").split() for label in labels]
    complete = lexicon("list_kinds")["complete"].keys()
    return (
        2 <= len(labels) <= _MOST
        and all(0 < len(label) <= _LONGEST_ANSWER for label in words)
        and not any(readings(label, item.language) for label in labels)
        and not any(char.isdecimal() for label in labels for char in label)
        and not any(label[0] in {"yes", "no"} for label in words)
        and not all(word in complete for label in words for word in label)
    )
