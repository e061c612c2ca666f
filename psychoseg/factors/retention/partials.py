"""Velicer's minimum average partial: stop when the rest correlates least."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


def average_partials(R: Array) -> tuple[Array, Array]:
    """Average squared, and fourth powers of, partial correlations after 0, 1, 2 … components.

    Parameters
    ----------
    R : ndarray, items × items

    Returns
    -------
    squared, fourth : ndarray, items
        NaN where a component leaves an item nothing.

    Notes
    -----
    Velicer, W. F. (1976), *Psychometrika* 41, 321-327; the revised criterion, fourth powers of each
    partial correlation, is that of Velicer, W. F., Eaton, C. A. & Fava, J. L. (2000) and of O'Connor's
    programs. EFAtools takes the trace of the fourth matrix power instead, which is another criterion.

    Examples
    --------
    >>> R = np.kron(np.eye(2), np.full((4, 4), 0.5)) + 0.5 * np.eye(8)
    >>> [int(np.nanargmin(one)) for one in average_partials(R)]
    [2, 2]
    """
    p = len(R)
    values, vectors = np.linalg.eigh(R)
    components = vectors[:, ::-1] * np.sqrt(np.maximum(values[::-1], 0.0))
    above = np.triu_indices(p, 1)
    found = np.full((2, p), np.nan)
    rest = R.copy()
    for count in range(p):
        if count:
            rest = rest - np.outer(components[:, count - 1], components[:, count - 1])
        diagonal = np.diag(rest)
        if (diagonal <= 1e-12).any():
            break
        scale = np.sqrt(diagonal)
        squares = (rest / np.outer(scale, scale))[above] ** 2
        found[:, count] = squares.mean(), (squares**2).mean()
    return found[0], found[1]


def minimum_average_partial(R: Array, power: int = 2) -> int:
    """The number of components after which the rest correlates least; power 4 is the revised criterion."""
    squared, fourth = average_partials(R)
    return int(np.nanargmin(squared if power == 2 else fourth))
