"""The report's words in a sentence each: only those that this report uses, twenty at most."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from psychoseg.report.data import ReportData
from psychoseg.report.language import later, say
from psychoseg.report.sections.page import Page, Section

FEWEST_TERMS, MOST_TERMS = 8, 20


@dataclass(frozen=True, slots=True)
class Term:
    """One word and what it means here."""

    term: str
    meaning: str


@dataclass(frozen=True, slots=True)
class GlossaryPage:
    """The words in the order of the alphabet."""

    terms: tuple[Term, ...]


Needed = Callable[[ReportData], bool]


def _segments(data: ReportData) -> bool:
    return bool(data.personas)


def _measured(data: ReportData) -> bool:
    return data.measurement is not None


def _grouped(data: ReportData) -> bool:
    return data.grouping is not None


def _lettered(data: ReportData) -> bool:
    return data.contrasts is not None and any(
        cell.letters for row in data.contrasts.rows for cell in row.cells
    )


def _weighted(data: ReportData) -> bool:
    return data.sample.deff > 1


def _priced(data: ReportData) -> bool:
    return any(one.prices or one.block("offer") for one in data.personas)


def _changed(data: ReportData) -> bool:
    return data.change is not None


def _always(data: ReportData) -> bool:  # noqa: ARG001 (asked like the others)
    return True


_TERMS: tuple[tuple[str, str, Needed], ...] = (
    (later("Adjusted Rand index"), later("How far two divisions of the same people agree: 1 is the same, 0 what chance gives."), _grouped),
    (later("Base"), later("How many people a number rests on: people, the sum of their weights, and the effective base."), _always),
    (later("Bootstrap"), later("Drawing the sample again from itself many times, to see what would come out of other people."), _grouped),
    (later("Communality"), later("The share of a statement's variance that the factors explain."), _measured),
    (later("Congruence"), later("How alike two factors are by their loadings: .95 and more is the same factor."), _changed),
    (later("Core member"), later("Somebody clearly nearer the centre of the own segment than any other."), _segments),
    (later("Cronbach's α, McDonald's ω"), later("How reliably statements measure one thing together, from 0 to 1."), _measured),
    (later("Design effect"), later("How much larger a sample weighting would need to be as precise as one without weights."), _weighted),
    (later("Effective base"), later("The size of an unweighted sample that is as precise as this weighted one."), _weighted),
    (later("Factor"), later("An attitude behind several statements that people answer alike."), _measured),
    (later("Holm's correction"), later("Makes single findings stricter the more are tested, so that the chance of any false one stays small."), _segments),
    (later("Index"), later("A segment's figure as a multiple of everybody's, who are 100: 150 is half as much again."), _segments),
    (later("Interval"), later("The range that would hold the true figure in so many of a hundred samples drawn like this one."), _always),
    (later("Jaccard similarity"), later("The people two groups share, as a part of all in either: 1 is the same group."), _segments),
    (later("KMO"), later("Whether statements share enough for a factor analysis; .60 and more does, .80 and more is good."), _measured),
    (later("Letters"), later("Name the segments that a figure lies significantly above, pair by pair."), _lettered),
    (later("Loading"), later("How strongly a statement goes with a factor, from −1 to 1."), _measured),
    (later("Silhouette"), later("How much nearer people are to their own segment than to the next, from −1 to 1."), _grouped),
    (later("Standard deviation"), later("The usual distance from the average; scores here are told in it."), _measured),
    (later("Stated intention"), later("What people say they would buy; more say so than do."), _priced),
)  # fmt: skip


def build(data: ReportData) -> Page | None:
    """The words this report uses, where they are worth a page."""
    known = (Term(say(term), say(meaning)) for term, meaning, needed in _TERMS if needed(data))
    terms = tuple(sorted(known, key=lambda one: one.term.casefold()))[:MOST_TERMS]
    if len(terms) < FEWEST_TERMS:
        return None
    return Page("glossary", say("What the words mean"), say("Terms of this report"), GlossaryPage(terms))


GLOSSARY = Section("glossary", build)
