"""Does something differ between groups at all? One test for a table, one for means, one for ranks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import stats

from psychoseg.stats.moments import effective_base

Array = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int64]

SAME_WEIGHTS = 1e-9
"""Weights that differ by less, as a share of their mean, are equal; then the textbook tests are exact."""


@dataclass(frozen=True, slots=True)
class Omnibus:
    """One test over all groups, with the size of the effect.

    Parameters
    ----------
    test : str
        Its name.
    statistic, df1 : float
    df2 : float or None
        None for chi-square tests.
    p_value : float
    effect_name : str
    effect : float
        Cramér's V (0 to 1), or eta squared: the share of variance between groups.
    less_biased : float
        The same corrected for chance: Bergsma's V, or omega squared; not below 0.
    base : int
        People who answered.
    weighted, effective : float
    """

    test: str
    statistic: float
    df1: float
    df2: float | None
    p_value: float
    effect_name: str
    effect: float
    less_biased: float
    base: int
    weighted: float
    effective: float


def table_test(groups: Codes, answers: Codes, weights: Array) -> Omnibus | None:
    """Independence of groups and answers: Pearson's chi-square, or Rao and Scott's where weights differ.

    Parameters
    ----------
    groups, answers : ndarray of int, people
        From 0; below 0 where missing, and then left out.
    weights : ndarray, people

    Returns
    -------
    Omnibus or None
        None where fewer than two groups or two answers are left.

    Notes
    -----
    The second-order correction, referred to F with the number of people less one as denominator:
    Rao, J. N. K. & Scott, A. J. (1984), *Annals of Statistics* 12, 46-60; Thomas & Rao (1987), as
    R's ``svychisq``. The effect is Cramér's V of the weighted table; without chance as Bergsma, W. (2013),
    *Journal of the Korean Statistical Society* 42, 323-328.

    Examples
    --------
    >>> groups = np.repeat([0, 0, 1, 1], [40, 10, 10, 40])
    >>> answers = np.repeat([0, 1, 0, 1], [40, 10, 10, 40])
    >>> found = table_test(groups, answers, np.ones(100))
    >>> found.test, round(found.statistic, 1), round(found.effect, 2)
    ('Pearson chi-square', 36.0, 0.6)
    """
    kept = (groups >= 0) & (answers >= 0) & (weights > 0)
    if not kept.any():
        return None
    rows, row = np.unique(groups[kept], return_inverse=True)
    columns, column = np.unique(answers[kept], return_inverse=True)
    r, c, given = len(rows), len(columns), weights[kept]
    if r < 2 or c < 2:
        return None
    people, total = len(given), float(given.sum())
    at = row * c + column
    shares = np.bincount(at, weights=given, minlength=r * c) / total
    squares = np.asarray(np.bincount(at, weights=given**2, minlength=r * c), dtype=float)
    table = shares.reshape(r, c)
    expected = table.sum(axis=1)[:, None] * table.sum(axis=0)[None, :]
    chi = float(((table - expected) ** 2 / expected).sum()) * people
    df = (r - 1) * (c - 1)
    effective = effective_base(given)
    effect, fair = _cramer(chi / people, r, c, effective)
    if np.ptp(given) <= SAME_WEIGHTS * given.mean():
        name, statistic, df1, df2 = "Pearson chi-square", chi, float(df), None
        p_value = float(stats.chi2.sf(chi, df))
    else:
        trace, df1 = _design(shares, squares, total, people, r, c)
        name, statistic, df2 = "Rao-Scott F", chi / trace, df1 * (people - 1)
        p_value = float(stats.f.sf(statistic, df1, df2))
    return Omnibus(name, statistic, df1, df2, p_value, "Cramér's V", effect, fair, people, total, effective)


def _design(shares: Array, squares: Array, total: float, people: int, r: int, c: int) -> tuple[float, float]:
    """Sum of the generalised design effects of the interaction, and their degrees of freedom."""
    cross = np.outer(squares, shares)
    V = np.diag(squares) - cross - cross.T + squares.sum() * np.outer(shares, shares)
    V *= people / (people - 1) / total**2
    main = np.column_stack([np.repeat(np.eye(r), c, axis=0), np.tile(np.eye(c), (r, 1))])
    inner = np.einsum("ai,bj->abij", np.eye(r)[:, 1:], np.eye(c)[:, 1:]).reshape(r * c, (r - 1) * (c - 1))
    C = inner - main @ np.linalg.lstsq(main, inner, rcond=None)[0]
    inverse = np.divide(1.0, shares, out=np.zeros_like(shares), where=shares > 0)
    scaled = inverse[:, None] * C
    delta = np.linalg.pinv(C.T @ scaled / people) @ (scaled.T @ V @ scaled)
    trace = float(np.trace(delta))
    return trace, trace**2 / float(np.trace(delta @ delta))


def _cramer(phi: float, r: int, c: int, n: float) -> tuple[float, float]:
    plain = float(np.sqrt(phi / (min(r, c) - 1)))
    fair = max(phi - (r - 1) * (c - 1) / (n - 1), 0.0) if n > 1 else 0.0
    smaller = min(k - (k - 1) ** 2 / (n - 1) for k in (r, c)) - 1 if n > 1 else 0.0
    return min(plain, 1.0), float(np.sqrt(fair / smaller)) if smaller > 0 else 0.0


def mean_test(groups: Codes, values: Array, weights: Array) -> Omnibus | None:
    """Equal means: Welch's F, with the design's variance of every mean where weights differ.

    Parameters
    ----------
    groups : ndarray of int, people
        From 0; below 0 where missing.
    values : ndarray, people
        NaN where missing.
    weights : ndarray, people

    Returns
    -------
    Omnibus or None
        None where fewer than two groups have two people and some spread.

    Notes
    -----
    Welch, B. L. (1951), *Biometrika* 38, 330-336; variances by linearisation (Binder 1983), degrees of freedom
    by effective bases. The effect is eta squared of the weighted data, without chance omega squared.

    Examples
    --------
    >>> values = np.array([1.0, 2, 3, 4, 11, 12, 13, 14])
    >>> found = mean_test(np.repeat([0, 1], 4), values, np.ones(8))
    >>> found.test, round(found.statistic), round(found.effect, 2)
    ('Welch F', 120, 0.95)
    """
    kept = (groups >= 0) & ~np.isnan(values) & (weights > 0)
    group, y, given = groups[kept], values[kept], weights[kept]
    parts = []
    for at in np.unique(group):
        own = group == at
        w, x = given[own], y[own]
        if len(w) < 2:
            continue
        mean = float(np.average(x, weights=w))
        error = float((w**2 * (x - mean) ** 2).sum()) / float(w.sum()) ** 2 * len(w) / (len(w) - 1)
        parts.append((mean, error, effective_base(w)))
    if len(parts) < 2 or min(error for _, error, _ in parts) <= 0:
        return None
    means, errors, bases = (np.array(column) for column in zip(*parts, strict=True))
    k, precision = len(parts), 1 / errors
    centre = float(np.average(means, weights=precision))
    spread = float(((1 - precision / precision.sum()) ** 2 / (bases - 1)).sum())
    statistic = float((precision * (means - centre) ** 2).sum()) / (k - 1)
    statistic /= 1 + 2 * (k - 2) / (k**2 - 1) * spread
    df2 = (k**2 - 1) / (3 * spread)
    equal = np.ptp(given) <= SAME_WEIGHTS * given.mean()
    eta, omega = _explained(group, y, given)
    return Omnibus(
        "Welch F" if equal else "Welch F, design-based", statistic, float(k - 1), df2,
        float(stats.f.sf(statistic, k - 1, df2)), "eta squared", eta, omega, len(y), float(given.sum()), effective_base(given),
    )  # fmt: skip


def rank_test(groups: Codes, values: Array, weights: Array) -> Omnibus | None:
    """Equal ranks: Kruskal and Wallis's test, or Lumley and Scott's where weights differ.

    For amounts with a long tail. The effect is eta squared of the ranks.

    Notes
    -----
    Kruskal, W. H. & Wallis, W. A. (1952), *JASA* 47, 583-621; Lumley, T. & Scott, A. J. (2013), *Biometrika*
    100, 831-842: a design-based test of means on estimated population ranks.

    Examples
    --------
    >>> values = np.array([1.0, 2, 3, 4, 11, 12, 13, 1400])
    >>> found = rank_test(np.repeat([0, 1], 4), values, np.ones(8))
    >>> found.test, round(found.p_value, 3)
    ('Kruskal-Wallis', 0.021)
    """
    kept = (groups >= 0) & ~np.isnan(values) & (weights > 0)
    group, y, given = groups[kept], values[kept], weights[kept]
    if len(np.unique(group)) < 2 or len(np.unique(y)) < 2:
        return None
    place = np.unique(y, return_inverse=True)[1]
    mass = np.bincount(place, weights=given)
    ranks = ((np.cumsum(mass) - mass / 2) / mass.sum())[place]
    if np.ptp(given) > SAME_WEIGHTS * given.mean():
        found = mean_test(group, ranks, given)
        if found is None:
            return None
        return Omnibus(
            "Lumley-Scott rank F", found.statistic, found.df1, found.df2, found.p_value, "eta squared of ranks",
            found.effect, found.less_biased, found.base, found.weighted, found.effective,
        )  # fmt: skip
    names = np.unique(group)
    statistic, p_value = stats.kruskal(*(y[group == at] for at in names))
    eta, omega = _explained(group, ranks, given)
    return Omnibus(
        "Kruskal-Wallis", float(statistic), float(len(names) - 1), None, float(p_value), "eta squared of ranks",
        eta, omega, len(y), float(given.sum()), effective_base(given),
    )  # fmt: skip


def explained(groups: Codes, values: Array, weights: Array) -> float:
    """Eta squared alone: the share of a variable's variance that lies between groups; 0 where it has none.

    Examples
    --------
    >>> round(explained(np.array([0, 0, 1, 1]), np.array([0.0, 1, 2, 3]), np.ones(4)), 2)
    0.8
    """
    kept = (groups >= 0) & ~np.isnan(values) & (weights > 0)
    return _explained(groups[kept], values[kept], weights[kept])[0] if kept.any() else 0.0


def _explained(group: Codes, y: Array, weights: Array) -> tuple[float, float]:
    _, place = np.unique(group, return_inverse=True)
    sizes = np.bincount(place, weights=weights)
    means = np.bincount(place, weights=weights * y) / sizes
    total = float((weights * (y - np.average(y, weights=weights)) ** 2).sum())
    if total <= 0:
        return 0.0, 0.0
    within = float((weights * (y - means[place]) ** 2).sum())
    n, k = effective_base(weights), len(sizes)
    error = within / (n - k) if n > k else 0.0
    return 1 - within / total, max((total - within - (k - 1) * error) / (total + error), 0.0)
