"""Very simple structure: how well each item's few largest loadings alone reproduce the correlations."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from psychoseg.factors.extraction import extracted

Array = npt.NDArray[np.float64]


def very_simple_structure(R: Array, most: int, complexity: int = 1, *, method: str = "minres") -> Array:
    """Fit of solutions of 1 to ``most`` factors when every item keeps only its largest loadings.

    Parameters
    ----------
    R : ndarray, items × items
    most : int
    complexity : int
        Loadings each item keeps; solutions with fewer factors have 0.
    method : str
        Extraction; loadings are not rotated, as in psych's ``vss(rotate = "none")``.

    Returns
    -------
    ndarray, most
        1 less the residual over the whole sum of squared correlations, diagonal included. The number of
        factors where it is largest is the one suggested.

    Notes
    -----
    Revelle, W. & Rocklin, T. (1979), *Multivariate Behavioral Research* 14, 403-414.

    Examples
    --------
    >>> R = np.full((4, 4), 0.49) + 0.51 * np.eye(4)
    >>> very_simple_structure(R, 1).round(3).tolist()
    [0.849]
    """
    whole = float((R**2).sum())
    found = np.zeros(most)
    for factors in range(complexity, most + 1):
        A = extracted(R, factors, method).loadings
        order = np.argsort(-np.abs(A), axis=1)[:, :complexity]
        simple = np.zeros_like(A)
        np.put_along_axis(simple, order, np.take_along_axis(A, order, axis=1), axis=1)
        found[factors - 1] = 1 - float(((R - simple @ simple.T) ** 2).sum()) / whole
    return found
