"""What sets a segment apart: every measured thing in it and among everybody, with intervals and tests."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from psychoseg.personas.model import PriceCurve, PricePoint, Trait
from psychoseg.personas.withheld import hidden, withheld
from psychoseg.questionnaire import Item, Questionnaire
from psychoseg.responses import Responses
from psychoseg.responses.customers import CustomerField
from psychoseg.responses.themes import Themes
from psychoseg.stats.effects import difference_p, index_of
from psychoseg.stats.estimate import Estimate
from psychoseg.stats.intervals import Estimator
from psychoseg.stats.multiplicity import holm

PROFILED = {"likert", "single", "multiple", "numeric", "nps"}
NOT_PROFILED = {"attention", "consent", "open", "price", "screener"}
TOP = 2


@dataclass(frozen=True, eq=False)
class Measure:
    """One column of numbers to describe segments by: 0/1 for shares, amounts for means.

    ``formed`` marks what the segments were formed from: it differs by construction and is never tested;
    ``residual`` marks answers such as none of these or somewhere else.
    """

    item: str
    key: str
    label: str
    role: str
    unit: str
    numbers: pd.Series
    formed: bool = False
    residual: bool = False


def measures(
    responses: Responses,
    questionnaire: Questionnaire,
    formed: Collection[str] = (),
    themes: Themes | None = None,
) -> list[Measure]:
    """Every describable thing outside the attitude items.

    Parameters
    ----------
    responses : Responses
    questionnaire : Questionnaire
    formed : collection of str
        Names of what the segments were formed from; items and options among them are marked.
    themes : Themes, optional
        What written answers are about: the share whose answer holds each, of those who wrote one.
    """
    found: list[Measure] = []
    for item in questionnaire.items:
        if not item.construct and item.type in PROFILED and item.role not in NOT_PROFILED:
            found += list(_of_item(item, responses.profile))
    for known in responses.customers.fields:
        found += list(_of_customers(known, responses.customers.table[known.id]))
    if themes is not None:
        found += list(_of_themes(themes, responses.answers.index))
    names = set(formed)
    return [
        replace(measure, formed=True) if {measure.item, measure.key} & names else measure for measure in found
    ]


def scored(scores: pd.DataFrame) -> list[Measure]:
    """Factor scores as something to describe by, where no attitude formed the segments; in standard deviations."""
    return [Measure(name, name, name, "attitude", "sd", scores[name]) for name in map(str, scores.columns)]


def _of_customers(known: CustomerField, values: pd.Series) -> Iterator[Measure]:
    """What is known of customers: amounts, days since the latest day in the file, and groups."""
    key = f"customer_{known.id}"
    if known.kind == "numeric":
        yield Measure(key, key, known.name, known.role, known.unit or "units", values.astype(float))
    elif known.kind == "date":
        days = pd.to_datetime(values, errors="coerce")
        yield Measure(key, key, known.name, known.role, "days ago", (days.max() - days).dt.days.astype(float))
    else:
        for group in sorted(values.dropna().unique()):
            hits = (values == group).astype(float).where(values.notna())
            yield Measure(key, f"{key}_{group}", f"{known.name}: {group}", known.role, "share", hits)


def _of_themes(themes: Themes, people: pd.Index) -> Iterator[Measure]:
    for at, theme in enumerate(themes.themes):
        key = theme_key(theme.item, at)
        yield Measure(
            f"{theme.item}_themes",
            key,
            theme.name,
            "open",
            "share",
            themes.table.loc[people, at].astype(float),
        )


def theme_key(item: str, at: int) -> str:
    """What the trait of the theme at a place among all is called."""
    return f"{item}_theme_{at + 1}"


def _of_item(item: Item, profile: pd.DataFrame) -> Iterator[Measure]:
    if item.type == "numeric":
        yield Measure(
            item.id, item.id, item.name, item.role, item.unit or "units", profile[item.id].astype(float)
        )
        return
    if item.type == "multiple":
        for column, option in zip(item.columns, item.options, strict=True):
            if not option.missing:
                yield Measure(
                    item.id, column, option.name, item.role, "share", profile[column].astype(float),
                    residual=option.exclusive or option.specify,
                )  # fmt: skip
        return
    answers = profile[item.id]
    if item.counts:
        hits = answers.isin(item.counts).astype(float).where(answers.notna())
        yield Measure(item.id, item.id, item.name, item.role, "share", hits)
        return
    wordings = dict(item.scale.labels) if item.scale else {}
    vague = {option.code for option in item.options if option.specify}
    options = [(option.code, option.name) for option in item.options if not option.missing] or [
        (str(code), label) for code, label in wordings.items()
    ]
    for code, label in options:
        hits = (answers == code).astype(float).where(answers.notna())
        yield Measure(
            item.id,
            f"{item.id}_{code}",
            _labelled(item, label),
            item.role,
            "share",
            hits,
            residual=code in vague,
        )


def _labelled(item: Item, label: str) -> str:
    """An option's wording, with its item's short name where there is one."""
    return f"{item.short}: {label}" if item.short else label


def traits(
    found: list[Measure],
    weights: pd.Series,
    segments: pd.Series,
    numbers: range,
    estimator: Estimator,
    level: float,
) -> tuple[dict[int, tuple[Trait, ...]], int]:
    """Every measure in every segment against all, tested against everybody else as one family.

    Parameters
    ----------
    found : list of Measure
    weights, segments : Series, respondents
        The segment of each person, from 1.
    numbers : range
        Segment numbers.
    estimator : Estimator
    level : float
        Error level of the family (Holm).

    Returns
    -------
    dict of segment number to tuple of Trait
    int
        How many tests the family holds.
    """
    rows: list[tuple[int, Trait, float | None]] = []
    for measure in found:
        values = measure.numbers
        total = _estimate(measure.unit, values, weights, estimator)
        parts = [
            _estimate(measure.unit, values[segments == number], weights[segments == number], estimator)
            for number in numbers
        ]
        gone = withheld(parts, estimator.disclosure)
        for place, (number, part) in enumerate(zip(numbers, parts, strict=True)):
            members = segments == number
            inside = hidden(part) if place in gone else part
            tested = inside.shown and total.shown and not measure.formed
            p_value = difference_p(values, weights, members) if tested else None
            trait = Trait(
                measure.item,
                measure.key,
                measure.label,
                measure.role,
                measure.formed,
                inside,
                total,
                index_of(inside, total),
                residual=measure.residual,
            )
            rows.append((number, trait, p_value))
    adjusted = iter(holm([p for _, _, p in rows if p is not None]))
    by_segment: dict[int, list[Trait]] = {number: [] for number in numbers}
    for number, trait, p_value in rows:
        fair = next(adjusted) if p_value is not None else None
        by_segment[number].append(replace(trait, p_value=fair, significant=fair is not None and fair < level))
    return {number: tuple(entries) for number, entries in by_segment.items()}, sum(
        p is not None for _, _, p in rows
    )


def _estimate(unit: str, values: pd.Series, weights: pd.Series, estimator: Estimator) -> Estimate:
    return estimator.share(values, weights) if unit == "share" else estimator.mean(values, weights, unit)


def statements(
    responses: Responses,
    questionnaire: Questionnaire,
    members: pd.Series,
    estimator: Estimator,
    *,
    formed: bool = True,
) -> tuple[Trait, ...]:
    """For each attitude item: the share who agree, as worded (the two highest codes).

    ``formed`` says whether attitudes formed the segments, all or some of them.
    """
    rows = []
    for item in questionnaire.attitudes:
        scale = item.scale
        if scale is None:
            continue
        keyed = responses.answers[item.id]
        raw = scale.lowest + scale.highest - keyed if item.reverse else keyed
        agree = (raw > scale.highest - TOP).astype(float).where(raw.notna())
        inside = estimator.share(agree[members], responses.weights[members])
        total = estimator.share(agree, responses.weights)
        rows.append(
            Trait(item.id, item.id, item.text, "attitude", formed, inside, total, index_of(inside, total))
        )
    return tuple(rows)


def in_spreads(scores: pd.DataFrame, weights: pd.Series) -> pd.DataFrame:
    """Scores in weighted standard deviations from the weighted mean of these people."""
    mean = scores.mul(weights, axis=0).sum() / weights.sum()
    spread = np.sqrt(((scores - mean) ** 2).mul(weights, axis=0).sum() / weights.sum())
    return pd.DataFrame((scores - mean) / spread)


def dimensions(
    scores: pd.DataFrame,
    weights: pd.Series,
    members: pd.Series,
    estimator: Estimator,
    *,
    formed: bool = True,
) -> tuple[Trait, ...]:
    """Mean factor scores, in standard deviations from the average of everybody."""
    rows = []
    for name in scores.columns:
        inside = estimator.mean(scores.loc[members, name], weights[members], "sd")
        rows.append(
            Trait(name, name, name, "attitude", formed, inside, estimator.mean(scores[name], weights, "sd"))
        )
    return tuple(rows)


def price_curves(
    responses: Responses, questionnaire: Questionnaire, members: pd.Series, estimator: Estimator
) -> tuple[PriceCurve, ...]:
    """The share that would buy at each price asked."""
    curves = []
    for item in questionnaire.items:
        if item.type != "price":
            continue
        points = tuple(
            PricePoint(
                price,
                estimator.share(responses.profile.loc[members, column], responses.weights[members]),
                estimator.share(responses.profile[column], responses.weights),
            )
            for price, column in zip(item.steps, item.columns, strict=True)
        )
        if all(point.segment.shown and point.total.shown for point in points):
            curves.append(PriceCurve(item.id, item.name, item.unit, points))
    return tuple(curves)


def correlation_of(first: pd.Series, second: pd.Series) -> float:
    """Pearson correlation of two measures over people who have both; 0 where one does not vary."""
    both = first.notna() & second.notna()
    if both.sum() < 3 or first[both].nunique() < 2 or second[both].nunique() < 2:
        return 0.0
    return float(np.corrcoef(first[both], second[both])[0, 1])
