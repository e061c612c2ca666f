"""Sheets of a workbook as tables of texts, after the workbook has been looked at without being opened."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa

from psychoseg.errors import Fault, ResponsesError, did_you_mean, shorten, visible
from psychoseg.responses.opening.cells import Cells, evened, without_blank_rows
from psychoseg.responses.opening.compact import compact
from psychoseg.responses.opening.isolated import parse_apart
from psychoseg.responses.opening.limits import (
    MOST_COLUMNS,
    MOST_MEMBERS,
    MOST_RATIO,
    MOST_SHEET_BYTES,
    MOST_SHEET_CELLS,
)

_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"')
_ERROR = re.compile(rb'<(?:\w+:)?c\b[^>]*?\bt="e"')
_HIDDEN = re.compile(rb'<(?:\w+:)?row\b[^>]*?\bhidden="(?:1|true)"')
_NO_VALUE = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\b[^>]*/>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_TOTALS = frozenset(
    [
        "total",
        "totals",
        "grand total",
        "sum",
        "average",
        "mean",
        "summe",
        "gesamt",
        "gesamtsumme",
        "mittelwert",
        "suma",
        "total general",
        "media",
        "somme",
        "moyenne",
        "total général",
        "totaal",
        "totale",
        "итого",
        "合計",
        "总计",
    ]
)
_STEP = 4 << 20


def read_workbook(content: bytes, name: str, container: str, *, sheet: str = "", form: bool = False) -> Cells:
    """The cells of the one sheet that holds answers; of a form's own sheets only where a form is wanted.

    Raises
    ------
    ResponsesError
        Where the workbook is damaged, hostile, locked or too large, or several sheets hold something.
    """
    marks = _looked_over(content, name) if container in {"xlsx", "xlsb", "ods"} else {}
    table, facts = parse_apart(content, name, container, what="workbook", sheet=sheet)
    chosen = facts["sheet"]
    _refuse_choice(name, facts, sheet, form)
    notes = [f"sheet {shorten(chosen)}"] if len(facts["sheets"]) > 1 else []
    hidden = [entry["name"] for entry in facts["sheets"] if not entry["visible"] and entry["rows"] > 0]
    if hidden and not sheet:
        notes.append(f"hidden sheets not read: {', '.join(shorten(entry) for entry in hidden[:5])}")
    notes += marks.get(chosen, [])
    return _cells(table, facts, name, notes)


def _refuse_choice(name: str, facts: dict[str, Any], asked: str, form: bool) -> None:
    sheets = facts["sheets"]
    if not form and {"survey", "choices"} <= {entry["name"].casefold() for entry in sheets}:
        raise ResponsesError(f"{name} is an XLSForm questionnaire (sheets survey and choices), not answers.")
    names = [entry["name"] for entry in sheets]
    if asked and asked not in names:
        raise ResponsesError(f"{name} has no sheet {shorten(asked)}; {did_you_mean(asked, names)}")
    full = [entry for entry in sheets if entry["rows"] > 0]
    if not facts["sheet"] and full:
        raise ResponsesError(
            f"{name} has {len(full)} sheets that hold something; choose one with --sheet.",
            [
                Fault(
                    f"--sheet {shorten(entry['name'])}",
                    f"{entry['rows']:,} rows × {entry['columns']:,} columns"
                    + ("" if entry["visible"] else ", hidden"),
                )
                for entry in full
            ],
        )
    if not full and not asked:
        raise ResponsesError(f"{name} is empty.")


def _cells(table: pa.Table, facts: dict[str, Any], name: str, notes: list[str]) -> Cells:
    if not table.num_columns or not table.num_rows:
        raise ResponsesError(f"{name} is empty.")
    if table.num_columns > MOST_COLUMNS:
        raise ResponsesError(
            f"{name} has {table.num_columns:,} columns; the most that is read is {MOST_COLUMNS:,}."
        )
    columns = [
        column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column for column in table.columns
    ]
    columns = [pa.chunked_array([column]) if isinstance(column, pa.Array) else column for column in columns]
    above = _titles(columns)
    if above:
        notes.append(f"{above} row{'s' if above > 1 else ''} above the header left out")
    header = tuple(evened(column[above].as_py()) for column in columns)
    lines = np.arange(table.num_rows) + facts["row"]
    cells = without_blank_rows(
        Cells(
            name,
            header,
            tuple(compact(column.slice(above + 1)) for column in columns),
            lines[above + 1 :],
            header_line=int(lines[above]),
            rows_are="row",
        )
    )
    cells = _without_total(cells, notes)
    merged = [entry for entry in facts.get("merged", []) if entry[2] > int(lines[above])]
    if merged:
        notes.append(
            f"merged cells among the answers, each with its text in its first cell only: {len(merged)}"
        )
    return cells.noting(*notes)


def _titles(columns: list[pa.ChunkedArray]) -> int:
    """Rows above the header: blank, or with one cell only where the table has three columns or more."""
    if len(columns) < 3:
        return 0
    rows = min(len(columns[0]), 12)
    filled = [sum(bool(column[at].as_py().strip()) for column in columns) for at in range(rows)]
    above = 0
    while above < rows - 1 and filled[above] <= 1:
        above += 1
    return above if above < rows - 1 else 0


def _without_total(cells: Cells, notes: list[str]) -> Cells:
    """Without a last row that adds the others up."""
    if len(cells) < 3:
        return cells
    first = next((cell for cell in cells.row(len(cells) - 1) if cell.strip()), "")
    if first.strip().rstrip(":").casefold() not in _TOTALS:
        return cells
    notes.append(f"row {cells.lines[-1]} left out: it is a total ({shorten(first)})")
    keep = np.ones(len(cells), dtype=bool)
    keep[-1] = False
    return cells.where(keep)


# Before the workbook is parsed --------------------------------------------------------------------


def _looked_over(content: bytes, name: str) -> dict[str, list[str]]:
    """What each sheet's XML tells that its cells do not; hostile workbooks are refused here."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        entries = archive.infolist()
        _refuse_bomb(entries, len(content), name)
        for entry in entries:
            if entry.filename.endswith((".xml", ".rels", ".vml")):
                with archive.open(entry) as member:
                    start = member.read(4096).upper()
                _refuse_entities(start, entry.filename, name)
        return {
            sheet: _sheet_notes(archive, member, name, sheet) for sheet, member in _members(archive).items()
        }
    except ResponsesError:
        raise
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        KeyError,
    ) as problem:
        raise ResponsesError(
            f"{name} is a workbook that is cut off or damaged ({visible(problem)}); fetch it again."
        ) from None


