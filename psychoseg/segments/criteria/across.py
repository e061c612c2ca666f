"""Segment-level stability across solutions: where the people of each segment were with one segment fewer."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from psychoseg.segments.agreement import overlap

Array = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]


def across(before: Labels, after: Labels, weights: Array | None = None) -> Array:
    """SLSA of each segment of a solution, seen from the solution before.

    Parameters
    ----------
    before, after : ndarray of int, people
        Labels from 0 of the same people, in solutions with few and with more segments.
    weights : ndarray, people, optional

    Returns
    -------
    ndarray, segments of ``after``
        1 - H / log(segments before), H the entropy of where its people were: 1 where all come from
        one segment (it was there before, or is cut out of one), 0 where they come from all alike.

    Notes
    -----
    Dolnicar, S. & Leisch, F. (2017), *Marketing Letters* 28, 423-436.

    Examples
    --------
    >>> across(np.array([0, 0, 1, 1]), np.array([0, 1, 1, 2])).round(2).tolist()
    [1.0, 0.0, 1.0]
    """
    shared = overlap(before, after, weights)
    if len(shared) < 2:
        return np.ones(shared.shape[1])
    totals = shared.sum(axis=0)
    origin = np.divide(shared, totals, out=np.zeros_like(shared), where=totals > 0)
    logs = np.log(origin, out=np.zeros_like(origin), where=origin > 0)
    return np.asarray(1 + (origin * logs).sum(axis=0) / np.log(len(shared)), dtype=float)
