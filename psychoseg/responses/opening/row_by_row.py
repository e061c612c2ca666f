"""A delimited text read row by row, to say which of its lines are damaged and how."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from psychoseg.errors import Fault, ResponsesError, shorten
from psychoseg.responses.opening.compact import Growing
from psychoseg.responses.opening.limits import MOST_FIELD

_CHUNK = 20_000
_MOST_DAMAGE = 200
_MOST_UNCLOSED = 3

_IS_NUMBERED = re.compile(r"(?=.*[0-9])(?:[0-9]{1,9}|[0-9]*[A-Za-z_][\w-]{0,18}|[0-9/.-]{8,10}[ T0-9:]{0,9})")
"""An id or a date, which may be shown; names, addresses and numbers of telephones are not."""


@dataclass(frozen=True, eq=False)
class Rows:
    """A header and the rows below it.

    Parameters
    ----------
    header : list of str
    header_line : int
        The line of the text the header begins on, 1 the first.
    columns : list of ChunkedArray of string
        See :mod:`psychoseg.responses.opening.compact`.
    lines : ndarray of int
        The line each row begins on.
    notes : list of str
        What was odd about the rows.
    """

    header: list[str]
    header_line: int
    columns: list[pa.ChunkedArray]
    lines: np.ndarray
    notes: list[str]


_Numbered = Iterator[tuple[int, list[str]]]


def read_rows(body: bytes, name: str, delimiter: str, width: int, first_line: int) -> Rows:
    """The header, the rows below it, and what was odd about them.

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
    growing = [Growing() for _ in range(width)]
    header: list[str] = []
    chunk: list[list[str]] = []
    numbers: list[int] = []
    empty_ends = longer = 0
    for number, row in _rows(body, name, delimiter, first_line, faults):
        if len(row) != width:
            if not any(cell.strip() for cell in row):
                continue
            if len(row) > width and not any(cell.strip() for cell in row[width:]):
                empty_ends += 1
                row = row[:width]
            else:
                longer += 1
                faults.append(_misfit(row, number, width, name))
                continue
        lost = swallowed(row, width, delimiter)
        if lost:
            faults.append(
                Fault(
                    f"{name}:{number}",
                    f"a quote that opens on this line closes {lost} lines later, over lines that look like rows",
                    "remove or double the stray quote",
                )
            )
        if faults:
            if len(faults) >= _MOST_DAMAGE:
                break
            continue  # nothing will be read, so nothing is kept
        numbers.append(number - first_line + 1)
        if not header:
            header = row
            continue
        chunk.append(row)
        if len(chunk) == _CHUNK:
            _flush(chunk, growing)
    _flush(chunk, growing)
    if faults:
        raise ResponsesError(
            f"{name} has lines that do not fit its header:"
            if longer
            else f"{name} has lines that cannot be read:",
            sorted(faults, key=lambda fault: int(fault.where.rsplit(":", 1)[1])),
        )
    notes = [f"empty cells beyond the last column left out of {empty_ends:,} lines"] if empty_ends else []
    if not header:
        raise ResponsesError(f"{name} is empty.")
    columns = [column.column() for column in growing]
    return Rows(header, numbers[0], columns, np.array(numbers[1:], dtype=np.int64), notes)


def _misfit(row: list[str], line: int, width: int, name: str) -> Fault:
    return Fault(
        f"{name}:{line}",
        f"{len(row)} cells where the header has {width}",
        f"the line begins {shorten(row[0], 20)}" if _IS_NUMBERED.fullmatch(row[0].strip()) else "",
    )


def _flush(chunk: list[list[str]], growing: list[Growing]) -> None:
    """Move rows into the columns they fill."""
    for column, texts in zip(growing, zip(*chunk, strict=True) if chunk else (), strict=False):
        column.add(pa.chunked_array([pa.array(texts, pa.large_string())]))
    chunk.clear()


class _Feed:
    """The lines of a text, decoded one by one; ``offset`` is where the next one begins."""

    def __init__(self, body: bytes, offset: int) -> None:
        self._body = body
        self.offset = offset

    def __iter__(self) -> Iterator[str]:
        while self.offset < len(self._body):
            start, end = self.offset, self._body.find(b"\n", self.offset) + 1
            self.offset = end or len(self._body)
            yield self._body[start : self.offset].decode("utf-8", "surrogatepass")


def _rows(body: bytes, name: str, delimiter: str, first_line: int, faults: list[Fault]) -> _Numbered:
    """Rows with their lines; after a damaged line reading goes on with the next."""
    line, offset, unclosed = first_line, 0, 0
    before = csv.field_size_limit(MOST_FIELD)
    try:
        while offset < len(body):
            feed = _Feed(body, offset)
            reader = csv.reader(iter(feed), delimiter=delimiter, strict=True)
            start, begin = line, offset
            try:
                for row in reader:
                    yield start, row
                    start, begin = line + reader.line_num, feed.offset
                offset = len(body)
            except csv.Error as problem:
                faults.append(_broken(str(problem), f"{name}:{start}"))
                unclosed += "unexpected end" in str(problem) or "field larger" in str(problem)
                if unclosed == _MOST_UNCLOSED or len(faults) >= _MOST_DAMAGE:
                    return
                line = start + 1
                offset = body.find(b"\n", begin) + 1 or len(body)
    finally:
        csv.field_size_limit(before)


def _broken(problem: str, where: str) -> Fault:
    if "unexpected end of data" in problem:
        return Fault(where, "a quote that opens on this line is never closed; the file may have been cut off")
    if "field larger" in problem:
        return Fault(where, f"a cell of more than {MOST_FIELD:,} characters; a quote may never be closed")
    return Fault(where, "the quotes of this line do not match", problem)


def swallowed(row: Sequence[str], width: int, delimiter: str) -> int:
    """How many lines a cell runs over that each look like a row of their own: a stray quote swallowed them."""
    if width < 4:
        return 0
    for cell in row:
        inner = cell.split("\n")[1:-1] if "\n" in cell else []
        if inner and all(part.count(delimiter) == width - 1 for part in inner):
            return len(inner) + 1
    return 0
