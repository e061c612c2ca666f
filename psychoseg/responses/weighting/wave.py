"""The weights of a wave as its study asks for them: given, brought to population shares, and bounded."""

from __future__ import annotations

import math

import pandas as pd

from psychoseg.errors import Fault, ResponsesError
from psychoseg.plan import Margin
from psychoseg.questionnaire import Questionnaire
from psychoseg.responses.model import Weighting
from psychoseg.responses.weighting.cells import post_stratify
from psychoseg.responses.weighting.margins import CROSSED, grouped
from psychoseg.responses.weighting.raking import rake
from psychoseg.responses.weighting.trimming import trim
from psychoseg.stats.moments import design_effect

HEAVY, TOO_HEAVY = 2.0, 3.0


def weigh(
    table: pd.DataFrame,
    questionnaire: Questionnaire,
    margins: tuple[Margin, ...],
    *,
    given: pd.Series | None = None,
    bounds: tuple[float, float] | None = None,
    largest: float = math.inf,
) -> tuple[pd.Series, Weighting]:
    """The weights of a wave, and how they were made.

    Parameters
    ----------
    table : DataFrame, respondents × columns
        Coded answers.
    questionnaire : Questionnaire
    margins : tuple
        Population shares to weight to.
    given : Series, respondents, optional
        Weights that came with the answers; what margins are given is raked from these.
    bounds : (float, float), optional
        Least and most weight, as multiples of the mean.
    largest : float
        The largest weight that is accepted, as a multiple of the median.

    Raises
    ------
    ResponsesError
        Where a margin is no item, a category is no code, a category has no respondents, or no weights
        within the bounds meet the margins, or one person would stand for far too many.
    """
    least, most = bounds or (0.0, math.inf)
    notes: list[str] = []
    made = [] if given is None else [f"given in {given.name}"]
    if margins:
        weights = _to_margins(table, questionnaire, margins, given, (least, most), notes)
        how = "weighted to the cells of " if _only_cells(margins, (least, most)) else "raked to "
        made.append(how + ", ".join(name for name, _ in margins))
    elif given is not None:
        weights = trim(given, least, most)
    else:
        return pd.Series(1.0, index=table.index), Weighting()
    _refuse_extreme(weights, largest)
    if bounds:
        made.append(f"kept within {least:g} to {most:g} times their mean")
    return weights, Weighting(", ".join(made), design_effect(weights), tuple(notes))


def _refuse_extreme(weights: pd.Series, largest: float) -> None:
    """Refuse weights that let one person outvote dozens; a person may allow it by name."""
    ratio = weights / weights.median()
    if ratio.max() > largest:
        beyond = int((ratio > largest).sum())
        raise ResponsesError(
            f"The weights are too uneven: {beyond} people would weigh more than {largest:g} times the median, the most {ratio.max():.0f} times. "
            "Bound them with trim under weights in study.yml, merge small categories, or raise largest_weight under plan."
        )


def _only_cells(margins: tuple[Margin, ...], bounds: tuple[float, float]) -> bool:
    """Whether there is one crossed margin and nothing to bound, so that one step is enough."""
    return len(margins) == 1 and CROSSED in margins[0][0] and bounds == (0.0, math.inf)


def _to_margins(
    table: pd.DataFrame,
    questionnaire: Questionnaire,
    margins: tuple[Margin, ...],
    given: pd.Series | None,
    bounds: tuple[float, float],
    notes: list[str],
) -> pd.Series:
    faults: list[Fault] = []
    groups = {margin[0]: grouped(table, questionnaire, margin, faults) for margin in margins}
    if faults:
        raise ResponsesError("The sample cannot be weighted:", list(dict.fromkeys(faults)))
    known = pd.DataFrame(groups)
    for name in known:
        outside = int(known[name].isna().sum())
        if outside:
            notes.append(f"{outside} people outside the categories of {name} keep their share of the sample")
    name, shares = margins[0]
    if _only_cells(margins, bounds):
        return post_stratify(known[name], dict(shares), start=given)
    targets = {margin: dict(wanted) for margin, wanted in margins}
    return rake(known, targets, start=given, least=bounds[0], most=bounds[1])
