"""Answers in as few bytes as hold them: two a number on a scale, one a choice, each different text once.

A wave is read into one narrow table; what analyses it is given wide tables of ordinary numbers and
texts, made when they are asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from psychoseg.responses import kernel
from psychoseg.responses.opening.compact import texts_of

MANY = 32_767
"""Different texts beyond which every respondent's is held."""

_TWO_BYTES = 2

_INFINITE = np.uint16(0xF800)
"""The bits of infinity without its sign; numbers that are none have more."""

_TEXT = pd.StringDtype("pyarrow", na_value=np.nan)


def numbers_at(which: np.ndarray, values: Sequence[float], index: pd.Index) -> pd.Series:
    """One of some numbers for each respondent, in the narrowest floats that hold all of them exactly.

    Parameters
    ----------
    which : array of int, respondents
        The place of each respondent's number in ``values``.
    values : sequence of float
    index : Index

    Examples
    --------
    >>> numbers_at(np.array([1, 0, 1]), [5.0, np.nan], pd.RangeIndex(3)).dtype
    dtype('float16')
    >>> numbers_at(np.array([0]), [2.05], pd.RangeIndex(1)).dtype
    dtype('float64')
    """
    exact = np.asarray(values, dtype=float)
    with np.errstate(over="ignore"):
        kept = next(
            short
            for short in (exact.astype(np.float16), exact.astype(np.float32), exact)
            if np.array_equal(short.astype(float), exact, equal_nan=True)
        )
    return pd.Series(kept[which] if len(kept) else kept, index=index, copy=False)


def texts_at(which: np.ndarray, values: Sequence[str | None], index: pd.Index) -> pd.Series:
    """One of some texts, or none, for each respondent, each different text held once unless they are many.

    Places below 0 count from the end.

    Examples
    --------
    >>> texts_at(np.array([0, 1, 0]), ["yes", None], pd.RangeIndex(3)).tolist()
    ['yes', nan, 'yes']
    """
    known = {text: at for at, text in enumerate(dict.fromkeys(text for text in values if text is not None))}
    if len(known) > MANY:  # pandas makes an object of each category
        texts = pa.array(values, pa.large_string()).take(
            pa.array(np.where(which < 0, which + len(values), which))
        )
        return pd.Series(_TEXT.__from_arrow__(texts), index=index)  # type: ignore[attr-defined]
    places = np.array([-1 if text is None else known[text] for text in values], dtype=_whole(len(known)))
    kinds = pd.CategoricalDtype(pd.Index(list(known), dtype="str"))
    codes = places[which] if len(places) else places
    return pd.Series(pd.Categorical.from_codes(codes, dtype=kinds, validate=False), index=index, copy=False)


def _whole(count: int) -> type[np.signedinteger]:
    return np.int8 if count <= 127 else np.int16 if count <= 32_767 else np.int32


def counted(column: pd.Series) -> dict[Any, int]:
    """How often each different answer occurs, those that are missing left out; in the order of numbers or of categories.

    Examples
    --------
    >>> counted(pd.Series([2.0, np.nan, 1.0, 2.0], dtype="float16"))
    {1.0: 1, 2.0: 2}
    >>> counted(pd.Series(["b", None, "b"], dtype="category"))
    {'b': 2}
    """
    if isinstance(column.dtype, pd.CategoricalDtype):
        kinds = len(column.cat.categories)
        counts = np.append(_counts(column.cat.codes.to_numpy()), np.zeros(kinds, dtype=np.int64))[:kinds]
        return dict(zip(column.cat.categories.tolist(), counts.tolist(), strict=True))
    if column.dtype != np.float16:
        found = column.value_counts().sort_index()
        return dict(zip(found.index.tolist(), found.tolist(), strict=True))
    bits = _counts(column.to_numpy().view(np.int16))
    held = np.flatnonzero(bits)
    values = held.astype(np.uint16).view(np.float16).astype(float)
    known = sorted((value, count) for value, count in zip(values, bits[held], strict=True) if value == value)
    return {float(value): int(count) for value, count in known}


