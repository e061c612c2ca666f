"""The blocks of a persona's right page, cut to what fits and dealt out to two columns of even height."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from textwrap import wrap

from markupsafe import Markup

from psychoseg.personas.model import Persona, PriceCurve, Trait
from psychoseg.report.charts import POINT_PER_MM, PriceStep, price_curve
from psychoseg.report.format import NBSP, SIGNS, fixed, money, percent, shown
from psychoseg.report.language import in_row, later, say
from psychoseg.report.palette import PAPER, identity, mix
from psychoseg.report.rows import (
    DotRow,
    IndexRow,
    Tick,
    axis,
    comparable,
    dot_row,
    effect,
    index_row,
    index_ticks,
    low_mark,
    widest_base,
)
from psychoseg.stats.estimate import LOW, Estimate

ROW, SECOND_LINE, HEADING, GAP = 4.85, 3.3, 22.0, 6.5
CURVE_WIDTH, CURVE_HEIGHT, CURVE_TEXT, USUAL_CURVE = 84.0, 44.0, 11.0, 2
LINE_LENGTH = 22
MOST_ROWS, FEWEST_ROWS = 12, 2
LEAD_LINE, LEAD_LENGTH = 5.2, 28
CAVEAT_LINE, CAVEAT_LENGTH = 3.6, 100
TITLE_LENGTH, TITLE_LINE, NOTE_LENGTH, NOTE_LINE, FOOT_LENGTH, FOOT_LINE = 46, 4.1, 62, 3.6, 72, 3.3

WHO = ("demographic", "geographic", "firmographic")
DOES = ("behaviour", "need", "technographic", "value")
_INDEXED = (
    ("who", later("Who is in this group"), WHO),
    ("does", later("What they do more and less often"), DOES),
)
_DOTTED = (
    ("channel", later("Where to reach them"), later("% who use each, most used first")),
    ("message", later("What to say"), later("% drawn to each message")),
    ("offer", later("What to offer next"), later("% who would take each up; a stated intention")),
    ("open", later("What they write about"), later("% of those who wrote an answer that hold each theme")),
)


@dataclass(frozen=True, slots=True)
class Block:
    """One block: an index chart, a dot chart or a price curve; ``height`` in millimetres is an estimate."""

    kind: str
    name: str
    title: str
    note: str
    ticks: tuple[Tick, ...]
    index_rows: tuple[IndexRow, ...]
    dot_rows: tuple[DotRow, ...]
    foot: str
    height: float
    anchor: str = ""


Columns = tuple[tuple[Block, ...], tuple[Block, ...]]


def blocks(
    persona: Persona,
    budget: float,
    evidence: Mapping[str, str] | None = None,
    prices: Mapping[str, str] | None = None,
) -> tuple[Columns, dict[str, Markup]]:
    """Both columns of blocks, at most so many millimetres tall, and the price curves in them.

    Every block starts with its few strongest rows; rows are added in turn while the columns hold them. The rows
    and curves named in ``evidence`` (key to the id they get) are always there; blocks that support nothing are
    left out, the last first, where the columns would not hold all. ``prices`` holds what is said of a curve, by item.
    """
    drawings: dict[str, Markup] = {}
    kept = evidence or {}
    if not kept:
        budget -= LEAD_LINE * max(
            (len(label) // LEAD_LENGTH for _, label, _, _ in lead_lines(persona)), default=0
        )
    budget -= CAVEAT_LINE * sum(len(wrap(caveat, CAVEAT_LENGTH)) for caveat in persona.caveats)
    curves = (
        []
        if _is_low(persona)
        else [
            _curve(curve, persona, drawings, kept, (prices or {}).get(curve.item, ""))
            for curve in persona.prices[:1]
        ]
    )
    needed = {role: sum(trait.key in kept for trait in persona.block(role)) for role, *_ in _DOTTED}
    limits = {name: FEWEST_ROWS for name, _, _ in _INDEXED} | {
        name: max(FEWEST_ROWS, needed[name]) for name, _, _ in _DOTTED
    }
    for name in ("open", "who", "does"):
        if max(_height(column) for column in _dealt(_all(persona, limits, curves, kept))) <= budget:
            break
        limits[name] = 0
    columns = _dealt(_all(persona, limits, curves, kept))
    open_names = [name for name, most in limits.items() if most]
    while open_names:
        for name in tuple(open_names):
            more = {**limits, name: limits[name] + 1}
            wider = _dealt(_all(persona, more, curves, kept))
            if max(_height(column) for column in wider) > budget or more[name] > MOST_ROWS:
                open_names.remove(name)
            else:
                limits, columns = more, wider
    return columns, drawings


def _all(
    persona: Persona, limits: Mapping[str, int], curves: Sequence[Block | None], kept: Mapping[str, str]
) -> list[Block]:
    indexed = [_indexed(persona, name, title, roles, limits[name]) for name, title, roles in _INDEXED]
    dotted = [_dotted(persona, role, title, note, limits[role], kept) for role, title, note in _DOTTED]
    return [block for block in (*indexed, *curves, *dotted) if block]


def _dealt(found: Sequence[Block]) -> Columns:
    """The blocks in their order, each left or right, so that both columns come out most alike; the first is left."""
    best: Columns = (tuple(found), ())
    for sides in product((0, 1), repeat=max(0, len(found) - 1)):
        left = tuple(block for block, side in zip(found, (0, *sides), strict=False) if side == 0)
        right = tuple(block for block, side in zip(found, (0, *sides), strict=False) if side == 1)
        if max(_height(left), _height(right)) < max(_height(best[0]), _height(best[1])) - 1e-9:
            best = (left, right)
    return best


def _height(column: Sequence[Block]) -> float:
    return sum(block.height for block in column) + GAP * max(0, len(column) - 1)


def _indexed(persona: Persona, name: str, title: str, roles: tuple[str, ...], most: int) -> Block | None:
    traits = [trait for trait in comparable(persona.block(*roles)) if trait.index is not None]
    told = sorted(traits, key=lambda trait: (not trait.significant, -effect(trait)))[:most]
    rows = tuple(index_row(trait) for trait in sorted(told, key=lambda trait: -(trait.index or 0)))
    if not rows:
        return None
    note = say("Index against everybody, who are 100")
    return Block(
        "index",
        name,
        say(title),
        note,
        index_ticks(),
        rows,
        (),
        foot := _foot(told, len(traits)),
        _rows_height([row.label for row in rows]) + _longer(say(title), note, foot),
    )


def _dotted(
    persona: Persona, role: str, title: str, note: str, most: int, kept: Mapping[str, str]
) -> Block | None:
    traits = comparable(persona.block(role))
    shares = [trait for trait in traits if trait.segment.unit == "share"]
    told = sorted(shares, key=lambda trait: (trait.key not in kept, not trait.significant, -effect(trait)))[
        :most
    ]
    ordered = sorted(told, key=lambda trait: -(trait.segment.value or 0.0))
    if not ordered:
        return None
    top, ticks = axis(ordered)
    rows = tuple(dot_row(trait, top, kept.get(trait.key, "")) for trait in ordered)
    return Block(
        "dots",
        role,
        say(title),
        say(note),
        ticks,
        (),
        rows,
        foot := _foot(told, len(shares)),
        _rows_height([row.label for row in rows]) + _longer(say(title), say(note), foot),
    )


def _foot(told: Sequence[Trait], asked: int) -> str:
    parts = [_short_bases(trait.segment for trait in told)]
    if asked > len(told):
        parts.append(say("{told} of {asked} rows", told=fixed(len(told)), asked=fixed(asked)))
    if low_mark(trait.segment for trait in told):
        parts.append(say("‡ low base"))
    return in_row(part for part in parts if part)


def _short_bases(estimates: Iterable[Estimate]) -> str:
    base = widest_base(estimates)
    if base is None:
        return ""
    return say(
        "{people}, weighted {weighted}, effective {effective}",
        people=f"n{NBSP}={NBSP}{fixed(base.base)}",
        weighted=fixed(base.weighted),
        effective=fixed(base.effective),
    )


def _rows_height(labels: Sequence[str]) -> float:
    return HEADING + sum(ROW + SECOND_LINE * (max(1, len(wrap(label, LINE_LENGTH))) - 1) for label in labels)


def _longer(title: str, note: str, foot: str, usual: int = 1) -> float:
    """How much taller a block is for words that take more lines than they usually do."""
    more = max(0, len(wrap(foot, FOOT_LENGTH)) - usual)
    return (
        TITLE_LINE * (len(wrap(title, TITLE_LENGTH)) - 1)
        + NOTE_LINE * (len(wrap(note, NOTE_LENGTH)) - 1)
        + FOOT_LINE * more
    )


def _curve(
    curve: PriceCurve, persona: Persona, drawings: dict[str, Markup], kept: Mapping[str, str], told_of: str
) -> Block | None:
    steps = [_step(point.price, curve.unit, point.segment.value, point.segment.low, point.segment.high, point.total.value)
             for point in curve.points if point.segment.shown and point.total.shown]  # fmt: skip
    told = [step for step in steps if step]
    if len(told) < 2:
        return None
    own, name = identity(persona.number), f"price_{curve.item}"
    drawings[name] = price_curve(
        told,
        own.base,
        own.ink,
        mix(own.base, PAPER, 0.28),
        width=CURVE_WIDTH * POINT_PER_MM,
        height=CURVE_HEIGHT * POINT_PER_MM,
    )
    foot = f"{told_of or _sensitivity(told)} {_short_bases(point.segment for point in curve.points)}".strip()
    note = (
        say("{product}: % who would buy at each price; band: interval", product=curve.label)
        if curve.unit[:1] in SIGNS
        else say(
            "{product}: % who would buy at each price in {unit}; band: interval",
            product=curve.label,
            unit=curve.unit,
        )
    )
    return Block(
        "price", name, title := say("What they would pay"), note, (), (), (), foot,
        HEADING + CURVE_HEIGHT + CURVE_TEXT + _longer(title, note, foot, USUAL_CURVE),
        next((anchor for key, anchor in kept.items() if key.startswith(f"{curve.item}@")), ""),
    )  # fmt: skip


def _step(
    price: float, unit: str, value: float | None, low: float | None, high: float | None, total: float | None
) -> PriceStep | None:
    if value is None or total is None:
        return None
    number = fixed(price, 0 if price == int(price) else 2)
    label = money(number, unit[:1]) if unit[:1] in SIGNS else number
    return PriceStep(
        label, price, value, value if low is None else low, value if high is None else high, total
    )


def _sensitivity(steps: Sequence[PriceStep]) -> str:
    first, last = steps[0], steps[-1]
    return say(
        "At {first}, {here} here would buy ({everybody} of everybody); at {last}, {here_last} "
        "({everybody_last}). Intentions: discount them before forecasting.",
        first=first.label, here=percent(first.value), everybody=percent(first.total),
        last=last.label, here_last=percent(last.value), everybody_last=percent(last.total),
    )  # fmt: skip


def _is_low(persona: Persona) -> bool:
    return persona.share.flag == LOW or not persona.share.shown


def lead_lines(persona: Persona) -> tuple[tuple[str, str, str, str], ...]:
    """At most three (kind, label, value, total): the channel, message and offer with the highest share here."""
    lines = []
    for role, kind in (
        ("channel", later("Most used channel")),
        ("message", later("Message that draws most")),
        ("offer", later("Offer most would take up")),
    ):
        traits = [trait for trait in comparable(persona.block(role)) if trait.segment.unit == "share"]
        if traits:
            best = max(traits, key=lambda trait: trait.segment.value or 0.0)
            lines.append((say(kind), best.label, shown(best.segment), shown(best.total)))
    return tuple(lines)
