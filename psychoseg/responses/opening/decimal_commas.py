"""Numbers written with a comma, where commas do not separate cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from psychoseg.errors import shorten
from psychoseg.responses.opening.cells import Cells
from psychoseg.responses.opening.compact import compact, distinct, spread

_COMMA = r"^\s*[+-]?[0-9]{1,15},[0-9]{1,15}\s*$"
_EITHER = r"^\s*([+-]?[0-9]{1,15}(,[0-9]{1,15})?)?\s*$"
_LIST = r"^\s*[1-9][0-9]?,[1-9][0-9]?\s*$"


def with_points(cells: Cells, kinds: Sequence[str]) -> tuple[Cells, list[str]]:
    """The cells with a point in every decimal number of columns that hold such numbers only.

    A column of ``1,2`` and ``2,3`` may as well be a list of codes chosen; it stays as it is, and is named.
    """
    if not cells.delimiter or cells.delimiter == ",":
        return cells, []
    columns, turned, doubtful = list(cells.columns), [], []
    for at, column in enumerate(columns):
        if kinds[at] not in {"?", "numeric"} or not len(column):
            continue
        texts, _ = distinct(column)
        commas = pc.sum(pc.match_substring_regex(texts, _COMMA)).as_py() or 0
        if not commas or not pc.all(pc.match_substring_regex(texts, _EITHER)).as_py():
            continue
        lists = pc.sum(pc.match_substring_regex(texts, _LIST)).as_py() or 0
        if lists == commas and _ascending(texts):
            doubtful.append(cells.header[at])
            continue
        columns[at] = compact(spread(column, lambda texts: pc.replace_substring(texts, ",", ".")))
        turned.append(cells.header[at])
    notes = []
    if turned:
        notes.append(f"decimal commas read as points in {_listed(turned)}")
    if doubtful:
        notes.append(f"{_listed(doubtful)} may hold decimal commas or lists of codes; left as text")
    return (replace(cells, columns=tuple(columns)) if turned else cells), notes


def _ascending(column: pa.ChunkedArray) -> bool:
    """Whether every pair rises, as codes chosen from a list do."""
    pairs = [text.split(",") for text in pc.unique(column).to_pylist() if "," in text]
    return all(int(first) < int(second) for first, second in pairs)


def _listed(names: list[str]) -> str:
    shown = ", ".join(shorten(name) for name in names[:5])
    return shown + (f" and {len(names) - 5} more" if len(names) > 5 else "")
