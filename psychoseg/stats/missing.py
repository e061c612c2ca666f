"""Means and covariances by full information maximum likelihood where answers are missing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats

Array = npt.NDArray[np.float64]

CLOSE = 1e-9
ROUNDS = 2000


@dataclass(frozen=True, eq=False)
class Saturated:
    """The normal distribution under which the answers given are likeliest.

    Parameters
    ----------
    mean : Series, items
    covariance : DataFrame, items × items
        With n as divisor.
    log_likelihood : float
    people, patterns : int
        Rows with any answer, and different patterns of missing answers among them.
    rounds : int
    converged : bool
    mcar_chi2, mcar_df, mcar_p : float, int, float
        Little's test that answers are missing completely at random; p is NaN where all answers are there.
    """

    mean: pd.Series
    covariance: pd.DataFrame
    log_likelihood: float
    people: int
    patterns: int
    rounds: int
    converged: bool
    mcar_chi2: float
    mcar_df: int
    mcar_p: float

    @property
    def correlation(self) -> pd.DataFrame:
        """The covariance as correlations."""
        sd = np.sqrt(np.diag(self.covariance))
        return self.covariance.div(sd, axis=0).div(sd, axis=1)


@dataclass(frozen=True, eq=False)
class _Pattern:
    """The people who answered the same items: their number, sums and cross-products."""

    seen: npt.NDArray[np.bool_]
    weight: float
    total: Array
    cross: Array


def saturated(answers: pd.DataFrame, weights: npt.ArrayLike | None = None) -> Saturated:
    """Expectation and maximisation over patterns of missing answers.

    Parameters
    ----------
    answers : DataFrame, respondents × items
        Missing answers are NaN; rows without any answer are left out.
    weights : array, respondents, optional
        Scaled to mean 1; the result is then a pseudo-likelihood estimate.

    Returns
    -------
    Saturated
        The cost of a round does not depend on the number of people, only on the number of patterns.

    Notes
    -----
    Dempster, A. P., Laird, N. M. & Rubin, D. B. (1977), *JRSS B* 39, 1-38, sped up as in Varadhan, R. &
    Roland, C. (2008), *Scandinavian Journal of Statistics* 35, 335-353; Little, R. J. A. (1988), *JASA* 83, 1198-1202.

    Examples
    --------
    >>> answers = pd.DataFrame({"a": [1.0, 2.0, 3.0, 4.0], "b": [1.0, 2.0, 3.5, np.nan]})
    >>> found = saturated(answers)
    >>> float(found.mean["a"]), round(float(found.mean["b"]), 3)
    (2.5, 2.792)
    """
    values = answers.to_numpy(dtype=float)
    given = np.ones(len(values)) if weights is None else np.asarray(weights, dtype=float)
    some = ~np.isnan(values).all(axis=1) & (given > 0)
    values, given = values[some], given[some] * some.sum() / given[some].sum()
    centre, spread = np.nanmean(values, axis=0), np.nanstd(values, axis=0)
    spread = np.where(spread > 0, spread, 1.0)
    values = (values - centre) / spread
    patterns = _patterns(values, given)
    people = float(given.sum())
    mean, covariance = np.zeros(values.shape[1]), np.eye(values.shape[1])
    rounds, arrived = 0, False
    while rounds < ROUNDS and not arrived:
        rounds += 1
        first = _round(mean, covariance, patterns, people)
        second = _round(*first, patterns, people)
        change = max(np.abs(second[0] - first[0]).max(), np.abs(second[1] - first[1]).max())
        leapt = _leap((mean, covariance), first, second)
        mean, covariance = second if leapt is None else leapt
        if change < CLOSE:
            mean, covariance = second
            arrived = True
    items = list(map(str, answers.columns))
    likelihood, distance = _likelihood(mean, covariance, patterns, people)
    df = sum(int(pattern.seen.sum()) for pattern in patterns) - len(items)
    return Saturated(
        mean=pd.Series(centre + mean * spread, index=items),
        covariance=pd.DataFrame(covariance * np.outer(spread, spread), index=items, columns=items),
        log_likelihood=likelihood
        - sum(pattern.weight * float(np.log(spread[pattern.seen]).sum()) for pattern in patterns),
        people=int(some.sum()),
        patterns=len(patterns),
        rounds=2 * rounds,
        converged=arrived,
        mcar_chi2=distance,
        mcar_df=df,
        mcar_p=float(stats.chi2.sf(distance, df)) if df > 0 else float("nan"),
    )


def _patterns(values: Array, weights: Array) -> list[_Pattern]:
    kinds, member = np.unique(~np.isnan(values), axis=0, return_inverse=True)
    found = []
    for at, seen in enumerate(kinds):
        rows = np.flatnonzero(member.ravel() == at)
        own = values[np.ix_(rows, np.flatnonzero(seen))]
        weighted = own * weights[rows, None]
        found.append(_Pattern(seen, float(weights[rows].sum()), weighted.sum(axis=0), weighted.T @ own))
    return found


def _round(mean: Array, covariance: Array, patterns: list[_Pattern], people: float) -> tuple[Array, Array]:
    total, cross = np.zeros_like(mean), np.zeros_like(covariance)
    for pattern in patterns:
        o, m = np.flatnonzero(pattern.seen), np.flatnonzero(~pattern.seen)
        centre = mean[o]
        away = pattern.total - pattern.weight * centre
        about = pattern.cross - np.outer(pattern.total, centre) - np.outer(centre, away)
        total[o] += away
        cross[np.ix_(o, o)] += about
        if len(m):
            slope = np.linalg.solve(covariance[np.ix_(o, o)], covariance[np.ix_(o, m)])
            total[m] += away @ slope
            between = about @ slope
            cross[np.ix_(o, m)] += between
            cross[np.ix_(m, o)] += between.T
            rest = covariance[np.ix_(m, m)] - covariance[np.ix_(m, o)] @ slope
            cross[np.ix_(m, m)] += slope.T @ between + pattern.weight * rest
    shift = total / people
    found = cross / people - np.outer(shift, shift)
    return mean + shift, (found + found.T) / 2


def _leap(
    start: tuple[Array, Array], first: tuple[Array, Array], second: tuple[Array, Array]
) -> tuple[Array, Array] | None:
    """One extrapolation along two rounds; None where it would leave the covariances that can be."""
    r = [b - a for a, b in zip(start, first, strict=True)]
    v = [c - b - d for b, c, d in zip(first, second, r, strict=True)]
    bend = sum(float((part**2).sum()) for part in v)
    if bend < 1e-26:
        return None
    step = -np.sqrt(sum(float((part**2).sum()) for part in r) / bend)
    if step >= -1:
        return None
    step = max(step, -50.0)
    mean, covariance = (a - 2 * step * b + step**2 * c for a, b, c in zip(start, r, v, strict=True))
    return (mean, covariance) if np.linalg.eigvalsh(covariance)[0] > 1e-10 else None


def _likelihood(
    mean: Array, covariance: Array, patterns: list[_Pattern], people: float
) -> tuple[float, float]:
    """Log-likelihood, and Little's distance between the patterns' means and the common one."""
    logged, distance = 0.0, 0.0
    unbiased = people / (people - 1) if people > 1 else 1.0
    for pattern in patterns:
        o = np.flatnonzero(pattern.seen)
        own, centre = covariance[np.ix_(o, o)], mean[o]
        away = pattern.total - pattern.weight * centre
        about = pattern.cross - np.outer(pattern.total, centre) - np.outer(centre, away)
        determinant = float(np.linalg.slogdet(own)[1])
        squares = float(np.trace(np.linalg.solve(own, about)))
        logged -= (pattern.weight * (len(o) * np.log(2 * np.pi) + determinant) + squares) / 2
        middle = away / pattern.weight
        distance += pattern.weight * float(middle @ np.linalg.solve(own * unbiased, middle))
    return logged, distance
