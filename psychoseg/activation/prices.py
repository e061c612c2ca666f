"""What a higher price would cost: the part of buyers it keeps, in a segment and among everybody."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from psychoseg.activation.model import Kept
from psychoseg.personas.model import PriceCurve
from psychoseg.stats.estimate import LOW, OK, Estimate
from psychoseg.stats.intervals import Estimator, wilson

RAISE = 0.1


def kept_at_a_higher_price(curve: PriceCurve, estimator: Estimator) -> Kept | None:
    """The part of buyers that a price a tenth higher keeps.

    Parameters
    ----------
    curve : PriceCurve
        Of one segment.
    estimator : Estimator
        Whose rules for small bases hold.

    Returns
    -------
    Kept or None
        None where no price asked lies high enough, or too few would buy.

    Notes
    -----
    It starts from the price at which everybody together would pay most (price times share), and reads the higher
    price off a straight line between the prices asked. Those who would pay more are taken to be among those who
    would pay less, so that the part kept is a share of the buyers, with Wilson's interval.

    Examples
    --------
    >>> from psychoseg.personas.model import PricePoint
    >>> def share(value, base):
    ...     return Estimate(value, value - 0.05, value + 0.05, "share", base, base, base)
    >>> points = [(10.0, 0.8, 0.8), (20.0, 0.6, 0.7), (30.0, 0.2, 0.4)]
    >>> curve = PriceCurve("box", "Box", "euros", tuple(PricePoint(at, share(own, 400), share(all, 1600)) for at, own, all in points))
    >>> found = kept_at_a_higher_price(curve, Estimator())
    >>> found.price, round(found.segment.value, 2), round(found.total.value, 2)
    (20.0, 0.87, 0.91)
    """
    last = curve.points[-1].price
    able = [point for point in curve.points if point.price * (1 + RAISE) <= last + 1e-9]
    if not able:
        return None
    start = max(able, key=lambda point: (point.price * (point.total.value or 0.0), -point.price))
    raised = start.price * (1 + RAISE)
    own = _part(start.segment, _read(curve, raised, of_all=False), estimator)
    everybody = _part(start.total, _read(curve, raised, of_all=True), estimator)
    if own is None or everybody is None:
        return None
    return Kept(curve.item, curve.label, curve.unit, start.price, RAISE, own, everybody)


def kept_of(curves: Sequence[PriceCurve], estimator: Estimator) -> tuple[Kept, ...]:
    """The same for every curve of a segment that allows it."""
    return tuple(kept for curve in curves if (kept := kept_at_a_higher_price(curve, estimator)) is not None)


def _read(curve: PriceCurve, price: float, *, of_all: bool) -> float:
    """The share that would buy at a price, between those asked."""
    points = [
        (point.price, (point.total if of_all else point.segment).value or 0.0) for point in curve.points
    ]
    for (low, first), (high, second) in pairwise(points):
        if low <= price <= high + 1e-9:
            return first + (second - first) * (price - low) / (high - low)
    return points[-1][1]


def _part(start: Estimate, left: float, estimator: Estimator) -> Estimate | None:
    buyers = start.value or 0.0
    effective = buyers * start.effective
    if effective < estimator.least_base:
        return None
    value = min(1.0, left / buyers)
    low, high = wilson(value * effective, effective, estimator.confidence)
    flag = OK if effective >= estimator.low_base else LOW
    return Estimate(
        value, float(max(low, 0.0)), float(min(high, 1.0)), "share", round(buyers * start.base), buyers * start.weighted, effective, flag
    )  # fmt: skip
