"""Ward's tree: the two groups whose union costs least are joined, again and again, with weights."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
import numpy.typing as npt

from psychoseg.segments.methods._method import Array, Labels, Method, means, squared_distances
from psychoseg.segments.methods.kmeans import LEAST_VARIANCE

MOST_ROWS = 3000
"""Of more distinct rows so many, drawn by weight, grow the tree; it costs the square of their number."""
SPARE = 0.5
"""Groups that are gone are cleared away when this share of the table is."""
MOVED = 0.05
"""Share of people nearer to another segment than to the one the tree gives them, from which it is told."""


class Ward(Method):
    """Joins rows to groups and groups to larger ones so that squared distances within them grow least.

    The tree is cut where there are ``n_clusters`` groups. A tree does not say where new people belong, so
    everybody is placed by the nearest mean of these groups; ``moved_`` says for how many that is another group
    than the tree's. There are no starts: ``n_init`` and, up to 3,000 different rows, ``random_state`` change nothing.

    Probabilities are those of :class:`~psychoseg.segments.methods.kmeans.WeightedKMeans`.

    Attributes
    ----------
    heights_ : ndarray
        How much the weighted sum of squares within groups grew with each of the last ``n_clusters`` + 10 unions,
        the last first.
    variance_ : float
        Mean squared distance of people to their centre, by column.
    moved_ : float
        Share of people (by weight) whom the tree has in another group.

    Notes
    -----
    Ward, J. H. (1963), *JASA* 58, 236-244, by chains of nearest neighbours (Murtagh, F. 1983, *The Computer Journal*
    26, 354-359). A row of weight *w* is the same as *w* rows.

    Examples
    --------
    >>> X = np.array([[0.0], [1.0], [9.0], [10.0], [11.0]])
    >>> found = Ward(2).fit(X)
    >>> found.labels_.tolist(), found.cluster_centers_.ravel().tolist(), found.heights_[0].round(1).item()
    ([1, 1, 0, 0, 0], [10.0, 0.5], 108.3)
    """

    name: ClassVar[str] = "ward"
    words: ClassVar[str] = "Ward's tree"
    keeps: ClassVar = {"cluster_centers_": "kp", "variance_": ""}

    def __init__(self, n_clusters: int = 4, n_init: int = 1, random_state: int = 0) -> None:
        super().__init__(n_clusters, n_init, random_state)

    def _form(self, values: Array, weights: Array) -> Labels:
        grown, given = values, weights
        if len(values) > MOST_ROWS:
            taken = self._draws().choice(len(values), MOST_ROWS, replace=False, p=weights / weights.sum())
            grown, given = values[np.sort(taken)], np.ones(MOST_ROWS)
            self.notes_ += (f"The tree was grown on {MOST_ROWS:,} people drawn by weight.",)
        pairs, costs = tree(grown, given)
        self.heights_ = costs[::-1][: self.n_clusters + 10]
        labels = cut(pairs, self.n_clusters)
        self.cluster_centers_ = means(grown, given, labels, self.n_clusters)
        apart = squared_distances(values, self.cluster_centers_)
        nearest = np.asarray(apart.argmin(axis=1), dtype=np.int64)
        self.variance_ = np.float64(np.average(apart.min(axis=1), weights=weights) / values.shape[1])
        self.moved_ = 0.0
        if grown is values:
            self.moved_ = float(np.average(nearest != labels, weights=weights))
        if self.moved_ >= MOVED:
            self.notes_ += (
                f"{self.moved_:.0%} of people are nearer to the middle of another segment than the tree's own, and were placed there.",
            )
        return nearest

    def affinity(self, X: Array) -> Array:
        """Squared distances in units of the spread, turned round."""
        apart = squared_distances(self._valid(X), self.cluster_centers_)
        return -apart / (2 * max(float(self.variance_), LEAST_VARIANCE))

    def distances(self, X: Array) -> Array:
        """Euclidean distances to the centres."""
        return np.asarray(np.sqrt(squared_distances(self._valid(X), self.cluster_centers_)), dtype=float)


def tree(values: Array, weights: Array) -> tuple[npt.NDArray[np.int64], Array]:
    """All unions of Ward's tree over weighted rows, the cheapest first.

    Parameters
    ----------
    values : array, rows × columns
    weights : array, rows
        Above 0.

    Returns
    -------
    array of int, unions × 2
        A row of each of the two groups.
    array, unions
        By how much each makes the weighted sum of squares within groups grow; never less than the one before.

    Examples
    --------
    >>> pairs, costs = tree(np.array([[0.0], [2.0], [9.0]]), np.array([1.0, 1.0, 2.0]))
    >>> pairs.tolist(), costs.tolist()
    ([[0, 1], [0, 2]], [2.0, 64.0])
    """
    count = len(values)
    centres, masses, first = values.copy(), weights.astype(float), np.arange(count)
    gone = np.zeros(count, dtype=bool)
    pairs, costs = np.empty((max(count - 1, 0), 2), dtype=np.int64), np.empty(max(count - 1, 0))
    chain: list[int] = []
    for union in range(count - 1):
        if gone.mean() > SPARE:
            kept, place = np.flatnonzero(~gone), np.cumsum(~gone) - 1
            centres, masses, first, gone = centres[kept], masses[kept], first[kept], gone[kept]
            chain = [int(place[at]) for at in chain]
        if not chain:
            chain = [int((~gone).argmax())]
        while True:
            here = chain[-1]
            apart = ((centres - centres[here]) ** 2).sum(axis=1) * (
                masses * masses[here] / (masses + masses[here])
            )
            apart[gone] = np.inf
            apart[here] = np.inf
            there = int(apart.argmin())
            if len(chain) > 1 and apart[chain[-2]] <= apart[there]:
                there = chain[-2]
                break
            chain.append(there)
        del chain[-2:]
        pairs[union], costs[union] = sorted((first[here], first[there])), apart[there]
        mass = masses[here] + masses[there]
        centres[here] += (masses[there] / mass) * (centres[there] - centres[here])
        masses[here], gone[there] = mass, True
        first[here] = min(first[here], first[there])
    order = np.argsort(costs, kind="stable")
    return pairs[order], costs[order]


def cut(pairs: npt.NDArray[np.int64], groups: int) -> Labels:
    """The group of each row, from 0, once all unions but the last ``groups`` - 1 are made.

    Examples
    --------
    >>> cut(np.array([[0, 1], [0, 2]]), 2).tolist()
    [0, 0, 1]
    """
    above = np.arange(len(pairs) + 1)
    for one, other in pairs[: len(pairs) + 1 - groups]:
        first, second = sorted((_top(above, one), _top(above, other)))
        above[second] = first
    tops = np.array([_top(above, at) for at in range(len(above))])
    return np.asarray(np.unique(tops, return_inverse=True)[1], dtype=np.int64)


def _top(above: Labels, at: int) -> int:
    while above[at] != at:
        above[at] = above[above[at]]
        at = int(above[at])
    return int(at)
