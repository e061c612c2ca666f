"""k-means from many starts, with weights, searched until the best is found again and again."""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from psychoseg.segments.kernel import lloyd
from psychoseg.segments.kernel.seeding import plus_plus, swapped
from psychoseg.segments.methods._method import Array, Labels, Method, means, squared_distances

LEAST_VARIANCE = 1e-12
"""Where everybody stands on a centre."""
SWAPS = 100
"""Attempts of each start to move one centre elsewhere; see :class:`WeightedKMeans`."""
EFFORT = 1e9
"""Squared differences that the attempts may cost; with more people there are fewer, never below LEAST_SWAPS."""
LEAST_SWAPS, STEPS_TO_SETTLE = 2, 15
SETTLED = 1e-4
"""A search rests where its centres move by less than this share of the mean variance; the ends are made exact."""
MOST_SEARCHED = 20_000
"""Of more distinct rows so many, drawn by weight, are searched; the best finds are finished on everybody."""
FINISHED = 4
SAME = 1e-6
LONG = 1000


class WeightedKMeans(Method):
    """Groups people around centres so that squared distances to them are smallest.

    Each start is Lloyd's algorithm from k-means++, then attempts to move one centre elsewhere, each kept
    where it helps, then single people moved where that helps. Most starts end in the same place where there is
    one best solution; ``reached_`` says how many.

    A person's probabilities are those of normal clouds of one spread, the same in every direction, and of
    equal size around the centres: proportional to exp(-d² / 2s²), where s² is the mean squared distance of
    people to their centre, by column. The nearest centre is the most probable.

    Attributes
    ----------
    inertia_ : float
        Weighted sum of squared distances.
    variance_ : float
        s² above.
    starts_, reached_ : int
        How many starts there were, and how many ended within 0.0001 % of the best.

    Notes
    -----
    Lloyd, S. P. (1982), *IEEE Trans. Information Theory* 28, 129-137; Arthur, D. & Vassilvitskii, S. (2007),
    *SODA*, 1027-1035; Fränti, P. (2018), *Journal of Big Data* 5:13; Hartigan, J. A. & Wong, M. A. (1979),
    *Applied Statistics* 28, 100-108. The probabilities are those of the mixture whose classification likelihood
    k-means maximises (Celeux, G. & Govaert, G. 1992, *Computational Statistics & Data Analysis* 14, 315-332).

    Examples
    --------
    >>> X = np.array([[0.0], [1.0], [9.0], [10.0], [11.0]])
    >>> found = WeightedKMeans(2).fit(X)
    >>> found.labels_.tolist(), found.cluster_centers_.ravel().tolist(), found.reached_
    ([1, 1, 0, 0, 0], [10.0, 0.5], 50)
    """

    name: ClassVar[str] = "kmeans"
    words: ClassVar[str] = "k-means"
    most_pairs: ClassVar[int] = 10_000
    keeps: ClassVar = {"cluster_centers_": "kp", "variance_": ""}

    def _form(self, values: Array, weights: Array) -> Labels:
        rng = self._draws()
        searched, given = values, weights
        if len(values) > MOST_SEARCHED:
            taken = np.sort(rng.choice(len(values), MOST_SEARCHED, replace=False, p=weights / weights.sum()))
            searched, given = values[taken], np.ones(MOST_SEARCHED)
            self.notes_ += (
                f"The best of {self.n_init} starts was sought among {MOST_SEARCHED:,} people drawn by weight and finished on all.",
            )
        ends, inertia = search(searched, given, self.n_clusters, self.n_init, rng)
        best = np.argsort(inertia, kind="stable")
        self.starts_ = len(inertia)
        self.reached_ = int((inertia <= inertia[best[0]] * (1 + SAME) + 1e-12).sum())
        tried = [ends[at] for at in _apart(inertia, best)]
        if searched is not values:
            rest = SETTLED**2 * mean_variance(values, weights)
            tried = list(lloyd(values, weights[None], ends[best[:FINISHED]], LONG, rest).centres)
        kept, self.inertia_ = np.zeros(len(values), dtype=np.int64), np.inf
        for centres in tried:
            labels = _nearest(values, centres)
            if searched is values:
                labels = single_moves(values, weights, labels, self.n_clusters)
            centres = means(values, weights, labels, self.n_clusters)
            sse = _inertia(values, weights, centres, labels)
            if sse < self.inertia_ * (1 - 1e-12):
                kept, self.inertia_, self.cluster_centers_ = labels, sse, centres
        self.variance_ = np.float64(self.inertia_ / weights.sum() / values.shape[1])
        return kept

    def affinity(self, X: Array) -> Array:
        """Squared distances in units of the spread, turned round."""
        apart = squared_distances(self._valid(X), self.cluster_centers_)
        return -apart / (2 * max(float(self.variance_), LEAST_VARIANCE))

    def distances(self, X: Array) -> Array:
        """Euclidean distances to the centres."""
        return np.asarray(np.sqrt(squared_distances(self._valid(X), self.cluster_centers_)))


