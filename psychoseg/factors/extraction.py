"""From a correlation matrix to rotated loadings: the one door to statsmodels.Factor and factor_analyzer.

``factor_analyzer.FactorAnalyzer`` is not used: release 0.5.1 does not fit under scikit-learn 1.8 and
later, leaves its factor correlations in another order than its loadings, and fills in missing
answers unasked. Its ``Rotator`` is sound; order and sign are set here, for loadings and
correlations together. Extraction is statsmodels' iterated principal axis, which converges to minres.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from factor_analyzer.rotator import Rotator
from statsmodels.multivariate.factor import Factor

from psychoseg.errors import PlanError

Array = npt.NDArray[np.float64]

MOST_ROUNDS = 20_000
HEYWOOD = 0.995
OBLIQUE = {"oblimin", "promax"}
IMPROPER = "Heywood case: the communality of {items} reaches 1, so this solution is improper. Use fewer factors, or drop the item."


@dataclass(frozen=True, eq=False)
class Solution:
    """Loadings and what they say of the items.

    Parameters
    ----------
    pattern : DataFrame, items × factors
        Pattern loadings, factors in the order of the variance they explain, most loadings positive.
    correlations : DataFrame, factors × factors
        Phi, in the same order and signs.
    rmsr : float
        Root mean square of the off-diagonal residual correlations.
    method : str
        Extraction, rotation and normalisation by name.
    """

    pattern: pd.DataFrame
    correlations: pd.DataFrame
    rmsr: float
    method: str
    caveats: tuple[str, ...] = ()


def extract(correlation: pd.DataFrame, factors: int, rotation: str = "oblimin") -> Solution:
    """Principal axis factors, iterated to the minres solution, then rotated.

    Parameters
    ----------
    correlation : DataFrame, items × items
        Positive definite.
    factors : int
        How many; at least three items a factor are needed to identify it.
    rotation : {"oblimin", "promax", "varimax"}
        Oblimin is the direct one with gamma 0 (quartimin) without Kaiser normalisation, promax has
        power 4 over a normalised varimax, varimax is normalised.

    Raises
    ------
    PlanError
        Where that many factors cannot be identified.

    Notes
    -----
    Harman, H. H. & Jones, W. H. (1966), *Psychometrika* 31, 351-368 (minres); Jennrich, R. I. (2002),
    *Psychometrika* 67, 7-19 (oblique rotation by gradient projection).
    """
    p = len(correlation)
    if not 1 <= factors <= p // 2:
        raise PlanError(f"{factors} factors cannot be found in {p} items; ask for 1 to {p // 2}.")
    R = correlation.to_numpy(dtype=float)
    # statsmodels starts from squared multiple correlations and stops at a change in communalities below tol
    fitted = Factor(corr=R, n_factor=factors, method="pa", smc=True).fit(maxiter=MOST_ROUNDS, tol=1e-9)
    unrotated = np.asarray(fitted.loadings_no_rot, dtype=float)
    if unrotated.shape[1] < factors:
        raise PlanError(
            f"{factors} factors cannot be found in these answers; at most {unrotated.shape[1]} explain anything."
        )
    loadings, phi, words = _rotate(unrotated, rotation)
    pattern, correlations = _ordered(loadings, phi)
    communality = (unrotated**2).sum(axis=1)
    residual = R - pattern @ correlations @ pattern.T
    names = [f"F{number}" for number in range(1, factors + 1)]
    return Solution(
        pattern=pd.DataFrame(pattern, index=correlation.index, columns=names),
        correlations=pd.DataFrame(correlations, index=names, columns=names),
        rmsr=float(np.sqrt((residual[np.triu_indices(p, 1)] ** 2).mean())),
        method=f"iterated principal axis (minres), {words}",
        caveats=_improper(pd.Series(communality, index=correlation.index)),
    )


def _improper(communality: pd.Series) -> tuple[str, ...]:
    reached = [str(item) for item in communality.index[communality >= HEYWOOD]]
    return (IMPROPER.format(items=", ".join(reached)),) if reached else ()


def _rotate(loadings: Array, rotation: str) -> tuple[Array, Array, str]:
    if loadings.shape[1] == 1:
        return loadings, np.eye(1), "unrotated (one factor)"
    normalise = rotation != "oblimin"
    rotator = Rotator(method=rotation, normalize=normalise, max_iter=5000, tol=1e-8)
    turned = np.asarray(rotator.fit_transform(loadings), dtype=float)
    phi = np.asarray(rotator.phi_, dtype=float) if rotation in OBLIQUE else np.eye(loadings.shape[1])
    words = f"{rotation} rotation, {'with' if normalise else 'without'} Kaiser normalisation"
    return turned, phi, words


def _ordered(loadings: Array, phi: Array) -> tuple[Array, Array]:
    """Factors by the variance they explain, each pointing where its loadings point."""
    variance = ((loadings @ phi) * loadings).sum(axis=0)
    order = np.argsort(-variance, kind="stable")
    signs = np.where((loadings**3).sum(axis=0) < 0, -1.0, 1.0)[order]
    return loadings[:, order] * signs, phi[np.ix_(order, order)] * np.outer(signs, signs)
