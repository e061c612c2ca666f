"""Hierarchical omega: how much of a total score is one thing, by Schmid and Leiman's transformation."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from psychoseg.errors import PlanError
from psychoseg.factors.extraction import extract, extracted
from psychoseg.factors.naming import carriers

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class SchmidLeiman:
    """A general factor and group factors that do not correlate with it or each other.

    Parameters
    ----------
    general : Series, items
    group : DataFrame, items × factors
    uniqueness : Series, items
    second_order : Series, factors
        Loadings of the correlated factors on the general one.
    """

    general: pd.Series
    group: pd.DataFrame
    uniqueness: pd.Series
    second_order: pd.Series


@dataclass(frozen=True, eq=False)
class Omega:
    """Reliability of the sum of all items and of each group of items.

    Parameters
    ----------
    hierarchical : float
        Share of the total's variance that is the general factor. Read .7 and above as one score's worth.
    total : float
        Share that is any common factor.
    limit : float
        Hierarchical over total.
    subscales : DataFrame, factors × (total, general, group)
        The same for the items that load most on each group factor.
    explained : float
        Share of the common variance that is the general factor (ECV).
    schmid_leiman : SchmidLeiman
    """

    hierarchical: float
    total: float
    limit: float
    subscales: pd.DataFrame
    explained: float
    schmid_leiman: SchmidLeiman


def schmid_leiman(pattern: pd.DataFrame, correlations: pd.DataFrame) -> SchmidLeiman:
    """Correlated factors as a general factor and what is left of each.

    Parameters
    ----------
    pattern : DataFrame, items × factors
    correlations : DataFrame, factors × factors
        Of two factors each gets the root of their correlation, as two cannot say more.

    Raises
    ------
    PlanError
        With fewer than two factors, or two that correlate negatively.

    Notes
    -----
    Schmid, J. & Leiman, J. M. (1957), *Psychometrika* 22, 53-61.

    Examples
    --------
    >>> pattern = pd.DataFrame(np.kron(np.eye(3), np.full((3, 1), 0.7)), columns=list("abc"))
    >>> phi = pd.DataFrame(np.full((3, 3), 0.36) + 0.64 * np.eye(3), list("abc"), list("abc"))
    >>> found = schmid_leiman(pattern, phi)
    >>> found.general.round(2).unique().tolist(), float(found.group.iloc[0, 0].round(2))
    ([0.42], 0.56)
    """
    phi, k = correlations.to_numpy(dtype=float), len(correlations)
    if k < 2:
        raise PlanError("A general factor over group factors needs at least two of them.")
    if k == 2:
        if phi[0, 1] < 0:
            raise PlanError("Two factors that correlate negatively have no general factor.")
        gamma = np.full(2, np.sqrt(phi[0, 1]))
    else:
        gamma = extracted(phi, 1).loadings[:, 0]
        gamma = gamma * (1.0 if gamma.sum() >= 0 else -1.0)
    gamma = np.clip(gamma, -1.0, 1.0)
    general = pattern @ gamma
    group = pattern * np.sqrt(1 - gamma**2)
    common = general**2 + (group**2).sum(axis=1)
    return SchmidLeiman(general, group, 1 - common, pd.Series(gamma, index=pattern.columns))


def omega(correlation: pd.DataFrame, factors: int = 3, *, method: str = "minres") -> Omega:
    """Hierarchical and total omega from an oblimin solution, as psych's ``omega`` finds them.

    Parameters
    ----------
    correlation : DataFrame, items × items
    factors : int
        Group factors; three or more identify a general one.
    method : str
        Extraction.

    Notes
    -----
    Zinbarg, R. E., Revelle, W., Yovel, I. & Li, W. (2005), *Psychometrika* 70, 123-133. Items that load
    negatively on the general factor are turned round first.

    Examples
    --------
    >>> A = np.kron(np.eye(3), np.full((3, 1), 0.7))
    >>> R = A @ (np.full((3, 3), 0.36) + 0.64 * np.eye(3)) @ A.T + 0.51 * np.eye(9)
    >>> found = omega(pd.DataFrame(R))
    >>> round(found.hierarchical, 3), round(found.total, 3)
    (0.523, 0.832)
    """
    solution = extract(correlation, factors, "oblimin", method=method)
    parts = schmid_leiman(solution.pattern, solution.correlations)
    signs = np.sign(parts.general).replace(0.0, 1.0).to_numpy()
    R = correlation.to_numpy(dtype=float) * np.outer(signs, signs)
    general, group = parts.general.to_numpy() * signs, parts.group.to_numpy() * signs[:, None]
    unique = parts.uniqueness.to_numpy()
    hierarchical = float(general.sum() ** 2 / R.sum())
    total = float(1 - unique.sum() / R.sum())
    home = carriers(parts.group).to_numpy()
    rows = {}
    for at, factor in enumerate(solution.pattern.columns):
        own = home == factor
        if own.any():
            inside = R[np.ix_(own, own)].sum()
            # an item that loads against its group counts against it
            of_general, of_group = general[own].sum() ** 2 / inside, group[own, at].sum() ** 2 / inside
            rows[factor] = (float(of_general + of_group), float(of_general), float(of_group))
    explained = float((general**2).sum() / ((general**2).sum() + (group**2).sum()))
    return Omega(
        hierarchical,
        total,
        hierarchical / total,
        pd.DataFrame.from_dict(rows, orient="index", columns=["total", "general", "group"]),
        explained,
        parts,
    )
