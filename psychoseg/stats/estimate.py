"""A number from a sample, never without its interval and its bases."""

from __future__ import annotations

from dataclasses import dataclass

OK, LOW, SUPPRESSED, NOT_ASKED = "ok", "low", "suppressed", "not asked"


@dataclass(frozen=True, slots=True)
class Estimate:
    """One estimated number.

    Parameters
    ----------
    value : float or None
        A share from 0 to 1, a mean in the item's unit, or a mean in standard deviations; None
        where the base is too small to give it.
    low, high : float or None
        Ends of the confidence interval.
    unit : str
        ``share``, ``sd`` (standard deviations), or the unit of a mean.
    base : int
        People who answered, unweighted.
    weighted : float
        The sum of their weights.
    effective : float
        Kish's effective base: the size of an unweighted sample as precise as this one.
    flag : str
        ``ok``, ``low`` (indicative only), ``suppressed`` (base too small) or ``not asked``.
    """

    value: float | None
    low: float | None
    high: float | None
    unit: str
    base: int
    weighted: float
    effective: float
    flag: str = OK

    @property
    def shown(self) -> bool:
        """Whether the number may be printed."""
        return self.value is not None and self.flag in (OK, LOW)