def _counts(codes: np.ndarray) -> np.ndarray:
    """How often each whole number occurs, from 0 on; numbers below 0 come after all others, or not at all."""
    if codes.itemsize > _TWO_BYTES:
        return np.bincount(codes[codes >= 0])
    bits = codes.view(np.uint16 if codes.itemsize == _TWO_BYTES else np.uint8)
    if kernel.LIBRARY is not None:
        return kernel.counts(kernel.LIBRARY, bits)
    return np.bincount(bits, minlength=1 << 8 * bits.itemsize)


def there(column: pd.Series) -> np.ndarray:
    """Which respondents gave an answer.

    Examples
    --------
    >>> there(pd.Series([1.0, np.nan], dtype="float16")).tolist()
    [True, False]
    """
    if isinstance(column.dtype, pd.CategoricalDtype):
        return np.asarray(column.cat.codes.to_numpy() >= 0)
    if column.dtype == np.float16:  # by their bits, as few processors know these numbers
        return np.asarray(np.left_shift(column.to_numpy().view(np.uint16), 1) <= _INFINITE)
    return np.asarray(column.notna().to_numpy(), dtype=bool)


def coded(column: pd.Series) -> tuple[np.ndarray, list[str]]:
    """Which of some texts each respondent wrote, -1 where none, and the texts, each different one once.

    Examples
    --------
    >>> which, texts = coded(pd.Series(["a", None, "b", "a"], dtype="category"))
    >>> which.tolist(), texts
    ([0, -1, 1, 0], ['a', 'b'])
    """
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.cat.codes.to_numpy(), column.cat.categories.tolist()
    which, texts = pd.factorize(column)
    return which, list(texts)


def told(column: pd.Series, tell: Callable[[str], float]) -> pd.Series:
    """What is told of each text, asked once for every different one; NaN where nothing was written.

    Examples
    --------
    >>> told(pd.Series(["a", None, "bcd"]), len).tolist()
    [1.0, nan, 3.0]
    """
    if not isinstance(column.dtype, pd.CategoricalDtype):
        values = [tell(text) if isinstance(text, str) else np.nan for text in column]
        return pd.Series(values, index=column.index, dtype=float)
    values = [*map(tell, column.cat.categories.tolist()), np.nan]
    return pd.Series(np.array(values, dtype=float)[column.cat.codes.to_numpy()], index=column.index)


def told_together(column: pd.Series, tell: Callable[[list[str]], np.ndarray]) -> pd.Series:
    """The same for what is told of many texts together.

    Examples
    --------
    >>> told_together(pd.Series(["a", None, "bcd"]), lambda texts: np.array([len(text) for text in texts])).tolist()
    [1.0, nan, 3.0]
    """
    which, texts = pd.factorize(column)
    values = np.append(np.asarray(tell(list(texts)), dtype=float), np.nan)
    return pd.Series(values[which], index=column.index)


def repeated(texts: pd.Series) -> np.ndarray:
    """Which texts stand further up already.

    Examples
    --------
    >>> repeated(pd.Series(["a", "b", "a"], dtype="str")).tolist()
    [False, False, True]
    """
    if kernel.LIBRARY is not None and texts.dtype == "str" and not texts.hasnans:
        marks = np.sort(kernel.marks(kernel.LIBRARY, texts_of(texts)))
        if not (marks[1:] == marks[:-1]).any():
            return np.zeros(len(texts), dtype=bool)
    return np.asarray(texts.duplicated(), dtype=bool)


def among(names: pd.Index, some: pd.Index) -> np.ndarray:
    """Which of some names are among others.

    Examples
    --------
    >>> among(pd.Index(["a", "b"], dtype="str"), pd.Index(["b"], dtype="str")).tolist()
    [False, True]
    """
    if len(names) == len(some) and names.equals(some):
        return np.ones(len(names), dtype=bool)
    if names.dtype != "str" or some.dtype != "str":
        return np.asarray(names.isin(some))
    found = pc.is_in(
        pa.array(names.array), value_set=pa.array(some.array)
    )  # pandas would make a list of each
    return np.asarray(found.to_numpy(zero_copy_only=False), dtype=bool)


def wide(column: pd.Series) -> pd.Series:
    """Ordinary numbers or texts.

    Examples
    --------
    >>> wide(pd.Series([1, 2], dtype="float16")).dtype
    dtype('float64')
    """
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.astype("str")
    return column.astype(float) if column.dtype.kind == "f" else column
