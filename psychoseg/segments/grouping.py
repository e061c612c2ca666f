"""The whole of this stage: what forms segments in, a segmentation with its evidence out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from psychoseg.errors import ModelError, PlanError, PsychosegError, did_you_mean
from psychoseg.plan import Plan
from psychoseg.questionnaire import Questionnaire
from psychoseg.segments.agreement import adjusted_rand
from psychoseg.segments.apart import Apart, told_apart
from psychoseg.segments.bases import Basis, Sources, make
from psychoseg.segments.choice import Candidates, compare, refitted
from psychoseg.segments.methods import METHODS, Method, WeightedKMeans
from psychoseg.segments.model import FARTHEST, Segmentation
from psychoseg.segments.order import canonical
from psychoseg.segments.rows import Rows
from psychoseg.segments.small_groups import SmallGroup, small_groups
from psychoseg.segments.stability import resamples, segment_stability
from psychoseg.segments.structure import Structure, structure

Array = npt.NDArray[np.float64]

HALVES = 10
PER_VARIABLE = 70
"""Respondents a variable that let segments be found again (Dolnicar et al. 2014, *J. Travel Research* 53)."""


@dataclass(frozen=True, eq=False)
class Grouped:
    """A segmentation with the evidence behind it.

    Parameters
    ----------
    segmentation : Segmentation
    candidates : Candidates
    basis : Basis
        What they were formed from.
    assignments : DataFrame, respondents
        What :meth:`Segmentation.assign` gives for the people of the basis.
    stability : DataFrame, resamples × segments
        Jaccard similarities (segments from 1).
    structure : Structure or None
        Whether there are segments in these people at all; None where that was not asked.
    divisions : DataFrame, respondents × numbers of segments
        The segment of each person (from 0) in every solution that was compared; -1 for who took no part.
    apart : Apart or None
        Which segments overlap and which can be recognised; None where that was not asked.
    hidden : tuple of SmallGroup
        Small groups by likelihood that are part of larger segments.
    """

    segmentation: Segmentation
    candidates: Candidates
    basis: Basis
    assignments: pd.DataFrame
    stability: pd.DataFrame
    structure: Structure | None
    caveats: tuple[str, ...]
    divisions: pd.DataFrame
    apart: Apart | None = None
    hidden: tuple[SmallGroup, ...] = ()

    @property
    def placed(self) -> pd.Series:
        """Whether each person is in a segment."""
        return self.assignments["segment"] > 0


def group(
    basis: Basis | pd.DataFrame,
    weights: pd.Series,
    plan: Plan,
    rng: np.random.Generator,
    told: Callable[[str], None] = lambda _: None,
    *,
    probe: bool = True,
) -> Grouped:
    """Segments of people by what they are formed from.

    Parameters
    ----------
    basis : Basis, or DataFrame, respondents × scores
        People who lack a value take no part, unless the method can do without it; they are in no segment.
    weights : Series, respondents
    plan : Plan
        Which numbers to compare, by what method, and what decides.
    rng : Generator
        For the resamples.
    told : callable
        Is given lines of progress.
    probe : bool
        Whether to test if there are segments at all, and which can be told apart.

    Raises
    ------
    PlanError
        Where there are not enough people, or different people, for the segments asked for, there is no such
        method, weights cannot be, or a column does not vary.
    ModelError
        Where a value is not finite.
    """
    basis = basis if isinstance(basis, Basis) else Basis.of_scores(basis)
    method = _method(plan.forming.method)
    able = basis.table.notna().any(axis=1).to_numpy() if method.takes_missing else basis.complete
    most = max(plan.most_segments, plan.segments or 0)
    if able.sum() < 10 * most:
        gave = "" if able.all() else " who gave the answers that form segments"
        raise PlanError(
            f"{able.sum()} people{gave} are too few to compare up to {most} segments; set most_segments to {max(able.sum() // 10, 2)} or ask more people."
        )
    given = weights.to_numpy(dtype=float)[able]
    different = _different(basis, able, given)
    # who is drawn into which resample, and how sums round, must not hang on how the file lists people
    order = canonical(np.nan_to_num(_measured(basis, able, given)[0]), given)
    if different < most:
        raise PlanError(
            f"There are only {different} different people in all that forms the segments, too few to compare up to {most} segments; set most_segments to {different} or less."
        )
    rows = np.flatnonzero(able)[order]
    given = given[order]
    X, means, divisors = _measured(basis, rows, given)
    points = X if basis.measured is None else _measured(basis.measured, rows, given)[0]
    points = np.where(np.isnan(points), 0.0, points)
    pairs = resamples(len(X), plan.resamples, rng)
    candidates, solutions = compare(
        X, given, range(plan.fewest_segments, plan.most_segments + 1), pairs,
        starts=plan.starts, smallest_share=plan.smallest_share,
        overrule=plan.segments, because=plan.segments_reason, method=method, options=basis.recipe.options(), told=told,
    )  # fmt: skip
    model = solutions[candidates.chosen]
    names = tuple(f"Segment {number}" for number in range(1, candidates.chosen + 1))
    segmentation = Segmentation(
        method=f"{method.words} on {basis.words}{_reached(model)}",
        factors=basis.recipe.names,
        names=names,
        means=tuple(map(float, means)),
        sds=tuple(map(float, divisors)),
        centres=tuple(tuple(map(float, centre)) for centre in model.cluster_centers_),
        farthest=_farthest(model, X),
        placing=model.to_plain(),
        recipe=basis.recipe,
    )
    told("testing how stable each segment is")
    anew = None if isinstance(model, WeightedKMeans) else refitted(solutions)
    firmness = segment_stability(X, given, model.labels_, pairs, anew)
    stability = pd.DataFrame(firmness, columns=range(1, candidates.chosen + 1))
    chosen = next(one for one in candidates.tried if one.segments == candidates.chosen)
    numbers = range(plan.fewest_segments, plan.most_segments + 1)
    found = (
        structure(
            points,
            given,
            chosen.segments,
            numbers,
            chosen.stability,
            rng,
            told,
            levels=basis.in_numbers.recipe.levels,
        )
        if probe
        else None
    )
    apart = _apart(X, points, given, solutions, candidates.chosen, told) if probe else None
    hidden = small_groups(X, points, given, candidates, solutions)
    assignments = segmentation.assign(basis.table)
    return Grouped(
        segmentation,
        candidates,
        basis,
        assignments,
        stability,
        found,
        (
            *_too_few(basis, X, given, model, refitted(solutions)),
            *_unplaced(basis, assignments),
            *basis.notes,
            *_searched(model),
            *candidates.caveats,
            *(group.words for group in hidden),
            *(apart.caveats if apart else ()),
            *_made(found),
        ),
        _divisions(solutions, rows, basis.table.index),
        apart,
        hidden,
    )


def _divisions(solutions: dict[int, Method], rows: npt.NDArray[np.int64], people: pd.Index) -> pd.DataFrame:
    """The segment of each person in every solution; ``rows`` are the places of those who formed them."""
    found = {}
    for number, model in solutions.items():
        labels = np.full(len(people), -1, dtype=np.int64)
        labels[rows] = model.labels_
        found[number] = labels
    return pd.DataFrame(found, index=people)


def basis_of(plan: Plan, questionnaire: Questionnaire, sources: Sources) -> Basis:
    """What a plan forms segments from, in the form its method takes.

    Raises
    ------
    PlanError
        Where a name means nothing or may not be used; see :func:`psychoseg.segments.bases.make`.
    """
    coded = _method(plan.forming.method).takes_nominal
    return make(plan.forming, questionnaire, sources, coded=coded)


def _method(name: str) -> type[Method]:
    if name not in METHODS:
        raise PlanError(f"There is no method {name!r:.60}; {did_you_mean(name, METHODS)}")
    return METHODS[name]


def _different(basis: Basis, able: npt.NDArray[np.bool_], weights: Array) -> int:
    """How many different people there are; values that are not finite and weights that cannot be are refused by name."""
    values = basis.table.to_numpy(dtype=float)[able]
    endless = [name for name, column in zip(basis.table, values.T, strict=True) if np.isinf(column).any()]
    if endless:
        raise ModelError(
            f"{', '.join(map(str, endless))}: there are values that are not finite, which no segment can be formed from."
        )
    return len(Rows.of(values, weights).values)


def _measured(basis: Basis, rows: npt.NDArray[np.generic], weights: Array) -> tuple[Array, Array, Array]:
    """Columns of these people in one measure, with their means and what they were divided by."""
    values = basis.table.to_numpy(dtype=float)[rows]
    means, divisors = basis.scaling.measured(values, weights)
    return (values - means) / divisors, means, divisors


def _unplaced(basis: Basis, assignments: pd.DataFrame) -> tuple[str, ...]:
    """How many people lacked an answer that forms segments, and what became of them."""
    lacking = int((~basis.complete).sum())
    nowhere = int((assignments["segment"] == 0).sum())
    if nowhere:
        return (
            f"{nowhere} people gave no answer to some of what forms the segments and are in none; shares are of the others.",
        )
    if lacking:
        return (
            f"{lacking} people gave no answer to some of what forms the segments; they are where their other answers put them.",
        )
    return ()


def _reached(model: Method) -> str:
    """How many of the starts ended in the best solution, where the method has starts."""
    starts, reached = getattr(model, "starts_", 0), getattr(model, "reached_", 0)
    return f"; {reached} of {starts} starts ended in the best solution found" if starts else ""


def _searched(model: Method) -> tuple[str, ...]:
    """What must be told of the search: what the method notes, and a best solution that one start alone found."""
    alone = getattr(model, "starts_", 0) > 1 and getattr(model, "reached_", 0) == 1
    told = (
        f"Only one of {model.starts_} starts found the segments shown, so better ones may exist; set more starts in study.yml.",
    ) if alone else ()  # fmt: skip
    return (*model.notes_, *told)


def _apart(
    X: Array,
    points: Array,
    weights: Array,
    solutions: dict[int, Method],
    chosen: int,
    told: Callable[[str], None],
) -> Apart:
    told("testing which segments can be told apart")
    fewer = solutions.get(chosen - 1)
    return told_apart(X, solutions[chosen], weights, None if fewer is None else fewer.labels_, points=points)


def _farthest(model: Method, X: Array) -> tuple[float, ...]:
    """How far out the members of each segment lie, but for one in a hundred; of all people where it has none."""
    labels, away = model.predict(X), model.distances(X)
    members = [labels == at for at in range(model.n_clusters)]
    return tuple(
        float(np.quantile(away[own if own.any() else slice(None), at], FARTHEST))
        for at, own in enumerate(members)
    )


def _made(found: Structure | None) -> tuple[str, ...]:
    """What a reader must be told where segments are not groups that are there."""
    return (found.words,) if found is not None and found.verdict in {"constructed", "none"} else ()


def _too_few(
    basis: Basis, X: Array, weights: Array, model: Method, anew: Callable[[int, int], Method]
) -> tuple[str, ...]:
    """That people are few for what forms the segments, with how far half of them give the same."""
    people = len(X)
    if people >= PER_VARIABLE * basis.variables:
        return ()
    told = f"{people} people for {basis.variables} dimensions are fewer than {PER_VARIABLE} a dimension: another sample may give other segments."
    found = _halves(X, weights, model, anew)
    if not found:
        return (told,)
    return (
        f"{told} Formed from half of these people, as many agree with these by {np.median(found):.2f} (median adjusted Rand index).",
    )


def _halves(X: Array, weights: Array, model: Method, anew: Callable[[int, int], Method]) -> list[float]:
    """How far everybody's segments by halves of them agree with those of all."""
    rng, found = np.random.default_rng(len(X)), []
    for seed in range(HALVES):
        half = np.sort(rng.choice(len(X), len(X) // 2, replace=False))
        try:
            own = anew(model.n_clusters, seed).fit(X[half], sample_weight=weights[half])
        except PsychosegError:
            continue
        found.append(adjusted_rand(model.labels_, own.predict(X), weights))
    return found
