"""Rows of numbers that are also a picture: where each mark stands, in per cent of its track."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from psychoseg.personas.model import Trait
from psychoseg.report.format import DASH, LOW_MARK, MINUS, SCORE, SHARE, figure, fixed, place, points
from psychoseg.stats.estimate import LOW, Estimate

LEAST_INDEX, MOST_INDEX = 25, 400
INDEX_TICKS = (50, 100, 200)


@dataclass(frozen=True, slots=True)
class Tick:
    """One labelled place on an axis."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class DotRow:
    """A segment's estimate as a dot with its interval, and everybody's as a tick; ``anchor`` is its id, if any."""

    label: str
    starred: bool
    dot: float
    low: float
    width: float
    total: float
    value: str
    all: str
    gap: str
    index: str
    strong: bool
    more: bool
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class IndexRow:
    """A segment's figure as a multiple of everybody's, as a bar from 100 on a ratio scale."""

    label: str
    start: float
    width: float
    value: str
    all: str
    index: str
    strong: bool
    cut: bool


def labelled(trait: Trait) -> str:
    """The wording of a row: without a full stop, and with the unit where the numbers beside it are bare."""
    label = trait.label.rstrip(".") if not trait.label.endswith("..") else trait.label
    return label if trait.segment.unit in (SHARE, SCORE, "") else f"{label} ({trait.segment.unit})"


def starred(trait: Trait) -> str:
    """The wording of a row with a star where the question formed the segments."""
    return labelled(trait) + (" *" if trait.forms_segments else "")


def comparable(traits: Iterable[Trait]) -> list[Trait]:
    """The traits whose numbers may be printed for the segment and for everybody."""
    return [trait for trait in traits if trait.segment.shown and trait.total.shown]


def gap(trait: Trait) -> float:
    """How far the segment lies above everybody, in the unit of the trait."""
    return (trait.segment.value or 0.0) - (trait.total.value or 0.0)


def ratio(trait: Trait) -> float:
    """The distance of a trait's index from 100 on a ratio scale; 0 without an index."""
    return abs(math.log(max(trait.index, 1) / 100)) if trait.index is not None else 0.0


def effect(trait: Trait) -> float:
    """How large a difference is: Cohen's h for shares, the logarithm of the ratio for means.

    An index alone would bring the rarest answers to the top.
    """
    own, everybody = trait.segment.value, trait.total.value
    if trait.segment.unit == SHARE and own is not None and everybody is not None:
        return abs(2 * math.asin(math.sqrt(min(1.0, own))) - 2 * math.asin(math.sqrt(min(1.0, everybody))))
    return ratio(trait)


def axis(
    traits: Sequence[Trait], least: float = 0.5, *, wide: bool = False
) -> tuple[float, tuple[Tick, ...]]:
    """The upper end of an axis of shares that holds every estimate and interval, and its ticks."""
    highest = max(
        [
            least,
            *(end for trait in traits for end in (trait.segment.high, trait.total.value) if end is not None),
        ]
    )
    top = 0.5 if highest <= 0.5 else 1.0
    step = 0.25 if wide or top < 1 else 0.5
    return top, tuple(
        Tick(place(number * step, 0, top), fixed(100 * number * step))
        for number in range(round(top / step) + 1)
    )


def dot_row(trait: Trait, top: float, anchor: str = "") -> DotRow:
    """A row whose track runs from 0 to ``top``."""
    own, everybody = trait.segment, trait.total
    low = place(own.low if own.low is not None else own.value or 0.0, 0, top)
    high = place(own.high if own.high is not None else own.value or 0.0, 0, top)
    return DotRow(
        label=labelled(trait),
        starred=trait.forms_segments,
        dot=place(own.value or 0.0, 0, top),
        low=low,
        width=round(high - low, 2),
        total=place(everybody.value or 0.0, 0, top),
        value=figure(own),
        all=figure(everybody),
        gap=points(gap(trait)) if own.unit == SHARE else fixed(gap(trait), 1, sign=True),
        index=DASH if trait.index is None else fixed(trait.index),
        strong=trait.significant or trait.forms_segments,
        more=gap(trait) > 0,
        anchor=anchor,
    )


def index_row(trait: Trait) -> IndexRow:
    """A row whose track runs from a quarter to four times everybody's figure."""
    index = trait.index if trait.index is not None else 100
    at, middle = _ratio_place(index), _ratio_place(100)
    return IndexRow(
        label=starred(trait),
        start=round(min(at, middle), 2),
        width=round(abs(at - middle), 2),
        value=figure(trait.segment),
        all=figure(trait.total),
        index=DASH if trait.index is None else fixed(trait.index),
        strong=trait.significant,
        cut=not LEAST_INDEX <= index <= MOST_INDEX,
    )


def index_ticks() -> tuple[Tick, ...]:
    """The labelled places on the ratio scale."""
    return tuple(Tick(_ratio_place(index), fixed(index)) for index in INDEX_TICKS)


def widest_base(estimates: Iterable[Estimate]) -> Estimate | None:
    """The estimate with most answers, whose bases stand for a table."""
    return max(estimates, key=lambda estimate: estimate.base, default=None)


def low_mark(estimates: Iterable[Estimate]) -> str:
    """``‡`` where any of the estimates has a low base, else nothing."""
    return LOW_MARK if any(estimate.flag == LOW for estimate in estimates) else ""


def signed(value: float) -> str:
    """A score with one decimal and its sign, zero without.

    Examples
    --------
    >>> signed(1.26), signed(-0.01)
    ('+1.3', '0.0')
    """
    text = fixed(value, 1, sign=True)
    return text if text.strip(f"+{MINUS}") != "0.0" else "0.0"


def _ratio_place(index: int) -> float:
    return place(math.log(max(index, 1)), math.log(LEAST_INDEX), math.log(MOST_INDEX))
