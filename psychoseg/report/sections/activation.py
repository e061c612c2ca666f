"""The activation sheet: what to begin with in every segment, what to test, who does it, and how to find its people."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from psychoseg.activation.model import Activation, Experiment, Lead, Sheet, Typing
from psychoseg.client import DAYS
from psychoseg.personas.model import Persona, Trait
from psychoseg.report.data import ReportData
from psychoseg.report.format import fixed, in_words, interval, per_cent, percent, shown
from psychoseg.report.language import in_row, later, quoted, say
from psychoseg.report.rows import labelled
from psychoseg.report.sections.evaluation import role_name
from psychoseg.report.sections.page import Page, Section
from psychoseg.report.text import unquoted

MOST_ON_A_PAGE, MOST_NAMED = 4, 7
TEXT, WEIGHTS = 46.0, 7.0
KINDS = {"channel": later("Channel"), "message": later("Message"), "offer": later("Offer")}


@dataclass(frozen=True, slots=True)
class Start:
    """The channel, message or offer to begin with, and its numbers."""

    kind: str
    label: str
    proof: str


@dataclass(frozen=True, slots=True)
class Task:
    """A line that the client filled in, or one to fill in by hand."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Card:
    """One segment's part of the sheet."""

    number: int
    name: str
    aside: str
    starts: tuple[Start, ...]
    test: tuple[str, ...]
    tasks: tuple[Task, ...]
    customers: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """The offer most of a segment would take up, and the one to offer with it."""

    number: int
    name: str
    first: str
    taken: str
    all: str
    also: str
    also_taken: str
    also_here: str


