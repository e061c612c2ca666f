"""Runs of one and the same answer: how long the longest is, and how long they are on average."""

from __future__ import annotations

import numpy as np
import pandas as pd


def longest_string(answers: pd.DataFrame) -> pd.Series:
    """Length of the longest run of one answer in each row; high where somebody clicked down a column.

    Parameters
    ----------
    answers : DataFrame, respondents × items
        In the order shown and in the raw direction, on one scale. A missing answer ends a run.

    Returns
    -------
    Series, respondents
        Answers, from 1 to the number of items; 0 where nothing was answered.

    Notes
    -----
    Johnson, J. A. (2005), *Journal of Research in Personality* 39, 103-129. Equal to ``longstring`` of
    R's careless wherever anything was answered. It sees straight-lining only: random answers come in
    short runs.

    Examples
    --------
    >>> longest_string(pd.DataFrame([[3, 3, 3, 1], [1, 2, None, None]])).tolist()
    [3, 1]
    """
    values = answers.to_numpy(dtype=float)
    run = np.zeros(len(values), dtype=int)
    longest = np.zeros(len(values), dtype=int)
    for at in range(values.shape[1]):
        repeats = (values[:, at] == values[:, at - 1]) if at else np.zeros(len(values), dtype=bool)
        run = np.where(repeats, run + 1, ~np.isnan(values[:, at]))
        longest = np.maximum(longest, run)
    return pd.Series(longest, index=answers.index)


def average_string(answers: pd.DataFrame) -> pd.Series:
    """Mean length of the runs of one answer in each row; high where answers are often repeated.

    Parameters
    ----------
    answers : DataFrame, respondents × items
        In the order shown and in the raw direction, on one scale. A missing answer is a run of its own.

    Returns
    -------
    Series, respondents
        Answers a run, from 1 to the number of items; NaN where nothing was answered.

    Notes
    -----
    Meade, A. W. & Craig, S. B. (2012), *Psychological Methods* 17, 437-455. Equal to ``longstring(avg =
    TRUE)`` of R's careless.

    Examples
    --------
    >>> average_string(pd.DataFrame([[3, 3, 3, 1], [1, 2, 3, 4]])).tolist()
    [2.0, 1.0]
    """
    values = answers.to_numpy(dtype=float)
    breaks = (values[:, 1:] != values[:, :-1]).sum(axis=1)
    means = values.shape[1] / (breaks + 1.0)
    return pd.Series(np.where(np.isnan(values).all(axis=1), np.nan, means), index=answers.index)
