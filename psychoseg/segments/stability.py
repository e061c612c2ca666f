"""Would these segments come back in another sample? Resample, group again, compare."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment
from sklearn.metrics import adjusted_rand_score

from psychoseg.segments.methods.kmeans import WeightedKMeans

Array = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]

FIRM, TENDENCY = 0.75, 0.6
"""Jaccard similarities from which a segment is firm, and below which it is not to be trusted (Hennig 2007)."""

STARTS = 5
"""Starts for each resample; resamples average over what a single best start would settle."""


@dataclass(frozen=True, slots=True)
class Resample:
    """Which people a bootstrap sample drew, and the seed its grouping starts from."""

    rows: Labels
    seed: int


def resamples(people: int, pairs: int, rng: np.random.Generator) -> list[tuple[Resample, Resample]]:
    """Pairs of bootstrap samples, the same for every number of segments that is compared."""
    return [
        (
            Resample(rng.integers(people, size=people), int(rng.integers(2**31 - 1))),
            Resample(rng.integers(people, size=people), int(rng.integers(2**31 - 1))),
        )
        for _ in range(pairs)
    ]


def refit(X: Array, weights: Array, segments: int, sample: Resample) -> Labels:
    """Labels of everybody by the segments of one bootstrap sample."""
    model = WeightedKMeans(segments, n_init=STARTS, random_state=sample.seed)
    return model.fit(X[sample.rows], sample_weight=weights[sample.rows]).predict(X)


def global_stability(
    X: Array, weights: Array, segments: int, pairs: list[tuple[Resample, Resample]]
) -> Array:
    """Adjusted Rand index between the two solutions of each pair of bootstrap samples.

    1 is the same solution every time, 0 no better than chance.

    Notes
    -----
    Dolnicar, S. & Leisch, F. (2010), *Marketing Letters* 21, 83-101.
    """
    return np.array(
        [
            adjusted_rand_score(refit(X, weights, segments, one), refit(X, weights, segments, other))
            for one, other in pairs
        ]
    )


def segment_stability(
    X: Array, weights: Array, labels: Labels, pairs: list[tuple[Resample, Resample]]
) -> Array:
    """Jaccard similarity of each segment with its counterpart in each refit, refits × segments.

    Notes
    -----
    Hennig, C. (2007), *Computational Statistics & Data Analysis* 52, 258-271, with counterparts
    chosen one to one. Above .75 a segment is stable; below .6 it is not to be trusted.
    """
    segments = int(labels.max()) + 1
    found = []
    for one, _ in pairs:
        again = refit(X, weights, segments, one)
        overlap = np.zeros((segments, segments))
        np.add.at(overlap, (labels, again), weights)
        union = overlap.sum(axis=1)[:, None] + overlap.sum(axis=0)[None, :] - overlap
        jaccard = np.divide(overlap, union, out=np.zeros_like(overlap), where=union > 0)
        rows, columns = linear_sum_assignment(-jaccard)
        found.append(jaccard[rows, columns])
    return np.array(found)
