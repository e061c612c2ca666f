"""Weights that bring a sample to known population shares: raking, also called iterative proportional fitting."""

from __future__ import annotations

import math
import re

import numpy as np
import pandas as pd

from psychoseg.errors import Fault, ResponsesError, did_you_mean
from psychoseg.plan import Margin
from psychoseg.questionnaire import Questionnaire
from psychoseg.responses.model import Weighting
from psychoseg.stats.moments import effective_base

MOST_ROUNDS = 1000
CLOSE_ENOUGH = 1e-10
HEAVY, TOO_HEAVY = 2.0, 3.0

_BAND = re.compile(r"(?P<low>[0-9]+)(?:-(?P<high>[0-9]+)|\+)\Z")


def rake(groups: pd.DataFrame, targets: dict[str, dict[str, float]]) -> pd.Series:
    """Weights with mean 1 whose shares equal the targets on every margin.

    Parameters
    ----------
    groups : DataFrame, respondents × margins
        The category of each person on each margin; None where unknown. People of unknown category
        keep the share they have in the sample.
    targets : dict of dict
        Population share of each category, adding up to 1 for each margin.

    Raises
    ------
    ResponsesError
        Where a category has no respondents or the weights do not settle.

    Notes
    -----
    Deming, W. E. & Stephan, F. F. (1940), *Annals of Mathematical Statistics* 11, 427-444.

    Examples
    --------
    >>> groups = pd.DataFrame({"sex": ["a", "a", "a", "b"]})
    >>> rake(groups, {"sex": {"a": 0.5, "b": 0.5}}).round(3).tolist()
    [0.667, 0.667, 0.667, 2.0]
    """
    weights = np.ones(len(groups))
    cells: list[list[tuple[np.ndarray, float]]] = []
    for margin, shares in targets.items():
        unknown = groups[margin].isna().to_numpy()
        scale = float((~unknown).sum())
        cells.append(
            [((groups[margin] == category).to_numpy(), share * scale) for category, share in shares.items()]
            + ([(unknown, float(unknown.sum()))] if unknown.any() else [])
        )
    for _ in range(MOST_ROUNDS):
        before = weights.copy()
        for margin_cells in cells:
            for members, wanted in margin_cells:
                weights[members] *= wanted / weights[members].sum()
        if np.abs(weights - before).max() < CLOSE_ENOUGH:
            return pd.Series(weights / weights.mean(), index=groups.index)
    raise ResponsesError(
        f"The weights did not settle in {MOST_ROUNDS} rounds: the margins contradict each other in this sample."
    )


def weigh(
    table: pd.DataFrame, questionnaire: Questionnaire, margins: tuple[Margin, ...]
) -> tuple[pd.Series, Weighting]:
    """The weights of a wave, and how they were made.

    Raises
    ------
    ResponsesError
        Where a margin is no item, a category is no code, or a category has no respondents.
    """
    if not margins:
        return pd.Series(1.0, index=table.index), Weighting()
    groups = pd.DataFrame(index=table.index)
    faults: list[Fault] = []
    notes = []
    known = {item.id: item for item in questionnaire.items}
    for name, shares in margins:
        item = known.get(name)
        if item is None or item.type not in {"single", "numeric"}:
            faults.append(
                Fault("weights", f"{name} is not a single-choice or numeric item", did_you_mean(name, known))
            )
            continue
        groups[name] = (
            _bands(table[name], shares)
            if item.type == "numeric"
            else table[name].where(table[name].isin([category for category, _ in shares]))
        )
        if item.type == "single":
            faults += [
                Fault("weights", f"{category} is not a code of {name}", did_you_mean(category, item.codes))
                for category, _ in shares
                if category not in item.codes
            ]
        empty = [category for category, _ in shares if not (groups[name] == category).any()]
        faults += [
            Fault("weights", f"nobody in this wave is in {category} of {name}", "join it with a neighbour")
            for category in empty
        ]
        outside = int(groups[name].isna().sum())
        if outside:
            notes.append(f"{outside} people outside the categories of {name} keep their share of the sample")
    if faults:
        raise ResponsesError("The sample cannot be weighted:", faults)
    weights = rake(groups, {name: dict(shares) for name, shares in margins})
    deff = len(weights) / effective_base(weights)
    return weights, Weighting("raked to " + ", ".join(name for name, _ in margins), deff, tuple(notes))


def _bands(values: pd.Series, shares: tuple[tuple[str, float], ...]) -> pd.Series:
    result = pd.Series(None, index=values.index, dtype="object")
    for category, _ in shares:
        band = _BAND.match(category)
        if band is None:
            raise ResponsesError(
                f"The sample cannot be weighted: {category} is not a band of {values.name}; write 18-34 or 55+."
            )
        high = float(band["high"]) if band["high"] else math.inf
        result[(values >= float(band["low"])) & (values <= high)] = category
    return result
