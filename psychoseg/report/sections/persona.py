"""A spread for every segment: who is in it on the left, how to reach and serve them on the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from markupsafe import Markup

from psychoseg.personas.model import Persona, Quote, Trait
from psychoseg.report.data import FactorFacts, ReportData
from psychoseg.report.format import LOW_MARK, bases, fixed, in_words, interval, percent, place, shown
from psychoseg.report.language import later, quoted, say
from psychoseg.report.rows import DotRow, Tick, axis, comparable, dot_row, gap, low_mark, signed, widest_base
from psychoseg.report.sections.advising import (
    Column,
    advice_height,
    advice_of,
    advised,
    anchors,
    kept_lines,
    wrapped,
)
from psychoseg.report.sections.blocks import Columns, blocks, lead_lines
from psychoseg.report.sections.evaluation import role_name
from psychoseg.report.sections.page import Page, Section
from psychoseg.report.text import capital, sentence
from psychoseg.segments.stability import FIRM, TENDENCY
from psychoseg.stats.estimate import LOW

EXTREMES = 5
SCORE_REACH = 1.6
NEAR_AVERAGE = 0.25
AIRY = 50.0
SPREAD_BUDGET, SINGLE_BUDGET, LEADS_HEIGHT = 170.0, 72.0, 19.0
LEFT_BUDGET, SINGLE_LEFT, STATEMENT_ROW, MOTIVE_ROW, STATEMENT_LINE, QUOTE_LETTER = (
    128.0,
    100.0,
    6.0,
    5.2,
    50,
    0.16,
)
SURE_LENGTH, SURE_LINE, USUAL_SURE, NOTE_LENGTH, NOTE_LINE, USUAL_NOTE = 32, 3.4, 5, 150, 3.4, 2
CLAIM_LENGTH, CLAIM_LINE, USUAL_CLAIM, LABEL_LENGTH, VALUE_LENGTH, FACT_LINE, USUAL_FACTS, MANY = (
    40,
    3.7,
    2,
    15,
    20,
    3.6,
    5,
    10,
)
DENSE = 5.0
"""Millimetres of words beyond their usual lines from which a right page is set closer."""
ROWS = later("Rows are those that differ most; all are in the run's tables.")
INDEX_BARS = later("Index bars: everybody is 100, on a ratio scale; grey does not differ significantly.")
DOTS = later("Dots: segment with interval, tick: everybody; bold differs significantly.")
UNFORMED = later("None of these questions formed the segments.")
FEW = 3
NAME_SIZES = ((14, "xl"), (24, "l"), (40, "m"))
LONGEST_WORD = {"xl": 12, "l": 14, "m": 18}


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the panel beside the name."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A descriptor: the claim, the number that proves it, and what it is of."""

    claim: str
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Saying:
    """A quote and where it comes from."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Motive:
    """One factor: where the segment stands between its poles."""

    name: str
    pole: str
    dot: float
    low: float
    width: float
    value: str


@dataclass(frozen=True, slots=True)
class Lead:
    """The channel, message or offer that scores highest in the segment."""

    kind: str
    label: str
    value: str
    total: str


@dataclass(frozen=True, slots=True)
class Sure:
    """One cell of the strip that says how sure one can be."""

    number: str
    words: str


@dataclass(frozen=True, slots=True)
class PersonaPage:
    """What a persona's pages say."""

    number: int
    kicker: str
    name: str
    name_size: str
    essence: str
    share: str
    interval: str
    confidence: str
    low_base: str
    facts: tuple[Fact, ...]
    claims: tuple[Claim, ...]
    quotes: tuple[Saying, ...]
    open_quote: str
    motives: tuple[Motive, ...]
    motives_title: str
    motive_ticks: tuple[Tick, ...]
    middle: float
    block_note: str
    statements: tuple[DotRow, ...]
    statements_note: str
    airy: bool
    dense: bool
    ticks: tuple[Tick, ...]
    base: str
    leads: tuple[Lead, ...]
    advice: tuple[Column, ...]
    columns: Columns
    sure: tuple[Sure, ...]
    caveats: tuple[str, ...]


