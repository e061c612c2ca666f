"""How far apart segments lie: silhouette and Calinski-Harabasz, with weights."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from sklearn.metrics import silhouette_samples

from psychoseg.segments.order import thinned

Array = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]

MOST_PEOPLE = 2000
"""Distances between more people than this are not worth their time; people are spread over all kinds."""


def silhouette(X: Array, labels: Labels, weights: Array) -> float:
    """Weighted mean silhouette width, -1 to 1.

    Parameters
    ----------
    X : ndarray, people × columns
    labels : ndarray of int, people
    weights : ndarray, people
        Weigh people in the mean; distances are between people as they are.

    Returns
    -------
    float
        0 where there is one segment. Of many people, 2,000 spread over all kinds are used.

    Notes
    -----
    Rousseeuw, P. J. (1987), *Journal of Computational and Applied Mathematics* 20, 53-65.

    Examples
    --------
    >>> X = np.array([[0.0], [1.0], [10.0], [11.0]])
    >>> round(silhouette(X, np.array([0, 0, 1, 1]), np.ones(4)), 2)
    0.9
    """
    rows = thinned(X, weights, MOST_PEOPLE)
    used = np.unique(labels[rows])
    if not 2 <= len(used) < len(rows):
        return 0.0
    return float(np.average(silhouette_samples(X[rows], labels[rows]), weights=weights[rows]))


def calinski_harabasz(X: Array, labels: Labels, weights: Array) -> float:
    """Variance between segments over variance within, each by its degrees of freedom.

    Weights are scaled to sum to the number of people. Infinite where nobody differs within segments.

    Notes
    -----
    Caliński, T. & Harabasz, J. (1974), *Communications in Statistics* 3, 1-27.

    Examples
    --------
    >>> X = np.array([[0.0], [1.0], [10.0], [11.0]])
    >>> calinski_harabasz(X, np.array([0, 0, 1, 1]), np.ones(4))
    200.0
    """
    segments = len(np.unique(labels))
    if not 2 <= segments < len(X):
        return 0.0
    inside = within(X, labels, weights) * len(X) / float(weights.sum())
    centre = np.average(X, axis=0, weights=weights)
    total = float((weights[:, None] * (X - centre) ** 2).sum()) * len(X) / float(weights.sum())
    if inside <= 1e-12 * total:
        return float("inf")
    return (total - inside) / (segments - 1) / (inside / (len(X) - segments))


def within(X: Array, labels: Labels, weights: Array) -> float:
    """Weighted sum of squared distances of people from the mean of their segment."""
    sizes = np.bincount(labels, weights=weights)
    sums = np.column_stack([np.bincount(labels, weights=weights * column) for column in X.T])
    centres = np.divide(sums, sizes[:, None], out=np.zeros_like(sums), where=sizes[:, None] > 0)
    return float((weights[:, None] * (X - centres[labels]) ** 2).sum())
