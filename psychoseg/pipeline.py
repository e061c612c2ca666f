"""Every stage in order: the method in one page. No disk, no printing.

Read this file first. ``fit`` makes a model of one wave; ``track`` scores a later wave with that
frozen model, so that the yardstick does not move with what it measures.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from psychoseg.errors import MethodWarning
from psychoseg.factors import FactorAnalysis, FactorModel, align, analyse
from psychoseg.personas import Persona, describe
from psychoseg.personas.contrasts import Contrasts
from psychoseg.personas.distributions import Distribution
from psychoseg.personas.profile import in_spreads
from psychoseg.personas.styles import ResponseStyles, response_styles
from psychoseg.plan import Plan
from psychoseg.questionnaire import Questionnaire
from psychoseg.responses import Responses
from psychoseg.responses.among import among
from psychoseg.responses.themes import Themes
from psychoseg.segments import Grouped, Segmentation, Sources, basis_of, group
from psychoseg.segments.anew import Anew, formed_anew
from psychoseg.segments.change import SizeChange, size_changes
from psychoseg.segments.representations import Representations, representations
from psychoseg.sensitivity import Effect, Influence, Sensitivity, exclusion_effect, influence, sensitivity
from psychoseg.stats.estimate import Estimate
from psychoseg.stats.intervals import Estimator
from psychoseg.stats.streams import stream
from psychoseg.stats.threads import one_thread

Told = Callable[[str, str], None]
"""Is given a stage and what it is doing."""

FAIR = 0.85
MOST_POOR_FIT = 0.03


def silent(stage: str, doing: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True, eq=False)
class Held:
    """The segments held against other ways of forming them, and against how people use the scale.

    ``representations``, ``sensitivity`` and ``influence`` are None where the plan asks for no alternatives, the last
    also where nobody moves the result by much.
    """

    styles: ResponseStyles
    representations: Representations | None = None
    sensitivity: Sensitivity | None = None
    effect: Effect | None = None
    influence: Influence | None = None

    @property
    def caveats(self) -> tuple[str, ...]:
        """What a reader must know of all of them."""
        parts = (self.effect, self.influence, self.representations, self.sensitivity, self.styles)
        return tuple(caveat for part in parts if part is not None for caveat in part.caveats)


@dataclass(frozen=True, eq=False)
class Fit:
    """All that was found in one wave."""

    questionnaire: Questionnaire
    responses: Responses
    plan: Plan
    analysis: FactorAnalysis
    scores: pd.DataFrame
    grouped: Grouped
    personas: tuple[Persona, ...]
    contrasts: Contrasts
    distributions: tuple[Distribution, ...]
    tests: int
    caveats: tuple[str, ...]
    held: Held

    @property
    def effect(self) -> Effect | None:
        """What setting people aside changed."""
        return self.held.effect

    @property
    def model(self) -> FactorModel:
        """The frozen factor model."""
        return self.analysis.model

    @property
    def segmentation(self) -> Segmentation:
        """The frozen segmentation."""
        return self.grouped.segmentation


@dataclass(frozen=True, eq=False)
class Track:
    """A later wave measured with an earlier wave's model.

    ``congruence`` are Tucker's coefficients of the new wave's own factors with the model's, by
    factor; ``poor_fit`` is the weighted share of people farther from every centre than 99 % of
    the first wave were; ``anew`` says what segments the later wave alone would have, and which of the
    frozen ones it would split, merge, lose or gain.
    """

    responses: Responses
    scores: pd.DataFrame
    assignments: pd.DataFrame
    sizes: tuple[SizeChange, ...]
    congruence: pd.Series
    poor_fit: float
    caveats: tuple[str, ...]
    anew: Anew | None = None


def fit(
    questionnaire: Questionnaire,
    responses: Responses,
    plan: Plan | None = None,
    *,
    names: Mapping[str, str] | None = None,
    themes: Themes | None = None,
    told: Told = silent,
) -> Fit:
    """Answers to factors to segments to personas.

    Parameters
    ----------
    questionnaire : Questionnaire
    responses : Responses
        Of one wave, from :func:`psychoseg.responses.ingest`.
    plan : Plan, optional
    names : mapping, optional
        A person's own names for segments, by letter in the order of size.
    themes : Themes, optional
        What written answers are about, from :func:`psychoseg.responses.themes.themes_of`.
    told : callable, optional
        Is given (stage, what it is doing) as work goes on.

    Returns
    -------
    Fit
        The same for the same inputs, whatever the machine's number of threads.
    """
    plan = plan or Plan()
    with one_thread():
        told("factors", "how many, and which items carry them")
        analysis = analyse(
            responses.answers, responses.weights, questionnaire, plan, stream(plan.seed, "retention")
        )
        scores = analysis.model.score(responses.answers)
        told("segments", "comparing numbers of segments")
        basis = basis_of(plan, questionnaire, Sources(scores, responses.answers, responses.profile))
        grouped = group(
            basis,
            responses.weights,
            plan,
            stream(plan.seed, "stability"),
            lambda doing: told("segments", doing),
        )
        held = held_against(questionnaire, responses, plan, analysis, scores, grouped, told=told)
        told("personas", "describing each segment")
        described = describe(
            among(responses, grouped.placed),
            questionnaire,
            analysis,
            scores[grouped.placed],
            grouped,
            plan,
            dict(names or {}),
            themes,
        )
    named = replace(
        grouped,
        segmentation=grouped.segmentation.renamed(tuple(persona.name for persona in described.personas)),
    )
    caveats = (
        *responses.caveats,
        *analysis.caveats,
        *grouped.caveats,
        *held.caveats,
        *(c for persona in described.personas for c in persona.caveats),
        *described.caveats,
    )
    _warn(caveats)
    return Fit(
        questionnaire, responses, plan, analysis, scores, named, described.personas, described.contrasts,
        described.distributions,
        described.tests, caveats, held,
    )  # fmt: skip


def held_against(
    questionnaire: Questionnaire,
    responses: Responses,
    plan: Plan,
    analysis: FactorAnalysis,
    scores: pd.DataFrame,
    grouped: Grouped,
    *,
    told: Told = silent,
) -> Held:
    """The same segments with everybody, without the few who decide most, and formed in every other way.

    Parameters
    ----------
    questionnaire, responses, plan
    analysis : FactorAnalysis
    scores : DataFrame, respondents × factors
    grouped : Grouped
    told : callable, optional
    """
    people = grouped.placed
    styles = response_styles(
        responses.answers[people],
        questionnaire,
        in_spreads(scores[people], responses.weights[people]),
        responses.weights[people],
        grouped.assignments.loc[people, "segment"],
        Estimator(plan.confidence, plan.low_base, plan.least_base, plan.disclosure),
    )
    if responses.everyone is not None:
        told("quality", "the same once more with everybody who was set aside")
    effect = exclusion_effect(questionnaire, responses, plan, analysis.model, grouped)
    if not plan.alternatives:
        return Held(styles, effect=effect)
    told("segments", "whether a few people decide the result")
    few = influence(questionnaire, responses, plan, analysis.model, grouped, rivals=analysis.retention.rivals)
    told("segments", "the same from other representations of the answers")
    sources = Sources(scores, responses.answers, responses.profile)
    rng = stream(plan.seed, "alternatives")
    found = representations(grouped, questionnaire, sources, responses.weights, plan, rng)
    ways = sensitivity(
        grouped,
        questionnaire,
        sources,
        responses.weights,
        plan,
        rng,
        found=found,
        effect=effect,
        told=lambda doing: told("segments", doing),
    )
    return Held(styles, found, ways, effect, few)


def track(
    model: FactorModel,
    segmentation: Segmentation,
    before: tuple[Estimate, ...],
    questionnaire: Questionnaire,
    responses: Responses,
    plan: Plan,
    *,
    told: Told = silent,
) -> Track:
    """A later wave scored by a frozen model and assigned to its frozen segments.

    Parameters
    ----------
    model, segmentation
        From the fit of the earlier wave.
    before : tuple of Estimate
        Each segment's share in the earlier wave, in the segmentation's order.
    questionnaire, responses
        Of the later wave.
    plan : Plan
    told : callable, optional
    """
    estimator = Estimator(plan.confidence, plan.low_base, plan.least_base, plan.disclosure)
    with one_thread():
        told("scores", "measuring people with the earlier wave's model")
        scores = model.score(responses.answers)
        table = segmentation.table(Sources(scores, responses.answers, responses.profile))
        assignments = segmentation.assign(table)
        placed = assignments["segment"].where(assignments["segment"] > 0)
        after = [
            estimator.share(
                (placed == number).astype(float).where(placed.notna()), responses.weights, keep=True
            )
            for number in range(1, len(segmentation.names) + 1)
        ]
        sizes = size_changes(list(before), after, plan.confidence, plan.level)
        anew = (
            formed_anew(
                segmentation,
                table,
                assignments,
                responses.weights,
                plan,
                stream(plan.seed, "anew"),
                lambda doing: told("segments", doing),
            )
            if plan.alternatives
            else None
        )
        told("factors", "comparing this wave's own factors with the model's")
        again = analyse(
            responses.answers,
            responses.weights,
            questionnaire,
            _same_number(plan, model),
            stream(plan.seed, "refit"),
        )
        _, congruence = align(again.solution.pattern, model.pattern)
    known = responses.weights[placed.notna()]
    poor_fit = float((assignments["poor_fit"] * responses.weights).sum() / known.sum()) if len(known) else 0.0
    caveats = (
        *responses.caveats,
        *_track_caveats(congruence, poor_fit),
        *(anew.caveats if anew else ()),
        *_nowhere(placed),
    )
    _warn(caveats)
    return Track(responses, scores, assignments, tuple(sizes), congruence, poor_fit, caveats, anew)


def _same_number(plan: Plan, model: FactorModel) -> Plan:
    return replace(plan, factors=len(model.factors), factors_reason="as in the model")


def _track_caveats(congruence: pd.Series, poor_fit: float) -> tuple[str, ...]:
    found = []
    changed = [f"{name} ({value:.2f})" for name, value in congruence.items() if value < FAIR]
    if changed:
        found.append(
            f"The items no longer measure {', '.join(changed)} as they did (congruence below {FAIR}): "
            "differences between the waves may come from the survey, not from people."
        )
    if poor_fit > MOST_POOR_FIT:
        found.append(
            f"{poor_fit:.0%} of people lie farther from every segment than 99 % did in the first wave: the segments may be out of date."
        )
    return tuple(found)


def _nowhere(placed: pd.Series) -> tuple[str, ...]:
    count = int(placed.isna().sum())
    if not count:
        return ()
    return (
        f"{count} people gave no answer to some of what forms the segments and are in none; shares are of the others.",
    )


def _warn(caveats: tuple[str, ...]) -> None:
    for caveat in dict.fromkeys(caveats):
        warnings.warn(caveat, MethodWarning, stacklevel=3)
