"""Bagged clustering: many small groups in many resamples, joined by a tree."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

import numpy as np
from scipy.cluster.hierarchy import cut_tree, linkage

from psychoseg.errors import ModelError, PlanError, did_you_mean
from psychoseg.segments.kernel import lloyd
from psychoseg.segments.kernel.seeding import plus_plus
from psychoseg.segments.methods._method import Array, Labels, Method, means, squared_distances
from psychoseg.segments.methods.kmeans import LEAST_VARIANCE, MOST_SEARCHED
from psychoseg.segments.methods.ward import MOST_ROWS, cut, tree

LINKAGES = ("ward", "average", "complete", "single")
BASE = 20
"""Groups in each resample (Leisch 1999)."""
STEPS = 10
FEWEST = 50
"""A resample has at least so many people, however few there are to draw."""
PORTION = 4_000_000
"""Weights of resamples held at once."""
AT_ONCE = 200_000
"""Distances held at once: few, so that they stay near the processor."""
SHARE = 1e-3
"""A group with less than this share of its resample is left out: what one resample has by chance."""


class Bagged(Method):
    """Forms many small groups in each of many resamples and joins their centres to segments by a tree.

    A single k-means cuts where its start happened to lie. Centres that small groups of many resamples leave where
    people are dense do not, and they say of what form a segment is: with ``single`` linkage it may be long or bent.
    A person belongs to the segment of the nearest such centre.

    Parameters
    ----------
    n_init : int
        Resamples.
    base : int
        Groups in each; at most as many as there are different people.
    linkage : str
        How centres are joined: ``ward``, each counting by the people it stands for; ``average``, ``complete`` or
        ``single``, each counting once.

    Attributes
    ----------
    points_ : ndarray, centres × columns
    belongs_ : ndarray, centres × clusters
        1 for the segment of each centre.
    variance_ : float
        Mean squared distance of people to the nearest centre of their segment, by column.
    heights_ : ndarray
        At what height each of the last unions of centres is, the last first; see
        :class:`~psychoseg.segments.methods.ward.Ward` for that of Ward's.

    Notes
    -----
    Leisch, F. (1999), *Bagged Clustering*, SFB Working Paper 51, WU Wien; Dolnicar, S. & Leisch, F. (2004),
    *Australasian Marketing Journal* 12, 51-65. Probabilities fall with the squared distance to the nearest centre of each segment, as in k-means.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> ring = 5 * np.column_stack([np.cos(np.arange(300)), np.sin(np.arange(300))]) + rng.normal(0, 0.3, (300, 2))
    >>> X = np.vstack([ring, rng.normal(0, 0.3, (100, 2)) + [12, 0]])
    >>> np.bincount(Bagged(2).fit(X).labels_).tolist()
    [300, 100]
    """

    name: ClassVar[str] = "bagged"
    words: ClassVar[str] = "bagged clustering"
    keeps: ClassVar = {"cluster_centers_": "kp", "points_": "bp", "belongs_": "bk", "variance_": ""}

    def __init__(
        self,
        n_clusters: int = 4,
        n_init: int = 50,
        random_state: int = 0,
        *,
        base: int = BASE,
        linkage: str = "ward",
    ) -> None:
        super().__init__(n_clusters, n_init, random_state)
        self.base = base
        self.linkage = linkage

    def _form(self, values: Array, weights: Array) -> Labels:
        rng = self._draws()
        if self.linkage not in LINKAGES:
            raise PlanError(f"There is no linkage {self.linkage!r}; {did_you_mean(self.linkage, LINKAGES)}")
        few, given = values, weights
        if len(values) > MOST_SEARCHED:
            taken = np.sort(rng.choice(len(values), MOST_SEARCHED, replace=False, p=weights / weights.sum()))
            few, given = values[taken], np.ones(MOST_SEARCHED)
            self.notes_ += (f"Resamples were drawn from {MOST_SEARCHED:,} people drawn by weight.",)
        points, masses = self._resampled(few, given, rng)
        if self.linkage == "ward":
            pairs, costs = tree(points, masses)
            labels = cut(pairs, self.n_clusters)
        else:
            joined = linkage(points, self.linkage)
            costs, labels = joined[:, 2], cut_tree(joined, self.n_clusters)[:, 0].astype(np.int64)
        self.heights_ = costs[::-1][: self.n_clusters + 10]
        self.points_, self.belongs_ = points, np.eye(self.n_clusters)[labels]
        apart = _nearest(values, points, self.belongs_)
        found = apart.argmin(axis=1)
        self.variance_ = np.float64(np.average(apart.min(axis=1), weights=weights) / values.shape[1])
        self.cluster_centers_ = means(values, weights, found, self.n_clusters)
        silent = np.flatnonzero(np.bincount(found, minlength=self.n_clusters) == 0)
        for at in silent:
            own = labels == at
            self.cluster_centers_[at] = np.average(points[own], axis=0, weights=masses[own])
        return np.asarray(found, dtype=np.int64)

    def _resampled(self, values: Array, weights: Array, rng: np.random.Generator) -> tuple[Array, Array]:
        """Centres of the groups of all resamples, and the share of people of each."""
        people = max(round(self._people), FEWEST)
        shares = weights / weights.sum()
        base = min(max(self.base, self.n_clusters), len(values))
        kept = min(self.n_init, max(MOST_ROWS // base, 1))
        size = max(PORTION // len(values), 1)
        points: list[Array] = []
        masses: list[Array] = []
        for at in range(0, kept, size):
            drawn = rng.multinomial(people, shares, size=min(size, kept - at)).astype(float)
            ends = lloyd(values, drawn, plus_plus(values, drawn, base, rng), STEPS)
            for centres, labels, own in zip(ends.centres, ends.labels, drawn, strict=True):
                held = np.bincount(labels, weights=own, minlength=base) / people
                points.append(centres[held > SHARE])
                masses.append(held[held > SHARE])
        return np.concatenate(points), np.concatenate(masses)

    def affinity(self, X: Array) -> Array:
        """Squared distances to the nearest centre of each segment, in units of the spread, turned round."""
        apart = _nearest(self._valid(X), self.points_, self.belongs_)
        return -apart / (2 * max(float(self.variance_), LEAST_VARIANCE))

    def distances(self, X: Array) -> Array:
        """Euclidean distances to the nearest centre of each segment."""
        return np.asarray(np.sqrt(_nearest(self._valid(X), self.points_, self.belongs_)), dtype=float)

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any], where: str = "the method") -> Self:
        """Also refuses centres that belong to no segment or to several, and segments without any."""
        made = super().from_plain(plain, where)
        single = np.isin(made.belongs_, (0.0, 1.0)).all() and (made.belongs_.sum(axis=1) == 1).all()
        if not single or not (made.belongs_.sum(axis=0) > 0).all():
            raise ModelError(f"{where}.belongs_ should hold one segment for each centre.")
        return made


def _nearest(X: Array, points: Array, belongs: Array) -> Array:
    """Squared distance of each person to the nearest centre of each segment."""
    found = np.empty((len(X), belongs.shape[1]))
    for at in range(found.shape[1]):
        own = points[belongs[:, at] > 0]
        size = max(AT_ONCE // max(len(own), 1), 1)
        for first in range(0, len(X), size):
            part = slice(first, first + size)
            found[part, at] = squared_distances(X[part], own).min(axis=1)
    return found
