"""People in an order that does not depend on how a file lists them, and fewer of them where many are too slow."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]


def canonical(X: Array, weights: Array) -> Places:
    """Places of the rows in an order that follows from their values alone.

    Parameters
    ----------
    X : ndarray, people × columns
    weights : ndarray, people

    Returns
    -------
    ndarray, people
        ``X[canonical(X, weights)]`` is the same whatever the order of rows; the order of columns
        does not matter either, except among rows that hold the same numbers in other columns.

    Examples
    --------
    >>> X = np.array([[3.0, 1.0], [0.0, 1.0], [2.0, 2.5]])
    >>> canonical(X, np.ones(3)).tolist()
    [1, 0, 2]
    """
    keys = [weights, (X**3).sum(axis=1), (X**2).sum(axis=1), X.sum(axis=1)]
    return np.asarray(np.lexsort([np.round(key, 9) for key in keys]), dtype=np.int64)


def thinned(X: Array, weights: Array, most: int) -> Places:
    """Places of at most so many rows, spread evenly over the canonical order.

    Examples
    --------
    >>> thinned(np.arange(10.0)[:, None], np.ones(10), 4).tolist()
    [1, 3, 6, 8]
    """
    order = canonical(X, weights)
    if len(order) <= most:
        return order
    return order[((np.arange(most) + 0.5) * len(order) / most).astype(np.int64)]
