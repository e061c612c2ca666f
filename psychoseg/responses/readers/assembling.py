"""From cells and a codebook to the raw table: answers, paradata and personal data in three tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from psychoseg.errors import shorten
from psychoseg.responses.opening.cells import Cells
from psychoseg.responses.opening.compact import distinct, plain
from psychoseg.responses.opening.decimal_commas import with_points
from psychoseg.responses.privacy.kinds import kind_of as personal_kind_of
from psychoseg.responses.privacy.kinds import kinds_by_content
from psychoseg.responses.readers.clock import seconds_between, seconds_in
from psychoseg.responses.readers.codebook import Column
from psychoseg.responses.readers.kinds import SAMPLE, kind_of
from psychoseg.responses.readers.personal_data import kind_by_name
from psychoseg.responses.readers.raw import RawTable

_TELLING = frozenset(
    f"-{code}" for code in (7, 8, 9, 66, 77, 88, 96, 97, 98, 99, 777, 888, 996, 997, 998, 999, 9999)
)

UNSURE = "?"
"""The kind of a column that is to be told from its answers."""


def assemble(
    cells: Cells,
    columns: Sequence[Column],
    platform: str,
    evidence: tuple[str, ...],
    *,
    container: str = "text",
    set_aside: Sequence[str] | None = None,
    complete: int | None = None,
    partial: int | None = None,
    timezone: str = "",
    repairs: Sequence[str] = (),
) -> RawTable:
    """A raw table from cells below their header and one column of the codebook for each of them.

    Parameters
    ----------
    cells : Cells
    columns : sequence of Column
        In the order of ``cells.columns``; :data:`UNSURE` as kind is told from the answers, and
        personal data is recognised wherever the platform did not name it.
    platform, evidence, container
        As in :class:`RawTable`.
    set_aside : sequence of str, optional
        A reason for each row that the platform marks as no answer.
    complete, partial, timezone, repairs
        As in :class:`RawTable`.
    """
    cells, noted = with_points(cells, [column.kind for column in columns])
    described, negative = _all_described(columns, cells)
    parts: dict[str, list[int]] = {"cells": [], "paradata": [], "personal": []}
    for at, column in enumerate(described):
        parts[
            "paradata" if column.kind == "meta" else "personal" if column.kind == "personal" else "cells"
        ].append(at)
    names = [column.id for column in described]
    tables = {part: cells.frame(places, [names[at] for at in places]) for part, places in parts.items()}
    reasons = pd.Series(
        [""] * len(cells) if set_aside is None else list(set_aside), index=cells.index, dtype="str"
    )
    return RawTable(
        name=cells.name,
        platform=platform,
        evidence=evidence,
        cells=tables["cells"],
        set_aside=reasons,
        respondent=_with_role(described, cells, "respondent"),
        seconds=_seconds(described, cells),
        dropped=tuple(column.id for column in described if column.kind in {"meta", "personal"}),
        repairs=(*cells.notes, *noted, *repairs, *_undeclared(described, negative)),
        columns=tuple(described),
        paradata=tables["paradata"],
        personal=tables["personal"],
        rows_are=cells.rows_are,
        container=container,
        encoding=cells.encoding,
        delimiter=cells.delimiter,
        timezone=timezone,
        complete=complete,
        partial=partial,
    )


def sampled(cells: Cells, at: int) -> dict[str, int]:
    """The different texts among some cells of a column, the first ones and others spread over the rest, with their counts."""
    column = cells.columns[at]
    if len(column) <= SAMPLE:
        return cells.values(at)
    places = np.linspace(SAMPLE // 2, len(column) - 1, SAMPLE // 2).astype(int)
    some = pa.chunked_array([*column.slice(0, SAMPLE // 2).chunks, *column.take(pa.array(places)).chunks])
    return Counter(plain(some).to_pylist())


def _all_described(columns: Sequence[Column], cells: Cells) -> tuple[list[Column], dict[str, set[str]]]:
    """Every column with its kind, and the negative numbers in each."""
    described, negative = [], {}
    for at, column in enumerate(columns):
        some = sampled(cells, at)
        described.append(_described(column, cells, at, some))
        negative[described[-1].id] = {text.strip() for text in some if text.startswith("-")} - {"-"}
    return described, negative


def _described(column: Column, cells: Cells, at: int, some: dict[str, int]) -> Column:
    kind, separator = column.kind, column.separator
    if kind == UNSURE:
        kind, separator = kind_of(some)
        if kind == "multiple" and column.options and not column.separator:
            kind = "single"
    personal = column.personal or _personal(column, kind, cells, at)
    return replace(column, kind=kind, separator=separator, personal=personal)


def _personal(column: Column, kind: str, cells: Cells, at: int) -> str:
    if kind == "meta":
        return ""
    by_name = kind_by_name(column.source) or (
        "" if column.text == column.source else kind_by_name(column.text)
    )
    if by_name:
        return by_name
    if kind in {"single", "multiple", "ranking"}:
        return ""
    texts, counts = distinct(cells.columns[at])
    answered = int(counts[pc.not_equal(texts, "").to_numpy()].sum())
    return personal_kind_of(kinds_by_content(cells.columns[at]), answered)


def _undeclared(columns: Sequence[Column], negative_in: dict[str, set[str]]) -> list[str]:
    """Negative codes beside numbers that are never negative: no answers, perhaps, but nobody says so."""
    found: dict[str, list[str]] = {}
    for column in columns:
        if column.kind not in {"single", "numeric", "multiple", "ranking"} or column.missing:
            continue
        negative = negative_in[column.id]
        known = {choice.code for choice in column.options}
        if negative and negative <= _TELLING and not negative & known:
            for code in negative:
                found.setdefault(code, []).append(column.id)
    return [
        f"{code} stands in {_listed(ids)}, which never hold other negative numbers, and no code list has it; "
        "if it means no answer, declare it as missing"
        for code, ids in sorted(found.items())
    ]


def _listed(ids: list[str]) -> str:
    shown = ", ".join(shorten(name) for name in ids[:3])
    return shown + (f" and {len(ids) - 3} more columns" if len(ids) > 3 else "")


def _with_role(columns: Sequence[Column], cells: Cells, role: str) -> pd.Series | None:
    at = next((at for at, column in enumerate(columns) if column.role == role), None)
    return None if at is None else cells.series(at).str.strip()


def _seconds(columns: Sequence[Column], cells: Cells) -> pd.Series | None:
    """How long interviews took: as the platform says, else from its start to its end."""
    told = _with_role(columns, cells, "duration")
    if told is not None:
        return seconds_in(told)
    started, ended = _with_role(columns, cells, "started"), _with_role(columns, cells, "ended")
    if started is None or ended is None:
        return None
    seconds = seconds_between(started, ended)
    return seconds if seconds.notna().any() else None


def unique_ids(headers: Sequence[str]) -> tuple[list[str], list[str]]:
    """An id for each header, the header itself wherever it stands alone, and what to tell of the others.

    Examples
    --------
    >>> unique_ids(["Q1", "Other", "Other", ""])
    (['Q1', 'Other', 'Other [2]', 'column 4'], ["1 header stands more than once; the second is called 'Other [2]' and so on"])
    """
    seen: dict[str, int] = {}
    taken = {header for header in headers if header}
    ids, repeated = [], []
    for at, header in enumerate(headers, 1):
        name = header or f"column {at}"
        if name in seen:
            count = seen[name] + 1
            while f"{name} [{count}]" in taken:
                count += 1
            seen[name] = count
            if name not in repeated:
                repeated.append(name)
            name = f"{name} [{count}]"
            taken.add(name)
        else:
            seen[name] = 1
        ids.append(name)
    if not repeated:
        return ids, []
    first = repeated[0] if len(repeated[0]) <= 40 else f"{repeated[0][:39]}…"
    words = "1 header stands" if len(repeated) == 1 else f"{len(repeated)} headers stand"
    return ids, [f"{words} more than once; the second is called '{first} [2]' and so on"]
