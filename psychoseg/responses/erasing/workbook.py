"""Rows of an Excel workbook: their cells become blank, and texts that only they had leave the list of texts.

No row moves, so that formulas, charts and names refer to what they did. All other parts stay byte for byte.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator, Sequence

_ROW = rb"<(?P<prefix>\w+:)?row\b(?P<about>[^>]*?\br=\"%d\"[^>]*?)(?:/>|>(?P<cells>.*?)</(?:\w+:)?row>)"
_SHARED = re.compile(rb'<(?:\w+:)?c\b[^>]*?\bt="s"[^>]*>\s*(?:<(?:\w+:)?v[^>]*>)\s*(\d+)\s*</')
_TEXT = re.compile(rb"<(?:(\w+):)?si\b[^>]*?(?:/>|>.*?</(?:\w+:)?si>)", re.DOTALL)
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="[A-Z]+(\d+):[A-Z]+(\d+)"')
_NOTE = re.compile(rb'\bref="[A-Z]+(\d+)"')

Parts = dict[str, bytes]


def without(content: bytes, rows: Sequence[int], sheet: str = "") -> bytes | str:
    """The workbook with some rows of a sheet blank, counted from 1 as Excel counts them."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        parts = {entry.filename: archive.read(entry) for entry in entries}
    named = _sheets(parts)
    full = {name: part for name, part in named.items() if b"<c " in parts[part] or b":c " in parts[part]}
    chosen = named.get(sheet) if sheet else next(iter(full.values())) if len(full) == 1 else None
    if chosen is None:
        return f"workbook with {len(full)} sheets that hold something; name the one with the answers as sheet in wave.yml"
    if why := _in_the_way(parts, chosen, rows):
        return f"workbook {why}; open it in Excel, delete the rows and save it again"
    cut = _blanked(parts[chosen], rows)
    if cut is None:
        return "workbook whose rows are not numbered; open it in Excel and save it again"
    changed = {chosen: cut}
    if "xl/sharedStrings.xml" in parts:
        changed["xl/sharedStrings.xml"] = _unshared(parts, chosen, cut)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for entry in entries:
            target.writestr(entry, changed.get(entry.filename, parts[entry.filename]))
    return made.getvalue()


def _sheets(parts: Parts) -> dict[str, str]:
    """The part of each worksheet by the sheet's name."""
    targets = {}
    for relation in _RELATION.findall(parts.get("xl/_rels/workbook.xml.rels", b"")):
        to = _attribute(relation, "Target")
        targets[_attribute(relation, "Id")] = to.lstrip("/") if to.startswith("/") else f"xl/{to}"
    found = {}
    for one in _SHEET.findall(parts.get("xl/workbook.xml", b"")):
        part = targets.get(_attribute(one, r"\w+:id"), "")
        if part in parts:
            found[_attribute(one, "name")] = part
    return found


def _attribute(tag: bytes, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"'.encode(), tag)
    return html.unescape(found.group(1).decode("utf-8", "replace")) if found else ""


def _in_the_way(parts: Parts, chosen: str, rows: Sequence[int]) -> str:
    """What a blank row would damage, or what would still tell the person; empty where there is nothing."""
    gone = set(rows)
    if any(name.startswith("_xmlsignatures/") for name in parts):
        return "with a signature"
    if any(name.startswith("xl/pivotCache/") for name in parts):
        return "with a pivot table, which keeps a copy of the answers"
    if any(_FORMULA.search(row) for row in _rows(parts[chosen], rows)):
        return "with formulas in these rows"
    for first, last in _MERGED.findall(parts[chosen]):
        if gone & set(range(int(first), int(last) + 1)):
            return "with merged cells in these rows"
    notes = [data for name, data in parts.items() if re.match(r"xl/(threadedC|c)omments", name)]
    if any(int(row) in gone for data in notes for row in _NOTE.findall(data)):
        return "with comments on these rows"
    return ""


def _rows(sheet: bytes, rows: Sequence[int]) -> Iterator[bytes]:
    for row in rows:
        if found := re.search(_ROW % row, sheet, re.DOTALL):
            yield found.group()


def _blanked(sheet: bytes, rows: Sequence[int]) -> bytes | None:
    """The sheet with these rows empty; None where one of them is not found."""
    for row in set(rows):
        found = re.search(_ROW % row, sheet, re.DOTALL)
        if found is None:
            return None
        blank = b"<" + (found["prefix"] or b"") + b"row" + found["about"] + b"/>"
        sheet = sheet[: found.start()] + blank + sheet[found.end() :]
    return sheet


def _unshared(parts: Parts, chosen: str, cut: bytes) -> bytes:
    """The list of texts with those blank that no cell refers to any more; their places stay."""
    had = set(map(int, _SHARED.findall(parts[chosen])))
    have = set(map(int, _SHARED.findall(cut)))
    for name, data in parts.items():
        if name.startswith("xl/worksheets/") and name != chosen:
            have |= set(map(int, _SHARED.findall(data)))
    gone = had - have
    at = -1

    def blank(text: re.Match[bytes]) -> bytes:
        nonlocal at
        at += 1
        prefix = text.group(1) + b":" if text.group(1) else b""
        return b"<" + prefix + b"si><" + prefix + b"t/></" + prefix + b"si>" if at in gone else text.group()

    return _TEXT.sub(blank, parts["xl/sharedStrings.xml"])
