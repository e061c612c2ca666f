"""Numeric ranges read from the wording of answers: "18–24", "less than 2 years", "$5,000 or more"."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from psychoseg.lint.lexicon import lexicon
from psychoseg.lint.pattern import Pattern
from psychoseg.questionnaire import Item

_NUMBER = r"(?<!\d)\d{1,15}(?:\.\d{1,6})?"
_WORDS = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ]
    )
}
_UNITS = {
    "minute": 1.0, "min": 1.0, "mins": 1.0, "hour": 60.0, "hr": 60.0, "hrs": 60.0, "h": 60.0,
    "day": 1440.0, "week": 10080.0, "month": 43800.0, "year": 525600.0, "yr": 525600.0, "yrs": 525600.0,
}  # fmt: skip
_NOISE = Pattern(
    r"[$€£¥%~]|\b(?:eur|euro|euros|usd|gbp|chf|dollars|pounds|about|approximately|aged|ages|age|from)\b"
)
_THOUSANDS = Pattern(r"(?<=\d)[,'’ ](?=\d{3}(?!\d))")
_UNIT = r"(?: ?(?P<{0}>[a-z]+))?"
_TAIL = r"(?: (?:ago|old|(?:per|a|each|in|of) [a-z]+(?: [a-z]+)?|[a-z]+))?\Z"
_BETWEEN = Pattern(
    rf"(?:between )?(?P<low>{_NUMBER})"
    + _UNIT.format("unit_low")
    + rf" ?(?P<joint>-|–|—|−|to|and|or|but less than|to less than|to under|up to) ?(?P<high>{_NUMBER})"
    + _UNIT.format("unit_high")
    + _TAIL
)
_BELOW = Pattern(
    rf"(?P<how>less than|under|fewer than|below|up to|no more than|at most|<=|≤|<) ?(?P<high>{_NUMBER})"
    + _UNIT.format("unit_high")
    + _TAIL
)
_ABOVE = Pattern(
    rf"(?P<how>more than|over|above|at least|>=|≥|>) ?(?P<low>{_NUMBER})" + _UNIT.format("unit_low") + _TAIL
)
_OPEN = Pattern(
    rf"(?P<low>{_NUMBER})"
    + _UNIT.format("unit_low")
    + r" ?(?P<how>\+|or more|or over|or above|or older|or longer|and over|and above|and older|and more|plus"
    r"|or less|or fewer|or under|or younger|or below|and under|and younger|and below)"
    + _UNIT.format("unit_high")
    + _TAIL
)
_SINGLE = Pattern(rf"(?P<low>{_NUMBER})" + _UNIT.format("unit_low") + _TAIL)


@dataclass(frozen=True, slots=True)
class Range:
    """The numbers an answer stands for, in one unit for all answers of an item.

    ``holds_low`` and ``holds_high`` say whether the ends belong to it; ``step`` is the distance
    between one number and the next at the precision the answer is written in.
    """

    label: str
    low: float
    high: float
    holds_low: bool = True
    holds_high: bool = True
    step: float = 1.0

    @property
    def is_interval(self) -> bool:
        """Whether it holds more than one number."""
        return self.low != self.high


def ranges(item: Item) -> tuple[tuple[Range, ...], int]:
    """The ranges among a single choice's answers, lowest first, and how many other answers there are.

    Answers that are no answer ("Prefer not to say") are left out. Empty where the answers are not
    mainly ranges.
    """
    if item.type != "single":
        return (), 0
    aside = lexicon("answers")["last"]
    read = [
        read_range(option.label)
        for option in item.options
        if not option.missing and option.label.lower().strip(" .") not in aside
    ]
    found = [found for found in read if found is not None]
    if sum(entry.is_interval for entry in found) < 2:
        return (), len(read)
    return tuple(sorted(found, key=lambda entry: (entry.low, entry.high))), len(read) - len(found)


def read_range(label: str) -> Range | None:
    """The range a label stands for, or None where it is not wholly one.

    Examples
    --------
    >>> found = read_range("between 3 and 12 months")
    >>> (found.low / found.step, found.high / found.step)
    (3.0, 12.0)
    >>> read_range("Every 2 to 3 months") is None
    True
    """
    text = " ".join(
        _NOISE.sub(" ", _THOUSANDS.sub("", label.lower()[:200])).replace("(", " ").replace(")", " ").split()
    ).rstrip(".")
    text = " ".join(str(_WORDS.get(word, word)) for word in text.split())
    if text in {"none", "never", "not at all"}:
        return Range(label, 0, 0)
    for pattern, build in (
        (_BETWEEN, _closed),
        (_BELOW, _below),
        (_OPEN, _open),
        (_ABOVE, _above),
        (_SINGLE, _single),
    ):
        match = pattern.match(text)
        if match is not None:
            return build(label, match)
    return None


def _scale(unit: str | None) -> float | None:
    """Minutes in a unit of time; None for anything else that is counted."""
    if not unit:
        return None
    return _UNITS.get(unit) or _UNITS.get(unit.removesuffix("s"))


def _step(text: str, factor: float) -> float:
    decimals = len(text.partition(".")[2])
    return float(factor * 10.0**-decimals)


def _closed(label: str, match: re.Match[str]) -> Range:
    high_factor = _scale(match["unit_high"]) or _scale(match["unit_low"]) or 1.0
    low_factor = _scale(match["unit_low"]) or high_factor
    step = min(_step(match["low"], low_factor), _step(match["high"], high_factor))
    within = "less" not in match["joint"] and "under" not in match["joint"]
    return Range(
        label, float(match["low"]) * low_factor, float(match["high"]) * high_factor, True, within, step
    )


def _below(label: str, match: re.Match[str]) -> Range:
    factor = _scale(match["unit_high"]) or 1.0
    holds = match["how"] in {"up to", "no more than", "at most", "<=", "≤"}
    return Range(label, -math.inf, float(match["high"]) * factor, True, holds, _step(match["high"], factor))


def _above(label: str, match: re.Match[str]) -> Range:
    factor = _scale(match["unit_low"]) or 1.0
    return Range(
        label,
        float(match["low"]) * factor,
        math.inf,
        match["how"] in {"at least", ">=", "≥"},
        True,
        _step(match["low"], factor),
    )


def _open(label: str, match: re.Match[str]) -> Range:
    factor = _scale(match["unit_low"]) or _scale(match["unit_high"]) or 1.0
    edge = float(match["low"]) * factor
    downward = match["how"].endswith(("less", "fewer", "under", "younger", "below"))
    return Range(
        label,
        -math.inf if downward else edge,
        edge if downward else math.inf,
        True,
        True,
        _step(match["low"], factor),
    )


def _single(label: str, match: re.Match[str]) -> Range:
    factor = _scale(match["unit_low"]) or 1.0
    number = float(match["low"]) * factor
    return Range(label, number, number, True, True, _step(match["low"], factor))
