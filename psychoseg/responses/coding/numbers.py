"""Answers that are numbers."""

from __future__ import annotations

import math
import re

import pandas as pd

from psychoseg.errors import Fault
from psychoseg.questionnaire import Item
from psychoseg.responses.coding.coded import Answers, Coded, at_lines
from psychoseg.responses.wording import digits, folded

_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,15}(?:\.[0-9]{0,15})?|\.[0-9]{1,15})\Z")
_COMMA = re.compile(r"[+-]?[0-9]{1,15},[0-9]{1,15}\Z")
_CLASSIC = {-99.0, -98.0, -9.0, -8.0, -1.0, 99.0, 98.0, 999.0, 998.0, 9999.0}
MOST_BY_THEMSELVES = 5
"""Different numbers outside a range up to which each is named."""
OLDEST, LATEST, ALMOST_ALL = 1900, 2100, 0.9
"""What may be a year, and how many numbers must be for all to be taken as years."""


def numbers(item: Item, answers: Answers, coded: Coded) -> tuple[pd.Series, pd.Series]:
    """The number in each cell, NaN where blank, and the states of values declared to be no answer.

    A value inside the item's range is always an answer; a declared one counts outside it or where there is none.
    """
    values: list[float] = []
    states: list[str] = []
    outside: dict[int, float] = {}
    for at, text in enumerate(answers.texts):
        short = folded(digits(text))
        value = float(short) if _NUMBER.match(short) else math.nan
        inside = not math.isnan(value) and _within(item, value)
        bounded = item.lowest is not None and item.highest is not None
        state = "" if inside and bounded else answers.state(text)
        if state:
            value = math.nan
        elif short and math.isnan(value):
            coded.faults.append(answers.fault(at, "is not a number", _hint(short)))
        elif short and not inside:
            outside[at] = value
        values.append(value)
        states.append(state)
    coded.faults += _outside(item, answers, outside)
    _doubt(item, answers, values, coded)
    return answers.numbers(values), answers.marks(states)


def _within(item: Item, value: float) -> bool:
    return (item.lowest is None or value >= item.lowest) and (item.highest is None or value <= item.highest)


def _hint(short: str) -> str:
    if _COMMA.match(short):
        return "write decimals with a point"
    if any(sign in short for sign in "%$€£¥"):
        return "write plain numbers, without a sign for per cent or money"
    return "write plain numbers"


def _outside(item: Item, answers: Answers, found: dict[int, float]) -> list[Fault]:
    """Numbers outside the item's range: each by itself while they are few, else all at once."""
    ends = f"{'' if item.lowest is None else f'{item.lowest:g}'} to {'' if item.highest is None else f'{item.highest:g}'}"
    if len(found) <= MOST_BY_THEMSELVES:
        return [answers.fault(at, f"is outside {ends}", _mend(item, value)) for at, value in found.items()]
    lines = sorted(line for at in found for line in answers.lines(at))
    values = found.values()
    what = f"{len(lines)} answers from {min(values):g} to {max(values):g} are outside {ends} ({at_lines(lines, answers.rows_are)})"
    years = sum(OLDEST <= value <= LATEST and value == int(value) for value in values) / len(found)
    if years > ALMOST_ALL and item.highest is not None and item.highest < OLDEST:
        hint = "they look like years; if they are years of birth, declare them so: a range such as 1900 to 2010, and a text that asks for the year"
    else:
        hint = "mend the answers, widen min and max, or declare under missing in mapping.yml what stands for no answer"
    return [Fault(answers.name, what, hint)]


def _mend(item: Item, value: float) -> str:
    if value in _CLASSIC:
        return f"if it stands for no answer, declare it as {item.id}: {{{value:g}: seen_unanswered}} under missing in mapping.yml"
    return "mend the answer, widen min and max, or declare under missing in mapping.yml that it stands for no answer"


def _doubt(item: Item, answers: Answers, values: list[float], coded: Coded) -> None:
    """Say where a number that often stands for no answer occurs and nothing says what it means; it is kept."""
    known = [value for value in values if not math.isnan(value)]
    if item.lowest is not None and item.highest is not None:
        return
    for at, value in enumerate(values):
        others = [other for other in known if other != value]
        odd = (
            value in _CLASSIC
            and others
            and (value < min(others) <= 0 or value < 0 <= min(others) or value > 3 * max(others))
        )
        if odd:
            coded.changes.append(
                f"{item.id}: {answers.count(at)} answers are {value:g} and were kept as numbers; if that stands for no answer, declare it under missing in mapping.yml, or give the item min and max"
            )
