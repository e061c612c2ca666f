"""Patterns that come round again: zigzags, stairs and runs."""

from __future__ import annotations

import numpy as np
import pandas as pd

MOST_LAG = 8


def autocorrelation(answers: pd.DataFrame, lags: int = MOST_LAG) -> pd.Series:
    """Largest size of the correlation of a row with itself some answers later; high where a pattern was clicked.

    Parameters
    ----------
    answers : DataFrame, respondents × items
        In the order shown and in the raw direction.
    lags : int
        Answers later, from 1 to this many.

    Returns
    -------
    Series, respondents
        0 to 1: the largest absolute autocorrelation. NaN where an answer is missing, as then later
        answers are out of step, and where there are not more items than lags. 1 where all
        answers are the same.

    Notes
    -----
    Gottfried, J., Ježek, S., Králová, M. & Řiháček, T. (2022), *Practical Assessment,
    Research, and Evaluation* 27, article 2. Look at the highest hundredth; no fixed value tells.

    Examples
    --------
    >>> autocorrelation(pd.DataFrame([[2, 5] * 6, [3] * 12, [1, 4, 2, 2, 5, 3, 1, 2, 4, 3, 3, 5]])).round(2).tolist()
    [0.92, 1.0, 0.34]
    """
    values = answers.to_numpy(dtype=float)
    if values.shape[1] <= lags:
        return pd.Series(np.nan, index=answers.index)
    whole = ~np.isnan(values).any(axis=1)
    flat = values.max(axis=1) == values.min(axis=1)
    away = values - values.mean(axis=1, keepdims=True)
    spread = (away**2).sum(axis=1)
    largest = np.zeros(len(values))
    for lag in range(1, lags + 1):
        later = np.zeros(len(values))
        np.divide(
            np.abs((away[:, :-lag] * away[:, lag:]).sum(axis=1)), spread, out=later, where=whole & ~flat
        )
        largest = np.maximum(largest, later)
    return pd.Series(np.where(whole, np.where(flat, 1.0, largest), np.nan), index=answers.index)