def build(data: ReportData) -> tuple[Page, ...] | None:
    """Two pages for every persona; one where there is little beside the attitudes."""
    pages = tuple(_page(data, persona) for persona in data.personas)
    return pages or None


def _page(data: ReportData, persona: Persona) -> Page:
    factors = {fact.name: fact for fact in data.measurement.factors} if data.measurement else {}
    found = advice_of(data, persona)
    advice, longer = advised(persona, found), _longer(persona)
    budget = SPREAD_BUDGET + LEADS_HEIGHT - advice_height(advice) if advice else SPREAD_BUDGET
    columns, drawings = blocks(persona, budget - longer, anchors(persona, found), kept_lines(data, persona))
    single = sum(len(column) for column in columns) < 2
    if single:
        columns, drawings = blocks(persona, SINGLE_BUDGET - longer, prices=kept_lines(data, persona))
        advice = ()
    context = _context(data, persona, factors, columns, advice, single=single)
    note = context.share + (f" ({context.interval})" if context.interval else "")
    return Page(
        f"segment-{fixed(persona.number)}",
        persona.name,
        note,
        context,
        _kept(drawings, columns),
        "persona_single" if single else "persona",
    )


def _longer(persona: Persona) -> float:
    """Millimetres that the words below the blocks take beyond their usual lines."""
    lines = max(len(wrap(cell.words, SURE_LENGTH)) for cell in _sure(persona))
    note = len(wrap(" ".join((say(ROWS), say(INDEX_BARS), say(DOTS), say(UNFORMED))), NOTE_LENGTH))
    return SURE_LINE * max(0, lines - USUAL_SURE) + NOTE_LINE * max(0, note - USUAL_NOTE)


def _context(
    data: ReportData,
    persona: Persona,
    factors: dict[str, FactorFacts],
    columns: Columns,
    advice: tuple[Column, ...],
    *,
    single: bool,
) -> PersonaPage:
    statements = comparable(persona.statements)
    extremes = _extremes(statements, _room(persona, single=single))
    top, ticks = axis(extremes, least=1.0, wide=True)
    base = widest_base(trait.segment for trait in statements)
    airy = not single and _middle(persona) + 2 * _taller(persona) < AIRY
    total = widest_base(trait.total for trait in statements)
    return PersonaPage(
        number=persona.number,
        kicker=_kicker(data, persona),
        name=persona.name,
        name_size=_name_size(persona.name),
        essence=persona.essence,
        share=shown(persona.share),
        interval=interval(persona.share),
        confidence=percent(data.settings.confidence),
        low_base=say("{mark} Small base: read as a tendency", mark=LOW_MARK)
        if persona.share.flag == LOW or low_mark(t.segment for t in statements)
        else "",
        facts=_facts(persona),
        claims=tuple(_claim(one.claim, one.trait) for one in persona.descriptors[:3]),
        quotes=tuple(_saying(quote) for quote in persona.quotes[: 1 if single else 2]),
        open_quote=quoted("")[:1],
        motives=tuple(_motive(trait, factors.get(trait.label)) for trait in comparable(persona.dimensions)),
        motives_title=say("Where this group stands")
        + (" *" if any(trait.forms_segments for trait in persona.dimensions) else ""),
        motive_ticks=tuple(Tick(_score_place(score), signed(score)) for score in (-1.0, 0.0, 1.0)),
        middle=_score_place(0.0),
        block_note=_block_note(columns),
        statements=tuple(dot_row(trait, top) for trait in extremes),
        statements_note=_extremes_note(extremes),
        airy=airy,
        dense=not single and _longer(persona) + wrapped(advice) > DENSE,
        ticks=ticks,
        base=say(
            "Base: {bases}. Everybody: {everybody}. Gap in percentage points.",
            bases=bases(base),
            everybody=bases(total),
        )
        if base and total
        else "",
        leads=() if advice else tuple(Lead(*line) for line in lead_lines(persona)),
        advice=advice,
        columns=columns,
        sure=_sure(persona),
        caveats=persona.caveats,
    )


