"""What makes answers unfit for factor analysis, refused by name, and what makes them doubtful, said by name."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd

from psychoseg.errors import Fault, PlanError, ResponsesError
from psychoseg.factors.reliability import scale_reliability
from psychoseg.factors.retention import CARRIED_BY
from psychoseg.plan import Plan
from psychoseg.questionnaire import Questionnaire
from psychoseg.stats.correlation import Correlations, too_coarse

COPIED, SUMMED = 1e-5, 1e-5
"""How near to 1 a smoothed correlation of copies is, and to 0 a smoothed eigenvalue of sums."""
TOGETHER = 3
"""People who must have answered both items of a pair for it to have a correlation."""
PER_ITEM = 5
"""People an item below which a factor solution is a guess."""


def coarse(answers: pd.DataFrame, plan: Plan) -> tuple[str, ...]:
    """Why Pearson correlations of coarse items are doubtful, where they were taken all the same."""
    found = too_coarse(answers) if plan.correlation == "pearson" else ()
    if not found:
        return ()
    named = ", ".join(found[:8]) + (f" and {len(found) - 8} more" if len(found) > 8 else "")
    return (
        f"Pearson correlations are too low for items with four answers or fewer, or skewed by 1 and more ({named}); "
        "compare the result with `correlation: polychoric` in study.yml.",
    )


def miskeyed(correlation: pd.DataFrame, questionnaire: Questionnaire) -> tuple[str, ...]:
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


def refuse_weights(weights: pd.Series) -> None:
    """Refuse weights that are not finite, below 0, or all 0."""
    if not np.isfinite(weights).all() or (weights < 0).any() or not weights.sum() > 0:
        raise ResponsesError(
            "The weights cannot be used: they must be finite, none below 0 and at least one above 0."
        )


def collinear(found: Correlations) -> tuple[str, ...]:
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


def refuse_unknown(correlation: pd.DataFrame) -> None:
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


def refuse_unfit(answers: pd.DataFrame) -> None:
    """Name, all at once, items without variance or answers, and too few items or people."""
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
    counts = together.T @ together
    names = list(map(str, answers.columns))
    apart = [
        (names[one], names[other], int(counts[one, other]))
        for one, other in itertools.combinations(range(items), 2)
        if counts[one, other] < TOGETHER
    ]
    if apart:
        first, second, count = apart[0]
        more = f" and {len(apart) - 1} more pairs" if len(apart) > 1 else ""
        raise PlanError(
            f"{first} and {second}{more} were answered together by fewer than {TOGETHER} people ({count} for the first pair), so their "
            "correlation is unknown. Where different people were asked different items, some must be asked of everybody; else remove the items."
        )


def too_few(n: float, items: int) -> tuple[str, ...]:
    """Why so few people an item are doubtful."""
    if n < PER_ITEM * items:
        return (
            f"{n:.0f} effective respondents for {items} items are few: below {PER_ITEM} an item the factors may not come back in another sample.",
        )
    return ()
