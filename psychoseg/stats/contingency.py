"""Every pair of items' table of answers from one matrix product."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Array = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int64]

EXACT = 2**24
"""Counts up to this are exact in single precision, which multiplies twice as fast."""
SHORT = 100
"""Whole numbers over a range below this are ranked without sorting."""


@dataclass(frozen=True, eq=False)
class Categories:
    """Answers as the ranks of the categories that were used.

    Parameters
    ----------
    items : tuple of str
    codes : ndarray, respondents × items
        From 0; -1 where unanswered.
    counts : tuple of int
        Categories used of each item.
    values : tuple of ndarray
        What each category was.
    """

    items: tuple[str, ...]
    codes: Codes
    counts: tuple[int, ...]
    values: tuple[Array, ...]

    @classmethod
    def of(cls, answers: pd.DataFrame) -> Categories:
        """The categories of a table of numbers; missing answers are NaN."""
        given = answers.to_numpy(dtype=float)
        found = _whole(given)
        if found is None:
            found = _any(given)
        codes, values = found
        return cls(tuple(map(str, answers.columns)), codes, tuple(map(len, values)), values)


def _whole(given: Array) -> tuple[Codes, tuple[Array, ...]] | None:
    """Ranks of whole numbers over a short range, all items at once; None where answers are something else."""
    rows = np.ascontiguousarray(given.T)  # item by item, as tables lie in memory
    gaps = np.isnan(rows)
    holed = bool(gaps.any())
    if holed:
        if gaps.all():
            return None
        rows = np.where(gaps, rows[~gaps][0], rows)
    low, high = float(rows.min()), float(rows.max())
    if not (np.isfinite(low) and np.isfinite(high)) or high - low >= SHORT:
        return None
    rows = rows - low
    shifted = rows.astype(np.intp)
    if (shifted != rows).any():
        return None
    span, p = int(high - low) + 1, len(rows)
    shifted += (np.arange(p) * span)[:, None]
    used = np.bincount(shifted[~gaps] if holed else shifted.ravel(), minlength=span * p).reshape(p, span) > 0
    codes = (np.cumsum(used, axis=1) - 1).ravel()[shifted]
    if holed:
        codes[gaps] = -1
    return codes.T, tuple(low + np.flatnonzero(row).astype(float) for row in used)


def _any(given: Array) -> tuple[Codes, tuple[Array, ...]]:
    codes = np.full(given.shape, -1, dtype=np.int64)
    values = []
    for at, column in enumerate(given.T):
        seen = ~np.isnan(column)
        used, ranks = np.unique(column[seen], return_inverse=True)
        codes[seen, at] = ranks
        values.append(used)
    return codes, tuple(values)


def tables(categories: Categories, weights: Array | None = None) -> tuple[list[Array], Array]:
    """Weighted counts of every item's categories, and of every pair of items.

    Parameters
    ----------
    categories : Categories
    weights : ndarray, respondents, optional

    Returns
    -------
    margins : list of ndarray
        Of each item over all who answered it.
    pairs : ndarray, pairs × categories × categories
        Of the pairs above the diagonal, row by row; padded with zeros to the most categories any
        item has, at least two. Only people who answered both are counted.

    Examples
    --------
    >>> answers = pd.DataFrame({"a": [1, 1, 2, 2], "b": [1, 2, 2, np.nan]})
    >>> tables(Categories.of(answers))[1][0].tolist()
    [[1.0, 1.0], [0.0, 1.0]]
    """
    n, p = categories.codes.shape
    starts = np.concatenate([[0], np.cumsum(categories.counts)])
    single = weights is None and n < EXACT
    marked = np.empty((int(starts[-1]), n), dtype=np.float32 if single else np.float64)
    codes = np.ascontiguousarray(categories.codes.T, dtype=np.int16)
    for at, count in enumerate(categories.counts):
        np.equal(
            codes[at], np.arange(count, dtype=np.int16)[:, None], out=marked[starts[at] : starts[at + 1]]
        )
    product = np.asarray((marked if weights is None else marked * weights) @ marked.T, dtype=float)
    margins = [np.diag(product)[starts[at] : starts[at + 1]].copy() for at in range(p)]
    most = max(2, *categories.counts)
    padded = np.zeros((p, most, p, most))
    place = np.concatenate([at * most + np.arange(count) for at, count in enumerate(categories.counts)])
    padded.reshape(p * most, p * most)[np.ix_(place, place)] = product
    first, second = np.triu_indices(p, 1)
    return margins, padded[first, :, second, :]
