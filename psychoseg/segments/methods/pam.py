"""k-medoids: segments around people who stand for them, for any kind of columns."""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from psychoseg.errors import PlanError, did_you_mean
from psychoseg.segments.methods._method import Array, Labels
from psychoseg.segments.methods._mixed import Mixed

METRICS = ("euclidean", "manhattan", "gower")
MOST_ROWS, SAMPLES = 2000, 5
"""Of more distinct rows so many are drawn by weight, so many times; the medoids that suit everybody best are kept."""
PORTION = 128
"""Candidates priced at once."""
LEAST_GAIN = 1e-10
"""Share of the sum by which an exchange must lower it."""
LEAST_DISTANCE = 1e-12
"""Where everybody stands on a medoid."""


class Medoids(Mixed):
    """Groups people around medoids, actual people whose summed distance to their group is smallest.

    Parameters
    ----------
    nominal, ordinal : tuple of int
        Columns that hold categories, and ranks.
    metric : str
        ``euclidean`` or ``manhattan``, between numbers; ``gower``, for all kinds: the mean over columns of the
        difference in shares of the column's range (numbers, ranks) or of whether categories differ, 0 to 1;
        ``auto``, Gower where a column is nominal or ordinal and Euclidean elsewhere.
    n_init : int
        The first start is greedy, the others begin at people drawn by weight.

    Attributes
    ----------
    medoids_ : ndarray, clusters × columns
        People who answered everything.
    inertia_ : float
        Weighted sum of distances to the medoids.
    away_ : float
        Weighted mean of these.

    Notes
    -----
    Kaufman, L. & Rousseeuw, P. J. (1990), *Finding Groups in Data*, ch. 2 and 3 (PAM and, for many people, CLARA);
    exchanges are priced for all medoids at once and made early (Schubert, E. & Rousseeuw, P. J. 2021, *Information
    Systems* 101, 101804). Gower, J. C. (1971), *Biometrics* 27, 857-871. A distance between people with unanswered
    columns is that over the columns both answered, scaled to all (Dixon, J. K. 1979, *IEEE Trans. Systems, Man, and
    Cybernetics* 9, 617-621). A person's probabilities are proportional to exp(-p d / a), d their distance to each
    medoid, a the mean distance to the own one and p the number of columns: groups whose density falls with the
    distance itself, for which a group's medoid is most likely its middle.

    Examples
    --------
    >>> X = np.array([[0, 20.0], [0, 25.0], [1, 60.0], [1, 70.0], [1, np.nan]])
    >>> found = Medoids(2, nominal=(0,)).fit(X)
    >>> found.labels_.tolist(), found.medoids_.tolist()
    ([1, 1, 0, 0, 0], [[1.0, 60.0], [0.0, 20.0]])
    """

    name: ClassVar[str] = "pam"
    words: ClassVar[str] = "k-medoids"
    keeps: ClassVar = {"medoids_": "kp", "scales_": "p", "power_": "", "away_": ""}

    def __init__(
        self,
        n_clusters: int = 4,
        n_init: int = 3,
        random_state: int = 0,
        *,
        nominal: tuple[int, ...] = (),
        ordinal: tuple[int, ...] = (),
        metric: str = "auto",
    ) -> None:
        super().__init__(n_clusters, n_init, random_state)
        self.nominal = nominal
        self.ordinal = ordinal
        self.metric = metric

    def _form(self, values: Array, weights: Array) -> Labels:
        self._measure(values)
        whole = np.flatnonzero(~np.isnan(values).any(axis=1))
        if len(whole) < self.n_clusters:
            raise PlanError(
                f"{len(whole)} different people answered everything; {self.n_clusters} medoids need as many."
            )
        if len(whole) < len(values):
            self.notes_ += ("Medoids were sought among people who answered everything.",)
        rng = self._draws()
        if len(values) <= MOST_ROWS:
            chosen = whole[self._medoids(values, weights, values[whole], weights[whole], rng)]
        else:
            chosen = self._on_samples(values, weights, whole, rng)
        self.medoids_ = values[chosen]
        apart = self._apart(values, self.medoids_)
        self.inertia_ = float((weights * apart.min(axis=1)).sum())
        self.away_ = np.float64(self.inertia_ / weights.sum())
        return np.asarray(apart.argmin(axis=1), dtype=np.int64)

    def _measure(self, values: Array) -> None:
        """What a difference of one counts in each column, and to which power."""
        metric = self.metric
        if metric not in {"auto", *METRICS}:
            raise PlanError(f"There is no distance {metric!r}; {did_you_mean(metric, ('auto', *METRICS))}")
        kinds = bool(self.nominal or self.ordinal)
        if metric == "auto":
            metric = "gower" if kinds else "euclidean"
        if kinds and metric != "gower":
            raise PlanError(
                f"{metric} distances are between numbers; columns of other kinds need metric='gower'."
            )
        self.power_ = np.float64(2 if metric == "euclidean" else 1)
        self.scales_ = np.ones(values.shape[1])
        if metric == "gower":
            ranges = [
                np.ptp(column[~np.isnan(column)]) if not np.isnan(column).all() else 0 for column in values.T
            ]
            ranges = [1.0 if at in self.nominal or width == 0 else width for at, width in enumerate(ranges)]
            self.scales_ = np.array(ranges) * values.shape[1]

    def _medoids(
        self, values: Array, weights: Array, candidates: Array, masses: Array, rng: np.random.Generator
    ) -> Labels:
        """The best candidates of all starts."""
        apart = self._apart(values, candidates)
        best, least = np.zeros(0, dtype=np.int64), np.inf
        for start in range(max(self.n_init, 1)):
            first = (
                greedy(apart, weights, self.n_clusters)
                if start == 0
                else rng.choice(len(candidates), self.n_clusters, replace=False, p=masses / masses.sum())
            )
            chosen, cost = swap(apart, weights, first)
            if cost < least * (1 - LEAST_GAIN):
                best, least = chosen, cost
        return best

    def _on_samples(self, values: Array, weights: Array, whole: Labels, rng: np.random.Generator) -> Labels:
        """The medoids of the sample whose medoids suit everybody best."""
        best, least = whole[: self.n_clusters], np.inf
        size = min(MOST_ROWS, len(whole))
        for _ in range(SAMPLES):
            shares = weights[whole] / weights[whole].sum()
            drawn = np.sort(rng.choice(whole, size, replace=False, p=shares))
            ones = np.ones(size)
            chosen = drawn[self._medoids(values[drawn], ones, values[drawn], ones, rng)]
            cost = float((weights * self._apart(values, values[chosen]).min(axis=1)).sum())
            if cost < least * (1 - LEAST_GAIN):
                best, least = chosen, cost
        self.notes_ += (
            f"Medoids were sought in {SAMPLES} samples of {size:,} people drawn by weight; those that suit everybody best were kept.",
        )
        return best

    def _apart(self, X: Array, others: Array) -> Array:
        """Distances, people × others."""
        total, known = np.zeros((len(X), len(others))), np.zeros((len(X), len(others)))
        for at, scale in enumerate(self.scales_):
            one, other = X[:, at, None], others[None, :, at]
            apart = (one != other).astype(float) if at in self.nominal else np.abs(one - other)
            gone = np.isnan(one) | np.isnan(other)
            if gone.any():
                apart = np.where(gone, 0.0, apart)
            total += (apart / scale) ** self.power_ if self.power_ != 1 else apart / scale
            known += ~gone
        total *= X.shape[1] / np.maximum(known, 1)
        return np.asarray(np.sqrt(total) if self.power_ == 2 else total, dtype=float)

    def affinity(self, X: Array) -> Array:
        """Distances in units of the mean distance, turned round."""
        apart = self.distances(X)
        return -apart * len(self.scales_) / max(float(self.away_), LEAST_DISTANCE)

    def distances(self, X: Array) -> Array:
        """Distances to the medoids."""
        return self._apart(self._valid(X), self.medoids_)


