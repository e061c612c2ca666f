"""Polyserial correlations: an ordered item with a continuous one."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import optimize, special

Array = npt.NDArray[np.float64]

MOST = 0.9999


def polyserial(
    continuous: npt.ArrayLike, codes: npt.ArrayLike, weights: npt.ArrayLike | None = None
) -> float:
    """Two-step polyserial correlation of a continuous variable with ranks of an ordered one.

    Parameters
    ----------
    continuous : array, respondents
    codes : array, respondents
        Any ordered numbers.
    weights : array, respondents, optional

    Returns
    -------
    float
        NaN where either does not vary.

    Notes
    -----
    Olsson, U., Drasgow, F. & Dorans, N. J. (1982), *Psychometrika* 47, 337-347: mean, spread and
    thresholds from each variable alone, then the likelihood over the correlation.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> z = rng.multivariate_normal([0, 0], [[1, 0.6], [0.6, 1]], 20_000)
    >>> round(polyserial(z[:, 0], np.digitize(z[:, 1], [-1, 0, 1])), 1)
    0.6
    """
    x, ordered = np.asarray(continuous, dtype=float), np.asarray(codes, dtype=float)
    given = np.ones(len(x)) if weights is None else np.asarray(weights, dtype=float)
    both = ~(np.isnan(x) | np.isnan(ordered))
    x, ordered, given = x[both], ordered[both], given[both]
    used, ranks = np.unique(ordered, return_inverse=True)
    if len(used) < 2 or x.size == 0 or np.ptp(x) == 0:
        return float("nan")
    z = x - np.average(x, weights=given)
    z = z / np.sqrt(np.average(z**2, weights=given))
    margin = np.bincount(ranks, weights=given)
    inner = special.ndtri(np.cumsum(margin)[:-1] / margin.sum())
    ends = np.concatenate([[-np.inf], inner, [np.inf]])
    above, below = ends[ranks + 1], ends[ranks]

    def unlikely(rho: float) -> float:
        rest = np.sqrt(1 - rho**2)
        inside = special.ndtr((above - rho * z) / rest) - special.ndtr((below - rho * z) / rest)
        return -float(given @ np.log(np.maximum(inside, 1e-300)))

    found = optimize.minimize_scalar(
        unlikely, bounds=(-MOST, MOST), method="bounded", options={"xatol": 1e-8}
    )
    return float(found.x)
