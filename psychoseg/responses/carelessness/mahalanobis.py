"""How far a whole row of answers lies from everybody's."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from psychoseg.stats.moments import Moments

INVERTIBLE = 1e-10
"""Least ratio of the smallest to the largest eigenvalue of a covariance that is inverted."""


def mahalanobis(answers: pd.DataFrame, moments: Moments | None = None) -> pd.Series:
    """Squared Mahalanobis distance of each row; high where answers go together as nobody else's do.

    Parameters
    ----------
    answers : DataFrame, respondents × items
        Missing answers count as the item's mean, so who left much out lies nearer. Covariances are
        taken over the people who answered both items.
    moments : Moments, optional
        Everybody's, where these are only some of the people.

    Returns
    -------
    Series, respondents
        0 and up, without a unit; its mean is items × (n - 1) ÷ n where nothing is missing. NaN where
        nothing was answered, and for everybody where the covariance cannot be inverted: an item that
        does not vary or follows from others, or too few people.

    Notes
    -----
    Mahalanobis, P. C. (1936), *Proceedings of the National Institute of Sciences of India* 2, 49-55;
    for careless answers Meade, A. W. & Craig, S. B. (2012), *Psychological Methods* 17, 437-455. Equal
    to ``mahad`` of R's careless, which takes it from ``psych::outlier``. Turning an item round changes
    nothing. It finds random answers and spares straight-lining.

    Examples
    --------
    >>> mahalanobis(pd.DataFrame([[1, 1], [2, 2], [3, 3], [4, 1]])).round(3).tolist()
    [1.75, 0.25, 1.75, 2.25]
    """
    values = answers.to_numpy(dtype=float)
    blank = np.isnan(values).all(axis=1)
    nowhere = pd.Series(np.nan, index=answers.index)
    if not values.shape[1]:
        return nowhere
    sums = Moments.of(answers) if moments is None else moments
    covariance = sums.covariance().to_numpy()
    if not invertible(covariance):
        return nowhere
    means = sums.mean.to_numpy()
    away = np.where(np.isnan(values), 0.0, values - means)
    squared = (away * np.linalg.solve(covariance, away.T).T).sum(axis=1)
    return pd.Series(np.where(blank, np.nan, squared), index=answers.index)


def invertible(covariance: npt.NDArray[np.float64]) -> bool:
    """Whether distances can be measured with a covariance: it is known, and no item follows from others."""
    if np.isnan(covariance).any():
        return False
    roots = np.linalg.eigvalsh(covariance)
    return bool(roots[0] > INVERTIBLE * roots[-1])


def mahalanobis_cut(items: int, quantile: float = 0.999) -> float:
    """The squared distance that a share ``quantile`` of normally distributed rows stays under.

    The quantile of chi-square with as many degrees of freedom as there are items. Answers on a scale
    are not normal: of ordinary volunteers several times the nominal share lie beyond it.

    Examples
    --------
    >>> round(mahalanobis_cut(25, 0.99), 6)
    44.314105
    """
    from scipy.special import gammaincinv  # scipy.stats takes a second to load

    return float(2 * gammaincinv(items / 2, quantile))
