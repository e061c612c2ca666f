"""The same as ``plain.py`` in compiled code, where the package was built with a C compiler."""

from __future__ import annotations

import ctypes
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import numpy.typing as npt

from psychoseg.segments.kernel.ends import Ends
from psychoseg.stats.compiled import at, threads

Array = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int32]

LIBRARY = Path(__file__).with_name("lloyd.bin")
"""Made by ``hatch_build.py``: plain machine code that knows nothing of Python, so that no release makes it stale."""

WORTH_A_THREAD = 1_000_000
"""Squared differences in one step from which a second thread pays."""


def lloyd(
    library: ctypes.CDLL, values: Array, weights: Array, centres: Array, steps: int, tolerance: float
) -> Ends:
    """See :func:`psychoseg.segments.kernel.lloyd`. Problems are independent, so threads change nothing."""
    values, weights = np.ascontiguousarray(values), np.ascontiguousarray(weights)
    moved = np.array(centres, dtype=np.float64, order="C")
    problems, clusters, columns = moved.shape
    people = len(values)
    labels, inertia = np.empty((problems, people), dtype=np.int32), np.empty(problems)
    away = np.empty((problems, people))
    stride = 0 if len(weights) == 1 else people

    def portion(first: int, last: int) -> int:
        return int(
            library.lloyd(
                at(values), ctypes.c_int64(people), ctypes.c_int64(columns), at(weights[first:] if stride else weights),
                ctypes.c_int64(stride), at(moved[first:]), ctypes.c_int64(last - first), ctypes.c_int64(clusters),
                ctypes.c_int64(steps), ctypes.c_double(tolerance), at(labels[first:]),
                at(inertia[first:]), at(away[first:]),
            )
        )  # fmt: skip

    several = min(threads(), problems)
    if several < 2 or moved.size * people < WORTH_A_THREAD:
        failed = [portion(0, problems)]
    else:
        size = max(problems // (4 * several), 1)
        starts = range(0, problems, size)
        with ThreadPoolExecutor(several) as pool:
            failed = list(pool.map(portion, starts, (min(start + size, problems) for start in starts)))
    if any(failed):
        raise MemoryError("There is not enough memory to form segments.")
    return Ends(moved, labels, inertia, away)
