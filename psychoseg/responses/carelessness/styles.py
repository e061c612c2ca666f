"""How somebody uses a scale, whatever is asked: agreeing with everything, or going to the ends."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd


def acquiescence(
    answers: pd.DataFrame, ends: Mapping[str, tuple[float, float]], reversed_items: frozenset[str]
) -> pd.Series:
    """Agreement with statements and their opposites alike; high where somebody says yes to everything.

    Parameters
    ----------
    answers : DataFrame, respondents × items
        In the raw direction.
    ends : mapping of str to (float, float)
        The lowest and highest code of each item.
    reversed_items : frozenset of str
        Items keyed the other way; as many of each kind weigh as much, so that content cancels out.

    Returns
    -------
    Series, respondents
        -1 to 1, 0 in the middle of the scale: the mean of the mean over items keyed one way and the
        mean over items keyed the other, as a part of half the scale's width. NaN where one kind has no
        answer.

    Notes
    -----
    Baumgartner, H. & Steenkamp, J.-B. E. M. (2001), *Journal of Marketing Research* 38, 143-156, who
    measure response styles over many unlike items. Evidence of a style, not of carelessness.

    Examples
    --------
    >>> both = pd.DataFrame([[5, 5], [5, 1]], columns=["a", "b"])
    >>> acquiescence(both, {"a": (1, 5), "b": (1, 5)}, frozenset("b")).tolist()
    [1.0, 0.0]
    """
    centred = pd.DataFrame(
        {name: (answers[name] - (low + high) / 2) / ((high - low) / 2) for name, (low, high) in ends.items()},
        index=answers.index,
    )
    one_way = centred[[name for name in centred if name not in reversed_items]].mean(axis=1)
    other = centred[[name for name in centred if name in reversed_items]].mean(axis=1)
    return (one_way + other) / 2


def extreme_share(answers: pd.DataFrame, ends: Mapping[str, tuple[float, float]]) -> pd.Series:
    """Share of answers at either end of the scale.

    Parameters
    ----------
    answers : DataFrame, respondents × items
    ends : mapping of str to (float, float)
        The lowest and highest code of each item.

    Returns
    -------
    Series, respondents
        0 to 1; NaN where nothing was answered.

    Notes
    -----
    Greenleaf, E. A. (1992), *Public Opinion Quarterly* 56, 328-351. Evidence of a style, which differs
    between cultures, not of carelessness.

    Examples
    --------
    >>> extreme_share(pd.DataFrame([[5, 1, 3, 4]], columns=list("abcd")), dict.fromkeys("abcd", (1, 5))).tolist()
    [0.5]
    """
    kept = answers[list(ends)].to_numpy(dtype=float)
    low, high = (np.array([ends[name][at] for name in ends]) for at in (0, 1))
    seen = ~np.isnan(kept)
    count = seen.sum(axis=1)
    at_ends = ((kept == low) | (kept == high)).sum(axis=1)
    return pd.Series(np.where(count > 0, at_ends / np.maximum(count, 1), np.nan), index=answers.index)