def _kicker(data: ReportData, persona: Persona) -> str:
    """Which of the segments this is, and its role where the client's criteria gave it one."""
    place = say("Segment {number} of {count}", number=fixed(persona.number), count=fixed(len(data.personas)))
    role = role_name(data.activation.role(persona.number)) if data.activation else ""
    return " · ".join(part for part in (place, role) if part)


def _room(persona: Persona, *, single: bool) -> int:
    """How many statements fit on each side beneath what else stands on the page."""
    middle = _middle(persona)
    lines = sum(1 + len(trait.label) // STATEMENT_LINE for trait in persona.statements) / max(
        1, len(persona.statements)
    )
    few = FEW if any(trait.segment.flag == LOW for trait in persona.statements) else EXTREMES
    left = (SINGLE_LEFT if single else LEFT_BUDGET) - middle - _taller(persona)
    return max(2, min(few, int(left / (2 * STATEMENT_ROW * lines))))


def _taller(persona: Persona) -> float:
    """Millimetres that the words around a persona take beyond their usual lines."""
    claims = [_claim(one.claim, one.trait) for one in persona.descriptors[:3]]
    beside = max((len(wrap(one.words, CLAIM_LENGTH)) for one in claims), default=0)
    facts = sum(
        max(len(wrap(one.label, LABEL_LENGTH)), len(wrap(one.value, VALUE_LENGTH))) for one in _facts(persona)
    )
    notes = len(wrap(_extremes_note(comparable(persona.statements)[:MANY]), NOTE_LENGTH))
    return (
        CLAIM_LINE * max(0, beside - USUAL_CLAIM)
        + FACT_LINE * max(0, facts - USUAL_FACTS)
        + NOTE_LINE * max(0, notes - 1)
    )


def _middle(persona: Persona) -> float:
    """The estimated height of the quotes and motives, which stand side by side, in millimetres."""
    words = sum(len(quote.text) for quote in persona.quotes[:2])
    return max(20.0 + MOTIVE_ROW * len(persona.dimensions), 14.0 * len(persona.quotes) + words * QUOTE_LETTER)


def _extremes(traits: Sequence[Trait], most: int) -> list[Trait]:
    ordered = sorted(traits, key=lambda trait: -gap(trait))
    above = [trait for trait in ordered if gap(trait) > 0][:most]
    below = [trait for trait in ordered if gap(trait) < 0][-most:]
    return [*above, *below]


def _extremes_note(traits: Sequence[Trait]) -> str:
    above = sum(gap(trait) > 0 for trait in traits)
    below = len(traits) - above
    formed = any(trait.forms_segments for trait in traits)
    counts = {"above": in_words(above), "below": in_words(below)}
    told = (
        say(
            "% who agree: the {above} statements furthest above everybody, then the {below} furthest below.",
            **counts,
        )
        if above > 1 and below > 1
        else say("% who agree: the statements furthest above everybody, then those furthest below.")
    )
    return f"{told} {say('* used to form the segments, so never tested.')}" if formed else told


def _any_formed(columns: Columns) -> bool:
    blocks = [block for column in columns for block in column]
    return any(row.label.endswith(" *") for block in blocks for row in block.index_rows) or any(
        row.starred for block in blocks for row in block.dot_rows
    )


def _block_note(columns: Columns) -> str:
    kinds = {block.kind for column in columns for block in column}
    parts = [
        say(ROWS) if kinds else "",
        say(INDEX_BARS) if "index" in kinds else "",
        say(DOTS) if "dots" in kinds else "",
        (say("* formed the segments, so never tested.") if _any_formed(columns) else say(UNFORMED))
        if kinds
        else "",
    ]
    return " ".join(part for part in parts if part)


