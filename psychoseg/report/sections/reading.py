"""The page to start from: contents, the marks used, the thresholds, and four facts about the sample."""

from __future__ import annotations

from dataclasses import dataclass

from psychoseg.report.data import ReportData
from psychoseg.report.format import DASH, LOW_MARK, fixed, in_words, percent
from psychoseg.report.sections.page import Page, Section

PARITY = 100  # the index of everybody


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
    kpis: tuple[str, ...]
    confidence: str
    parity: str
    tested: str
    thresholds: str
    low_pill: str
    least_pill: str
    numbers: tuple[int, ...]
    facts: tuple[Fact, ...]


def build(data: ReportData) -> Page:
    """Contents and how to read the numbers."""
    settings = data.settings
    page = ReadingPage(
        done=_done(data),
        wall=_wall(data),
        objective=data.objective,
        kpis=data.kpis,
        confidence=percent(settings.confidence),
        parity=fixed(PARITY),
        tested=_tested(data),
        thresholds=(
            f"A number on fewer than {fixed(settings.low_base)} effective answers is marked {LOW_MARK} and indicative only. "
            f"On fewer than {fixed(settings.least_base)} it is withheld ({DASH}), for precision and for the people behind it."
        ),
        low_pill=f"n < {fixed(settings.low_base)} {LOW_MARK}",
        least_pill=f"n < {fixed(settings.least_base)} {DASH}",
        numbers=tuple(persona.number for persona in data.personas),
        facts=_facts(data),
    )
    return Page("reading", "", "", page)


def _done(data: ReportData) -> str:
    asked = f"{fixed(data.sample.analysed)} people"
    items = f" to {fixed(len(data.measurement.items))} attitude statements" if data.measurement else ""
    count = len(data.personas)
    groups = f" People who answered alike form a segment; there are {in_words(count)}." if count else ""
    return (
        f"This report rests on the answers of {asked}{items} ({data.sample.population}).{groups} "
        "Who people are, what they do and what they would choose played no part in forming the segments: "
        "those answers describe the segments afterwards and can be tested."
    )


def _wall(data: ReportData) -> str:
    cores = [persona.confidence.core for persona in data.personas]
    if not cores:
        return ""
    return (
        "A segment is a tendency, not a wall. "
        f"From {percent(min(cores))} to {percent(max(cores))} of a segment's members lie clearly nearer its centre than any other; "
        "the rest could be placed next door by another sample. Each persona says how many, and who the neighbour is."
    )


def _tested(data: ReportData) -> str:
    settings = data.settings
    family = f"{fixed(settings.tests)} tests" if settings.tests else "all tests"
    return f"segment against all others, at the {percent(settings.level)} level over {family} together (Holm)"


def _facts(data: ReportData) -> tuple[Fact, ...]:
    sample = data.sample
    before = sample.steps[0].count if sample.steps else sample.analysed
    removed = before - sample.analysed
    set_aside = (
        f"of {fixed(before)} in the file; {fixed(removed)} set aside"
        if removed
        else "as many as the file holds"
    )
    facts = [Fact(fixed(sample.analysed), f"people analysed, {set_aside}")]
    weighted = (
        f"after weighting, design effect {fixed(sample.deff, 2)}"
        if sample.deff > 1
        else "answers count alike, none is weighted"
    )
    facts.append(Fact(fixed(sample.effective), f"effective interviews: {weighted}"))
    if data.measurement:
        items, factors = len(data.measurement.items), data.measurement.chosen
        facts.append(Fact(f"{fixed(items)} to {fixed(factors)}", "attitude statements reduced to factors"))
    if (
        chosen := next((one for one in data.grouping.candidates if one.chosen), None)
        if data.grouping
        else None
    ):
        facts.append(
            Fact(
                fixed(chosen.stability, 2),
                "agreement of the segments when the sample is redrawn, where 1 is the same",
            )
        )
    return tuple(facts[:4])


READING = Section("reading", build)
