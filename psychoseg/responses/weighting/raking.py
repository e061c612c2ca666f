"""Raking: weights that meet known population shares on several margins at once."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import pandas as pd

from psychoseg.errors import ResponsesError

MOST_ROUNDS = 1000
CLOSE_ENOUGH = 1e-10
MET = 1e-6
"""Most a share may be off. Weights can stand still without meeting margins that contradict each other."""

_Cells = list[tuple[str, np.ndarray, float]]


def rake(
    groups: pd.DataFrame,
    targets: Mapping[str, Mapping[str, float]],
    *,
    start: pd.Series | None = None,
    least: float = 0.0,
    most: float = math.inf,
) -> pd.Series:
    """Weights with mean 1 whose shares equal the targets on every margin.

    Parameters
    ----------
    groups : DataFrame, respondents × margins
        The category of each person on each margin; None where unknown. People of unknown category
        keep the share they have in the sample.
    targets : mapping of mappings
        Population share of each category, adding up to 1 for each margin.
    start : Series, respondents, optional
        Weights to begin with, above 0 and in any unit: the inverse chance of being asked. Equal where
        left out.
    least, most : float
        Bounds as multiples of the mean weight, from 0 to 1 and above 1. Weights beyond are cut to
        the bound in every round and what was cut is shared out by raking on, so the margins still hold.

    Returns
    -------
    Series, respondents
        Above 0, with mean 1.

    Raises
    ------
    ResponsesError
        Where a category has no respondents, or no weights within the bounds meet all margins.

    Notes
    -----
    Deming, W. E. & Stephan, F. F. (1940), *Annals of Mathematical Statistics* 11, 427-444. Without
    bounds equal to ``rake`` of R's survey; an upper bound works as ``cap`` of R's anesrake: DeBell, M. & Krosnick,
    J. A. (2009), *Computing Weights for American National Election Study Survey Data*.

    Examples
    --------
    >>> groups = pd.DataFrame({"sex": ["a", "a", "a", "b"]})
    >>> rake(groups, {"sex": {"a": 0.5, "b": 0.5}}).round(3).tolist()
    [0.667, 0.667, 0.667, 2.0]
    """
    weights = np.ones(len(groups)) if start is None else start.to_numpy(dtype=float) / start.mean()
    bounded = least > 0 or most < math.inf
    cells = [_cells(groups[margin], shares, weights) for margin, shares in targets.items()]
    for _ in range(MOST_ROUNDS):
        before = weights.copy()
        for margin_cells in cells:
            for _, members, wanted in margin_cells:
                weights[members] *= wanted / weights[members].sum()
        if bounded:
            weights = _within(weights, least, most)
        if np.abs(weights - before).max() < CLOSE_ENOUGH:
            break
    if _error(weights, cells) > MET:
        reason = (
            f"No weights between {least:g} and {most:g} times their mean meet the margins."
            if bounded
            else f"The weights did not settle in {MOST_ROUNDS} rounds: the margins contradict each other in this sample."
        )
        raise ResponsesError(f"{reason} {_farthest(weights, cells)}")
    return pd.Series(weights / weights.mean(), index=groups.index)


def _within(weights: np.ndarray, least: float, most: float) -> np.ndarray:
    """Cut to the bounds, and again where bringing the mean back to 1 lifts weights over them."""
    for _ in range(MOST_ROUNDS):
        weights = np.clip(weights, least, most)
        weights = weights / weights.mean()
        if weights.max() <= most + CLOSE_ENOUGH and weights.min() >= least - CLOSE_ENOUGH:
            break
    return weights


def _cells(groups: pd.Series, shares: Mapping[str, float], start: np.ndarray) -> _Cells:
    unknown = groups.isna().to_numpy()
    known = float(start[~unknown].sum())
    cells = [
        (f"{category} of {groups.name}", (groups == category).to_numpy(), share * known)
        for category, share in shares.items()
    ]
    empty = [name for name, members, _ in cells if not members.any()]
    if empty:
        raise ResponsesError(
            f"Nobody is in {', '.join(empty)}: no weight can make up for that; join it with a neighbour."
        )
    if unknown.any():
        cells.append(
            (f"the group outside the categories of {groups.name}", unknown, float(start[unknown].sum()))
        )
    return cells


def _shares(weights: np.ndarray, cells: list[_Cells]) -> list[tuple[float, str, float, float]]:
    """How far each category is from its share of all weights, its name, that share, and the one reached."""
    total = weights.sum()
    reached = [
        (name, wanted / total, float(weights[members].sum() / total))
        for margin in cells
        for name, members, wanted in margin
    ]
    return [(abs(share - wanted), name, wanted, share) for name, wanted, share in reached]


def _error(weights: np.ndarray, cells: list[_Cells]) -> float:
    return max(off for off, *_ in _shares(weights, cells))


def _farthest(weights: np.ndarray, cells: list[_Cells]) -> str:
    _, name, wanted, reached = max(_shares(weights, cells))
    return (
        f"Farthest off is {name}, which should be {wanted:.1%} and is {reached:.1%}; "
        "join small categories, or widen the bounds where there are any."
    )
