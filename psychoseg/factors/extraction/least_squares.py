"""Weighted least squares for ordinal items: residuals count by how precisely each correlation is known."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import optimize

Array = npt.NDArray[np.float64]

MOST_ROUNDS = 2000


def diagonally_weighted(R: Array, factors: int, variance: Array, start: Array) -> tuple[Array, float, bool]:
    """Loadings that leave the smallest sum of squared residuals over their sampling variances (DWLS).

    Parameters
    ----------
    R : ndarray, items × items
        Polychoric correlations, as a rule.
    factors : int
    variance : ndarray, items × items
        Sampling variance of each correlation; the diagonal is not used.
    start : ndarray, items × factors

    Returns
    -------
    loadings : ndarray, items × factors
        Principal axes.
    value : float
    converged : bool

    Notes
    -----
    Muthén, B., du Toit, S. H. C. & Spisic, D. (1997), *Robust inference using weighted least squares*.
    """
    weight = np.divide(1.0, variance, out=np.zeros_like(R), where=variance > 0)
    np.fill_diagonal(weight, 0.0)
    weight = weight / weight.max()

    def misfit(flat: Array) -> tuple[float, Array]:
        A = flat.reshape(len(R), factors)
        pull = weight * (R - A @ A.T)
        return float((pull * (R - A @ A.T)).sum()) / 4, -(pull @ A).ravel()

    return _searched(misfit, start)


def fully_weighted(R: Array, factors: int, covariance: Array, start: Array) -> tuple[Array, float, bool]:
    """The same with the whole sampling covariance of the correlations (WLS, asymptotically distribution free).

    Parameters
    ----------
    covariance : ndarray, pairs × pairs
        Of the correlations above the diagonal, row by row. It must be invertible, which takes many
        more people than pairs.

    Notes
    -----
    Browne, M. W. (1984), *British Journal of Mathematical and Statistical Psychology* 37, 62-83.
    """
    rows, columns = np.triu_indices(len(R), 1)
    weight = np.linalg.inv(covariance)
    weight = weight / np.abs(weight).max()

    def misfit(flat: Array) -> tuple[float, Array]:
        A = flat.reshape(len(R), factors)
        residual = (R - A @ A.T)[rows, columns]
        pull = weight @ residual
        whole = np.zeros_like(R)
        whole[rows, columns] = pull
        whole += whole.T
        return float(residual @ pull) / 2, -(whole @ A).ravel()

    return _searched(misfit, start)


def _searched(misfit: object, start: Array) -> tuple[Array, float, bool]:
    found = optimize.minimize(
        misfit,
        start.ravel(),
        jac=True,
        method="L-BFGS-B",
        options={
            "maxiter": MOST_ROUNDS,
            "maxfun": 4 * MOST_ROUNDS,
            "ftol": 1e-15,
            "gtol": 1e-9,
            "maxcor": 30,
        },
    )
    A = np.asarray(found.x, dtype=float).reshape(start.shape)
    left, values, _ = np.linalg.svd(A, full_matrices=False)
    arrived = float(np.abs(found.jac).max()) < 1e-6
    return left * values, float(found.fun), arrived
