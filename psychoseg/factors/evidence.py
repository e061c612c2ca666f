"""All that an expert asks of a factor solution before signing it, beside the solution itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from psychoseg.errors import PlanError
from psychoseg.factors.analysis import FactorAnalysis, analyse
from psychoseg.factors.bootstrap import LoadingIntervals, loading_intervals
from psychoseg.factors.confirmatory import HeldOut, held_out_check
from psychoseg.factors.naming import carriers
from psychoseg.factors.omega import Omega, omega
from psychoseg.factors.reliability import heterotrait_monotrait
from psychoseg.factors.screening import Mardia, Screened, mardia, screen
from psychoseg.factors.style import StyleEffect, Styles, opposite_pairs, style_effects, styles
from psychoseg.factors.suggestions import Suggestion, suggestions
from psychoseg.plan import Plan
from psychoseg.questionnaire import Questionnaire
from psychoseg.stats.streams import stream

DRAWS = 500
Told = Callable[[str, str], None]


@dataclass(frozen=True, eq=False)
class Evidence:
    """A factor analysis and everything that speaks for and against it.

    Parameters
    ----------
    analysis : FactorAnalysis
    screened : tuple of Screened
    mardia : Mardia
    intervals : LoadingIntervals or None
        None where the correlations are not Pearson's, which is what is resampled.
    omega : Omega or None
        None with one factor.
    htmt : DataFrame, factors × factors
    suggestions : tuple of Suggestion
    held_out : HeldOut or None
        None where it could not be made; ``not_held_out`` says why.
    not_held_out : str
    styles : Styles
    style_effects : tuple of StyleEffect
    """

    analysis: FactorAnalysis
    screened: tuple[Screened, ...]
    mardia: Mardia
    intervals: LoadingIntervals | None
    omega: Omega | None
    htmt: pd.DataFrame
    suggestions: tuple[Suggestion, ...]
    held_out: HeldOut | None
    not_held_out: str
    styles: Styles
    style_effects: tuple[StyleEffect, ...]

    @property
    def caveats(self) -> tuple[str, ...]:
        """Everything a reader should doubt, in words, each once."""
        found = [*self.analysis.caveats, *self.styles.caveats]
        if self.intervals is not None and self.intervals.unstable:
            named = ", ".join(self.intervals.unstable)
            found.append(f"Drawn again, people give {named} back in fewer than 9 of 10 samples.")
        if self.held_out is not None:
            found += self.held_out.confirmed.caveats
        return tuple(dict.fromkeys(found))


def gather(
    answers: pd.DataFrame,
    weights: pd.Series,
    questionnaire: Questionnaire,
    plan: Plan,
    *,
    thorough: bool = False,
    told: Told | None = None,
) -> Evidence:
    """Factor the answers of one wave and gather the evidence.

    Parameters
    ----------
    answers : DataFrame, respondents × attitude items
        Keyed.
    weights : Series, respondents
    questionnaire : Questionnaire
    plan : Plan
    thorough : bool
        Also permute answers and make comparison data, which takes longer.
    told : callable, optional
        Is given (stage, what it is doing).
    """
    say = told or (lambda *_: None)
    say("factors", "how many, and which items carry them")
    analysis = analyse(
        answers, weights, questionnaire, plan, stream(plan.seed, "retention"), thorough=thorough
    )
    solution, R = analysis.solution, analysis.correlations.table
    say("factors", f"drawing people again {DRAWS} times")
    intervals = (
        loading_intervals(
            answers, solution, stream(plan.seed, "loadings"), weights=weights, method=plan.extraction,
            rotation=plan.rotation, draws=DRAWS, confidence=plan.confidence,
        )
        if plan.correlation == "pearson" and plan.extraction != "dwls"
        else None
    )  # fmt: skip
    say("factors", "confirming in the other half")
    held_out, why = None, ""
    try:
        held_out = held_out_check(
            answers, len(solution.pattern.columns), stream(plan.seed, "halves"), rotation=plan.rotation, method=plan.extraction
            if plan.extraction != "dwls" else "minres",
        )  # fmt: skip
    except PlanError as problem:
        why = str(problem)
    home = carriers(solution.pattern)
    scales = {str(factor): list(home.index[home == factor]) for factor in solution.pattern.columns}
    found, effects = _style(answers, questionnaire, plan, solution.pattern)
    return Evidence(
        analysis=analysis,
        screened=screen(answers, R, analysis.model.scales),
        mardia=mardia(answers),
        intervals=intervals,
        omega=_omega(R, len(solution.pattern.columns)),
        htmt=heterotrait_monotrait(R, {name: items for name, items in scales.items() if items}),
        suggestions=suggestions(solution, analysis.suitability, analysis.reliabilities),
        held_out=held_out,
        not_held_out=why,
        styles=found,
        style_effects=effects,
    )


def _omega(R: pd.DataFrame, factors: int) -> Omega | None:
    try:
        return omega(R, factors) if factors > 1 else None
    except PlanError:
        return None


def _style(
    answers: pd.DataFrame, questionnaire: Questionnaire, plan: Plan, pattern: pd.DataFrame
) -> tuple[Styles, tuple[StyleEffect, ...]]:
    asked = {item.id: item for item in questionnaire.attitudes}
    scales = {name: (item.scale.lowest, item.scale.highest) for name, item in asked.items() if item.scale}
    turned = frozenset(name for name, item in asked.items() if item.reverse)
    given = answers.copy()
    for item in turned:
        given[item] = sum(scales[item]) - given[item]
    pairs = opposite_pairs(given, {name: item.construct for name, item in asked.items()}, turned)
    found = styles(given, scales, pairs)
    if answers.notna().all(axis=1).sum() <= 2 * answers.shape[1] or np.ptp(list(scales.values())) == 0:
        return found, ()
    return found, style_effects(answers, given, found, turned, pattern, plan.rotation)
