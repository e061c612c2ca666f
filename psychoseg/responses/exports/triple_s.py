"""Triple-S 2.0: the interchange standard of market research, a description in XML and the answers in CSV."""

from __future__ import annotations

import csv
import io
from xml.sax.saxutils import escape, quoteattr

import pandas as pd

from psychoseg.responses.exports.dataset import Dataset, Field

SPREAD = "multiple"


def write(data: Dataset) -> dict[str, bytes]:
    """The description (``.sss``) and the answers (``.csv``) of a data set.

    An empty field is a missing answer; the standard has no place for its reason, so the codebook
    of the Parquet export holds the reasons.
    """
    variables = _variables(data)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<sss version="2.0">',
        "<origin>psychoseg</origin>",
        "<survey>",
    ]
    lines += [
        f"<name>{_text(data.name)}</name>",
        f"<title>{_text(data.title)}</title>",
        '<record ident="A" format="csv" skip="1">',
    ]
    columns: list[tuple[str, list[str]]] = []
    for number, (name, fields) in enumerate(variables, 1):
        start = len(columns) + 1
        columns += _columns(data, name, fields)
        lines += _variable(data, number, name, fields, start, len(columns))
    lines += ["</record>", "</survey>", "</sss>", ""]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([name for name, _ in columns])
    writer.writerows(zip(*(values for _, values in columns), strict=True))
    return {".sss": "\n".join(lines).encode(), ".csv": out.getvalue().encode()}


def _variables(data: Dataset) -> list[tuple[str, list[Field]]]:
    """The fields, those of a multiple choice together."""
    found: dict[str, list[Field]] = {}
    for field in data.fields:
        found.setdefault(field.group if field.kind == "multiple" else field.name, []).append(field)
    return list(found.items())


def _kind(field: Field) -> str:
    if field.kind == "single" and all(code.isdecimal() for code, _ in field.labels):
        return "single"
    return "quantity" if field.kind == "numeric" else "multiple" if field.kind == "multiple" else "character"


def _variable(
    data: Dataset, number: int, name: str, fields: list[Field], start: int, finish: int
) -> list[str]:
    field = fields[0]
    values = data.table[field.name]
    kind = _kind(field)
    use = {"respondent": ' use="serial"', "weight": ' use="weight"'}.get(field.use, "")
    label = field.stem if kind == "multiple" else f"{field.stem} {field.label}".strip()
    end = f' finish="{finish}"' if finish > start else ""
    lines = [f'<variable ident="{number}" type="{kind}"{use}>', f"<name>{_text(name)}</name>", f"<label>{_text(label)}</label>", f'<position start="{start}"{end}/>']  # fmt: skip
    if kind == "single":
        lines += [
            "<values>",
            *(f"<value code={quoteattr(code)}>{_text(text)}</value>" for code, text in field.labels),
            "</values>",
        ]
    elif kind == "multiple":
        lines += [
            "<values>",
            *(f'<value code="{at}">{_text(one.label)}</value>' for at, one in enumerate(fields, 1)),
            "</values>",
        ]
    elif kind == "quantity":
        known = values.dropna()
        low, high = (known.min(), known.max()) if len(known) else (0, 0)
        places = f".{field.decimals}f" if field.decimals else "g"
        lines += ["<values>", f'<range from="{low:{places}}" to="{high:{places}}"/>', "</values>"]
    else:
        longest = max((len(text) for text in values.dropna().astype(str)), default=1)
        lines.append(f"<size>{max(1, longest)}</size>")
    return [*lines, "</variable>"]


def _columns(data: Dataset, name: str, fields: list[Field]) -> list[tuple[str, list[str]]]:
    """Columns of the CSV; a multiple choice is one column of 1s and 0s, the options in order."""
    if fields[0].kind == "multiple":
        table = data.table[[field.name for field in fields]]
        answered = table.notna().any(axis=1)
        cells = ["".join("1" if value == 1 else "0" for value in row) if there else "" for row, there in zip(table.to_numpy(), answered, strict=True)]  # fmt: skip
        return [(name, cells)]
    return [(field.name, written(field, data.table[field.name])) for field in fields]


def written(field: Field, values: pd.Series) -> list[str]:
    """Cells as text: numbers without a needless point, nothing where there is no answer."""
    if values.dtype.kind in "fi":
        places = f".{field.decimals}f" if field.decimals else ""
        return [
            "" if pd.isna(value) else f"{value:{places}}" if places else f"{value:.15g}" for value in values
        ]
    return [text if isinstance(text, str) else "" for text in values]


def _text(text: str) -> str:
    clean = "".join(char for char in text if char.isprintable() or char in "\t\n")
    return escape(clean)
