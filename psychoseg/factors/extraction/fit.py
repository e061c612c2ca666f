"""How well a factor solution reproduces the correlations, with every variant of every index named."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import optimize, stats

Array = npt.NDArray[np.float64]

BAND = 0.90
"""Level of the interval of RMSEA, as the field prints it."""


@dataclass(frozen=True, slots=True)
class Rmsea:
    """Root mean square error of approximation with its 90 % interval; 0 is perfect, .06 and below is good."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class FitIndices:
    """Fit of an exploratory solution.

    Parameters
    ----------
    n : float
        People; the effective number where they are weighted.
    df, null_df : int
        Degrees of freedom of the solution and of independence.
    discrepancy, null_discrepancy : float or None
        Maximum likelihood F at the solution, whatever extracted it; None where it is not defined.
    chi_square, p_value : float or None
        Bartlett's correction: (n - 1 - (2p + 5)/6 - 2k/3) F, as psych, EFAtools and SPSS print it.
    chi_square_n, chi_square_n_minus_1 : float or None
        n F as lavaan, and (n - 1) F.
    chi_square_empirical : float
        n times the sum of squared off-diagonal residuals (psych).
    null_chi_square : float or None
        Bartlett's test of independence.
    rmsea : Rmsea or None
        From (n - 1) F, as EFAtools and lavaan's maximum likelihood.
    rmsea_psych : Rmsea or None
        From Bartlett's chi-square and n, as psych.
    cfi, tli : float or None
        From (n - 1) F.
    tli_psych : float or None
        From Bartlett's chi-square.
    bic, aic : float or None
        Bartlett's chi-square less df ln n, or 2 df.
    rmsr : float
        Root mean square of the off-diagonal residuals.
    srmr : float
        The same with the diagonal, whose residuals are zero, counted in (EFAtools, lavaan).
    rmsr_corrected : float or None
        Residuals divided by degrees of freedom (psych).
    """

    n: float
    df: int
    null_df: int
    discrepancy: float | None
    null_discrepancy: float | None
    chi_square: float | None
    p_value: float | None
    chi_square_n: float | None
    chi_square_n_minus_1: float | None
    chi_square_empirical: float
    null_chi_square: float | None
    rmsea: Rmsea | None
    rmsea_psych: Rmsea | None
    cfi: float | None
    tli: float | None
    tli_psych: float | None
    bic: float | None
    aic: float | None
    rmsr: float
    srmr: float
    rmsr_corrected: float | None


def fit_indices(R: Array, loadings: Array, n: float) -> FitIndices:
    """Fit of unrotated or orthogonal loadings to correlations.

    Parameters
    ----------
    R : ndarray, items × items
    loadings : ndarray, items × factors
    n : float
        People behind the correlations.

    Notes
    -----
    Bartlett, M. S. (1951), *Biometrika* 38, 337-344; Steiger, J. H. (1990), *Multivariate Behavioral
    Research* 25, 173-180; Tucker, L. R. & Lewis, C. (1973), *Psychometrika* 38, 1-10; Bentler, P. M.
    (1990), *Psychological Bulletin* 107, 238-246.

    Examples
    --------
    >>> R = np.full((5, 5), 0.49) + 0.51 * np.eye(5)
    >>> found = fit_indices(R, np.full((5, 1), 0.7), 200)
    >>> found.df, abs(round(found.chi_square, 6)), round(found.cfi, 3), found.rmsea.value
    (5, 0.0, 1.0, 0.0)
    """
    p, k = loadings.shape
    df, null_df = ((p - k) ** 2 - p - k) // 2, p * (p - 1) // 2
    residual = (R - loadings @ loadings.T)[np.triu_indices(p, 1)]
    squares = float(residual @ residual)
    F, null = discrepancy(R, loadings), _log_determinant(R)
    F0 = None if null is None else -null
    bartlett = n - 1 - (2 * p + 5) / 6 - 2 * k / 3
    chi = None if F is None else bartlett * F
    plain = None if F is None else (n - 1) * F
    null_plain = None if F0 is None else (n - 1) * F0
    testable = df > 0 and chi is not None
    return FitIndices(
        n=n,
        df=df,
        null_df=null_df,
        discrepancy=F,
        null_discrepancy=F0,
        chi_square=chi,
        p_value=float(stats.chi2.sf(chi, df)) if testable else None,
        chi_square_n=None if F is None else n * F,
        chi_square_n_minus_1=plain,
        chi_square_empirical=2 * n * squares,
        null_chi_square=None if F0 is None else (n - 1 - (2 * p + 5) / 6) * F0,
        rmsea=rmsea(plain, df, n - 1, n - 1) if testable and plain is not None else None,
        rmsea_psych=rmsea(chi, df, n, n - 1) if testable and chi is not None else None,
        cfi=comparative_fit(plain, df, null_plain, null_df),
        tli=tucker_lewis(plain, df, null_plain, null_df),
        tli_psych=_tli_psych(F, df, F0, null_df, bartlett),
        bic=None if chi is None else chi - df * math.log(n),
        aic=None if chi is None else chi - 2 * df,
        rmsr=math.sqrt(squares / null_df),
        srmr=math.sqrt(squares / (null_df + p)),
        rmsr_corrected=math.sqrt(squares / df) if df > 0 else None,
    )


