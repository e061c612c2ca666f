"""The whole of this stage: answers in, a factor model and its evidence out."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from psychoseg.errors import ResponsesError
from psychoseg.factors.extraction import Solution, extract
from psychoseg.factors.fitness import (
    coarse,
    collinear,
    miskeyed,
    refuse_unfit,
    refuse_unknown,
    refuse_weights,
    too_few,
)
from psychoseg.factors.model import FactorModel
from psychoseg.factors.naming import carriers, constructs_of
from psychoseg.factors.reliability import Reliability, reliability
from psychoseg.factors.retention import CARRIED_BY, DECIDES, Retention, retain
from psychoseg.factors.second_opinion import SecondOpinion, second_opinions
from psychoseg.factors.suitability import Suitability, suitability
from psychoseg.plan import Plan
from psychoseg.questionnaire import Questionnaire
from psychoseg.stats.correlation import Correlations, correlate
from psychoseg.stats.moments import Moments

NO_STRUCTURE = "Parallel analysis finds no factor: the answers share no more than independent ones would. There is nothing to form segments from."


@dataclass(frozen=True, eq=False)
class FactorAnalysis:
    """A factor model with the evidence behind it.

    ``constructs`` says which construct each factor carries; ``reliabilities`` holds a factor only
    where two items or more load on it most.
    """

    model: FactorModel
    suitability: Suitability
    retention: Retention
    solution: Solution
    constructs: dict[str, str]
    reliabilities: dict[str, Reliability]
    n: float
    caveats: tuple[str, ...]
    correlations: Correlations
    opinions: tuple[SecondOpinion, ...]


def analyse(
    answers: pd.DataFrame,
    weights: pd.Series,
    questionnaire: Questionnaire,
    plan: Plan,
    rng: np.random.Generator,
    *,
    thorough: bool = False,
) -> FactorAnalysis:
    """Factor analysis of keyed answers.

    Parameters
    ----------
    answers : DataFrame, respondents × attitude items
    weights : Series, respondents
    questionnaire : Questionnaire
        For constructs, scales and wording.
    plan : Plan
    rng : Generator
        For parallel analysis.
    thorough : bool
        Also ask the criteria for the number of factors that need the answers themselves.

    Raises
    ------
    ResponsesError
        Where an item does not vary, too few people answered, or the answers hold no factor.
    """
    weights = weights[answers.index].astype(float)
    refuse_weights(weights)
    used = answers[weights > 0]
    used = used.dropna() if plan.missing == "listwise" else used
    refuse_unfit(used)
    found = correlate(answers, weights, kind=plan.correlation, missing=plan.missing)
    refuse_unknown(found.table)
    correlation, n = found.table, found.n
    copies = collinear(found)
    fit = suitability(correlation, n)
    retention = retain(
        correlation,
        n,
        rng,
        overrule=plan.factors,
        because=plan.factors_reason,
        answers=used if thorough else None,
    )
    if retention.chosen < 1:
        raise ResponsesError(NO_STRUCTURE)
    retention, solution = _carried(found, retention, plan)
    opinions = second_opinions(correlation, solution, plan.extraction, plan.rotation)
    constructs = constructs_of(
        solution.pattern, {item.id: item.construct for item in questionnaire.attitudes}
    )
    solution, constructs = _named(solution, constructs, questionnaire)
    plain = Moments.of(used, weights[used.index])
    model = FactorModel(
        pattern=solution.pattern,
        correlations=solution.correlations,
        item_correlations=correlation,
        mean=plain.mean,
        sd=plain.sd,
        scales={
            item.id: (item.scale.lowest, item.scale.highest) for item in questionnaire.attitudes if item.scale
        },
        method=f"{found.words}; {solution.method}",
    )
    caveats = (
        *too_few(n, len(answers.columns)),
        *found.caveats,
        *copies,
        *coarse(used, plan),
        *miskeyed(correlation, questionnaire),
        *fit.caveats,
        *(() if plan.factors else retention.caveats),
        *solution.caveats,
        *(opinion.caveat for opinion in opinions if opinion.caveat),
    )
    return FactorAnalysis(
        model,
        fit,
        retention,
        solution,
        constructs,
        _reliabilities(model, n, plan.confidence),
        n,
        caveats,
        found,
        opinions,
    )


def _carried(found: Correlations, retention: Retention, plan: Plan) -> tuple[Retention, Solution]:
    """The solution with as many factors as are each carried by three items, unless a person overrules.

    Fabrigar, L. R. et al. (1999), *Psychological Methods* 4, 272-299: at least three items a factor.
    """
    correlation = found.table
    variance = found.error**2 if plan.extraction == "dwls" else None
    most = min(retention.chosen, len(correlation) // CARRIED_BY)
    for count in range(most, 0, -1):
        solution = extract(
            correlation, count, plan.rotation, method=plan.extraction, n=found.n, variance=variance
        )
        if plan.factors or count == 1 or _fewest_carried(solution.pattern) >= CARRIED_BY:
            break
    if count == retention.chosen:
        return retention, solution
    found_by = (
        f"parallel analysis finds {retention.chosen}"
        if retention.reason == DECIDES
        else f"{retention.reason}"
    )
    reason = (
        f"{found_by}, but with more than {count} a factor is left "
        f"that fewer than {CARRIED_BY} items load on most, so {count} are kept"
    )
    return replace(retention, chosen=count, reason=reason), solution


def _fewest_carried(pattern: pd.DataFrame) -> int:
    """How many items load most on the factor that has the fewest such items."""
    return int(carriers(pattern).value_counts().reindex(pattern.columns, fill_value=0).min())


def _named(
    solution: Solution, constructs: dict[str, str], questionnaire: Questionnaire
) -> tuple[Solution, dict[str, str]]:
    """Factors named after the construct they carry; a construct that splits is numbered."""
    names: dict[str, str] = {}
    for factor, construct in constructs.items():
        name = questionnaire.construct(construct).name
        taken = sum(other == name or other.startswith(f"{name} (") for other in names.values())
        names[factor] = f"{name} ({taken + 1})" if taken else name
    renamed = replace(
        solution,
        pattern=solution.pattern.rename(columns=names),
        correlations=solution.correlations.rename(index=names, columns=names),
    )
    return renamed, {names[factor]: construct for factor, construct in constructs.items()}


def _reliabilities(model: FactorModel, n: float, confidence: float) -> dict[str, Reliability]:
    home = carriers(model.pattern)
    found = {}
    for factor in model.factors:
        items = list(home.index[home == factor])
        if len(items) >= 2:
            R = model.item_correlations.loc[items, items]
            uniqueness = 1 - model.communality[items]
            found[factor] = reliability(
                R, model.sd[items], model.pattern.loc[items, factor], uniqueness, n, confidence
            )
    return found
