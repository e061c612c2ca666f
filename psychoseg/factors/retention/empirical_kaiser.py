"""The empirical Kaiser criterion: eigenvalue 1, raised for chance and for factors already found."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


def empirical_kaiser(eigenvalues: Array, n: float) -> Array:
    """What each eigenvalue must exceed.

    Parameters
    ----------
    eigenvalues : ndarray, items
        Of a correlation matrix, largest first.
    n : float

    Notes
    -----
    Braeken, J. & van Assen, M. A. L. M. (2017), *Psychological Methods* 22, 450-466.

    Examples
    --------
    >>> empirical_kaiser(np.array([2.0, 0.6, 0.4]), 100).round(3).tolist()
    [1.376, 1.0, 1.0]
    """
    p = len(eigenvalues)
    before = np.concatenate([[0.0], np.cumsum(eigenvalues)[:-1]])
    left = (p - before) / (p - np.arange(p))
    return np.asarray(np.maximum(left * (1 + np.sqrt(p / n)) ** 2, 1.0), dtype=float)
