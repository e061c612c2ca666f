"""The segments of one wave alone, with what speaks for and against them; nothing is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from psychoseg.errors import UsageError, did_you_mean, shorten
from psychoseg.factors import FactorAnalysis, FactorModel, analyse
from psychoseg.personas.contrasts import Contrasts, contrasts
from psychoseg.personas.profile import dimensions, in_spreads, measures, scored
from psychoseg.personas.terms import Term, terms
from psychoseg.pipeline import Held, held_against, silent
from psychoseg.plan import Plan
from psychoseg.questionnaire import Questionnaire
from psychoseg.responses import Responses
from psychoseg.responses.among import among
from psychoseg.segments import Grouped, Sources, basis_of, group
from psychoseg.segments.bases import Basis, make
from psychoseg.segments.comparison import Comparison, compare_methods
from psychoseg.segments.methods import METHODS
from psychoseg.stats.intervals import Estimator
from psychoseg.stats.streams import stream
from psychoseg.stats.threads import one_thread
from psychoseg.study.loading import Loaded, load

Told = Callable[[str, str], None]


@dataclass(frozen=True, eq=False)
class Segmented:
    """A wave as it was read, its factors, and its segments with their evidence.

    Parameters
    ----------
    loaded : Loaded
    model : FactorModel
    scores : DataFrame, respondents × factors
    grouped : Grouped
    contrasts : Contrasts
        What else differs between the segments.
    terms : tuple of tuple of Term
        At most three words a segment, from what formed it.
    held : Held
        The segments beside other ways of forming them.
    comparison : Comparison or None
        Every method and number side by side; None where that was not asked.
    """

    loaded: Loaded
    model: FactorModel
    scores: pd.DataFrame
    grouped: Grouped
    contrasts: Contrasts
    terms: tuple[tuple[Term, ...], ...]
    held: Held
    comparison: Comparison | None = None


def segment_wave(
    study: Path,
    wave: str | None = None,
    *,
    segments: int | None = None,
    method: str | None = None,
    compare: bool = False,
    told: Told = silent,
) -> Segmented:
    """Group the people of one wave as ``fit`` does, without personas, report or run.

    Parameters
    ----------
    study : Path
    wave : str, optional
        The first wave where left out.
    segments : int, optional
        A number to look at in place of the one the evidence or the plan chooses.
    method : str, optional
        One of :data:`psychoseg.segments.methods.METHODS` in place of the study's.
    compare : bool
        Whether to form every number by every method beside.
    told : callable, optional
        Is given (stage, what it is doing).
    """
    if method is not None and method not in METHODS:
        raise UsageError(f"There is no method {shorten(method)}; {did_you_mean(method, METHODS)}")
    loaded = load(study, wave, told)
    plan, responses = loaded.config.plan, loaded.responses
    if segments is not None:
        plan = replace(plan, segments=segments, segments_reason="asked for on the command line")
    if method is not None:
        plan = replace(plan, forming=replace(plan.forming, method=method))
    with one_thread():
        told("factors", "how many, and which items carry them")
        analysis = analyse(
            responses.answers, responses.weights, loaded.questionnaire, plan, stream(plan.seed, "retention")
        )
        scores = analysis.model.score(responses.answers)
        sources = Sources(scores, responses.answers, responses.profile)
        basis = basis_of(plan, loaded.questionnaire, sources)
        grouped = group(
            basis,
            responses.weights,
            plan,
            stream(plan.seed, "stability"),
            lambda doing: told("segments", doing),
        )
        told("segments", "comparing them on everything that did not form them")
        differing, words = _described(
            loaded.questionnaire, among(responses, grouped.placed), analysis, scores, grouped, plan
        )
        held = held_against(loaded.questionnaire, responses, plan, analysis, scores, grouped, told=told)
        beside = None
        if compare:
            coded = make(plan.forming, loaded.questionnaire, sources, coded=True)
            beside = _beside(grouped, coded, responses.weights, plan, told)
    return Segmented(loaded, analysis.model, scores, grouped, differing, words, held, beside)


def _described(
    questionnaire: Questionnaire,
    responses: Responses,
    analysis: FactorAnalysis,
    scores: pd.DataFrame,
    grouped: Grouped,
    plan: Plan,
) -> tuple[Contrasts, tuple[tuple[Term, ...], ...]]:
    """What else differs between segments, and at most three words for each."""
    numbers = range(1, len(grouped.segmentation.names) + 1)
    people = grouped.placed.to_numpy()
    own, estimator = (
        grouped.assignments["segment"][people],
        Estimator(plan.confidence, plan.low_base, plan.least_base, plan.disclosure),
    )
    standard = in_spreads(scores[people], responses.weights)
    formed = grouped.segmentation.by_attitudes
    described = measures(responses, questionnaire, grouped.segmentation.inputs)
    differing = contrasts(
        described if formed else [*described, *scored(standard)],
        grouped.basis.in_numbers.table[people],
        responses.weights,
        own,
        numbers,
        estimator,
        plan.level,
        rng=stream(plan.seed, "contrasts"),
    )
    constructs = {factor: questionnaire.construct(name) for factor, name in analysis.constructs.items()}
    words = tuple(
        terms(dimensions(standard, responses.weights, own == number, estimator, formed=formed), constructs)
        for number in numbers
    )
    return differing, words


def _beside(grouped: Grouped, coded: Basis, weights: pd.Series, plan: Plan, told: Told) -> Comparison:
    """Every method and number of segments, on the same answers: as categories and ranks where a method takes these."""
    people = (grouped.basis.complete & grouped.placed).to_numpy()
    given = weights.to_numpy(dtype=float)[people]
    X = grouped.basis.in_numbers.table.to_numpy(dtype=float)[people]
    means, divisors = grouped.basis.in_numbers.scaling.measured(X, given)
    codes = coded.table.to_numpy(dtype=float)[people]
    middles, units = coded.scaling.measured(codes, given)
    options = coded.recipe.options()
    return compare_methods(
        (X - means) / divisors,
        given,
        range(plan.fewest_segments, plan.most_segments + 1),
        grouped.assignments["segment"].to_numpy(dtype=np.int64)[people] - 1,
        nominal=tuple(options.get("nominal", ())),
        ordinal=tuple(options.get("ordinal", ())),
        coded=(codes - middles) / units,
        seed=int(stream(plan.seed, "methods").integers(2**31 - 1)),
        told=lambda doing: told("segments", doing),
    )
