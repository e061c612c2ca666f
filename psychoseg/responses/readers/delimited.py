"""From the bytes of a delimited text to its cells, every damaged line named.

Sound files are parsed by Arrow, in all their columns as text; a file that is not sound, or whose lines
cannot be counted that way, is read once more row by row, to say what is wrong where.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from psychoseg.errors import ResponsesError
from psychoseg.responses.readers.cells import Cells, evened, without_blank_rows
from psychoseg.responses.readers.delimiters import (
    DELIMITERS,
    find_delimiter,
    leading_lines,
    named_delimiter,
    rows_of,
)
from psychoseg.responses.readers.encodings import to_utf8
from psychoseg.responses.readers.limits import MOST_COLUMNS, MOST_HEADER_BYTES
from psychoseg.responses.readers.row_by_row import read_rows, swallowed

_SAMPLE = 400_000
_BLOCK = 4 << 20


def read_delimited(content: bytes, name: str, *, encoding: str = "", delimiter: str = "") -> Cells:
    """The cells of a CSV, TSV or similar file.

    Parameters
    ----------
    content : bytes
    name : str
        The file, for messages.
    encoding, delimiter : str
        What a person named; found by looking where empty.

    Raises
    ------
    ResponsesError
        Where the file is empty, is not text, or has damaged lines, all of them at once.
    """
    text, found, notes = to_utf8(content, name, encoding)
    if not text[:4096].strip() and not text.strip():
        raise ResponsesError(f"{name} is empty.")
    said = list(notes)
    if b"\n" not in text and b"\r" in text:
        text = text.replace(b"\r", b"\n")
        said.append("lines end as on old Macs")
    sample = _sample(text)
    between = named_delimiter(delimiter) if delimiter else _declared(sample) or find_delimiter(sample)
    if between != ",":
        said.append(f"cells separated by {DELIMITERS.get(between, repr(between))}")
    above, titles = leading_lines(sample, between)
    start = 0
    for _ in range(above):
        start = text.index(b"\n", start) + 1
    if titles:
        said.append(f"{len(titles)} line{'s' if len(titles) > 1 else ''} above the header left out")
    body = text[start:] if start else text
    width = _width(body, name, between)
    if not body.endswith((b"\n", b"\r")):
        said.append("no line break after the last row; if the file was cut off, its last answer may be short")
    columns, lines, odd = _fast(body, between, width) or read_rows(body, name, between, width, above + 1)
    said += odd
    header = [evened(column[0].as_py()) for column in columns]
    cells = without_blank_rows(
        Cells(
            name,
            tuple(header),
            tuple(column.slice(1) for column in columns),
            lines[1:] + above,
            header_line=int(lines[0]) + above,
            encoding=found,
            delimiter=between,
        )
    )
    return _without_empty_end(cells).noting(*said)


def _sample(text: bytes) -> str:
    start = text[:_SAMPLE]
    if len(text) > _SAMPLE and b"\n" in start:
        start = start[: start.rfind(b"\n") + 1]
    return start.decode("utf-8", "replace")


def _declared(sample: str) -> str:
    """The delimiter a spreadsheet's first line ``sep=;`` declares."""
    first = sample.split("\n", 1)[0].strip().strip('"')
    return first[4] if len(first) == 5 and first.lower().startswith("sep=") else ""


def _width(body: bytes, name: str, delimiter: str) -> int:
    end = body.find(b"\n", 0, MOST_HEADER_BYTES)
    if end < 0 and len(body) > MOST_HEADER_BYTES:
        columns = body[:MOST_HEADER_BYTES].count(delimiter.encode()) + 1
        raise ResponsesError(
            f"{name} has a first line of more than {MOST_HEADER_BYTES:,} bytes with {columns:,} columns or more; "
            f"the most that is read is {MOST_COLUMNS:,} columns."
        )
    first = rows_of(_sample(body), delimiter)
    width = len(first[0]) if first else 1
    if width > MOST_COLUMNS:
        raise ResponsesError(f"{name} has {width:,} columns; the most that is read is {MOST_COLUMNS:,}.")
    return width


def _fast(
    body: bytes, delimiter: str, width: int
) -> tuple[list[pa.ChunkedArray], np.ndarray, list[str]] | None:
    """All columns by Arrow; None where quotes, widths or lines are not beyond doubt."""
    quoted = b'"' in body
    if (quoted and not _sound_quotes(body, delimiter)) or len(delimiter.encode()) != 1:
        return None
    ends = body.count(b"\n") + (0 if body.endswith(b"\n") else 1)
    if body.count(b"\r") not in {0, body.count(b"\r\n")}:
        return None
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(body),
            read_options=arrow_csv.ReadOptions(
                autogenerate_column_names=True, block_size=max(4 << 20, min(len(body), 32 << 20) // 4)
            ),
            parse_options=arrow_csv.ParseOptions(
                delimiter=delimiter, newlines_in_values=quoted, ignore_empty_lines=True
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types={f"f{at}": pa.large_string() for at in range(width)},
                strings_can_be_null=False,
            ),
        )
    except (pa.ArrowInvalid, pa.ArrowException):
        return None
    if table.num_columns != width or not table.num_rows:
        return None
    lines = _lines(table, ends) if quoted else np.arange(1, table.num_rows + 1)
    if lines is None:
        return None
    if not quoted and table.num_rows != ends:
        return None
    long = np.flatnonzero(np.diff(np.append(lines, ends + 1)) >= 3) if table.num_rows != ends else ()
    if any(
        swallowed([column[int(at)].as_py() for column in table.columns], width, delimiter)
        for at in long[:20_000]
    ):
        return None
    return list(table.columns), np.asarray(lines), []


def _lines(table: pa.Table, ends: int) -> np.ndarray | None:
    """The line each row begins on; None where blank lines lie between rows."""
    if table.num_rows == ends:
        return np.arange(1, ends + 1)
    breaks = np.zeros(table.num_rows, dtype=np.int64)
    for column in table.columns:
        breaks += pc.count_substring(column, "\n").to_numpy()
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


def _without_empty_end(cells: Cells) -> Cells:
    """Without last columns that have neither a name nor an answer."""
    width = len(cells.header)
    while width > 1 and not cells.header[width - 1] and set(cells.values(width - 1)) <= {"", " "}:
        width -= 1
    cut = len(cells.header) - width
    if not cut:
        return cells
    from dataclasses import replace

    said = "an empty last column left out" if cut == 1 else f"{cut} empty last columns left out"
    return replace(cells, header=cells.header[:width], columns=cells.columns[:width]).noting(said)
