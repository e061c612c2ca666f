"""QR303: two answers that say the same."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from psychoseg.errors import visible
from psychoseg.lint.escapes import LANGUAGES
from psychoseg.lint.finding import Severity
from psychoseg.lint.lexicon import lexicon
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.ranges import ranges
from psychoseg.lint.rules._rule import Notice, primary, rule
from psychoseg.lint.scale_labels import texts_of
from psychoseg.questionnaire import Item

_PLEASE = Pattern(r" ?[(\[,:–—-] ?(?:please|bitte|merci de|por favor)\b.{0,80}\Z")
_MARKS = str.maketrans("-–—/", "    ", "\"'“”‘’„«».,:;!?…")
_NO_PLURALS = ("ss", "us", "is", "ws", "as", "os")


@rule(
    "QR303",
    severity=Severity.ERROR,
    source="Dillman, Smyth & Christian (2014), Internet, Phone, Mail, and Mixed-Mode Surveys",
)
def duplicate_options(item: Item) -> Iterator[Notice]:
    """Two answers that differ in nothing but spelling, or that mean the same.

    Why it matters
        People who give that answer are split between the two by chance, and each looks rarer than it
        is.

    Instead of
        How often do you water your plants? [Every day | Daily | Weekly | Less often]

    Write
        How often do you water your plants? [Every day | Every week | Less often]
    """
    seen: dict[str, str] = {}
    means: dict[str, str] = {}
    numbers = {entry.label: entry.numbers for entry in ranges(item).listed}
    holds: dict[object, str] = {}
    for label in texts_of(item):
        key = _key(label)
        meaning = _meaning(key, item.language)
        equal = holds.setdefault(numbers.get(label, label), label)
        if key and key in seen:
            yield _notice(seen[key], label, "differ in nothing but spelling")
        elif equal != label:
            yield _notice(equal, label, "hold the same numbers")
        elif meaning and meaning in means:
            yield _notice(means[meaning], label, "mean the same", Severity.WARNING)
        seen.setdefault(key, label)
        if meaning:
            means.setdefault(meaning, label)


def _notice(first: str, second: str, what: str, severity: Severity | None = None) -> Notice:
    return Notice(
        f"“{visible(first)}” and “{visible(second)}” {what}", None, "keep one of them", severity=severity
    )


def _key(label: str) -> str:
    """What is left of a label when case, punctuation, hyphens and plurals no longer count."""
    text = " ".join(label.casefold().split())
    if any(word in text for word in ("please", "bitte", "merci", "favor")):
        text = _PLEASE.sub("", text)
    if not any(char.isdecimal() for char in text):
        text = " ".join(word if word.endswith("-") else word.translate(_MARKS) for word in text.split())
    return " ".join(_singular(word) for word in text.split())


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(_NO_PLURALS) else word


def _meaning(key: str, language: str) -> str:
    known = primary(language)
    return _meanings(known).get(key, "") if known in LANGUAGES else ""


@cache
def _meanings(language: str) -> dict[str, str]:
    groups = lexicon("synonyms", language).groups
    return {_key(term): meaning for meaning, terms in groups.items() for term in terms}
