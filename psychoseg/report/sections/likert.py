"""The answers themselves: how each segment's spread over the scale, statement by statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from psychoseg.personas.distributions import Distribution
from psychoseg.report.data import ReportData
from psychoseg.report.format import DASH, in_words, percent, shown
from psychoseg.report.language import say, say_n
from psychoseg.report.sections.page import Page, Section
from psychoseg.report.text import capital

ROOM, LINE, HEAD = 214.0, 3.7, 7.6
"""Millimetres of the page, of a row, and of a statement with the space above it."""
MOST_STATEMENTS = 12


@dataclass(frozen=True, slots=True)
class Piece:
    """One answer's part of a bar, in per cent of the track."""

    left: float
    width: float
    tone: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One group's answers: those below and above the middle around a common line, the neutral ones apart."""

    number: int
    name: str
    pieces: tuple[Piece, ...]
    neutral: float
    neutral_text: str
    below: str
    above: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement with everybody's bar and each segment's."""

    text: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class LikertPage:
    """What the bars say."""

    statements: tuple[Statement, ...]
    note: str
    zero: float
    tones: tuple[tuple[str, str], ...]


def build(data: ReportData) -> Page | None:
    """The statements that divide the segments most, as many as the page holds."""
    known = [one for one in data.distributions if one.total]
    if not known or len(data.personas) < 2:
        return None
    many = int(ROOM // (HEAD + LINE * (len(data.personas) + 1)))
    told = sorted(known, key=lambda one: -_gap(one))[: max(1, min(many, MOST_STATEMENTS))]
    reach = _reach(told)
    statements = tuple(_statement(one, data, reach) for one in told)
    page = LikertPage(
        statements,
        _note(told),
        round(100 * reach[0] / sum(reach), 2),
        _tones(told[0]),
    )
    return Page("answers", say("What they answered"), say("The statements that divide most"), page)


def _note(told: Sequence[Distribution]) -> str:
    parts = [
        capital(
            say_n(
                "The statement on which the segments lie farthest apart.",
                "{count} statements on which the segments lie farthest apart.",
                len(told),
                count=in_words(len(told)),
            )
        ),
        say(
            "Left of the line those who disagree, right those who agree, stronger answers darker; neutral answers apart."
        ),
        say("Shares weighted; they may not sum to 100."),
    ]
    if any(one.formed for one in told):
        parts.append(say("* formed the segments, so never tested."))
    return " ".join(parts)


def _gap(one: Distribution) -> float:
    values = [estimate.value for estimate in one.agree[1:] if estimate.shown and estimate.value is not None]
    return max(values) - min(values) if len(values) > 1 else 0.0


def _sides(shares: Sequence[float], middle: int | None) -> tuple[list[float], float, list[float]]:
    """Shares below the middle from the strongest, the neutral one, and shares above from the weakest."""
    half = len(shares) // 2
    return (
        list(shares[:half]),
        shares[middle] if middle is not None else 0.0,
        list(shares[len(shares) - half :]),
    )


def _reach(told: Sequence[Distribution]) -> tuple[float, float]:
    """The longest bar to either side, so that all share one axis."""
    every = [(shares, one.middle) for one in told for shares in (one.total, *one.segments) if shares]
    sides = [_sides(shares, middle) for shares, middle in every]
    return max(sum(below) for below, _, _ in sides) or 0.01, max(sum(above) for _, _, above in sides) or 0.01


def _statement(one: Distribution, data: ReportData, reach: tuple[float, float]) -> Statement:
    names = [(0, say("Everybody")), *((persona.number, persona.name) for persona in data.personas)]
    rows = zip(names, (one.total, *one.segments), one.agree, strict=True)
    bars = tuple(
        _bar(number, name, shares, one.middle, shown(agree), reach) for (number, name), shares, agree in rows
    )
    return Statement(one.text.rstrip(".") + (" *" if one.formed else ""), bars)


def _bar(
    number: int,
    name: str,
    shares: tuple[float, ...] | None,
    middle: int | None,
    above: str,
    reach: tuple[float, float],
) -> Bar:
    if shares is None:
        return Bar(number, name, (), 0.0, DASH, DASH, DASH)
    low, neutral, high = _sides(shares, middle)
    scale = 100 / sum(reach)
    pieces = []
    left = (reach[0] - sum(low)) * scale
    for at, share in enumerate([*low, *high]):
        strength = len(low) - at if at < len(low) else at - len(low) + 1
        tone = f"{'no' if at < len(low) else 'yes'}-{min(3, strength)}"
        pieces.append(Piece(round(left, 2), round(share * scale, 2), tone))
        left += share * scale
    return Bar(
        number, name, tuple(pieces), round(100 * neutral, 2), percent(neutral) if middle is not None else "",
        percent(sum(low)), above,
    )  # fmt: skip


def _tones(one: Distribution) -> tuple[tuple[str, str], ...]:
    half = len(one.labels) // 2
    low = [(f"no-{min(3, half - at)}", label) for at, label in enumerate(one.labels[:half])]
    high = [(f"yes-{min(3, at + 1)}", label) for at, label in enumerate(one.labels[len(one.labels) - half :])]
    middle = [("neutral", one.labels[one.middle])] if one.middle is not None else []
    return (*low, *high, *middle)


LIKERT = Section("likert", build)
