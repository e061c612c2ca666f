"""Ranked answers of classes: one order of answers, which each class shifts up or down."""

from __future__ import annotations

import numpy as np

from psychoseg.segments.methods._method import Array

STEPS, HALVINGS = 1, 8
RIDGE = 1e-9
FARTHEST = 30.0
"""Logits are kept within; beyond, chances are 0 or 1 all the same."""


def shifted(counts: Array, logits: Array, shifts: Array) -> tuple[Array, Array]:
    """Logits and shifts nearer to those under which counts are most likely.

    The chance of rank *m* in class *c* is proportional to exp(logit of *m* + *m* · shift of *c*): adjacent
    ranks stand in a ratio that each class changes by one factor (Agresti, A. 2010, *Analysis of Ordinal
    Categorical Data*, ch. 4).

    Parameters
    ----------
    counts : array, starts × ranks × classes
        How often each rank is given; fractions are welcome.
    logits : array, starts × ranks
        The first is 0.
    shifts : array, starts × classes
        The first is 0.

    Returns
    -------
    array, array
        Better ones, never worse: a step of Newton, cut in half where it overshoots.

    Examples
    --------
    >>> counts = np.array([[[6.0, 1.0], [3.0, 3.0], [1.0, 6.0]]])
    >>> found = np.zeros((1, 3)), np.zeros((1, 2))
    >>> for _ in range(10):
    ...     found = shifted(counts, *found)
    >>> np.exp(chances(*found))[0].round(2).tolist()
    [[0.6, 0.1], [0.3, 0.3], [0.1, 0.6]]
    """
    starts, ranks, classes = counts.shape
    free = ranks - 1 + classes - 1
    if free == 0 or ranks == 1:
        return logits, shifts
    score = np.arange(ranks, dtype=float)
    masses = counts.sum(axis=1)
    before = _likelihood(counts, logits, shifts)
    for _ in range(STEPS):
        chance = np.exp(chances(logits, shifts))
        expected = chance * masses[:, None, :]
        missed = counts - expected
        slope = np.concatenate(
            [missed.sum(axis=2)[:, 1:], np.einsum("m,smc->sc", score, missed)[:, 1:]], axis=1
        )
        curve = np.zeros((starts, free, free))
        pick = slice(0, ranks - 1), slice(ranks - 1, None)
        curve[:, pick[0], pick[0]] = -np.einsum("smc,snc->smn", expected[:, 1:], chance[:, 1:])
        diagonal = np.arange(ranks - 1)
        curve[:, diagonal, diagonal] += expected.sum(axis=2)[:, 1:]
        mean = np.einsum("m,smc->sc", score, chance)
        cross = expected * (score[:, None] - mean[:, None, :])
        curve[:, pick[0], pick[1]] = cross[:, 1:, 1:]
        curve[:, pick[1], pick[0]] = cross[:, 1:, 1:].transpose(0, 2, 1)
        spread = np.einsum("m,smc->sc", score, cross)[:, 1:]
        at = np.arange(ranks - 1, free)
        curve[:, at, at] = spread
        curve[:, np.arange(free), np.arange(free)] += RIDGE * (1 + masses.sum(axis=1))[:, None]
        step = np.linalg.solve(curve, slope[:, :, None])[:, :, 0]
        size = np.ones((starts, 1))
        for _ in range(HALVINGS):
            tried = (
                np.clip(logits + np.pad(size * step[:, : ranks - 1], ((0, 0), (1, 0))), -FARTHEST, FARTHEST),
                np.clip(shifts + np.pad(size * step[:, ranks - 1 :], ((0, 0), (1, 0))), -FARTHEST, FARTHEST),
            )
            after = _likelihood(counts, *tried)
            worse = after < before
            if not worse.any():
                break
            size = np.where(worse[:, None], size / 2, size)
        better = (after >= before)[:, None]
        logits, shifts = np.where(better, tried[0], logits), np.where(better, tried[1], shifts)
        before = np.maximum(before, after)
    return logits, shifts


def chances(logits: Array, shifts: Array) -> Array:
    """Logarithms of the chance of each rank in each class, starts × ranks × classes."""
    raw = logits[:, :, None] + np.arange(logits.shape[1])[None, :, None] * shifts[:, None, :]
    top = raw.max(axis=1, keepdims=True)
    return np.asarray(raw - top - np.log(np.exp(raw - top).sum(axis=1, keepdims=True)), dtype=float)


def _likelihood(counts: Array, logits: Array, shifts: Array) -> Array:
    return np.asarray((counts * chances(logits, shifts)).sum(axis=(1, 2)), dtype=float)
