"""How many segments: form each number, measure it by every criterion, and let one stated rule choose."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from psychoseg.segments.candidates import CLOSE, REPRODUCIBLE, Candidates, Tried, choose
from psychoseg.segments.coordinates import coordinates
from psychoseg.segments.criteria import (
    across,
    calinski_harabasz,
    gap,
    prediction_strength,
    silhouette,
    ward_agreement,
)
from psychoseg.segments.criteria.spread import within
from psychoseg.segments.methods import Method, WeightedKMeans, made
from psychoseg.segments.order import thinned
from psychoseg.segments.soft import Soft, doubt, soften
from psychoseg.segments.stability import Redrawn, Resample, redrawn
from psychoseg.stats.intervals import Estimator
from psychoseg.stats.moments import effective_base

Array = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]

__all__ = ["CLOSE", "REPRODUCIBLE", "Candidates", "Tried", "compare"]

MOST_PEOPLE = 2000
"""Prediction strength is judged on at most so many people, likelihoods on ten times as many."""
HALF_STARTS = 5
FIVE = (0.0, 0.25, 0.5, 0.75, 1.0)
"""The five numbers of a box."""


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
    method: type[Method] = WeightedKMeans,
    options: Mapping[str, Any] | None = None,
    told: Callable[[str], None] = lambda _: None,
) -> tuple[Candidates, dict[int, Method]]:
    """Group people into each number of segments and choose one.

    Parameters
    ----------
    X : array, people × columns
        Numbers; codes of categories and NaN where the method takes these. Criteria that need distances then see
        people as :func:`~psychoseg.segments.coordinates.coordinates` does.
    weights : array, people
    numbers : range
    pairs : list
        Bootstrap samples for the stability; methods that take long use fewer
        (:attr:`~psychoseg.segments.methods.Method.most_pairs`).
    starts : int
    smallest_share : float
        Numbers with a smaller segment are not chosen.
    overrule : int, optional
        A person's own number with their reason in ``because``.
    method : type of Method
        How segments are formed.
    options : mapping of str to object, optional
        More parameters of the method, such as which columns are ``nominal``.
    told : callable
        Is given a line of progress for each number.

    Returns
    -------
    Candidates
    dict of int to Method
        The solution of each number.
    """
    tried: list[Tried] = []
    solutions: dict[int, Method] = {}
    asked = sorted({*numbers, *([overrule] if overrule else [])})
    rng = np.random.default_rng(pairs[0][0].seed)
    for number in asked:
        told(f"comparing {number} segments")
        model = made(method, number, starts=starts, seed=pairs[0][0].seed, options=options)
        solutions[number] = model.fit(X, sample_weight=weights)
    pairs = pairs[: method.most_pairs]
    told(f"redrawing the sample {2 * len(pairs)} times")
    labels = {number: model.labels_ for number, model in solutions.items()}
    plain = method is WeightedKMeans and not options
    again = redrawn(X, weights, labels, pairs, None if plain else refitted(solutions))
    points = coordinates(X, weights, nominal=tuple((options or {}).get("nominal", ())))
    before: Labels | None = None
    for number, model in solutions.items():
        one = _measured(points, weights, model.labels_, number, again[number])
        one = _predicted(_likely(one, X, points, weights, model), X, weights, model, rng)
        if before is not None:
            one = replace(one, across=_plain(across(before, model.labels_, weights)))
        before = model.labels_
        tried.append(one)
    told("comparing with people spread evenly")
    spread = gap(points, weights, max(asked), rng)
    at = {number: place for place, number in enumerate(spread.numbers)}
    tried = [
        replace(one, gap=spread.gap[at[one.segments]], gap_error=spread.error[at[one.segments]])
        if one.segments in at
        else one
        for one in tried
    ]
    trees = ward_agreement(points, labels, weights)
    tried = [replace(one, ward=trees[one.segments]) for one in tried]
    return choose(
        tried, smallest_share, gap_choice=spread.chosen, bic_of_one=_bic_of_one(X, points, weights, solutions),
        overrule=overrule, because=because,
    ), solutions  # fmt: skip


def refitted(solutions: Mapping[int, Method]) -> Callable[[int, int], Method]:
    """Makes the method of each number of segments anew, with fewer starts and what fitting has chosen.

    Parameters
    ----------
    solutions : mapping of int to Method
        Fitted, by number of segments.

    Returns
    -------
    callable
        A number of segments and a seed to a method that is not fitted.
    """

    def make(segments: int, seed: int) -> Method:
        model = solutions[segments]
        fewer = min(HALF_STARTS, model.n_init)
        settings = {**model.get_params(), **model.chosen()}
        settings |= {"n_clusters": segments, "n_init": fewer, "random_state": seed}
        return type(model)(**settings)

    return make


def refitting(model: Method) -> Callable[[Array, Array, int, int], Callable[[Array], Labels]]:
    """Forms segments of some people like a fitted method's and gives a function that labels others."""
    make = refitted({model.n_clusters: model})

    def form(X: Array, weights: Array, segments: int, seed: int) -> Callable[[Array], Labels]:
        return make(segments, seed).fit(X, sample_weight=weights).predict

    return form


