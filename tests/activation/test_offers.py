"""What to offer with what, and what a higher price keeps: counted by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from psychoseg.activation.offers import offered
from psychoseg.activation.prices import kept_at_a_higher_price
from psychoseg.personas.model import PriceCurve, PricePoint, Trait
from psychoseg.personas.profile import Measure
from psychoseg.stats.estimate import Estimate
from psychoseg.stats.intervals import Estimator


def share(value: float, base: float = 400.0) -> Estimate:
    return Estimate(value, value - 0.05, value + 0.05, "share", int(base), base, base)


def curve(*points: tuple[float, float, float]) -> PriceCurve:
    return PriceCurve(
        "box", "Box", "euros", tuple(PricePoint(at, share(own), share(of_all)) for at, own, of_all in points)
    )


def test_the_second_offer_is_what_most_takers_of_the_first_would_take(persona_with):
    rng = np.random.default_rng(20260101)
    first = pd.Series((rng.random(800) < 0.6).astype(float))
    second = pd.Series(np.where(first == 1, rng.random(800) < 0.5, rng.random(800) < 0.1).astype(float))
    third = pd.Series((rng.random(800) < 0.3).astype(float))
    numbers = {"plan": first, "box": second, "farm": third}
    measured = [Measure(key, key, key.title(), "offer", "share", values) for key, values in numbers.items()]
    segments = pd.Series(np.ones(800, dtype=int))
    traits = [
        Trait(key, key, key.title(), "offer", False, share(float(v.mean())), share(0.4))
        for key, v in numbers.items()
    ]

    (found,) = offered([persona_with(traits)], measured, pd.Series(np.ones(800)), segments, Estimator())

    assert (found.label, found.also) == ("Plan", "Box")
    assert found.also_taken.value == pytest.approx(second[first == 1].mean())
    assert found.also_taken.base == int(first.sum())


def test_few_takers_say_nothing_of_a_second_offer(persona_with):
    numbers = pd.Series([1.0] * 30 + [0.0] * 370)
    measured = [Measure(key, key, key, "offer", "share", numbers) for key in ("a", "b")]
    traits = [Trait(key, key, key, "offer", False, share(0.08), share(0.1)) for key in ("a", "b")]

    (found,) = offered([persona_with(traits)], measured, pd.Series(np.ones(400)), pd.Series(np.ones(400, dtype=int)), Estimator())  # fmt: skip

    assert found.also == ""
    assert found.also_taken is None


def test_a_study_without_offers_has_none(persona_with):
    none = pd.Series([], dtype=float)

    assert offered([persona_with(())], [], none, none, Estimator()) == ()


def test_the_higher_price_is_read_between_the_prices_asked():
    found = kept_at_a_higher_price(curve((10, 0.9, 0.9), (20, 0.6, 0.8), (30, 0.2, 0.4)), Estimator())

    assert found.price == 20
    assert found.segment.value == pytest.approx((0.6 - 0.4 * 0.2) / 0.6)
    assert found.total.value == pytest.approx((0.8 - 0.4 * 0.2) / 0.8)
    assert found.segment.low < found.segment.value < found.segment.high
    assert found.segment.base == 240


def test_too_few_buyers_or_prices_too_near_say_nothing():
    assert kept_at_a_higher_price(curve((10, 0.1, 0.9), (20, 0.05, 0.8)), Estimator()) is None
    assert kept_at_a_higher_price(curve((10, 0.9, 0.9), (10.5, 0.8, 0.8)), Estimator()) is None
