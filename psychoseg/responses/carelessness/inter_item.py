"""How far apart the answers to items of one and the same scale lie."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from psychoseg.responses.carelessness.variability import response_variability


def inter_item_deviation(keyed: pd.DataFrame, scales: Mapping[str, Sequence[str]]) -> pd.Series:
    """Standard deviation of a person's answers within scales; high where answers are random.

    Parameters
    ----------
    keyed : DataFrame, respondents × items
        Reverse-keyed items turned round.
    scales : mapping of str to sequence of str
        The items of each scale; three items and more say most.

    Returns
    -------
    Series, respondents
        Scale points, 0 and up: the mean over scales. NaN where no scale has two answers. Unlike
        :func:`even_odd` it needs no number of scales and is defined for people who gave one answer
        throughout.

    Notes
    -----
    Marjanovic, Z., Holden, R., Struthers, W., Cribbie, R. & Greenglass, E. (2015), *Personality and Individual
    Differences* 84, 79-83.

    Examples
    --------
    >>> answers = pd.DataFrame([[1, 1, 5, 5], [1, 5, 5, 1]], columns=list("abcd"))
    >>> inter_item_deviation(answers, {"x": ["a", "b"], "y": ["c", "d"]}).round(3).tolist()
    [0.0, 2.828]
    """
    spreads = {name: response_variability(keyed[list(items)]) for name, items in scales.items()}
    return pd.DataFrame(spreads, index=keyed.index).astype(float).mean(axis=1)
