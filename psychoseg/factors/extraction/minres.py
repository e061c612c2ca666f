"""Minimum residuals, which are unweighted least squares: the sum of squared residual correlations."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from psychoseg.factors.extraction.newton import Minimum, minimise

Array = npt.NDArray[np.float64]

LOWER = 0.005
"""Least uniqueness, as in R's factanal and psych; an item that reaches it is a Heywood case."""


def unweighted(
    R: Array, factors: int, start: Array | None = None, close: float = 1e-10
) -> tuple[Array, Minimum]:
    """Loadings that leave the smallest sum of squared residuals.

    Parameters
    ----------
    R : ndarray, items × items
    factors : int
    start : ndarray, items, optional
        Uniquenesses to begin from; 1 / diag(R⁻¹) where left out.
    close : float
        Largest gradient at the end.

    Returns
    -------
    loadings : ndarray, items × factors
        Principal axes, not rotated.
    minimum : Minimum
        Over the uniquenesses, from .005 to 1.

    Notes
    -----
    Harman, H. H. & Jones, W. H. (1966), *Psychometrika* 31, 351-368. The derivatives of the
    concentrated function are those of Jöreskog, K. G. (1977), in *Statistical Methods for Digital
    Computers*, 125-153.
    """
    if start is None:
        start = specific(R)
    p = len(R)
    found = minimise(lambda x: _misfit(R, factors, x), start, np.full(p, LOWER), np.ones(p), close=close)
    return principal_axes(R, factors, found.at), found


def principal_axes(R: Array, factors: int, uniqueness: Array) -> Array:
    """The leading eigenvectors of the reduced correlation matrix, scaled to loadings."""
    values, vectors = np.linalg.eigh(R - np.diag(uniqueness))
    leading = np.maximum(values[::-1][:factors], 0.0)
    return np.asarray(vectors[:, ::-1][:, :factors] * np.sqrt(leading), dtype=float)


def specific(R: Array) -> Array:
    """1 / diag(R⁻¹): what no other item explains of each item; a start for uniquenesses.

    Of a matrix that cannot be inverted, what its generalised inverse gives.
    """
    try:
        inverse = np.linalg.inv(R)
    except np.linalg.LinAlgError:
        inverse = np.linalg.pinv(R, hermitian=True)
    diagonal = np.diag(inverse)
    sound = np.isfinite(diagonal) & (diagonal > 0)
    found = np.divide(1.0, diagonal, out=np.full(len(R), 0.5), where=sound)
    return np.asarray(np.clip(found, LOWER, 1.0), dtype=float)


def _misfit(R: Array, factors: int, uniqueness: Array) -> tuple[float, Array, Callable[[], Array]]:
    values, vectors = np.linalg.eigh(R - np.diag(uniqueness))
    cut = len(R) - factors
    # an axis of negative variance explains nothing, so it stays with the residuals
    cut += int((values[cut:] <= 0).sum())
    rest, axes = values[:cut], vectors[:, :cut]

    def hessian() -> Array:
        found = (axes @ axes.T) ** 2
        for at in range(cut, len(R)):
            weighted = axes * vectors[:, [at]]
            found += (weighted * (2 * rest / (rest - values[at]))) @ weighted.T
        return np.asarray(found, dtype=float)

    return float(rest @ rest) / 2, np.asarray(-(axes**2) @ rest, dtype=float), hessian
