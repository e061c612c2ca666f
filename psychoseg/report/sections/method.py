"""How the segments were made, from the rows in the file to the groups, and what this study cannot tell."""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup

from psychoseg.report.charts import POINT_PER_MM, Column, choice, scree
from psychoseg.report.data import Candidate, FactorFacts, Grouping, Measurement, ReportData, Sample
from psychoseg.report.format import (
    DASH,
    coefficient,
    fixed,
    in_words,
    per_cent,
    percent,
    place,
    probability,
    span,
)
from psychoseg.report.heard import told
from psychoseg.report.language import say, say_n
from psychoseg.report.sections.audit import verdict
from psychoseg.report.sections.page import Page, Section
from psychoseg.report.text import capital, sentence
from psychoseg.segments.stability import FIRM

CHART_WIDTH, CHART_HEIGHT = 84, 54
LEAST_STABILITY = 0.4
ROOM = 1500
"""Letters of running text that the second page holds at the usual size, with rows for so many segments."""
USUAL, ROW_LETTERS = 5, 110
"""Segments, and letters that would take the room of one's row."""


@dataclass(frozen=True, slots=True)
class Line:
    """One label and its value; ``removed`` for people set aside, ``strong`` for a total."""

    label: str
    value: str
    removed: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Reliability:
    """The reliability of one factor's items."""

    name: str
    items: str
    alpha: str
    interval: str
    omega: str


@dataclass(frozen=True, slots=True)
class Tried:
    """One number of segments that was tried."""

    segments: str
    stability: str
    explained: str
    silhouette: str
    smallest: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Stable:
    """The stability of one segment: mean and 5th percentile on a track."""

    number: int
    name: str
    start: float
    width: float
    dot: float
    value: str


@dataclass(frozen=True, slots=True)
class MethodPage:
    """What the method pages say; the second is there only where segments were formed."""

    title: str
    sample: tuple[Line, ...]
    steps: tuple[Line, ...]
    weights: tuple[Line, ...]
    missing: str
    suitability: str
    kept: str
    votes: tuple[tuple[str, str, str], ...]
    reliability: tuple[Reliability, ...]
    why: str
    choice_note: str
    reason: str
    tried: tuple[Tried, ...]
    stable: tuple[Stable, ...]
    stable_note: str
    firm: float
    structure: str
    structure_note: str
    audit: str
    limits: tuple[str, ...]
    how: str
    again: str
    tight: bool
    quality: tuple[str, ...]


def build(data: ReportData) -> Page:
    """The method, as far as the study has it."""
    drawings: dict[str, Markup] = {}
    measurement, grouping = data.measurement, data.grouping
    size = {"width": CHART_WIDTH * POINT_PER_MM, "height": CHART_HEIGHT * POINT_PER_MM}
    if measurement and measurement.eigenvalues:
        drawings["scree"] = scree(
            measurement.eigenvalues, measurement.random_eigenvalues, measurement.chosen, **size
        )
    if grouping and grouping.candidates:
        drawings["choice"] = choice([_column(one) for one in grouping.candidates], **size)
    title = say("How the segments were built") if grouping else say("How this wave was measured")
    page = MethodPage(
        title=title,
        sample=_sample(data.sample),
        steps=_steps(data.sample),
        weights=_weights(data.sample),
        missing=sentence(data.sample.missing_rule) if data.sample.missing else "",
        suitability=_suitability(measurement) if measurement else "",
        kept=_kept(measurement) if measurement else "",
        votes=tuple((name, fixed(count), note) for name, count, note in measurement.votes) if measurement else (),
        reliability=tuple(_reliability(one) for one in measurement.factors) if measurement else (),
        why=say_n("Why one segment, and how firm", "Why {count} segments, and how firm", len(data.personas), count=in_words(len(data.personas))),
        choice_note=say("Agreement of the solutions of two bootstrap samples (adjusted Rand index): median and 5th to 95th percentile of {count} pairs", count=fixed(grouping.resamples)) if grouping else "",
        reason=sentence(grouping.reason) if grouping else "",
        tried=tuple(_tried(one) for one in grouping.candidates) if grouping else (),
        stable=tuple(_stable(one.number, one.name, one.confidence.stability, one.confidence.stability_low) for one in data.personas),
        stable_note=say("Likeness of each segment with its nearest counterpart in a redrawn sample (Jaccard): mean, and the way down to the 5th percentile. The track runs from {least} to 1; the tick is {firm}, below which a segment is a tendency.", least=fixed(LEAST_STABILITY, 2), firm=fixed(FIRM, 2)),
        firm=place(FIRM, LEAST_STABILITY, 1),
        structure=grouping.structure_words if grouping else "",
        structure_note=_structure_note(grouping.structure_p) if grouping and grouping.structure_p is not None else "",
        audit=verdict(data.audit),
        limits=data.caveats,
        how=sentence(_formed(grouping)) if grouping else "",
        again=say("psychoseg {version}, seed {seed}; plan and input hashes in the data tables.", version=data.settings.version, seed=data.settings.seed),
        quality=(*((told(data.effect.words),) if data.effect else ()), *data.evidence),
        tight=False,
    )  # fmt: skip
    page = replace(page, tight=bool(page.tried) and _letters(page) > ROOM)
    return Page(
        "method",
        title,
        say("Sample, factors, stability") if grouping else say("Sample, weights, limits"),
        page,
        drawings,
    )


