"""Who does what by when, as a client says it in study.yml, and what the data add for every segment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from psychoseg.activation.advice import of_traits
from psychoseg.activation.choices import LETTERS
from psychoseg.activation.experiments import experiment
from psychoseg.activation.model import Lead, Sheet
from psychoseg.documents import Faults, Reader
from psychoseg.errors import Fault, shorten
from psychoseg.personas.model import Persona, Trait
from psychoseg.stats.effects import cohens_h

DAYS = ("30", "60", "90")
KINDS = ("channel", "message", "offer")
CUSTOMERS = "customer_"
MOST_TRAITS = 3
LONGEST = 160


@dataclass(frozen=True, slots=True)
class SheetChoices:
    """What a client says of one segment.

    Parameters
    ----------
    owner, kpi : str
    steps : tuple of (day, text)
        What is to be done by day 30, 60 and 90.
    rate : float, optional
        The rate at present of what a test is to raise.
    people : int, optional
        How many people a test can reach.
    """

    owner: str = ""
    kpi: str = ""
    steps: tuple[tuple[str, str], ...] = ()
    rate: float | None = None
    people: int | None = None
    where: str = field(default="study.yml", compare=False)


Choices = Mapping[str, SheetChoices]
"""By letter of the segment."""


def read_sheets(reader: Reader | None, faults: Faults) -> dict[str, SheetChoices]:
    """What stands under a study's ``activate``, by the letter of the segment."""
    found: dict[str, SheetChoices] = {}
    if reader is None:
        return found
    for key, node in getattr(reader.node, "pairs", ()):
        if key.text not in LETTERS or len(key.text) != 1:
            faults.add(key, f"{shorten(key.text)} is not the letter of a segment", "the largest segment is A")
            continue
        one = Reader(node, faults, f"what is done about segment {key.text}")
        test = one.inner("test", "a test")
        found[key.text] = SheetChoices(
            _line(one, "owner", faults),
            _line(one, "kpi", faults),
            _steps(one, faults),
            test.number("rate", least=0.0001, most=0.95) if test else None,
            test.whole("people", least=20, most=1_000_000_000) if test else None,
            faults.place(key),
        )
        if test:
            test.close()
        one.close()
    return found


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


def _steps(reader: Reader, faults: Faults) -> tuple[tuple[str, str], ...]:
    inner = reader.inner("steps", "the next steps")
    if inner is None:
        return ()
    found = tuple((day, text) for day in DAYS if (text := _line(inner, day, faults)))
    inner.close()
    return found


def _line(reader: Reader, key: str, faults: Faults) -> str:
    text = reader.text(key)
    if len(text) > LONGEST:
        faults.add(
            reader.place(key), f"{key} has {len(text)} characters", f"at most {LONGEST} fit on the sheet"
        )
    return text
