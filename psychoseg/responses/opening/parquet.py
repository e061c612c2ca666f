"""Parquet and Arrow files as tables of texts; only plain types are taken."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import feather
from pyarrow import parquet as pq

from psychoseg.errors import Fault, ResponsesError, shorten, visible
from psychoseg.responses.opening.cells import Cells
from psychoseg.responses.opening.compact import compact
from psychoseg.responses.opening.limits import MOST_BYTES, MOST_COLUMNS


def read_parquet(content: bytes, name: str, container: str = "parquet") -> Cells:
    """The columns of a file, each as text; nulls are blank.

    Raises
    ------
    ResponsesError
        Where the file is damaged, too large, or holds lists, structures or other types that are no
        single answer.
    """
    try:
        if container == "parquet":
            file = pq.ParquetFile(pa.BufferReader(content), thrift_string_size_limit=50_000_000)
            _refuse_size(file.metadata.num_columns, file.metadata.num_rows, name)
            table = file.read()
        else:
            table = feather.read_table(pa.BufferReader(content))
            _refuse_size(table.num_columns, table.num_rows, name)
    except (pa.ArrowException, OSError, ValueError, OverflowError) as problem:
        raise ResponsesError(
            f"{name} is a Parquet or Arrow file that is damaged ({shorten(visible(problem), 100)})."
        ) from None
    odd = [
        Fault(f"{name}, column {shorten(field.name)}", f"holds {field.type}, which is no single answer")
        for field in table.schema
        if not _is_plain(field.type)
    ]
    if odd:
        raise ResponsesError(
            f"{name} has columns that are no plain texts, numbers, dates or yes and no:", odd
        )
    return Cells(
        name,
        tuple(table.column_names),
        tuple(compact(as_text(column)) for column in table.columns),
        np.arange(1, table.num_rows + 1),
        header_line=0,
        rows_are="row",
    )


def _refuse_size(columns: int, rows: int, name: str) -> None:
    if columns > MOST_COLUMNS:
        raise ResponsesError(f"{name} has {columns:,} columns; the most that is read is {MOST_COLUMNS:,}.")
    if rows * columns > MOST_BYTES:
        raise ResponsesError(f"{name} has {rows * columns:,} cells; the most that is read is {MOST_BYTES:,}.")


def _is_plain(kind: pa.DataType) -> bool:
    types = pa.types
    if types.is_dictionary(kind):
        return _is_plain(kind.value_type)
    return bool(
        types.is_string(kind)
        or types.is_large_string(kind)
        or types.is_string_view(kind)
        or types.is_boolean(kind)
        or types.is_integer(kind)
        or types.is_floating(kind)
        or types.is_decimal(kind)
        or types.is_temporal(kind)
        or types.is_null(kind)
    )


def as_text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A column of any plain type as texts: 1 for 1.0, true and false as 1 and 0, days and times as ISO writes them."""
    types = pa.types
    kind = column.type
    if types.is_dictionary(kind):
        return as_text(column.cast(kind.value_type))
    if types.is_null(kind):
        return pa.chunked_array([pa.array([""] * len(column), pa.large_string())])
    if types.is_boolean(kind):
        column = column.cast(pa.int8())
    if types.is_floating(kind):
        text = column.cast(pa.float64()).cast(pa.large_string())
        text = pc.replace_substring_regex(text, r"\.0$", "")
        text = pc.if_else(pc.equal(text, "nan"), "", text)
    elif types.is_timestamp(kind):
        text = pc.replace_substring_regex(
            column.cast(pa.large_string()), r"( 00:00:00(\.0+)?|(\.0+))(Z?)$", r"\4"
        )
    else:
        text = column.cast(pa.large_string())
    return pc.fill_null(text, "")