def _measured(X: Array, weights: Array, labels: Labels, segments: int, again: Redrawn) -> Tried:
    """What is measured in distances and resamples; a segment that is nobody's most likely one counts as empty."""
    low, middle, high = np.quantile(again.agreement, [0.05, 0.5, 0.95])
    smallest = int(np.bincount(labels, weights=weights, minlength=segments).argmin())
    back = np.median(again.back, axis=0)
    share = Estimator().share((labels == smallest).astype(float), weights, keep=True)
    centre = np.average(X, axis=0, weights=weights)
    total = float((weights[:, None] * (X - centre) ** 2).sum())
    return Tried(
        segments=segments,
        stability=float(middle),
        stability_low=float(low),
        stability_high=float(high),
        silhouette=silhouette(X, labels, weights),
        explained=1 - within(X, labels, weights) / total,
        smallest=share.value or 0.0,
        smallest_low=share.low or 0.0,
        smallest_high=share.high or 0.0,
        smallest_people=effective_base(weights[labels == smallest]),
        within=_plain(np.pad(back, (0, segments - len(back)))),
        box=_plain(np.quantile(again.agreement, FIVE)),
        boxes=tuple(
            _plain(np.quantile(again.back[:, at], FIVE)) if at < len(back) else (0.0,) * len(FIVE)
            for at in range(segments)
        ),
        calinski_harabasz=calinski_harabasz(X, labels, weights),
    )


def _likely(one: Tried, X: Array, points: Array, weights: Array, model: Method) -> Tried:
    """The criteria of the method's own likelihood, or of normal groups begun at its segments."""
    if hasattr(model, "loglik_"):
        bic, size = _bic(model, weights), effective_base(weights)
        unsure = doubt(model.predict_proba(X), weights)
        return replace(
            one, bic=bic, icl=bic + 2 * size * unsure, entropy=1 - unsure / float(np.log(one.segments))
        )
    found = _softened(points, weights, model.labels_)
    if found is None:
        return one
    return replace(
        one,
        bic=found.bic,
        icl=found.icl,
        entropy=found.entropy if found.same else None,
        mixture=found.agreement,
    )


def _bic_of_one(X: Array, points: Array, weights: Array, solutions: Mapping[int, Method]) -> float | None:
    """BIC of everybody as one group, by the same likelihood as those of more."""
    some = next(iter(solutions.values()))
    if hasattr(some, "loglik_"):
        alone = refitted({1: some})(1, 0).fit(X, sample_weight=weights)
        return _bic(alone, weights)
    found = _softened(points, weights, np.zeros(len(X), dtype=np.int64))
    return found.bic if found else None


def _bic(model: Method, weights: Array) -> float:
    size = effective_base(weights)
    scale = size / float(weights.sum())
    return -2 * scale * float(model.loglik_) + float(model.n_parameters_) * float(np.log(size))


def _softened(X: Array, weights: Array, labels: Labels) -> Soft | None:
    rows = thinned(X, weights, 10 * MOST_PEOPLE)
    return soften(X[rows], labels[rows], weights[rows])


def _predicted(one: Tried, X: Array, weights: Array, model: Method, rng: np.random.Generator) -> Tried:
    rows = thinned(X, weights, MOST_PEOPLE)
    found = prediction_strength(X[rows], weights[rows], one.segments, refitting(model), rng)
    return replace(one, strength=found.mean, strength_error=found.error)


def _plain(values: Array) -> tuple[float, ...]:
    return tuple(float(value) for value in values)
