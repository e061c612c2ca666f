"""How far loadings would move with other people: the bootstrap, every resample put in the solution's order and signs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from psychoseg.factors.extraction import extracted
from psychoseg.factors.extraction.likelihood import likeliest
from psychoseg.factors.extraction.minres import unweighted
from psychoseg.factors.extraction.solution import Solution
from psychoseg.factors.rotation import KINDS, project, rotate
from psychoseg.factors.rotation.promax import lengths
from psychoseg.stats.moments import Moments

Array = npt.NDArray[np.float64]

DRAWS = 1000
BLOCK = 250
EQUAL = 0.95
CLOSE = 1e-5


@dataclass(frozen=True, eq=False)
class LoadingIntervals:
    """Standard errors and percentile intervals of loadings and factor correlations.

    Parameters
    ----------
    error, low, high : DataFrame, items × factors
    phi_error, phi_low, phi_high : DataFrame, factors × factors
    congruence : DataFrame, resamples × factors
        Tucker's coefficient of each resample's factor with the solution's.
    draws, failed : int
        Resamples made, and how many could not be factored.
    confidence : float
    """

    error: pd.DataFrame
    low: pd.DataFrame
    high: pd.DataFrame
    phi_error: pd.DataFrame
    phi_low: pd.DataFrame
    phi_high: pd.DataFrame
    congruence: pd.DataFrame
    draws: int
    failed: int
    confidence: float

    @property
    def unstable(self) -> tuple[str, ...]:
        """Factors that come back, at a congruence of .95, in fewer than 9 of 10 resamples."""
        share = (self.congruence >= EQUAL).mean()
        return tuple(map(str, share.index[share < 0.9]))


def loading_intervals(
    answers: pd.DataFrame,
    solution: Solution,
    rng: np.random.Generator,
    *,
    weights: npt.ArrayLike | None = None,
    method: str = "minres",
    rotation: str = "oblimin",
    draws: int = DRAWS,
    confidence: float = 0.95,
) -> LoadingIntervals:
    """Resample people, factor and rotate again from the solution itself, and align.

    Parameters
    ----------
    answers : DataFrame, respondents × items
        Pearson correlations are taken of every resample, pairwise where answers are missing.
    solution : Solution
    rng : Generator
    weights : array, respondents, optional
    method, rotation : str
        Those of the solution.
    draws : int
    confidence : float

    Notes
    -----
    Efron, B. & Tibshirani, R. J. (1993), *An Introduction to the Bootstrap*; each resample is turned to the
    solution before it is rotated, so that factors cannot change places (Zhang, G., Preacher, K. J. &
    Luo, S. (2010), *Multivariate Behavioral Research* 45, 104-134).

    Examples
    --------
    >>> from psychoseg.factors.extraction import extract
    >>> rng = np.random.default_rng(1)
    >>> z = np.repeat(rng.normal(size=(300, 2)), 3, axis=1) + rng.normal(size=(300, 6))
    >>> answers = pd.DataFrame(z, columns=list("abcdef"))
    >>> found = loading_intervals(answers, extract(answers.corr(), 2), rng, draws=50)
    >>> bool((found.low < found.high).all().all()), found.failed
    (True, 0)
    """
    R0 = solution.unrotated
    if R0 is None:
        raise ValueError("The solution does not hold its unrotated loadings.")
    base, pattern = R0.to_numpy(dtype=float), solution.pattern.to_numpy(dtype=float)
    start = 1 - (base**2).sum(axis=1)
    unrotated, failed = [], 0
    for R in _resampled(answers, weights, rng, draws):
        if not np.isfinite(R).all():
            failed += 1
            continue
        if method == "ml" and np.linalg.eigvalsh(R)[0] > 1e-8:
            A = likeliest(R, base.shape[1], start, CLOSE)[0]
        elif method.startswith("paf_"):
            A = extracted(R, base.shape[1], method).loadings
        else:
            A = unweighted(R, base.shape[1], start, CLOSE)[0]
        left, _, right = np.linalg.svd(A.T @ base)
        unrotated.append(A @ (left @ right))
    turned, between = _rotated(np.array(unrotated), base, pattern, rotation)
    cosine = (turned * pattern).sum(axis=1) / np.sqrt((turned**2).sum(axis=1) * (pattern**2).sum(axis=0))
    # a factor that came out pointing the other way is the same factor
    signs = np.where(cosine < 0, -1.0, 1.0)
    turned, between = turned * signs[:, None, :], between * signs[:, :, None] * signs[:, None, :]
    ends = [(1 - confidence) / 2, (1 + confidence) / 2]
    low, high = np.quantile(turned, ends, axis=0)
    phi_low, phi_high = np.quantile(between, ends, axis=0)
    like, square = solution.pattern, solution.correlations

    def shaped(values: Array, table: pd.DataFrame) -> pd.DataFrame:
        return pd.DataFrame(values, index=table.index, columns=table.columns)

    return LoadingIntervals(
        shaped(turned.std(axis=0, ddof=1), like), shaped(low, like), shaped(high, like),
        shaped(between.std(axis=0, ddof=1), square), shaped(phi_low, square), shaped(phi_high, square),
        pd.DataFrame(np.abs(cosine), columns=like.columns), draws, failed, confidence,
    )  # fmt: skip


def _resampled(
    answers: pd.DataFrame, weights: npt.ArrayLike | None, rng: np.random.Generator, draws: int
) -> Iterator[Array]:
    values = answers.to_numpy(dtype=float)
    n = len(values)
    given = np.ones(n) if weights is None else np.asarray(weights, dtype=float)
    whole = not np.isnan(values).any()
    centred = values - np.nanmean(values, axis=0)
    for _ in range(draws):
        counts = np.bincount(rng.integers(0, n, n), minlength=n) * given
        if not whole:
            yield Moments.of(answers, counts).correlation().to_numpy()
            continue
        weighted = centred * (counts / counts.sum())[:, None]
        mean = weighted.sum(axis=0)
        covariance = weighted.T @ centred - np.outer(mean, mean)
        sd = np.sqrt(np.maximum(np.diag(covariance), 1e-300))
        found = covariance / np.outer(sd, sd)
        np.fill_diagonal(found, 1.0)
        yield found


def _rotated(unrotated: Array, base: Array, pattern: Array, rotation: str) -> tuple[Array, Array]:
    kind, k = KINDS[rotation], base.shape[1]
    same = np.broadcast_to(np.eye(k), (len(unrotated), k, k))
    if k == 1 or rotation == "none":
        return unrotated, same
    if kind.criterion is None:
        pairs = [rotate(A, rotation) for A in unrotated]
        return _matched(
            np.array([one.pattern for one in pairs]), np.array([one.phi for one in pairs]), pattern
        )
    # the turn that took the solution from its principal axes: pattern = base (T')⁻¹
    T = np.linalg.inv(np.linalg.lstsq(base, pattern, rcond=None)[0]).T
    if not kind.oblique:
        left, _, right = np.linalg.svd(T)
        T = left @ right
    T = T / np.sqrt((T**2).sum(axis=0))
    criterion = kind.criterion(*base.shape)
    loadings, between = [], []
    for at in range(0, len(unrotated), BLOCK):
        block = unrotated[at : at + BLOCK]
        scale = (
            np.array([lengths(A) for A in block])[:, :, None]
            if kind.kaiser
            else np.ones((len(block), len(base), 1))
        )
        found = project(
            block / scale,
            np.repeat(T[None], len(block), axis=0),
            criterion,
            oblique=kind.oblique,
            close=1e-4,
            most=500,
        )
        loadings.append(found.loadings * scale)
        between.append(found.correlations if kind.oblique else same[: len(block)])
    return np.concatenate(loadings), np.concatenate(between)


def _matched(turned: Array, between: Array, pattern: Array) -> tuple[Array, Array]:
    """Columns put in the solution's order, for rotations that begin anew."""
    from scipy.optimize import linear_sum_assignment

    for at, L in enumerate(turned):
        cosine = (pattern.T @ L) / np.sqrt(np.outer((pattern**2).sum(axis=0), (L**2).sum(axis=0)))
        _, order = linear_sum_assignment(-np.abs(cosine))
        turned[at], between[at] = L[:, order], between[at][np.ix_(order, order)]
    return turned, between
