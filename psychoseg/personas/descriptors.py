"""At most three terms for a segment: the strongest that do not repeat each other."""

from __future__ import annotations

import math

import pandas as pd

from psychoseg.personas.model import Descriptor, Trait
from psychoseg.personas.profile import Measure, correlation_of
from psychoseg.segments.markers import marks_score, marks_share
from psychoseg.stats.effects import cohens_h

MOST = 3
ALIKE = 0.6
"""Measures correlated above this say the same thing twice."""


def descriptors(found: tuple[Trait, ...], measured: dict[str, Measure]) -> tuple[Descriptor, ...]:
    """The traits that describe a segment best.

    A trait qualifies where the segment is significantly above all others and the trait marks it: its
    share is 25 points or half as much again above everybody's, its mean half a standard deviation; those with the largest effect, by the precision of their base, come first; one that comes
    from the same item as an earlier one, or is correlated with it above .6, is passed over. Themes of written
    answers do not qualify: only some people wrote, and not everybody who thinks a thing writes it.
    """
    ranked = sorted((trait for trait in found if _qualifies(trait)), key=_strength, reverse=True)
    chosen: list[Trait] = []
    for trait in ranked:
        if len(chosen) == MOST:
            break
        if not any(_repeats(trait, earlier, measured) for earlier in chosen):
            chosen.append(trait)
    return tuple(Descriptor(trait.label, trait) for trait in chosen)


def effect(trait: Trait) -> float:
    """Size of a trait's difference from the total: Cohen's h for shares, half-intervals for means."""
    inside, total = trait.segment, trait.total
    if inside.value is None or total.value is None:
        return 0.0
    if inside.unit == "share":
        return cohens_h(inside.value, total.value)
    half = (inside.high or 0.0) - inside.value
    spread = half / 1.96 * math.sqrt(max(inside.effective, 1.0))
    return (inside.value - total.value) / spread if spread else 0.0


def _qualifies(trait: Trait) -> bool:
    return (
        trait.significant
        and trait.segment.shown
        and not trait.forms_segments
        and trait.role != "open"
        and effect(trait) > 0
        and _marks(trait)
    )


def _marks(trait: Trait) -> bool:
    inside, total = trait.segment.value, trait.total.value
    if trait.segment.unit == "share":
        return inside is not None and total is not None and marks_share(inside, total)
    return marks_score(effect(trait))


def _strength(trait: Trait) -> tuple[float, str]:
    return effect(trait) * math.sqrt(trait.segment.effective), trait.key


def _repeats(trait: Trait, earlier: Trait, measured: dict[str, Measure]) -> bool:
    if trait.item == earlier.item:
        return True
    first, second = measured[trait.key].numbers, measured[earlier.key].numbers
    return abs(correlation_of(pd.Series(first), pd.Series(second))) > ALIKE
