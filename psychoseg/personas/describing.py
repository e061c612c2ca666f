"""The whole of this stage: segments in, personas out."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from psychoseg.factors import FactorAnalysis
from psychoseg.personas.contrasts import Contrasts, contrasts
from psychoseg.personas.descriptors import descriptors
from psychoseg.personas.distributions import Distribution, distributions
from psychoseg.personas.model import Confidence, Persona, Trait
from psychoseg.personas.naming import essence, name_all
from psychoseg.personas.profile import (
    dimensions,
    in_spreads,
    measures,
    price_curves,
    scored,
    statements,
    traits,
)
from psychoseg.personas.quotes import quotes
from psychoseg.personas.scarce import comparable
from psychoseg.personas.unanswered import uneven_answers
from psychoseg.personas.withheld import curves_without_few, without_few
from psychoseg.plan import Plan
from psychoseg.questionnaire import Construct, Questionnaire
from psychoseg.responses import Responses
from psychoseg.responses.themes import Themes
from psychoseg.segments import Grouped
from psychoseg.segments.stability import FIRM, TENDENCY
from psychoseg.stats.estimate import Estimate
from psychoseg.stats.intervals import Estimator
from psychoseg.stats.streams import stream

LETTERS = "ABCDEFGHIJKLMNOP"


@dataclass(frozen=True, eq=False)
class Described:
    """What can be said of the segments.

    Parameters
    ----------
    personas : tuple of Persona
        Largest first.
    contrasts : Contrasts
        All segments beside each other, tested item by item and pair by pair.
    distributions : tuple of Distribution
        The answers to every statement, for everybody and by segment.
    tests : int
        How many tests of a segment against all others were made, the family over which their p-values are adjusted.
    caveats : tuple of str
        What is doubtful about the answers that describe segments, or is not shown.
    """

    personas: tuple[Persona, ...]
    contrasts: Contrasts
    distributions: tuple[Distribution, ...]
    tests: int
    caveats: tuple[str, ...]


def describe(
    responses: Responses,
    questionnaire: Questionnaire,
    analysis: FactorAnalysis,
    scores: pd.DataFrame,
    grouped: Grouped,
    plan: Plan,
    names: dict[str, str] | None = None,
    themes: Themes | None = None,
) -> Described:
    """A persona for each segment, largest first, and all of them compared.

    Parameters
    ----------
    responses : Responses
        Only the people in ``scores`` are described.
    questionnaire : Questionnaire
    analysis : FactorAnalysis
    scores : DataFrame, respondents × factors
    grouped : Grouped
    plan : Plan
    names : dict, optional
        Letter → a person's own name for that segment.
    themes : Themes, optional
        What written answers are about.

    Returns
    -------
    Described
    """
    estimator = Estimator(plan.confidence, plan.low_base, plan.least_base, plan.disclosure)
    assigned = grouped.assignments.loc[scores.index]
    segments = assigned["segment"]
    numbers = range(1, len(grouped.segmentation.names) + 1)
    formed = grouped.segmentation.by_attitudes
    standard = in_spreads(scores, responses.weights)
    described = measures(responses, questionnaire, grouped.segmentation.inputs, themes)
    measured, scarce = comparable(described if formed else [*described, *scored(standard)])
    found, tests = traits(measured, responses.weights, segments, numbers, estimator, plan.level)
    positions = [
        dimensions(standard, responses.weights, segments == number, estimator, formed=formed)
        for number in numbers
    ]
    constructs = {factor: questionnaire.construct(name) for factor, name in analysis.constructs.items()}
    others = None if formed else [found[number] for number in numbers]
    titles = _titles(positions, constructs, names or {}, others)
    by_key = {measure.key: measure for measure in measured}
    said = [
        statements(responses, questionnaire, segments == number, estimator, formed=formed)
        for number in numbers
    ]
    said, shown = without_few(said, plan.disclosure), without_few(positions, plan.disclosure)
    prices = curves_without_few(
        [price_curves(responses, questionnaire, segments == number, estimator) for number in numbers],
        plan.disclosure,
    )
    personas = []
    for number, position in zip(numbers, positions, strict=True):
        members = segments == number
        own = found[number]
        personas.append(
            Persona(
                number=number,
                letter=LETTERS[number - 1],
                name=titles[number - 1],
                essence=essence(position, constructs),
                members=int(members.sum()),
                share=estimator.share(members.astype(float), responses.weights, keep=True),
                descriptors=descriptors(own, by_key),
                dimensions=shown[number - 1],
                statements=said[number - 1],
                traits=own,
                prices=prices[number - 1],
                quotes=quotes(responses, questionnaire, members, assigned["shadow"], themes, own),
                value_share=_value_share(responses, questionnaire, members, estimator),
                confidence=_confidence(grouped, number, titles),
            )
        )
    uneven = uneven_answers(responses, questionnaire, segments, titles)
    return Described(
        tuple(replace(persona, caveats=_caveats(persona)) for persona in personas),
        contrasts(
            measured, grouped.basis.in_numbers.table.loc[scores.index], responses.weights, segments, numbers, estimator, plan.level,
            rng=stream(plan.seed, "contrasts"),
        ),
        distributions(responses, questionnaire, segments, numbers, estimator, formed=formed),
        tests,
        (*scarce, *uneven),
    )  # fmt: skip


def _titles(
    positions: list[tuple[Trait, ...]],
    constructs: dict[str, Construct],
    names: dict[str, str],
    others: list[tuple[Trait, ...]] | None,
) -> list[str]:
    proposed = name_all(positions, constructs, others)
    return [names.get(letter, title) for letter, title in zip(LETTERS, proposed, strict=False)]


def _value_share(
    responses: Responses, questionnaire: Questionnaire, members: pd.Series, estimator: Estimator
) -> Estimate | None:
    """The segment's share of the first value item (spending, budget) over everybody."""
    items = [item for item in questionnaire.with_role("value") if item.type == "numeric"]
    if not items:
        return None
    amount = responses.profile[items[0].id].astype(float)
    return estimator.ratio(amount.where(members, other=0.0).where(amount.notna()), amount, responses.weights)


def _confidence(grouped: Grouped, number: int, titles: list[str]) -> Confidence:
    members = grouped.assignments[grouped.assignments["segment"] == number]
    jaccard = grouped.stability[number]
    return Confidence(
        stability=float(jaccard.mean()),
        stability_low=float(np.quantile(jaccard, 0.05)),
        core=float(members["core"].mean()),
        neighbour=titles[int(members["second"].mode().iloc[0]) - 1],
    )


def _caveats(persona: Persona) -> tuple[str, ...]:
    found = []
    if persona.confidence.stability < TENDENCY:
        found.append(
            f"{persona.name} comes back in other samples only in part (Jaccard {persona.confidence.stability:.2f}); read it as a tendency."
        )
    elif persona.confidence.stability < FIRM:
        found.append(
            f"{persona.name} is less firm than the others (Jaccard {persona.confidence.stability:.2f})."
        )
    if persona.share.flag != "ok":
        found.append(f"{persona.name} rests on {persona.members} people; its figures are indicative.")
    return tuple(found)
