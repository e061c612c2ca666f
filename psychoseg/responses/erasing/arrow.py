"""Rows of a Parquet or Arrow file; schema, metadata and the way it is packed are kept."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from pyarrow import parquet as pq


def without(content: bytes, container: str, rows: Sequence[int]) -> bytes | str:
    """The file without some rows, counted from 1."""
    if container == "parquet":
        file = pq.ParquetFile(pa.BufferReader(content))
        about = file.metadata
        kept = _kept(file.read(), rows)
        sink = pa.BufferOutputStream()
        first = about.row_group(0) if about.num_row_groups else None
        columns = [first.column(at) for at in range(first.num_columns)] if first else []
        packed = {
            one.path_in_schema: _CODECS.get(one.compression, one.compression.lower()) for one in columns
        }
        with pq.ParquetWriter(
            sink,
            kept.schema,
            version=about.format_version,
            compression=packed or "none",
            sorting_columns=first.sorting_columns or None if first else None,
        ) as writer:
            writer.write_table(kept, row_group_size=first.num_rows if first else None)
        return bytes(sink.getvalue())
    if content.startswith(b"FEA1"):
        return "Arrow file of an old kind, which is not rewritten; write it anew as Parquet without them"
    reader = pa.ipc.open_file(pa.BufferReader(content))
    kept = _kept(reader.read_all(), rows)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, kept.schema, options=pa.ipc.IpcWriteOptions(compression="lz4")) as target:
        target.write_table(kept)
    return bytes(sink.getvalue())


_CODECS = {"UNCOMPRESSED": "none"}


def _kept(table: pa.Table, rows: Sequence[int]) -> pa.Table:
    stay = np.ones(table.num_rows, dtype=bool)
    stay[np.asarray(rows, dtype=np.int64) - 1] = False
    kept = table.filter(pa.array(stay))
    columns = [
        _without_unused(column, whole) if pa.types.is_dictionary(column.type) else column
        for column, whole in zip(kept.columns, table.columns, strict=True)
    ]
    return pa.Table.from_arrays(columns, schema=kept.schema)


def _without_unused(column: pa.ChunkedArray, whole: pa.ChunkedArray) -> pa.ChunkedArray:
    """A column of categories without those that only the rows taken out had; others nobody has stay."""
    whole = whole.unify_dictionaries()
    if not whole.num_chunks:
        return column
    values = whole.chunk(0).dictionary.to_pylist()
    had = set(whole.cast(whole.type.value_type).unique().to_pylist())
    have = set(column.cast(column.type.value_type).unique().to_pylist())
    stay = [value for value in values if value in have or value not in had]
    place = {value: at for at, value in enumerate(stay)}
    texts = column.cast(column.type.value_type).to_pylist()
    indices = pa.array([None if text is None else place[text] for text in texts], column.type.index_type)
    made = pa.DictionaryArray.from_arrays(
        indices, pa.array(stay, column.type.value_type), ordered=column.type.ordered
    )
    return pa.chunked_array([made])
