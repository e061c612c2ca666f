"""The executive summary: three findings computed from the data, the sizes, each segment in a line, and how sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from psychoseg.personas.model import Persona, Trait
from psychoseg.report.data import ReportData
from psychoseg.report.format import SHARE, bases, fixed, in_words, interval, percent, place, shown
from psychoseg.report.language import say, say_n, tongue
from psychoseg.report.rows import Tick, comparable, gap, labelled, ratio, signed, widest_base
from psychoseg.report.sections.evaluation import role_name
from psychoseg.report.sections.page import Page, Section
from psychoseg.report.text import capital, unwidowed
from psychoseg.segments.stability import FIRM, TENDENCY

MOST_LOOSE, MOST_SAID = 6, 8
"""Segments up to which the page is set loosely, and up to which each has its line; with more, names carry the roles."""
PAGE_HEIGHT, ESSENCE_LINE, CAVEAT_LINE, NAME_LINE = 261.5, 118, 125, 22
FINDING_ROW, FINDING_LINE, BASE_LINE, HEAD_ROW, HEAD_LINE = 4.1, 42, 82, 10.3, 38
DOES = ("behaviour", "need", "technographic", "firmographic", "demographic", "geographic")
REACH = ("channel", "message", "offer")


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence in bold and the numbers that carry it."""

    claim: str
    proof: str


