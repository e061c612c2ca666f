"""From a correlation matrix to rotated loadings: named extractions and rotations behind one door.

The kernels are our own, over the uniquenesses only and with exact derivatives. The sound parts of
statsmodels and factor_analyzer stand beside them as a second opinion (``second_opinion.py``):
``factor_analyzer.FactorAnalyzer`` itself is not used, since release 0.5.1 does not fit under scikit-learn
1.8 and later, leaves its factor correlations in another order than its loadings, clips Heywood cases
and fills in missing answers unasked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from psychoseg.errors import PlanError, did_you_mean
from psychoseg.factors.extraction.fit import FitIndices, fit_indices
from psychoseg.factors.extraction.least_squares import diagonally_weighted, fully_weighted
from psychoseg.factors.extraction.likelihood import canonical_axes, likeliest
from psychoseg.factors.extraction.minres import LOWER, principal_axes, specific, unweighted
from psychoseg.factors.extraction.newton import Minimum
from psychoseg.factors.extraction.principal_axis import CONVERGED, PSYCH, SPSS, principal_axis
from psychoseg.factors.extraction.solution import Solution, ordered
from psychoseg.factors.rotation import SEED, STARTS, rotate

Array = npt.NDArray[np.float64]
Search = Callable[[Array, int, Array], tuple[Array, Minimum]]

METHODS = {
    "minres": "minimum residuals (minres, unweighted least squares)",
    "ml": "maximum likelihood",
    "paf": "principal axis factoring, iterated to convergence",
    "paf_spss": "principal axis factoring with SPSS's stop at a change of .001 in a communality",
    "paf_psych": "principal axis factoring with psych's stop at a change of .001 in their sum",
    "dwls": "diagonally weighted least squares",
    "wls": "weighted least squares with the full weight matrix",
}
HEYWOOD = 1 - LOWER
AGAIN = 10
"""Random starts made where the first ends on a bound or does not arrive."""
IMPROPER = "Heywood case: the communality of {items} reaches 1, so this solution is improper. Use fewer factors, or drop the item."
NOT_ARRIVED = "The {what} did not converge; read its loadings with doubt."


@dataclass(frozen=True, eq=False)
class Extracted:
    """Unrotated loadings, items × factors, and how the search for them ended."""

    loadings: Array
    rounds: int
    converged: bool


def extract(
    correlation: pd.DataFrame,
    factors: int,
    rotation: str = "oblimin",
    *,
    method: str = "minres",
    n: float | None = None,
    kaiser: bool | None = None,
    promax: str = "SPSS",
    starts: int = STARTS,
    variance: pd.DataFrame | npt.ArrayLike | None = None,
) -> Solution:
    """Factors of a correlation matrix, rotated.

    Parameters
    ----------
    correlation : DataFrame, items × items
        Positive definite.
    factors : int
        How many; at least three items a factor are needed to identify it.
    rotation : str
        One of :data:`psychoseg.factors.rotation.KINDS`: oblimin (the direct one with gamma 0),
        geomin, promax, bifactor, varimax, quartimax, equamax or none.
    method : {"minres", "ml", "paf", "paf_spss", "paf_psych", "dwls", "wls"}
        The two weighted ones need ``variance``.
    n : float, optional
        People behind the correlations, for the indices of fit.
    kaiser : bool, optional
        Whether items are given length 1 while turning; each rotation's own custom where left out.
    promax : {"SPSS", "R", "psych"}
        Which promax.
    starts : int
        Starts of the rotation.
    variance : DataFrame or array, optional
        Sampling variances of the correlations, items × items, for ``dwls``; their sampling
        covariance, pairs × pairs, for ``wls``.

    Returns
    -------
    Solution
        Order and signs of factors do not depend on the machine or on chance.

    Raises
    ------
    PlanError
        Where that many factors cannot be identified, or the matrix is not one of finite correlations.

    Notes
    -----
    Harman, H. H. & Jones, W. H. (1966), *Psychometrika* 31, 351-368 (minres); Jöreskog, K. G. (1967),
    *Psychometrika* 32, 443-482 (maximum likelihood); Jennrich, R. I. (2002), *Psychometrika* 67, 7-19
    (oblique rotation by gradient projection).

    Examples
    --------
    >>> items = list("abcdef")
    >>> R = pd.DataFrame(np.kron(np.eye(2), np.full((3, 3), 0.49)), items, items)
    >>> R = R + 0.51 * np.eye(6)
    >>> found = extract(R, 2, n=300)
    >>> found.pattern.round(2).abs().max(axis=1).tolist()
    [0.7, 0.7, 0.7, 0.7, 0.7, 0.7]
    """
    p = len(correlation)
    if not 1 <= factors <= p // 2:
        raise PlanError(f"{factors} factors cannot be found in {p} items; ask for 1 to {p // 2}.")
    R = correlations_of(correlation)
    found = extracted(R, factors, method, variance)
    turned = rotate(found.loadings, rotation, kaiser=kaiser, variant=promax, starts=starts)
    pattern, phi = ordered(turned.pattern, turned.phi, fixed=int(rotation == "bifactor"))
    names, items = [f"F{number}" for number in range(1, factors + 1)], correlation.index
    communality = pd.Series((found.loadings**2).sum(axis=1), index=items)
    heywood = tuple(str(item) for item in items[communality >= HEYWOOD - 1e-9])
    residual = (R - found.loadings @ found.loadings.T)[np.triu_indices(p, 1)]
    caveats = [IMPROPER.format(items=", ".join(heywood))] if heywood else []
    if not found.converged:
        caveats.append(NOT_ARRIVED.format(what="extraction"))
    if not turned.converged:
        caveats.append(NOT_ARRIVED.format(what="rotation"))
    return Solution(
        pattern=pd.DataFrame(pattern, index=items, columns=names),
        correlations=pd.DataFrame(phi, index=names, columns=names),
        rmsr=float(np.sqrt((residual**2).mean())),
        method=f"{METHODS[method]}, {turned.words}",
        caveats=tuple(caveats),
        unrotated=pd.DataFrame(ordered(found.loadings, np.eye(factors))[0], index=items, columns=names),
        fit=None if n is None else fit_indices(R, found.loadings, n),
        heywood=heywood,
        rounds=found.rounds,
        converged=found.converged and turned.converged,
        starts=turned.starts,
        reached=turned.reached,
        value=turned.value,
    )


def extracted(
    R: Array, factors: int, method: str = "minres", variance: pd.DataFrame | npt.ArrayLike | None = None
) -> Extracted:
    """Unrotated loadings by a named method.

    ``minres`` and ``ml`` begin at what the other items leave unexplained, and again from random
    uniquenesses where that ends on a bound or does not arrive.
    """
    if method not in METHODS:
        raise PlanError(f"There is no extraction {method!r}; {did_you_mean(method, METHODS)}")
    if method.startswith("paf"):
        stopping = {"paf": CONVERGED, "paf_spss": SPSS, "paf_psych": PSYCH}[method]
        loadings, rounds, arrived = principal_axis(R, factors, stopping)
        return Extracted(loadings, rounds, arrived)
    if method == "ml":
        if np.linalg.eigvalsh(R)[0] <= 1e-10:
            raise PlanError(
                "Maximum likelihood needs a correlation matrix that can be inverted, and this one cannot: "
                "items are copies or sums of each other, or answers were ipsatised. Use minres, or drop an item."
            )
        best = _best(R, factors, likeliest, specific(R) * (1 - factors / (2 * len(R))), float(np.log(LOWER)))
        return Extracted(canonical_axes(R, factors, np.exp(best.at)), best.rounds, best.converged)
    best = _best(R, factors, unweighted, specific(R), LOWER)
    loadings = principal_axes(R, factors, best.at)
    if method == "minres":
        return Extracted(loadings, best.rounds, best.converged)
    if variance is None:
        raise PlanError(f"{method} weighs correlations by their sampling variances; give variance.")
    weighted = diagonally_weighted if method == "dwls" else fully_weighted
    given = np.asarray(variance, dtype=float)
    asked = (len(R),) * 2 if method == "dwls" else (len(R) * (len(R) - 1) // 2,) * 2
    if given.shape != asked or not np.isfinite(given).all():
        raise PlanError(f"{method} needs finite variances of shape {asked}; these are {given.shape}.")
    loadings, _, arrived = weighted(R, factors, given, loadings)
    return Extracted(loadings, best.rounds, arrived)


def _best(R: Array, factors: int, search: Search, start: Array, bound: float) -> Minimum:
    first = search(R, factors, start)[1]
    if first.converged and (first.at > bound + 1e-9).all():
        return first
    rng = np.random.default_rng(SEED)
    tried = [first, *(search(R, factors, rng.uniform(0.2, 0.9, len(R)))[1] for _ in range(AGAIN))]
    arrived = [one for one in tried if one.converged] or tried
    least = min(one.value for one in arrived)
    return next(one for one in arrived if one.value <= least + 1e-9 * max(abs(least), 1e-6))


def correlations_of(correlation: pd.DataFrame) -> Array:
    """The matrix as numbers, refused unless it is symmetric, finite and has a unit diagonal."""
    R = correlation.to_numpy(dtype=float)
    if not np.isfinite(R).all():
        names = correlation.columns
        row, column = np.argwhere(~np.isfinite(R))[0]
        raise PlanError(f"The correlation of {names[row]} and {names[column]} is not a number.")
    if np.abs(R - R.T).max() > 1e-8 or np.abs(np.diag(R) - 1).max() > 1e-6:
        raise PlanError(
            "Factors are extracted from correlations: a symmetric matrix with ones on its diagonal."
        )
    return np.asarray((R + R.T) / 2, dtype=float)


__all__ = [
    "HEYWOOD",
    "METHODS",
    "Extracted",
    "FitIndices",
    "Solution",
    "extract",
    "extracted",
    "fit_indices",
]
