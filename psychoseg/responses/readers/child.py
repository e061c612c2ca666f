"""The process that parses workbooks and statistical files: a crash, a bomb or a hang stays in here.

It is run as a file of its own with a path and an order (JSON), uses nothing of psychoseg, and answers
on standard output with an Arrow stream of texts whose metadata holds the facts (JSON). A refusal is
a line of JSON on standard error and exit code 3.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import re
import sys
from typing import Any

REFUSED = 3
_CHUNK = 5_000


class RefusalError(Exception):
    """A reason in words, with its kind for the parent."""

    def __init__(self, kind: str, words: str) -> None:
        super().__init__(words)
        self.kind = kind


def main() -> None:
    """Do what the order says."""
    order = json.loads(sys.argv[1])
    _limit(order["seconds"], order["memory"])
    try:
        table, facts = (_workbook if order["what"] == "workbook" else _statistical)(order)
        _answer(table, facts)
        code = 0
    except RefusalError as refusal:
        sys.stderr.write(json.dumps({"kind": refusal.kind, "words": str(refusal)}))
        code = REFUSED
    except MemoryError:
        sys.stderr.write(json.dumps({"kind": "memory", "words": ""}))
        code = REFUSED
    sys.stderr.flush()
    os._exit(code)


def _limit(seconds: int, memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has the parent's clock only
        return
    for which, value in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(which, (value, value))


def _answer(columns: list[tuple[str, Any]], facts: dict[str, Any]) -> None:
    import pyarrow as pa

    names = [name for name, _ in columns]
    schema = pa.schema([pa.field(name, pa.string()) for name in names], {"facts": json.dumps(facts)})
    arrays = [
        column if isinstance(column, pa.ChunkedArray) else pa.chunked_array([column]) for _, column in columns
    ]
    table = pa.Table.from_arrays(arrays, schema=schema)
    with os.fdopen(1, "wb", closefd=False) as out, pa.ipc.new_stream(out, schema) as stream:
        stream.write_table(table, max_chunksize=100_000)


# Workbooks ----------------------------------------------------------------------------------------


def _workbook(order: dict[str, Any]) -> tuple[list[tuple[str, Any]], dict[str, Any]]:
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_path(order["path"])
    except calamine.PasswordError:
        raise RefusalError("password", "") from None
    except Exception as problem:  # noqa: BLE001 (whatever the parser says of a damaged file is the reason)
        raise RefusalError("damaged", str(problem)) from None
    known = [
        (entry.name, entry.visible == calamine.SheetVisibleEnum.Visible)
        for entry in book.sheets_metadata
        if entry.typ == calamine.SheetTypeEnum.WorkSheet
    ]
    sheets, loaded = [], {}
    for name, shown in known:
        if order["sheet"] and name != order["sheet"]:
            sheets.append({"name": name, "visible": shown, "rows": -1, "columns": -1})
            continue
        try:
            sheet = book.get_sheet_by_name(name)
        except Exception as problem:  # noqa: BLE001
            raise RefusalError("damaged", str(problem)) from None
        if sheet.height * sheet.width > order["cells"]:
            raise RefusalError("cells", f"{name}|{sheet.height}|{sheet.width}")
        loaded[name] = sheet
        sheets.append({"name": name, "visible": shown, "rows": sheet.height, "columns": sheet.width})
    chosen = order["sheet"] or _only(sheets)
    facts: dict[str, Any] = {"sheets": sheets, "sheet": chosen}
    if not chosen or chosen not in loaded:
        return [], facts
    sheet = loaded[chosen]
    row, column = sheet.start or (0, 0)
    facts |= {"row": row + 1, "column": column, "merged": _merged(sheet)}
    return _columns_of(sheet), facts


def _only(sheets: list[dict[str, Any]]) -> str:
    full = [sheet["name"] for sheet in sheets if sheet["rows"] > 0 and sheet["visible"]]
    return full[0] if len(full) == 1 else ""


def _merged(sheet: Any) -> list[list[int]]:
    try:
        return [[*start, *end] for start, end in (sheet.merged_cell_ranges or [])][:1000]
    except Exception:  # noqa: BLE001 (old workbooks do not tell)
        return []


def _columns_of(sheet: Any) -> list[tuple[str, Any]]:
    import pyarrow as pa

    width = sheet.width
    parts: list[list[Any]] = [[] for _ in range(width)]
    chunk: list[list[str]] = [[] for _ in range(width)]
    for row in sheet.to_python(skip_empty_area=True):
        for at, value in enumerate(row):
            chunk[at].append(_cell(value))
        if len(chunk[0]) == _CHUNK:
            for at in range(width):
                parts[at].append(pa.array(chunk[at], pa.string()))
            chunk = [[] for _ in range(width)]
    for at in range(width):
        parts[at].append(pa.array(chunk[at], pa.string()))
    return [(str(at), pa.chunked_array(part, pa.string())) for at, part in enumerate(parts)]


def _cell(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return number(value)
    return moment(value)


# Statistical files --------------------------------------------------------------------------------


def _statistical(order: dict[str, Any]) -> tuple[list[tuple[str, Any]], dict[str, Any]]:
    try:
        import pyreadstat
    except ImportError:
        raise RefusalError("absent", "") from None
    read: Any = {
        "sav": pyreadstat.read_sav,
        "zsav": pyreadstat.read_sav,
        "por": pyreadstat.read_por,
        "dta": pyreadstat.read_dta,
        "sas7bdat": pyreadstat.read_sas7bdat,
        "xpt": pyreadstat.read_xport,
    }[order["container"]]
    more: dict[str, Any] = {"output_format": "dict"}
    if order["container"] in {"sav", "zsav", "dta", "sas7bdat"}:
        more["user_missing"] = True
    if order["encoding"] and order["container"] != "por":
        more["encoding"] = order["encoding"]
    if order.get("catalog") and order["container"] == "sas7bdat":
        more["catalog_file"] = order["catalog"]
        more["formats_as_category"] = False
    try:
        data, meta = read(order["path"], **more)
    except UnicodeDecodeError as problem:
        raise RefusalError("encoding", str(problem)) from None
    except Exception as problem:  # noqa: BLE001 (readstat's errors have many types)
        kind = (
            "encoding" if "encod" in str(problem).lower() or "convert" in str(problem).lower() else "damaged"
        )
        raise RefusalError(kind, f"{type(problem).__name__}: {problem}") from None
    names = list(meta.column_names)
    if len(names) > order["columns"]:
        raise RefusalError("columns", str(len(names)))
    rows = max((len(data[name]) for name in names), default=0)
    if meta.number_rows not in (None, -1, rows):
        raise RefusalError("short", f"{rows}|{meta.number_rows}")
    kinds = dict(meta.readstat_variable_types or {})
    columns = []
    for name in names:
        letters = kinds.get(name) != "string" and name in (meta.missing_user_values or {})
        columns.append((name, texts(data.pop(name), letters=letters)))
    return columns, _facts(meta, kinds)


def _facts(meta: Any, kinds: dict[str, str]) -> dict[str, Any]:
    def coded(value: Any, name: str) -> str:
        text = number(value) if isinstance(value, (int, float)) else str(value)
        return f".{text}" if kinds.get(name) != "string" and isinstance(value, str) else text

    return {
        "labels": {name: label for name, label in (meta.column_names_to_labels or {}).items() if label},
        "values": {
            name: [[coded(code, name), str(label)] for code, label in labels.items()]
            for name, labels in (meta.variable_value_labels or {}).items()
        },
        "missing": {
            name: [[_end(entry["lo"]), _end(entry["hi"])] for entry in ranges]
            for name, ranges in (meta.missing_ranges or {}).items()
        },
        "letters": {
            name: [f".{value}" for value in values]
            for name, values in (meta.missing_user_values or {}).items()
        },
        "sets": [
            {
                "name": name,
                "label": entry.get("label") or "",
                "dichotomy": bool(entry.get("is_dichotomy")),
                "counted": None if entry.get("counted_value") is None else _counted(entry["counted_value"]),
                "columns": list(entry.get("variable_list") or ()),
            }
            for name, entry in (getattr(meta, "mr_sets", None) or {}).items()
        ],
        "kinds": kinds,
        "formats": dict(meta.original_variable_types or {}),
        "measures": dict(meta.variable_measure or {}),
        "encoding": meta.file_encoding or "",
        "label": " ".join(str(meta.file_label or "").split()),
    }


def _counted(value: Any) -> str:
    return number(value) if isinstance(value, (int, float)) else str(value).strip()


def _end(value: Any) -> Any:
    return value if isinstance(value, str) else max(-1.7e308, min(1.7e308, float(value)))


def texts(values: Any, *, letters: bool = False) -> Any:
    """A column of any type as texts; blanks for no value, ``.a`` for a letter of missing."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    if isinstance(values, np.ndarray):
        array = values
    else:
        numbers = set(map(type, values)) <= {float, int, type(None)}
        array = np.array(values, dtype="float64" if numbers else object)
    if array.dtype.kind == "f":
        coded = pa.array(array, from_pandas=True).dictionary_encode()
        words = pa.array([number(value) for value in coded.dictionary.to_pylist()], pa.string())
        return pc.fill_null(pa.DictionaryArray.from_arrays(coded.indices, words).cast(pa.string()), "")
    if array.dtype.kind in "iu":
        return pa.array(array).cast(pa.string())
    known: dict[Any, str] = {}
    found = []
    for value in array:
        key = (type(value), value)
        text = known.get(key)
        if text is None:
            text = _text(value, letters)
            if len(known) < 100_000:
                known[key] = text
        found.append(text)
    return pa.array(found, pa.string())


def _text(value: Any, letters: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f".{value}" if letters and len(value) == 1 else value
    if isinstance(value, bool):
        return "1" if value else "0"
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, (int, float)):
        return "" if isinstance(value, float) and math.isnan(value) else number(value)
    return moment(value)


def number(value: float) -> str:
    """A number as short as it can be written without loss: 1 for 1.0."""
    if math.isinf(value) or math.isnan(value):
        return "inf" if value > 0 else "-inf" if value < 0 else ""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(float(value))


def moment(value: Any) -> str:
    """A day, a time or both, as ISO 8601 writes them, with a space between."""
    text = str(value)
    if text in {"NaT", "None"}:
        return ""
    return re.sub(r"[ T]00:00:00(\.0+)?$", "", text.replace("T", " ")) if "-" in text else text


if __name__ == "__main__":
    main()
