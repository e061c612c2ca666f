"""How many people a test of two messages or offers needs, from rates that are stated with their source."""

from __future__ import annotations

import math
from collections.abc import Sequence

from statsmodels.stats.power import NormalIndPower
from statsmodels.stats.proportion import proportion_effectsize

from psychoseg.activation.model import Experiment
from psychoseg.personas.model import Persona, Trait

POWER = 0.8
KEPT = 0.5
"""The part of a difference in stated intentions that a test is made large enough to find."""
HIGHEST_RATE = 0.99
KINDS = ("message", "offer")


def experiment(
    persona: Persona, *, level: float = 0.05, rate: float | None = None, people: int | None = None
) -> Experiment | None:
    """The test to run in a segment: what most are drawn to here against what most of everybody are.

    What lies within the interval of the first is passed over: no test of a fair size tells them apart.

    Parameters
    ----------
    persona : Persona
    level : float
        Error level of the test, two-sided.
    rate : float, optional
        The rate at present, as the client knows it; this survey's share where left out.
    people : int, optional
        How many the client can reach, in both arms together.

    Returns
    -------
    Experiment or None
        None where no two messages, or offers, plainly differ here.

    Notes
    -----
    Cohen, J. (1988). *Statistical Power Analysis for the Behavioral Sciences*, ch. 6: the effect is the
    difference of arcsine-transformed rates.
    """
    for role in KINDS:
        shares = [trait for trait in persona.block(role) if _told(trait)]
        pair = _pair(shares)
        if pair is not None:
            return _planned(role, *pair, level, rate, people)
    return None


def people_needed(rate: float, target: float, level: float) -> int:
    """People in each arm that find a change from one rate to another in four of five tests.

    Examples
    --------
    >>> people_needed(0.04, 0.05, 0.05)
    6726
    """
    effect = abs(proportion_effectsize(target, rate))
    found = NormalIndPower().solve_power(effect_size=effect, alpha=level, power=POWER, ratio=1.0)
    return math.ceil(float(found))


def rate_found(rate: float, people: int, level: float) -> float:
    """The smallest higher rate that so many people in each arm find in four of five tests.

    Examples
    --------
    >>> round(rate_found(0.04, 6726, 0.05), 4)
    0.05
    """
    effect = NormalIndPower().solve_power(nobs1=people, alpha=level, power=POWER, ratio=1.0)
    angle = min(math.asin(math.sqrt(rate)) + float(effect) / 2, math.pi / 2)
    return math.sin(angle) ** 2


def _planned(
    role: str, lead: Trait, against: Trait, level: float, rate: float | None, people: int | None
) -> Experiment:
    base = rate if rate is not None else _value(against)
    target = min(HIGHEST_RATE, base * (1 + KEPT * (_value(lead) / _value(against) - 1)))
    return Experiment(
        role, lead.label, against.label, lead.segment, against.segment, base, rate is not None, target,
        people_needed(base, target, level), people, None if people is None else rate_found(base, people // 2, level),
        POWER, level,
    )  # fmt: skip


def _pair(shares: Sequence[Trait]) -> tuple[Trait, Trait] | None:
    """What draws most here, and what draws most of everybody among those that plainly draw fewer here."""
    if not shares:
        return None
    lead = max(shares, key=lambda trait: (_value(trait), trait.key))
    low = lead.segment.low if lead.segment.low is not None else _value(lead)
    fewer = [trait for trait in shares if 0 < _value(trait) < low]
    if not fewer:
        return None
    return lead, max(fewer, key=lambda trait: (trait.total.value or 0.0, trait.key))


def _told(trait: Trait) -> bool:
    plain = trait.segment.unit == "share" and not (trait.residual or trait.forms_segments)
    return plain and trait.segment.shown and trait.total.shown


def _value(trait: Trait) -> float:
    return trait.segment.value or 0.0
