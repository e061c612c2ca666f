"""Columns of any kind as numbers, for what is measured in distances between people."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


def coordinates(X: Array, weights: Array, *, nominal: Collection[int] = ()) -> Array:
    """People as points.

    Parameters
    ----------
    X : ndarray, people × columns
        May hold NaN.
    weights : ndarray, people
    nominal : collection of int
        Columns that hold codes of categories.

    Returns
    -------
    ndarray, people × coordinates
        Numbers stay as they are. A column of categories becomes one coordinate for each, so that people of two
        different categories are as far apart as numbers that differ by 1. What is missing is the weighted mean of
        those who answered: it says nothing of where a person lies. ``X`` itself where there is nothing to do.

    Examples
    --------
    >>> coordinates(np.array([[1.0, 0], [2.0, 1], [np.nan, 1]]), np.ones(3), nominal=[1]).round(2).tolist()
    [[1.0, 0.71, 0.0], [2.0, 0.0, 0.71], [1.5, 0.0, 0.71]]
    """
    if not nominal and not np.isnan(X).any():
        return X
    parts = []
    for at, column in enumerate(X.T):
        known = ~np.isnan(column)
        if at in nominal:
            codes = np.unique(column[known])
            part = (column[:, None] == codes) * np.sqrt(0.5)
        else:
            part = np.where(known, column, 0.0)[:, None]
        if known.any() and weights[known].sum() > 0:
            part[~known] = np.average(part[known], axis=0, weights=weights[known])
        parts.append(part)
    return np.column_stack(parts)
