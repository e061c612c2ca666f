"""What platforms note of an interview beside the answers, as far as it is evidence of care."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

import pandas as pd

from psychoseg.responses.readers import RawTable
from psychoseg.responses.readers.clock import seconds_between, seconds_in, stamps

_NAMES = {
    "duration": "duration|durationinseconds|durationseconds|durations|interviewlength|interviewduration|interviewtime|timetaken|totaltime|elapsed|"
    "elapsedtime|lengthofinterview|loi|seconds|completiontime|dauer|interviewdauer|duracion|duree|dureeenquete",
    "started": "start|started|startedat|starttime|startdate|startdatetime|datestarted|timestarted|begin|began|begintime|beginn|startzeit|inicio|debut",
    "ended": "end|ended|endedat|endtime|enddate|enddatetime|finish|finished|finishedat|finishtime|completed|completedat|completiondate|submitted|"
    "submittedat|submitdate|submissiondate|submissiontime|datesubmitted|timestamp|recordeddate|ende|endzeit|zeitstempel|fin|fecha|marcatemporal|horodateur",
}  # fmt: skip
_ROLES = {name: role for role, listed in _NAMES.items() for name in listed.split("|")}
_ALMOST_ALL = 0.95
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
    times = {
        name: pd.to_numeric(raw.paradata[name].astype("str"), errors="coerce").astype(float) for name in names
    }
    return pd.DataFrame(times, index=raw.cells.index)


def with_clock(raw: RawTable, asked: Collection[str] = ()) -> RawTable:
    r"""A table that no platform marked, with the columns set apart that plainly time the interviews.

    Parameters
    ----------
    raw : RawTable
    asked : collection of str
        Columns a questionnaire asks about: they are answers, whatever their names.

    Returns
    -------
    RawTable
        The same table where nothing is found: a name must promise a time and almost every cell keep
        the promise (a day alone is none).

    Examples
    --------
    >>> from psychoseg.responses.readers import read_table
    >>> raw = read_table(b"q1,start,end\n1,2026-05-02 10:00,2026-05-02 10:06\n2,2026-05-02 11:00,2026-05-02 11:03\n", "x.csv")
    >>> timed = with_clock(raw)
    >>> list(timed.cells.columns), timed.seconds.tolist()
    (['q1'], [360.0, 180.0])
    """
    if raw.platform != "table" or raw.seconds is not None:
        return raw
    known = {name.casefold() for name in asked}
    found: dict[str, str] = {}
    for name in map(str, raw.cells.columns):
        role = _ROLES.get(re.sub(r"[\W_]+", "", name).casefold(), "")
        if role and role not in found and name.casefold() not in known and _times(raw.cells[name], role):
            found[role] = name
    if not found:
        return raw
    if "duration" in found:
        seconds: pd.Series | None = seconds_in(raw.cells[found["duration"]])
    elif len(found) == 2:
        seconds = seconds_between(raw.cells[found["started"]], raw.cells[found["ended"]])
    else:
        seconds = None
    roles = {name: role for role, name in found.items()}
    names = list(roles)
    told = f"{' and '.join(names)} {'times' if len(names) == 1 else 'time'} the interviews and {'is no answer' if len(names) == 1 else 'are no answers'}"
    return replace(
        raw,
        cells=raw.cells.drop(columns=names),
        paradata=pd.concat([raw.paradata, raw.cells[names]], axis=1) if len(raw.paradata.columns) else raw.cells[names],
        columns=tuple(
            replace(column, kind="meta", role=roles[column.id]) if column.id in roles else column for column in raw.columns
        ),
        dropped=(*raw.dropped, *names),
        repairs=(*raw.repairs, told),
        seconds=seconds,
    )  # fmt: skip


def _times(cells: pd.Series, role: str) -> bool:
    """Whether almost every cell that is not blank holds what the column's name promises."""
    written = cells[cells.str.strip() != ""]
    if not len(written):
        return False
    some = written if len(written) <= 2000 else written.sample(2000, random_state=0)
    if role == "duration":
        return bool((seconds_in(some) >= 0).mean() >= _ALMOST_ALL)
    return bool(some.str.contains(":").mean() >= _ALMOST_ALL and stamps(some).notna().mean() >= _ALMOST_ALL)


def in_milliseconds(seconds: pd.Series) -> bool:
    """Whether interview times look like milliseconds: the median would be above ten hours.

    Examples
    --------
    >>> in_milliseconds(pd.Series([240_000, 310_000])), in_milliseconds(pd.Series([240, 310]))
    (True, False)
    """
    known = seconds[seconds > 0]
    return bool(len(known)) and float(known.median()) > LONG
