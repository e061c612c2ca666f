"""The whole of this stage: scores in, a segmentation with its evidence out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from psychoseg.errors import PlanError
from psychoseg.plan import Plan
from psychoseg.segments.apart import Apart, told_apart
from psychoseg.segments.choice import Candidates, compare
from psychoseg.segments.methods import Method
from psychoseg.segments.model import FARTHEST, Segmentation
from psychoseg.segments.order import canonical
from psychoseg.segments.stability import resamples, segment_stability
from psychoseg.segments.structure import Structure, structure

Array = npt.NDArray[np.float64]

PER_VARIABLE = 70
"""Respondents a variable that let segments be found again (Dolnicar et al. 2014, *J. Travel Research* 53)."""


@dataclass(frozen=True, eq=False)
class Grouped:
    """A segmentation with the evidence behind it.

    Parameters
    ----------
    segmentation : Segmentation
    candidates : Candidates
    assignments : DataFrame, respondents
        What :meth:`Segmentation.assign` gives for the people the segments were formed from.
    stability : DataFrame, resamples × segments
        Jaccard similarities (segments from 1).
    structure : Structure or None
        Whether there are segments in these people at all; None where that was not asked.
    apart : Apart or None
        Which segments overlap and which can be recognised; None where that was not asked.
    """

    segmentation: Segmentation
    candidates: Candidates
    assignments: pd.DataFrame
    stability: pd.DataFrame
    structure: Structure | None
    caveats: tuple[str, ...]
    apart: Apart | None = None


def group(
    scores: pd.DataFrame,
    weights: pd.Series,
    plan: Plan,
    rng: np.random.Generator,
    told: Callable[[str], None] = lambda _: None,
    *,
    probe: bool = True,
) -> Grouped:
    """Segments of people by their scores.

    Parameters
    ----------
    scores : DataFrame, respondents × factors
        Without missing values.
    weights : Series, respondents
    plan : Plan
        Which numbers to compare, and what decides.
    rng : Generator
        For the resamples.
    told : callable
        Is given lines of progress.
    probe : bool
        Whether to test if there are segments at all, and which can be told apart.

    Raises
    ------
    PlanError
        Where there are not enough people for the segments asked for.
    """
    most = max(plan.most_segments, plan.segments or 0)
    if len(scores) < 10 * most:
        raise PlanError(
            f"{len(scores)} people are too few to compare up to {most} segments; set most_segments to {max(len(scores) // 10, 2)} or ask more people."
        )
    given = weights.to_numpy(dtype=float)
    values = scores.to_numpy(dtype=float)
    # who is drawn into which resample, and how sums round, must not hang on how the file lists people
    order = canonical(_standard(values, given)[0], given)
    given = given[order]
    X, means, sds = _standard(values[order], given)
    pairs = resamples(len(X), plan.resamples, rng)
    candidates, solutions = compare(
        X, given, range(plan.fewest_segments, plan.most_segments + 1), pairs,
        starts=plan.starts, smallest_share=plan.smallest_share,
        overrule=plan.segments, because=plan.segments_reason, told=told,
    )  # fmt: skip
    model = solutions[candidates.chosen]
    names = tuple(f"Segment {number}" for number in range(1, candidates.chosen + 1))
    segmentation = Segmentation(
        method=f"k-means on standardised factor scores{_reached(model)}",
        factors=tuple(map(str, scores.columns)),
        names=names,
        means=tuple(map(float, means)),
        sds=tuple(map(float, sds)),
        centres=tuple(tuple(map(float, centre)) for centre in model.cluster_centers_),
        farthest=_farthest(model, X),
        placing=model.to_plain(),
    )
    told("testing how stable each segment is")
    firmness = segment_stability(X, given, model.labels_, pairs)
    stability = pd.DataFrame(firmness, columns=range(1, candidates.chosen + 1))
    chosen = next(one for one in candidates.tried if one.segments == candidates.chosen)
    numbers = range(plan.fewest_segments, plan.most_segments + 1)
    found = structure(X, given, chosen.segments, numbers, chosen.stability, rng, told) if probe else None
    apart = _apart(X, given, solutions, candidates.chosen, told) if probe else None
    return Grouped(
        segmentation,
        candidates,
        segmentation.assign(scores),
        stability,
        found,
        (
            *_too_few(scores),
            *_searched(model),
            *candidates.caveats,
            *(apart.caveats if apart else ()),
            *_made(found),
        ),
        apart,
    )


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


def _standard(values: Array, weights: Array) -> tuple[Array, Array, Array]:
    """Values in standard deviations from the weighted mean, with the means and deviations."""
    means = np.average(values, axis=0, weights=weights)
    sds = np.sqrt(np.average((values - means) ** 2, axis=0, weights=weights))
    return (values - means) / sds, means, sds


def _apart(
    X: Array, weights: Array, solutions: dict[int, Method], chosen: int, told: Callable[[str], None]
) -> Apart:
    told("testing which segments can be told apart")
    fewer = solutions.get(chosen - 1)
    return told_apart(X, solutions[chosen], weights, None if fewer is None else fewer.labels_)


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


def _too_few(scores: pd.DataFrame) -> tuple[str, ...]:
    people, columns = scores.shape
    if people < PER_VARIABLE * columns:
        return (
            f"{people} people for {columns} dimensions are fewer than {PER_VARIABLE} a dimension: another sample may give other segments.",
        )
    return ()
