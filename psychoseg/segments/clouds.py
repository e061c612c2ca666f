"""Clouds of people without segments that look like given people otherwise: the same spreads, relations and answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import norm, rankdata
from sklearn.isotonic import isotonic_regression

Array = npt.NDArray[np.float64]

FEW_VALUES = 12
"""A column with no more different values holds answers, not amounts: a cloud gives each as often as people did."""
WIDE = 20_000
ROUNDS = 12
_BINS = 60


def cloud(X: Array, rng: np.random.Generator, levels: Sequence[Sequence[int]] = ()) -> Callable[[], Array]:
    """Draws of as many people from one cloud.

    Parameters
    ----------
    X : ndarray, people × columns
    rng : Generator
    levels : sequence of sequences of int
        Columns that are 0/1 for the answers to one question that exclude each other.

    Returns
    -------
    callable
        Gives people × columns, other ones each time.

    Notes
    -----
    A Gaussian copula. Numbers have for each column the distribution of one peak nearest to its own (isotonic
    on both sides of the peak), brought to the same covariance. Where answers have few values, each is
    given as often as people gave it: steps of a hidden normal variable (Pearson 1900), and of several
    answers that exclude each other the one whose hidden variable is largest (Thurstone 1927). The hidden
    correlations are then sought for which the answers correlate as they do among the people.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> yes = (rng.normal(size=(500, 2)) > 0.5).astype(float)
    >>> np.unique(cloud(yes, rng)()).tolist()
    [0.0, 1.0]
    """
    exclusive = {at for group in levels for at in group}
    few = [at in exclusive or len(np.unique(X[:, at])) <= FEW_VALUES for at in range(X.shape[1])]
    if not any(few):
        return _of_numbers(X, rng)
    return _of_answers(X, rng, _margins(X, few, levels))


def _of_numbers(X: Array, rng: np.random.Generator) -> Callable[[], Array]:
    people, columns = X.shape
    normal = norm.ppf((rankdata(X, axis=0) - 0.5) / people)
    correlation = np.atleast_2d(np.corrcoef(normal, rowvar=False))
    root = _root(correlation)
    margins = [_one_peak(X[:, at]) for at in range(columns)]

    def shaped(size: int) -> Array:
        shares = norm.cdf(rng.normal(size=(size, columns)) @ root.T)
        return np.column_stack(
            [np.interp(shares[:, at], cumulated, edges) for at, (edges, cumulated) in enumerate(margins)]
        )

    wide = shaped(WIDE)
    turn = _root(np.cov(X, rowvar=False)) @ np.linalg.pinv(_root(np.cov(wide, rowvar=False)))
    centre, mean = wide.mean(axis=0), X.mean(axis=0)
    return lambda: (shaped(people) - centre) @ turn.T + mean


@dataclass(eq=False)
class _Margin:
    """How hidden normal variables become the columns ``at``: by steps, along one peak, or the largest of several."""

    at: list[int]
    values: Array
    edges: Array
    offsets: Array

    def made(self, hidden: Array) -> Array:
        own = hidden[:, self.at]
        if len(self.at) > 1:
            taken = (own + self.offsets).argmax(axis=1)
            chosen = np.arange(len(self.at)) == taken[:, None]
            return np.asarray(np.where(chosen, self.values[1], self.values[0]), dtype=float)
        if len(self.offsets):
            return np.asarray(np.interp(norm.cdf(own[:, 0]), self.edges, self.values)[:, None])
        return np.asarray(self.values[np.searchsorted(self.edges, own[:, 0])][:, None], dtype=float)

    def nearer(self, made: Array, X: Array) -> None:
        """Move the offsets of answers that exclude each other towards how often each was given."""
        if len(self.at) > 1:
            given, now = (
                (part > part.min(axis=0)).mean(axis=0) for part in (X[:, self.at], made[:, self.at])
            )
            self.offsets += 0.7 * np.log(np.maximum(given, 1e-4) / np.maximum(now, 1e-4))


def _margins(X: Array, few: list[bool], levels: Sequence[Sequence[int]]) -> list[_Margin]:
    found = []
    grouped: set[int] = set()
    for group in levels:
        at = list(group)
        grouped |= set(at)
        values = np.array([X[:, at].min(axis=0), X[:, at].max(axis=0)])
        found.append(_Margin(at, values, np.array([]), np.zeros(len(at))))
    for place in (other for other in range(X.shape[1]) if other not in grouped):
        if few[place]:
            values, counts = np.unique(X[:, place], return_counts=True)
            steps = norm.ppf(np.cumsum(counts)[:-1] / counts.sum())
            found.append(_Margin([place], values, steps, np.array([])))
        else:
            edges, cumulated = _one_peak(X[:, place])
            found.append(_Margin([place], edges, cumulated, np.ones(1)))
    return found


def _of_answers(X: Array, rng: np.random.Generator, margins: list[_Margin]) -> Callable[[], Array]:
    people, columns = X.shape
    wanted = _correlations(X)
    together = np.eye(columns, dtype=bool)
    for margin in margins:
        together[np.ix_(margin.at, margin.at)] = True
    hidden, base = np.where(together, np.eye(columns), wanted), rng.normal(size=(WIDE, columns))
    root = _root(_proper(hidden))
    for _ in range(ROUNDS):
        made = _made(base @ root.T, margins)
        hidden = np.where(together, hidden, np.clip(hidden + wanted - _correlations(made), -0.99, 0.99))
        root = _root(_proper(hidden))
        for margin in margins:
            margin.nearer(made, X)
    return lambda: _made(rng.normal(size=(people, columns)) @ root.T, margins)


def _made(hidden: Array, margins: list[_Margin]) -> Array:
    found = np.empty_like(hidden)
    for margin in margins:
        found[:, margin.at] = margin.made(hidden)
    return found


def _correlations(X: Array) -> Array:
    apart = X - X.mean(axis=0)
    spread = np.sqrt((apart**2).sum(axis=0))
    apart = np.divide(apart, spread, out=np.zeros_like(apart), where=spread > 0)
    return np.asarray(apart.T @ apart)


def _proper(correlations: Array) -> Array:
    """The nearest matrix that can be one of correlations, near enough: no negative roots, a diagonal of 1."""
    values, vectors = np.linalg.eigh(correlations)
    fixed = (vectors * np.maximum(values, 1e-4)) @ vectors.T
    scale = np.sqrt(np.diag(fixed))
    return np.asarray(fixed / np.outer(scale, scale))


def _root(covariance: Array) -> Array:
    values, vectors = np.linalg.eigh(np.atleast_2d(covariance))
    return np.asarray((vectors * np.sqrt(np.maximum(values, 0))) @ vectors.T)


def _one_peak(x: Array) -> tuple[Array, Array]:
    """Edges of bins and the cumulated share below each: the distribution with one peak that is nearest."""
    counts, edges = np.histogram(x, bins=_BINS)
    shares = counts / counts.sum()
    best, least = shares, np.inf
    for peak in range(len(shares)):
        shape = np.append(_rising(shares[:peak]), _rising(shares[peak:][::-1])[::-1])
        misfit = float(((shape - shares) ** 2).sum())
        if misfit < least:
            best, least = shape, misfit
    return edges, np.append(0.0, np.cumsum(best) / best.sum())


def _rising(values: Array) -> Array:
    return np.asarray(isotonic_regression(values)) if len(values) else values
