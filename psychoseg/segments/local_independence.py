"""Groups of people by answers of two values and numbers together: how likely the answers are under so many groups."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.linalg import solve_triangular

Array = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]

STEPS, SETTLED, RIDGE = 30, 1e-3, 1e-4


def two_valued(X: Array) -> npt.NDArray[np.bool_]:
    """Which columns hold two values."""
    return np.array([len(np.unique(column[:5000])) == 2 and len(np.unique(column)) == 2 for column in X.T])


def likelihood(X: Array, labels: Labels) -> float:
    """Mean log-likelihood a person, begun at given groups.

    Parameters
    ----------
    X : ndarray, people × columns
        Columns of two values are independent within a group; the others are normal with one covariance for all.
    labels : ndarray of int, people
        From 0.

    Notes
    -----
    Lazarsfeld, P. F. & Henry, N. W. (1968), *Latent Structure Analysis*; with numbers beside, Vermunt, J. K. &
    Magidson, J. (2002), in *Applied Latent Class Analysis*, 89-106. By EM; a share within a group is kept from 0
    and 1 by half a person of each kind.

    Examples
    --------
    >>> X = np.repeat([[0.0, 0.0], [1.0, 1.0]], 50, axis=0)
    >>> bool(likelihood(X, np.repeat([0, 1], 50)) > likelihood(X, np.zeros(100, dtype=np.int64)))
    True
    """
    two = two_valued(X)
    taken = (X[:, two] > X[:, two].min(axis=0)).astype(float) if two.any() else np.empty((len(X), 0))
    numbers = X[:, ~two] - X[:, ~two].mean(axis=0)
    belongs, before, value = np.eye(int(labels.max()) + 1)[labels], -np.inf, 0.0
    for _ in range(STEPS):
        sizes = belongs.sum(axis=0)
        logs = np.log(np.maximum(sizes / len(X), 1e-12)) + _of_two(taken, belongs, sizes)
        if numbers.shape[1]:
            logs = logs + _of_numbers(numbers, belongs, sizes)
        top = logs.max(axis=1, keepdims=True)
        each = top[:, 0] + np.log(np.exp(logs - top).sum(axis=1))
        belongs = np.exp(logs - each[:, None])
        value = float(each.mean())
        if value - before < SETTLED:
            break
        before = value
    return value


def _of_two(taken: Array, belongs: Array, sizes: Array) -> Array:
    shares = (belongs.T @ taken + 0.5) / (sizes[:, None] + 1)
    return np.asarray(taken @ np.log(shares).T + (1 - taken) @ np.log(1 - shares).T)


def _of_numbers(numbers: Array, belongs: Array, sizes: Array) -> Array:
    people, columns = numbers.shape
    held = np.maximum(sizes, 1e-9)
    centres = (belongs.T @ numbers) / held[:, None]
    inside = (numbers.T @ numbers - (centres.T * held) @ centres) / people + RIDGE * np.eye(columns)
    root = np.linalg.cholesky(inside)
    given, middle = (solve_triangular(root, part.T, lower=True) for part in (numbers, centres))
    squares = (given**2).sum(axis=0)[:, None] - 2 * given.T @ middle + (middle**2).sum(axis=0)
    return np.asarray(-squares / 2 - columns * np.log(2 * np.pi) / 2 - np.log(np.diag(root)).sum())
