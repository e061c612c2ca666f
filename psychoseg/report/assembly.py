"""From what the stages found to the one data object that every output is made from."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from psychoseg.activation import Activation
from psychoseg.factors import FactorAnalysis
from psychoseg.factors.naming import carriers
from psychoseg.personas import Persona
from psychoseg.personas.contrasts import Contrasts
from psychoseg.personas.distributions import Distribution
from psychoseg.personas.styles import ResponseStyles
from psychoseg.plan import Plan
from psychoseg.questionnaire import Questionnaire
from psychoseg.report.data import (
    AuditFinding,
    Candidate,
    Change,
    Cover,
    FactorFacts,
    Firmness,
    Grouping,
    ItemMeasure,
    MapPoint,
    Measurement,
    ReportData,
    Sample,
    Settings,
    ShareChange,
    Step,
)
from psychoseg.responses import Responses
from psychoseg.responses.missing import ANSWERED, SAID
from psychoseg.responses.quality import counted_out
from psychoseg.segments import Grouped
from psychoseg.segments.change import SizeChange
from psychoseg.segments.plots import plots_of
from psychoseg.segments.projection import mapped
from psychoseg.segments.representations import Representations
from psychoseg.sensitivity import Effect, Sensitivity

MISSING_RULES = {
    "pairwise": "each correlation uses everybody who answered both items; nothing is filled in",
    "listwise": "only people who answered every attitude item enter the correlations",
    "ml": "the correlations are those under which the answers given are likeliest (full information maximum likelihood); nothing is filled in",
}


def fit_report(
    cover: Cover,
    questionnaire: Questionnaire,
    responses: Responses,
    analysis: FactorAnalysis,
    grouped: Grouped,
    personas: tuple[Persona, ...],
    plan: Plan,
    settings: Settings,
    audit: Iterable[AuditFinding],
    caveats: Iterable[str],
    effect: Effect | None = None,
    contrasts: Contrasts | None = None,
    distributions: tuple[Distribution, ...] = (),
    firmness: Firmness | None = None,
    activation: Activation | None = None,
) -> ReportData:
    """The report of one wave's segmentation."""
    return ReportData(
        cover=cover,
        objective=questionnaire.objective,
        kpis=questionnaire.kpis,
        sample=sample(questionnaire, responses, plan),
        measurement=_measurement(questionnaire, analysis),
        grouping=_grouping(grouped, plan),
        personas=personas,
        audit=tuple(audit),
        caveats=tuple(dict.fromkeys(caveats)),
        settings=settings,
        effect=effect,
        evidence=evidence_in_words(responses),
        contrasts=contrasts,
        distributions=distributions,
        firmness=firmness,
        activation=activation,
    )


def firmness_of(
    grouped: Grouped,
    weights: pd.Series,
    styles: ResponseStyles | None = None,
    representations: Representations | None = None,
    sensitivity: Sensitivity | None = None,
) -> Firmness:
    """What speaks for and against the segments, as the report lays it out."""
    drawn, found = plots_of(grouped, weights), grouped.candidates
    return Firmness(
        found.tried,
        found.votes,
        found.chosen,
        found.runner_up,
        found.verdict,
        grouped.apart,
        drawn.stability,
        drawn.river,
        drawn.gorges,
        styles,
        representations,
        sensitivity,
    )


def track_report(
    cover: Cover,
    questionnaire: Questionnaire,
    responses: Responses,
    plan: Plan,
    settings: Settings,
    change: Change,
    audit: Iterable[AuditFinding],
    caveats: Iterable[str],
) -> ReportData:
    """The report of a later wave measured with an earlier wave's model."""
    return ReportData(
        cover=cover,
        objective=questionnaire.objective,
        kpis=questionnaire.kpis,
        sample=sample(questionnaire, responses, plan),
        measurement=None,
        grouping=None,
        personas=(),
        audit=tuple(audit),
        caveats=tuple(dict.fromkeys(caveats)),
        settings=settings,
        change=change,
        evidence=evidence_in_words(responses),
    )


def evidence_in_words(responses: Responses) -> tuple[str, ...]:
    """How often each rule applies and rules meet, and why attitude answers are missing."""
    pairs = responses.exclusions[["respondent", "rule"]].drop_duplicates()
    several = int((pairs["respondent"].value_counts() > 1).sum())
    found = [f"{several} of the people set aside were taken by more than one rule."] if several else []
    states = pd.Series(
        responses.states[[name for name in responses.answers if name in responses.states]].to_numpy().ravel()
    )
    reasons = states[states != ANSWERED].value_counts()
    if len(reasons):
        told = ", ".join(f"{SAID[str(state)]} {count}" for state, count in reasons.items())
        found.append(f"Missing attitude answers by reason: {told}.")
    return tuple(found)


def settings_of(plan: Plan, tests: int, version: str, inputs: Iterable[tuple[str, str]]) -> Settings:
    """What a reader needs to read the numbers and to make them again."""
    return Settings(
        plan.confidence,
        plan.low_base,
        plan.least_base,
        tests,
        plan.level,
        plan.seed,
        version,
        tuple(inputs),
        plan.described(),
    )


