"""Columns of texts that hold each different text once, and one or two bytes for every cell.

Survey answers repeat: a million cells of a rating hold five texts. A column with more than
:data:`MOST_DISTINCT` different ones, or with hardly a repetition, stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

MOST_DISTINCT = 32_767
"""Different texts of a compact column: the places of so many fit into two bytes."""

FEWEST_REPEATS = 2
"""Cells to each different text from which a column is made compact."""

_FEW, _CLEARLY = 128, 4
"""Beyond so many different texts, a column must repeat them so often all along: each is a Python object meanwhile."""

_TEXT = pd.StringDtype("pyarrow", na_value=np.nan)


def is_compact(column: pa.ChunkedArray) -> bool:
    """Whether a column holds each of its texts once."""
    return bool(pa.types.is_dictionary(column.type))


def compact(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The same texts, each different one held once where that is shorter.

    Examples
    --------
    >>> ratings = compact(pa.chunked_array([["5", "4", "5", "5"]]))
    >>> str(ratings.type.index_type), ratings.to_pylist()
    ('int8', ['5', '4', '5', '5'])
    >>> is_compact(compact(pa.chunked_array([["R_1", "R_2"]])))
    False
    """
    growing = Growing()
    growing.add(column)
    return growing.column()


def plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The same texts, one for every cell."""
    return column.cast(pa.large_string())


def spread(column: pa.ChunkedArray, told: Callable[[pa.Array], pa.Array]) -> pa.ChunkedArray:
    """What a function tells of each cell, asked once for every different text of a compact column.

    Examples
    --------
    >>> spread(compact(pa.chunked_array([["", "4", "4", ""]])), lambda texts: pc.equal(texts, "")).to_pylist()
    [True, False, False, True]
    """
    if not is_compact(column):
        return told(column)
    parts = [told(chunk.dictionary).take(chunk.indices) for chunk in column.chunks]
    return pa.chunked_array(parts) if parts else told(plain(column))


def filled(column: pa.ChunkedArray) -> np.ndarray:
    """Which cells hold anything.

    Examples
    --------
    >>> filled(pa.chunked_array([["a", ""]])).tolist()
    [True, False]
    """
    return np.asarray(spread(column, lambda texts: pc.not_equal(texts, "")).to_numpy(), dtype=bool)


def distinct(column: pa.ChunkedArray) -> tuple[pa.ChunkedArray, np.ndarray]:
    """The texts to look at for all of a column, with the cells each stands for: the different ones where it is compact.

    Examples
    --------
    >>> texts, cells = distinct(compact(pa.chunked_array([["a", "b", "a", "a"]])))
    >>> texts.to_pylist(), cells.tolist()
    (['a', 'b'], [3, 1])
    """
    if not is_compact(column):
        return column, np.ones(len(column), dtype=np.int64)
    one = _whole(column)
    counts = np.bincount(one.indices.to_numpy(), minlength=len(one.dictionary))
    held = np.flatnonzero(counts)
    return pa.chunked_array([one.dictionary.take(pa.array(held))], pa.large_string()), counts[held]


def to_pandas(column: pa.ChunkedArray) -> pd.api.extensions.ExtensionArray:
    """A column as pandas holds it: categories where it is compact, else texts."""
    if not is_compact(column):
        return _TEXT.__from_arrow__(plain(column))  # type: ignore[attr-defined,no-any-return]
    one = _whole(column)
    codes = one.indices.to_numpy()
    held = np.flatnonzero(np.bincount(codes, minlength=len(one.dictionary)))
    if len(held) < len(one.dictionary):
        places = np.zeros(len(one.dictionary), dtype=codes.dtype)
        places[held] = np.arange(len(held))
        codes = places[codes]
    texts = _TEXT.__from_arrow__(one.dictionary.take(pa.array(held)))  # type: ignore[attr-defined]
    kinds = pd.CategoricalDtype(pd.Index(texts))
    return pd.Categorical.from_codes(codes, dtype=kinds, validate=False)


def from_pandas(series: pd.Series) -> pa.ChunkedArray:
    """A column of texts as Arrow holds it, without a copy where pandas keeps it so.

    Examples
    --------
    >>> from_pandas(pd.Series(["a", "b"], dtype="str")).to_pylist()
    ['a', 'b']
    """
    if isinstance(series.dtype, pd.CategoricalDtype):
        texts = pa.array(series.cat.categories.to_numpy(), pa.large_string())
        return pa.chunked_array(
            [pa.DictionaryArray.from_arrays(pa.array(series.cat.codes.to_numpy()), texts)]
        )
    held = series.array
    given = (
        held.__arrow_array__() if hasattr(held, "__arrow_array__") else pa.array(series, pa.large_string())
    )
    return given if isinstance(given, pa.ChunkedArray) else pa.chunked_array([given])


def texts_of(series: pd.Series) -> pa.LargeStringArray:
    """A column of texts, none of them missing, one after the other."""
    return plain(from_pandas(series)).combine_chunks()


class Growing:
    """A column that grows stretch by stretch, compact as long as its texts repeat, or as it is from the start."""

    def __init__(self, *, repeats: bool = True) -> None:
        self._places: dict[str, int] | None = {} if repeats else None
        self._codes: list[np.ndarray] = []
        self._texts: list[pa.Array] = []
        self._cells = 0

    @property
    def repeats(self) -> bool:
        """Whether the texts repeated so far."""
        return self._places is not None

    def add(self, stretch: pa.ChunkedArray) -> None:
        """Texts that follow, compact or not."""
        if self._places is None:
            self._texts += plain(stretch).chunks
            return
        one = _whole(stretch if is_compact(stretch) else stretch.dictionary_encode())
        codes = one.indices.to_numpy()
        there = np.bincount(codes, minlength=len(one.dictionary)) > 0
        known = self._places
        places = np.array(
            [known.setdefault(text, len(known)) if held else -1 for text, held in zip(one.dictionary.to_pylist(), there, strict=True)],
            dtype=np.int32,
        )  # fmt: skip
        self._codes.append(_narrow(places[codes], len(known)))
        self._cells += len(codes)
        hardly = len(known) > _FEW and _CLEARLY * len(known) > self._cells
        if hardly or len(known) > MOST_DISTINCT:
            self._give_up()

    def column(self) -> pa.ChunkedArray:
        """All texts so far, which it holds no longer."""
        if self._places is not None and len(self._places) * FEWEST_REPEATS > sum(map(len, self._codes)):
            self._give_up()
        if self._places is None:
            texts, self._texts = self._texts, []
            return pa.chunked_array(texts, pa.large_string())
        codes = _narrow(np.concatenate(self._codes or [np.zeros(0, np.int8)]), len(self._places))
        self._codes = []
        known = pa.array(list(self._places), pa.large_string())
        return pa.chunked_array([pa.DictionaryArray.from_arrays(pa.array(codes), known)])

    def _give_up(self) -> None:
        """Hold every cell's text from here on."""
        texts = pa.array(list(self._places or ()), pa.large_string())
        self._texts = [texts.take(pa.array(codes)) for codes in self._codes]
        self._places, self._codes = None, []


def _narrow(codes: np.ndarray, count: int) -> np.ndarray:
    """Places in as few bytes as a number of texts needs."""
    kind = np.int8 if count <= 127 else np.int16 if count <= MOST_DISTINCT else np.int32
    return codes.astype(kind, copy=False)


def _whole(column: pa.ChunkedArray) -> pa.DictionaryArray:
    """A compact column in one piece."""
    if column.num_chunks == 1:
        return column.chunk(0)
    if not column.num_chunks:
        return pa.array([], column.type)
    return column.unify_dictionaries().combine_chunks()
