"""Whether random halves of every scale were answered alike, over many ways of halving."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from psychoseg.responses.carelessness.even_odd import FEWEST_SCALES
from psychoseg.responses.carelessness.rows import correlation_by_row
from psychoseg.stats.streams import stream

HALVINGS, _AT_A_TIME = 30, 5
SEED = 20260101
"""Halves are drawn from a stream of their own, so that a person's value never changes from run to run."""


def resampled_reliability(keyed: pd.DataFrame, scales: Mapping[str, Sequence[str]]) -> pd.Series:
    """Consistency of random halves of every scale within one person; low where answers are random.

    Parameters
    ----------
    keyed : DataFrame, respondents × items
        Reverse-keyed items turned round.
    scales : mapping of str to sequence of str
        The items of each scale; scales of one item are left out.

    Returns
    -------
    Series, respondents
        -1 to 1: the correlation over scales of the means of two random halves, the mean over 30 halvings,
        stepped up by Spearman and Brown's formula. It does not hang on which items happen to be even. NaN
        where fewer than three scales have two halves, or a half is the same on every scale throughout.

    Notes
    -----
    Curran, P. G. (2016), *Journal of Experimental Social Psychology* 66, 4-19, resampled individual
    reliability.

    Examples
    --------
    >>> answers = pd.DataFrame([[1, 1, 3, 3, 5, 5], [1, 5, 3, 1, 5, 2]], columns=list("abcdef"))
    >>> found = resampled_reliability(answers, {"x": ["a", "b"], "y": ["c", "d"], "z": ["e", "f"]})
    >>> float(found[0].round(6)), bool(found[1] < 0)
    (1.0, True)
    """
    halved = [list(items) for items in scales.values() if len(items) > 1]
    if len(halved) < FEWEST_SCALES:
        return pd.Series(np.nan, index=keyed.index)
    total, counted = np.zeros(len(keyed)), np.zeros(len(keyed))
    scored = [keyed[items].to_numpy(dtype=float).T for items in halved]
    lengths = [len(items) for items in halved]
    first_halves = np.split(halves_of(tuple(lengths)).astype(float), np.cumsum(lengths)[:-1], axis=1)
    drawn = [(half, 1.0 - half) for half in first_halves]
    for start in range(0, HALVINGS, _AT_A_TIME):
        some = slice(start, start + _AT_A_TIME)
        first, second = (_scores(scored, [pair[side][some] for pair in drawn]) for side in (0, 1))
        found = correlation_by_row(first, second, fewest=FEWEST_SCALES).reshape(-1, len(keyed))
        total += np.nan_to_num(found).sum(axis=0)
        counted += (~np.isnan(found)).sum(axis=0)
    mean = np.where(counted > 0, total / np.maximum(counted, 1), np.nan)
    held = np.maximum(mean, -1 / 3)  # below -1/3 the formula falls under -1
    return pd.Series(2 * held / (1 + held), index=keyed.index)


@cache
def halves_of(lengths: tuple[int, ...]) -> npt.NDArray[np.int8]:
    """For every halving and the items of all scales, 1 where an item is in the first half of its scale.

    Parameters
    ----------
    lengths : tuple of int
        Items of each scale.
    """
    rng = stream(SEED, "resampled reliability")
    first = np.zeros((HALVINGS, sum(lengths)), dtype=np.int8)
    starts = np.cumsum([0, *lengths])
    for halving in range(HALVINGS):
        for start, length in zip(starts, lengths, strict=False):
            first[halving, start + rng.permutation(length)[: length // 2]] = 1
    return first


def _scores(scored: Sequence[np.ndarray], halves: Sequence[np.ndarray]) -> np.ndarray:
    """The means of one half of every scale: a row for each halving and respondent, a column for each scale."""
    means = [_means(answers, half).reshape(-1) for answers, half in zip(scored, halves, strict=True)]
    return np.stack(means).T


def _means(answers: np.ndarray, halves: np.ndarray) -> np.ndarray:
    """The mean of each half of a scale: halvings × respondents from items × respondents."""
    seen = ~np.isnan(answers)
    count = halves.sum(axis=1, keepdims=True) if seen.all() else halves @ seen.astype(float)
    return np.where(count > 0, (halves @ np.where(seen, answers, 0.0)) / np.maximum(count, 1), np.nan)
