"""Matrices answered with one and the same answer in every row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

FEWEST_ROWS = 3
"""Two equal answers in a matrix are no pattern."""


def straight_grids(answers: pd.DataFrame, grids: Mapping[str, Sequence[str]]) -> pd.Series:
    """Share of matrices in which a person gave the same answer to every row; high where somebody hurried through.

    Parameters
    ----------
    answers : DataFrame, respondents × items
        In the raw direction.
    grids : mapping of str to sequence of str
        The rows of each matrix. Matrices with a row of the opposite key show carelessness best.

    Returns
    -------
    Series, respondents
        0 to 1, over the matrices in which the person answered at least three rows; NaN where there is
        none.

    Notes
    -----
    Kim, Y., Dykema, J., Stevenson, J., Black, P. & Moberg, D. P. (2019), *Social Science Computer Review*
    37, 214-233.

    Examples
    --------
    >>> answers = pd.DataFrame([[2, 2, 2, 1, 2, 3], [4, 4, 4, 5, 5, 5]], columns=list("abcdef"))
    >>> straight_grids(answers, {"first": list("abc"), "second": list("def")}).tolist()
    [0.5, 1.0]
    """
    straight = np.zeros(len(answers))
    answered = np.zeros(len(answers))
    for rows in grids.values():
        values = answers[list(rows)].to_numpy(dtype=float)
        seen = ~np.isnan(values)
        enough = seen.sum(axis=1) >= FEWEST_ROWS
        highest = np.where(seen, values, -np.inf).max(axis=1, initial=-np.inf)
        same = highest == np.where(seen, values, np.inf).min(axis=1, initial=np.inf)
        answered += enough
        straight += enough & same
    shares = np.full(len(answers), np.nan)
    np.divide(straight, answered, out=shares, where=answered > 0)
    return pd.Series(shares, index=answers.index)
