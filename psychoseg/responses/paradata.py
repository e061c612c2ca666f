"""What platforms note of an interview beside the answers, as far as it is evidence of care."""

from __future__ import annotations

import re

import pandas as pd

from psychoseg.responses.readers import RawTable

_CLICKS = re.compile(r"(First Click|Last Click|Click Count)\Z", re.IGNORECASE)
LONG = 36_000
"""A median interview longer than this many seconds is taken to be given in milliseconds."""


def page_times(raw: RawTable) -> pd.DataFrame:
    """The time each respondent spent on each page, where the platform kept it.

    Returns
    -------
    DataFrame, lines × pages
        In the platform's unit, which makes no difference to a speed relative to others; without
        columns where there are no times. Times to the first or last click are no times of pages.
    """
    names = [
        column.id
        for column in raw.columns
        if column.role == "page time" and column.id in raw.paradata and not _CLICKS.search(column.source)
    ]
    times = {name: pd.to_numeric(raw.paradata[name], errors="coerce").astype(float) for name in names}
    return pd.DataFrame(times, index=raw.cells.index)


def in_milliseconds(seconds: pd.Series) -> bool:
    """Whether interview times look like milliseconds: the median would be above ten hours.

    Examples
    --------
    >>> in_milliseconds(pd.Series([240_000, 310_000])), in_milliseconds(pd.Series([240, 310]))
    (True, False)
    """
    known = seconds[seconds > 0]
    return bool(len(known)) and float(known.median()) > LONG
