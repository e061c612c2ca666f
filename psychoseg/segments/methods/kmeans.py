"""k-means from many starts, with weights."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, ClusterMixin
from sklearn.cluster import KMeans
from sklearn.utils.validation import check_is_fitted, validate_data


class WeightedKMeans(ClusterMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """Groups people around centres so that squared distances to them are smallest.

    Parameters
    ----------
    n_clusters : int
    n_init : int
        Random starts (k-means++); the best is kept.
    random_state : int

    Attributes
    ----------
    labels_ : ndarray, people
        0 to ``n_clusters`` - 1, largest segment (by weight) first, ties by the first coordinate.
    cluster_centers_ : ndarray, clusters × columns
    inertia_ : float
        Weighted sum of squared distances.

    Notes
    -----
    Arthur, D. & Vassilvitskii, S. (2007), *SODA*, 1027-1035.
    """

    def __init__(self, n_clusters: int = 4, n_init: int = 50, random_state: int = 0) -> None:
        self.n_clusters = n_clusters
        self.n_init = n_init
        self.random_state = random_state

    def fit(
        self,
        X: npt.NDArray[np.float64],
        y: None = None,  # noqa: ARG002  # scikit-learn's contract
        sample_weight: npt.NDArray[np.float64] | None = None,
    ) -> WeightedKMeans:
        """Find the centres of ``X``, people × columns."""
        X = validate_data(self, X, dtype=np.float64)
        given = np.ones(len(X)) if sample_weight is None else np.asarray(sample_weight, dtype=float)
        found = KMeans(self.n_clusters, n_init=self.n_init, random_state=self.random_state, tol=1e-7).fit(
            X, sample_weight=given
        )
        sizes = np.bincount(found.labels_, weights=given, minlength=self.n_clusters)
        order = np.lexsort((found.cluster_centers_[:, 0], -np.round(sizes, 9)))
        rank = np.empty(self.n_clusters, dtype=int)
        rank[order] = np.arange(self.n_clusters)
        self.cluster_centers_ = found.cluster_centers_[order]
        self.labels_ = rank[found.labels_]
        self.inertia_ = float(found.inertia_)
        return self

    def predict(self, X: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
        """The nearest centre of each row."""
        check_is_fitted(self)
        X = validate_data(self, X, dtype=np.float64, reset=False)
        return np.asarray(distances(X, self.cluster_centers_).argmin(axis=1), dtype=np.int64)


def distances(X: npt.NDArray[np.float64], centres: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Euclidean distances, people × centres."""
    squared = ((X[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2)
    return np.asarray(np.sqrt(squared), dtype=float)
