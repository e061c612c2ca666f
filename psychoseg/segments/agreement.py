"""How far two groupings of the same people agree."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]


def overlap(one: Labels, other: Labels, weights: Array | None = None, segments: int = 0) -> Array:
    """Weights shared by each segment of one grouping with each of the other; labels from 0.

    Examples
    --------
    >>> overlap(np.array([0, 0, 1]), np.array([1, 1, 0])).tolist()
    [[0.0, 2.0], [1.0, 0.0]]
    """
    rows = max(int(one.max()) + 1, segments)
    columns = max(int(other.max()) + 1, segments)
    cells = one.astype(np.int64) * columns + other
    counts = np.bincount(cells, weights=weights, minlength=rows * columns)
    return counts.reshape(rows, columns).astype(float)


def adjusted_rand(
    one: Labels, other: Labels, weights: Array | None = None, squares: Array | None = None
) -> float:
    """The adjusted Rand index: 1 for the same grouping, 0 on average for unrelated ones.

    Parameters
    ----------
    one, other : array
        Segments from 0, of people or of rows of like people.
    weights : array, optional
        How much each row counts; the pairs of people *i* and *j* then count by the product of their weights.
    squares : array, optional
        The sum of squared weights over the people of each row; the square of the weight where left out.

    Notes
    -----
    Hubert, L. & Arabie, P. (1985), *Journal of Classification* 2, 193-218.

    Examples
    --------
    >>> round(adjusted_rand(np.array([0, 0, 1, 1]), np.array([0, 0, 1, 2])), 4)
    0.5714
    >>> adjusted_rand(np.array([0, 1]), np.array([0, 1]), np.array([2.0, 2.0]), np.array([2.0, 2.0]))
    1.0
    """
    weights = np.ones(len(one)) if weights is None else weights
    squares = weights**2 if squares is None else squares
    shared = overlap(one, other, weights)
    alone = overlap(one, other, squares)
    both = float((shared**2 - alone).sum())
    first = float((shared.sum(axis=1) ** 2 - alone.sum(axis=1)).sum())
    second = float((shared.sum(axis=0) ** 2 - alone.sum(axis=0)).sum())
    all_pairs = float(shared.sum() ** 2 - alone.sum())
    if all_pairs <= 0:
        return 1.0
    expected, most = first * second / all_pairs, (first + second) / 2
    return (both - expected) / (most - expected) if most - expected > 1e-12 * all_pairs else 1.0
