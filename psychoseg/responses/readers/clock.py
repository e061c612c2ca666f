"""When interviews began and ended, as platforms write it, and how long each took."""

from __future__ import annotations

import re
import warnings

import pandas as pd
from pandas.tseries.api import guess_datetime_format

_DAY_AND_MONTH = re.compile(r"^([0-9]{1,2})[./-]([0-9]{1,2})[./-]")
_MIDNIGHT = "[T ]24:00"
_MOST_FORMS, _TRIED = 4, 20
_UNGUESSED = tuple(
    f"{day} {time}"
    for day in ("%Y/%m/%d", "%m/%d/%y", "%d/%m/%y", "%m/%d/%Y", "%d/%m/%Y", "%d.%m.%y")
    for time in ("%I:%M:%S %p", "%I:%M %p", "%H:%M:%S", "%H:%M")
)
"""Forms that pandas does not guess."""
_CLOCK = r"(?:(?P<hours>[0-9]{1,3}):)?(?P<minutes>[0-9]{1,3}):(?P<seconds>[0-9]{1,2}(?:\.[0-9]{1,6})?)"


def stamps(texts: pd.Series) -> pd.Series:
    """Moments in UTC; a time without a zone is taken as it stands.

    Parameters
    ----------
    texts : Series of text
        Days with times in whatever forms; 24:00 is the next day's start. Whether the day or the month
        comes first is told from the first number above twelve.

    Returns
    -------
    Series of datetime64, UTC
        Missing where a text is blank or no time.

    Examples
    --------
    >>> found = stamps(pd.Series(["13/02/2026 24:00", "2026-02-13T10:00:00+01:00", "soon", ""]))
    >>> found.dt.strftime("%Y-%m-%d %H:%M").fillna("none").tolist()
    ['2026-02-14 00:00', '2026-02-13 09:00', 'none', 'none']
    """
    written = texts.astype("str").str.strip()
    late = written.str.contains(_MIDNIGHT, regex=True)
    if late.any():
        written = written.where(~late, written.str.replace(_MIDNIGHT, " 00:00", regex=True))
    found = pd.to_datetime(written, format="ISO8601", errors="coerce", utc=True)
    day_first = _day_first(written)
    for _ in range(_MOST_FORMS):
        left = written[found.isna() & (written != "")]
        form = _form_of(left, day_first=day_first)
        if not form:
            break
        found = found.fillna(pd.to_datetime(left, format=form, errors="coerce", utc=True))
    return found + pd.to_timedelta(late.astype("int64"), unit="D")


def _form_of(left: pd.Series, *, day_first: bool) -> str:
    """The form of the first of some texts that has one; empty where none has."""
    for text in left.drop_duplicates().head(_TRIED):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a day that is a month elsewhere: the forms tried next decide
            form = guess_datetime_format(text, dayfirst=day_first and bool(_DAY_AND_MONTH.match(text)))
        if form:
            return form
        for known in _UNGUESSED:
            fits = not day_first or not known.startswith("%m")
            if fits and pd.notna(pd.to_datetime(text, format=known, errors="coerce")):
                return known
    return ""


def _day_first(written: pd.Series) -> bool:
    """Whether 13/02 rather than 02/13 is how days are written here."""
    parts = written.str.extract(_DAY_AND_MONTH).astype("float64")
    return bool((parts[0] > 12).any() and not (parts[1] > 12).any())


def seconds_between(started: pd.Series, ended: pd.Series) -> pd.Series:
    """How long each interview took, from two columns of times.

    Returns
    -------
    Series of float
        Seconds; NaN where either time is missing. Negative where the end lies before the start.

    Examples
    --------
    >>> seconds_between(pd.Series(["2026-05-02 10:00:00"]), pd.Series(["2026-05-02 10:06:30"])).tolist()
    [390.0]
    """
    return (stamps(ended) - stamps(started)).dt.total_seconds().astype("float64")


def seconds_in(texts: pd.Series) -> pd.Series:
    """Durations as numbers or as hours, minutes and seconds.

    Examples
    --------
    >>> seconds_in(pd.Series(["38", "6:30", "01:00:05", "long"])).tolist()
    [38.0, 390.0, 3605.0, nan]
    """
    written = texts.astype("str").str.strip()
    numbers = pd.to_numeric(written, errors="coerce").astype("float64")
    if not written[numbers.isna()].str.contains(":").any():
        return numbers
    parts = written.str.extract(f"^{_CLOCK}$").astype("float64")
    return numbers.fillna(parts["hours"].fillna(0) * 3600 + parts["minutes"] * 60 + parts["seconds"])
