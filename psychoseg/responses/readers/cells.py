"""From the bytes of a delimited text file to cells, every oddity named with its line."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from psychoseg.errors import Fault, ResponsesError, shorten, visible

MOST_BYTES = 500_000_000
MOST_COLUMNS = 20_000
_SIGNATURES = {
    b"PK\x03\x04": "a zip archive or an Excel workbook; save the sheet as CSV",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook; save the sheet as CSV",
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"$FL2": "an SPSS file; save it as CSV",
    b"$FL3": "an SPSS file; save it as CSV",
    b"PAR1": "a Parquet file; save it as CSV",
    b"\x1f\x8b": "a gzip archive; unpack it first",
    b"{": "JSON; export as CSV",
    b"<": "a web page or XML; the download may have been a login page",
}
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}


@dataclass(frozen=True, slots=True)
class Cells:
    """Rows of cells with the line each row begins on.

    Parameters
    ----------
    name : str
    header : tuple of str
        The first row.
    rows : tuple of tuple of str
        All rows after it.
    lines : tuple of int
        The line of the file each of ``rows`` begins on; the header begins on line 1.
    notes : tuple of str
        How the file was read: encoding and delimiter where they are not the usual ones.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    notes: tuple[str, ...]


def read_cells(content: bytes, name: str) -> Cells:
    """The cells of a CSV, TSV or similar file; every damaged line is reported at once."""
    if not content.strip():
        raise ResponsesError(f"{name} is empty.")
    if len(content) > MOST_BYTES:
        raise ResponsesError(f"{name} has {len(content):,} bytes; the most that is read is {MOST_BYTES:,}.")
    start = content.lstrip()[:8]
    for signature, kind in _SIGNATURES.items():
        if start.startswith(signature):
            raise ResponsesError(f"{name} is not a text table but {kind}.")
    text, notes = _decode(content, name)
    if not text.strip():
        raise ResponsesError(f"{name} is empty.")
    delimiter = _delimiter(text)
    if delimiter != ",":
        notes.append(f"cells separated by {_DELIMITERS[delimiter]}")
    rows, lines = _split(text, delimiter, name)
    header, cut = _header(rows, name)
    _check_widths(rows, lines, len(header) + cut, name)
    body = [
        (row[: len(header)], line)
        for row, line in zip(rows[1:], lines[1:], strict=True)
        if any(cell.strip() for cell in row)
    ]
    if cut:
        notes.append("an empty last column left out")
    return Cells(
        name,
        tuple(header),
        tuple(tuple(row) for row, _ in body),
        tuple(line for _, line in body),
        tuple(notes),
    )


def _decode(content: bytes, name: str) -> tuple[str, list[str]]:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return content.decode("utf-16"), ["read as UTF-16"]
        except UnicodeDecodeError as problem:
            raise ResponsesError(
                f"{name} begins as UTF-16, but byte {problem.start} is not; the file is damaged."
            ) from None
    zero = content.find(b"\0")
    if zero >= 0:
        line = content[:zero].count(b"\n") + 1
        raise ResponsesError(f"{name}:{line}: a zero byte; the file is damaged or not a text table.")
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError as problem:
        line = content[: problem.start].count(b"\n") + 1
        try:
            return content.decode("cp1252"), [f"read as Windows-1252, because line {line} is not UTF-8"]
        except UnicodeDecodeError:
            raise ResponsesError(
                f"{name}:{line}: byte {problem.start} is neither UTF-8 nor Windows-1252; save the file as UTF-8."
            ) from None


def _delimiter(text: str) -> str:
    """The delimiter that cuts the first lines into most columns, the same number on each."""
    sample = list(csv.reader(io.StringIO("\n".join(text.splitlines()[:20]))))
    best = max(len(row) for row in sample) if sample else 1
    chosen = ","
    for delimiter in list(_DELIMITERS)[1:]:
        widths = [
            len(row)
            for row in csv.reader(io.StringIO("\n".join(text.splitlines()[:20])), delimiter=delimiter)
            if row
        ]
        if (
            widths
            and min(widths) > best / 2
            and widths.count(widths[0]) > 0.8 * len(widths)
            and widths[0] > max(best, 1)
        ):
            chosen, best = delimiter, widths[0]
    return chosen


def _split(text: str, delimiter: str, name: str) -> tuple[list[list[str]], list[int]]:
    rows: list[list[str]] = []
    lines: list[int] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begin = 1
    try:
        for row in reader:
            rows.append(row)
            lines.append(begin)
            begin = reader.line_num + 1
    except csv.Error as problem:
        if "unexpected end of data" in str(problem):
            raise ResponsesError(
                f"{name}:{begin}: a quote that opens on this line is never closed; the file may have been cut off."
            ) from None
        raise ResponsesError(f"{name}:{begin}: {problem}; the quotes of this line do not match.") from None
    return rows, lines


def _header(rows: list[list[str]], name: str) -> tuple[list[str], int]:
    header = [" ".join(cell.replace("\xa0", " ").split()) for cell in rows[0]]
    cut = (
        1
        if len(header) > 1
        and not header[-1]
        and all(not row[len(header) - 1].strip() for row in rows[1:] if len(row) >= len(header))
        else 0
    )
    header = header[: len(header) - cut]
    if len(header) > MOST_COLUMNS:
        raise ResponsesError(
            f"{name} has {len(header):,} columns; the most that is read is {MOST_COLUMNS:,}."
        )
    faults = [Fault(f"{name}:1", f"column {at} has no name") for at, cell in enumerate(header, 1) if not cell]
    if header and all(cell.replace(".", "", 1).lstrip("-").isdecimal() for cell in header if cell):
        raise ResponsesError(
            f"{name}:1: the first line holds numbers, not the names of columns; add a header line."
        )
    if len(rows) == 1:
        raise ResponsesError(f"{name} has a header but no answers.")
    if faults:
        raise ResponsesError(f"{name} has columns that cannot be used:", faults)
    return header, cut


def _check_widths(rows: list[list[str]], lines: list[int], width: int, name: str) -> None:
    faults = []
    for row, line in zip(rows, lines, strict=True):
        if row and len(row) != width and any(cell.strip() for cell in row):
            start = shorten(visible(row[0]), 20)
            faults.append(
                Fault(
                    f"{name}:{line}",
                    f"{len(row)} cells where the header has {width}",
                    f"the line begins {start}",
                )
            )
    if faults:
        raise ResponsesError(f"{name} has lines that do not fit its header:", faults)
