"""What compiled code is asked of every row: the questionnaire as numbers."""

from __future__ import annotations

import ctypes
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from psychoseg.stats.compiled import at

Array = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

RESULTS = (
    "missingness", "longest_string", "average_string", "straight_grids", "variability", "patterned", "autocorrelation",
    "mahalanobis", "even_odd", "resampled_reliability", "inter_item_deviation", "synonyms", "antonyms", "person_total",
    "acquiescence", "extreme_share", "scatter", "flat", "unscaled", "marks",
)  # fmt: skip
"""Every result, in the order of ``rows.c``: the indices by their names, then what others are made of: the deviation within
long scales, 1 where all answers are equal, the share of items on a scale left out, and a whole number that is the same
for equal rows."""

_LISTS = ("scales", "long_scales", "grids")


class _Lists(ctypes.Structure):
    _fields_ = [("count", ctypes.c_int64), ("starts", ctypes.c_void_p), ("items", ctypes.c_void_p)]


class _Plain(ctypes.Structure):
    """``Asked`` of ``rows.c``."""

    _fields_ = [
        ("items", ctypes.c_int64),
        *((name, ctypes.c_void_p) for name in ("turned", "low", "high", "totals", "people", "means", "whitening")),
        *((name, _Lists) for name in ("scales", "long_scales", "grids")),
        ("halvings", ctypes.c_int64),
        ("halves", ctypes.c_void_p),
        ("synonym_count", ctypes.c_int64),
        ("antonym_count", ctypes.c_int64),
        ("synonym_pairs", ctypes.c_void_p),
        ("antonym_pairs", ctypes.c_void_p),
        *((name, ctypes.c_int64) for name in ("fewest_rows", "fewest_matches", "fewest_scales", "fewest_pairs", "lags")),
        *((name, ctypes.c_void_p) for name in RESULTS),
    ]  # fmt: skip


@dataclass(frozen=True, eq=False)
class Asked:
    """What is asked of every row.

    Parameters
    ----------
    turned, low, high : array, items
        The sum of the lowest and highest code where an item is keyed the other way, and these codes
        where it has a scale; NaN elsewhere.
    totals, people : array, items
        The sum of everybody's answers, and how many gave one.
    means, whitening : array, items, and items × items
        Of the Mahalanobis distance; see :func:`.compiled.whitened`.
    scales, grids : sequence of sequence of int
        The items of each scale of two and more, in the order asked, and the rows of each matrix.
    long_scales : sequence of sequence of int
        The scales of three and more.
    halves : array of int8, halvings × items of ``scales``
        1 where an item is in the first half.
    synonyms, antonyms : array of int, 2 × pairs
        The later and the earlier item of each pair.
    fewest : mapping of str to int
        ``rows`` of a matrix, ``matches`` of a pattern, ``scales``, ``pairs``, and how many ``lags``.
    wanted : frozenset of str
        Of :data:`RESULTS`.
    """

    turned: Array
    low: Array
    high: Array
    totals: Array
    people: Array
    means: Array
    whitening: Array
    scales: Sequence[Sequence[int]]
    long_scales: Sequence[Sequence[int]]
    grids: Sequence[Sequence[int]]
    halves: npt.NDArray[np.int8]
    synonyms: Whole
    antonyms: Whole
    fewest: Mapping[str, int]
    wanted: frozenset[str]

    @property
    def results(self) -> dict[str, type[np.generic]]:
        """The results that are wanted, with their kinds."""
        return {name: np.uint64 if name == "marks" else np.float64 for name in RESULTS if name in self.wanted}

    def plain(self, results: Mapping[str, npt.NDArray[Any]]) -> ctypes.Structure:
        """For the compiled code, with the places of its results; these and this value must live while it runs."""
        plain = _Plain.from_buffer_copy(self._without_results)
        for name, array in results.items():
            setattr(plain, name, at(array))
        return plain

    @cached_property
    def _held(self) -> dict[str, npt.NDArray[Any]]:
        """Every array as the compiled code reads it."""
        floats = ("turned", "low", "high", "totals", "people", "means", "whitening")
        found: dict[str, npt.NDArray[Any]] = {
            name: np.ascontiguousarray(getattr(self, name), dtype=np.float64) for name in floats
        }
        found["halves"] = np.ascontiguousarray(self.halves, dtype=np.int8)
        found["synonym_pairs"] = np.ascontiguousarray(self.synonyms, dtype=np.int64)
        found["antonym_pairs"] = np.ascontiguousarray(self.antonyms, dtype=np.int64)
        for name in _LISTS:
            listed: Sequence[Sequence[int]] = getattr(self, name)
            found[f"{name} starts"] = np.cumsum([0, *map(len, listed)], dtype=np.int64)
            found[f"{name} items"] = np.array([item for items in listed for item in items], dtype=np.int64)
        return found

    @cached_property
    def _without_results(self) -> _Plain:
        plain, held = _Plain(), self._held
        plain.items = len(self.turned)
        plain.halvings = len(self.halves)
        plain.synonym_count, plain.antonym_count = self.synonyms.shape[1], self.antonyms.shape[1]
        for name in _LISTS:
            listed = _Lists(len(getattr(self, name)), at(held[f"{name} starts"]), at(held[f"{name} items"]))
            setattr(plain, name, listed)
        for name, array in held.items():
            if not name.startswith(_LISTS):
                setattr(plain, name, at(array))
        for name, count in self.fewest.items():
            setattr(plain, name if name == "lags" else f"fewest_{name}", count)
        return plain
