"""How reliably a factor's items measure it together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats

from psychoseg.factors.extraction import extracted

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Reliability:
    """Cronbach's alpha with Feldt's interval, and McDonald's omega from one-factor loadings.

    Read .7 and above as good enough to compare groups.

    Parameters
    ----------
    alpha, alpha_low, alpha_high : float
    omega : float
        From the loadings of the whole solution on this factor, for its items.
    scale : ScaleReliability, optional
        All else, from these items alone.
    """

    alpha: float
    alpha_low: float
    alpha_high: float
    omega: float
    scale: ScaleReliability | None = None


@dataclass(frozen=True, eq=False)
class ScaleReliability:
    """One scale's items by themselves, negative ones turned round.

    Parameters
    ----------
    items : tuple of str
    alpha, alpha_standardised : float
        Of the answers, and of standardised answers.
    lambda2, lambda6 : float
        Guttman's lower bounds; lambda 6 from squared multiple correlations.
    average_r : float
    omega_unidimensional : float
        One-factor maximum likelihood on correlations: also called composite reliability.
    omega_covariance, omega_observed : float
        The same on covariances, over the implied and over the observed variance of the sum.
    average_variance_extracted : float
        Mean squared standardised loading; .5 and above is asked for (Fornell & Larcker 1981).
    table : DataFrame, items × (item_rest, alpha_if_dropped, loading)
    """

    items: tuple[str, ...]
    alpha: float
    alpha_standardised: float
    lambda2: float
    lambda6: float
    average_r: float
    omega_unidimensional: float
    omega_covariance: float
    omega_observed: float
    average_variance_extracted: float
    table: pd.DataFrame

    @property
    def composite_reliability(self) -> float:
        """Composite reliability of standardised items; another name for omega of one factor."""
        return self.omega_unidimensional


def scale_reliability(covariance: pd.DataFrame) -> ScaleReliability:
    """Every measure of one scale's reliability from the covariances of its keyed items.

    Parameters
    ----------
    covariance : DataFrame, items × items
        At least two items.

    Notes
    -----
    Cronbach, L. J. (1951), *Psychometrika* 16, 297-334; Guttman, L. (1945), *Psychometrika* 10, 255-282;
    McDonald, R. P. (1999), *Test Theory*; Fornell, C. & Larcker, D. F. (1981), *JMR* 18, 39-50.

    Examples
    --------
    >>> items = list("abc")
    >>> half = pd.DataFrame(np.full((3, 3), 0.5) + 0.5 * np.eye(3), items, items)
    >>> found = scale_reliability(half)
    >>> round(found.alpha, 3), round(found.omega_unidimensional, 3), round(found.average_variance_extracted, 3)
    (0.75, 0.75, 0.5)
    """
    C = covariance.to_numpy(dtype=float)
    k, sd = len(C), np.sqrt(np.diag(C))
    R = C / np.outer(sd, sd)
    total = C.sum()
    off = C - np.diag(np.diag(C))
    rest = off.sum(axis=0)
    loadings = one_factor(R)
    unique = 1 - loadings**2
    weighted = loadings * sd
    dropped = [
        cronbach_alpha(covariance.drop(index=item, columns=item)) if k > 2 else float("nan")
        for item in covariance.columns
    ]
    # corrected item-rest correlation: covariance with the sum of the others
    others = total - 2 * C.sum(axis=0) + np.diag(C)
    table = pd.DataFrame(
        {
            "item_rest": rest / (sd * np.sqrt(np.maximum(others, 1e-12))),
            "alpha_if_dropped": dropped,
            "loading": loadings,
        },
        index=covariance.index,
    )
    average = float((R.sum() - k) / (k * (k - 1)))
    return ScaleReliability(
        items=tuple(map(str, covariance.columns)),
        alpha=cronbach_alpha(covariance),
        alpha_standardised=k * average / (1 + (k - 1) * average),
        lambda2=float(
            1 - np.trace(R) / R.sum() + np.sqrt(k / (k - 1) * ((R - np.eye(k)) ** 2).sum()) / R.sum()
        ),
        lambda6=float(1 - (1 / np.diag(np.linalg.pinv(R, hermitian=True))).sum() / R.sum()),
        average_r=average,
        omega_unidimensional=float(loadings.sum() ** 2 / (loadings.sum() ** 2 + unique.sum())),
        omega_covariance=float(weighted.sum() ** 2 / (weighted.sum() ** 2 + (unique * sd**2).sum())),
        omega_observed=float(weighted.sum() ** 2 / total),
        average_variance_extracted=float((loadings**2).mean()),
        table=table,
    )


def one_factor(R: Array) -> Array:
    """Loadings on one factor by maximum likelihood; of two items, the root of their correlation.

    Least squares where the correlations cannot be inverted.
    """
    if len(R) == 2:
        return np.full(2, np.sqrt(max(float(R[0, 1]), 0.0)))
    method = "ml" if np.linalg.eigvalsh(R)[0] > 1e-8 else "minres"
    loadings = extracted(R, 1, method).loadings[:, 0]
    return loadings if loadings.sum() >= 0 else -loadings


def heterotrait_monotrait(correlation: pd.DataFrame, scales: dict[str, list[str]]) -> pd.DataFrame:
    """HTMT of every pair of scales; below .85 they are told apart.

    Parameters
    ----------
    correlation : DataFrame, items × items
        Of keyed items; absolute values are taken, so that keying does not matter.
    scales : dict
        Items of each scale; scales of one item have no value (NaN).

    Notes
    -----
    Henseler, J., Ringle, C. M. & Sarstedt, M. (2015), *JAMS* 43, 115-135.

    Examples
    --------
    >>> R = pd.DataFrame(np.kron(np.eye(2), np.full((2, 2), 0.4)) + 0.2 + 0.4 * np.eye(4), list("abcd"), list("abcd"))
    >>> round(float(heterotrait_monotrait(R, {"x": ["a", "b"], "y": ["c", "d"]}).loc["x", "y"]), 3)
    0.333
    """
    names = list(scales)
    R = correlation.abs()
    within = {}
    for name, items in scales.items():
        own = R.loc[items, items].to_numpy(dtype=float)
        k = len(items)
        within[name] = (own.sum() - k) / (k * (k - 1)) if k > 1 else np.nan
    found = pd.DataFrame(np.eye(len(names)), index=names, columns=names)
    for one in names:
        for other in names:
            if one != other:
                between = R.loc[scales[one], scales[other]].to_numpy(dtype=float).mean()
                found.loc[one, other] = between / np.sqrt(within[one] * within[other])
    return found


def alpha_bootstrap(
    answers: pd.DataFrame,
    rng: np.random.Generator,
    draws: int = 1000,
    confidence: float = 0.95,
    weights: npt.ArrayLike | None = None,
) -> tuple[float, float]:
    """Percentile bootstrap interval of alpha over people who answered every item.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> z = rng.normal(size=(300, 1)) + rng.normal(size=(300, 4))
    >>> low, high = alpha_bootstrap(pd.DataFrame(z), rng, 200)
    >>> bool(0.7 < low < high < 0.9)
    True
    """
    whole = answers.notna().all(axis=1).to_numpy()
    values = answers.to_numpy(dtype=float)[whole]
    given = np.ones(len(values)) if weights is None else np.asarray(weights, dtype=float)[whole]
    n, k = values.shape
    counts = rng.multinomial(n, np.full(n, 1 / n), size=draws) * given
    counts = counts / counts.sum(axis=1, keepdims=True)
    centred = values - values.mean(axis=0)
    sums = centred.sum(axis=1)
    item = (counts @ centred**2 - (counts @ centred) ** 2).sum(axis=1)
    total = counts @ sums**2 - (counts @ sums) ** 2
    alphas = k / (k - 1) * (1 - item / total)
    low, high = np.quantile(alphas, [(1 - confidence) / 2, (1 + confidence) / 2])
    return float(low), float(high)


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
    return Reliability(
        alpha, low, high, omega_total(loadings * signs, uniqueness), scale_reliability(covariance)
    )
