"""What to offer a segment, and what with it: take-up as stated, and among those who would take the first."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from psychoseg.activation.model import Offered
from psychoseg.personas.model import Persona
from psychoseg.personas.profile import Measure
from psychoseg.stats.intervals import Estimator


def offered(
    personas: Sequence[Persona],
    measured: Sequence[Measure],
    weights: pd.Series,
    segments: pd.Series,
    estimator: Estimator,
) -> tuple[Offered, ...]:
    """The offer most would take up in every segment, and the one most of those would take up too.

    Parameters
    ----------
    personas : sequence of Persona
    measured : sequence of Measure
        Those with the role offer are used; not what formed the segments or names nothing.
    weights, segments : Series, respondents
    estimator : Estimator

    Returns
    -------
    tuple of Offered
        None for segments in which no offer's figure may be given.
    """
    offers = {
        one.key: one
        for one in measured
        if one.role == "offer" and one.unit == "share" and not (one.formed or one.residual)
    }
    found = []
    for persona in personas:
        told = [
            trait for trait in persona.block("offer")
            if trait.key in offers and trait.segment.shown and trait.total.shown
        ]  # fmt: skip
        if not told:
            continue
        first = max(told, key=lambda trait: (trait.segment.value or 0.0, trait.key))
        takers = (segments == persona.number) & (offers[first.key].numbers == 1)
        others = [
            (trait, estimator.share(offers[trait.key].numbers[takers], weights[takers])) for trait in told if trait is not first
        ]  # fmt: skip
        known = [(trait, share) for trait, share in others if share.shown]
        best = max(known, key=lambda pair: (pair[1].value or 0.0, pair[0].key), default=None)
        found.append(
            Offered(
                persona.number, first.label, first.segment, first.total,
                best[0].label if best else "", best[1] if best else None, best[0].segment if best else None,
            )
        )  # fmt: skip
    return tuple(found)
