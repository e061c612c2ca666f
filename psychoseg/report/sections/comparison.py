"""All segments side by side: one table whose shade is the distance from everybody."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from psychoseg.personas.model import Persona, Trait
from psychoseg.report.data import ReportData
from psychoseg.report.format import (
    DASH,
    SHARE,
    bases,
    figure,
    fixed,
    in_words,
    interval,
    percent,
    shown,
    span,
)
from psychoseg.report.heard import told
from psychoseg.report.language import later, say
from psychoseg.report.rows import effect, starred, widest_base
from psychoseg.report.sections.page import Page, Section
from psychoseg.stats.estimate import Estimate
from psychoseg.stats.intervals import difference

MOST_PORTRAIT = 7
PORTRAIT, LANDSCAPE = 206.0, 234.0
ROW, SECOND_LINE, GROUP_HEAD = 4.75, 3.1, 7.3
LABEL_LETTER = 1.36
FOOT_WORDS, FOOT_LENGTH, FOOT_WIDE, FOOT_LINE = 190, 150, 230, 3.4
MOST_IN_GROUP, FEWEST_IN_GROUP = 12, 1
INDEX_STEPS = (60, 85, 118, 167)
SCORE_STEPS = (-0.75, -0.25, 0.25, 0.75)
Pairs = dict[str, tuple[str, ...]]
SHADES = ("far-below", "below", "near", "above", "far-above")
GROUPS = (
    (
        later("What they do"),
        later("did not form the segments"),
        ("behaviour", "need", "technographic", "value"),
    ),
    (
        later("Who is in them"),
        later("did not form the segments"),
        ("demographic", "geographic", "firmographic"),
    ),
    (later("Where to reach them"), later("channels"), ("channel",)),
    (later("What draws them"), later("messages"), ("message",)),
    (later("What they would take up"), later("offers; stated intentions"), ("offer",)),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One printed number; ``shade`` names its step, ``strong`` a significant difference from all others.

    ``letters`` are the segments it lies significantly above, pair by pair.
    """

    text: str
    shade: str
    strong: bool
    aside: str = ""
    letters: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One measured thing over all segments, then everybody; ``difference`` is of the first and the second of two."""

    label: str
    cells: tuple[Cell, ...]
    all: str
    difference: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading."""

    title: str
    note: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head."""

    number: int
    letter: str
    name: str


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """What the table says."""

    title: str
    heads: tuple[Head, ...]
    groups: tuple[Group, ...]
    steps: tuple[tuple[str, str], ...]
    label_width: float
    column_width: float
    span: int
    wide: bool
    base: str
    level: str
    lettered: bool
    tested: str
    difference: str = ""


def build(data: ReportData) -> Page | None:
    """The table, where there are at least two segments."""
    personas = data.personas
    if len(personas) < 2:
        return None
    wide = len(personas) > MOST_PORTRAIT
    label = 20.0 if wide else 30.0 if len(personas) < 6 else 24.0
    two = len(personas) == 2
    column = round((100 - label) / (len(personas) + 1 + two), 3)
    base = widest_base(trait.total for one in personas for trait in one.traits or one.statements)
    sizes, motives, firm = _sizes(personas), _motives(personas), _firmness(personas, data)
    letters = int((263 if wide else 176) * label / 100 / LABEL_LETTER)
    tested = told(data.contrasts.words) if data.contrasts else ""
    left = (
        (LANDSCAPE if wide else PORTRAIT)
        - _foot_height(tested, wide=wide)
        - sum(_height(group, letters) for group in (sizes, motives, firm))
    )
    pairs = _letters(data) if not wide else {}
    groups = [sizes, motives, *_measured(personas, pairs, left, letters), firm]
    page = ComparisonPage(
        title=say("The {count} segments compared", count=in_words(len(personas))),
        heads=tuple(Head(one.number, one.letter, one.name) for one in personas),
        groups=tuple(group for group in groups if group.rows),
        steps=_legend(),
        label_width=label,
        column_width=column,
        span=len(personas) + 2 + two,
        difference=say("{first} minus {second}", first=personas[0].letter, second=personas[1].letter)
        if two
        else "",
        wide=wide,
        base=say("Everybody: {bases}.", bases=bases(base)) if base else "",
        level=percent(data.settings.level),
        lettered=bool(pairs),
        tested=tested,
    )
    return Page("comparison", page.title, say("One table"), page)


def _foot_height(tested: str, *, wide: bool) -> float:
    """Millimetres that the words below the table take beyond three lines."""
    lines = (len(tested) + FOOT_WORDS) / (FOOT_WIDE if wide else FOOT_LENGTH)
    return FOOT_LINE * max(0.0, math.ceil(lines) - 3)


def _legend() -> tuple[tuple[str, str], ...]:
    first, second, third, fourth = INDEX_STEPS
    words = (
        say("index below {index}", index=fixed(first)), f"{fixed(first)}–{fixed(second - 1)}", f"{fixed(second)}–{fixed(third - 1)}",
        f"{fixed(third)}–{fixed(fourth - 1)}", say("{index} and above", index=fixed(fourth)),
    )  # fmt: skip
    return tuple(zip(SHADES, words, strict=True))


def _sizes(personas: Sequence[Persona]) -> Group:
    rows = [
        Row(
            say("Share of people"),
            tuple(Cell(shown(one.share), "", strong=True, aside=interval(one.share)) for one in personas),
            percent(1),
        )
    ]
    if any(one.value_share for one in personas):
        cells = tuple(
            Cell(shown(one.value_share), "", strong=False, aside=interval(one.value_share))
            if one.value_share
            else Cell(DASH, "", strong=False)
            for one in personas
        )
        rows.append(Row(say("Share of value"), cells, percent(1)))
    return Group(say("Size"), say("with interval; may not sum to 100"), tuple(rows))


def _motives(personas: Sequence[Persona]) -> Group:
    rows = []
    for at, trait in enumerate(personas[0].dimensions):
        own = [one.dimensions[at].segment for one in personas if len(one.dimensions) > at]
        cells = tuple(
            Cell(shown(estimate), _score_shade(estimate.value) if estimate.shown else "", strong=False)
            for estimate in own
        )
        rows.append(Row(starred(trait), cells, fixed(trait.total.value or 0.0, 1), _difference(own)))
    formed = any(trait.forms_segments for trait in personas[0].dimensions)
    return Group(
        say("What they want") + (" *" if formed else ""),
        say(
            "factor means in standard deviations, everybody is 0; these formed the segments and are not tested"
        )
        if formed
        else say("factor means in standard deviations, everybody is 0"),
        tuple(rows),
    )


def _letters(data: ReportData) -> Pairs:
    """By measure, for each segment the letters of those it lies significantly above."""
    rows = data.contrasts.rows if data.contrasts else ()
    return {row.key: tuple(cell.letters for cell in row.cells) for row in rows}


def _measured(personas: Sequence[Persona], pairs: Pairs, budget: float, letters: int) -> list[Group]:
    """The groups of described rows: each starts small and gains rows in turn while the page holds them."""
    limits = [FEWEST_IN_GROUP] * len(GROUPS)
    groups = _grouped(personas, pairs, limits)
    open_groups = list(range(len(GROUPS)))
    while open_groups:
        for at in tuple(open_groups):
            more = [*limits[:at], limits[at] + 1, *limits[at + 1 :]]
            longer = _grouped(personas, pairs, more)
            full = sum(_height(group, letters) for group in longer) > budget
            if full or more[at] > MOST_IN_GROUP or len(longer[at].rows) == len(groups[at].rows):
                open_groups.remove(at)
            else:
                limits, groups = more, longer
    return groups


def _grouped(personas: Sequence[Persona], pairs: Pairs, limits: Sequence[int]) -> list[Group]:
    return [
        Group(say(title), say(note), _rows(personas, pairs, roles, most))
        for (title, note, roles), most in zip(GROUPS, limits, strict=True)
    ]


def _height(group: Group, letters: int) -> float:
    rows = sum(ROW + SECOND_LINE * ((len(row.label) - 1) // letters) for row in group.rows)
    return GROUP_HEAD + rows if group.rows else 0.0


def _rows(personas: Sequence[Persona], pairs: Pairs, roles: tuple[str, ...], most: int) -> tuple[Row, ...]:
    """The rows on which segments differ most, in the order they were asked."""
    by_key: dict[str, dict[int, Trait]] = {}
    for one in personas:
        for trait in one.block(*roles):
            by_key.setdefault(trait.key, {})[one.number] = trait
    shown_keys = [
        key for key, traits in by_key.items() if any(trait.segment.shown for trait in traits.values())
    ]
    told = set(sorted(shown_keys, key=lambda key: -_spread(by_key[key].values()))[:most])
    return tuple(_row(personas, by_key[key], pairs.get(key, ())) for key in by_key if key in told)


def _spread(traits: Iterable[Trait]) -> float:
    found = [trait for trait in traits if trait.segment.shown]
    return max(((1.0 if trait.significant else 0.3) * effect(trait) for trait in found), default=0.0)


def _row(personas: Sequence[Persona], traits: dict[int, Trait], letters: Sequence[str]) -> Row:
    first = next(iter(traits.values()))
    above = {one.number: letters[at] if at < len(letters) else "" for at, one in enumerate(personas)}
    cells = tuple(_cell(traits.get(one.number), above[one.number]) for one in personas)
    own = [traits[one.number].segment for one in personas if one.number in traits]
    return Row(starred(first), cells, figure(first.total), _difference(own))


def _difference(pair: Sequence[Estimate]) -> str:
    """The first minus the second of two, with its interval; points for shares."""
    found = difference(*pair) if len(pair) == 2 else None
    if found is None or found.low is None or found.high is None:
        return ""
    scale, decimals = (100, 0) if found.unit == SHARE else (1, 1)
    value = fixed(scale * (found.value or 0.0), decimals, sign=True)
    return f"{value} ({span(scale * found.low, scale * found.high, decimals)})"


def _cell(trait: Trait | None, letters: str = "") -> Cell:
    if trait is None or not trait.segment.shown:
        return Cell(DASH, "", strong=False)
    shade = "" if trait.index is None else SHADES[sum(trait.index >= step for step in INDEX_STEPS)]
    return Cell(figure(trait.segment), shade, strong=trait.significant, letters=letters)


def _score_shade(value: float | None) -> str:
    return "" if value is None else SHADES[sum(value >= step for step in SCORE_STEPS)]


def _firmness(personas: Sequence[Persona], data: ReportData) -> Group:
    stable = Row(
        say("Stability when redrawn (Jaccard)"),
        tuple(Cell(fixed(one.confidence.stability, 2), "", strong=False) for one in personas),
        "",
    )
    core = Row(
        say("Core members"),
        tuple(Cell(percent(one.confidence.core), "", strong=False) for one in personas),
        "",
    )
    own = [
        widest_base(trait.segment for trait in (*one.statements, *one.traits)) or one.share
        for one in personas
    ]
    counts = Row(
        say("Interviews (effective)"),
        tuple(Cell(fixed(one.base), "", strong=False, aside=f"({fixed(one.effective)})") for one in own),
        fixed(data.sample.analysed),
    )
    return Group(say("How firm"), "", (stable, core, counts))


COMPARISON = Section("comparison", build)
