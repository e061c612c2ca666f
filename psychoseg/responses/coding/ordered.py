"""Answers that are a day or a place in an order, read from the texts in cells."""

from __future__ import annotations

import math
import re
from datetime import date

import pandas as pd

from psychoseg.questionnaire import Item
from psychoseg.responses.coding.coded import Answers, Coded
from psychoseg.responses.wording import digits

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_RANK = re.compile(r"[0-9]{1,3}(?:\.0{1,6})?\Z")


def dates(item: Item, answers: Answers, coded: Coded) -> tuple[pd.Series, pd.Series]:
    """Days as texts such as 2026-03-01, a time behind the day left out; None where blank."""
    found: list[str | None] = []
    states: list[str] = []
    for at, text in enumerate(answers.texts):
        day = _day(text)
        state = "" if day else answers.state(text)
        if text.strip() and not day and not state:
            coded.faults.append(answers.fault(at, "is not a day", "write days as 2026-03-01"))
        elif day and not ((item.earliest or day) <= day <= (item.latest or day)):
            fault = answers.fault(at, "", "mend the answer, or move earliest and latest")
            where = fault.what.rpartition("(")[2]
            coded.faults.append(
                type(fault)(
                    fault.where, f"{day} is outside {item.earliest} to {item.latest} ({where}", fault.hint
                )
            )
        found.append(day or None)
        states.append(state)
    return answers.written(found), answers.marks(states)


def _day(text: str) -> str:
    written = digits(text).strip()[:10]
    if not _DAY.match(written) or text.strip()[10:11] not in {"", " ", "T"}:
        return ""
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError:
        return ""


def ranked(item: Item, answers: Answers, coded: Coded) -> tuple[pd.Series, pd.Series]:
    """The places one option of a ranking was given, from 1; missing where it was given none."""
    places = len(item.options)
    read: list[float] = []
    states: list[str] = []
    for at, text in enumerate(answers.texts):
        written = digits(text).strip()
        place = float(written) if _RANK.match(written) else math.nan
        state = "" if 1 <= place <= places else answers.state(text)
        if written and not 1 <= place <= places and not state:
            coded.faults.append(answers.fault(at, "is no rank", f"ranks run from 1 to {places}"))
        read.append(math.nan if state else place)
        states.append(state)
    return answers.numbers(read), answers.marks(states)
