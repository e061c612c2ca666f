"""Comparison data: populations with a known number of factors that answer in the same way, sampled again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats

from psychoseg.factors.extraction.minres import unweighted

Array = npt.NDArray[np.float64]

PEOPLE = 10_000
SAMPLES = 200
LEVEL = 0.30
FAILURES = 5


@dataclass(frozen=True, eq=False)
class ComparisonData:
    """The number of factors, and how far samples' eigenvalues lie from the answers' own.

    Parameters
    ----------
    factors : int
    distances : ndarray, numbers tried × samples
        Root mean square differences of eigenvalues for 1, 2, 3 … factors.
    """

    factors: int
    distances: Array


def comparison_data(
    answers: pd.DataFrame,
    rng: np.random.Generator,
    *,
    most: int = 12,
    people: int = PEOPLE,
    samples: int = SAMPLES,
    level: float = LEVEL,
) -> ComparisonData:
    """Add factors until populations with one more no longer look more like the answers.

    Parameters
    ----------
    answers : DataFrame, respondents × items
        People who answered every item are used.
    rng : Generator
    most : int
        Factors tried at most.
    people, samples : int
        Size of each population, and samples drawn from it.
    level : float
        Of the one-sided rank sum test that one more factor is nearer.

    Notes
    -----
    Ruscio, J. & Roche, B. (2012), *Psychological Assessment* 24, 282-292; populations as in Ruscio, J. &
    Kaczetow, W. (2008), *Multivariate Behavioral Research* 43, 355-381, with minres in place of principal axes.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> z = np.repeat(rng.normal(size=(400, 2)), 4, axis=1) + rng.normal(size=(400, 8))
    >>> comparison_data(pd.DataFrame(z.round()), rng, people=4000, samples=50).factors
    2
    """
    values = answers.dropna().to_numpy(dtype=float)
    n, p = values.shape
    R = np.corrcoef(values, rowvar=False)
    own = np.linalg.eigvalsh(R)[::-1]
    found: list[Array] = []
    for factors in range(1, min(most, p // 2) + 1):
        population = _population(values, R, factors, people, rng)
        distances = np.empty(samples)
        for at in range(samples):
            drawn = np.corrcoef(population[rng.integers(0, people, n)], rowvar=False)
            distances[at] = np.sqrt(((np.linalg.eigvalsh(drawn)[::-1] - own) ** 2).mean())
        if found and stats.mannwhitneyu(distances, found[-1], alternative="less").pvalue > level:
            return ComparisonData(factors - 1, np.array([*found, distances]))
        found.append(distances)
    return ComparisonData(len(found), np.array(found))


def _population(values: Array, R: Array, factors: int, people: int, rng: np.random.Generator) -> Array:
    """Answers with the sample's margins and, as nearly as this many factors can, its correlations."""
    p = len(R)
    above = np.triu_indices(p, 1)
    margins = np.sort(rng.permuted(values, axis=0)[rng.integers(0, len(values), people)], axis=0)
    common, unique = rng.standard_normal((people, factors)), rng.standard_normal((people, p))
    aimed, best, nearest, failures = R.copy(), R.copy(), np.inf, 0
    kept, residual, population = R, np.zeros_like(R), margins
    while failures < FAILURES:
        loadings = np.clip(unweighted(aimed, factors, close=1e-4)[0], -1, 1)
        rest = np.sqrt(np.maximum(1 - (loadings**2).sum(axis=1), 0.0))
        normal = common @ loadings.T + unique * rest
        ranks = normal.argsort(axis=0)
        made = np.empty_like(margins)
        np.put_along_axis(made, ranks, margins, axis=0)
        away = R - np.corrcoef(made, rowvar=False)
        distance = float(np.sqrt((away[above] ** 2).mean()))
        if distance < nearest:
            nearest, residual, best, failures, population = distance, away, aimed, 0, made
            aimed = aimed + away
        else:
            failures += 1
            aimed = best + 0.5**failures * residual
        kept = aimed
        np.fill_diagonal(kept, 1.0)
        aimed = np.clip((kept + kept.T) / 2, -1, 1)
    return population
