"""Lloyd's algorithm for many weighted problems at once, in NumPy: what ``lloyd.c`` does, bit for bit.

Sums are taken in the same order and ties go to the first centre. Change both or none.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from psychoseg.segments.kernel.ends import Ends

Array = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int32]

MOST_NUMBERS = 4_000_000
"""Distances held at once; problems are taken in portions, so that memory does not grow with their number."""


def lloyd(values: Array, weights: Array, centres: Array, steps: int, tolerance: float) -> Ends:
    """See :func:`psychoseg.segments.kernel.lloyd`."""
    problems, clusters, _ = centres.shape
    portion = max(MOST_NUMBERS // (clusters * len(values)), 1)
    found = [
        _portion(values, weights if len(weights) == 1 else weights[at : at + portion], centres[at : at + portion], steps, tolerance)
        for at in range(0, problems, portion)
    ]  # fmt: skip
    return Ends(*(np.concatenate(parts) for parts in zip(*found, strict=True)))


def _portion(values: Array, weights: Array, centres: Array, steps: int, tolerance: float) -> Ends:
    centres = centres.copy()
    problems, people = len(centres), len(values)
    given = np.broadcast_to(weights, (problems, people))
    labels = np.full((problems, people), -1, dtype=np.int32)
    away = np.zeros((problems, people))
    running = np.arange(problems)
    settled = np.zeros(problems, dtype=bool)
    step = 0
    while len(running):
        now, away[running] = _nearest(values, centres[running])
        still = (now != labels[running]).any(axis=1)
        labels[running] = now
        if step > 0:
            running = running[still & ~settled[running]] if step < steps else running[:0]
        if not len(running):
            break
        own, shares = labels[running], given[running]
        masses = _sums(own, shares, centres.shape[1])
        for at in np.flatnonzero((masses == 0).any(axis=1)):
            _fill(shares[at], own[at], away[running[at]], masses[at])
        labels[running] = own
        masses = _sums(own, shares, centres.shape[1])
        before, there = centres[running], masses > 0
        for column in range(values.shape[1]):
            sums = _sums(own, shares * values[:, column], centres.shape[1])
            centres[running, :, column] = np.divide(
                sums, masses, out=before[:, :, column].copy(), where=there
            )
        shifts = (centres[running] - before).reshape(len(running), -1) ** 2
        settled[running] = np.cumsum(shifts, axis=1)[:, -1] <= tolerance
        step += 1
    inertia = _sums(np.zeros_like(labels), given * away, 1)[:, 0]
    return Ends(centres, labels, inertia, away)


def _nearest(values: Array, centres: Array) -> tuple[Labels, Array]:
    """The nearest centre of each row and the squared distance to it, problems × rows."""
    total = np.zeros((*centres.shape[:2], len(values)))
    for column in range(values.shape[1]):
        total += (values[None, None, :, column] - centres[:, :, column, None]) ** 2
    chosen = total.argmin(axis=1)
    return chosen.astype(np.int32), np.take_along_axis(total, chosen[:, None], axis=1)[:, 0]


def _sums(labels: Labels, values: Array, clusters: int) -> Array:
    """Sums of values by problem and cluster, added up row by row."""
    problems = len(labels)
    cells = labels + np.arange(problems)[:, None] * clusters
    flat = np.bincount(
        cells.ravel(), weights=np.ascontiguousarray(values).ravel(), minlength=problems * clusters
    )
    return np.asarray(flat.reshape(problems, clusters), dtype=float)


def _fill(weights: Array, labels: Labels, away: Array, masses: Array) -> None:
    """A cluster without people takes the person farthest from their centre; its size follows."""
    for cluster in np.flatnonzero(masses == 0):
        able = (weights > 0) & (masses[labels] > weights)
        if not able.any():
            continue
        farthest = int(np.where(able, away, -1.0).argmax())
        masses[labels[farthest]] -= weights[farthest]
        masses[cluster] = weights[farthest]
        labels[farthest] = cluster
        away[farthest] = 0.0
