"""The labels of answer scales: which family a label belongs to, which side it is on and how far out."""

from __future__ import annotations

from functools import cache, lru_cache

from psychoseg.lint.escapes import escape_kind
from psychoseg.lint.lexicon import lexicon
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.rules._rule import primary
from psychoseg.questionnaire import Item
from psychoseg.values import dataclass

LANGUAGES = ("en", "de", "fr", "es")
"""The languages whose labels are known."""

NOT_FAMILIES = frozenset(["modifiers", "negations", "neutral", "goes on"])

TWO_SIDED = frozenset(["agreement", "satisfaction", "quality", "valence", "approval", "comparison"])
"""Families whose negative labels are a side of their own, never just none of the positive."""

ONE_SIDED = frozenset(["frequency", "rate", "intensity", "concern", "interest"])
"""Families that run from none to much."""

_CODE = Pattern(r"^[\[(]?-?\d{1,3}[\])]? ?[.:=)–—-] ?|[ :=–—(-]{1,3}\d{1,3}\)?$")
_BRACKETS = Pattern(r"\((?![aes]\))[^()]{0,120}\)")
_LONGEST = 9
_STARTS = ("it's ", "it is ", "it was ", "i'm ", "i am ", "i was ")


@dataclass(frozen=True, slots=True)
class Label:
    """What one label says in one family.

    Parameters
    ----------
    family : str
        Such as ``satisfaction``.
    side : str
        ``+``, ``-``, ``0`` in the middle of two sides, or ``.`` for none of it.
    strength : float
        How far out, from 1 for "slightly" to 4 for "extremely"; for frequencies on a scale of their own.
    """

    family: str
    side: str
    strength: float

    @property
    def place(self) -> float:
        """Where it stands between the two ends; "not at all" is taken for a little below the middle."""
        return {"+": self.strength, "-": -self.strength, "0": 0.0, ".": -0.1 + 0.1 * self.strength}[self.side]


@dataclass(frozen=True, slots=True)
class LabelScale:
    """The labels of an item's answers, read in the family most of them belong to.

    Parameters
    ----------
    family : str
    labels : tuple of Label or None
        One for each answer of substance, in order; None for one that is not of the family.
    texts : tuple of str
        The answers as written.
    """

    family: str
    labels: tuple[Label | None, ...]
    texts: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether every answer of substance belongs to the family."""
        return None not in self.labels

    def count(self, side: str) -> int:
        """How many labels are on a side."""
        return sum(label is not None and label.side == side for label in self.labels)


@lru_cache(maxsize=128)
def label_scale(item: Item) -> LabelScale | None:
    """The scale an item's answers form, or None where fewer than two or no more than half of them do."""
    texts = tuple(text for text in texts_of(item) if _is_substance(text, item.language))
    read = [readings(text, item.language) for text in texts]
    families = dict.fromkeys(family for reading in read for family in reading if family)
    best, most = "", 0
    for family in families:
        held = sum(family in reading for reading in read)
        if held > most:
            best, most = family, held
    labels = tuple(_of_family(reading, best) for reading in read)
    if most < 2 or 2 * sum(label is not None for label in labels) <= len(texts):
        return None
    return LabelScale(best, labels, texts)


def _is_substance(text: str, language: str) -> bool:
    """Whether a label is an answer on a scale or to a question; "Neither" and "No" are, "Not sure" is not."""
    return escape_kind(text, language) in {"", "none"} or bool(readings(text, language))


def _of_family(reading: dict[str, Label], family: str) -> Label | None:
    if family in reading:
        return reading[family]
    return Label(family, "0", 0.0) if "" in reading else None


def texts_of(item: Item) -> tuple[str, ...]:
    """The wording of an item's answers in order, those left out that are marked as missing."""
    if item.scale is not None:
        return tuple(label for _, label in item.scale.labels if label)
    return tuple(option.label for option in item.options if not option.missing)


def readings(text: str, language: str = "en") -> dict[str, Label]:
    """What a label says, by family; under an empty name where it is the middle of any family.

    Examples
    --------
    >>> readings("Very dissatisfied")["satisfaction"]
    Label(family='satisfaction', side='-', strength=3.0)
    >>> readings("1 – Not at all important")["importance"].side
    '.'
    >>> readings("Stimme eher zu", "de")["agreement"].side
    '+'
    >>> readings("Green tea")
    {}
    """
    known = primary(language)
    return _read(text, known) if known in LANGUAGES else {}


@lru_cache(maxsize=2048)
def _read(text: str, language: str) -> dict[str, Label]:
    plain = _plain(text)
    words = plain.split()
    if not words or len(words) > _LONGEST:
        return {}
    lists = lexicon("scale_labels", language)
    if plain in lists["neutral"] or words[0] in {"neither", "weder", "ni"}:
        return {"": Label("", "0", 0.0), **_family_words(language).get(plain, {})}
    found = _modified(words, language)
    for end in range(len(words) - 1, 0, -1):
        if not found and words[0] != "i" and words[end] in lists["goes on"]:
            found = _modified(words[:end], language)
    return found


def _modified(words: list[str], language: str) -> dict[str, Label]:
    """A family's word, alone or after something that makes it stronger, weaker or none."""
    lists = lexicon("scale_labels", language)
    families = _family_words(language)
    whole = families.get(" ".join(words))
    if whole is not None:
        return whole
    words = words[:-2] if words[-2:] == ["at", "all"] and words[0] in {"not", "no"} else words
    for length in range(min(4, len(words) - 1), 0, -1):
        first, rest = " ".join(words[:length]), " ".join(words[length:])
        if first in lists["negations"]:
            strength = float(lists["negations"][first])
            base = _modified(words[length:], language)
            return {family: _weakened(label, strength) for family, label in base.items()}
        if first in lists["modifiers"] and rest in families:
            strength = float(lists["modifiers"][first])
            return {
                family: Label(family, label.side, strength) if label.side in "+-" else label
                for family, label in families[rest].items()
            }
    return {}


def _weakened(label: Label, strength: float) -> Label:
    """What "not" leaves: of satisfied none at all, of dissatisfied the middle."""
    return Label(label.family, "." if label.side in "+." else "0", strength)


@cache
def _family_words(language: str) -> dict[str, dict[str, Label]]:
    found: dict[str, dict[str, Label]] = {}
    for family, words in lexicon("scale_labels", language).groups.items():
        if family not in NOT_FAMILIES:
            for word, value in words.items():
                side = value[:1]
                found.setdefault(word, {})[family] = Label(family, side, float(value[1:] or 0))
    return found


def _plain(text: str) -> str:
    lower = " ".join(text[:200].lower().replace("’", "'").split())
    if any(char.isdecimal() for char in lower):
        lower = _CODE.sub("", lower)
    if "(" in lower:
        lower = " ".join(_BRACKETS.sub(" ", lower).split())
    lower = lower.strip(" .,;:!?*")
    start = next((start for start in _STARTS if lower.startswith(start)), "")
    return lower[len(start) :]