def share_changes(
    names: tuple[str, ...], sizes: tuple[SizeChange, ...], essences: tuple[str, ...] = ()
) -> tuple[ShareChange, ...]:
    """Changes of segment sizes with the segments' names, and the words those were made of."""
    return tuple(
        ShareChange(
            number, name, size.before, size.after, size.difference, size.p_value, size.verdict, essence
        )
        for number, (name, size, essence) in enumerate(
            zip(names, sizes, essences or ("",) * len(names), strict=True), 1
        )
    )


def sample(questionnaire: Questionnaire, responses: Responses, plan: Plan) -> Sample:
    """Who was asked and who is analysed."""
    weights = responses.weights
    return Sample(
        population=questionnaire.target,
        wave=responses.wave.id,
        fieldwork=responses.wave.fieldwork,
        source=responses.wave.source,
        steps=_steps(responses),
        analysed=len(responses.answers),
        weighting=responses.weighting.words,
        weight_low=float(weights.min()),
        weight_high=float(weights.max()),
        deff=responses.weighting.deff,
        effective=len(weights) / responses.weighting.deff,
        missing=responses.missing_share,
        missing_rule=MISSING_RULES[plan.missing],
        changes=responses.changes,
    )


def _steps(responses: Responses) -> tuple[Step, ...]:
    """Rows of the file, those each rule took (each row counted under the first that applies), and the rest."""
    taken = [Step(rule, count, True) for rule, count in counted_out(responses.exclusions).items()]
    return (
        Step("rows in the file", responses.rows, False),
        *taken,
        Step("analysed", len(responses.answers), False),
    )


def _measurement(questionnaire: Questionnaire, analysis: FactorAnalysis) -> Measurement:
    model, fit = analysis.model, analysis.suitability
    lowest = str(fit.items.idxmin())
    explained = (model.structure * model.pattern).sum(axis=0) / len(model.items)
    return Measurement(
        kmo=fit.kmo,
        kmo_lowest=float(fit.items.min()),
        kmo_lowest_item=lowest,
        bartlett_chi2=fit.chi2,
        bartlett_df=fit.df,
        bartlett_p=fit.p_value,
        eigenvalues=analysis.retention.eigenvalues,
        random_eigenvalues=analysis.retention.random,
        votes=analysis.retention.votes,
        chosen=analysis.retention.chosen,
        reason=analysis.retention.reason,
        method=model.method,
        variance=float(explained.sum()),
        rmsr=analysis.solution.rmsr,
        factors=_factors(questionnaire, analysis, explained),
        correlations=tuple(tuple(map(float, row)) for row in model.correlations.to_numpy()),
        items=_items(questionnaire, analysis),
    )


def _factors(
    questionnaire: Questionnaire, analysis: FactorAnalysis, explained: pd.Series
) -> tuple[FactorFacts, ...]:
    home = carriers(analysis.model.pattern)
    facts = []
    for factor in analysis.model.factors:
        construct = questionnaire.construct(analysis.constructs[factor])
        found = analysis.reliabilities.get(factor)
        facts.append(
            FactorFacts(
                name=factor,
                high=construct.high,
                low=construct.low,
                items=int((home == factor).sum()),
                variance=float(explained[factor]),
                alpha=found.alpha if found else None,
                alpha_low=found.alpha_low if found else None,
                alpha_high=found.alpha_high if found else None,
                omega=found.omega if found else None,
            )
        )
    return tuple(facts)


def _items(questionnaire: Questionnaire, analysis: FactorAnalysis) -> tuple[ItemMeasure, ...]:
    model = analysis.model
    rows = []
    for name in model.items:
        item = questionnaire.item(name)
        loadings = tuple(map(float, model.pattern.loc[name]))
        rows.append(
            ItemMeasure(
                name,
                item.text,
                item.construct,
                item.reverse,
                loadings,
                float(model.communality[name]),
                float(analysis.suitability.items[name]),
            )
        )
    return tuple(rows)


def _grouping(grouped: Grouped, plan: Plan) -> Grouping:
    points, labels, kept = mapped(grouped)
    return Grouping(
        method=grouped.segmentation.method,
        basis=grouped.basis.words,
        candidates=tuple(
            Candidate(
                tried.segments, tried.stability, tried.stability_low, tried.stability_high, tried.silhouette,
                tried.explained, tried.smallest, tried.segments == grouped.candidates.chosen,
            )
            for tried in grouped.candidates.tried
        ),
        reason=grouped.candidates.reason,
        resamples=plan.resamples,
        starts=plan.starts,
        map_points=tuple(MapPoint(round(float(x), 4), round(float(y), 4), int(label)) for (x, y), label in zip(points, labels, strict=True)),
        map_kept=kept,
        structure=grouped.structure.verdict if grouped.structure else "",
        structure_words=grouped.structure.words if grouped.structure else "",
        structure_p=grouped.structure.separation_p if grouped.structure else None,
    )  # fmt: skip
