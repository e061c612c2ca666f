"""Any table with one header row and one row a respondent: what is left when no platform is recognised."""

from __future__ import annotations

import re

from psychoseg.errors import Fault, ResponsesError
from psychoseg.responses.readers.assembling import UNSURE, assemble
from psychoseg.responses.readers.cells import Cells
from psychoseg.responses.readers.codebook import Column
from psychoseg.responses.readers.containers import WORKBOOKS
from psychoseg.responses.readers.raw import RawTable, Reader
from psychoseg.responses.readers.repeated import refuse_repeated
from psychoseg.responses.readers.source import Source

_UNNAMED = re.compile(r"Unnamed: [0-9]+(_level_[0-9]+)?")  # what pandas writes over a column without a name


def recognise(source: Source) -> tuple[str, ...]:
    """Any table will do."""
    return (f"{len(source.cells.header)} named columns",)


def read(source: Source, evidence: tuple[str, ...]) -> RawTable:
    """The table as it stands.

    Raises
    ------
    ResponsesError
        Where there is no header, a column has no name, two have one name, or nothing was answered.
    """
    cells = source.cells
    _refuse_fixed_width(source)
    _refuse_headless(cells)
    refuse_repeated(cells, cells.header)
    columns = [Column(name, name, at, text=name, kind=UNSURE) for at, name in enumerate(cells.header, 1)]
    return assemble(cells, columns, "table", evidence, container=source.container)


def _refuse_fixed_width(source: Source) -> None:
    """Raise where a file has places instead of cells: without a description of the places nobody can read it."""
    suffix = source.name.rsplit(".", 1)[-1].casefold()
    if len(source.cells.header) == 1 and suffix in {"asc", "dat"}:
        raise ResponsesError(
            f"{source.name} has no cells but places in each line; its description, such as a Triple-S file (.sss) "
            "of the same name, must lie beside it."
        )


def _refuse_headless(cells: Cells) -> None:
    where = f"{cells.name}:{cells.header_line}" if cells.header_line else cells.name
    if all(
        cell.replace(".", "", 1).replace(",", "", 1).lstrip("-").isdecimal() for cell in cells.header if cell
    ):
        raise ResponsesError(
            f"{where}: the first line holds numbers, not the names of columns; add a header line."
        )
    if not len(cells):
        raise ResponsesError(f"{cells.name} has a header but no answers.")
    faults = [
        Fault(where, f"column {at} has no name")
        for at, name in enumerate(cells.header, 1)
        if not name or _UNNAMED.fullmatch(name)
    ]
    if faults:
        raise ResponsesError(f"{cells.name} has columns that cannot be used:", faults)


READER = Reader(
    "table",
    1,
    recognise,
    read,
    ("text", *WORKBOOKS, "parquet", "feather"),
    title="a table with one header row",
)
