"""The whole of this stage: answers in, a factor model and its evidence out."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from psychoseg.errors import Fault, PlanError, ResponsesError
from psychoseg.factors.extraction import Solution, extract
from psychoseg.factors.model import FactorModel
from psychoseg.factors.naming import carriers, constructs_of
from psychoseg.factors.reliability import Reliability, reliability, scale_reliability
from psychoseg.factors.retention import CARRIED_BY, DECIDES, Retention, retain
from psychoseg.factors.second_opinion import SecondOpinion, second_opinions
from psychoseg.factors.suitability import Suitability, suitability
from psychoseg.plan import Plan
from psychoseg.questionnaire import Questionnaire
from psychoseg.stats.correlation import Correlations, correlate, too_coarse
from psychoseg.stats.moments import Moments

COPIED, SUMMED = 1e-5, 1e-5
"""How near to 1 a smoothed correlation of copies is, and to 0 a smoothed eigenvalue of sums."""
PER_ITEM = 5
"""People an item below which a factor solution is a guess."""
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
    _refuse_weights(weights)
    used = answers[weights > 0]
    used = used.dropna() if plan.missing == "listwise" else used
    _refuse_unfit(used)
    found = correlate(answers, weights, kind=plan.correlation, missing=plan.missing)
    _refuse_unknown(found.table)
    correlation, n = found.table, found.n
    collinear = _collinear(found)
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
        *_too_few(n, len(answers.columns)),
        *found.caveats,
        *collinear,
        *_coarse(used, plan),
        *_miskeyed(correlation, questionnaire),
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


def _coarse(answers: pd.DataFrame, plan: Plan) -> tuple[str, ...]:
    """Why Pearson correlations of coarse items are doubtful, where they were taken all the same."""
    coarse = too_coarse(answers) if plan.correlation == "pearson" else ()
    if not coarse:
        return ()
    named = ", ".join(coarse[:8]) + (f" and {len(coarse) - 8} more" if len(coarse) > 8 else "")
    return (
        f"Pearson correlations are too low for items with four answers or fewer, or skewed by 1 and more ({named}); "
        "compare the result with `correlation: polychoric` in study.yml.",
    )


def _miskeyed(correlation: pd.DataFrame, questionnaire: Questionnaire) -> tuple[str, ...]:
    """Items that correlate negatively with the rest of their construct although they were turned by their key."""
    found = []
    constructs = {item.id: item.construct for item in questionnaire.attitudes}
    for construct in dict.fromkeys(constructs.values()):
        own = [item for item in correlation.columns if constructs.get(str(item)) == construct]
        if len(own) < CARRIED_BY:
            continue
        rest = scale_reliability(correlation.loc[own, own]).table["item_rest"]
        found += [
            f"{item} correlates negatively ({value:.2f}) with the other items of {construct}: is its key (reverse) right?"
            for item, value in rest.items()
            if value < 0
        ]
    return tuple(found)


def _refuse_weights(weights: pd.Series) -> None:
    if not np.isfinite(weights).all() or (weights < 0).any() or not weights.sum() > 0:
        raise ResponsesError(
            "The weights cannot be used: they must be finite, none below 0 and at least one above 0."
        )


def _collinear(found: Correlations) -> tuple[str, ...]:
    """Items that are copies or sums of each other, by name; ipsatised answers are refused."""
    R, names = found.table.to_numpy(), found.table.columns
    copies = [
        f"{names[one]} and {names[other]}" for one, other in np.argwhere(np.triu(np.abs(R) > 1 - COPIED, 1))
    ]
    if copies:
        return (f"Answer for answer the same or opposite: {', '.join(copies)}. Remove one of each.",)
    if not found.smoothed:
        return ()
    values, vectors = np.linalg.eigh(R)
    said = []
    for at in np.flatnonzero(values < SUMMED):
        involved = names[np.abs(vectors[:, at]) > 0.01]
        if len(involved) == len(R) and found.exact:
            raise ResponsesError(
                "The attitude answers cannot be analysed: every person's answers add up to the same, as ipsatised "
                "answers do, so adequacy (KMO) and likelihood are not defined. Analyse the answers as given."
            )
        if found.exact:
            said.append(f"Sums of each other: {', '.join(map(str, involved))}. Remove one of them.")
    return tuple(said)


def _fewest_carried(pattern: pd.DataFrame) -> int:
    """How many items load most on the factor that has the fewest such items."""
    return int(carriers(pattern).value_counts().reindex(pattern.columns, fill_value=0).min())


def _refuse_unknown(correlation: pd.DataFrame) -> None:
    """Name every pair of items of which one does not vary among the people who answered both."""
    unknown = np.argwhere(np.triu(correlation.isna().to_numpy(), 1))
    if len(unknown):
        names = correlation.columns
        raise ResponsesError(
            "The attitude answers cannot be analysed:",
            [
                Fault(
                    f"columns {names[first]} and {names[second]}",
                    "one of them does not vary among the people who answered both",
                    "remove one of them, or take missing: listwise in study.yml",
                )
                for first, second in unknown
            ],
        )


def _refuse_unfit(answers: pd.DataFrame) -> None:
    items, people = answers.shape[1], len(answers)
    faults = []
    for item in answers.columns:
        answered = answers[item].dropna()
        if np.isinf(answered.to_numpy(dtype=float)).any():
            faults.append(Fault(f"column {item}", "an answer is infinite", "mend the export"))
        elif answered.empty:
            faults.append(Fault(f"column {item}", "nobody answered it", "remove the item or mend the export"))
        elif (answered == answered.iloc[0]).all():
            faults.append(
                Fault(
                    f"column {item}",
                    f"all {len(answered)} answers are {answered.iloc[0]:g}",
                    "an item that does not vary cannot be analysed; remove it",
                )
            )
    if items < 6:
        faults.append(
            Fault("questionnaire", f"{items} attitude items with a construct", "at least 6 are needed")
        )
    if people <= items:
        faults.append(
            Fault(
                "respondents",
                f"{people} people for {items} items",
                f"at least {items + 1} are needed, and {PER_ITEM * items} for a result worth reading",
            )
        )
    if faults:
        raise ResponsesError("The attitude answers cannot be analysed:", faults)
    together = answers.notna().to_numpy(dtype=float)
    if (together.T @ together).min() < 3:
        raise PlanError(
            "Some pairs of items were answered by fewer than three people together, so their correlation is unknown."
        )


def _too_few(n: float, items: int) -> tuple[str, ...]:
    if n < PER_ITEM * items:
        return (
            f"{n:.0f} effective respondents for {items} items are few: below {PER_ITEM} an item the factors may not come back in another sample.",
        )
    return ()


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
