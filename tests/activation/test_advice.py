"""What qualifies as advice, and what does not."""

from __future__ import annotations

import pytest

from psychoseg.activation.advice import advice, of_prices, of_traits
from psychoseg.personas.model import PriceCurve, PricePoint, Trait
from psychoseg.stats.estimate import Estimate


def share(value: float, half: float = 0.05, *, flag: str = "ok") -> Estimate:
    return Estimate(value, value - half, value + half, "share", 400, 400.0, 380.0, flag)


def trait(name: str, here: float, everybody: float, role: str = "channel", **more) -> Trait:
    more = {"significant": True, **more}
    return Trait(
        role, name, name, role, more.pop("forms", False), share(here), share(everybody, 0.02), **more
    )


def told(*traits: Trait) -> list[tuple[bool, str]]:
    return [(one.do, one.label) for one in of_traits(traits)]


def test_to_lead_with_is_what_most_take_here_and_more_than_everybody():
    found = told(
        trait("Radio", 0.6, 0.4), trait("Leaflet", 0.7, 0.5), trait("Television", 0.5, 0.5, significant=False)
    )

    assert found == [(True, "Leaflet"), (True, "Radio")]


def test_what_is_rare_here_is_nothing_to_lead_with_even_where_it_is_rarer_elsewhere():
    assert told(trait("Magazine", 0.12, 0.04), trait("Radio", 0.6, 0.6, significant=False)) == []


def test_what_not_to_rely_on_is_neither_the_commonest_here_nor_taken_by_half():
    found = told(trait("Television", 0.6, 0.8), trait("Radio", 0.55, 0.7), trait("Leaflet", 0.3, 0.5))

    assert found == [(False, "Leaflet")]


def test_an_interval_that_holds_everybodys_figure_supports_nothing():
    near = Trait("m", "m", "m", "message", False, share(0.4, 0.12), share(0.3), significant=True)

    assert of_traits([near]) == []


@pytest.mark.parametrize("why", ["forms", "residual"])
def test_what_formed_the_segments_or_names_nothing_is_never_advice(why):
    assert told(trait("x", 0.7, 0.4, **{why: True})) == []


def test_withheld_figures_support_nothing():
    gone = Estimate(None, None, None, "share", 8, 8.0, 8.0, "suppressed")

    assert of_traits([Trait("c", "c", "c", "channel", False, gone, share(0.4), significant=True)]) == []


def test_a_price_far_from_everybodys_answer_is_told_and_one_near_it_is_not():
    def curve(*pairs):
        points = (PricePoint(price, share(here), share(everybody, 0.02)) for price, here, everybody in pairs)
        return PriceCurve("box", "Box", "euros", tuple(points))

    found = of_prices([curve((18, 0.8, 0.85), (28, 0.2, 0.45), (38, 0.05, 0.12))], 0.01, 0.95)

    assert [(one.do, one.price) for one in found] == [(False, 28)]
    assert of_prices([curve((18, 0.82, 0.85))], 0.01, 0.95) == []


def test_each_kind_has_its_turn_and_the_largest_differences_are_told_where_kinds_are_many(persona_with):
    traits = (
        trait("Radio", 0.6, 0.3), trait("Leaflet", 0.7, 0.3), trait("Less", 0.7, 0.4, "message"), trait("Plan", 0.5, 0.45, "offer"),
    )  # fmt: skip
    points = (PricePoint(28, share(0.8), share(0.3)),)

    (found,) = advice([persona_with(traits, (PriceCurve("box", "Box", "euros", points),))])

    assert [one.label for one in found] == ["Leaflet", "Less", "Box"]
