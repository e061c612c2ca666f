"""Estimates with their intervals: weighted shares, means and ratios of a group."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import special

from psychoseg.stats.estimate import LOW, NOT_ASKED, OK, SUPPRESSED, Estimate
from psychoseg.stats.moments import effective_base

Array = npt.NDArray[np.float64]


class Estimator:
    """Makes estimates that follow one study's rules for intervals and small bases.

    Parameters
    ----------
    confidence : float
        Level of the intervals, between 0 and 1.
    low_base, least_base : int
        Estimates on fewer effective answers are flagged ``low``, or ``suppressed`` and emptied.
    disclosure : int
        Of groups that are compared, figures on fewer people are withheld, and those that would give them away.
    """

    def __init__(
        self, confidence: float = 0.95, low_base: int = 100, least_base: int = 50, disclosure: int = 10
    ) -> None:
        self.confidence = confidence
        self.low_base = low_base
        self.least_base = least_base
        self.disclosure = disclosure

    def share(self, hits: npt.ArrayLike, weights: npt.ArrayLike, *, keep: bool = False) -> Estimate:
        """A weighted share with Wilson's interval on the effective base.

        Parameters
        ----------
        hits : array of 0, 1 and NaN
            NaN where the person gave no answer; those are left out of the base.
        weights : array
        keep : bool
            Give the number even on a small base, as for a segment's size.

        Notes
        -----
        Wilson, E. B. (1927), *JASA* 22, 209-212, with the effective base in place of n.
        """
        values, given = _answered(hits, weights)
        base, total, effective = len(values), float(given.sum()), effective_base(given)
        if not base:
            return Estimate(None, None, None, "share", 0, 0.0, 0.0, NOT_ASKED)
        value = float((given * values).sum()) / total
        low, high = wilson(value * effective, effective, self.confidence)
        return self._flagged(
            value, float(max(low, 0.0)), float(min(high, 1.0)), "share", base, total, effective, keep
        )

    def mean(
        self, values: npt.ArrayLike, weights: npt.ArrayLike, unit: str, *, keep: bool = False
    ) -> Estimate:
        """A weighted mean with Student's interval on the effective base; ``unit`` names what is counted."""
        found, given = _answered(values, weights)
        base, total, effective = len(found), float(given.sum()), effective_base(given)
        if not base:
            return Estimate(None, None, None, unit, 0, 0.0, 0.0, NOT_ASKED)
        value = float((given * found).sum()) / total
        half = 0.0
        if effective > 1:
            variance = float((given * (found - value) ** 2).sum()) / total * effective / (effective - 1)
            half = (
                float(special.stdtrit(effective - 1, (1 + self.confidence) / 2))
                * (variance / effective) ** 0.5
            )
        return self._flagged(value, value - half, value + half, unit, base, total, effective, keep)

    def ratio(self, part: npt.ArrayLike, whole: npt.ArrayLike, weights: npt.ArrayLike) -> Estimate:
        """Σw·part / Σw·whole with its linearised interval: a segment's share of all spending, say."""
        above, below = np.asarray(part, dtype=float), np.asarray(whole, dtype=float)
        answered = ~(np.isnan(above) | np.isnan(below))
        above, below, given = above[answered], below[answered], np.asarray(weights, dtype=float)[answered]
        total, base = float((given * below).sum()), len(above)
        if not base or not total:
            return Estimate(
                None, None, None, "share", base, float(given.sum()), effective_base(given), NOT_ASKED
            )
        value = float((given * above).sum()) / total
        influence = given * (above - value * below) / total
        spread = float(np.sqrt(base / max(base - 1, 1) * ((influence - influence.mean()) ** 2).sum()))
        half = float(special.ndtri((1 + self.confidence) / 2)) * spread
        return self._flagged(
            value,
            max(value - half, 0.0),
            min(value + half, 1.0),
            "share",
            base,
            float(given.sum()),
            effective_base(given),
            False,
        )

    def _flagged(
        self,
        value: float,
        low: float,
        high: float,
        unit: str,
        base: int,
        total: float,
        effective: float,
        keep: bool,
    ) -> Estimate:
        if effective < self.least_base and not keep:
            return Estimate(None, None, None, unit, base, total, effective, SUPPRESSED)
        flag = OK if effective >= self.low_base else LOW
        return Estimate(value, low, high, unit, base, total, effective, flag)


def difference(first: Estimate, second: Estimate) -> Estimate | None:
    """One estimate minus another of other people, with an interval from both of theirs; None where either is withheld.

    The distances of both values to the ends of their intervals are added in squares.

    Notes
    -----
    Zou, G. Y. & Donner, A. (2008), *Statistics in Medicine* 27, 1693-1702; for shares with Wilson's intervals it is
    Newcombe's (1998, *Statistics in Medicine* 17, 873-890, method 10).

    Examples
    --------
    >>> first = Estimate(56 / 70, 0.6918, 0.8772, "share", 70, 70.0, 70.0)
    >>> second = Estimate(48 / 80, 0.4904, 0.7003, "share", 80, 80.0, 80.0)
    >>> found = difference(first, second)
    >>> round(found.value, 2), round(found.low, 2), round(found.high, 2)
    (0.2, 0.05, 0.33)
    """
    ends = (first.value, first.low, first.high, second.value, second.low, second.high)
    if not (first.shown and second.shown) or any(end is None for end in ends):
        return None
    one, low, high, other, other_low, other_high = (float(end or 0.0) for end in ends)
    down, up = float(np.hypot(one - low, other_high - other)), float(np.hypot(high - one, other - other_low))
    return Estimate(
        one - other, one - other - down, one - other + up, first.unit, first.base + second.base,
        first.weighted + second.weighted, first.effective + second.effective, LOW if LOW in (first.flag, second.flag) else OK,
    )  # fmt: skip


def wilson(count: float, base: float, confidence: float) -> tuple[float, float]:
    """Wilson's interval of a share, to the last bit that of statsmodels, which takes a second to load.

    Examples
    --------
    >>> [round(end, 3) for end in wilson(5, 20, 0.95)]
    [0.112, 0.469]
    """
    share, critical = count / base, float(-special.ndtri((1 - confidence) / 2))
    squared = critical**2
    whole = 1 + squared / base
    middle = (share + squared / (2 * base)) / whole
    half = critical * float(np.sqrt(share * (1 - share) / base + squared / (4 * base**2))) / whole
    return middle - half, middle + half


def _answered(values: npt.ArrayLike, weights: npt.ArrayLike) -> tuple[Array, Array]:
    found = _numbers(values)
    answered = ~np.isnan(found)
    return found[answered], _numbers(weights)[answered]


def _numbers(values: npt.ArrayLike) -> Array:
    """Values as floats; NumPy itself would ask a table's index for names, which makes an object of each."""
    return values.to_numpy(dtype=float) if isinstance(values, pd.Series) else np.asarray(values, dtype=float)