def discrepancy(R: Array, loadings: Array) -> float | None:
    """Maximum likelihood F of loadings, None where a uniqueness is not above 0 or R is singular."""
    uniqueness = 1 - (loadings**2).sum(axis=1)
    log_r = _log_determinant(R)
    if log_r is None or uniqueness.min() <= 0:
        return None
    implied = loadings @ loadings.T + np.diag(uniqueness)
    log_implied = _log_determinant(implied)
    if log_implied is None:
        return None
    return float(log_implied - log_r + np.trace(np.linalg.solve(implied, R)) - len(R))


def _log_determinant(S: Array) -> float | None:
    sign, logged = np.linalg.slogdet(S)
    return float(logged) if sign > 0 and np.isfinite(logged) else None


def rmsea(chi: float, df: int, scale: float, minus: float, band: float = BAND) -> Rmsea:
    """RMSEA of a chi-square statistic.

    Parameters
    ----------
    chi : float
    df : int
        Above 0.
    scale, minus : float
        The value is the root of chi / (df · scale) - 1 / minus; the interval's ends are roots of the
        noncentrality's ends divided by df · minus.
    band : float
        Level of the interval.
    """
    value = math.sqrt(max(chi / (df * scale) - 1 / minus, 0.0))
    ends = [
        math.sqrt(noncentrality(chi, df, level) / (df * minus)) for level in ((1 + band) / 2, (1 - band) / 2)
    ]
    return Rmsea(value, min(ends[0], value), max(ends[1], value))


def noncentrality(chi: float, df: int, level: float) -> float:
    """The noncentrality under which a chi-square is at most ``chi`` with this probability; 0 where none is."""
    if stats.chi2.cdf(chi, df) < level:
        return 0.0
    most = max(chi, 1.0)
    while stats.ncx2.cdf(chi, df, most) > level:
        most *= 2
    return float(optimize.brentq(lambda at: stats.ncx2.cdf(chi, df, at) - level, 1e-12, most, xtol=1e-10))


def comparative_fit(chi: float | None, df: int, null: float | None, null_df: int) -> float | None:
    """Bentler's CFI; .95 and above is good."""
    if chi is None or null is None:
        return None
    worst = max(null - null_df, chi - df, 0.0)
    return 1.0 if worst == 0 else 1 - max(chi - df, 0.0) / worst


def tucker_lewis(chi: float | None, df: int, null: float | None, null_df: int) -> float | None:
    """Tucker and Lewis's index; .95 and above is good, may exceed 1."""
    if chi is None or null is None or df <= 0 or null == null_df:
        return None
    ratio = null / null_df
    return (ratio - chi / df) / (ratio - 1)


def _tli_psych(F: float | None, df: int, F0: float | None, null_df: int, factor: float) -> float | None:
    if F is None or F0 is None or df <= 0 or factor <= 0:
        return None
    ratio = F0 / null_df
    return None if ratio == 1 / factor else (ratio - F / df) / (ratio - 1 / factor)
