"""How much two ways of dividing the same people agree, from their weighted table."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Indices of agreement of two partitions; all but the last are 1 for the same partition.

    Parameters
    ----------
    rand : float
        Share of pairs of people that both keep together or both keep apart.
    adjusted_rand : float
        The same, less what chance gives: 0 is no better than chance (Hubert & Arabie 1985).
    jaccard : float
        Of the pairs either keeps together, the share that both do.
    fowlkes_mallows : float
        Geometric mean of the two shares of pairs kept together.
    mutual_information : float
        In nats.
    normalised : float
        Mutual information over the mean of both entropies.
    variation : float
        Variation of information in nats; 0 for the same partition (Meilă 2007).
    """

    rand: float
    adjusted_rand: float
    jaccard: float
    fowlkes_mallows: float
    mutual_information: float
    normalised: float
    variation: float


def overlap(one: Labels, other: Labels, weights: Array | None = None, segments: int = 0) -> Array:
    """Weights shared by each segment of one grouping with each of the other.

    Parameters
    ----------
    one, other : ndarray of int, people
        Labels from 0.
    weights : ndarray, people, optional
    segments : int
        The fewest rows and columns of the table, where some segments may be empty.

    Examples
    --------
    >>> overlap(np.array([0, 0, 1]), np.array([1, 1, 0])).tolist()
    [[0.0, 2.0], [1.0, 0.0]]
    """
    rows = max(int(one.max(initial=-1)) + 1, segments)
    columns = max(int(other.max(initial=-1)) + 1, segments)
    counts = np.bincount(one.astype(np.int64) * columns + other, weights=weights, minlength=rows * columns)
    return np.asarray(counts, dtype=float).reshape(rows, columns)


def agreement(one: Labels, other: Labels, weights: Array | None = None) -> Agreement:
    """Agreement of two partitions of the same people.

    Parameters
    ----------
    one, other : ndarray of int, people
        Labels from 0; their names do not matter.
    weights : ndarray, people, optional
        A weight counts as so many people; pairs within a person are then counted too, which
        changes nothing in the third digit from a few hundred people on.

    Returns
    -------
    Agreement

    Notes
    -----
    Hubert, L. & Arabie, P. (1985), *Journal of Classification* 2, 193-218; Meilă, M. (2007), *Journal of
    Multivariate Analysis* 98, 873-895.

    Examples
    --------
    >>> agreement(np.array([0, 0, 1, 1]), np.array([1, 1, 0, 0])).adjusted_rand
    1.0
    """
    table = overlap(one, other, weights)
    total = float(table.sum())
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    both, first, second, pairs = (_pairs(part) for part in (table, rows, columns, np.array([total])))
    either = first + second - both
    chance = first * second / pairs if pairs else 0.0
    spread = (first + second) / 2 - chance
    entropies = _entropy(rows / total) + _entropy(columns / total)
    shared = entropies - _entropy(table.ravel() / total)
    return Agreement(
        rand=1 - (either - both) / pairs if pairs else 1.0,
        adjusted_rand=(both - chance) / spread if spread > 1e-12 else 1.0,
        jaccard=both / either if either else 1.0,
        fowlkes_mallows=both / np.sqrt(first * second) if first and second else float(first == second),
        mutual_information=shared,
        normalised=2 * shared / entropies if entropies > 0 else 1.0,
        variation=max(entropies - 2 * shared, 0.0),
    )


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


def _pairs(counts: Array) -> float:
    return float((counts * (counts - 1)).sum() / 2)


def _entropy(shares: Array) -> float:
    kept = shares[shares > 0]
    return float(-(kept * np.log(kept)).sum())
