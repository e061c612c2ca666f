"""Gaussian mixtures: normal groups that overlap, with the covariances that the data can bear."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from psychoseg.errors import PlanError, did_you_mean
from psychoseg.segments.kernel.seeding import drawn
from psychoseg.segments.methods._covariance import SHAPES, parameters
from psychoseg.segments.methods._method import Array, Labels, Method, means, squared_distances
from psychoseg.segments.methods.kmeans import MOST_SEARCHED, search
from psychoseg.segments.methods.ward import cut, tree

RIDGE = 1e-6
"""Share of each column's variance that is added to that of every group: none is a point or a line."""
SHORT, LONG = 12, 1000
FINISHED = 3
SETTLED, NEARLY, SHORT_SETTLED = 1e-8, 1e-5, 1e-3
"""A search rests where a step adds less than this to the log-likelihood of a person: in the end, to compare shapes,
and at first."""
START_ROWS = 1000
"""Of more distinct rows so many, drawn by weight, say where starts are."""
NEAR = 30.0
"""Shapes whose BIC is at first within so much of the best are followed to their end."""
SAME = 1e-6
"""Log-likelihoods a person this close are one solution."""
FLAT, FEW_A_COLUMN = 0.01, 10
"""A group of fewer people a column than this, with less than this share of the mean variance in some direction, is
there by chance; solutions without are preferred."""
LEAST_MASS = 1e-8
"""Share of people below which a group is given up."""


