"""Who does what by when, as a client says it in study.yml, and what the data add for every segment."""

from __future__ import annotations

from collections.abc import Sequence

from psychoseg.activation.advice import of_traits
from psychoseg.activation.experiments import experiment
from psychoseg.activation.model import Lead, Sheet
from psychoseg.client import Choices, SheetChoices
from psychoseg.errors import Fault
from psychoseg.personas.model import Persona, Trait
from psychoseg.stats.effects import cohens_h

KINDS = ("channel", "message", "offer")
CUSTOMERS = "customer_"
MOST_TRAITS = 3


def sheets(personas: Sequence[Persona], choices: Choices, *, level: float = 0.05) -> tuple[Sheet, ...]:
    """One for every segment: what to lead with, what to test, how to find its people, and what the client says."""
    return tuple(_sheet(one, choices.get(one.letter, SheetChoices()), level) for one in personas)


def strange_letters(personas: Sequence[Persona], choices: Choices) -> list[Fault]:
    """Letters under ``activate`` that no segment has."""
    known = [one.letter for one in personas]
    return [
        Fault(one.where, f"activate names segment {letter}", f"there are {known[0]} to {known[-1]}")
        for letter, one in choices.items()
        if letter not in known
    ]


def _sheet(persona: Persona, own: SheetChoices, level: float) -> Sheet:
    leads = tuple(lead for role in KINDS if (lead := _lead(persona, role)) is not None)
    known = [trait for trait in persona.traits if trait.item.startswith(CUSTOMERS) and trait.significant]
    known.sort(key=lambda trait: (-_apart(trait), trait.key))
    return Sheet(
        persona.number, own.owner, own.kpi, own.steps, leads,
        experiment(persona, level=level, rate=own.rate, people=own.people), tuple(known[:MOST_TRAITS]),
    )  # fmt: skip


def _lead(persona: Persona, role: str) -> Lead | None:
    """What sets the segment apart most usefully; where nothing does, what most take here."""
    told = next((one for one in of_traits(persona.block(role)) if one.do), None)
    if told is not None:
        return Lead(role, told.label, told.segment, told.total, True)
    shares = [
        trait for trait in persona.block(role)
        if trait.segment.unit == "share" and trait.segment.shown and trait.total.shown and not trait.residual
    ]  # fmt: skip
    if not shares:
        return None
    best = max(shares, key=lambda trait: (trait.segment.value or 0.0, trait.key))
    return Lead(role, best.label, best.segment, best.total, False)


def _apart(trait: Trait) -> float:
    own, total = trait.segment.value or 0.0, trait.total.value or 0.0
    if trait.segment.unit == "share":
        return abs(cohens_h(own, total))
    return abs(own / total - 1) if total else 0.0
