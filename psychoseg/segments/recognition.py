"""Can a person's segment be told from their answers? Nested cross-validation, segment by segment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.linear_model import LogisticRegression

from psychoseg.segments.agreement import overlap
from psychoseg.segments.order import canonical, thinned

Array = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]

FOLDS, INNER = 5, 3
STRENGTHS = (0.01, 0.1, 1.0, 10.0)
MOST_PEOPLE = 3000
SENSITIVE = 0.6
"""Share of a segment's members recognised below which the segment is not one a tool can find."""


@dataclass(frozen=True, slots=True)
class Recognition:
    """How often people left out of the training are put in their own segment.

    Parameters
    ----------
    accuracy : float
        Weighted share put right.
    largest, proportional : float
        What chance gives: everybody in the largest segment, or people at random by size.
    kappa : float
        Cohen's: 0 is chance, 1 everybody right.
    sensitivity : tuple of float
        For each segment, the share of its members put in it.
    precision : tuple of float
        For each segment, the share of those put in it who belong there; 0 where nobody was.
    confusion : tuple of tuple of float
        Own segment × segment given, as shares of all people.
    classifiers : tuple of str
        What the inner folds chose in each outer fold.
    people : int
    """

    accuracy: float
    largest: float
    proportional: float
    kappa: float
    sensitivity: tuple[float, ...]
    precision: tuple[float, ...]
    confusion: tuple[tuple[float, ...], ...]
    classifiers: tuple[str, ...]
    people: int

    @property
    def weak(self) -> tuple[int, ...]:
        """Segments (from 0) of whose members fewer than 60 % are recognised."""
        return tuple(at for at, share in enumerate(self.sensitivity) if share < SENSITIVE)


def recognise(X: Array, labels: Labels, weights: Array, *, folds: int = FOLDS) -> Recognition | None:
    """Tell segments from the columns of ``X`` for people the classifier has not seen.

    Parameters
    ----------
    X : ndarray, people × columns
        The scores the segments were formed from, or anything else known of people.
    labels : ndarray of int, people
        From 0.
    weights : ndarray, people
    folds : int

    Returns
    -------
    Recognition or None
        None where a segment has too few people for the folds.

    Notes
    -----
    In each outer fold, linear discriminant analysis and logistic regression of several strengths
    compete in inner folds; the winner is trained on the outer fold's training part and judged on the
    rest, so that the choice does not flatter (Varma & Simon 2006, *BMC Bioinformatics* 7, 91). Folds
    follow from people's values, not from their order. At most 3,000 people are used.

    Examples
    --------
    >>> X = np.array([[0.0], [8.0]])[np.repeat([0, 1], 30)] + np.linspace(-1, 1, 60)[:, None]
    >>> round(recognise(X, np.repeat([0, 1], 30), np.ones(60)).accuracy, 2)
    1.0
    """
    rows = thinned(X, weights, MOST_PEOPLE)
    X, labels, weights = X[rows], labels[rows], weights[rows]
    fewest = int(np.bincount(labels).min())
    if len(np.unique(labels)) < 2 or fewest < 2 * INNER:
        return None
    part = _folds(X, labels, weights, min(folds, fewest))
    given, winners = np.empty_like(labels), []
    for fold in range(part.max() + 1):
        train, test = part != fold, part == fold
        name = _winner(X[train], labels[train], weights[train])
        given[test] = _told(name, X[train], labels[train], weights[train], X[test])
        winners.append(name)
    return _judged(labels, given, weights, winners)


def _judged(labels: Labels, given: Labels, weights: Array, winners: Sequence[str]) -> Recognition:
    segments = int(labels.max()) + 1
    table = np.zeros((segments, segments))
    found = overlap(labels, given, weights / weights.sum())
    table[: found.shape[0], : found.shape[1]] = found
    own, put, right = table.sum(axis=1), table.sum(axis=0), table.diagonal()
    chance = float(own @ put)
    accuracy = float(right.sum())
    return Recognition(
        accuracy,
        float(own.max()),
        float(own @ own),
        (accuracy - chance) / (1 - chance) if chance < 1 else 0.0,
        tuple(map(float, right / own)),
        tuple(map(float, np.divide(right, put, out=np.zeros(segments), where=put > 0))),
        tuple(tuple(map(float, row)) for row in table),
        tuple(winners),
        len(labels),
    )


def _winner(X: Array, labels: Labels, weights: Array) -> str:
    part = _folds(X, labels, weights, INNER)
    best, most = "", -1.0
    for name in ("discriminant", *(f"logistic {strength:g}" for strength in STRENGTHS)):
        right = 0.0
        for fold in range(INNER):
            train, test = part != fold, part == fold
            told = _told(name, X[train], labels[train], weights[train], X[test])
            right += float(weights[test][told == labels[test]].sum())
        if right > most + 1e-9:
            best, most = name, right
    return best


def _told(name: str, X: Array, labels: Labels, weights: Array, new: Array) -> Labels:
    centre, spread = X.mean(axis=0), np.maximum(X.std(axis=0), 1e-12)
    X, new = (X - centre) / spread, (new - centre) / spread
    if name == "discriminant":
        used = np.unique(labels)
        shares = np.bincount(labels, weights=weights)[used]
        model = LinearDiscriminantAnalysis(solver="lsqr", shrinkage="auto", priors=shares / shares.sum()).fit(
            X, labels
        )
    else:
        model = LogisticRegression(C=float(name.split()[1]), max_iter=500).fit(
            X, labels, sample_weight=weights / weights.mean()
        )
    return np.asarray(model.predict(new), dtype=np.int64)


def _folds(X: Array, labels: Labels, weights: Array, folds: int) -> Labels:
    """Folds with every segment spread evenly over them, the same however people are listed."""
    part = np.empty(len(labels), dtype=np.int64)
    order = canonical(X, weights)
    for segment in np.unique(labels):
        own = order[labels[order] == segment]
        part[own] = np.arange(len(own)) % folds
    return part
