"""How reliably a factor's items measure it together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats


@dataclass(frozen=True, slots=True)
class Reliability:
    """Cronbach's alpha with Feldt's interval, and McDonald's omega from one-factor loadings.

    Read .7 and above as good enough to compare groups.
    """

    alpha: float
    alpha_low: float
    alpha_high: float
    omega: float


def cronbach_alpha(covariance: pd.DataFrame) -> float:
    """Cronbach's alpha of the sum of the items of a covariance matrix; may be below 0.

    Cronbach, L. J. (1951), *Psychometrika* 16, 297-334.

    Examples
    --------
    >>> items = list("ab")
    >>> round(cronbach_alpha(pd.DataFrame([[1, 0.5], [0.5, 1]], items, items)), 4)
    0.6667
    """
    values = covariance.to_numpy(dtype=float)
    k = len(values)
    return float(k / (k - 1) * (1 - np.trace(values) / values.sum()))


def feldt_interval(alpha: float, n: float, items: int, confidence: float = 0.95) -> tuple[float, float]:
    """Confidence interval of alpha for ``n`` people and ``items`` items.

    Feldt, L. S., Woodruff, D. J. & Salih, F. A. (1987), *Applied Psychological Measurement* 11, 93-103.
    """
    upper, lower = stats.f.ppf([(1 + confidence) / 2, (1 - confidence) / 2], n - 1, (n - 1) * (items - 1))
    return float(1 - (1 - alpha) * upper), float(1 - (1 - alpha) * lower)


def omega_total(loadings: pd.Series, uniqueness: pd.Series) -> float:
    """McDonald's omega of a sum of items on one factor, from standardised loadings.

    McDonald, R. P. (1999), *Test Theory*, equation 6.20.
    """
    common = float(loadings.sum()) ** 2
    return common / (common + float(uniqueness.sum()))


def reliability(
    correlation: pd.DataFrame,
    sd: pd.Series,
    loadings: pd.Series,
    uniqueness: pd.Series,
    n: float,
    confidence: float,
) -> Reliability:
    """The reliability of one factor's items, all given for the same items.

    Items that load negatively are turned round first.
    """
    signs = np.sign(loadings).replace(0.0, 1.0)
    scale = sd * signs
    covariance = correlation.mul(scale, axis=0).mul(scale, axis=1)
    alpha = cronbach_alpha(covariance)
    low, high = feldt_interval(alpha, n, len(correlation), confidence)
    return Reliability(alpha, low, high, omega_total(loadings * signs, uniqueness))
