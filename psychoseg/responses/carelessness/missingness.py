"""How much was left out."""

from __future__ import annotations

import pandas as pd


def missingness(answers: pd.DataFrame) -> pd.Series:
    """Share of items each person left without an answer; high where somebody clicked through.

    Parameters
    ----------
    answers : DataFrame, respondents × items

    Returns
    -------
    Series, respondents
        0 to 1; NaN where there are no items.

    Notes
    -----
    Little, R. J. A. & Rubin, D. B. (2019). *Statistical Analysis with Missing Data*. Wiley. Whether
    people were careless or had reasons the share does not say.

    Examples
    --------
    >>> missingness(pd.DataFrame([[1, None], [1, 2]])).tolist()
    [0.5, 0.0]
    """
    return answers.isna().mean(axis=1).astype(float)
