"""Latent classes: groups within which answers no longer hang together, for answers of every kind, some missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

import numpy as np

from psychoseg.errors import ModelError
from psychoseg.segments.methods._latent import LEAST_CHANCE, Answers, Classes
from psychoseg.segments.methods._method import Array, Labels
from psychoseg.segments.methods._mixed import Mixed
from psychoseg.segments.methods.kmeans import MOST_SEARCHED

SHORT, MIDDLE, LONG = 24, 600, 3000
"""Steps that every start makes, that the best few may make, and that the best of these may."""
NEARLY = 1e-7
"""The best few rest where three steps add less than this to the log-likelihood of a person."""
FINISHED = 6
AT_ONCE = 4_000_000
"""Rows × classes × starts held at once."""
SAME = 1e-5
"""Log-likelihoods a person this close are one solution."""
MARGIN = 0.5
"""How much of a start is everybody's answers, the rest being those of one person."""


class LatentClass(Mixed):
    """Groups within which every column is independent of the others (latent class and latent profile analysis).

    Within a class a nominal column has a chance for each category, an ordinal one chances whose adjacent ratios are
    shifted by the class, and a number a normal distribution. Missing answers are no obstacle: the likelihood is that of
    what was answered (full information), which is right where being missing hangs on nothing but answers given.

    Parameters
    ----------
    nominal, ordinal : tuple of int
        Columns that hold categories, and ranks; all others are numbers.
    n_init : int
        Starts; all make some steps and the best few go on until they rest.

    Attributes
    ----------
    shares_ : ndarray, clusters
    levels_ : ndarray
        Categories of each nominal and ordinal column, in the order of the columns.
    chances_ : ndarray, clusters × categories of all these columns
    means_, spreads_ : ndarray, clusters × numeric columns
        Means and standard deviations within.
    loglik_, n_parameters_ : float, int
    starts_, reached_ : int
        How many starts were finished, and how many of them ended in the best solution.

    Notes
    -----
    Lazarsfeld, P. F. & Henry, N. W. (1968), *Latent Structure Analysis*; Goodman, L. A. (1974), *Biometrika* 61,
    215-231; mixed kinds: Vermunt, J. K. & Magidson, J. (2002), in Hagenaars & McCutcheon, *Applied Latent Class Analysis*;
    leaps between steps: Varadhan, R. & Roland, C. (2008), *Scandinavian Journal of Statistics* 35, 335-353. A number's
    variance within a class is never below a thousandth of that among everybody.

    Examples
    --------
    >>> X = np.array([[0, 0], [0, 0], [0, 1], [1, 2], [1, 2], [1, 2], [1, np.nan]])
    >>> found = LatentClass(2, nominal=(0, 1)).fit(X)
    >>> found.labels_.tolist(), found.shares_.round(2).tolist(), found.n_parameters_
    ([1, 1, 1, 0, 0, 0, 0], [0.57, 0.43], 7)
    """

    name: ClassVar[str] = "latent_class"
    words: ClassVar[str] = "latent classes"
    by_distance: ClassVar[bool] = False
    keeps: ClassVar = {
        "cluster_centers_": "kp", "shares_": "k", "levels_": "q", "chances_": "kl", "means_": "kn", "spreads_": "kn",
    }  # fmt: skip

    def __init__(
        self,
        n_clusters: int = 4,
        n_init: int = 50,
        random_state: int = 0,
        *,
        nominal: tuple[int, ...] = (),
        ordinal: tuple[int, ...] = (),
    ) -> None:
        super().__init__(n_clusters, n_init, random_state)
        self.nominal = nominal
        self.ordinal = ordinal

    @property
    def coded(self) -> tuple[int, ...]:
        """The columns of categories and ranks."""
        return tuple(sorted((*self.nominal, *self.ordinal)))

    def _form(self, values: Array, weights: Array) -> Labels:
        codes, numbers = values[:, list(self.coded)], values[:, list(self.numeric)]
        rng = self._draws()
        self.levels_ = np.array([np.nanmax(column, initial=0) + 1 for column in codes.T]).astype(np.int64)
        middle, spread = _scale(numbers, weights)
        ranked = np.isin(self.coded, self.ordinal)
        standard = (numbers - middle) / spread
        answers = Answers.of(codes, self.levels_, ranked, standard, weights)
        searched, those = answers, standard
        if len(values) > MOST_SEARCHED:
            taken = np.sort(rng.choice(len(values), MOST_SEARCHED, replace=False, p=weights / weights.sum()))
            those, ones = standard[taken], np.ones(MOST_SEARCHED)
            searched = Answers.of(codes[taken], self.levels_, ranked, those, ones)
            self.notes_ += (
                f"The best of {self.n_init} starts was sought among {MOST_SEARCHED:,} people drawn by weight and finished on all.",
            )
        classes, value = self._best(searched, those, rng)
        if searched is not answers:
            classes, ends = answers.settled(classes, LONG)
            value = float(ends[0])
        self.shares_ = classes.shares[:, 0]
        self.chances_ = np.ascontiguousarray(classes.chances[:, :, 0].T)
        self.means_ = classes.means[:, :, 0].T * spread + middle
        self.spreads_ = np.sqrt(classes.variances[:, :, 0].T) * spread
        answered = (~np.isnan(numbers) * weights[:, None]).sum(axis=0)
        self.loglik_ = value - float(answered @ np.log(spread))
        self.n_parameters_ = self._parameters(codes)
        held = answers.logs(classes)[:, :, 0]
        found = np.asarray(held.argmax(axis=1), dtype=np.int64)
        self.cluster_centers_ = self._centres(values, weights, found)
        return found

    def _best(self, answers: Answers, numbers: Array, rng: np.random.Generator) -> tuple[Classes, float]:
        """The most likely classes of all starts."""
        portion = max(AT_ONCE // (self.n_clusters * len(numbers)), 1)
        few = min(FINISHED, max(self.n_init // 4, 2))
        kept: list[Classes] = []
        reached: list[Array] = []
        for at in range(0, self.n_init, portion):
            first = self._started(answers, numbers, rng, min(portion, self.n_init - at))
            some, ends = answers.settled(first, SHORT)
            best = np.argsort(-ends, kind="stable")[:few]
            kept.append(some.taken(best))
            reached.append(ends[best])
        ends = np.concatenate(reached)
        best = np.argsort(-ends, kind="stable")[:few]
        tried, people = Classes.joined(kept).taken(best), float(answers.weights.sum())
        found = [answers.settled(tried.taken(np.array([at])), MIDDLE, NEARLY) for at in range(len(best))]
        there = np.array([value[0] for _, value in found])
        self.starts_ = len(found)
        self.reached_ = int((there >= there.max() - SAME * people).sum())
        classes, value = answers.settled(found[int(there.argmax())][0], LONG)
        return classes, float(value[0])

    def _started(self, answers: Answers, numbers: Array, rng: np.random.Generator, starts: int) -> Classes:
        """Classes each half everybody and half one person drawn by weight, blurred by lot."""
        kinds, rows = self.n_clusters, len(answers.weights)
        shares = answers.weights / answers.weights.sum()
        drawn = np.array([rng.choice(rows, kinds, replace=False, p=shares) for _ in range(starts)]).T.ravel()
        one = np.zeros((rows, kinds * starts))
        one[drawn, np.arange(kinds * starts)] = 1.0
        everybody = answers.coded.counted(shares[:, None])
        blurred = everybody[:, :, None] * rng.gamma(1.0, size=(len(everybody), kinds, starts))
        own = answers.coded.counted(one).reshape(-1, kinds, starts)
        chances = MARGIN * blurred + (1 - MARGIN) * own
        picked = np.nan_to_num(numbers[drawn]).T.reshape(-1, kinds, starts)
        shapes = [int(level) for level, ranked in zip(answers.levels, answers.ranked, strict=True) if ranked]
        classes = Classes(
            np.full((kinds, starts), 1 / kinds),
            chances,
            picked,
            np.ones(picked.shape),
            tuple(np.zeros((starts, level)) for level in shapes),
            tuple(rng.normal(0, 1 / max(level - 1, 1), size=(starts, kinds)) for level in shapes),
        )
        return answers.legal(classes)

    def _parameters(self, codes: Array) -> int:
        """Shares, chances of the categories that somebody has, shifts of ranks, means and spreads."""
        kinds = self.n_clusters
        count = kinds - 1 + 2 * kinds * len(self.numeric)
        for at, column in zip(self.coded, codes.T, strict=True):
            found = len(np.unique(column[~np.isnan(column)]))
            count += (
                max(found - 1, 0) * kinds
                if at in self.nominal
                else max(found - 1, 0) + (kinds - 1) * (found > 1)
            )
        return count

    def affinity(self, X: Array) -> Array:
        """Logarithms of the joint density of answers and class."""
        return np.asarray(self._logs(X) + np.log(np.maximum(self.shares_, LEAST_CHANCE)), dtype=float)

    def distances(self, X: Array) -> Array:
        """How unlikely the answers are in each class: minus their log-density, scaled to all columns."""
        known = (~np.isnan(self._valid(X))).sum(axis=1)
        return np.asarray(-self._logs(X) * (self.n_features_in_ / np.maximum(known, 1))[:, None], dtype=float)

    def _logs(self, X: Array) -> Array:
        X = self._valid(X)
        found, first = np.zeros((len(X), self.n_clusters)), 0
        logs = np.log(np.maximum(self.chances_, LEAST_CHANCE)).T
        for at, level in zip(self.coded, self.levels_.astype(int), strict=True):
            known = ~np.isnan(X[:, at]) & (X[:, at] < level)
            found[known] += logs[first + X[known, at].astype(np.int64)]
            first += level
        for place, at in enumerate(self.numeric):
            known = ~np.isnan(X[:, at])
            away = (X[known, at, None] - self.means_[:, place]) / self.spreads_[:, place]
            found[known] -= away**2 / 2 + np.log(self.spreads_[:, place]) + np.log(2 * np.pi) / 2
        return found

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any], where: str = "the method") -> Self:
        """Also refuses chances, means and spreads that do not fit the columns."""
        made = super().from_plain(plain, where)
        fits = (
            len(made.levels_) == len(made.coded)
            and made.chances_.shape[1] == made.levels_.sum()
            and made.means_.shape[1] == len(made.numeric)
            and (made.spreads_ > 0).all()
        )
        if not fits:
            raise ModelError(f"{where}.levels_, chances_, means_ and spreads_ do not fit its columns.")
        return made


def _scale(numbers: Array, weights: Array) -> tuple[Array, Array]:
    """Mean and spread of each numeric column among those who answered; 0 and 1 where it says nothing."""
    known = ~np.isnan(numbers)
    masses = np.maximum((known * weights[:, None]).sum(axis=0), LEAST_CHANCE)
    filled = np.where(known, numbers, 0.0)
    middle = (filled * weights[:, None]).sum(axis=0) / masses
    apart = np.where(known, numbers - middle, 0.0)
    spread = np.sqrt((apart**2 * weights[:, None]).sum(axis=0) / masses)
    return middle, np.where(spread > 0, spread, 1.0)
