"""Prediction strength: how well the segments of one half tell who is together in the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from psychoseg.segments.agreement import overlap

Array = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]

HALVINGS = 5
ENOUGH = 0.8
"""Strength from which a number of segments is well supported (Tibshirani & Walther 2005)."""

Refit = Callable[[Array, Array, int, int], Callable[[Array], Labels]]
"""People, weights, number of segments and seed to a function that labels people."""


@dataclass(frozen=True, slots=True)
class Strength:
    """Mean prediction strength of one number of segments, 0 to 1, and its standard error."""

    segments: int
    mean: float
    error: float


def prediction_strength(
    X: Array,
    weights: Array,
    segments: int,
    refit: Refit,
    rng: np.random.Generator,
    *,
    halvings: int = HALVINGS,
) -> Strength:
    """How well the segments of half the people tell who is together in the other half.

    Parameters
    ----------
    X : ndarray, people × columns
    weights : ndarray, people
    segments : int
    refit : callable
        Forms segments of some people and gives a function that labels others.
    rng : Generator
        Halves the people.
    halvings : int

    Returns
    -------
    Strength
        For the worst segment of each half, the weighted share of its pairs of people that the other
        half's segments keep together too, averaged over halves.

    Notes
    -----
    Tibshirani, R. & Walther, G. (2005), *Journal of Computational and Graphical Statistics* 14, 511-528.

    Examples
    --------
    >>> from psychoseg.segments.choice import refitting
    >>> from psychoseg.segments.methods import WeightedKMeans
    >>> rng = np.random.default_rng(1)
    >>> two = np.repeat([[0.0, 0.0], [9.0, 0.0]], 50, axis=0) + rng.normal(size=(100, 2))
    >>> prediction_strength(two, np.ones(100), 2, refitting(WeightedKMeans(2)), rng).mean
    1.0
    """
    found = []
    for _ in range(halvings):
        seed = int(rng.integers(2**31 - 1))
        halves = np.array_split(rng.permutation(len(X)), 2)
        labelled = [refit(X[half], weights[half], segments, seed) for half in halves]
        for at, half in enumerate(halves):
            own, other = labelled[at](X[half]), labelled[1 - at](X[half])
            found.append(_weakest(own, other, weights[half]))
    return Strength(segments, float(np.mean(found)), float(np.std(found, ddof=1) / np.sqrt(len(found))))


def _weakest(own: Labels, other: Labels, weights: Array) -> float:
    """The smallest share of a segment's pairs that are together by the other half's segments too."""
    shared, squares = overlap(own, other, weights), overlap(own, own, weights**2).diagonal()
    pairs = shared.sum(axis=1) ** 2 - squares
    together = (shared**2).sum(axis=1) - squares
    return float((together[pairs > 0] / pairs[pairs > 0]).min(initial=1.0))
