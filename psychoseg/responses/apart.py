"""A column that is no answer, set apart from the answers wherever the reader has put it."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from psychoseg.errors import ResponsesError, did_you_mean
from psychoseg.responses.readers import RawTable


def set_apart(raw: RawTable, column: str, said: str) -> tuple[RawTable, pd.Series]:
    """The table without a column, and the column.

    Parameters
    ----------
    raw : RawTable
    column : str
        Its name; platforms' own columns can be named too.
    said : str
        Who names it and as what, for the message where there is none.

    Raises
    ------
    ResponsesError
        Where there is no such column, with the nearest there is.
    """
    column = _as_written(raw, column)
    if column in raw.cells:
        return replace(raw, cells=raw.cells.drop(columns=column)), raw.cells[column].astype("str")
    for table in (raw.paradata, raw.personal):
        if column in table:
            return raw, table[column].astype("str")
    names = _names(raw)
    raise ResponsesError(
        f"{raw.name} has no column {column}, which {said}; {did_you_mean(column, names[:500])}"
    )


def _names(raw: RawTable) -> list[str]:
    return [str(name) for table in (raw.cells, raw.paradata, raw.personal) for name in table.columns]


def _as_written(raw: RawTable, column: str) -> str:
    """The column's name as the file spells it, where only its case differs from one of them."""
    names = _names(raw)
    alike = [name for name in names if name.casefold() == column.casefold()]
    return alike[0] if column not in names and len(alike) == 1 else column
