"""The segments of one wave alone, with what speaks for and against them; nothing is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from psychoseg.factors import FactorModel, analyse
from psychoseg.personas.contrasts import Contrasts, contrasts
from psychoseg.personas.profile import dimensions, measures
from psychoseg.personas.terms import Term, terms
from psychoseg.pipeline import silent
from psychoseg.segments import Grouped, group
from psychoseg.segments.comparison import Comparison, compare_methods
from psychoseg.stats.intervals import Estimator
from psychoseg.stats.streams import stream
from psychoseg.stats.threads import one_thread
from psychoseg.study.fitting import Loaded, load

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
    comparison : Comparison or None
        Every method and number side by side; None where that was not asked.
    """

    loaded: Loaded
    model: FactorModel
    scores: pd.DataFrame
    grouped: Grouped
    contrasts: Contrasts
    terms: tuple[tuple[Term, ...], ...]
    comparison: Comparison | None = None


def segment_wave(
    study: Path,
    wave: str | None = None,
    *,
    segments: int | None = None,
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
    compare : bool
        Whether to form every number by every method beside.
    told : callable, optional
        Is given (stage, what it is doing).
    """
    loaded = load(study, wave, told)
    plan, responses = loaded.config.plan, loaded.responses
    if segments is not None:
        plan = replace(plan, segments=segments, segments_reason="asked for on the command line")
    with one_thread():
        told("factors", "how many, and which items carry them")
        analysis = analyse(
            responses.answers, responses.weights, loaded.questionnaire, plan, stream(plan.seed, "retention")
        )
        scores = analysis.model.score(responses.answers)
        grouped = group(
            scores,
            responses.weights,
            plan,
            stream(plan.seed, "stability"),
            lambda doing: told("segments", doing),
        )
        told("segments", "comparing them on everything that did not form them")
        numbers = range(1, len(grouped.segmentation.names) + 1)
        own = grouped.assignments["segment"]
        estimator = Estimator(plan.confidence, plan.low_base, plan.least_base)
        differing = contrasts(
            measures(responses, loaded.questionnaire, grouped.segmentation.factors),
            scores,
            responses.weights,
            own,
            numbers,
            estimator,
            plan.level,
            rng=stream(plan.seed, "contrasts"),
        )
        constructs = {
            factor: loaded.questionnaire.construct(name) for factor, name in analysis.constructs.items()
        }
        standard = grouped.segmentation.standardised(scores)
        words = tuple(
            terms(dimensions(standard, responses.weights, own == number, estimator), constructs)
            for number in numbers
        )
        beside = (
            compare_methods(
                standard.to_numpy(dtype=float),
                responses.weights.to_numpy(dtype=float),
                range(plan.fewest_segments, plan.most_segments + 1),
                own.to_numpy(dtype=np.int64) - 1,
                seed=int(stream(plan.seed, "methods").integers(2**31 - 1)),
                told=lambda doing: told("segments", doing),
            )
            if compare
            else None
        )
    return Segmented(loaded, analysis.model, scores, grouped, differing, words, beside)
