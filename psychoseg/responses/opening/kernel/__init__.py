"""A delimited text taken apart in compiled code, where the package was built with a C compiler."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from psychoseg.responses.opening.compact import FEWEST_REPEATS
from psychoseg.stats.compiled import load


class _Bytes(ctypes.Structure):
    _fields_ = [("bytes", ctypes.c_void_p), ("size", ctypes.c_int64), ("room", ctypes.c_int64)]


class _Column(ctypes.Structure):
    """``Column`` of ``cells.c``."""

    _fields_ = [
        ("repeats", ctypes.c_int64),
        ("wide", ctypes.c_int64),
        ("known", ctypes.c_int64),
        ("texts", _Bytes),
        ("ends", _Bytes),
        ("slots", ctypes.c_int64),
        ("keys", ctypes.c_void_p),
        ("held", ctypes.c_void_p),
        ("places", _Bytes),
        ("plain_rows", ctypes.c_int64),
        ("plain", _Bytes),
        ("plain_ends", _Bytes),
    ]


def _loaded() -> ctypes.CDLL | None:
    library = load(Path(__file__).with_name("cells.bin"))
    if library is not None:
        library.table_begin.restype = ctypes.c_void_p
        library.table_column.restype = ctypes.POINTER(_Column)
        library.table_rows.restype = ctypes.c_int64
        library.table_line.restype = ctypes.c_int64
        library.table_begins.restype = ctypes.c_void_p
    return library


LIBRARY = _loaded()
"""Made by ``hatch_build.py`` from ``cells.c``."""

_DONE, _DOUBT = 0, 1


class Table:
    """A table that grows stretch by stretch; its memory is given back at the end of a ``with`` block.

    Parameters
    ----------
    library : CDLL
    width : int
        Columns.
    delimiter : str
        Of one byte.
    repeats : bool
        Whether each different text of a column is held once as long as they repeat.
    """

    def __init__(self, library: ctypes.CDLL, width: int, delimiter: str, *, repeats: bool) -> None:
        self._library, self._width = library, width
        asked = np.full(width, repeats, dtype=np.uint8)
        table = library.table_begin(
            ctypes.c_int64(width), ctypes.c_uint8(ord(delimiter)), ctypes.c_void_p(asked.ctypes.data)
        )
        if table is None:
            raise _no_memory()
        self._table = ctypes.c_void_p(table)
        self._chunks: list[list[pa.LargeStringArray]] = [[] for _ in range(width)]

    def __enter__(self) -> Table:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Give the memory back."""
        self._library.table_end(self._table)

    def add(self, stretch: pa.Buffer) -> bool:
        """Whole rows that follow; whether they are beyond doubt."""
        ended = self._library.table_feed(
            self._table, ctypes.c_void_p(stretch.address), ctypes.c_int64(stretch.size)
        )
        if ended not in {_DONE, _DOUBT}:
            raise _no_memory()
        for at in range(self._width):
            column = self._column(at)
            if column.plain_rows:
                self._chunks[at].append(_texts(column.plain_rows, column.plain, column.plain_ends))
                self._library.column_taken(ctypes.byref(column))
        return bool(ended == _DONE)

    @property
    def rows(self) -> int:
        """Below the header."""
        return int(self._library.table_rows(self._table))

    @property
    def header(self) -> list[str]:
        """The cells of the first row."""
        column = self._column(-1)
        return list(_texts(column.plain_rows, column.plain, column.plain_ends).to_pylist())

    def begins(self, since: int = 0) -> npt.NDArray[np.int64]:
        """The line each row begins on, the header first, and the line after the last one."""
        held = _Bytes(self._library.table_begins(self._table) + 8 * since, 8 * (self.rows + 1 - since), 0)
        return np.append(np.frombuffer(_copied(held), dtype=np.int64), self._library.table_line(self._table))

    def cells(self, row: int) -> list[str]:
        """One row, 0 the first below the header, -1 the header."""
        return self.header if row < 0 else [self._cell(at, row) for at in range(self._width)]

    def column(self, at: int) -> pa.ChunkedArray:
        """One column, compact where its texts repeat; it can be had once."""
        column = self._column(at)
        if not column.repeats:
            chunks, self._chunks[at] = self._chunks[at], []
            return pa.chunked_array(chunks, pa.large_string())
        places = pa.array(np.frombuffer(_copied(column.places), dtype=np.int16 if column.wide else np.int8))
        texts = _texts(column.known, column.texts, column.ends)
        self._library.column_finished(ctypes.byref(column))
        if len(texts) * FEWEST_REPEATS > len(places):
            return pa.chunked_array([texts.take(places)], pa.large_string())
        return pa.chunked_array([pa.DictionaryArray.from_arrays(places, texts)])

    def _column(self, at: int) -> _Column:
        found: _Column = self._library.table_column(self._table, ctypes.c_int64(at)).contents
        return found

    def _cell(self, at: int, row: int) -> str:
        column = self._column(at)
        if not column.repeats:  # counted from the end, as earlier rows may be held once
            later = self.rows - row
            for chunk in reversed(self._chunks[at]):
                if later <= len(chunk):
                    return str(chunk[len(chunk) - later].as_py())
                later -= len(chunk)
        size = 2 if column.wide else 1
        place = int.from_bytes(
            ctypes.string_at(column.places.bytes + size * row, size), sys.byteorder, signed=True
        )
        return str(_texts(column.known, column.texts, column.ends)[place].as_py())


def _texts(count: int, texts: _Bytes, ends: _Bytes) -> pa.LargeStringArray:
    """Texts that lie one after the other, copied."""
    offsets = np.zeros(count + 1, dtype=np.int64)
    offsets[1:] = np.frombuffer(_copied(ends), dtype=np.int64)
    return pa.LargeStringArray.from_buffers(count, pa.py_buffer(offsets), pa.py_buffer(_copied(texts)))


def _copied(held: _Bytes) -> bytes:
    return ctypes.string_at(held.bytes, held.size) if held.size else b""


def _no_memory() -> MemoryError:
    return MemoryError("There is not enough memory to read this file.")
