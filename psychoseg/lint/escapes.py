"""The answers that are no answer, and those that stand for all a list does not name."""

from __future__ import annotations

from functools import lru_cache

from psychoseg.lint.lexicon import Lexicon, lexicon
from psychoseg.lint.rules._rule import primary
from psychoseg.questionnaire import Item, Option

LANGUAGES = ("en", "de", "fr", "es")
"""The languages whose usual answers are known; the English ones stand for any other."""

KINDS = ("other", "none", "unknown", "refusal", "inapplicable", "all")
_CUTS = ("(", "[", ",", ":", ";", " - ", " – ", " — ")
_BEGINS = ("unknown", "refusal", "none", "inapplicable")


def usual_answers(language: str) -> Lexicon:
    """The word list of that language, or the English one."""
    known = primary(language)
    return lexicon("answers", known if known in LANGUAGES else "en")


def escape_kind(label: str, language: str = "en") -> str:
    """What an answer stands for that is none of the others; empty for an answer of substance.

    Examples
    --------
    >>> escape_kind("Other (please say)"), escape_kind("I don’t know."), escape_kind("Tea")
    ('other', 'unknown', '')
    >>> escape_kind("Keine Angabe", "de")
    'refusal'
    """
    return _kind(label, primary(language))


@lru_cache(maxsize=2048)
def _kind(label: str, language: str) -> str:
    words = usual_answers(language)
    plain = _plain(label)
    for text in dict.fromkeys((plain, _before_a_cut(plain))):
        for kind in KINDS:
            if text in words[kind]:
                return kind
    for kind in _BEGINS:
        if any(plain.startswith(start + " ") for start in words[f"begins {kind}"]):
            return kind
    return ""


def is_escape(option: Option, language: str = "en", *, zero: bool = True) -> bool:
    """Whether an option is no answer of substance; ``zero`` says whether "None" counts as one."""
    if option.missing:
        return True
    kind = escape_kind(option.label, language)
    return bool(kind) and (zero or kind != "none")


def belongs_last(label: str, language: str = "en") -> bool:
    """Whether an answer closes a list wherever it stands in it: "Other", "None of these", "Don't know"."""
    words = usual_answers(language)
    text = _before_a_cut(_plain(label))
    return text in words["none of these"] or any(
        text in words[kind] for kind in ("other", "unknown", "refusal", "inapplicable", "all")
    )


def is_wide(label: str, language: str = "en") -> bool:
    """Whether an answer takes in all that others do not name: "Other", "None of these", "All of these"."""
    return escape_kind(label, language) in {"other", "none", "all"}


def substance(item: Item) -> tuple[Option, ...]:
    """The options of an item that are answers of substance, in order."""
    return tuple(option for option in item.options if not is_escape(option, item.language))


def is_open(option: Option, language: str = "en") -> bool:
    """Whether an option takes in answers that others do not name, or says that none applies."""
    if option.missing or escape_kind(option.label, language):
        return True
    words = _plain(option.label).replace("/", " ").replace(",", " ").split()
    return not usual_answers(language)["opening"].keys().isdisjoint(words)


def opens_the_list(item: Item) -> bool:
    """Whether any option of an item does so."""
    return any(is_open(option, item.language) for option in item.options)


def _plain(label: str) -> str:
    return " ".join(label.lower().replace("’", "'").split()).strip(" .…!?*")


def _before_a_cut(text: str) -> str:
    for cut in _CUTS:
        text = text.partition(cut)[0]
    return text.strip(" .…")
