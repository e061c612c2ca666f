"""Any table with one header row of item ids and one row a respondent."""

from __future__ import annotations

import pandas as pd

from psychoseg.responses.readers.cells import Cells
from psychoseg.responses.readers.raw import RawTable, Reader
from psychoseg.responses.readers.repeated import refuse_repeated


def recognise(cells: Cells) -> tuple[str, ...]:
    """Any table will do."""
    return (f"{len(cells.header)} named columns",)


def read(cells: Cells, evidence: tuple[str, ...]) -> RawTable:
    """The table as it stands."""
    refuse_repeated(cells, cells.header)
    table = pd.DataFrame(list(cells.rows), index=list(cells.lines), columns=list(cells.header), dtype="str")
    return RawTable(
        name=cells.name,
        platform="table",
        evidence=evidence,
        cells=table,
        set_aside=pd.Series("", index=table.index, dtype="str"),
        repairs=cells.notes,
    )


READER = Reader("table", 1, recognise, read)
