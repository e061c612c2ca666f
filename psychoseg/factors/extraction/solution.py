"""A rotated factor solution: loadings, factor correlations, fit, and what is improper about it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from psychoseg.factors.extraction.fit import FitIndices

Array = npt.NDArray[np.float64]


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
    caveats : tuple of str
    unrotated : DataFrame, items × factors, optional
    fit : FitIndices, optional
        Where the number of people was given.
    heywood : tuple of str
        Items whose communality reaches 1.
    rounds : int
        Of the extraction.
    converged : bool
        Whether extraction and rotation both arrived.
    starts, reached : int
        Starts of the rotation, and how many of them found the best one.
    value : float, optional
        Of the rotation's criterion.
    """

    pattern: pd.DataFrame
    correlations: pd.DataFrame
    rmsr: float
    method: str
    caveats: tuple[str, ...] = ()
    unrotated: pd.DataFrame | None = None
    fit: FitIndices | None = None
    heywood: tuple[str, ...] = ()
    rounds: int = 0
    converged: bool = True
    starts: int = 1
    reached: int = 1
    value: float | None = None

    @property
    def structure(self) -> pd.DataFrame:
        """Correlations of items with factors, items × factors."""
        return self.pattern @ self.correlations

    @property
    def communality(self) -> pd.Series:
        """Share of each item's variance that the factors explain."""
        return (self.structure * self.pattern).sum(axis=1)

    @property
    def variance(self) -> pd.Series:
        """Variance each factor explains, in items; shared variance is split between the factors that share it."""
        return (self.structure * self.pattern).sum(axis=0)

    @property
    def complexity(self) -> pd.Series:
        """Hofmann's index of how many factors each item needs: 1 is simple structure.

        Hofmann, R. J. (1978), *Multivariate Behavioral Research* 13, 247-250.
        """
        squared = self.pattern**2
        return squared.sum(axis=1) ** 2 / (squared**2).sum(axis=1)


def ordered(loadings: Array, phi: Array, fixed: int = 0) -> tuple[Array, Array]:
    """Factors by the variance they explain, each pointing where its loadings point.

    The first ``fixed`` factors keep their place, as a general factor must.
    """
    variance = ((loadings @ phi) * loadings).sum(axis=0)
    variance[:fixed] = np.inf
    order = np.argsort(-variance, kind="stable")
    signs = np.where((loadings**3).sum(axis=0) < 0, -1.0, 1.0)[order]
    return loadings[:, order] * signs, phi[np.ix_(order, order)] * np.outer(signs, signs)
