"""Maximum likelihood factors: the likelihood of a normal sample, over the logarithms of the uniquenesses."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from psychoseg.factors.extraction.minres import LOWER, specific
from psychoseg.factors.extraction.newton import Minimum, minimise

Array = npt.NDArray[np.float64]


def likeliest(
    R: Array, factors: int, start: Array | None = None, close: float = 1e-10
) -> tuple[Array, Minimum]:
    """Loadings under which the correlations are likeliest.

    Parameters
    ----------
    R : ndarray, items × items
        Positive definite.
    factors : int
    start : ndarray, items, optional
        Uniquenesses to begin from; (1 - factors / 2 items) / diag(R⁻¹) where left out.
    close : float

    Returns
    -------
    loadings : ndarray, items × factors
        Canonical axes, not rotated: their scaled cross-product with the inverse uniquenesses is diagonal.
    minimum : Minimum
        Over the logarithms of the uniquenesses; its value is the discrepancy F.

    Notes
    -----
    Jöreskog, K. G. (1967), *Psychometrika* 32, 443-482; second derivatives as in Clarke, M. R. B.
    (1970), *British Journal of Mathematical and Statistical Psychology* 23, 43-52.
    """
    p = len(R)
    if start is None:
        start = specific(R) * (1 - factors / (2 * p))
    low, high = np.log(LOWER), 0.0
    found = minimise(
        lambda x: _discrepancy(R, factors, x),
        np.log(np.clip(start, LOWER, 1.0)),
        np.full(p, low),
        np.full(p, high),
        close=close,
    )
    return canonical_axes(R, factors, np.exp(found.at)), found


def canonical_axes(R: Array, factors: int, uniqueness: Array) -> Array:
    """The leading canonical factors at given uniquenesses."""
    root = np.sqrt(uniqueness)
    values, vectors = np.linalg.eigh(R / np.outer(root, root))
    leading = np.sqrt(np.maximum(values[::-1][:factors] - 1, 0.0))
    return np.asarray(root[:, None] * vectors[:, ::-1][:, :factors] * leading, dtype=float)


def _discrepancy(R: Array, factors: int, logged: Array) -> tuple[float, Array, Callable[[], Array]]:
    root = np.exp(logged / 2)
    values, vectors = np.linalg.eigh(R / np.outer(root, root))
    cut = len(R) - factors
    cut += int((values[cut:] <= 1).sum())
    rest, axes = np.maximum(values[:cut], 1e-300), vectors[:, :cut]

    def hessian() -> Array:
        found = ((axes * rest) @ axes.T) * (axes @ axes.T)
        for at in range(cut, len(R)):
            weighted = axes * vectors[:, [at]]
            pull = (1 - rest) * (rest + values[at]) / (values[at] - rest)
            found += (weighted * pull) @ weighted.T
        return np.asarray(found, dtype=float)

    slope = np.asarray((axes**2) @ (1 - rest), dtype=float)
    return float((rest - np.log(rest) - 1).sum()), slope, hessian
