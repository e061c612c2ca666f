"""A delimited text whose quotes, widths and lines are beyond doubt, parsed by Arrow one stretch after the other.

Memory holds the text once, one stretch of cells, and the columns in their compact form.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from psychoseg.responses.opening import kernel
from psychoseg.responses.opening.compact import Growing, spread
from psychoseg.responses.opening.row_by_row import Rows, swallowed
from psychoseg.stats.memory import give_back

MOST_COMPACT = 1_000
"""Columns of a table that is held compact; a wider one has few rows in a stretch, and is parsed at once, as it is."""

_BLOCK = 4 << 20
STRETCH = 8 << 20
"""Bytes of text parsed at a time."""

_MOST_LOOKED_AT = 20_000
"""Rows of many lines that are looked at for a stray quote."""


_MANY_LINES = 3
"""Lines of one row that are enough to have swallowed another."""


def read_sound(body: bytes, delimiter: str, width: int, *, at_a_time: int = STRETCH) -> Rows | None:
    r"""The header and the rows below it; None where there is any doubt.

    Parameters
    ----------
    body : bytes
        UTF-8.
    delimiter : str
    width : int
        Cells of the header.
    at_a_time : int
        Bytes parsed at a time, to the end of the row.

    Examples
    --------
    >>> rows = read_sound(b'id,why\n1,"good, near"\n2,\n', ",", 2)
    >>> rows.header, rows.columns[1].to_pylist(), rows.lines.tolist()
    (['id', 'why'], ['good, near', ''], [2, 3])
    >>> read_sound(b'id,why\n1,a "good" one\n', ",", 2) is None
    True
    """
    quoted = b'"' in body
    if len(delimiter.encode()) != 1 or (b"\r" in body and body.count(b"\r") != body.count(b"\r\n")):
        return None
    narrow = width <= MOST_COMPACT
    if kernel.LIBRARY is not None:  # which looks at quotes itself
        stretches = _stretches(body, at_a_time if narrow else len(body), quoted=quoted)
        return _compiled(kernel.LIBRARY, stretches, width, delimiter, repeats=narrow)
    if quoted and not _sound_quotes(body, delimiter):
        return None
    growing = [Growing(repeats=narrow) for _ in range(width)]
    header: list[str] = []
    lines: list[np.ndarray] = []
    first_line, looked_at = 1, 0
    for stretch in _stretches(body, at_a_time if narrow else len(body), quoted=quoted):
        table = _parsed(stretch, delimiter, [column.repeats for column in growing], quoted=quoted)
        ends = _line_ends(stretch)
        begin = None if table is None else _lines(table, ends)
        if table is None or begin is None:
            return None
        long = np.flatnonzero(np.diff(np.append(begin, ends + 1)) >= _MANY_LINES)[
            : _MOST_LOOKED_AT - looked_at
        ]
        looked_at += len(long)
        if any(
            swallowed([column[int(at)].as_py() for column in table.columns], width, delimiter) for at in long
        ):
            return None
        if not header:
            header = [column[0].as_py() for column in table.columns]
            table = table.slice(1)
        for column, part in zip(growing, table.columns, strict=True):
            column.add(part)
        lines.append(begin + (first_line - 1))
        first_line += ends
    columns = [column.column() for column in growing]
    give_back()
    return Rows(header, int(lines[0][0]), columns, np.concatenate(lines)[1:], []) if lines else None


def _compiled(
    library: ctypes.CDLL, stretches: Iterator[pa.Buffer], width: int, delimiter: str, *, repeats: bool
) -> Rows | None:
    """The same in compiled code, which holds the columns in their compact form itself."""
    with kernel.Table(library, width, delimiter, repeats=repeats) as table:
        looked_at = known = 0
        for stretch in stretches:
            if not table.add(stretch):
                return None
            long = np.flatnonzero(np.diff(table.begins(known)) >= _MANY_LINES)[: _MOST_LOOKED_AT - looked_at]
            looked_at += len(long)
            if any(swallowed(table.cells(known + int(at) - 1), width, delimiter) for at in long):
                return None
            known = table.rows + 1
        if table.rows < 1:
            return None
        begins, header = table.begins()[:-1], table.header
        columns = [table.column(at) for at in range(width)]
    give_back()
    return Rows(header, int(begins[0]), columns, begins[1:], [])


def _parsed(stretch: pa.Buffer, delimiter: str, repeats: list[bool], *, quoted: bool) -> pa.Table | None:
    """The cells of some rows; None where they cannot be cells of so many columns."""
    kinds = [
        pa.dictionary(pa.int32(), pa.large_string()) if again else pa.large_string() for again in repeats
    ]
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(stretch),
            read_options=arrow_csv.ReadOptions(
                autogenerate_column_names=True, block_size=max(1 << 20, min(stretch.size, 32 << 20) // 4)
            ),
            parse_options=arrow_csv.ParseOptions(
                delimiter=delimiter, newlines_in_values=quoted, ignore_empty_lines=True
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types={f"f{at}": kind for at, kind in enumerate(kinds)}, strings_can_be_null=False
            ),
            memory_pool=pa.system_memory_pool()
            if len(repeats) <= MOST_COMPACT
            else None,  # whose memory can be given back
        )
    except (pa.ArrowInvalid, pa.ArrowException):
        return None
    return table if table.num_columns == len(repeats) and table.num_rows else None


def _stretches(body: bytes, at_a_time: int, *, quoted: bool) -> Iterator[pa.Buffer]:
    """The text cut into stretches of whole rows: at line ends outside quotes."""
    whole = memoryview(body)
    start = 0
    while start < len(body):
        end = body.find(b"\n", start + at_a_time) + 1
        if quoted and end:
            inside = body.count(b'"', start, end) % 2
            while inside and end:
                after = body.find(b"\n", end) + 1
                inside = (inside + body.count(b'"', end, after or len(body))) % 2
                end = after
        end = end or len(body)
        yield pa.py_buffer(whole[start:end])
        start = end


def _line_ends(stretch: pa.Buffer) -> int:
    """Lines of a stretch, the last of them perhaps without its end."""
    found = np.frombuffer(stretch, dtype=np.uint8)
    return int(np.count_nonzero(found == 10)) + int(found[-1] != 10)


def _lines(table: pa.Table, ends: int) -> np.ndarray | None:
    """The line each row begins on; None where blank lines lie between rows."""
    if table.num_rows == ends:
        return np.arange(1, ends + 1)
    breaks = np.zeros(table.num_rows, dtype=np.int64)
    for column in table.columns:
        breaks += spread(column, lambda texts: pc.count_substring(texts, "\n")).to_numpy()
    begin = np.concatenate([[1], 1 + np.cumsum(1 + breaks)])
    return begin[:-1] if begin[-1] == ends + 1 else None


def _sound_quotes(body: bytes, delimiter: str) -> bool:
    """Whether every opening quote begins a cell and every closing one ends it.

    Quotes open and close by turns; a doubled one inside a cell closes it and opens it again at once. Each
    needs a look at its neighbour only, so the file is gone through in blocks.
    """
    whole = np.frombuffer(body, dtype=np.uint8)
    fits = np.zeros(256, dtype=bool)
    fits[[ord(delimiter), 10, 13, 34]] = True
    opened = 0
    for start in range(0, len(whole), _BLOCK):
        places = np.flatnonzero(whole[start : start + _BLOCK] == 34) + start
        opening, closing = places[opened::2], places[1 - opened :: 2]
        if not (_all_fit(whole, opening - 1, fits) and _all_fit(whole, closing + 1, fits)):
            return False
        opened = (opened + len(places)) % 2
    return opened == 0


def _all_fit(whole: np.ndarray, places: np.ndarray, fits: np.ndarray) -> bool:
    """Whether the bytes at some places are among those that fit; beyond the ends anything does."""
    inside = places[(places >= 0) & (places < len(whole))]
    return bool(fits[whole[inside]].all())
