"""Segment-level stability within solutions: whether each segment comes back in other samples."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from psychoseg.segments.agreement import overlap

Array = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]


def jaccards(labels: Labels, again: Labels, weights: Array | None = None) -> Array:
    """For each segment, its Jaccard similarity with the segment of a refit most like it.

    Parameters
    ----------
    labels : ndarray of int, people
        From 0.
    again : ndarray of int, people
        The same people by the segments of another sample.
    weights : ndarray, people, optional

    Returns
    -------
    ndarray, segments
        Between 0 and 1. The mean over the two samples of a pair, over many pairs, is SLSW.

    Notes
    -----
    Dolnicar, S. & Leisch, F. (2017), *Marketing Letters* 28, 423-436; as flexclust's ``slswFlexclust``.

    Examples
    --------
    >>> jaccards(np.array([0, 0, 1, 1]), np.array([1, 1, 1, 0])).round(2).tolist()
    [0.67, 0.5]
    """
    shared = overlap(labels, again, weights)
    union = shared.sum(axis=1)[:, None] + shared.sum(axis=0)[None, :] - shared
    similar = np.divide(shared, union, out=np.zeros_like(shared), where=union > 0)
    return np.asarray(similar.max(axis=1), dtype=float)
