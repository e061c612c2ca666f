"""Who each row is: the platform's own id, or the line it stands on."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from psychoseg.errors import Fault, ResponsesError, shorten
from psychoseg.questionnaire import Questionnaire
from psychoseg.responses.coding.coded import at_lines
from psychoseg.responses.narrow import repeated
from psychoseg.responses.opening.compact import from_pandas, to_pandas
from psychoseg.responses.privacy.kinds import kind_of_column
from psychoseg.responses.readers import RawTable

_NAMES = frozenset(
    [
        "id", "respondent", "respondentid", "respid", "responseid", "participant", "participantid", "person", "personid", "case", "caseid", "uuid",
        "userid", "memberid", "panelid", "recordid", "record", "subject", "subjectid", "interviewid", "serial", "serialnumber", "laufendenummer", "lfdn", "key",
    ]
)  # fmt: skip
_ALMOST_ALL = 0.95

_SCIENTIFIC = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+?[0-9]{1,3}\Z")


def id_column(raw: RawTable, questionnaire: Questionnaire) -> str:
    """The column that is plainly the respondents' ids, by its name and by what it holds; empty where there is none.

    Parameters
    ----------
    raw : RawTable
    questionnaire : Questionnaire
        A column that it asks about is an answer, whatever its name.
    """
    asked = {column.casefold() for item in questionnaire.items for column in (item.id, *item.columns)}
    for name in raw.cells.columns:
        plain = re.sub(r"[\W_]+", "", str(name)).casefold()
        if plain not in _NAMES or str(name).casefold() in asked:
            continue
        cells = raw.cells[name].str.strip()
        if (cells != "").mean() >= _ALMOST_ALL and (~repeated(cells)).mean() >= _ALMOST_ALL:
            return str(name)
        if cells.str.match(_SCIENTIFIC.pattern).mean() > 0.5:
            return str(name)
    return ""


def respondents_of(
    raw: RawTable, named: Callable[[pd.Series], pd.Series] | None = None
) -> tuple[pd.Series, list[str]]:
    """The id of each row, and what is to be said about ids.

    Ids are texts: ``007`` and ``7`` are two people. Rows without an id, and rows that repeat one, go
    by their line.

    Parameters
    ----------
    raw : RawTable
    named : callable, optional
        Gives the pseudonyms of ids, or an empty text where people should go by their line.

    Raises
    ------
    ResponsesError
        Where a spreadsheet has written ids as 1.23E+12, for the digits are gone.
    """
    ids = raw.respondent
    if ids is None or (ids == "").all():
        return _lines(raw, np.ones(len(raw.cells), dtype=bool)), [
            f"no column holds the respondents' ids, so people go by their {raw.rows_are}; they cannot be found again in another export"
        ]
    damaged = ids[ids.str.match(_SCIENTIFIC.pattern)]
    if len(damaged) and (ids.str.match(r"[0-9.,]+\Z") | ids.str.match(_SCIENTIFIC.pattern)).mean() > 0.5:
        raise ResponsesError(
            f"The ids of {raw.name} were damaged by a spreadsheet:",
            [Fault(raw.name, f"{shorten(damaged.iloc[0])} is a rounded number ({at_lines([int(line) for line in damaged.index], raw.rows_are)})", "export again and do not open the file in between")],
        )  # fmt: skip
    notes = []
    blank = (ids == "").to_numpy(dtype=bool)
    if blank.any():
        notes.append(f"{int(blank.sum())} rows have no id and go by their {raw.rows_are}")
    own = ~blank & ~repeated(ids)
    alike = int(repeated(_evened(ids[own])).sum())
    if alike:
        notes.append(
            f"{alike} ids differ from another in case or blanks only; they were taken for different people"
        )
    if kind_of_column(from_pandas(ids)) in {"email", "phone"}:
        notes.append(
            "the respondents' ids are personal data; they are kept as pseudonyms only"
            if named
            else "the respondents' ids are personal data"
        )
    shown = (ids if named is None else named(ids)).copy()
    by_line = ~own | (shown == "").to_numpy(dtype=bool)
    shown[by_line] = _lines(raw, by_line)
    return shown, notes


def _lines(raw: RawTable, rows: np.ndarray) -> pd.Series:
    """What some people are called who go by their place in the file."""
    index = raw.cells.index[rows]
    return (raw.rows_are + " " + index.to_series().astype("str")).astype("str")


def _evened(ids: pd.Series) -> pd.Series:
    """Ids without blanks and capitals."""
    texts = from_pandas(ids)
    if pc.all(pc.string_is_ascii(texts)).as_py():
        return pd.Series(to_pandas(pc.ascii_lower(pc.utf8_trim_whitespace(texts))), index=ids.index)
    return ids.str.casefold().str.strip()
