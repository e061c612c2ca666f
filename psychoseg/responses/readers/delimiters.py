"""What stands between the cells of a text table, and where the table begins."""

from __future__ import annotations

import csv
import io
from collections import Counter

from psychoseg.errors import ResponsesError, shorten

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
_NAMES = {
    "comma": ",", "semicolon": ";", "tab": "\t", "\\t": "\t", "pipe": "|", "bar": "|", "space": " ",
}  # fmt: skip
_TRIED = 60


def named_delimiter(asked: str) -> str:
    r"""The delimiter a person named, by itself or by its name.

    Examples
    --------
    >>> named_delimiter("tab")
    '\t'
    """
    found = _NAMES.get(asked.casefold(), asked)
    if len(found) != 1 or found in '"\n\r':
        raise ResponsesError(
            f"{shorten(asked)} is no delimiter; write one sign such as ; or |, or tab, comma, semicolon or pipe."
        )
    return found


def find_delimiter(sample: str) -> str:
    r"""The delimiter that cuts the first lines into most columns, the same number on each.

    Examples
    --------
    >>> find_delimiter("a;b;c\n1,5;2,5;3\n")
    ';'
    """
    best, chosen = (0.0, -99, 1), ","
    for delimiter in DELIMITERS:
        widths = [len(row) for row in rows_of(sample, delimiter) if any(cell.strip() for cell in row)]
        if not widths:
            continue
        (common, count), *_ = Counter(widths).most_common(1)
        wide = max(common, widths[0]) if len(widths) < 3 else common
        if wide < 2:
            continue
        uncut = next(at for at, width in enumerate(widths) if width > 1)
        agreement = (round(count / len(widths), 1), -uncut, common)
        if agreement > best:
            best, chosen = agreement, delimiter
    return chosen


def rows_of(sample: str, delimiter: str) -> list[list[str]]:
    """The first rows of a sample, read leniently."""
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
            rows.append(row)
            if len(rows) == _TRIED:
                break
    except csv.Error:
        pass
    return rows


def leading_lines(sample: str, delimiter: str) -> tuple[int, list[str]]:
    """How many lines stand above the header, and what the titles among them say.

    Blank lines, a spreadsheet's ``sep=;`` and lines of one cell above rows of several are not the header.
    """
    rows = rows_of(sample, delimiter)
    lines = sample.splitlines()
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows]
    usual = Counter(len(row) for row in rows if any(cell.strip() for cell in row)).most_common(1)
    width = usual[0][0] if usual else 1
    count, titles = 0, []
    for row, cells in zip(rows[:10], filled, strict=False):
        single_line = count < len(lines) and not any("\n" in cell for cell in row)
        is_title = cells == 1 and width >= 3 and len(row) <= max(1, width) and bool(row and row[0].strip())
        if not single_line or not (cells == 0 or lines[count].lower().startswith("sep=") or is_title):
            break
        if is_title and not lines[count].lower().startswith("sep="):
            titles.append(row[0].strip())
        count += 1
    return (count, titles) if count < len(rows) else (0, [])