def greedy(apart: Array, weights: Array, medoids: int) -> Labels:
    """Candidates taken one by one, each the one that lowers the weighted sum of distances most.

    Parameters
    ----------
    apart : array, rows × candidates
        Distances.
    weights : array, rows
    medoids : int

    Examples
    --------
    >>> greedy(np.abs(np.subtract.outer([0.0, 1.0, 9.0], [0.0, 1.0, 9.0])), np.ones(3), 2).tolist()
    [1, 2]
    """
    nearest = np.full(len(apart), np.inf)
    chosen: list[int] = []
    for _ in range(medoids):
        sums = weights @ np.minimum(apart, nearest[:, None])
        sums[chosen] = np.inf
        chosen.append(int(sums.argmin()))
        nearest = np.minimum(nearest, apart[:, chosen[-1]])
    return np.array(chosen, dtype=np.int64)


def swap(apart: Array, weights: Array, first: Labels) -> tuple[Labels, float]:
    """Medoids after exchanging medoids for other candidates as long as that helps, and the sum of distances.

    Candidates are priced a portion at a time against all medoids at once, and the best exchange of a portion is made
    before the next is priced; in the end no exchange helps.

    Parameters
    ----------
    apart : array, rows × candidates
        Distances.
    weights : array, rows
    first : array of int
        The candidates that are medoids at first.

    Examples
    --------
    >>> apart = np.abs(np.subtract.outer([0.0, 1.0, 9.0, 10.0, 11.0], [0.0, 1.0, 9.0, 10.0, 11.0]))
    >>> chosen, cost = swap(apart, np.ones(5), np.array([0, 1]))
    >>> sorted(chosen.tolist()), cost
    ([1, 3], 3.0)
    """
    chosen = np.asarray(first, dtype=np.int64).copy()
    portions = [slice(at, at + PORTION) for at in range(0, apart.shape[1], PORTION)]
    near, beyond, held = _nearest_two(apart, weights, chosen)
    least, idle, turn = LEAST_GAIN * max(float(weights @ near), LEAST_DISTANCE), 0, 0
    while idle < len(portions):
        portion = portions[turn % len(portions)]
        away, turn = apart[:, portion], turn + 1
        gain = weights @ np.minimum(away - near[:, None], 0)
        # without its medoid a row falls to its second, unless the candidate is nearer
        price = held.T @ (np.clip(away, near[:, None], beyond[:, None]) - near[:, None]) + gain
        out, into = np.unravel_index(int(price.argmin()), price.shape)
        if price[out, into] >= -least:
            idle += 1
            continue
        chosen[out], idle = portion.start + into, 0
        near, beyond, held = _nearest_two(apart, weights, chosen)
    return chosen, float(weights @ near)


def _nearest_two(apart: Array, weights: Array, chosen: Labels) -> tuple[Array, Array, Array]:
    """Distances to the nearest medoid and the next, and the weight each medoid holds of each row."""
    away = apart[:, chosen]
    own = away.argmin(axis=1)
    rows = np.arange(len(away))
    near, held = away[rows, own], np.zeros(away.shape)
    held[rows, own] = weights
    away[rows, own] = np.inf
    beyond = away.min(axis=1) if len(chosen) > 1 else np.full(len(away), apart.max() + 1.0)
    return near, beyond, held
