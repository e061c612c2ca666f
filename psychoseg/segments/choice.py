"""How many segments: every number compared in one table, and one stated rule that chooses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.metrics import silhouette_score

from psychoseg.segments.methods.kmeans import WeightedKMeans
from psychoseg.segments.stability import Resample, stabilities

Array = npt.NDArray[np.float64]

CLOSE = 0.05
"""Stabilities this close are taken as equal, and the best separated segments win."""
REPRODUCIBLE = 0.7
"""A median adjusted Rand index below this means another sample would give other segments."""
MOST_FOR_SILHOUETTE = 2000


@dataclass(frozen=True, slots=True)
class Tried:
    """One number of segments: how stable, how far apart, how small the smallest."""

    segments: int
    stability: float
    stability_low: float
    stability_high: float
    silhouette: float
    explained: float
    smallest: float


@dataclass(frozen=True, slots=True)
class Candidates:
    """Every number of segments compared, the one chosen, and why."""

    tried: tuple[Tried, ...]
    chosen: int
    reason: str
    caveats: tuple[str, ...] = ()


def compare(
    X: Array,
    weights: Array,
    numbers: range,
    pairs: list[tuple[Resample, Resample]],
    *,
    starts: int,
    smallest_share: float,
    overrule: int | None = None,
    because: str = "",
    told: Callable[[str], None] = lambda _: None,
) -> tuple[Candidates, dict[int, WeightedKMeans]]:
    """Group people into each number of segments and choose one.

    Parameters
    ----------
    X : array, people × scores
    weights : array, people
    numbers : range
    pairs : list
        Bootstrap samples for the stability.
    starts : int
    smallest_share : float
        Numbers with a smaller segment are not chosen.
    overrule : int, optional
        A person's own number with their reason in ``because``.
    told : callable
        Is given a line of progress for each number.

    Returns
    -------
    Candidates
    dict of int to WeightedKMeans
        The solution of each number.
    """
    tried, solutions = [], {}
    counts = sorted({*numbers, *([overrule] if overrule else [])})
    told("resampling")
    stability = stabilities(X, weights, counts, pairs)
    for number in counts:
        told(f"comparing {number} segments")
        model = WeightedKMeans(number, n_init=starts, random_state=pairs[0][0].seed).fit(
            X, sample_weight=weights
        )
        solutions[number] = model
        tried.append(_measured(X, weights, model, stability[number]))
    return _chosen(tuple(tried), smallest_share, overrule, because), solutions


def _measured(X: Array, weights: Array, model: WeightedKMeans, stability: Array) -> Tried:
    shares = np.bincount(model.labels_, weights=weights) / weights.sum()
    centre = np.average(X, axis=0, weights=weights)
    total = float((weights[:, None] * (X - centre) ** 2).sum())
    sample = min(len(X), MOST_FOR_SILHOUETTE)
    low, middle, high = np.quantile(stability, [0.05, 0.5, 0.95])
    return Tried(
        segments=model.n_clusters,
        stability=float(middle),
        stability_low=float(low),
        stability_high=float(high),
        silhouette=float(silhouette_score(X, model.labels_, sample_size=sample, random_state=0)),
        explained=1 - model.inertia_ / total,
        smallest=float(shares.min()),
    )


def _chosen(
    tried: tuple[Tried, ...], smallest_share: float, overrule: int | None, because: str
) -> Candidates:
    usable = [entry for entry in tried if entry.smallest >= smallest_share] or [tried[0]]
    best = max(entry.stability for entry in usable)
    firm = [entry for entry in usable if best - entry.stability <= CLOSE]
    pick = max(firm, key=lambda entry: entry.silhouette)
    reason = (
        f"of the numbers whose solutions agree across resamples within {CLOSE} of the best, "
        f"the one with the best separated segments (silhouette), none below {smallest_share:.0%}"
    )
    if overrule:
        pick, reason = next(entry for entry in tried if entry.segments == overrule), because
    return Candidates(tried, pick.segments, reason, _caveats(pick))


def _caveats(pick: Tried) -> tuple[str, ...]:
    if pick.stability < REPRODUCIBLE:
        return (
            f"The segments are not firm: two samples of these people give solutions that agree only by {pick.stability:.2f} "
            "(median adjusted Rand index; 1 is the same, 0 is chance). Read them as one way to divide the group, not as kinds of people.",
        )
    return ()
