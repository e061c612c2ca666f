"""k-means from many starts, with weights."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from sklearn.cluster import KMeans

from psychoseg.segments.methods._method import Array, Labels, Method, squared_distances

LEAST_VARIANCE = 1e-12
"""Where everybody stands on a centre."""


class WeightedKMeans(Method):
    """Groups people around centres so that squared distances to them are smallest.

    A person's probabilities are those of normal clouds of one spread, the same in every direction, and of
    equal size around the centres: proportional to exp(-d² / 2s²), where s² is the mean squared distance of
    people to their centre, by column. The nearest centre is the most probable.

    Attributes
    ----------
    inertia_ : float
        Weighted sum of squared distances.
    variance_ : float
        s² above.

    Notes
    -----
    Arthur, D. & Vassilvitskii, S. (2007), *SODA*, 1027-1035; the probabilities are those of the mixture
    whose classification likelihood k-means maximises (Celeux, G. & Govaert, G. 1992, *Computational
    Statistics & Data Analysis* 14, 315-332).

    Examples
    --------
    >>> X = np.array([[0.0], [1.0], [9.0], [10.0], [11.0]])
    >>> found = WeightedKMeans(2).fit(X)
    >>> found.labels_.tolist(), found.cluster_centers_.ravel().tolist()
    ([1, 1, 0, 0, 0], [10.0, 0.5])
    """

    name: ClassVar[str] = "kmeans"
    words: ClassVar[str] = "k-means"
    keeps: ClassVar = {"cluster_centers_": "kp", "variance_": ""}

    def _form(self, values: Array, weights: Array) -> Labels:
        found = KMeans(self.n_clusters, n_init=self.n_init, random_state=self.random_state, tol=1e-7).fit(
            values, sample_weight=weights
        )
        self.cluster_centers_ = np.asarray(found.cluster_centers_, dtype=float)
        self.inertia_ = float(found.inertia_)
        self.variance_ = np.float64(self.inertia_ / weights.sum() / values.shape[1])
        return np.asarray(found.labels_, dtype=np.int64)

    def affinity(self, X: Array) -> Array:
        """Squared distances in units of the spread, turned round."""
        X = self._valid(X)
        return -squared_distances(X, self.cluster_centers_) / (2 * max(float(self.variance_), LEAST_VARIANCE))

    def distances(self, X: Array) -> Array:
        """Euclidean distances to the centres."""
        return np.asarray(np.sqrt(squared_distances(self._valid(X), self.cluster_centers_)))
