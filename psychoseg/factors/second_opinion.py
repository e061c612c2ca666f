"""The same numbers from statsmodels and factor_analyzer, where theirs are sound: a check on our kernels.

The one place that imports either library for factor analysis. ``statsmodels`` extracts by iterated
principal axes, which converges to minres; ``factor_analyzer``'s ``Rotator`` turns loadings. Both are
asked for the solution that was kept, and the largest difference is told.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from psychoseg.factors.comparison import align
from psychoseg.factors.extraction.solution import Solution

Array = npt.NDArray[np.float64]

AGREES = 0.01
MOST_ROUNDS = 5000
CLOSE = 1e-7
KAISER = {"varimax": True, "oblimin": False, "quartimax": False}
"""Rotations whose other implementation is sound, and whether items are normalised."""


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """What another implementation of the same method found.

    Parameters
    ----------
    by : str
        The library.
    of : str
        What was compared.
    difference : float
        Largest absolute difference of a communality or a loading.
    """

    by: str
    of: str
    difference: float

    @property
    def caveat(self) -> str | None:
        """What a reader should doubt, or None where the two agree."""
        if self.difference <= AGREES:
            return None
        return (
            f"{self.by} finds other {self.of}: they differ by up to {self.difference:.2f}. The solution is not "
            "well determined; fewer factors or more answers would settle it."
        )


def second_opinions(
    correlation: pd.DataFrame, solution: Solution, method: str, rotation: str
) -> tuple[SecondOpinion, ...]:
    """The opinions of the other libraries on a minres or principal axis solution and its rotation.

    Parameters
    ----------
    correlation : DataFrame, items × items
    solution : Solution
    method, rotation : str
        How it was made; nothing is compared where the other library has no sound equal.

    Examples
    --------
    >>> from psychoseg.factors.extraction import extract
    >>> items = list("abcdefgh")
    >>> A = np.kron(np.eye(2), np.array([[0.8], [0.7], [0.6], [0.5]]))
    >>> R = pd.DataFrame(A @ A.T + np.diag(1 - (A**2).sum(axis=1)), items, items)
    >>> opinions = second_opinions(R, extract(R, 2), "minres", "oblimin")
    >>> [one.by for one in opinions], max(one.difference for one in opinions) < 1e-3
    (['statsmodels', 'factor_analyzer'], True)
    """
    found = []
    if method in {"minres", "paf"} and not solution.heywood:
        theirs = _communality(correlation.to_numpy(dtype=float), len(solution.pattern.columns))
        if theirs is not None:
            away = float(np.abs(theirs - solution.communality.to_numpy()).max())
            found.append(SecondOpinion("statsmodels", "communalities", away))
    if rotation in KAISER and solution.unrotated is not None and len(solution.pattern.columns) > 1:
        found.append(
            SecondOpinion(
                "factor_analyzer",
                "loadings",
                _rotation_difference(solution.unrotated, solution.pattern, rotation),
            )
        )
    return tuple(found)


def _communality(R: Array, factors: int) -> Array | None:
    from statsmodels.multivariate.factor import Factor

    fitted = Factor(corr=R, n_factor=factors, method="pa", smc=True).fit(maxiter=MOST_ROUNDS, tol=CLOSE)
    loadings = np.asarray(fitted.loadings_no_rot, dtype=float)
    return (loadings**2).sum(axis=1) if loadings.shape[1] == factors else None


def _rotation_difference(unrotated: pd.DataFrame, pattern: pd.DataFrame, rotation: str) -> float:
    from factor_analyzer.rotator import Rotator

    rotator = Rotator(method=rotation, normalize=KAISER[rotation], max_iter=MOST_ROUNDS, tol=CLOSE)
    turned = rotator.fit_transform(unrotated.to_numpy(dtype=float))
    theirs = pd.DataFrame(turned, index=pattern.index, columns=pattern.columns)
    aligned, _ = align(theirs, pattern)
    return float(np.abs(aligned.to_numpy() - pattern.to_numpy()).max())
