"""Correlations within each row of two tables, which several indices are made of."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Table = npt.NDArray[np.float64]


def correlation_by_row(first: Table, second: Table, *, fewest: int = 2) -> Table:
    """Pearson's correlation of each row of one table with the same row of another.

    Parameters
    ----------
    first, second : ndarray, respondents × pairs
        Pairs with a missing half are left out.
    fewest : int
        Complete pairs a row must have.

    Returns
    -------
    ndarray, respondents
        Between -1 and 1; NaN where there are too few pairs, or one half does not vary.

    Examples
    --------
    >>> import numpy as np
    >>> rows = np.array([[1.0, 2.0, 3.0], [2.0, 2.0, 2.0]])
    >>> correlation_by_row(rows, np.array([[2.0, 4.0, 6.0], [1.0, 2.0, 3.0]])).round(6).tolist()
    [1.0, nan]
    """
    both = ~(np.isnan(first) | np.isnan(second))
    pairs = both.sum(axis=1)
    usable = (pairs >= max(fewest, 2)) & _varies(first, both) & _varies(second, both)
    left, right = _centred(first, both, pairs), _centred(second, both, pairs)
    spread = np.sqrt((left**2).sum(axis=1) * (right**2).sum(axis=1))
    found = np.full(len(first), np.nan)
    np.divide((left * right).sum(axis=1), spread, out=found, where=usable)
    within: Table = np.clip(found, -1.0, 1.0)
    return within


def _varies(values: Table, seen: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Whether a row holds two different values; asked of the values, as a mean of equal ones may be a hair off."""
    highest = np.where(seen, values, -np.inf).max(axis=1, initial=-np.inf)
    lowest = np.where(seen, values, np.inf).min(axis=1, initial=np.inf)
    return np.asarray(highest > lowest)


def _centred(values: Table, seen: npt.NDArray[np.bool_], pairs: npt.NDArray[np.int64]) -> Table:
    kept = np.where(seen, values, 0.0)
    means = kept.sum(axis=1) / np.maximum(pairs, 1)
    return np.where(seen, kept - means[:, None], 0.0)
