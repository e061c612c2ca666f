"""What a response file is and holds, told without a study and without a single answer."""

from __future__ import annotations

import functools
from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from psychoseg.responses.opening.compact import filled, from_pandas, plain
from psychoseg.responses.opening.containers import CONTAINERS
from psychoseg.responses.privacy.kinds import kinds_by_content
from psychoseg.responses.readers import READERS, Column, RawTable


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a file: its columns together.

    ``answered`` is the share of rows with an answer in any of its columns, 0 to 1; ``options`` counts
    those the file lists.
    """

    id: str
    text: str
    kind: str
    columns: int
    options: int
    answered: float
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonalColumn:
    """A column with personal data: ``by`` says whether the platform, its name or its answers tell."""

    column: str
    kind: str
    by: str
    cells: int


@dataclass(frozen=True, slots=True)
class Inspection:
    """All that ``psychoseg inspect`` tells of a file.

    Holds names of columns, wordings and counts, and nothing that a respondent wrote.
    ``median_seconds`` is how long half of the interviews took at most; None where no times are kept.
    """

    name: str
    format: str
    title: str
    container: str
    evidence: tuple[str, ...]
    encoding: str
    delimiter: str
    timezone: str
    rows: int
    rows_are: str
    complete: int | None
    partial: int | None
    set_aside: dict[str, int]
    columns: int
    questions: tuple[Question, ...]
    paradata: tuple[tuple[str, str], ...]
    personal: tuple[PersonalColumn, ...]
    repairs: tuple[str, ...]
    median_seconds: float | None = None

    def facts(self) -> dict[str, Any]:
        """The same as plain data."""
        from psychoseg.documents.plain import to_plain

        found: dict[str, Any] = to_plain(self)
        found["paradata"] = [{"column": column, "role": role} for column, role in self.paradata]
        return found


def inspect(raw: RawTable) -> Inspection:
    r"""What a raw table is and holds.

    Examples
    --------
    >>> from psychoseg.responses.readers import read_table
    >>> found = inspect(read_table(b"id,mood\n7,good\n8,bad\n9,\n", "answers.csv"))
    >>> found.title, found.rows, [(question.id, question.answered) for question in found.questions]
    ('a table with one header row', 3, [('id', 1.0), ('mood', 0.6666666666666666)])
    """
    titles = {reader.name: reader.title or reader.name for reader in READERS}
    reasons = raw.set_aside[raw.set_aside != ""]
    asked = {str(name): from_pandas(cells) for name, cells in raw.cells.items()}
    return Inspection(
        name=raw.name,
        format=raw.platform,
        title=titles.get(raw.platform, raw.platform),
        container=CONTAINERS.get(raw.container, raw.container),
        evidence=raw.evidence,
        encoding=raw.encoding,
        delimiter=raw.delimiter,
        timezone=raw.timezone,
        rows=len(raw.cells),
        rows_are=raw.rows_are,
        complete=raw.complete,
        partial=raw.partial,
        set_aside={str(reason): int(count) for reason, count in Counter(reasons).items()},
        columns=len(raw.columns),
        questions=tuple(_question(name, columns, asked) for name, columns in raw.groups.items()),
        paradata=tuple((column.id, column.role) for column in raw.columns if column.kind == "meta"),
        personal=_personal(raw, asked),
        repairs=raw.repairs,
        median_seconds=_median(raw.seconds),
    )


def _median(seconds: pd.Series | None) -> float | None:
    """The middle of the interview times that are times."""
    known = seconds[seconds > 0] if seconds is not None else pd.Series(dtype=float)
    return float(known.median()) if len(known) else None


def _question(name: str, columns: tuple[Column, ...], asked: dict[str, pa.ChunkedArray]) -> Question:
    answers = [column for column in columns if not _is_written_in(column)] or list(columns)
    kinds = Counter(column.kind for column in answers)
    answered = functools.reduce(np.logical_or, (_answered(column, asked[column.id]) for column in columns))
    first = answers[0]
    declared = sorted({text for column in columns for text in _declared(column)})
    return Question(
        id=name,
        text=first.stem or first.text,
        kind=kinds.most_common(1)[0][0],
        columns=len(columns),
        options=len(first.options),
        answered=float(answered.mean()) if len(answered) else 0.0,
        missing=tuple(declared),
    )


def _answered(column: Column, cells: pa.ChunkedArray) -> np.ndarray:
    """Which cells hold an answer."""
    there = filled(cells)
    if column.missing:
        none = [value for value in pc.unique(plain(cells)).to_pylist() if column.missing.holds(value)]
        there &= ~pc.is_in(plain(cells), pa.array(none, pa.large_string())).to_numpy()
    return there


def _is_written_in(column: Column) -> bool:
    return column.kind == "open" and bool(column.option)


def _declared(column: Column) -> list[str]:
    missing = column.missing
    ranges = [f"{low:g} to {high:g}" for low, high in missing.ranges]
    return [*missing.codes, *ranges, *(text for text in (missing.seen_unanswered, missing.not_shown) if text)]


def _personal(raw: RawTable, asked: dict[str, pa.ChunkedArray]) -> tuple[PersonalColumn, ...]:
    """Columns of the platform, columns named or filled so, and open answers with slips in them."""
    found = []
    for column in raw.columns:
        if column.id in raw.personal:
            cells = from_pandas(raw.personal[column.id])
        elif column.id in asked:
            cells = asked[column.id]
        else:
            continue
        if column.kind == "personal" or column.personal:
            where = "platform" if column.kind == "personal" else "name or answers"
            found.append(PersonalColumn(column.id, column.personal, where, int(filled(cells).sum())))
        elif column.kind in {"open", "single", "multiple"} and not column.options:
            slips = kinds_by_content(cells).items()
            found += [PersonalColumn(column.id, kind, "some answers", count) for kind, count in slips]
    return tuple(found)