def _refuse_entities(start: bytes, part: str, name: str) -> None:
    if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
        raise ResponsesError(
            f"{name} declares XML entities in {shorten(part)}, which no workbook does; it was not opened."
        )


def _refuse_bomb(entries: list[zipfile.ZipInfo], packed: int, name: str) -> None:
    size = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_MEMBERS:
        raise ResponsesError(
            f"{name} has {len(entries):,} parts; the most that is opened is {MOST_MEMBERS:,}."
        )
    if size > MOST_SHEET_BYTES or (size > 20_000_000 and size > MOST_RATIO * packed):
        raise ResponsesError(
            f"{name} has {packed:,} bytes and unpacks to {size:,}; a workbook of answers does not, so it was not opened. "
            "If it is honest, save the sheet as CSV."
        )


def _members(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of the archive each worksheet is in, by the sheet's name."""
    if "xl/workbook.xml" not in archive.namelist():
        return {}
    try:
        book = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 (no DOCTYPE, see above)
        links = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    except (ET.ParseError, KeyError):
        return {}
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    found = {}
    for sheet in book.iter():
        if sheet.tag.rsplit("}", 1)[-1] != "sheet":
            continue
        identity = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), None)
        target = targets.get(identity, "").lstrip("/")
        member = target if target.startswith("xl/") else f"xl/{target}"
        if member in archive.namelist() and "worksheets" in member:
            found[sheet.get("name", "")] = member
    return found


def _sheet_notes(archive: zipfile.ZipFile, member: str, name: str, sheet: str) -> list[str]:
    letters: dict[bytes, bytes] = {}
    lowest = hidden = bare = errors = 0
    for piece in _pieces(archive, member):
        for column, row in _last_cells(piece):
            letters[column] = row
            lowest = max(lowest, int(row))
        hidden += len(_HIDDEN.findall(piece)) if b"hidden=" in piece else 0
        bare += len(_NO_VALUE.findall(piece)) if b"<f" in piece or b":f" in piece else 0
        errors += len(_ERROR.findall(piece)) if b't="e"' in piece else 0
    widest = max((_number(column) for column in letters), default=0)
    if lowest * widest > MOST_SHEET_CELLS:
        far = max(letters, key=lambda column: _number(column)).decode()
        raise ResponsesError(
            f"Sheet {shorten(sheet)} of {name} reaches to column {far} and row {lowest:,}, which are {lowest * widest:,} cells; "
            f"the most that is read is {MOST_SHEET_CELLS:,}. Delete stray cells far from the table."
        )
    notes = []
    if hidden:
        notes.append(f"hidden or filtered rows, read like all others: {hidden:,}")
    if bare:
        notes.append(
            f"formulas without a stored value, read as blank: {bare:,}; open the workbook in Excel and save it again"
        )
    if errors:
        notes.append(f"cells with an error such as #N/A, read as blank: {errors:,}")
    return notes


def _last_cells(piece: bytes) -> list[tuple[bytes, bytes]]:
    """Column and row of the last cell of each row, which is the farthest; of all cells where rows have a prefix."""
    rows = piece.split(b"</row>")
    if len(rows) == 1:
        return _CELL.findall(piece)
    found = []
    for row in rows:
        match = _CELL.match(row, max(row.rfind(b"<c "), 0))
        if match:
            found.append((match.group(1), match.group(2)))
    return found


def _pieces(archive: zipfile.ZipFile, member: str) -> Iterator[bytes]:
    """A part's XML in pieces that end between rows, or between cells where rows are long."""
    left = b""
    with archive.open(member) as opened:
        while piece := opened.read(_STEP):
            whole = left + piece
            cut = max(
                whole.rfind(b"</row>") + len(b"</row>"), whole.rfind(b"<c ") if len(whole) > 4 * _STEP else 0
            )
            cut = cut if cut > len(b"</row>") else len(whole) if len(whole) > 16 * _STEP else 0
            yield whole[:cut]
            left = whole[cut:]
    yield left


def _number(column: bytes) -> int:
    total = 0
    for letter in column:
        total = total * 26 + letter - 64
    return total
