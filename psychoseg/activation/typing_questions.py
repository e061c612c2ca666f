"""The few questions that tell best which segment somebody belongs to, with a key to add up by hand.

Statements are taken one by one by Wilks' lambda (Rao, C. R. 1973, *Linear Statistical Inference and Its
Applications*, 8c); the key is Fisher's linear discriminant with its weights rounded.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from psychoseg.activation.model import Typing, TypingQuestion
from psychoseg.questionnaire import Item
from psychoseg.segments.order import canonical, thinned

Array = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]

FEWEST, MOST, FOLDS = 3, 8, 5
NEAR = 0.02
"""Fewer questions are taken where they find nearly as many people as the most would."""
LEAST_PEOPLE, LEAST_SHARE, MOST_PEOPLE = 200, 0.5, 20_000
DECIMALS = 1


def typing_questions(
    answers: pd.DataFrame, segments: pd.Series, weights: pd.Series, items: Mapping[str, Item]
) -> Typing | None:
    """Questions, key, and how many people they put in their own segment.

    Parameters
    ----------
    answers : DataFrame, respondents × attitude items
        Keyed so that high means more of the construct.
    segments : Series, respondents
        The segment of each person, from 1.
    weights : Series, respondents
    items : mapping of str to Item

    Returns
    -------
    Typing or None
        None where fewer than 200 people, or half of them, answered every statement, or a segment is too small.

    Notes
    -----
    The share found is of people left out: questions are chosen and the key is made anew in each of five
    parts, so that neither flatters it. At most 20,000 people are used.
    """
    known = answers.notna().all(axis=1) & (segments > 0)
    if known.sum() < LEAST_PEOPLE or known.mean() < LEAST_SHARE or answers.shape[1] < FEWEST:
        return None
    X, labels = answers[known].to_numpy(dtype=float), segments[known].to_numpy(dtype=np.int64) - 1
    given = weights[known].to_numpy(dtype=float)
    rows = thinned(X, given, MOST_PEOPLE)
    X, labels, given = X[rows], labels[rows], given[rows]
    used = np.unique(labels)
    if len(used) < 2 or len(used) <= labels.max() or int(np.bincount(labels).min()) < 2 * FOLDS:
        return None
    most = min(MOST, X.shape[1])
    told = _told(X, labels, given, most)
    found = [float(np.average(told[count - 1] == labels, weights=given)) for count in range(1, most + 1)]
    count = next(count for count in range(FEWEST, most + 1) if found[count - 1] >= max(found) - NEAR)
    chosen = _chosen(X, labels, given, count)
    key, constant = _key(X[:, chosen], labels, given)
    questions, constant = _worded(answers.columns[chosen], key, constant, items)
    right = told[count - 1] == labels
    return Typing(
        questions,
        tuple(round(float(value), DECIMALS) for value in constant),
        found[count - 1],
        float(np.bincount(labels, weights=given).max() / given.sum()),
        tuple(float(np.average(right[labels == at], weights=given[labels == at])) for at in used),
        tuple(found),
        len(labels),
    )


def _told(X: Array, labels: Labels, weights: Array, most: int) -> list[Labels]:
    """For each number of questions, the segment each person is put in by a key made without them."""
    part = _parts(X, labels, weights)
    told = [np.empty_like(labels) for _ in range(most)]
    for fold in range(FOLDS):
        train, test = part != fold, part == fold
        order = _chosen(X[train], labels[train], weights[train], most)
        for count in range(1, most + 1):
            own = order[:count]
            key, constant = _key(X[train][:, own], labels[train], weights[train])
            told[count - 1][test] = np.argmax(X[test][:, own] @ key + constant, axis=1)
    return told


def _chosen(X: Array, labels: Labels, weights: Array, count: int) -> list[int]:
    """The columns that part the segments best, one by one: each lowers Wilks' lambda most."""
    within, total = _scatter(X, labels, weights)
    chosen: list[int] = []
    while len(chosen) < count:
        rest = [at for at in range(X.shape[1]) if at not in chosen]
        chosen.append(min(rest, key=lambda at: (_wilks(within, total, [*chosen, at]), at)))
    return chosen


def _wilks(within: Array, total: Array, chosen: list[int]) -> float:
    place = np.ix_(chosen, chosen)
    whole = float(np.linalg.det(total[place]))
    return float(np.linalg.det(within[place])) / whole if whole > 0 else 1.0


def _scatter(X: Array, labels: Labels, weights: Array) -> tuple[Array, Array]:
    shares = weights / weights.sum()
    centred = X - shares @ X
    total = (centred * shares[:, None]).T @ centred
    means = np.vstack(
        [np.average(X[labels == at], axis=0, weights=weights[labels == at]) for at in np.unique(labels)]
    )
    apart = X - means[np.searchsorted(np.unique(labels), labels)]
    return (apart * shares[:, None]).T @ apart, total


def _key(X: Array, labels: Labels, weights: Array) -> tuple[Array, Array]:
    """Rounded weights, questions × segments, and what each segment starts from."""
    within, _ = _scatter(X, labels, weights)
    groups = np.unique(labels)
    means = np.vstack([np.average(X[labels == at], axis=0, weights=weights[labels == at]) for at in groups])
    sizes = np.array([weights[labels == at].sum() for at in groups]) / weights.sum()
    key = np.linalg.lstsq(within, means.T, rcond=None)[0]
    start = np.log(sizes) - 0.5 * np.einsum("sq,qs->s", means, key)
    return np.round(key - key.mean(axis=1, keepdims=True), DECIMALS), np.round(start - start.max(), DECIMALS)


def _worded(
    names: pd.Index, key: Array, constant: Array, items: Mapping[str, Item]
) -> tuple[tuple[TypingQuestion, ...], Array]:
    """The key for answers as they are worded: those of reverse-keyed items were turned round."""
    questions = []
    for at, name in enumerate(names):
        item, row = items[str(name)], key[at]
        scale = item.scale
        if item.reverse and scale is not None:
            constant, row = constant + row * (scale.lowest + scale.highest), -row
        lowest, highest = (scale.lowest, scale.highest) if scale is not None else (1, 5)
        questions.append(
            TypingQuestion(
                item.id, item.text, lowest, highest, tuple(round(float(value), DECIMALS) for value in row)
            )
        )
    return tuple(questions), constant - constant.max()


def _parts(X: Array, labels: Labels, weights: Array) -> Labels:
    """Five parts with every segment spread evenly over them, the same however people are listed."""
    part = np.empty(len(labels), dtype=np.int64)
    order = canonical(X, weights)
    for segment in np.unique(labels):
        own = order[labels[order] == segment]
        part[own] = np.arange(len(own)) % FOLDS
    return part
