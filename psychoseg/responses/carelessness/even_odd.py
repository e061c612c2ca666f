"""Whether the two halves of every scale were answered alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from psychoseg.responses.carelessness.rows import correlation_by_row

FEWEST_SCALES = 3
"""With two scales a correlation is 1 or -1 whatever was answered."""


def even_odd(keyed: pd.DataFrame, scales: Mapping[str, Sequence[str]]) -> pd.Series:
    """Consistency of the even with the odd items of every scale within one person; low where answers are random.

    Parameters
    ----------
    keyed : DataFrame, respondents × items
        Reverse-keyed items turned round.
    scales : mapping of str to sequence of str
        The items of each scale, in the order asked; scales of one item are left out.

    Returns
    -------
    Series, respondents
        -1 to 1: the correlation over scales of the mean of the even with the mean of the odd items,
        stepped up by Spearman and Brown's formula and not below -1. Read values under .30 as doubtful.
        NaN where fewer than three scales have both halves, or where a half is the same on every scale,
        which straight-lining leads to.

    Notes
    -----
    Jackson, D. N. (1976), The appraisal of personal reliability, paper read to the Society of Multivariate
    Experimental Psychology; Johnson, J. A. (2005), *Journal of Research in Personality* 39, 103-129.
    ``evenodd`` of R's careless gives the same with the opposite sign since its version 1.2.0.

    Examples
    --------
    >>> answers = pd.DataFrame([[1, 1, 3, 3, 5, 5], [1, 5, 3, 1, 5, 2]], columns=list("abcdef"))
    >>> even_odd(answers, {"x": ["a", "b"], "y": ["c", "d"], "z": ["e", "f"]}).round(6).tolist()
    [1.0, -1.0]
    """
    halved = [list(items) for items in scales.values() if len(items) > 1]
    if len(halved) < FEWEST_SCALES:
        return pd.Series(np.nan, index=keyed.index)
    odd = np.stack([keyed[items[::2]].astype(float).mean(axis=1) for items in halved]).T
    even = np.stack([keyed[items[1::2]].astype(float).mean(axis=1) for items in halved]).T
    halves = correlation_by_row(even, odd, fewest=FEWEST_SCALES)
    held = np.maximum(halves, -1 / 3)  # below -1/3 the formula falls under -1
    return pd.Series(2 * held / (1 + held), index=keyed.index)
