"""Agreement across methods: whether Ward's tree divides people the same way."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
from scipy.cluster.hierarchy import fcluster, linkage

from psychoseg.segments.agreement import adjusted_rand
from psychoseg.segments.order import thinned

Array = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]

MOST_PEOPLE = 2000


def ward_agreement(X: Array, solutions: Mapping[int, Labels], weights: Array) -> dict[int, float]:
    """Adjusted Rand index of each solution with Ward's tree cut into as many segments.

    Parameters
    ----------
    X : ndarray, people × columns
    solutions : mapping of int to ndarray of int
        Labels from 0 by number of segments.
    weights : ndarray, people
        Count in the agreement; the tree is grown on people as they are, at most 2,000.

    Returns
    -------
    dict of int to float

    Notes
    -----
    Ward, J. H. (1963), *JASA* 58, 236-244.

    Examples
    --------
    >>> X = np.array([[0.0], [0.5], [9.0], [9.5]])
    >>> ward_agreement(X, {2: np.array([0, 0, 1, 1])}, np.ones(4))
    {2: 1.0}
    """
    rows = thinned(X, weights, MOST_PEOPLE)
    tree = linkage(X[rows], "ward")
    found = {}
    for number, labels in solutions.items():
        cut = fcluster(tree, number, "maxclust").astype(np.int64) - 1
        found[number] = adjusted_rand(cut, labels[rows], weights[rows])
    return found
