"""What to lead with in a segment and what not to rely on: each line leads to the row that supports it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

from psychoseg.activation import Advice
from psychoseg.activation.model import Kept
from psychoseg.personas.model import Persona
from psychoseg.report.data import ReportData
from psychoseg.report.format import SIGNS, fixed, interval, money, percent, shown
from psychoseg.report.language import later, quoted, say
from psychoseg.report.text import unquoted

HEAD, CLAIM_LINE, CLAIM_LENGTH, PROOF_LINE, PROOF_LENGTH, LINE_GAP = 10.5, 4.1, 50, 3.4, 66, 1.4
LEAD, AVOID = "+", "×"
BLOCKS = {
    "channel": later("Where to reach them"),
    "message": later("What to say"),
    "offer": later("What to offer next"),
    "price": later("What they would pay"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of advice: what to do, the numbers, and the block and row they stand in."""

    claim: str
    proof: str
    block: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Column:
    """What to do, or what not to."""

    title: str
    sign: str
    lines: tuple[Line, ...]


def advice_of(data: ReportData, persona: Persona) -> tuple[Advice, ...]:
    """The advice on one segment; none where the report holds none."""
    if data.activation is None:
        return ()
    for one, found in zip(data.personas, data.activation.advice, strict=False):
        if one.number == persona.number:
            return found
    return ()


def anchors(persona: Persona, found: Sequence[Advice]) -> Mapping[str, str]:
    """The id of the row, or of the curve, that supports each piece of advice, by the key of its evidence."""
    places = {trait.key: at for at, trait in enumerate(persona.traits)}
    return {
        one.key: f"row-{fixed(persona.number)}-{one.item if one.role == 'price' else places.get(one.key, one.item)}"
        for one in found
    }


def kept_lines(data: ReportData, persona: Persona) -> Mapping[str, str]:
    """What a higher price keeps, in a sentence, by the item of the curve."""
    if data.activation is None:
        return {}
    for one, found in zip(data.personas, data.activation.kept, strict=False):
        if one.number == persona.number:
            return {kept.item: kept_line(kept) for kept in found}
    return {}


def kept_line(one: Kept) -> str:
    """What a higher price keeps of the buyers, here and of everybody's."""
    return say(
        "From {price}, where everybody together would pay most, a {higher} higher price keeps {here} of the buyers here ({interval}), against {everybody} "
        "of everybody’s. Intentions: discount them before forecasting.",
        price=priced(one.price, one.unit), higher=percent(one.higher), here=shown(one.segment), interval=interval(one.segment),
        everybody=shown(one.total),
    )  # fmt: skip


def advised(persona: Persona, found: Sequence[Advice]) -> tuple[Column, ...]:
    """Both columns, without one that has nothing to say."""
    leads = anchors(persona, found)
    columns = (
        Column(say("Do"), LEAD, tuple(_line(one, leads[one.key]) for one in found if one.do)),
        Column(say("Don’t"), AVOID, tuple(_line(one, leads[one.key]) for one in found if not one.do)),
    )
    return tuple(column for column in columns if column.lines)


def advice_height(columns: Sequence[Column]) -> float:
    """The estimated height of the block in millimetres."""
    return max((HEAD + sum(_height(line) for line in column.lines) for column in columns), default=0.0)


def wrapped(columns: Sequence[Column]) -> float:
    """Millimetres of it that numbers take which need more than their one line."""
    return max(
        (PROOF_LINE * sum(_proof_lines(line) - 1 for line in one.lines) for one in columns), default=0.0
    )


def claim(one: Advice) -> str:
    """The advice in a sentence; names out of the questionnaire stand in quotation marks.

    Examples
    --------
    >>> from psychoseg.stats.estimate import Estimate
    >>> share = Estimate(0.4, 0.35, 0.45, "share", 400, 400.0, 380.0)
    >>> claim(Advice(True, "channel", "media", "media_1", "On television", share, share))
    'Lead with the channel “On television”.'
    >>> claim(Advice(False, "price", "box", "box@33", "Box for two", share, share, 33.0, "euros"))
    'Do not rely on a price of 33 euros for “Box for two”.'
    """
    name, lead = quoted(unquoted(one.label)), one.do
    if one.role == "channel":
        return say("Lead with the channel {name}.", name=name) if lead else say("Do not rely on the channel {name}.", name=name)  # fmt: skip
    if one.role == "message":
        return say("Lead with the message {name}.", name=name) if lead else say("Do not rely on the message {name}.", name=name)  # fmt: skip
    if one.role == "offer":
        return say("Lead with the offer {name}.", name=name) if lead else say("Do not rely on the offer {name}.", name=name)  # fmt: skip
    price = priced(one.price or 0.0, one.unit)
    if lead:
        return say("Lead with a price of {price} for {name}.", price=price, name=name)
    return say("Do not rely on a price of {price} for {name}.", price=price, name=name)


def proof(one: Advice) -> str:
    """The numbers that support it."""
    return say(
        "{here}, against {everybody} of everybody", here=shown(one.segment), everybody=shown(one.total)
    )


def priced(price: float, unit: str) -> str:
    """A price with its currency.

    Examples
    --------
    >>> priced(33.0, "euros"), priced(2.5, "£")
    ('33 euros', '£2.50')
    """
    number = fixed(price, 0 if price == int(price) else 2)
    return money(number, unit[:1]) if unit[:1] in SIGNS else f"{number} {unit}".rstrip()


def _line(one: Advice, anchor: str) -> Line:
    return Line(claim(one), proof(one), say(BLOCKS[one.role]), anchor)


def _height(line: Line) -> float:
    return CLAIM_LINE * len(wrap(line.claim, CLAIM_LENGTH)) + PROOF_LINE * _proof_lines(line) + LINE_GAP


def _proof_lines(line: Line) -> int:
    return len(wrap(f"{line.proof} {line.block}", PROOF_LENGTH))
