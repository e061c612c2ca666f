"""The page to start from: contents, the marks used, the thresholds, and four facts about the sample."""

from __future__ import annotations

from dataclasses import dataclass, replace

from psychoseg.report.data import ReportData
from psychoseg.report.format import DASH, LOW_MARK, fixed, in_words, percent
from psychoseg.report.language import in_row, say, say_n
from psychoseg.report.sections.page import Page, Section

PARITY = 100  # the index of everybody
ROOM = 1440
"""Letters of running text that the page holds at the usual size."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One large number and what it counts."""

    number: str
    words: str


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """What the page says; ``numbers`` are the segments whose marks are shown."""

    done: str
    wall: str
    objective: str
    kpis: str
    confidence: str
    parity: str
    tested: str
    thresholds: str
    low_pill: str
    least_pill: str
    numbers: tuple[int, ...]
    facts: tuple[Fact, ...]
    long: bool = False


def build(data: ReportData) -> Page:
    """Contents and how to read the numbers."""
    settings = data.settings
    page = ReadingPage(
        done=_done(data),
        wall=_wall(data),
        objective=data.objective,
        kpis=in_row(data.kpis),
        confidence=percent(settings.confidence),
        parity=fixed(PARITY),
        tested=_tested(data),
        thresholds=say(
            "A number on fewer than {low} effective answers is marked {mark} and indicative only. "
            "On fewer than {least} it is withheld ({dash}), for precision and for the people behind it.",
            low=fixed(settings.low_base),
            mark=LOW_MARK,
            least=fixed(settings.least_base),
            dash=DASH,
        ),
        low_pill=f"n < {fixed(settings.low_base)} {LOW_MARK}",
        least_pill=f"n < {fixed(settings.least_base)} {DASH}",
        numbers=tuple(persona.number for persona in data.personas),
        facts=_facts(data),
    )
    return Page("reading", "", "", replace(page, long=_letters(page) > ROOM))


def _letters(page: ReadingPage) -> int:
    """How much the page says in running text."""
    facts = (fact.words for fact in page.facts)
    return sum(
        map(len, (page.done, page.wall, page.objective, page.tested, page.thresholds, page.kpis, *facts))
    )


def _done(data: ReportData) -> str:
    facts = {"people": fixed(data.sample.analysed), "population": data.sample.population}
    told = [
        say(
            "This report rests on the answers of {people} people to {items} attitude statements ({population}).",
            items=fixed(len(data.measurement.items)), **facts,
        )
        if data.measurement
        else say("This report rests on the answers of {people} people ({population}).", **facts)
    ]  # fmt: skip
    if data.personas:
        told.append(
            say(
                "People who answered alike form a segment; there are {count}.",
                count=in_words(len(data.personas)),
            )
        )
    told.append(
        say(
            "Who people are, what they do and what they would choose played no part in forming the segments: "
            "those answers describe the segments afterwards and can be tested."
        )
    )
    return " ".join(told)


def _wall(data: ReportData) -> str:
    cores = [persona.confidence.core for persona in data.personas]
    if not cores:
        return ""
    return say(
        "A segment is a tendency, not a wall. "
        "From {least} to {most} of a segment's members lie clearly nearer its centre than any other; "
        "the rest could be placed next door by another sample. Each persona says how many, and who the neighbour is.",
        least=percent(min(cores)), most=percent(max(cores)),
    )  # fmt: skip


def _tested(data: ReportData) -> str:
    settings = data.settings
    level = percent(settings.level)
    if not settings.tests:
        return say(
            "segment against all others, at the {level} level over all tests together (Holm)", level=level
        )
    return say_n(
        "segment against all others, at the {level} level (one test)",
        "segment against all others, at the {level} level over {tests} tests together (Holm)",
        settings.tests, level=level, tests=fixed(settings.tests),
    )  # fmt: skip


def _facts(data: ReportData) -> tuple[Fact, ...]:
    sample = data.sample
    before = sample.steps[0].count if sample.steps else sample.analysed
    removed = before - sample.analysed
    analysed = (
        say("people analysed, of {before} in the file; {removed} set aside", before=fixed(before), removed=fixed(removed))
        if removed
        else say("people analysed, as many as the file holds")
    )  # fmt: skip
    facts = [Fact(fixed(sample.analysed), analysed)]
    weighted = (
        say("effective interviews: after weighting, design effect {deff}", deff=fixed(sample.deff, 2))
        if sample.deff > 1
        else say("effective interviews: answers count alike, none is weighted")
    )
    facts.append(Fact(fixed(sample.effective), weighted))
    if data.measurement:
        items, factors = len(data.measurement.items), data.measurement.chosen
        reduced = say("{items} to {factors}", items=fixed(items), factors=fixed(factors))
        facts.append(Fact(reduced, say("attitude statements reduced to factors")))
    if (
        chosen := next((one for one in data.grouping.candidates if one.chosen), None)
        if data.grouping
        else None
    ):
        facts.append(
            Fact(
                fixed(chosen.stability, 2),
                say("agreement of the segments when the sample is redrawn, where 1 is the same"),
            )
        )
    return tuple(facts[:4])


READING = Section("reading", build)