@dataclass(frozen=True, slots=True)
class Bundles:
    """What to offer, and what with it, segment by segment."""

    title: str
    note: str
    heads: tuple[str, ...]
    rows: tuple[Bundle, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One typing question with its weights."""

    text: str
    weights: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """How to find people of a segment: the questions, the key and how often it is right."""

    title: str
    lead: str
    heads: tuple[tuple[int, str, str], ...]
    widths: tuple[float, ...]
    questions: tuple[Asked, ...]
    constants: tuple[str, ...]
    rates: tuple[str, ...]
    labels: tuple[str, str, str]
    note: str


@dataclass(frozen=True, slots=True)
class ActivationPage:
    """What the sheet says."""

    kicker: str
    title: str
    contents: str
    watched: str
    titles: tuple[str, str, str]
    cards: tuple[Card, ...]
    bundles: Bundles | None
    found: Found | None
    note: str


def build(data: ReportData) -> tuple[Page, ...] | None:
    """The sheet, on as many pages as the segments need; none where nothing could stand on it."""
    own = data.activation
    if (
        own is None
        or len(own.sheets) != len(data.personas)
        or not (own.typing or any(_filled(sheet) for sheet in own.sheets))
    ):
        return None
    cards = [_card(one, sheet, own) for one, sheet in zip(data.personas, own.sheets, strict=True)]
    pages = math.ceil(len(cards) / MOST_ON_A_PAGE)
    each = math.ceil(len(cards) / pages)
    title = say("What to do next")
    made = []
    for at in range(pages):
        last = at == pages - 1
        page = ActivationPage(
            kicker=say("Activation"),
            title=title,
            contents=title,
            watched=say("The figures this study serves: {kpis}.", kpis=in_row(data.kpis)) if data.kpis and at == 0 else "",
            titles=(say("Begin with"), say("Test first"), say("Who, by when")),
            cards=tuple(cards[at * each : (at + 1) * each]),
            bundles=_bundles(own, data.personas) if own.offered and last else None,
            found=_found(own.typing, data.personas) if own.typing and last else None,
            note=_note(own) if at == 0 else "",
        )  # fmt: skip
        anchor = "activation" if at == 0 else f"activation-{fixed(at + 1)}"
        made.append(Page(anchor, title if at == 0 else "", say("A sheet to work from"), page))
    return tuple(made)


def experiment_lines(one: Experiment) -> tuple[str, ...]:
    """The test in sentences: what against what, from which rate, how many people."""
    lead, against = quoted(unquoted(one.lead)), quoted(unquoted(one.against))
    shares = {"here": shown(one.lead_share), "other": shown(one.against_share)}
    first = (
        say("The message {lead} against {against}: {here} and {other} of this group are drawn to them.", lead=lead, against=against, **shares)
        if one.role == "message"
        else say("The offer {lead} against {against}: {here} and {other} of this group would take them up.", lead=lead, against=against, **shares)
    )  # fmt: skip
    rates = {"rate": _rate(one.rate), "target": _rate(one.target), "people": fixed(one.needed), "power": percent(one.power), "level": percent(one.level)}  # fmt: skip
    second = (
        say("From the client’s present rate of {rate} to {target}, half the stated difference in proportion, takes {people} people in each arm ({power} power, {level} level).", **rates)
        if one.by_client
        else say("From the {rate} stated in this survey to {target}, half the difference, takes {people} people in each arm ({power} power, {level} level).", **rates)
    )  # fmt: skip
    if one.people is None or one.found is None:
        return (first, second)
    third = say(
        "The {people} people within reach find a rise to {found}.",
        people=fixed(one.people),
        found=_rate(one.found),
    )
    return (first, second, third)


def _rate(rate: float) -> str:
    """A rate in per cent, with a decimal where it is small."""
    return per_cent(fixed(100 * rate, 1 if rate < 0.1 else 0))


def _filled(sheet: Sheet) -> bool:
    return bool(sheet.leads or sheet.owner or sheet.kpi or sheet.tasks or sheet.experiment or sheet.customers)


def _card(one: Persona, sheet: Sheet, own: Activation) -> Card:
    role = role_name(own.role(one.number))
    steps = dict(sheet.tasks)
    return Card(
        one.number,
        one.name,
        " · ".join(part for part in (say("{share} of people", share=shown(one.share)), role) if part),
        tuple(_start(lead) for lead in sheet.leads),
        experiment_lines(sheet.experiment) if sheet.experiment else (),
        (
            Task(say("Owner"), sheet.owner),
            Task(say("KPI"), sheet.kpi),
            *(Task(say("{days} days", days=day), steps.get(day, "")) for day in DAYS),
        ),
        _customers(sheet.customers),
    )


def _start(lead: Lead) -> Start:
    numbers = {"here": shown(lead.segment), "everybody": shown(lead.total)}
    return Start(
        say(KINDS[lead.role]), lead.label,
        say("{here}, against {everybody} of everybody", **numbers)
        if lead.apart
        else say("{here}, against {everybody} of everybody; the most of its kind here", **numbers),
    )  # fmt: skip


def _customers(traits: Sequence[Trait]) -> str:
    if not traits:
        return ""
    listed = in_row(
        say("{column} {here} (everybody {everybody})", column=labelled(trait), here=shown(trait.segment), everybody=shown(trait.total))
        for trait in traits
    )  # fmt: skip
    return say("Look for people like them in your customer data: {listed}.", listed=listed)


def _bundles(own: Activation, personas: Sequence[Persona]) -> Bundles:
    named = {one.number: one.name for one in personas}
    rows = tuple(
        Bundle(
            one.number, named.get(one.number, ""), one.label, f"{shown(one.taken)} ({interval(one.taken)})", shown(one.total), one.also,
            f"{shown(one.also_taken)} ({interval(one.also_taken)})" if one.also_taken else "", shown(one.also_here) if one.also_here else "",
        )
        for one in own.offered
    )  # fmt: skip
    return Bundles(
        say("What to offer, and what with it"),
        say("Stated intentions with intervals: discount them before forecasting. The second offer is the one most takers of the first would take up too."),
        (say("Segment"), say("Offer"), say("Here"), say("All"), say("With it"), say("Of those"), say("Here")),
        rows,
    )  # fmt: skip


def _found(typing: Typing, personas: Sequence[Persona]) -> Found:
    first, last = typing.questions[0].lowest, typing.questions[0].highest
    column = round((100 - TEXT) / len(personas), 3)
    return Found(
        say("How to find these people: {count} questions", count=in_words(len(typing.questions))),
        say(
            "Multiply each answer ({lowest} for full disagreement to {highest} for full agreement) by its weights, add them to the start, and take "
            "the segment with the highest sum. People left out of the making of this key were put in their own segment {accuracy} of the time; "
            "chance would be {chance}.",
            lowest=fixed(first), highest=fixed(last), accuracy=percent(typing.accuracy), chance=percent(typing.largest),
        ),
        tuple((one.number, one.letter, one.name if len(personas) <= MOST_NAMED else "") for one in personas),
        (TEXT, *(column for _ in personas)),
        tuple(Asked(question.text, tuple(_weight(value) for value in question.weights)) for question in typing.questions),
        tuple(_weight(value) for value in typing.constants),
        tuple(percent(share) for share in typing.found),
        (say("Question"), say("Start"), say("Members found")),
        say(
            "Questions chosen one by one for what they add (Wilks’ lambda), weights by linear discriminant analysis, rounded; chosen and made anew "
            "in each of five parts to measure how often the key is right. Base: {people} people with an answer to every statement.",
            people=fixed(typing.people),
        ),
    )  # fmt: skip


def _weight(value: float) -> str:
    return fixed(value, 1, sign=True)


def _note(own: Activation) -> str:
    parts = []
    if any(sheet.experiment for sheet in own.sheets):
        parts.append(
            say("Tests: two arms of equal size, two-sided; stated intentions shrink in the market, so tests are made to find half of what was stated.")
        )  # fmt: skip
    if any(lead.role == "offer" for sheet in own.sheets for lead in sheet.leads):
        parts.append(say("Offers are stated intentions: discount them before forecasting."))
    return " ".join(parts)


ACTIVATION = Section("activation", build)
