"""What to lead with in a segment and what not to rely on: nothing without a number that sets it apart."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from scipy import stats

from psychoseg.activation.model import Advice
from psychoseg.personas.model import Persona, PriceCurve, PricePoint, Trait
from psychoseg.stats.effects import cohens_h
from psychoseg.stats.estimate import Estimate

MOST = 3
KINDS = ("channel", "message", "offer")
HALF = 0.5
"""What to lead with is taken by half as many as the thing most take here, or more; what not to rely on by fewer than half of people."""


def advice(
    personas: Sequence[Persona], *, level: float = 0.05, confidence: float = 0.95
) -> tuple[tuple[Advice, ...], ...]:
    """At most three things to lead with and three not to rely on, for every segment.

    Parameters
    ----------
    personas : sequence of Persona
    level : float
        Error level of the tests against all others, which were adjusted; that of prices is divided by the
        number of prices and segments.
    confidence : float
        Level of the intervals.

    Returns
    -------
    tuple of (tuple of Advice)
        In the order of ``personas``; empty where nothing qualifies.

    Notes
    -----
    Only channels, messages, offers and prices count, never what formed the segments, and no answer such as
    “none of these”. Everything here differs from all others beyond chance, and its interval excludes
    everybody's figure. What to lead with is above it, and nearly as common here as the commonest of its kind;
    what not to rely on is below it, is not the commonest of its kind here, and reaches fewer than half.
    Each kind has its turn before one gives a second entry; of more kinds than there is room for, those with the
    largest differences (Cohen's h) are told.

    Examples
    --------
    >>> def share(value, half=0.05):
    ...     return Estimate(value, value - half, value + half, "share", 400, 400.0, 380.0)
    >>> def used(name, here, all):
    ...     return Trait("media", name, name, "channel", False, share(here), share(all, 0.02), 100, 0.001, True)
    >>> traits = (used("Radio", 0.6, 0.4), used("Leaflet", 0.2, 0.5), used("Magazine", 0.1, 0.05))
    >>> [(one.do, one.label) for one in of_traits(traits)]
    [(True, 'Radio'), (False, 'Leaflet')]
    """
    return tuple(_of(one, level / max(1, len(personas)), confidence) for one in personas)


def of_traits(traits: Iterable[Trait]) -> list[Advice]:
    """What qualifies among channels, messages and offers: to lead with the commonest first, else the widest gap."""
    told = [trait for trait in traits if _told(trait)]
    best = {
        role: max(_value(trait.segment) for trait in told if trait.role == role)
        for role in {trait.role for trait in told}
    }
    above = [trait for trait in told if _above(trait) and _value(trait.segment) >= HALF * best[trait.role]]
    below = [trait for trait in told if _below(trait) and _value(trait.segment) < min(HALF, best[trait.role])]
    above.sort(key=lambda trait: (-_value(trait.segment), trait.key))
    below.sort(key=lambda trait: (_value(trait.segment) - _value(trait.total), trait.key))
    return [_advice(trait, do=True) for trait in above] + [_advice(trait, do=False) for trait in below]


def of_prices(curves: Iterable[PriceCurve], level: float, confidence: float) -> list[Advice]:
    """Of each price asked, where more or fewer would buy than of everybody, the one with the widest gap each way."""
    found = []
    for curve in curves:
        known = [point for point in curve.points if point.segment.shown and point.total.shown]
        apart = [point for point in known if _p_value(point, confidence) * len(known) < level]
        for do in (True, False):
            side = [
                point for point in apart if (_gap(point) > 0) == do and _excludes(point.segment, point.total)
            ]
            if side:
                point = max(side, key=lambda one: (abs(_gap(one)), -one.price))
                found.append(
                    Advice(
                        do, "price", curve.item, f"{curve.item}@{point.price:g}", curve.label, point.segment,
                        point.total, point.price, curve.unit,
                    )
                )  # fmt: skip
    return found


def _of(persona: Persona, level: float, confidence: float) -> tuple[Advice, ...]:
    found = [*of_traits(persona.block(*KINDS)), *of_prices(persona.prices, level, confidence)]
    return (*_in_turn([one for one in found if one.do]), *_in_turn([one for one in found if not one.do]))


def _in_turn(found: Sequence[Advice]) -> list[Advice]:
    """At most three, the first of every kind before the second of any, those of one kind together."""
    turns: list[tuple[int, float, int, Advice]] = []
    for at, role in enumerate((*KINDS, "price")):
        own = [one for one in found if one.role == role]
        turns += [(turn, -abs(_difference(one)), at, one) for turn, one in enumerate(own)]
    told = sorted(turns, key=lambda entry: entry[:3])[:MOST]
    return [one for _, _, _, one in sorted(told, key=lambda entry: (entry[2], entry[0]))]


def _difference(one: Advice) -> float:
    return cohens_h(_value(one.segment), _value(one.total))


def _told(trait: Trait) -> bool:
    shares = trait.segment.unit == trait.total.unit == "share"
    return (
        shares and trait.segment.shown and trait.total.shown and not (trait.forms_segments or trait.residual)
    )


def _above(trait: Trait) -> bool:
    return (
        trait.significant
        and _value(trait.segment) > _value(trait.total)
        and _excludes(trait.segment, trait.total)
    )


def _below(trait: Trait) -> bool:
    return (
        trait.significant
        and _value(trait.segment) < _value(trait.total)
        and _excludes(trait.segment, trait.total)
    )


def _excludes(own: Estimate, total: Estimate) -> bool:
    """Whether the interval of a segment's figure leaves out everybody's."""
    if own.low is None or own.high is None:
        return False
    return not own.low <= _value(total) <= own.high


def _p_value(point: PricePoint, confidence: float) -> float:
    """Two-sided, of the difference from everybody's share, from the width of the segment's interval."""
    own = point.segment
    if own.low is None or own.high is None or own.high <= own.low:
        return 1.0
    error = (own.high - own.low) / 2 / float(stats.norm.ppf((1 + confidence) / 2))
    return math.erfc(abs(_gap(point)) / error / math.sqrt(2))


def _gap(point: PricePoint) -> float:
    return _value(point.segment) - _value(point.total)


def _value(estimate: Estimate) -> float:
    return estimate.value or 0.0


def _advice(trait: Trait, *, do: bool) -> Advice:
    return Advice(do, trait.role, trait.item, trait.key, trait.label, trait.segment, trait.total)