def _letters(page: MethodPage) -> int:
    """The running text of the second page, which tells how the segments were chosen and what is doubtful."""
    said = (
        page.choice_note,
        page.reason,
        page.structure,
        page.structure_note,
        page.stable_note,
        page.audit,
        page.how,
    )
    rows = max(0, len(page.stable) - USUAL)
    return ROW_LETTERS * rows + sum(map(len, (*said, *page.quality, *page.limits)))


def _formed(grouping: Grouping) -> str:
    """How segments were formed, and how many starts agreed on them where that is known."""
    method, _, reached = grouping.method.partition("; ")
    return (
        f"{method}, {reached}"
        if reached
        else say(
            "{method}, on {basis}, {starts} random starts",
            method=method,
            basis=grouping.basis,
            starts=fixed(grouping.starts),
        )
    )


def _structure_note(p: float) -> str:
    return say(
        "Tested against clouds of people with the same spreads, correlations and skew but without segments: "
        "groups fit as much better there in {share} of cases.",
        share=percent(p),
    )


def _sample(sample: Sample) -> tuple[Line, ...]:
    lines = (
        (say("Population"), sample.population),
        (say("Wave"), sample.wave),
        (say("Fieldwork"), sample.fieldwork),
        (say("Source"), sample.source),
    )
    return tuple(Line(label, value) for label, value in lines if value)


def _steps(sample: Sample) -> tuple[Line, ...]:
    last = len(sample.steps) - 1
    return tuple(
        Line(
            capital(step.label),
            ("−" if step.removed and step.count else "") + fixed(step.count),
            step.removed,
            strong=at in (0, last),
        )
        for at, step in enumerate(sample.steps)
    )


def _weights(sample: Sample) -> tuple[Line, ...]:
    lines = [Line(say("Weighting"), capital(sample.weighting or say("none")))]
    if sample.deff > 1:
        lines.append(
            Line(say("Weights, smallest to largest"), span(sample.weight_low, sample.weight_high, 2))
        )
        lines.append(Line(say("Design effect"), fixed(sample.deff, 2)))
    lines.append(Line(say("Effective base"), fixed(sample.effective)))
    lines.append(
        Line(
            say("Missing attitude answers"),
            per_cent(fixed(100 * sample.missing, 1)) if sample.missing else say("None"),
        )
    )
    return tuple(lines)


def _suitability(measurement: Measurement) -> str:
    adequate = (
        say("The answers suit a factor analysis.")
        if measurement.kmo >= 0.7
        else say("The answers suit a factor analysis only just.")
        if measurement.kmo >= 0.5
        else say("The answers suit a factor analysis poorly.")
    )
    numbers = say(
        "Sampling adequacy (KMO) is {kmo}, the lowest single item {lowest} ({item}). "
        "Bartlett's test of independence gives χ²({df}) = {chi2}, {p}.",
        kmo=fixed(measurement.kmo, 2), lowest=fixed(measurement.kmo_lowest, 2), item=measurement.kmo_lowest_item,
        df=fixed(measurement.bartlett_df), chi2=fixed(measurement.bartlett_chi2), p=probability(measurement.bartlett_p),
    )  # fmt: skip
    return f"{adequate} {numbers}"


def _kept(measurement: Measurement) -> str:
    kept = say_n(
        "One factor is kept and carries {variance} of the items' variance.",
        "{count} factors are kept and carry {variance} of the items' variance.",
        measurement.chosen, count=in_words(measurement.chosen), variance=percent(measurement.variance),
    )  # fmt: skip
    residual = say("Root mean square residual: {rmsr}.", rmsr=coefficient(measurement.rmsr, 3))
    return f"{capital(kept)} {sentence(measurement.reason)} {sentence(measurement.method)} {residual}"


def _reliability(factor: FactorFacts) -> Reliability:
    ends = factor.alpha_low is not None and factor.alpha_high is not None
    return Reliability(
        factor.name,
        fixed(factor.items),
        DASH if factor.alpha is None else coefficient(factor.alpha),
        f"{coefficient(factor.alpha_low or 0.0)}–{coefficient(factor.alpha_high or 0.0)}" if ends else "",
        DASH if factor.omega is None else coefficient(factor.omega),
    )


def _column(one: Candidate) -> Column:
    return Column(one.segments, one.stability, one.stability_low, one.stability_high, one.chosen)


def _tried(one: Candidate) -> Tried:
    return Tried(
        say("{number}, chosen", number=fixed(one.segments)) if one.chosen else fixed(one.segments),
        fixed(one.stability, 2),
        percent(one.explained),
        fixed(one.silhouette, 2),
        percent(one.smallest),
        one.chosen,
    )


def _stable(number: int, name: str, mean: float, low: float) -> Stable:
    start, dot = place(low, LEAST_STABILITY, 1), place(mean, LEAST_STABILITY, 1)
    return Stable(number, name, start, round(dot - start, 2), dot, fixed(mean, 2))


METHOD = Section("method", build)
