"""Did the segments' sizes change? Two waves' shares with the difference and its interval."""

from __future__ import annotations

from dataclasses import dataclass

from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep

from psychoseg.stats.estimate import Estimate
from psychoseg.stats.multiplicity import holm

LARGER, SMALLER, UNCLEAR = "larger", "smaller", "no clear change"


@dataclass(frozen=True, slots=True)
class SizeChange:
    """One segment's share before and after; ``difference`` is after minus before, as a share."""

    before: Estimate
    after: Estimate
    difference: Estimate
    p_value: float
    verdict: str


def size_changes(
    before: list[Estimate], after: list[Estimate], confidence: float, level: float
) -> list[SizeChange]:
    """Changes of all segments between two independent samples, tested as one family.

    Newcombe's hybrid interval on effective bases; Holm's adjustment of the p-values.

    Notes
    -----
    Newcombe, R. G. (1998), *Statistics in Medicine* 17, 873-890, method 10.
    """
    adjusted = holm([_p_value(one, two) for one, two in zip(before, after, strict=True)])
    return [
        SizeChange(one, two, _difference(one, two, confidence), p_value, _verdict(one, two, p_value, level))
        for one, two, p_value in zip(before, after, adjusted, strict=True)
    ]


def _difference(one: Estimate, two: Estimate, confidence: float) -> Estimate:
    first, second = one.value or 0.0, two.value or 0.0
    low, high = confint_proportions_2indep(
        second * two.effective, two.effective, first * one.effective, one.effective,
        method="newcomb", compare="diff", alpha=1 - confidence,
    )  # fmt: skip
    return Estimate(second - first, float(low), float(high), "share", two.base, two.weighted, two.effective)


def _p_value(one: Estimate, two: Estimate) -> float:
    first, second = one.value or 0.0, two.value or 0.0
    pooled = (first * one.effective + second * two.effective) / (one.effective + two.effective)
    spread = (pooled * (1 - pooled) * (1 / one.effective + 1 / two.effective)) ** 0.5
    return float(2 * stats.norm.sf(abs(second - first) / spread)) if spread else 1.0


def _verdict(one: Estimate, two: Estimate, p_value: float, level: float) -> str:
    if p_value >= level:
        return UNCLEAR
    return LARGER if (two.value or 0.0) > (one.value or 0.0) else SMALLER
