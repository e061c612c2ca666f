"""Parallel analysis: how large eigenvalues get when answers share nothing."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd

Array = npt.NDArray[np.float64]

DRAWS = 1000
QUANTILE = 0.95
BLOCK = 4_000_000
"""Numbers of a stack of matrices held at once."""


def random_eigenvalues(
    items: int,
    n: float,
    rng: np.random.Generator,
    draws: int = DRAWS,
    quantile: float | None = QUANTILE,
    kind: str = "pca",
) -> Array:
    """Quantiles of the eigenvalues of correlation matrices of independent normal answers.

    Parameters
    ----------
    items : int
    n : float
        People.
    rng : Generator
    draws : int
    quantile : float or None
        None for the mean.
    kind : {"pca", "smc"}
        Eigenvalues of the correlations (Horn), or with squared multiple correlations on the
        diagonal (Humphreys and Ilgen), the factor form.

    Notes
    -----
    The matrices are drawn as Wishart matrices from their triangular root (Bartlett's
    decomposition), so that the cost does not depend on the number of people. Horn, J. L. (1965),
    *Psychometrika* 30, 179-185; Humphreys, L. G. & Ilgen, D. R. (1969), *Educational and Psychological
    Measurement* 29, 571-578.

    Examples
    --------
    >>> found = random_eigenvalues(10, 500, np.random.default_rng(1))
    >>> bool(1.2 < found[0] < 1.35)
    True
    """
    return summed_up(np.concatenate(list(_stacks(np.eye(items), n, rng, draws, kind))), quantile)


def resampled_eigenvalues(
    R: Array, n: float, rng: np.random.Generator, draws: int, kind: str = "pca"
) -> Array:
    """Eigenvalues, draws × items, of samples of n normal people whose correlations are R."""
    values, vectors = np.linalg.eigh(R)
    root = vectors * np.sqrt(np.maximum(values, 0.0))
    return np.concatenate(list(_stacks(root, n, rng, draws, kind)))


def permuted_eigenvalues(
    answers: pd.DataFrame,
    rng: np.random.Generator,
    draws: int = 100,
    quantile: float | None = QUANTILE,
    kind: str = "pca",
) -> Array:
    """The same for the answers themselves, each item's shuffled among people, so that their form is kept.

    Buja, A. & Eyuboglu, N. (1992), *Multivariate Behavioral Research* 27, 509-540. Over people who
    answered every item; the cost grows with their number.

    Examples
    --------
    >>> answers = pd.DataFrame(np.random.default_rng(1).integers(1, 6, (300, 6)))
    >>> bool(1.1 < permuted_eigenvalues(answers, np.random.default_rng(2))[0] < 1.35)
    True
    """
    values = answers.dropna().to_numpy(dtype=float)
    values = (values - values.mean(axis=0)) / np.maximum(values.std(axis=0), 1e-12)
    found = []
    for _ in range(draws):
        shuffled = rng.permuted(values, axis=0)
        found.append(eigenvalues_of((shuffled.T @ shuffled / len(values))[None], kind)[0])
    return summed_up(np.array(found), quantile)


def eigenvalues_of(R: Array, kind: str = "pca") -> Array:
    """Eigenvalues of a stack of correlation matrices, largest first."""
    if kind == "smc":
        R = R.copy()
        diagonal = np.arange(R.shape[-1])
        R[:, diagonal, diagonal] = 1 - 1 / np.maximum(np.diagonal(np.linalg.inv(R), axis1=1, axis2=2), 1.0)
    return np.asarray(np.linalg.eigvalsh(R)[:, ::-1], dtype=float)


def summed_up(eigenvalues: Array, quantile: float | None) -> Array:
    """The mean or a quantile over draws."""
    found = eigenvalues.mean(axis=0) if quantile is None else np.quantile(eigenvalues, quantile, axis=0)
    return np.asarray(found, dtype=float)


def leading(flags: npt.ArrayLike) -> int:
    """How many flags are true before the first false one."""
    given = np.asarray(flags, dtype=bool)
    return int(np.argmin(given)) if not given.all() else len(given)


def _stacks(root: Array, n: float, rng: np.random.Generator, draws: int, kind: str) -> Iterator[Array]:
    items = len(root)
    plain = bool((root == np.eye(items)).all())
    freedom = np.maximum(n - 1 - np.arange(items), 1.0)
    rows, columns = np.tril_indices(items, -1)
    at_once = max(1, BLOCK // items**2)
    for start in range(0, draws, at_once):
        count = min(at_once, draws - start)
        lower = np.zeros((count, items, items))
        lower[:, rows, columns] = rng.standard_normal((count, len(rows)))
        lower[:, np.arange(items), np.arange(items)] = np.sqrt(rng.chisquare(freedom, (count, items)))
        if not plain:
            lower = root @ lower
        scatter = lower @ lower.transpose(0, 2, 1)
        scale = 1 / np.sqrt(np.einsum("dii->di", scatter))
        scatter *= scale[:, :, None]
        scatter *= scale[:, None, :]
        yield eigenvalues_of(scatter, kind)
