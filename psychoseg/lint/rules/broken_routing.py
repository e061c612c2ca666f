"""QS415: a question nobody can reach."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from psychoseg.errors import did_you_mean, shorten, visible
from psychoseg.lint.finding import Severity
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.questionnaire import Item, Questionnaire, Section

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from psychoseg.questionnaire.routing import Condition

MOST_COMPARED = 20
"""Parts of one condition that are held against each other."""


@rule(
    "QS415",
    severity=Severity.ERROR,
    source="Jabine (1985), Flow Charts: A Tool for Developing and Understanding Survey Questionnaires",
)
def broken_routing(questionnaire: Questionnaire) -> Iterator[Notice]:
    """A condition on a later answer, or on one that cannot be given.

    Why it matters
        The item is shown to nobody, or to everybody, and it shows only once the answers are in.

    Instead of
        sections:
          - id: car
            items: [{id: own, text: "Do you own a car?", type: single, options: {1: "Yes", 2: "No"}}, {id: trips, text: "How many trips?", type: numeric, ask_if: own == 3}]

    Write
        sections:
          - id: car
            items: [{id: own, text: "Do you own a car?", type: single, options: {1: "Yes", 2: "No"}}, {id: trips, text: "How many trips?", type: numeric, ask_if: own == 1}]
    """
    places = {item.id: number for number, item in enumerate(questionnaire.items)}
    number = 0
    for section in questionnaire.sections:
        if section.ask_if is not None:
            yield from _faults(section, section.ask_if, number, places, questionnaire)
        for item in section.items:
            if item.ask_if is not None:
                yield from _faults(item, item.ask_if, number, places, questionnaire)
            number += 1


def _faults(
    part: Item | Section,
    condition: Condition,
    number: int,
    places: dict[str, int],
    questionnaire: Questionnaire,
) -> Iterator[Notice]:
    for name in condition.items:
        if places.get(name, number) >= number:
            own = name == getattr(part, "id", "") and isinstance(part, Item)
            yield Notice(
                f"depends on {'its own answer' if own else f'{visible(name)}, which is asked later'}",
                suggestion="move it behind that question, or change ask_if",
                at=part,
            )
    for test in condition.comparisons:
        if test.item in places:
            why, hint = _impossible(test, questionnaire.item(test.item))
            if why:
                yield Notice(f"{visible(test)} can never hold: {why}", suggestion=hint, at=part)
    for first, second in _contradictions(condition, places, questionnaire):
        yield Notice(
            f"{visible(first)} and {visible(second)} never hold together",
            suggestion="join them with or",
            at=part,
        )


def _impossible(test: Condition, item: Item) -> tuple[str, str]:
    """Why a comparison cannot hold, and what to write; two empty texts where it can."""
    name = visible(item.id)
    if test.operator == "answered":
        return "", ""
    if test.operator == "has" and item.type != "multiple":
        return f"{name} has one answer, not several", "write =="
    if item.possible_codes:
        if test.operator in {"==", "has", "in"}:
            unknown = [value for value in test.values if value not in item.possible_codes]
            if unknown and len(unknown) == len(test.values):
                return f"{name} has no code {shorten(unknown[0])}", did_you_mean(
                    unknown[0], item.possible_codes
                )
            gone = [value for value in test.values if value in item.screen_out]
            if gone and len(gone) == len(test.values):
                return (
                    f"{name} ends the interview at {shorten(gone[0])}",
                    "leave it out, or change screen_out",
                )
        return "", ""
    if item.type == "numeric":
        return _outside(test, item)
    return "", ""


def _outside(test: Condition, item: Item) -> tuple[str, str]:
    try:
        wanted = [float(value) for value in test.values]
    except ValueError:
        return f"{visible(item.id)} is a number", "compare it with a number"
    low = item.lowest if item.lowest is not None else float("-inf")
    high = item.highest if item.highest is not None else float("inf")
    holds = {
        "==": any(low <= value <= high for value in wanted),
        "in": any(low <= value <= high for value in wanted),
        "<": low < wanted[0],
        "<=": low <= wanted[0],
        ">": high > wanted[0],
        ">=": high >= wanted[0],
    }
    if holds.get(test.operator, True):
        return "", ""
    return f"{visible(item.id)} runs from {low:g} to {high:g}", "compare it with a number in that range"


def _contradictions(
    condition: Condition, places: dict[str, int], questionnaire: Questionnaire
) -> Iterator[tuple[Condition, Condition]]:
    """Two codes of a single choice that are wanted at once."""
    if condition.operator == "and":
        equal = [
            part
            for part in condition.parts
            if part.operator == "=="
            and part.item in places
            and questionnaire.item(part.item).type != "multiple"
        ]
        for first, second in combinations(equal[:MOST_COMPARED], 2):
            if first.item == second.item and first.values != second.values:
                yield first, second
    for part in condition.parts:
        yield from _contradictions(part, places, questionnaire)
