"""Work on a whole column in compiled code, where the package was built with a C compiler."""

from __future__ import annotations

import ctypes
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from psychoseg.stats.compiled import at, load, side_by_side

LIBRARY = load(Path(__file__).with_name("columns.bin"))
"""Made by ``hatch_build.py`` from ``columns.c``."""

_STRETCH, _LETTERS, _BLOCK = 65_536, 25, 64


def pseudonyms(
    library: ctypes.CDLL, key: bytes, texts: pa.LargeStringArray
) -> tuple[pa.LargeStringArray, npt.NDArray[np.bool_]]:
    """The pseudonym of each text under a key of at most 64 bytes, and which texts were left because they are beyond ASCII."""
    offsets, held = _parts(texts)
    filled = np.frombuffer(key.ljust(_BLOCK, b"\0"), dtype=np.uint8)
    inner, outer = filled ^ 0x36, filled ^ 0x5C
    found = np.empty((len(texts), _LETTERS), dtype=np.uint8)
    left = np.empty(len(texts), dtype=np.uint8)

    def part(start: int) -> None:
        rows = min(_STRETCH, len(texts) - start)
        library.pseudonyms(
            at(inner), at(outer), at(offsets[start:]), at(held), ctypes.c_int64(rows), at(found[start:]), at(left[start:])
        )  # fmt: skip

    side_by_side(part, range(0, len(texts), _STRETCH))
    ends = np.arange(len(texts) + 1, dtype=np.int64) * _LETTERS
    names = pa.LargeStringArray.from_buffers(len(texts), pa.py_buffer(ends), pa.py_buffer(found))
    return names, left != 0


def marks(library: ctypes.CDLL, texts: pa.LargeStringArray) -> npt.NDArray[np.uint64]:
    """A number for each text, the same for equal ones and hardly ever for others."""
    offsets, held = _parts(texts)
    found = np.empty(len(texts), dtype=np.uint64)
    library.marks(at(offsets), at(held), ctypes.c_int64(len(texts)), at(found))
    return found


def counts(library: ctypes.CDLL, values: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    """How often each whole number of one or two bytes occurs, from 0 to the largest of its kind."""
    values = np.ascontiguousarray(values)
    found = np.zeros(1 << 8 * values.itemsize, dtype=np.int64)
    library.counts(at(values), ctypes.c_int64(len(values)), ctypes.c_int64(values.itemsize - 1), at(found))
    return found


def _parts(texts: pa.LargeStringArray) -> tuple[npt.NDArray[np.int64], npt.NDArray[Any]]:
    """Where each text begins, and the bytes of all."""
    if texts.null_count:
        raise ValueError("Texts that are missing have no place.")
    _, offsets, held = texts.buffers()
    begin = np.frombuffer(offsets, dtype=np.int64)[texts.offset : texts.offset + len(texts) + 1]
    return begin, np.frombuffer(held if held is not None and held.size else b"\0", dtype=np.uint8)
