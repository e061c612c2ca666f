"""Numeric ranges read from the wording of answers: "18–24", "less than 2 years", "$5,000 or more"."""

from __future__ import annotations

import math
from functools import lru_cache

from psychoseg.lint.escapes import is_escape
from psychoseg.lint.range_reading import End, Reading
from psychoseg.lint.range_words import tokens
from psychoseg.lint.rules._rule import primary
from psychoseg.questionnaire import Item, Option
from psychoseg.values import dataclass, replace

_SPELT = frozenset(
    [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "ten",
        "zwei",
        "drei",
        "vier",
        "fünf",
        "deux",
        "trois",
        "dos",
        "tres",
    ]
)
"""Looked for first, so that lists without numbers cost nothing."""

_NEVER = frozenset(["never", "nie", "niemals", "jamais", "nunca"])
"""Zero among counts, but no time at all when it is asked how long ago."""


@dataclass(frozen=True, slots=True)
class Range:
    """The numbers an answer stands for, in one unit for all answers of an item.

    Parameters
    ----------
    label, code : str
        Of the answer.
    low, high : float
        Infinite where it is open.
    holds_low, holds_high : bool
        Whether the ends belong to it.
    step : float
        The distance from one number to the next at the precision it is written in.
    unit : float
        The size of the unit its upper end is written in, the lower one where it is open above.
    dimension : str
        What the unit measures: time, length, weight, volume or data; empty for things that are counted.
    noun, rate : str
        What is counted, and per what; empty where the answer does not say.
    decimal, percent, money : bool
        Whether an end has decimals, and whether it is a share of a hundred or names a currency.
    """

    label: str
    low: float
    high: float
    holds_low: bool = True
    holds_high: bool = True
    step: float = 1.0
    unit: float = 1.0
    dimension: str = ""
    noun: str = ""
    rate: str = ""
    decimal: bool = False
    percent: bool = False
    money: bool = False
    code: str = ""

    @property
    def is_interval(self) -> bool:
        """Whether it holds more than one number."""
        return self.low != self.high

    @property
    def is_worded_zero(self) -> bool:
        """Whether it is "None" or the like, which "less than five" is read to leave out."""
        return self.low == self.high == 0 and not _has_digit(self.label)

    @property
    def numbers(self) -> tuple[float, float, bool, bool]:
        """Its ends and whether they belong to it; equal for two ranges of the same numbers."""
        return (self.low, self.high, self.holds_low, self.holds_high)


@dataclass(frozen=True, slots=True)
class Ranges:
    """The ranges among the answers of one item.

    Parameters
    ----------
    listed : tuple of Range
        In the order of the answers; empty where these are not mainly ranges of one thing.
    others : int
        How many answers of substance are no ranges.
    """

    listed: tuple[Range, ...] = ()
    others: int = 0

    @property
    def rising(self) -> tuple[Range, ...]:
        """Lowest first."""
        return tuple(sorted(self.listed, key=lambda entry: (entry.low, entry.high)))


@lru_cache(maxsize=64)
def ranges(item: Item) -> Ranges:
    """The ranges among the answers of a single choice.

    Answers that are no answer ("Prefer not to say") count neither as ranges nor as others.
    """
    if item.type != "single" or not any(_may_hold_numbers(option.label) for option in item.options):
        return Ranges()
    options = [option for option in item.options if not is_escape(option, item.language, zero=False)]
    read = [_read_option(option, item.language) for option in options]
    found = tuple(entry for entry in read if entry is not None)
    if sum(entry.is_interval for entry in found) < 2 or 2 * len(found) <= len(options):
        return Ranges(others=len(options))
    return Ranges(_comparable(found), len(read) - len(found))


def read_range(label: str, language: str = "en") -> Range | None:
    """The range a label stands for, or None where it is not wholly one.

    A range in brackets after a name, as in "Light (1–3)", is read without the name.

    Examples
    --------
    >>> found = read_range("between 3 and 12 months")
    >>> (found.low / found.unit, found.high / found.unit, found.dimension)
    (3.0, 12.0, 'time')
    >>> read_range("unter 1.500 €", "de").high
    1500.0
    >>> read_range("Every 2 to 3 months") is None
    True
    """
    outside, _, rest = label.partition("(")
    inside = rest.partition(")")[0]
    text = inside if _has_digit(inside) and not _has_digit(outside) else outside
    reading = Reading(tokens(text.replace("[", " ").replace("]", " "), primary(language)))
    if not reading.understood:
        return None
    low, high = reading.low, reading.high
    last = high or low or End()
    low_unit = (low and low.unit) or last.unit or 1.0
    last_unit = last.unit or low_unit
    return Range(
        label=label,
        low=low.value * low_unit if low else -math.inf,
        high=high.value * last_unit if high else math.inf,
        holds_low=reading.holds_low,
        holds_high=reading.holds_high,
        step=min(end.step * (end.unit or last_unit) for end in (low, high) if end),
        unit=last_unit,
        dimension=last.dimension or (low.dimension if low else ""),
        noun=reading.noun,
        rate=reading.rate,
        decimal=any(end.decimal for end in (low, high) if end),
        percent=reading.percent,
        money=reading.money,
    )


def _read_option(option: Option, language: str) -> Range | None:
    found = read_range(option.label, language)
    return None if found is None else replace(found, code=option.code)


def _has_digit(text: str) -> bool:
    return any(char.isdecimal() for char in text)


def _may_hold_numbers(label: str) -> bool:
    return _has_digit(label) or not _SPELT.isdisjoint(label.lower().split())


def _comparable(found: tuple[Range, ...]) -> tuple[Range, ...]:
    """The ranges in one unit; none where they count different things."""
    measured = {entry.dimension for entry in found if entry.dimension}
    counted = {_stem(entry.noun) for entry in found if entry.noun and not entry.dimension}
    rates = {entry.rate for entry in found if entry.rate}
    units = {entry.unit for entry in found if entry.dimension}
    if measured and not rates:
        found = tuple(
            entry for entry in found if not (entry.is_worded_zero and entry.label.lower() in _NEVER)
        )
    bare = [entry for entry in found if not entry.dimension and (entry.low or entry.high)]
    if max(len(measured), len(counted), len(rates)) > 1 or (bare and len(units) > 1):
        return ()
    return tuple(_in_unit(entry, max(units, default=1.0)) for entry in found)


def _in_unit(entry: Range, unit: float) -> Range:
    if entry.dimension:
        return entry
    return replace(entry, low=entry.low * unit, high=entry.high * unit, step=entry.step * unit, unit=unit)


def _stem(noun: str) -> str:
    """Enough of a noun to know it again in the plural."""
    return {"people": "per", "men": "man", "women": "wom"}.get(noun, noun[:3])
