"""QR304: a list without an answer for everyone."""

from __future__ import annotations

import math
from collections.abc import Iterator

from psychoseg.lint.escapes import LANGUAGES, opens_the_list
from psychoseg.lint.finding import Severity
from psychoseg.lint.grammar import BEGIN
from psychoseg.lint.incomplete_lists import what_is_missing
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.ranges import Range, ranges, read_range
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.scale_labels import label_scale
from psychoseg.lint.wording import Wording, wording
from psychoseg.questionnaire import Item

_HOW_OFTEN = Pattern(BEGIN + r"how (?:often|frequently)\b")
_HOW_MANY = Pattern(BEGIN + r"(?:about |in total |roughly )?how many\b")
_OFTEN = frozenset(["often", "frequently"])
_MANY = frozenset(["many"])
_RATED = frozenset(["rate", "rating", "describe", "satisfied", "agree"])
_SCORES = frozenset(
    [
        "rate",
        "score",
        "scale",
        "points",
        "grade",
        "rating",
        "stars",
        "skala",
        "note",
        "punkte",
        "échelle",
        "escala",
    ]
)
_ENDS_BY_ITSELF = {
    "day": {5.0, 7.0, 31.0, 365.0}, "days": {5.0, 7.0, 28.0, 30.0, 31.0, 365.0}, "nights": {7.0}, "weekdays": {5.0}, "hours": {24.0},
    "months": {12.0}, "weeks": {4.0, 52.0}, "minutes": {60.0}, "tage": {7.0}, "tagen": {7.0}, "jours": {7.0}, "días": {7.0},
    "stunden": {24.0}, "heures": {24.0}, "horas": {24.0}, "monate": {12.0}, "monaten": {12.0}, "mois": {12.0}, "meses": {12.0},
}  # fmt: skip
_FIRST_YEAR = 1900
_FEWEST = 3
_ALMOST_NEVER = 1
_MANY_RANGES = 7
"""A list this long has most likely been thought through to its end."""


@rule(
    "QR304",
    languages=LANGUAGES,
    source="Dillman, Smyth & Christian (2014), Internet, Phone, Mail, and Mixed-Mode Surveys",
)
def non_exhaustive(item: Item) -> Iterator[Notice]:
    """A short list of one kind of thing, or a row of numbers, that leaves people without their answer.

    Why it matters
        Whoever is not on the list picks something untrue or leaves, and either way the share of every
        answer that is on it is wrong.

    Instead of
        How did you find out about our choir? [Poster | Newsletter | A neighbour]

    Write
        How did you find out about our choir? [Poster | Newsletter | A neighbour | Another way | Don’t remember]
    """
    if item.type not in {"single", "multiple"} or item.role in {"attention", "consent"}:
        return
    text = wording(item.text)
    numbers = _numbers(text, item)
    if _ends_too_early(text, numbers):
        yield Notice(
            "nobody above the highest answer has one to give",
            None,
            "end the list with an open answer, such as “60 or older” or “More than 10”",
            severity=Severity.INFO if len(numbers) > _MANY_RANGES else None,
        )
    elif opens_the_list(item):
        return
    elif never := _no_never(text, item):
        yield never
    elif not text.has(_RATED) and label_scale(item) is None and (add := what_is_missing(item)):
        yield Notice("people whose answer is not on this list have none to give", None, f"add {add}")


def _numbers(text: Wording, item: Item) -> tuple[Range, ...]:
    """The ranges among the answers, or the single numbers of "How many" where all answers are such."""
    found = ranges(item)
    if found.listed:
        return () if found.others else found.rising
    if item.type != "single" or not text.has(_MANY) or not _HOW_MANY.search(text.folded):
        return ()
    read = [read_range(option.label, item.language) for option in item.options if not option.missing]
    counted = [entry for entry in read if entry is not None]
    return tuple(sorted(counted, key=lambda entry: entry.high)) if len(counted) == len(read) > 1 else ()


def _ends_too_early(text: Wording, rising: tuple[Range, ...]) -> bool:
    if not rising or text.has(_SCORES) or any(entry.percent for entry in rising):
        return False
    top = max(rising, key=lambda entry: entry.high)
    number = top.high / top.unit
    spoken = text.vocabulary | {
        word.strip("().,") for entry in rising for word in entry.label.lower().split()
    }
    natural = {10.0, 100.0}.union(*(ends for word, ends in _ENDS_BY_ITSELF.items() if word in spoken))
    is_a_year = number >= _FIRST_YEAR and not any(entry.money for entry in rising)
    return not math.isinf(number) and not is_a_year and number not in natural


def _no_never(text: Wording, item: Item) -> Notice | None:
    """Frequencies without an answer for those who never do it."""
    scale = label_scale(item)
    if scale is None or scale.family not in {"rate", "frequency"} or not scale.is_whole:
        return None
    if scale.count(".") or len(scale.labels) < _FEWEST or not text.has(_OFTEN):
        return None
    if not _HOW_OFTEN.search(text.folded):
        return None
    if scale.family == "rate":
        return Notice("nobody can say never, or less often than that", None, "add “Less often” and “Never”")
    if any(label is not None and label.strength <= _ALMOST_NEVER for label in scale.labels):
        return None
    return Notice("nobody can say never", None, "add “Never”", severity=Severity.INFO)
