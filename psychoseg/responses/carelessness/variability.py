"""How much one person's answers vary."""

from __future__ import annotations

import numpy as np
import pandas as pd


def response_variability(answers: pd.DataFrame) -> pd.Series:
    """Standard deviation of each row: low where one answer was given throughout, high where answers jump.

    Parameters
    ----------
    answers : DataFrame, respondents × items
        In the raw direction, on one scale; missing answers are left out.

    Returns
    -------
    Series, respondents
        Scale points (divisor n - 1), 0 and up; NaN where fewer than two items were answered. Both ends
        are suspect: read it beside its own lowest and highest hundredth.

    Notes
    -----
    Dunn, A. M., Heggestad, E. D., Shanock, L. R. & Theilgard, N. (2018), *Journal of Business and
    Psychology* 33, 105-121. Equal to ``irv`` of R's careless.

    Examples
    --------
    >>> response_variability(pd.DataFrame([[3, 3, 3], [1, 3, 5]])).tolist()
    [0.0, 2.0]
    """
    values = answers.to_numpy(dtype=float)
    seen = ~np.isnan(values)
    answered = seen.sum(axis=1)
    kept = np.where(seen, values, 0.0)
    means = kept.sum(axis=1) / np.maximum(answered, 1)
    squares = np.where(seen, (kept - means[:, None]) ** 2, 0.0).sum(axis=1)
    spread = np.sqrt(squares / np.maximum(answered - 1, 1))
    return pd.Series(np.where(answered > 1, spread, np.nan), index=answers.index)


def split_variability(answers: pd.DataFrame, parts: int = 3) -> pd.DataFrame:
    """The variability of each stretch of the questionnaire, to see where somebody stopped caring.

    Parameters
    ----------
    answers : DataFrame, respondents × items
        In the order shown and in the raw direction.
    parts : int
        Stretches of as equal length as can be, from 1 to the number of items.

    Returns
    -------
    DataFrame, respondents × parts
        Columns 1 to ``parts``, in scale points as of :func:`response_variability`.

    Raises
    ------
    ValueError
        Where there are more parts than items.

    Examples
    --------
    >>> split_variability(pd.DataFrame([[1, 3, 2, 2]]), 2).round(3).values.tolist()
    [[1.414, 0.0]]
    """
    items = answers.shape[1]
    if not 1 <= parts <= items:
        raise ValueError(f"{items} items cannot be split into {parts} parts; give 1 to {items}.")
    stretches = np.array_split(np.arange(items), parts)
    return pd.DataFrame(
        {
            number: response_variability(answers.iloc[:, places])
            for number, places in enumerate(stretches, start=1)
        }
    )
