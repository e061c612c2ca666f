"""Do the answers suit factor analysis at all? Kaiser-Meyer-Olkin and Bartlett."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from psychoseg.errors import PlanError

INVERTIBLE = 1e-12
ADEQUATE = 0.6
"""Below this, Kaiser (1974) calls a KMO at best mediocre: factors are not to be trusted."""


@dataclass(frozen=True, eq=False)
class Suitability:
    """Measures of sampling adequacy and a test of independence.

    Parameters
    ----------
    kmo : float
        Kaiser-Meyer-Olkin measure, 0 to 1.
    items : Series
        The same for each item (MSA).
    chi2, df, p_value
        Bartlett's test that all correlations are zero.
    n : float
        People the test counts.
    determinant : float
        Of the correlation matrix; below .00001 items overlap too much to be told apart (Field 2009).
    smc : Series, items
        Squared multiple correlation of each item with all others.
    condition : float
        Largest eigenvalue over the smallest.
    """

    kmo: float
    items: pd.Series
    chi2: float
    df: int
    p_value: float
    n: float
    determinant: float
    smc: pd.Series
    condition: float

    @property
    def per_item(self) -> float:
        """People an item."""
        return self.n / len(self.items)

    @property
    def caveats(self) -> tuple[str, ...]:
        """What a reader should doubt, in words."""
        found = []
        if self.kmo < ADEQUATE:
            found.append(
                f"Sampling adequacy is low (KMO {self.kmo:.2f}, below {ADEQUATE}): the items share too little for factors to be trusted."
            )
        weak = self.items[self.items < 0.5]
        if len(weak):
            found.append(
                f"Items with a sampling adequacy below .5 belong to no factor: {', '.join(map(str, weak.index))}."
            )
        return tuple(found)


def suitability(correlation: pd.DataFrame, n: float) -> Suitability:
    """KMO, MSA and Bartlett's test of a correlation matrix.

    Parameters
    ----------
    correlation : DataFrame, items × items
        Positive definite.
    n : float
        People behind it; the effective number where they are weighted.

    Raises
    ------
    PlanError
        Where the matrix cannot be inverted.

    Notes
    -----
    Kaiser, H. F. (1974), *Psychometrika* 39, 31-36; Bartlett, M. S. (1951), *Biometrika* 38, 337-344.

    Examples
    --------
    >>> items = list("abc")
    >>> half = pd.DataFrame([[1, 0.5, 0.5], [0.5, 1, 0.5], [0.5, 0.5, 1]], items, items)
    >>> round(suitability(half, 100).kmo, 3)
    0.692
    """
    R = correlation.to_numpy(dtype=float)
    eigenvalues = np.linalg.eigvalsh(R) if np.isfinite(R).all() else np.array([0.0])
    if eigenvalues[0] <= INVERTIBLE:
        raise PlanError(
            "Sampling adequacy (KMO) and Bartlett's test are not defined: the correlations cannot be inverted. "
            "Items are copies or sums of each other, or answers were ipsatised."
        )
    inverse = np.linalg.inv(R)
    scale = np.sqrt(np.diag(inverse))
    partial = -inverse / np.outer(scale, scale)
    np.fill_diagonal(partial, 0.0)
    plain = R - np.eye(len(R))
    shared, unique = (plain**2).sum(axis=0), (partial**2).sum(axis=0)
    p = len(R)
    chi2 = -(n - 1 - (2 * p + 5) / 6) * float(np.linalg.slogdet(R)[1])
    df = p * (p - 1) // 2
    return Suitability(
        kmo=float(shared.sum() / (shared.sum() + unique.sum())),
        items=pd.Series(shared / (shared + unique), index=correlation.index),
        chi2=chi2,
        df=df,
        p_value=float(stats.chi2.sf(chi2, df)),
        n=n,
        determinant=float(np.exp(np.linalg.slogdet(R)[1])),
        smc=pd.Series(1 - 1 / np.diag(inverse), index=correlation.index),
        condition=float(eigenvalues[-1] / eigenvalues[0]),
    )
