"""Psychometric synonyms and antonyms: pairs of items that nearly everybody answers alike, or opposite."""

from __future__ import annotations

import numpy as np
import pandas as pd

from psychoseg.responses.carelessness.rows import correlation_by_row
from psychoseg.stats.moments import Moments

CRITICAL = 0.60
"""Correlation from which two items count as synonyms; Meade & Craig (2012)."""

FEWEST_PAIRS = 3
FEWEST_TRUSTED = 5
"""With fewer pairs the correlation takes only a few values; no rule may rest on it."""


def pairs(
    answers: pd.DataFrame,
    critical: float = CRITICAL,
    *,
    opposite: bool = False,
    moments: Moments | None = None,
) -> pd.DataFrame:
    """The pairs of items that correlate beyond a critical value in this sample.

    Parameters
    ----------
    answers : DataFrame, respondents × items
        In the raw direction; correlations are over the people who answered both items.
    critical : float
        0 to 1; pairs must lie beyond it.
    opposite : bool
        Pairs below ``-critical`` instead of above ``critical``.
    moments : Moments, optional
        Everybody's, where these are only some of the people.

    Returns
    -------
    DataFrame, pairs
        Columns ``later`` and ``earlier`` (the item asked later comes first, as in R's careless) and
        ``correlation``.

    Examples
    --------
    >>> answers = pd.DataFrame({"a": [1, 2, 3, 4], "b": [1, 2, 4, 4], "c": [4, 1, 3, 2]})
    >>> pairs(answers)[["later", "earlier"]].values.tolist()
    [['b', 'a']]
    """
    sums = Moments.of(answers) if moments is None else moments
    table = sums.correlation().to_numpy()
    strength = np.where(np.isnan(table), 0.0, -table if opposite else table)
    found = [
        (answers.columns[later], answers.columns[earlier], table[later, earlier])
        for earlier in range(len(table))
        for later in range(earlier + 1, len(table))
        if strength[later, earlier] > critical
    ]
    return pd.DataFrame(found, columns=["later", "earlier", "correlation"])


def synonyms(
    answers: pd.DataFrame, critical: float = CRITICAL, *, moments: Moments | None = None
) -> pd.Series:
    """Whether a person answered alike what others answer alike; low where answers are random.

    Parameters
    ----------
    answers : DataFrame, respondents × items
        In the raw direction.
    critical : float
        Correlation from which two items are a pair, see :func:`pairs`.
    moments : Moments, optional
        As for :func:`pairs`.

    Returns
    -------
    Series, respondents
        -1 to 1: the correlation over pairs within the person. Read values under .22 as doubtful, and
        none at all with fewer than five pairs. NaN where fewer than three pairs were answered or one
        side of them does not vary.

    Notes
    -----
    Meade, A. W. & Craig, S. B. (2012), *Psychological Methods* 17, 437-455. Equal to ``psychsyn(resample_na
    = FALSE)`` of R's careless; its default shuffles pairs at random where the value is missing. Which item of
    a pair comes first matters to the value, so it follows the order asked.

    Examples
    --------
    >>> answers = pd.DataFrame({"a": [1, 2, 3, 4], "b": [1, 2, 3, 4], "c": [2, 1, 4, 4], "d": [2, 2, 4, 4]})
    >>> synonyms(answers).round(3).tolist()
    [0.2, -0.316, 0.2, nan]
    """
    return _agreement(answers, pairs(answers, critical, moments=moments))


def antonyms(
    answers: pd.DataFrame, critical: float = CRITICAL, *, moments: Moments | None = None
) -> pd.Series:
    """Whether a person answered opposite what others answer opposite; high where answers are random.

    Parameters
    ----------
    answers : DataFrame, respondents × items
        In the raw direction: turned round, opposites become synonyms.
    critical : float
        Size of the negative correlation from which two items are a pair.
    moments : Moments, optional
        As for :func:`pairs`.

    Returns
    -------
    Series, respondents
        -1 to 1, NaN as in :func:`synonyms`. Read values above -.03 as doubtful.

    Notes
    -----
    Johnson, J. A. (2005), *Journal of Research in Personality* 39, 103-129. Equal to ``psychant(resample_na =
    FALSE)`` of R's careless.

    Examples
    --------
    >>> answers = pd.DataFrame({"a": [1, 2, 3, 5], "b": [5, 4, 3, 1], "c": [2, 1, 4, 4], "d": [4, 5, 2, 1]})
    >>> antonyms(answers).round(3).tolist()
    [-0.945, -0.945, -0.522, -0.968]
    """
    return _agreement(answers, pairs(answers, critical, opposite=True, moments=moments))


def _agreement(answers: pd.DataFrame, chosen: pd.DataFrame) -> pd.Series:
    if chosen.empty:
        return pd.Series(np.nan, index=answers.index)
    later, earlier = (answers[list(chosen[side])].to_numpy(dtype=float) for side in ("later", "earlier"))
    return pd.Series(correlation_by_row(later, earlier, fewest=FEWEST_PAIRS), index=answers.index)
