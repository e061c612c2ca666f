"""Answers that are a day or a place in an order, read from the texts in cells."""

from __future__ import annotations

import math
import re
from datetime import date

import pandas as pd

from psychoseg.errors import Fault, shorten
from psychoseg.questionnaire import Item

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_RANK = re.compile(r"[0-9]{1,3}(?:\.0{1,6})?\Z")


def dates(item: Item, cells: pd.Series, faults: list[Fault], name: str) -> pd.Series:
    """Days as texts such as 2026-03-01; a time behind the day is left out."""
    odd: dict[str, list[int]] = {}
    outside: dict[str, list[int]] = {}
    found: list[str | None] = []
    for line, text in cells.items():
        day = _day(text)
        found.append(day or None)
        if text.strip() and not day:
            odd.setdefault(text.strip(), []).append(int(str(line)))
        elif day and not ((item.earliest or day) <= day <= (item.latest or day)):
            outside.setdefault(day, []).append(int(str(line)))
    for text, lines in odd.items():
        faults.append(
            Fault(
                f"{name}, column {item.id}",
                f"{shorten(text)} is not a day ({at_lines(lines)})",
                "write days as 2026-03-01",
            )
        )
    for text, lines in outside.items():
        faults.append(
            Fault(
                f"{name}, column {item.id}",
                f"{text} is outside {item.earliest} to {item.latest} ({at_lines(lines)})",
                "mend the answer, or move earliest and latest",
            )
        )
    return pd.Series(found, index=cells.index, dtype="str")


def _day(text: str) -> str:
    written = text.strip()[:10]
    if not _DAY.match(written) or text.strip()[10:11] not in {"", " ", "T"}:
        return ""
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError:
        return ""


def ranked(item: Item, column: str, cells: pd.Series, faults: list[Fault], name: str) -> pd.Series:
    """The places one option of a ranking was given, from 1; missing where it was given none."""
    places = len(item.options)
    read: dict[str, float] = {}
    for text in cells.unique():
        written = text.strip()
        place = float(written) if _RANK.match(written) else math.nan
        read[text] = place
        if written and not 1 <= place <= places:
            faults.append(
                Fault(
                    f"{name}, column {column}",
                    f"{shorten(written)} is no rank ({at_lines([int(line) for line in cells.index[cells == text]])})",
                    f"ranks run from 1 to {places}",
                )
            )
    return cells.map(read).astype(float)


def at_lines(lines: list[int]) -> str:
    """The lines of a file, the first few of them.

    Examples
    --------
    >>> at_lines([4, 7, 9, 12])
    'lines 4, 7, 9 and 1 more'
    """
    shown = ", ".join(str(line) for line in lines[:3])
    more = f" and {len(lines) - 3} more" if len(lines) > 3 else ""
    return f"line {shown}{more}" if len(lines) == 1 else f"lines {shown}{more}"
