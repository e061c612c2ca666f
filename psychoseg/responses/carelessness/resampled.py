"""Whether random halves of every scale were answered alike, over many ways of halving."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from psychoseg.responses.carelessness.even_odd import FEWEST_SCALES
from psychoseg.responses.carelessness.rows import correlation_by_row
from psychoseg.stats.streams import stream

HALVINGS = 30
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
    rng = stream(SEED, "resampled reliability")
    total, counted = np.zeros(len(keyed)), np.zeros(len(keyed))
    values = {tuple(items): keyed[items].to_numpy(dtype=float) for items in halved}
    for _ in range(HALVINGS):
        first, second = [], []
        for answers in values.values():
            order = rng.permutation(answers.shape[1])
            half = len(order) // 2
            first.append(_means(answers[:, order[:half]]))
            second.append(_means(answers[:, order[half:]]))
        found = correlation_by_row(np.column_stack(first), np.column_stack(second), fewest=FEWEST_SCALES)
        known = ~np.isnan(found)
        total[known] += found[known]
        counted += known
    mean = np.where(counted > 0, total / np.maximum(counted, 1), np.nan)
    held = np.maximum(mean, -1 / 3)  # below -1/3 the formula falls under -1
    return pd.Series(2 * held / (1 + held), index=keyed.index)


def _means(answers: np.ndarray) -> np.ndarray:
    seen = ~np.isnan(answers)
    count = seen.sum(axis=1)
    return np.where(count > 0, np.where(seen, answers, 0.0).sum(axis=1) / np.maximum(count, 1), np.nan)
