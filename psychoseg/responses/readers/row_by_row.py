"""A delimited text read row by row, to say which of its lines are damaged and how."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa

from psychoseg.errors import Fault, ResponsesError, shorten
from psychoseg.responses.readers.limits import MOST_FIELD

_CHUNK = 20_000
_MOST_DAMAGE = 200
_MOST_UNCLOSED = 3

Rows = Iterator[tuple[int, list[str]]]


def read_rows(
    body: bytes, name: str, delimiter: str, width: int, first_line: int
) -> tuple[list[pa.ChunkedArray], np.ndarray, list[str]]:
    """Every column as text, the line each row begins on, and what was odd about the rows.

    Parameters
    ----------
    body : bytes
        UTF-8.
    name : str
        The file, for messages.
    delimiter : str
    width : int
        Cells of the header.
    first_line : int
        The line of the file that ``body`` begins on.

    Raises
    ------
    ResponsesError
        With every line whose quotes do not match or that has too many or too few cells.
    """
    faults: list[Fault] = []
    chunks: list[list[list[str]]] = [[[] for _ in range(width)]]
    parts: list[list[pa.Array]] = [[] for _ in range(width)]
    numbers: list[int] = []
    empty_ends = longer = 0
    for number, row in _rows(body, name, delimiter, first_line, faults):
        if len(row) != width and not any(cell.strip() for cell in row):
            continue
        if len(row) > width and not any(cell.strip() for cell in row[width:]):
            empty_ends += 1
            row = row[:width]
        if len(row) != width:
            longer += 1
            if len(faults) < _MOST_DAMAGE:
                start = shorten(row[0], 20)
                faults.append(
                    Fault(
                        f"{name}:{number}",
                        f"{len(row)} cells where the header has {width}",
                        f"the line begins {start}",
                    )
                )
            continue
        lost = swallowed(row, width, delimiter)
        if lost and len(faults) < _MOST_DAMAGE:
            faults.append(
                Fault(
                    f"{name}:{number}",
                    f"a quote that opens on this line closes {lost} lines later, over lines that look like rows",
                    "remove or double the stray quote",
                )
            )
        numbers.append(number - first_line + 1)
        for column, cell in zip(chunks[0], row, strict=True):
            column.append(cell)
        if len(chunks[0][0]) == _CHUNK:
            _flush(chunks, parts, width)
    _flush(chunks, parts, width)
    if faults:
        raise ResponsesError(
            f"{name} has lines that do not fit its header:"
            if longer
            else f"{name} has lines that cannot be read:",
            sorted(faults, key=lambda fault: int(fault.where.rsplit(":", 1)[1])),
        )
    notes = [f"empty cells beyond the last column left out of {empty_ends:,} lines"] if empty_ends else []
    columns = [pa.chunked_array(part, pa.large_string()) for part in parts]
    return columns, np.array(numbers, dtype=np.int64), notes


def _flush(chunks: list[list[list[str]]], parts: list[list[pa.Array]], width: int) -> None:
    for part, texts in zip(parts, chunks[0], strict=True):
        part.append(pa.array(texts, pa.large_string()))
    chunks[0] = [[] for _ in range(width)]


def _rows(body: bytes, name: str, delimiter: str, first_line: int, faults: list[Fault]) -> Rows:
    """Rows with their lines; after a damaged line reading goes on with the next."""
    lines = list(io.StringIO(body.decode("utf-8", "surrogatepass"), newline=""))
    at = unclosed = 0
    before = csv.field_size_limit(MOST_FIELD)
    try:
        while at < len(lines):
            reader = csv.reader(_from(lines, at), delimiter=delimiter, strict=True)
            begin = at
            try:
                for row in reader:
                    yield begin + first_line, row
                    begin = at + reader.line_num
                at = len(lines)
            except csv.Error as problem:
                where = f"{name}:{begin + first_line}"
                if "unexpected end of data" in str(problem):
                    unclosed += 1
                    faults.append(
                        Fault(
                            where,
                            "a quote that opens on this line is never closed; the file may have been cut off",
                        )
                    )
                elif "field larger" in str(problem):
                    faults.append(Fault(where, f"a cell of more than {MOST_FIELD:,} characters"))
                else:
                    faults.append(Fault(where, "the quotes of this line do not match", str(problem)))
                if unclosed == _MOST_UNCLOSED or len(faults) >= _MOST_DAMAGE:
                    return
                at = begin + 1
    finally:
        csv.field_size_limit(before)


def _from(lines: list[str], at: int) -> Iterator[str]:
    for number in range(at, len(lines)):
        yield lines[number]


def swallowed(row: Sequence[str], width: int, delimiter: str) -> int:
    """How many lines a cell runs over that each look like a row of their own: a stray quote swallowed them."""
    if width < 4:
        return 0
    for cell in row:
        inner = cell.split("\n")[1:-1] if "\n" in cell else []
        if inner and all(part.count(delimiter) == width - 1 for part in inner):
            return len(inner) + 1
    return 0
