"""How far a group stands from all others, and whether that could be chance."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from scipy import stats

from psychoseg.stats.estimate import Estimate
from psychoseg.stats.moments import effective_base


def index_of(segment: Estimate, total: Estimate) -> int | None:
    """100 × segment ÷ total, rounded; None where either may not be shown or the total is not above 0."""
    if not (segment.shown and total.shown) or segment.value is None or not total.value or total.value <= 0:
        return None
    return round(100 * segment.value / total.value)


def cohens_h(first: float, second: float) -> float:
    """Cohen's h between two shares: the difference of their arcsine transforms, -π to π.

    Cohen, J. (1988). *Statistical Power Analysis for the Behavioral Sciences*, chapter 6. Read .2 as
    small, .5 as medium, .8 as large.

    Examples
    --------
    >>> round(cohens_h(0.5, 0.25), 3)
    0.524
    """
    return 2 * math.asin(math.sqrt(first)) - 2 * math.asin(math.sqrt(second))


def difference_p(values: npt.ArrayLike, weights: npt.ArrayLike, members: npt.ArrayLike) -> float:
    """Two-sided p-value of a difference in weighted means between members and all others.

    Welch's test on effective bases, so weights cost precision as they should. For 0/1 values it is
    the test of two shares. 1.0 where either side has fewer than two people; where neither side has any
    spread, 1.0 if they are the same and 0.0 if not.
    """
    found, given, inside = np.asarray(values, float), np.asarray(weights, float), np.asarray(members, bool)
    sides = []
    for side in (inside, ~inside):
        keep = side & ~np.isnan(found)
        n = effective_base(given[keep])
        if n < 2:
            return 1.0
        mean = float(np.average(found[keep], weights=given[keep]))
        variance = float(np.average((found[keep] - mean) ** 2, weights=given[keep])) * n / (n - 1)
        sides.append((mean, variance / n, n))
    (first, error, n), (second, other_error, m) = sides
    squared = error + other_error
    if squared <= 0:
        return 1.0 if first == second else 0.0
    freedom = squared**2 / (error**2 / (n - 1) + other_error**2 / (m - 1))
    return float(2 * stats.t.sf(abs(first - second) / math.sqrt(squared), freedom))


def standardised_difference(values: npt.ArrayLike, weights: npt.ArrayLike, members: npt.ArrayLike) -> float:
    """Cohen's d between members and all others: the difference of means over the spread within both.

    0 where either side has no answers or nobody differs. Cohen (1988), chapter 2; read .2 as small, .5 as
    medium, .8 as large.

    Examples
    --------
    >>> round(standardised_difference([1, 2, 3, 3, 4, 5], [1] * 6, [1, 1, 1, 0, 0, 0]), 2)
    -2.0
    """
    found, given, inside = np.asarray(values, float), np.asarray(weights, float), np.asarray(members, bool)
    means, spreads, sizes = [], [], []
    for side in (inside, ~inside):
        keep = side & ~np.isnan(found)
        n = effective_base(given[keep])
        if n <= 1:
            return 0.0
        mean = float(np.average(found[keep], weights=given[keep]))
        means.append(mean)
        spreads.append(float(np.average((found[keep] - mean) ** 2, weights=given[keep])) * n / (n - 1))
        sizes.append(n - 1)
    pooled = float(np.average(spreads, weights=sizes))
    return (means[0] - means[1]) / math.sqrt(pooled) if pooled > 0 else 0.0
