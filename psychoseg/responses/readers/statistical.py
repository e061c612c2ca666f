"""What SPSS, Stata and SAS files have in common: variables with labels, value labels and declared missing values."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from psychoseg.errors import ResponsesError
from psychoseg.responses.opening.cells import Cells
from psychoseg.responses.opening.child import number
from psychoseg.responses.opening.compact import compact
from psychoseg.responses.opening.isolated import parse_apart
from psychoseg.responses.opening.source import Source
from psychoseg.responses.readers.assembling import UNSURE, assemble
from psychoseg.responses.readers.codebook import Choice, Column, Missing
from psychoseg.responses.readers.raw import RawTable

_DATES = re.compile(
    r"%?-?(t[cdwmqhyC]|A?DATE|EDATE|SDATE|JDATE|DATETIME|YMDHMS|MOYR|QYR|WKYR|YYMMDD|MMDDYY|DDMMYY|DATE9|TIME|DTIME|ANYDT)",
    re.IGNORECASE,
)


def read_statistical(source: Source, evidence: tuple[str, ...], platform: str) -> RawTable:
    """All cases, user-missing values kept as they are and declared in the codebook.

    Raises
    ------
    ResponsesError
        Where the file is damaged, or holds no variables or cases.
    """
    catalog = (
        next(iter(source.companions(".sas7bcat").values()), None) if source.container == "sas7bdat" else None
    )
    table, facts = parse_apart(
        source.content,
        source.name,
        source.container,
        what="statistical",
        encoding=source.encoding,
        beside=catalog,
    )
    if not table.num_columns:
        raise ResponsesError(f"{source.name} holds no variables.")
    if not table.num_rows:
        raise ResponsesError(f"{source.name} has {table.num_columns} variables but no cases.")
    cells = Cells(
        source.name,
        tuple(table.column_names),
        tuple(compact(column) for column in table.columns),
        np.arange(1, table.num_rows + 1),
        header_line=0,
        notes=source.notes,
        encoding=facts["encoding"].casefold(),
        rows_are="case",
    )
    columns = [_column(name, at, facts, cells) for at, name in enumerate(cells.header)]
    columns = _in_sets(columns, facts["sets"])
    return assemble(
        cells, columns, platform, evidence, container=source.container, repairs=_notes(source, facts, columns)
    )


def _column(name: str, at: int, facts: dict[str, Any], cells: Cells) -> Column:
    labels = facts["values"].get(name, [])
    missing, reasons = _missing(name, facts, labels)
    options = tuple(
        Choice(code, label, reasons.get(code, "user-missing" if missing.holds(code) else ""))
        for code, label in labels
    )
    return Column(
        name,
        name,
        at + 1,
        text=facts["labels"].get(name, ""),
        kind=_kind(name, facts, options, cells, at),
        options=options,
        missing=missing,
    )


def _missing(name: str, facts: dict[str, Any], labels: list[list[str]]) -> tuple[Missing, dict[str, str]]:
    codes, ranges, reasons = [], [], {}
    for low, high in facts["missing"].get(name, []):
        if low == high or isinstance(low, str):
            codes.append(low.strip() if isinstance(low, str) else number(low))
        else:
            ranges.append((_open(low), _open(high)))
    letters = sorted(
        {*facts["letters"].get(name, []), *(code for code, _ in labels if re.fullmatch(r"\.[A-Za-z_]", code))}
    )
    for letter in letters:
        codes.append(letter)
        reasons[letter] = letter
    return Missing(tuple(codes), tuple(ranges)), reasons


def _open(end: float) -> float:
    return float("inf") if end > 1e300 else float("-inf") if end < -1e300 else end


def _kind(name: str, facts: dict[str, Any], options: tuple[Choice, ...], cells: Cells, at: int) -> str:
    if facts["kinds"].get(name) != "string" and _DATES.match(str(facts["formats"].get(name) or "")):
        return "date"
    answers = [choice for choice in options if not choice.missing]
    if len(answers) >= 2:
        known = {choice.code for choice in options}
        values = {value for value in cells.values(at) if value.strip()}
        unlabelled = len(values - known)
        if unlabelled <= max(1, 0.2 * len(values)) or (
            len(values) <= 11 and facts["measures"].get(name) != "scale"
        ):
            return "single"
        if facts["kinds"].get(name) != "string":
            return "numeric"
    return UNSURE


def _in_sets(columns: list[Column], sets: list[dict[str, Any]]) -> list[Column]:
    """The columns with the multiple-response sets they belong to."""
    from dataclasses import replace

    places = {column.id: at for at, column in enumerate(columns)}
    found = list(columns)
    for entry in sets:
        members = [name for name in entry["columns"] if name in places]
        options = tuple(Choice(name, columns[places[name]].text or name) for name in members)
        for name in members:
            column = columns[places[name]]
            found[places[name]] = replace(
                column,
                kind="multiple",
                group=entry["name"].lstrip("$"),
                stem=entry["label"],
                option=name if entry["dichotomy"] else "",
                options=options if entry["dichotomy"] else column.options,
                chosen=(entry["counted"],) if entry["dichotomy"] and entry["counted"] else (),
            )
    return found


def _notes(source: Source, facts: dict[str, Any], columns: list[Column]) -> list[str]:
    notes = []
    if facts["label"]:
        notes.append(f"the file calls itself {facts['label'][:80]!r}")
    if source.container == "por":
        notes.append("names are cut to eight characters in this format; match columns by their labels")
    twice = [
        column.id
        for column in columns
        if len({choice.label.casefold() for choice in column.options}) < len(column.options)
        and any(choice.label for choice in column.options)
        and not column.option
    ]
    if twice:
        notes.append(
            f"two values have one label in {', '.join(twice[:5])}" + (" …" if len(twice) > 5 else "")
        )
    declared = sum(bool(column.missing) for column in columns)
    if declared:
        notes.append(
            f"{declared} variable{'s declare' if declared > 1 else ' declares'} missing values; they are kept apart from blanks"
        )
    return notes
