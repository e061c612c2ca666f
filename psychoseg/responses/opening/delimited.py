"""From the bytes of a delimited text to its cells, every damaged line named.

Sound files are parsed by Arrow, in all their columns as text; a file that is not sound, or whose lines
cannot be counted that way, is read once more row by row, to say what is wrong where.
"""

from __future__ import annotations

from psychoseg.errors import ResponsesError
from psychoseg.responses.opening.cells import Cells, evened, without_blank_rows
from psychoseg.responses.opening.delimiters import (
    DELIMITERS,
    find_delimiter,
    leading_lines,
    named_delimiter,
    rows_of,
)
from psychoseg.responses.opening.encodings import to_utf8
from psychoseg.responses.opening.limits import MOST_COLUMNS, MOST_HEADER_BYTES
from psychoseg.responses.opening.row_by_row import read_rows
from psychoseg.responses.opening.sound import read_sound

_SAMPLE = 400_000


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
    rows = read_sound(body, between, width) or read_rows(body, name, between, width, above + 1)
    said += rows.notes
    cells = without_blank_rows(
        Cells(
            name,
            tuple(evened(cell) for cell in rows.header),
            tuple(rows.columns),
            rows.lines + above,
            header_line=rows.header_line + above,
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
