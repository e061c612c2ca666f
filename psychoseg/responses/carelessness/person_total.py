"""Whether a person finds easy to agree with what others find easy to agree with."""

from __future__ import annotations

import numpy as np
import pandas as pd

from psychoseg.responses.carelessness.rows import correlation_by_row
from psychoseg.stats.moments import Moments


def person_total(answers: pd.DataFrame, moments: Moments | None = None) -> pd.Series:
    """Correlation of each person's answers with the means of everybody else's; low where answers are random.

    Parameters
    ----------
    answers : DataFrame, respondents × items
        In the raw direction, on one scale.
    moments : Moments, optional
        Everybody's, where these are only some of the people.

    Returns
    -------
    Series, respondents
        -1 to 1; read values below 0 as doubtful. NaN where fewer than two items were answered that
        somebody else answered too, or the answers do not vary.

    Notes
    -----
    Donlon, T. F. & Fischer, F. E. (1968), *Educational and Psychological Measurement* 28, 105-113; for
    careless answers Curran, P. G. (2016), *Journal of Experimental Social Psychology* 66, 4-19.

    Examples
    --------
    >>> person_total(pd.DataFrame([[1, 3, 5], [2, 3, 5], [1, 2, 4], [5, 3, 1]])).round(2).tolist()
    [0.87, 1.0, 1.0, -0.99]
    """
    values = answers.to_numpy(dtype=float)
    seen = ~np.isnan(values)
    kept = np.where(seen, values, 0.0)
    people, total = seen.sum(axis=0), kept.sum(axis=0)
    if moments is not None:
        people = np.diag(moments.weight)
        total = np.diag(moments.first) + moments.centre * people
    others = people - seen
    means = np.full_like(values, np.nan)
    np.divide(total - kept, others, out=means, where=others > 0)
    return pd.Series(correlation_by_row(values, means), index=answers.index)
