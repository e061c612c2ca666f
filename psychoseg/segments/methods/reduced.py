"""Reduced and factorial k-means: directions and segments found together, each for the other."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from psychoseg.errors import PlanError, did_you_mean
from psychoseg.segments.methods._method import Array, Labels, Method, means, squared_distances
from psychoseg.segments.methods.kmeans import LEAST_VARIANCE, MOST_SEARCHED, WeightedKMeans

KINDS = ("reduced", "factorial")
STEPS, SAME = 300, 1e-6
ENOUGH = 0.9
"""Share of the variance between segments that the directions hold, where their number is left open."""
SETTLED = 1e-9
"""A start rests where a round lowers the loss by less than this share."""


class ReducedKMeans(Method):
    """Groups people in few directions that are chosen so that groups lie apart in them.

    Factors say what columns have in common, which need not be what sets people apart; here directions and
    segments are sought together. ``reduced`` takes the directions in which the segments' means vary most, and
    loses least of the whole table; ``factorial`` those in which people vary least within segments, and leaves out
    what is not about segments, however much of it there is.

    Parameters
    ----------
    kind : str
        ``reduced`` or ``factorial``.
    dimensions : int or None
        How many directions; where left out, as few as hold nine tenths of what sets the segments of k-means apart. One
        fewer than segments makes ``reduced`` the same as k-means.

    Attributes
    ----------
    axes_ : ndarray, columns × dimensions
        Orthonormal directions, by how much segments vary along them.
    points_ : ndarray, clusters × dimensions
        Where the segments' means lie in them.
    middle_ : ndarray, columns
        The mean of all people, where the directions cross.
    inertia_ : float
        The loss: weighted squared distances of people (in all columns if ``reduced``) to their segment's point.
    variance_ : float
        Mean squared distance to the own point within the directions, by direction.
    starts_, reached_ : int

    Notes
    -----
    De Soete, G. & Carroll, J. D. (1994), in Diday et al., *New Approaches in Classification and Data Analysis*, 212-219;
    Vichi, M. & Kiers, H. A. L. (2001), *Computational Statistics & Data Analysis* 37, 49-64; which of both suits which
    data: Timmerman, M. E. et al. (2010), *Computational Statistics & Data Analysis* 54, 1858-1871. Columns that nearly say
    the same leave directions with little variance in anybody, which ``factorial`` takes for segments. Probabilities are
    those of k-means, within the directions.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> truth = np.repeat([0, 1, 2], [50, 30, 20])
    >>> X = np.hstack([6 * np.eye(3)[truth], np.zeros((100, 5))]) + rng.normal(size=(100, 8))
    >>> found = ReducedKMeans(3).fit(X)
    >>> np.bincount(found.labels_).tolist(), found.axes_.shape
    ([50, 30, 20], (8, 2))
    """

    name: ClassVar[str] = "reduced"
    words: ClassVar[str] = "reduced k-means"
    keeps: ClassVar = {
        "cluster_centers_": "kp", "axes_": "pd", "middle_": "p", "points_": "kd", "variance_": "",
    }  # fmt: skip

    def __init__(
        self,
        n_clusters: int = 4,
        n_init: int = 50,
        random_state: int = 0,
        *,
        kind: str = "reduced",
        dimensions: int | None = None,
    ) -> None:
        super().__init__(n_clusters, n_init, random_state)
        self.kind = kind
        self.dimensions = dimensions

    def _form(self, values: Array, weights: Array) -> Labels:
        rng, columns = self._draws(), values.shape[1]
        if self.kind not in KINDS:
            raise PlanError(f"There is no {self.kind!r} k-means; {did_you_mean(self.kind, KINDS)}")
        if self.dimensions is not None and not 1 <= self.dimensions <= columns:
            raise PlanError(f"dimensions should be from 1 to the {columns} columns, not {self.dimensions}.")
        self.middle_ = np.average(values, axis=0, weights=weights)
        apart, given = values - self.middle_, weights
        if len(values) > MOST_SEARCHED:
            taken = np.sort(rng.choice(len(values), MOST_SEARCHED, replace=False, p=weights / weights.sum()))
            apart, given = apart[taken], np.ones(MOST_SEARCHED)
            self.notes_ += (f"Directions were sought among {MOST_SEARCHED:,} people drawn by weight.",)
        plain = WeightedKMeans(self.n_clusters, min(self.n_init, 5), int(rng.integers(2**31 - 1)))
        labels = plain.fit(apart, sample_weight=given).labels_
        asked = self.dimensions or self._enough(apart, given, labels)
        firsts = [labels, *self._starts(apart, given, asked, rng)]
        ends = [self._settled(apart, given, first, asked) for first in firsts]
        losses = np.array([loss for _, _, loss in ends])
        best = int(losses.argmin())
        self.starts_ = len(ends)
        self.reached_ = int((losses <= losses[best] * (1 + SAME) + 1e-12).sum())
        self.axes_, self.points_ = _turned(*ends[best][:2], self._masses(apart, given, *ends[best][:2]))
        inside = squared_distances((values - self.middle_) @ self.axes_, self.points_)
        labels = np.asarray(inside.argmin(axis=1), dtype=np.int64)
        within = float(weights @ inside.min(axis=1))
        self.variance_ = np.float64(within / weights.sum() / asked)
        self.inertia_ = self._loss(values - self.middle_, weights, self.axes_, within)
        return labels

    def _starts(
        self, apart: Array, weights: Array, dimensions: int, rng: np.random.Generator
    ) -> list[Labels]:
        """Labels to begin with: people drawn and those nearest to them, in components, then in directions by lot."""
        columns = apart.shape[1]
        begun: list[Labels] = []
        turned = np.linalg.eigh((apart * weights[:, None]).T @ apart)[1][:, ::-1]
        for at in range(self.n_init - 1):
            axes = (
                turned[:, :dimensions] if at == 0 else np.linalg.qr(rng.normal(size=(columns, dimensions)))[0]
            )
            flat = apart @ axes
            chosen = rng.choice(len(flat), self.n_clusters, replace=False, p=weights / weights.sum())
            begun.append(squared_distances(flat, flat[chosen]).argmin(axis=1))
        return begun

    def chosen(self) -> dict[str, Any]:
        """How many directions, so that refits have as many."""
        return {"dimensions": self.axes_.shape[1]}

    def _enough(self, apart: Array, weights: Array, labels: Labels) -> int:
        """How many directions hold most of what sets segments apart."""
        centres = means(apart, weights, labels, self.n_clusters)
        masses = np.bincount(labels, weights=weights, minlength=self.n_clusters)
        held = np.cumsum(np.maximum(np.linalg.eigvalsh((centres * masses[:, None]).T @ centres)[::-1], 0.0))
        return int((held < ENOUGH * held[-1]).sum()) + 1

    def _settled(
        self, apart: Array, weights: Array, labels: Labels, dimensions: int
    ) -> tuple[Array, Array, float]:
        """Directions and points from labels, in turns, until they rest; and the loss."""
        before = np.inf
        for _ in range(STEPS):
            axes = self._directions(apart, weights, labels, dimensions)
            flat = apart @ axes
            points = means(flat, weights, labels, self.n_clusters)
            inside = squared_distances(flat, points)
            self._filled(inside, points, flat, weights, labels)
            labels = inside.argmin(axis=1)
            loss = self._loss(apart, weights, axes, float(weights @ inside.min(axis=1)))
            if loss >= before * (1 - SETTLED):
                break
            before = loss
        return axes, points, loss

    def _directions(self, apart: Array, weights: Array, labels: Labels, dimensions: int) -> Array:
        """Where means vary most, or people within segments least."""
        centres = means(apart, weights, labels, self.n_clusters)
        masses = np.bincount(labels, weights=weights, minlength=self.n_clusters)
        between = (centres * masses[:, None]).T @ centres
        if self.kind == "reduced":
            return np.linalg.eigh(between)[1][:, ::-1][:, :dimensions]
        total = (apart * weights[:, None]).T @ apart
        return np.linalg.eigh(total - between)[1][:, :dimensions]

    def _filled(self, inside: Array, points: Array, flat: Array, weights: Array, labels: Labels) -> None:
        """A segment without people begins anew at the person farthest from their own point."""
        masses = np.bincount(labels, weights=weights, minlength=self.n_clusters)
        for empty in np.flatnonzero(masses == 0):
            points[empty] = flat[int((weights * inside.min(axis=1)).argmax())]
            inside[:, empty] = squared_distances(flat, points[empty][None])[:, 0]

    def _loss(self, apart: Array, weights: Array, axes: Array, within: float) -> float:
        if self.kind == "factorial":
            return within
        whole = float(weights @ (apart**2).sum(axis=1))
        return max(whole - float(weights @ ((apart @ axes) ** 2).sum(axis=1)), 0.0) + within

    def _masses(self, apart: Array, weights: Array, axes: Array, points: Array) -> Array:
        nearest = squared_distances(apart @ axes, points).argmin(axis=1)
        return np.asarray(np.bincount(nearest, weights=weights, minlength=len(points)), dtype=float)

    def affinity(self, X: Array) -> Array:
        """Squared distances within the directions, in units of the spread, turned round."""
        return -self._inside(X) / (2 * max(float(self.variance_), LEAST_VARIANCE))

    def distances(self, X: Array) -> Array:
        """Euclidean distances to the points, within the directions."""
        return np.asarray(np.sqrt(self._inside(X)), dtype=float)

    def _inside(self, X: Array) -> Array:
        apart = self._valid(X) - self.middle_
        flat = np.zeros((len(apart), self.axes_.shape[1]))
        for at in range(apart.shape[1]):  # the same for a person alone as among others
            flat += apart[:, at, None] * self.axes_[at]
        return squared_distances(flat, self.points_)


def _turned(axes: Array, points: Array, masses: Array) -> tuple[Array, Array]:
    """The same directions turned so that segments vary most along the first, each pointing to its largest number."""
    _, turn = np.linalg.eigh((points * masses[:, None]).T @ points)
    turn = turn[:, ::-1]
    turned = axes @ turn
    signs = np.sign(turned[np.abs(turned).argmax(axis=0), np.arange(turned.shape[1])])
    return turned * signs, points @ turn * signs
