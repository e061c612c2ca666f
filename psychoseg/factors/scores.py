"""Weights that turn answers into factor scores, by four named methods, and how well they can do it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from psychoseg.errors import PlanError, did_you_mean

Array = npt.NDArray[np.float64]

METHODS = {
    "regression": "regression (Thurstone): the best linear prediction, shrunk towards the mean",
    "bartlett": "Bartlett: unbiased, more variable",
    "tenberge": "ten Berge: scores that correlate exactly as the factors do",
    "means": "plain means of the items that load most, in the answers' own unit",
}


def score_weights(R: Array, pattern: Array, phi: Array, method: str = "regression") -> Array:
    """Weights of standardised answers.

    Parameters
    ----------
    R : ndarray, items × items
        Correlations of the items, positive definite.
    pattern : ndarray, items × factors
    phi : ndarray, factors × factors
    method : {"regression", "bartlett", "tenberge"}

    Returns
    -------
    ndarray, items × factors
        NaN where these items cannot tell the factors apart.

    Raises
    ------
    PlanError
        Where there is no such method.

    Notes
    -----
    Thurstone, L. L. (1935), *The Vectors of Mind*; Bartlett, M. S. (1937), *British Journal of Psychology*
    28, 97-104; ten Berge, J. M. F., Krijnen, W. P., Wansbeek, T. & Shapiro, A. (1999), *Linear Algebra
    and its Applications* 289, 311-318. Scores by regression are not called factor correlations: only ten
    Berge's correlate as the factors do.

    Examples
    --------
    >>> R = np.full((3, 3), 0.49) + 0.51 * np.eye(3)
    >>> score_weights(R, np.full((3, 1), 0.7), np.eye(1)).ravel().round(3).tolist()
    [0.354, 0.354, 0.354]
    """
    if method not in METHODS or method == "means":
        raise PlanError(f"There are no weights by {method!r}; {did_you_mean(method, METHODS)}")
    structure = pattern @ phi
    if method == "regression":
        return np.asarray(np.linalg.solve(R, structure), dtype=float)
    if method == "bartlett":
        uniqueness = np.maximum(1 - (structure * pattern).sum(axis=1), 1e-6)
        scaled = pattern / uniqueness[:, None]
        inner = scaled.T @ pattern
        if np.linalg.matrix_rank(inner) < len(phi):
            return np.full(pattern.shape, np.nan)
        return np.asarray(scaled @ np.linalg.inv(inner), dtype=float)
    root = _power(phi, 0.5)
    spread = pattern @ root
    solved = np.linalg.solve(R, spread)
    inner = spread.T @ solved
    if np.linalg.matrix_rank(inner) < len(phi):
        return np.full(pattern.shape, np.nan)
    return np.asarray(solved @ _power(inner, -0.5) @ root, dtype=float)


def determinacy(R: Array, pattern: Array, phi: Array) -> Array:
    """Squared correlation of each factor with its regression scores, 0 to 1.

    Two sets of scores that fit equally well may correlate as little as 2ρ² - 1; read ρ² of .8 and above
    as good enough to tell people apart. Grice, J. W. (2001), *Psychological Methods* 6, 430-450.
    """
    structure = pattern @ phi
    found = (structure * np.linalg.solve(R, structure)).sum(axis=0)
    return np.asarray(np.clip(found, 0.0, 1.0), dtype=float)


def _power(A: Array, power: float) -> Array:
    values, vectors = np.linalg.eigh(A)
    return np.asarray((vectors * np.maximum(values, 1e-12) ** power) @ vectors.T, dtype=float)
