"""Every estimate of a report as one tidy table: a row a figure, with its interval, its bases and how it was judged."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields

from psychoseg.activation.model import Score
from psychoseg.personas.model import Persona, Trait
from psychoseg.report.data import ReportData
from psychoseg.report.text import cleaned
from psychoseg.responses.exports.spreadsheet import inert
from psychoseg.stats.estimate import Estimate
from psychoseg.stats.intervals import difference

EVERYBODY = "everybody"


@dataclass(frozen=True, slots=True)
class Figure:
    """One estimated number.

    Parameters
    ----------
    segment, name : str
        Letter and name; ``everybody`` for all people; ``A-B`` and ``difference`` for the first of two minus the second.
    table : str
        Where it stands: ``size``, ``value``, ``profile``, ``statements``, ``dimensions``, ``price`` or ``evaluation``.
    role, item, key, label : str
        As of :class:`psychoseg.personas.model.Trait`.
    unit : str
        ``share`` (0 to 1), ``sd``, ``points`` (1 to 10) of the client's evaluation, or the unit of a mean.
    value, low, high : float or None
        None where it is withheld.
    base : int
    weighted, effective : float
        Of an evaluation's total, those of the criterion with the fewest people; 0 for scores that the client gave.
    flag : str
    index : int or None
    p_value : float or None
        Against all others, adjusted; None for what formed the segments.
    letters : str
        The segments it lies significantly above.
    forms_segments : bool
    """

    segment: str
    name: str
    table: str
    role: str
    item: str
    key: str
    label: str
    unit: str
    value: float | None
    low: float | None
    high: float | None
    base: int
    weighted: float
    effective: float
    flag: str
    index: int | None = None
    p_value: float | None = None
    letters: str = ""
    forms_segments: bool = False


def figures(data: ReportData) -> tuple[Figure, ...]:
    """Every figure, first everybody's, then segment by segment."""
    if not data.personas:
        return ()
    rows = data.contrasts.rows if data.contrasts else ()
    letters = {
        (row.key, data.personas[at].letter): cell.letters
        for row in rows
        for at, cell in enumerate(row.cells)
        if at < len(data.personas)
    }
    return (
        *_everybody(data.personas[0]),
        *(one for persona in data.personas for one in _of(persona, letters)),
        *(_differences(*data.personas) if len(data.personas) == 2 else ()),
        *_evaluated(data),
    )


def _everybody(first: Persona) -> Iterator[Figure]:
    for table, traits in _tables(first):
        for trait in traits:
            yield _figure(EVERYBODY, EVERYBODY, table, trait, trait.total)
    for curve in first.prices:
        for point in curve.points:
            yield _price(EVERYBODY, EVERYBODY, curve.item, curve.label, curve.unit, point.price, point.total)


def _of(persona: Persona, letters: dict[tuple[str, str], str]) -> Iterator[Figure]:
    sizes = (("size", "share of people", persona.share), ("value", "share of value", persona.value_share))
    for table, label, estimate in sizes:
        if estimate is not None:
            yield Figure(persona.letter, persona.name, table, table, table, table, label, *_parts(estimate))
    for table, traits in _tables(persona):
        for trait in traits:
            tested = table == "profile"
            yield _figure(
                persona.letter, persona.name, table, trait, trait.segment, trait.index,
                trait.p_value if tested else None, letters.get((trait.key, persona.letter), "") if tested else "",
            )  # fmt: skip
    for curve in persona.prices:
        for point in curve.points:
            yield _price(
                persona.letter, persona.name, curve.item, curve.label, curve.unit, point.price, point.segment
            )


def _differences(first: Persona, second: Persona) -> Iterator[Figure]:
    """The first minus the second of two segments, with intervals."""
    for (table, own), (_, other) in zip(_tables(first), _tables(second), strict=True):
        by_key = {trait.key: trait for trait in other}
        for trait in own:
            apart = difference(trait.segment, by_key[trait.key].segment) if trait.key in by_key else None
            if apart is not None:
                yield _figure(f"{first.letter}-{second.letter}", "difference", table, trait, apart)


def _evaluated(data: ReportData) -> Iterator[Figure]:
    """The client's evaluation: the points of every criterion and the totals, segment by segment."""
    evaluation = data.activation.evaluation if data.activation else None
    if evaluation is None:
        return
    for side, axis in (("attractive", evaluation.attractive), ("ours", evaluation.ours)):
        for at, persona in enumerate(data.personas):
            own = [one.figures[at] for one in axis.criteria]
            for one, estimate in zip(axis.criteria, own, strict=True):
                yield _points(persona, side, one.name, one.scores[at], estimate)
            fewest = min((one for one in own if one), key=lambda one: one.effective, default=None)
            yield _points(persona, side, "total", axis.totals[at], fewest)


def _points(persona: Persona, side: str, criterion: str, score: Score, estimate: Estimate | None) -> Figure:
    bases = (estimate.base, estimate.weighted, estimate.effective) if estimate else (0, 0.0, 0.0)
    return Figure(
        persona.letter, persona.name, "evaluation", side, side, f"{side}:{criterion}", criterion, "points",
        score.value, score.low, score.high, *bases, estimate.flag if estimate else "ok",
    )  # fmt: skip


def _tables(persona: Persona) -> tuple[tuple[str, tuple[Trait, ...]], ...]:
    return (
        ("profile", persona.traits),
        ("statements", persona.statements),
        ("dimensions", persona.dimensions),
    )


def _figure(
    letter: str,
    name: str,
    table: str,
    trait: Trait,
    estimate: Estimate,
    index: int | None = None,
    p_value: float | None = None,
    letters: str = "",
) -> Figure:
    return Figure(
        letter, name, table, trait.role, trait.item, trait.key, trait.label, *_parts(estimate),
        index if estimate.shown else None, p_value if estimate.shown else None, letters, trait.forms_segments,
    )  # fmt: skip


def _price(
    letter: str, name: str, item: str, label: str, unit: str, price: float, estimate: Estimate
) -> Figure:
    return Figure(
        letter,
        name,
        "price",
        "price",
        item,
        f"{item}@{price:g}",
        f"{label}: {unit}{price:g}",
        *_parts(estimate),
    )


def _parts(
    estimate: Estimate,
) -> tuple[str, float | None, float | None, float | None, int, float, float, str]:
    value, low, high = (estimate.value, estimate.low, estimate.high) if estimate.shown else (None, None, None)
    return (
        estimate.unit,
        value,
        low,
        high,
        estimate.base,
        estimate.weighted,
        estimate.effective,
        estimate.flag,
    )


def figures_csv(data: ReportData) -> bytes:
    """All figures as CSV in UTF-8 with a mark, no cell of which can act as a formula; withheld ones are empty."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([field.name for field in fields(Figure)])
    for figure in cleaned(figures(data)):
        writer.writerow([_cell(value) for value in astuple(figure)])
    return out.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return inert(value)
    return "" if value is None else repr(value)