def search(
    values: Array, weights: Array, clusters: int, starts: int, rng: np.random.Generator
) -> tuple[Array, Array]:
    """Where each start ends: centres, starts × clusters × columns, and the weighted sum of squares."""
    given, rest = weights[None], SETTLED * mean_variance(values, weights)
    first = plus_plus(values, np.broadcast_to(weights, (starts, len(weights))), clusters, rng)
    ends = lloyd(values, given, first, LONG, rest)
    effort = ends.centres.size * len(values) * STEPS_TO_SETTLE
    for _ in range(int(np.clip(EFFORT / effort, LEAST_SWAPS, SWAPS)) if clusters > 1 else 0):
        ends = ends.improved(lloyd(values, given, swapped(values, given, ends, rng), LONG, rest))
    exact = lloyd(values, given, ends.centres, LONG)
    return exact.centres, exact.inertia


def mean_variance(values: Array, weights: Array) -> float:
    """The weighted variance of a column, averaged over columns."""
    centre = np.average(values, axis=0, weights=weights)
    return float(np.average((values - centre) ** 2, axis=0, weights=weights).mean())


def single_moves(values: Array, weights: Array, labels: Labels, clusters: int) -> Labels:
    """Labels after every move of one row that lowers the sum of squares, until there is none.

    Lloyd's algorithm stops where no row is nearer to another centre; a row may still be better off there,
    as centres move with it.
    """
    labels = labels.copy()
    for _ in range(LONG):
        masses = np.bincount(labels, weights=weights, minlength=clusters).astype(float)
        centres = means(values, weights, labels, clusters)
        loss, gain = _prices(values, weights, labels, masses, centres)
        able = np.flatnonzero(gain.min(axis=1) < loss * (1 - 1e-10) - 1e-12)
        moved = 0
        for row in able[np.argsort((gain.min(axis=1) - loss)[able], kind="stable")]:
            one = slice(row, row + 1)
            loss, gain = _prices(values[one], weights[one], labels[one], masses, centres)
            to, source = int(gain.argmin()), int(labels[row])
            if gain[0, to] >= loss[0] * (1 - 1e-10) - 1e-12:
                continue
            for cluster, weight in ((source, -weights[row]), (to, weights[row])):
                mass = masses[cluster] + weight
                centres[cluster] += (weight / mass) * (values[row] - centres[cluster])
                masses[cluster] = mass
            labels[row] = to
            moved += 1
        if not moved:
            break
    return labels


def _prices(
    values: Array, weights: Array, labels: Labels, masses: Array, centres: Array
) -> tuple[Array, Array]:
    """What the sum of squares loses when a row leaves its cluster, and gains when it joins each other one."""
    apart, rows = squared_distances(values, centres), np.arange(len(values))
    loss = _leaving(masses[labels], weights) * apart[rows, labels]
    gain = masses / (masses + weights[:, None]) * weights[:, None] * apart
    gain[rows, labels] = np.inf
    return loss, gain


def _leaving(masses: Array, weights: Array) -> Array:
    """What a row counts for in its own cluster, were it gone; nothing where it is the whole of it."""
    rest = masses - weights
    return np.divide(masses * weights, rest, out=np.zeros_like(masses), where=rest > 1e-12 * masses)


def _apart(inertia: Array, best: Labels) -> list[int]:
    """The best few finds that differ from each other."""
    kept: list[int] = []
    for at in best:
        if not kept or inertia[at] > inertia[kept[-1]] * (1 + SAME):
            kept.append(int(at))
        if len(kept) == FINISHED:
            break
    return kept


def _nearest(values: Array, centres: Array) -> Labels:
    return np.asarray(squared_distances(values, centres).argmin(axis=1), dtype=np.int64)


def _inertia(values: Array, weights: Array, centres: Array, labels: Labels) -> float:
    return float((weights * ((values - centres[labels]) ** 2).sum(axis=1)).sum())