class Mixture(Method):
    """Normal groups, each with a share, a mean and a covariance, under which people are most likely.

    Parameters
    ----------
    shape : str
        What covariances share, by mclust's names: ``EII``, ``VII`` (spheres of one size, of several), ``EEI``, ``VEI``,
        ``EVI``, ``VVI`` (along the axes), ``EEE`` (one covariance), ``EEV``, ``VEV``, ``EVV`` and ``VVV`` (nothing);
        ``best``, the one with the smallest BIC.
    n_init : int
        Starts: Ward's tree, the best k-means, and people drawn far apart; all make some steps, the best go on.

    Attributes
    ----------
    shares_ : ndarray, clusters
    covariances_ : ndarray, clusters × columns × columns
    shape_ : str
    loglik_, n_parameters_ : float, int
    bics_ : dict of str to float
        BIC of every shape that was tried, -2 log L + parameters · log n, n the number of people, by weights the effective one; smaller is
        better (mclust prints it with the other sign); of a part of more than 20,000 people. Of shapes far from the best, what it was after a short search;
        shapes whose best groups are there by chance (see Notes) are left out.
    starts_, reached_ : int
        How many different starts were finished for the shape kept, and how many of them ended in the best solution.

    Notes
    -----
    Banfield, J. D. & Raftery, A. E. (1993), *Biometrics* 49, 803-821; Celeux, G. & Govaert, G. (1995), *Pattern
    Recognition* 28, 781-793; Fraley, C. & Raftery, A. E. (2002), *JASA* 97, 611-631. A millionth of a column's variance is
    added to that of every group. The likelihood grows without bound where a group shrinks to a few people in a plane, or
    to one value of a coarse column
    (Day, N. E. 1969, *Biometrika* 56, 463-474); solutions with such a group are kept only where there is no other.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> X = np.repeat([[0.0, 0.0], [6.0, 0.0]], [140, 60], axis=0) + rng.normal(size=(200, 2))
    >>> found = Mixture(2).fit(X)
    >>> found.shape_, found.shares_.round(2).tolist(), found.n_parameters_
    ('EII', [0.7, 0.3], 6)
    """

    name: ClassVar[str] = "mixture"
    words: ClassVar[str] = "Gaussian mixtures"
    by_distance: ClassVar[bool] = False
    most_pairs: ClassVar[int] = 40
    keeps: ClassVar = {"cluster_centers_": "kp", "shares_": "k", "covariances_": "kpp"}

    def __init__(
        self, n_clusters: int = 4, n_init: int = 10, random_state: int = 0, *, shape: str = "best"
    ) -> None:
        super().__init__(n_clusters, n_init, random_state)
        self.shape = shape

    def chosen(self) -> dict[str, Any]:
        """The shape, so that refits differ in people and not in kind."""
        return {"shape": self.shape_}

    def _form(self, values: Array, weights: Array) -> Labels:
        if self.shape not in {"best", *SHAPES}:
            raise PlanError(
                f"There is no shape {self.shape!r}; {did_you_mean(self.shape, ('best', *SHAPES))}"
            )
        if len(values) > MOST_SEARCHED:
            return self._on_sample(values, weights)
        data = _Data.of(values, weights, self._people)
        firsts = self._starts(values, weights)
        groups, columns = self.n_clusters, values.shape[1]
        own, size = groups - 1 + groups * columns, float(np.log(self._people))
        scale = self._people / float(weights.sum())
        tried = _apart(columns, groups) if self.shape == "best" else (self.shape,)
        short = {shape: data.tried(shape, firsts) for shape in tried}
        counts = {shape: own + parameters(shape, groups, columns) for shape in tried}
        ends = {shape: [data.settled(shape, short[shape][0].held, LONG, NEARLY)] for shape in tried}
        bics = {shape: -2 * scale * some[0].loglik + counts[shape] * size for shape, some in ends.items()}
        ahead = min((bics[shape] for shape in tried if not ends[shape][0].thin), default=np.inf) + NEAR
        for shape in tried:
            if bics[shape] <= ahead:
                ends[shape] = [
                    data.settled(shape, one.held, LONG, SETTLED) for one in short[shape][:FINISHED]
                ]
        kept = {shape: min(some, key=_poorest) for shape, some in ends.items()}
        bics = {shape: -2 * scale * one.loglik + counts[shape] * size for shape, one in kept.items()}
        self.shape_ = min(tried, key=lambda shape: (kept[shape].thin, bics[shape]))
        self.bics_ = {shape: bics[shape] for shape in tried if kept[shape].thin == kept[self.shape_].thin}
        best = kept[self.shape_]
        if best.thin:
            self.notes_ += (
                "A group holds few people on a line, or a single value of a column: its likelihood says little, and so does BIC.",
            )
        self.starts_ = len(ends[self.shape_])
        self.reached_ = sum(one.loglik >= best.loglik - SAME * weights.sum() for one in ends[self.shape_])
        return self._kept(best, data)

    def _on_sample(self, values: Array, weights: Array) -> Labels:
        """The shape and the start from some people drawn by weight, the groups from everybody."""
        taken = self._draws().choice(len(values), MOST_SEARCHED, replace=False, p=weights / weights.sum())
        self._form(values[np.sort(taken)], np.ones(MOST_SEARCHED))
        self.notes_ += (
            f"The shape and the best of {self.n_init} starts were sought among {MOST_SEARCHED:,} people drawn by weight; the groups are those of all.",
        )
        data = _Data.of(values, weights, self._people)
        groups = (self.shares_, self.cluster_centers_ - data.middle, self.covariances_)
        return self._kept(data.settled(self.shape_, data.held(*groups)[0], LONG, SETTLED), data)

    def _kept(self, best: _Groups, data: _Data) -> Labels:
        """Keeps the groups and gives the most probable of each row."""
        columns = len(data.middle)
        own = self.n_clusters - 1 + self.n_clusters * columns
        self.shares_, self.covariances_ = best.shares, best.covariances
        self.cluster_centers_ = best.centres + data.middle
        self.loglik_, self.n_parameters_ = (
            best.loglik,
            own + parameters(self.shape_, self.n_clusters, columns),
        )
        return np.asarray(best.held.argmax(axis=0), dtype=np.int64)

    def _starts(self, values: Array, weights: Array) -> list[Array]:
        """How rows belong to groups at first, groups × rows: by distances in spreads, and in spreads of components."""
        rng, groups = self._draws(), self.n_clusters
        taken = np.arange(len(values))
        if len(values) > START_ROWS:
            taken = np.sort(rng.choice(len(values), START_ROWS, replace=False, p=weights / weights.sum()))
        found = []
        for at, points in enumerate(_views(values, weights)):
            few, given = points[taken], weights[taken] if len(taken) == len(values) else np.ones(START_ROWS)
            centres = (
                [means(few, given, cut(tree(few, given)[0], groups), groups)] if at < self.n_init else []
            )
            if self.n_init > 2:
                ends, inertia = search(few, given, groups, min(self.n_init, 5), rng)
                centres.append(ends[int(inertia.argmin())])
            centres += [_far_apart(few, given, groups, rng) for _ in range((self.n_init - 4 + at) // 2)]
            found += [squared_distances(points, centre).argmin(axis=1) for centre in centres]
        different = {one.tobytes(): one for one in (_largest_first(one, weights) for one in found)}
        return [np.eye(groups)[:, one] for one in different.values()]

    def affinity(self, X: Array) -> Array:
        """Logarithms of the joint density of a person and a group."""
        return _logs(self._valid(X), self.cluster_centers_, self.covariances_) + np.log(self.shares_)

    def distances(self, X: Array) -> Array:
        """Mahalanobis distances to the means, by each group's own covariance."""
        return np.asarray(
            np.sqrt(_mahalanobis(self._valid(X), self.cluster_centers_, self.covariances_)[0]), dtype=float
        )


@dataclass(frozen=True, eq=False, slots=True)
class _Groups:
    """Groups around the middle of everybody, how rows belong to them (groups × rows), and the log-likelihood.

    ``thin`` where one is a few people who happen to lie on a line, or holds one value of a coarse column: its
    likelihood has no bound.
    """

    shares: Array
    centres: Array
    covariances: Array
    held: Array
    loglik: float
    thin: bool


@dataclass(frozen=True, eq=False, slots=True)
class _Data:
    """Rows less the mean of all, with their products: all that steps need are sums over these.

    Parameters
    ----------
    features : array, 1 + columns + pairs of columns × rows
    pairs : tuple of array
        The two columns of each product.
    ridge, grain : array, columns
        Variance that every group has at least; variance of rounding to the values the column takes.
    """

    features: Array
    pairs: tuple[Labels, Labels]
    weights: Array
    middle: Array
    ridge: Array
    grain: Array
    people: float

    @classmethod
    def of(cls, values: Array, weights: Array, people: float) -> _Data:
        middle = np.average(values, axis=0, weights=weights)
        apart = (values - middle).T
        variances = np.average(apart**2, axis=1, weights=weights)
        spare = variances.mean() if variances.any() else 1.0
        pairs = np.triu_indices(len(apart))
        features = np.concatenate([np.ones((1, len(values))), apart, apart[pairs[0]] * apart[pairs[1]]])
        grain = np.array([_grain(column) for column in values.T])
        return cls(
            features, pairs, weights, middle, RIDGE * np.where(variances > 0, variances, spare), grain, people
        )

    def tried(self, shape: str, firsts: list[Array]) -> list[_Groups]:
        """Where every start is after a few steps, the best first."""
        short = [self.settled(shape, first, SHORT, SHORT_SETTLED) for first in firsts]
        return sorted(short, key=_poorest)

    def settled(self, shape: str, held: Array, steps: int, rest: float) -> _Groups:
        """Groups after at most so many steps."""
        before, total = -np.inf, float(self.weights.sum())
        for _ in range(steps):
            shares, centres, covariances = self._likeliest(shape, held)
            held, value = self.held(shares, centres, covariances)
            if value - before < rest * total:
                break
            before = value
        return _Groups(shares, centres, covariances, held, value, self._thin(shares, covariances))

    def held(self, shares: Array, centres: Array, covariances: Array) -> tuple[Array, float]:
        """How rows belong to groups, groups × rows, and the log-likelihood."""
        logs = self._logs(shares, centres, covariances)
        top = logs.max(axis=0)
        held = np.exp(np.subtract(logs, top, out=logs), out=logs)
        sums = held.sum(axis=0)
        held /= sums
        return held, float(self.weights @ (top + np.log(sums)))

    def _thin(self, shares: Array, covariances: Array) -> bool:
        if (np.diagonal(covariances, axis1=1, axis2=2) < self.grain).any():
            return True
        few = shares * self.people < FEW_A_COLUMN * len(self.middle)
        if not few.any():
            return False
        root = np.linalg.inv(np.linalg.cholesky(np.average(covariances, axis=0, weights=shares)))
        inside = np.linalg.eigvalsh(root @ covariances[few] @ root.T)
        return bool((inside < FLAT).any())

    def _logs(self, shares: Array, centres: Array, covariances: Array) -> Array:
        """Log-density with the share, groups × rows: a sum over the features."""
        columns = centres.shape[1]
        precisions = np.linalg.inv(covariances)
        leaning = (precisions @ centres[:, :, None])[:, :, 0]
        constant = (
            np.log(shares)
            - (
                columns * np.log(2 * np.pi)
                + np.linalg.slogdet(covariances)[1]
                + (leaning * centres).sum(axis=1)
            )
            / 2
        )
        twice = np.where(self.pairs[0] == self.pairs[1], 0.5, 1.0)
        curved = -precisions[:, self.pairs[0], self.pairs[1]] * twice
        return np.asarray(
            np.concatenate([constant[:, None], leaning, curved], axis=1) @ self.features, dtype=float
        )

    def _likeliest(self, shape: str, held: Array) -> tuple[Array, Array, Array]:
        """Shares, means and covariances under which rows held so are most likely."""
        columns = len(self.middle)
        sums = (held * self.weights) @ self.features.T
        masses = np.maximum(sums[:, 0], LEAST_MASS * self.weights.sum())
        centres = sums[:, 1 : 1 + columns] / masses[:, None]
        scatter = np.empty((len(masses), columns, columns))
        scatter[:, self.pairs[0], self.pairs[1]] = sums[:, 1 + columns :]
        scatter[:, self.pairs[1], self.pairs[0]] = sums[:, 1 + columns :]
        scatter -= masses[:, None, None] * centres[:, :, None] * centres[:, None, :]
        scatter += masses[:, None, None] * np.diag(self.ridge)
        return masses / masses.sum(), centres, SHAPES[shape](scatter, masses)


def _grain(column: Array) -> float:
    """Variance of what rounding takes from a column, by the smallest step between two of its values."""
    spread = float(np.ptp(column))
    steps = np.diff(np.unique(np.round(column / spread, 9))) if spread > 0 else np.zeros(0)
    return float((steps.min(initial=np.inf) * spread) ** 2 / 12) if len(steps) else 0.0


def _poorest(one: _Groups) -> tuple[bool, float]:
    return one.thin, -one.loglik


def _logs(X: Array, centres: Array, covariances: Array) -> Array:
    """Log-density of each row in each group."""
    squares, volumes = _mahalanobis(X, centres, covariances)
    return np.asarray(-(squares + volumes + X.shape[1] * np.log(2 * np.pi)) / 2, dtype=float)


def _mahalanobis(X: Array, centres: Array, covariances: Array) -> tuple[Array, Array]:
    """Squared distances, rows × groups, the same for a row alone as among others; and log-determinants."""
    roots = np.linalg.cholesky(covariances)
    inverse = np.linalg.inv(roots)
    squares = np.zeros((len(X), len(centres)))
    for at, centre in enumerate(centres):
        apart = (X - centre).T
        for row in range(X.shape[1]):
            whitened = inverse[at, row, 0] * apart[0]
            for column in range(1, row + 1):
                whitened += inverse[at, row, column] * apart[column]
            squares[:, at] += whitened**2
    return squares, 2 * np.log(np.diagonal(roots, axis1=1, axis2=2)).sum(axis=1)


def _views(values: Array, weights: Array) -> tuple[Array, Array]:
    """People in spreads of each column, and in spreads of each principal component."""
    apart = values - np.average(values, axis=0, weights=weights)
    spread = np.sqrt(np.average(apart**2, axis=0, weights=weights))
    standard = apart / np.where(spread > 0, spread, 1.0)
    lengths, directions = np.linalg.eigh((standard * weights[:, None]).T @ standard / weights.sum())
    kept = lengths > 1e-9
    return standard, standard @ (directions[:, kept] / np.sqrt(lengths[kept]))


def _apart(columns: int, groups: int) -> tuple[str, ...]:
    """The shapes that differ from each other, the simplest of those that do not."""
    if columns == 1:
        return ("EII",) if groups == 1 else ("EII", "VII")
    return ("EII", "EEI", "EEE") if groups == 1 else tuple(SHAPES)


def _far_apart(values: Array, weights: Array, groups: int, rng: np.random.Generator) -> Array:
    """People drawn by weight and squared distance to those before."""
    nearest, chosen = np.ones(len(values)), []
    for at in range(groups):
        chosen.append(int(drawn((weights * nearest)[None], np.array([rng.random()]))[0]))
        apart = ((values - values[chosen[-1]]) ** 2).sum(axis=1)
        nearest = apart if at == 0 else np.minimum(nearest, apart)
    return values[chosen]


def _largest_first(labels: Array, weights: Array) -> Labels:
    """Labels counted anew by size, so that the same division has the same labels."""
    masses = np.round(np.bincount(labels.astype(np.int64), weights=weights), 9)
    _, first = np.unique(labels, return_index=True)
    seen = np.full(len(masses), len(labels))
    seen[np.unique(labels).astype(np.int64)] = first
    place = np.empty(len(masses), dtype=np.int64)
    place[np.lexsort((seen, -masses))] = np.arange(len(masses))
    return np.asarray(place[labels.astype(np.int64)], dtype=np.int64)