@dataclass(frozen=True, slots=True)
class Size:
    """One segment's bar: share, interval and value."""

    number: int
    name: str
    width: float
    low: float
    span: float
    share: str
    interval: str
    value: str
    essence: str
    role: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one cell claims and its proof; both empty where nothing can be said."""

    label: str
    proof: str


@dataclass(frozen=True, slots=True)
class Signature:
    """What sets one segment apart, in three cells."""

    number: int
    name: str
    agrees: Evidence
    does: Evidence
    reach: Evidence
    role: str


@dataclass(frozen=True, slots=True)
class SummaryPage:
    """What the summary says."""

    headline: str
    findings: tuple[Finding, ...]
    sizes: tuple[Size, ...]
    ticks: tuple[Tick, ...]
    valued: bool
    each: str
    base: str
    confidence: str
    signatures: tuple[Signature, ...]
    sure: str
    caveats: tuple[str, ...]
    dense: bool
    lines: bool


def build(data: ReportData) -> Page | None:
    """The summary, where there are segments."""
    personas = data.personas
    if not personas:
        return None
    top = max(0.3, *(one.share.high or one.share.value or 0.0 for one in personas))
    step = 0.1 if top <= 0.5 else 0.2
    ticks = tuple(
        Tick(place(number * step, 0, top), fixed(100 * number * step))
        for number in range(int(top / step + 1e-9) + 1)
    )
    dense = len(personas) > MOST_LOOSE or _height(data) > PAGE_HEIGHT
    page = SummaryPage(
        headline=unwidowed(_headline(personas)),
        findings=_findings(personas),
        sizes=tuple(_bar(one, top, data) for one in personas),
        ticks=ticks,
        valued=any(one.value_share is not None for one in personas),
        each=say_n(
            "The segment in a line",
            "The {count}, in a line each",
            len(personas),
            count=in_words(len(personas)),
        ),
        base=_base(data),
        confidence=percent(data.settings.confidence),
        signatures=tuple(_signature(one, data) for one in personas),
        sure=_sure(personas),
        caveats=() if dense else data.caveats[:4],
        dense=dense,
        lines=len(personas) <= MOST_SAID,
    )
    return Page("summary", say("Executive summary"), say("Sizes, what divides people"), page)


def _base(data: ReportData) -> str:
    base = widest_base(trait.total for one in data.personas for trait in (*one.statements, *one.traits))
    if base:
        return say("Base: everybody analysed, {bases}. May not sum to 100.", bases=bases(base))
    return say("Base: {people} people analysed. May not sum to 100.", people=fixed(data.sample.analysed))


def _findings(personas: Sequence[Persona]) -> tuple[Finding, ...]:
    found = (_size(personas), _worth(personas), _contrast(personas), _motive(personas))
    return tuple(finding for finding in found if finding)[:3]


def _height(data: ReportData) -> float:
    """The estimated height of the page in its loose form, in millimetres."""
    personas = data.personas
    findings = sum(
        4.0 + FINDING_ROW * (1 + len(one.claim + one.proof) // FINDING_LINE) for one in _findings(personas)
    )
    sizes = 26.0 + sum(5.6 + 3.4 * (len(one.name) // NAME_LINE) for one in personas)
    top = max(52.0, sizes, findings)
    lines = 15.0 + sum(
        2.8 + 4.2 * (1 + (len(one.name) + len(_role(one, data)) + len(one.essence)) // ESSENCE_LINE)
        for one in personas
    )
    table = 20.0 + sum(12.0 + 3.8 * (len(one.name) // NAME_LINE) for one in personas)
    doubts = len(_sure(personas)) + sum(len(caveat) for caveat in data.caveats[:4])
    foot = 8.0 + 3.8 * (1 + doubts // CAVEAT_LINE) + 3.4 * max(0, len(_base(data)) // BASE_LINE - 1)
    head = 21.0 + HEAD_ROW * (len(_headline(personas)) // HEAD_LINE)
    return head + top + lines + table + foot


def _headline(personas: Sequence[Persona]) -> str:
    count = in_words(len(personas))
    widest = _widest(personas)
    if widest is None:
        return capital(
            say(
                "{count} segments, from {least} to {most} of people",
                count=count,
                least=percent(_least(personas)),
                most=percent(_most(personas)),
            )
        )
    return capital(
        say("{count} segments, divided most by {dimension}", count=count, dimension=_lower(widest[0].label))
    )


def _size(personas: Sequence[Persona]) -> Finding:
    ordered = sorted(personas, key=lambda one: -(one.share.value or 0.0))
    if len(ordered) < 4:
        first = ordered[0]
        return Finding(
            say("{segment} is the largest segment.", segment=first.name),
            say(
                "It holds {share} of people ({interval}); {smallest}, the smallest, {least}.",
                share=shown(first.share), interval=interval(first.share),
                smallest=ordered[-1].name, least=shown(ordered[-1].share),
            ),
        )  # fmt: skip
    first, second = ordered[0], ordered[1]
    together = percent((first.share.value or 0.0) + (second.share.value or 0.0))
    return Finding(
        say(
            "{first} and {second} together hold {share} of people.",
            first=first.name,
            second=second.name,
            share=together,
        ),
        say(
            "The sizes run from {least} ({smallest}) to {most}.",
            least=shown(ordered[-1].share),
            smallest=ordered[-1].name,
            most=shown(first.share),
        ),
    )


def _worth(personas: Sequence[Persona]) -> Finding | None:
    valued = [
        one for one in personas if one.value_share is not None and one.value_share.shown and one.share.value
    ]
    if not valued:
        return None
    best = max(valued, key=lambda one: _value(one) / (one.share.value or 1.0))
    if percent(_value(best)) == shown(best.share) or _value(best) < (best.share.value or 0.0):
        return None
    return Finding(
        say("{segment} is worth more than its number.", segment=best.name),
        say(
            "It holds {share} of people and {value} of value.",
            share=shown(best.share),
            value=percent(_value(best)),
        ),
    )


def _contrast(personas: Sequence[Persona]) -> Finding | None:
    pairs = [
        (one, trait)
        for one in personas
        for trait in comparable(one.traits)
        if trait.significant and (trait.index or 0) > 100
    ]
    if not pairs:
        return None
    one, trait = max(
        pairs, key=lambda pair: (gap(pair[1]) if pair[1].segment.unit == "share" else 0.0, ratio(pair[1]))
    )
    return Finding(
        say("The clearest difference outside the attitudes: {trait}.", trait=trait.label),
        say(
            "{share} in {segment}, against {total} of everybody.",
            share=shown(trait.segment),
            segment=one.name,
            total=shown(trait.total),
        ),
    )


def _motive(personas: Sequence[Persona]) -> Finding | None:
    widest = _widest(personas)
    if widest is None:
        return None
    trait, highest, lowest = widest
    return Finding(
        say("{dimension} divides people most.", dimension=trait.label),
        say(
            "{highest} lies at {high} standard deviations from the average of everybody, {lowest} at {low}.",
            highest=highest[0],
            high=signed(highest[1]),
            lowest=lowest[0],
            low=signed(lowest[1]),
        ),
    )


def _widest(personas: Sequence[Persona]) -> tuple[Trait, tuple[str, float], tuple[str, float]] | None:
    spread: dict[str, list[tuple[float, str, Trait]]] = {}
    for one in personas:
        for trait in one.dimensions:
            if trait.segment.shown and trait.segment.value is not None:
                spread.setdefault(trait.key, []).append((trait.segment.value, one.name, trait))
    if not spread:
        return None
    key = max(
        spread,
        key=lambda name: max(entry[0] for entry in spread[name]) - min(entry[0] for entry in spread[name]),
    )
    high, low = max(spread[key], key=lambda entry: entry[0]), min(spread[key], key=lambda entry: entry[0])
    return high[2], (high[1], high[0]), (low[1], low[0])


def _bar(one: Persona, top: float, data: ReportData) -> Size:
    low, high = one.share.low or one.share.value or 0.0, one.share.high or one.share.value or 0.0
    start = place(low, 0, top)
    return Size(
        one.number, one.name, place(one.share.value or 0.0, 0, top), start, round(place(high, 0, top) - start, 2),
        shown(one.share), interval(one.share), shown(one.value_share) if one.value_share else "", one.essence,
        _role(one, data),
    )  # fmt: skip


def _role(one: Persona, data: ReportData) -> str:
    """The segment's role, where the client's criteria gave it one."""
    return role_name(data.activation.role(one.number)) if data.activation else ""


def _signature(one: Persona, data: ReportData) -> Signature:
    agrees = max(comparable(one.statements), key=gap, default=None)
    tested = [
        trait
        for trait in comparable(one.traits)
        if trait.significant and gap(trait) > 0 and trait.segment.unit == SHARE
    ]
    does = max((trait for trait in tested if trait.role in DOES), key=gap, default=None)
    reach = max((trait for trait in tested if trait.role in REACH), key=gap, default=None)
    return Signature(
        one.number, one.name, _evidence(agrees), _evidence(does), _evidence(reach), _role(one, data)
    )


def _evidence(trait: Trait | None) -> Evidence:
    if trait is None:
        return Evidence("", "")
    return Evidence(
        labelled(trait),
        say("{share}, against {total}", share=shown(trait.segment), total=shown(trait.total)),
    )


def _sure(personas: Sequence[Persona]) -> str:
    least = min(personas, key=lambda one: one.confidence.stability)
    firm = sum(one.confidence.stability >= FIRM for one in personas)
    count = len(personas)
    if firm == count:
        return say(
            "All {count} segments reappear when the sample is redrawn (least: {least}, {stability} of 1).",
            count=in_words(count), least=least.name, stability=fixed(least.confidence.stability, 2),
        )  # fmt: skip
    told = say("None of the {count} segments reappears when the sample is redrawn at the usual mark of {mark}.", count=in_words(count), mark=fixed(FIRM, 2)) if not firm else say_n(
        "One of the {count} segments reappears when the sample is redrawn at the usual mark of {mark}.",
        "{firm} of the {count} segments reappear when the sample is redrawn at the usual mark of {mark}.",
        firm, firm=in_words(firm), count=in_words(count), mark=fixed(FIRM, 2),
    )  # fmt: skip
    facts = {"segment": least.name, "stability": fixed(least.confidence.stability, 2)}
    plan = (
        say("{segment} ({stability}) is a tendency: plan with it as a test, not a commitment.", **facts)
        if least.confidence.stability < TENDENCY
        else say("{segment} ({stability}) is less firm: plan with it as a test, not a commitment.", **facts)
    )
    return f"{capital(told)} {plan}"


def _value(one: Persona) -> float:
    return (one.value_share.value or 0.0) if one.value_share else 0.0


def _least(personas: Sequence[Persona]) -> float:
    return min(one.share.value or 0.0 for one in personas)


def _most(personas: Sequence[Persona]) -> float:
    return max(one.share.value or 0.0 for one in personas)


def _lower(label: str) -> str:
    return label if tongue().capital_nouns or label[1:2].isupper() else label[:1].lower() + label[1:]


SUMMARY = Section("summary", build)
