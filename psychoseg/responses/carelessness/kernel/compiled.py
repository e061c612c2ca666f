"""``rows.c`` called on stretches of people, on as many threads as may run."""

from __future__ import annotations

import ctypes
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from psychoseg.responses.carelessness.answered import Answered
from psychoseg.responses.carelessness.kernel.asked import Asked
from psychoseg.stats.compiled import at, load

Array = npt.NDArray[np.float64]

LIBRARY = load(Path(__file__).with_name("rows.bin"))
"""Made by ``hatch_build.py``: plain machine code that knows nothing of Python."""

LANES = 32
"""Rows that are looked at together; stretches are filled up to a multiple of them."""

STRETCH = 4096
"""People whose answers are held as ordinary numbers at a time, in each thread."""


def careless(library: ctypes.CDLL, answered: Answered, asked: Asked) -> dict[str, npt.NDArray[Any]]:
    """Every index that is asked for, by its name in :class:`Asked`, in the order of the people."""
    found = {name: np.empty(answered.people, dtype=kind) for name, kind in asked.results.items()}

    def measure(rows: slice) -> int:
        values = answered.values(rows, LANES)
        own = {name: np.empty(values.shape[1], dtype=kind) for name, kind in asked.results.items()}
        plain = asked.plain(own)
        failed = library.careless(
            at(values), ctypes.c_int64(values.shape[1]), ctypes.c_int64(values.shape[1]), ctypes.byref(plain)
        )
        for name, part in own.items():
            found[name][rows] = part[: rows.stop - rows.start]
        return int(failed)

    _enough(answered.each(measure, STRETCH))
    return found


def distances(library: ctypes.CDLL, answered: Answered, means: Array, whitening: Array) -> Array:
    """Squared Mahalanobis distances, missing answers at the means; see :func:`whitened`."""
    found, means, whitening = (
        np.empty(answered.people),
        np.ascontiguousarray(means),
        np.ascontiguousarray(whitening),
    )

    def measure(rows: slice) -> int:
        values = answered.values(rows, LANES)
        own = np.empty(values.shape[1])
        failed = library.distances(
            at(values), ctypes.c_int64(values.shape[1]), ctypes.c_int64(values.shape[1]), ctypes.c_int64(len(values)),
            at(means), at(whitening), at(own),
        )  # fmt: skip
        found[rows] = own[: rows.stop - rows.start]
        return int(failed)

    _enough(answered.each(measure, STRETCH))
    return found


def whitened(covariance: Array) -> Array:
    """The lower triangle that makes answers with this covariance uncorrelated, each of variance 1."""
    return np.asarray(np.linalg.inv(np.linalg.cholesky(covariance)))


def _enough(failed: list[int]) -> None:
    if any(failed):
        raise MemoryError("There is not enough memory to look for careless answers.")