def _facts(persona: Persona) -> tuple[Fact, ...]:
    facts = [Fact(say("Interviews"), fixed(persona.members))]
    if persona.value_share is not None and persona.value_share.shown:
        facts.append(Fact(say("Share of value"), shown(persona.value_share)))
    facts.append(
        Fact(
            say("Firmness"),
            f"{_firmness(persona.confidence.stability)} ({fixed(persona.confidence.stability, 2)})",
        )
    )
    if persona.confidence.neighbour:
        facts.append(Fact(say("Closest to"), persona.confidence.neighbour))
    return tuple(facts)


def _claim(claim: str, trait: Trait) -> Claim:
    against = (
        say("against {total} of everybody", total=shown(trait.total))
        if trait.segment.unit != "sd"
        else say("standard deviations from everybody's average")
    )
    label = trait.label.rstrip(".") + (" *" if trait.forms_segments else "")
    return Claim(claim, shown(trait.segment), sentence(against if label == claim else f"{label}, {against}"))


def _saying(quote: Quote) -> Saying:
    facts = {"question": quoted(quote.question), "answered": fixed(quote.answered)}
    if quote.about and quote.alike:
        source = say(
            "Answer to {question}, shown with consent; {answered} in this group answered, {alike} of them about {theme}.",
            alike=fixed(quote.alike),
            theme=quoted(quote.about),
            **facts,
        )
    else:
        source = say("Answer to {question}, shown with consent; {answered} in this group answered.", **facts)
    return Saying(quote.text, source)


def _motive(trait: Trait, facts: FactorFacts | None) -> Motive:
    own = trait.segment
    low = _score_place(own.low if own.low is not None else own.value or 0.0)
    high = _score_place(own.high if own.high is not None else own.value or 0.0)
    score = own.value or 0.0
    pole = (
        ""
        if facts is None
        else say("near average")
        if abs(score) < NEAR_AVERAGE
        else facts.high
        if score > 0
        else facts.low
    )
    return Motive(trait.label, pole, _score_place(own.value or 0.0), low, round(high - low, 2), shown(own))


def _sure(persona: Persona) -> tuple[Sure, ...]:
    own = persona.confidence
    base = widest_base(trait.segment for trait in persona.statements) or persona.share
    core = (
        say(
            "are core members, clearly nearer this centre; the others lie closest to {neighbour}.",
            neighbour=own.neighbour,
        )
        if own.neighbour
        else say("are core members, clearly nearer this centre.")
    )
    return (
        Sure(
            fixed(own.stability, 2),
            say(
                "stability: likeness with itself when the sample is redrawn (Jaccard; from {low}).",
                low=fixed(own.stability_low, 2),
            )
            + f" {capital(_firmness(own.stability))}.",
        ),
        Sure(percent(own.core), core),
        Sure(
            fixed(base.base),
            say("interviews; {effective} effective after weighting.", effective=fixed(base.effective))
            if base.effective < base.base
            else say("interviews, unweighted."),
        ),
    )


def _firmness(stability: float) -> str:
    return (
        say("firm") if stability >= FIRM else say("less firm") if stability >= TENDENCY else say("a tendency")
    )


def _name_size(name: str) -> str:
    longest = max((len(word) for word in name.split()), default=0)
    return next(
        (size for most, size in NAME_SIZES if len(name) <= most and longest <= LONGEST_WORD[size]), "s"
    )


def _score_place(score: float) -> float:
    return place(score, -SCORE_REACH, SCORE_REACH)


def _kept(drawings: dict[str, Markup], columns: Columns) -> dict[str, Markup]:
    named = {block.name for column in columns for block in column}
    return {name: drawing for name, drawing in drawings.items() if name in named}


PERSONA = Section("persona", build)
