"""Answers drawn over the page: zigzags, diagonals, and one block of answers over and over."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

FEWEST_MATCHES = 6
"""Answers that must equal those one period before."""
FEWEST_ITEMS = 8
"""Below these a pattern cannot be told from chance."""


def patterned(answers: pd.DataFrame) -> pd.Series:
    """Whether a row is nothing but a pattern; straight lines are not meant here.

    Parameters
    ----------
    answers : DataFrame, respondents × items
        In the order shown and in the raw direction, on one scale.

    Returns
    -------
    Series, respondents
        1 where the whole row repeats a block of two or more different answers (2 5 2 5 …, 1 2 3 4 1 2
        3 4 …), at least six answers equalling those one block before, or where every step to the next
        answer is equally large (1 2 3 4 3 2 1 …); else 0. NaN where an answer is missing or there are
        fewer than eight items.

    Notes
    -----
    Patterns are one of the kinds of careless answers that no consistency index sees; Curran, P. G.
    (2016), *Journal of Experimental Social Psychology* 66, 4-19. Rows that are a pattern but for a
    few answers show in :func:`autocorrelation`.

    Examples
    --------
    >>> patterned(pd.DataFrame([[2, 5] * 4, [1, 2, 3, 4, 3, 2, 1, 2], [4] * 8, [2, 4, 3, 3, 1, 5, 4, 2]])).tolist()
    [1.0, 1.0, 0.0, 0.0]
    """
    values = answers.to_numpy(dtype=float)
    people, items = values.shape
    if items < FEWEST_ITEMS:
        return pd.Series(np.nan, index=answers.index)
    whole = ~np.isnan(values).any(axis=1)
    varied = values.max(axis=1, initial=-np.inf) > values.min(axis=1, initial=np.inf)
    found = np.zeros(people, dtype=bool)
    for period in range(2, items - FEWEST_MATCHES + 1):
        found |= (values[:, period:] == values[:, :-period]).all(axis=1)
    found |= _even_steps(values)
    return pd.Series(np.where(whole, (found & varied).astype(float), np.nan), index=answers.index)


def _even_steps(values: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    """Whether all steps are of one size, up or down."""
    steps = np.abs(np.diff(values, axis=1))
    return np.asarray((steps == steps[:, :1]).all(axis=1) & (steps[:, 0] > 0), dtype=bool)
