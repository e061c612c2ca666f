"""The tables behind the pages: loadings, factor correlations, bases, exclusions, changes, plan and hashes."""

from __future__ import annotations

from dataclasses import dataclass

from psychoseg.report.data import ItemMeasure, Measurement, ReportData
from psychoseg.report.format import DASH, coefficient, fixed, shown
from psychoseg.report.language import say
from psychoseg.report.rows import widest_base
from psychoseg.report.sections.page import Page, Section
from psychoseg.report.text import capital

SHADED, PRINTED = 0.40, 0.20
HASH_SHOWN = 16
PAGE_WIDTH, HEAD_LETTER = 176, 1.24


@dataclass(frozen=True, slots=True)
class Loading:
    """One loading: empty where it is small, shaded where it counts."""

    text: str
    shade: str


@dataclass(frozen=True, slots=True)
class Item:
    """One statement's row of loadings."""

    text: str
    reverse: bool
    loadings: tuple[Loading, ...]
    communality: str
    msa: str


@dataclass(frozen=True, slots=True)
class Factor:
    """A factor's column and its row of correlations."""

    name: str
    letter: str
    head: str
    correlations: tuple[str, ...]
    reliability: str


@dataclass(frozen=True, slots=True)
class Base:
    """The bases of one segment."""

    number: int
    name: str
    share: str
    unweighted: str
    weighted: str
    effective: str


@dataclass(frozen=True, slots=True)
class AnnexPage:
    """What the tables say."""

    items: tuple[Item, ...]
    factors: tuple[Factor, ...]
    item_width: float
    factor_width: float
    loadings_note: str
    bases: tuple[Base, ...]
    steps: tuple[tuple[str, str], ...]
    changes: tuple[str, ...]
    plan: tuple[tuple[str, str], ...]
    inputs: tuple[tuple[str, str], ...]
    version: str


def build(data: ReportData) -> Page:
    """The tables."""
    measurement = data.measurement
    count = len(measurement.factors) if measurement else 0
    width = 34.0 if count < 8 else 30.0
    column = (100 - width - 10) / max(1, count)
    page = AnnexPage(
        items=tuple(_item(one) for one in _ordered(measurement)) if measurement else (),
        factors=_factors(measurement, column * PAGE_WIDTH / 100) if measurement else (),
        item_width=width,
        factor_width=round(column, 3),
        loadings_note=(
            say(
                "Pattern loadings; {shaded} and more is shaded, less than {printed} left blank. "
                "h² is communality, MSA the item's sampling adequacy. (r) worded against its factor. A numbered factor is named in the next table.",
                shaded=coefficient(SHADED),
                printed=coefficient(PRINTED),
            )
        ),
        bases=tuple(_base(data, at) for at in range(len(data.personas))),
        steps=tuple((capital(step.label), fixed(step.count)) for step in data.sample.steps if step.removed),
        changes=tuple(capital(change) for change in data.sample.changes),
        plan=data.settings.plan,
        inputs=tuple((name, _short(digest)) for name, digest in data.settings.inputs),
        version=data.settings.version,
    )
    return Page("annex", say("Data tables"), say("Loadings, bases, exclusions, plan, hashes"), page)


def _ordered(measurement: Measurement) -> list[ItemMeasure]:
    """Items under the factor they load on most, highest first."""

    def order(item: ItemMeasure) -> tuple[int, float]:
        sizes = [abs(loading) for loading in item.loadings]
        at = sizes.index(max(sizes)) if sizes else 0
        return at, -max(sizes, default=0.0)

    return sorted(measurement.items, key=order)


def _item(item: ItemMeasure) -> Item:
    return Item(
        item.text.rstrip("."),
        item.reverse,
        tuple(_loading(value) for value in item.loadings),
        coefficient(item.communality),
        coefficient(item.msa),
    )


def _loading(value: float) -> Loading:
    size = abs(value)
    shade = "load-3" if size >= 0.7 else "load-2" if size >= 0.55 else "load-1" if size >= SHADED else ""
    return Loading(coefficient(value) if size >= PRINTED else "", shade)


def _factors(measurement: Measurement, width: float) -> tuple[Factor, ...]:
    rows = measurement.correlations
    longest = max((len(word) for fact in measurement.factors for word in fact.name.split()), default=0)
    named = longest * HEAD_LETTER <= width
    return tuple(
        Factor(
            fact.name, fixed(at + 1), fact.name if named else fixed(at + 1),
            tuple(coefficient(value) if other < at else "1" if other == at else "" for other, value in enumerate(rows[at])) if at < len(rows) else (),
            " / ".join(DASH if value is None else coefficient(value) for value in (fact.alpha, fact.omega)),
        )
        for at, fact in enumerate(measurement.factors)
    )  # fmt: skip


def _base(data: ReportData, at: int) -> Base:
    one = data.personas[at]
    own = widest_base(trait.segment for trait in (*one.statements, *one.traits)) or one.share
    return Base(
        one.number, one.name, shown(one.share), fixed(own.base), fixed(own.weighted), fixed(own.effective)
    )


def _short(digest: str) -> str:
    head, _, tail = digest.rpartition(":")
    return (f"{head}:" if head else "") + (tail[:HASH_SHOWN] + "…" if len(tail) > HASH_SHOWN else tail)


ANNEX = Section("annex", build)
