"""How far one person moves the correlations of a table and the spread of its columns, for everybody at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

Array = npt.NDArray[np.float64]

CELLS = 4_000_000
"""Changes of correlations held in memory at a time."""


def moved_correlation(table: pd.DataFrame, weights: npt.ArrayLike, *, at_least: float = 0.0) -> Array:
    """The largest change of any Pearson correlation of a table when one person is left out.

    Parameters
    ----------
    table : DataFrame, respondents × columns
        Numbers; who gave no answer counts as the mean there, which moves nothing but the number of people.
    weights : array, respondents
        Not negative.
    at_least : float
        Changes that are surely smaller count as 0, which saves most of the work where people are many.

    Returns
    -------
    ndarray, respondents
        0 to 2. A column that varies in one person only has no correlation without them: 1.

    Notes
    -----
    Leaving one person out takes one product of rank 1 from the covariances, so nothing is computed again. Single
    people can decide what factors come out: Flora, D. B., LaBrish, C. & Chalmers, R. P. (2012), *Frontiers in
    Psychology* 3, 55; Chalmers, R. P. & Flora, D. B. (2015), *Applied Psychological Measurement* 39, 573-574.

    Examples
    --------
    >>> answers = pd.DataFrame({"a": [1.0, 2, 1, 2, 9], "b": [1.0, 1, 2, 2, 9]})
    >>> moved_correlation(answers, np.ones(5)).round(2).tolist()
    [0.0, 0.01, 0.01, 0.0, 0.98]
    """
    given = np.asarray(weights, dtype=float)
    z = _standard(table, given)
    R = (z * given[:, None]).T @ z / given.sum()
    taken = _taken(given)
    found = np.zeros(len(z))
    most = np.minimum(taken * (z**2).max(axis=1, initial=0.0), 1 - 1e-12)
    able = np.flatnonzero(2 * most / (1 - most) >= at_least)
    block = max(CELLS // max(R.size, 1), 1)
    for start in range(0, len(able), block):
        some = able[start : start + block]
        rows, share = z[some], taken[some]
        left = np.maximum(1 - share[:, None] * rows**2, 0.0)
        spread = np.sqrt(left[:, :, None] * left[:, None, :])
        kept = R - share[:, None, None] * rows[:, :, None] * rows[:, None, :]
        without = np.divide(kept, spread, out=np.full_like(kept, np.nan), where=spread > 1e-9)
        change = np.where(np.isnan(without), 1.0, np.abs(without - R))
        found[some] = change.max(axis=(1, 2), initial=0.0, where=~np.eye(len(R), dtype=bool))
    return found


def moved_spread(table: pd.DataFrame, weights: npt.ArrayLike) -> Array:
    """The largest part by which any column's standard deviation shrinks when one person is left out.

    Parameters
    ----------
    table : DataFrame, respondents × columns
        Numbers; NaN where there is no answer.
    weights : array, respondents

    Returns
    -------
    ndarray, respondents
        0 to 1; 1 where a column varies in one person only. Growth counts as 0: who sits in the middle hides no
        difference between others.

    Examples
    --------
    >>> spent = pd.DataFrame({"spent": [10.0, 12, 11, 9, 90]})
    >>> moved_spread(spent, np.ones(5)).round(2).tolist()
    [0.0, 0.0, 0.0, 0.0, 0.96]
    """
    given = np.asarray(weights, dtype=float)
    z = _standard(table, given)
    share = given / given.sum()
    left = (1 - _taken(given)[:, None] * z**2) / np.maximum(1 - share, 1e-12)[:, None]
    return np.asarray(1 - np.sqrt(np.clip(left, 0.0, 1.0)).min(axis=1, initial=1.0))


def _standard(table: pd.DataFrame, given: Array) -> Array:
    """Deviations from the mean in standard deviations, 0 where there is no answer or nobody differs."""
    values = table.to_numpy(dtype=float)
    known = ~np.isnan(values)
    weighed = known * given[:, None]
    total = np.maximum(weighed.sum(axis=0), 1e-300)
    about = np.where(known, values - (weighed * np.nan_to_num(values)).sum(axis=0) / total, 0.0)
    sd = np.sqrt((given[:, None] * about**2).sum(axis=0) / given.sum())
    return np.asarray(np.divide(about, sd, out=np.zeros_like(about), where=sd > 0))


def _taken(given: Array) -> Array:
    """What part of a squared deviation leaves the mean square with a person."""
    total = given.sum()
    return np.asarray(given / np.maximum(total - given, 1e-12 * total))
