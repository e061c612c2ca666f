"""Items that might go, with the reasons; nothing is ever dropped here."""

from __future__ import annotations

from dataclasses import dataclass

from psychoseg.factors.extraction.solution import Solution
from psychoseg.factors.naming import carriers
from psychoseg.factors.reliability import Reliability
from psychoseg.factors.suitability import Suitability

WEAK = 0.32
"""Tabachnick, B. G. & Fidell, L. S.: a loading below this shares less than a tenth of the item's variance."""
SHARED = 0.2
BETWEEN = 0.15
GAIN = 0.01


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One item that might be dropped or mended, and every reason why."""

    item: str
    reasons: tuple[str, ...]


def suggestions(
    solution: Solution, suitability: Suitability, reliabilities: dict[str, Reliability]
) -> tuple[Suggestion, ...]:
    """Items with weak, split or harmful places in a solution, worst first.

    Parameters
    ----------
    solution : Solution
    suitability : Suitability
    reliabilities : dict
        By factor, of the items that load most on it.

    Examples
    --------
    >>> from psychoseg.factors.extraction import extract
    >>> from psychoseg.factors.suitability import suitability
    >>> import numpy as np, pandas as pd
    >>> A = np.array([[0.8, 0], [0.8, 0], [0.7, 0], [0, 0.8], [0, 0.8], [0, 0.7], [0.5, 0.5], [0.1, 0.1]])
    >>> R = pd.DataFrame(A @ A.T + np.diag(1 - (A**2).sum(axis=1)), list("abcdefgh"), list("abcdefgh"))
    >>> [one.item for one in suggestions(extract(R, 2, "varimax"), suitability(R, 300), {})]
    ['h', 'g']
    """
    pattern, home = solution.pattern, carriers(solution.pattern)
    found = []
    for item in pattern.index:
        size = pattern.loc[item].abs().sort_values(ascending=False)
        reasons = []
        if str(item) in solution.heywood:
            reasons.append("its communality reaches 1, which is impossible")
        if size.iloc[0] < WEAK:
            reasons.append(f"loads on no factor by {WEAK} or more (at most {size.iloc[0]:.2f})")
        elif len(size) > 1 and size.iloc[1] >= WEAK and size.iloc[0] - size.iloc[1] < BETWEEN:
            reasons.append(
                f"loads on {size.index[0]} ({size.iloc[0]:.2f}) and on {size.index[1]} ({size.iloc[1]:.2f}) alike"
            )
        if solution.communality[item] < SHARED:
            reasons.append(f"the factors explain {solution.communality[item]:.0%} of it")
        if suitability.items[item] < 0.5:
            reasons.append(f"sampling adequacy {suitability.items[item]:.2f}, below .5")
        reasons += _of_scale(str(item), reliabilities.get(str(home[item])))
        if reasons:
            found.append(Suggestion(str(item), tuple(reasons)))
    return tuple(sorted(found, key=lambda one: -len(one.reasons)))


def _of_scale(item: str, reliability: Reliability | None) -> list[str]:
    scale = reliability.scale if reliability else None
    if scale is None or item not in scale.table.index:
        return []
    row, reasons = scale.table.loc[item], []
    if row["item_rest"] < 0:
        reasons.append(
            f"correlates negatively ({row['item_rest']:.2f}) with the rest of its scale: is its key right?"
        )
    if row["alpha_if_dropped"] > scale.alpha + GAIN:
        reasons.append(f"alpha rises from {scale.alpha:.2f} to {row['alpha_if_dropped']:.2f} without it")
    return reasons
