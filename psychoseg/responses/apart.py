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
    if column in raw.cells:
        return replace(raw, cells=raw.cells.drop(columns=column)), raw.cells[column]
    for table in (raw.paradata, raw.personal):
        if column in table:
            return raw, table[column]
    names = [str(name) for table in (raw.cells, raw.paradata, raw.personal) for name in table.columns]
    raise ResponsesError(
        f"{raw.name} has no column {column}, which {said}; {did_you_mean(column, names[:500])}"
    )
