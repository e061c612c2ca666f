"""Figures on so few people that they could tell of one of them, and those from which such figures could be worked out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from psychoseg.personas.model import PriceCurve, Trait
from psychoseg.stats.estimate import SUPPRESSED, Estimate


def withheld(estimates: Sequence[Estimate], least: int) -> frozenset[int]:
    """The places of the segments whose figure must not be given.

    Parameters
    ----------
    estimates : sequence of Estimate
        One measure in every segment.
    least : int
        Figures on fewer people are withheld; 0 withholds none.

    Returns
    -------
    frozenset of int
        Those on fewer people, but for those on none; where that is a single one, the smallest other too, as
        everybody's figure and all other segments' would give it away (complementary suppression).

    Notes
    -----
    Hundepool, A. et al. (2012), *Statistical Disclosure Control*, Wiley, ch. 4.

    Examples
    --------
    >>> ten, ninety = Estimate(0.5, 0, 1, "share", 4, 4, 4), Estimate(0.5, 0, 1, "share", 90, 90, 90)
    >>> sorted(withheld([ninety, ten, ninety], 10)), sorted(withheld([ninety, ninety], 10))
    ([0, 1], [])
    """
    few = {at for at, one in enumerate(estimates) if 0 < one.base < least}
    others = [at for at, one in enumerate(estimates) if at not in few and one.base >= max(least, 1)]
    if len(few) == 1 and others:
        few.add(min(others, key=lambda at: (estimates[at].base, at)))
    return frozenset(few)


def hidden(estimate: Estimate) -> Estimate:
    """The estimate without its figure; its bases stay."""
    return replace(estimate, value=None, low=None, high=None, flag=SUPPRESSED)


def without_few(columns: Sequence[tuple[Trait, ...]], least: int) -> list[tuple[Trait, ...]]:
    """The same traits of every segment, those that must not be given emptied.

    Parameters
    ----------
    columns : sequence of tuple of Trait
        One tuple a segment, all of the same measures in the same order.
    least : int
        As for :func:`withheld`.
    """
    gone = [withheld([trait.segment for trait in row], least) for row in zip(*columns, strict=True)]
    return [
        tuple(
            replace(trait, segment=hidden(trait.segment), index=None) if place in gone[at] else trait
            for at, trait in enumerate(column)
        )
        for place, column in enumerate(columns)
    ]


def curves_without_few(columns: Sequence[tuple[PriceCurve, ...]], least: int) -> list[tuple[PriceCurve, ...]]:
    """The price curves of every segment, without those that must not be given."""
    items = list(dict.fromkeys(curve.item for column in columns for curve in column))
    gone: set[tuple[int, str]] = set()
    for item in items:
        asked = {at: curve for at, column in enumerate(columns) for curve in column if curve.item == item}
        places = list(asked)
        for step in range(len(next(iter(asked.values())).points)):
            found = withheld([asked[at].points[step].segment for at in places], least)
            gone |= {(places[at], item) for at in found}
    return [
        tuple(curve for curve in column if (at, curve.item) not in gone) for at, column in enumerate(columns)
    ]
