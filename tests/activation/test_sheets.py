"""Leads, tests and what the client says, by segment."""

from __future__ import annotations

import math

import pytest

from psychoseg.activation.experiments import experiment, people_needed, rate_found
from psychoseg.activation.sheets import sheets
from psychoseg.activation.whole import activate, chosen_anew
from psychoseg.client import SheetChoices
from psychoseg.errors import PlanError
from psychoseg.personas.model import Trait
from psychoseg.stats.estimate import Estimate


def share(value: float, half: float = 0.05) -> Estimate:
    return Estimate(value, value - half, value + half, "share", 400, 400.0, 380.0)


def trait(name: str, here: float, everybody: float, role: str = "message", **more) -> Trait:
    return Trait(more.pop("item", role), name, name, role, False, share(here), share(everybody, 0.02), **more)


def test_what_draws_most_here_is_tried_against_what_draws_most_of_everybody(persona_with):
    person = persona_with((trait("Less", 0.5, 0.6), trait("New", 0.7, 0.3), trait("Near", 0.6, 0.2)))

    found = experiment(person)

    assert (found.lead, found.against) == ("New", "Less")
    assert found.rate == 0.5
    assert found.target == pytest.approx(0.6)


def test_what_draws_most_everywhere_is_tried_against_the_next(persona_with):
    found = experiment(persona_with((trait("Less", 0.7, 0.6), trait("New", 0.5, 0.3))))

    assert (found.lead, found.against) == ("Less", "New")


def test_what_draws_as_many_here_is_not_tried(persona_with):
    near = experiment(
        persona_with((trait("Less", 0.56, 0.6), trait("New", 0.58, 0.3), trait("Far", 0.3, 0.2)))
    )

    assert (near.lead, near.against) == ("New", "Far")
    assert experiment(persona_with((trait("Less", 0.56, 0.6), trait("New", 0.58, 0.3)))) is None


def test_offers_are_tried_where_there_is_but_one_message(persona_with):
    person = persona_with(
        (trait("Less", 0.5, 0.6), trait("Box", 0.7, 0.3, "offer"), trait("Plan", 0.4, 0.5, "offer"))
    )

    assert experiment(person).role == "offer"
    assert experiment(persona_with((trait("Less", 0.5, 0.6),))) is None


def test_a_clients_rate_carries_half_the_stated_difference_in_proportion(persona_with):
    person = persona_with((trait("Less", 0.4, 0.6), trait("New", 0.6, 0.3)))

    found = experiment(person, rate=0.04, people=5000)

    assert found.by_client
    assert found.target == pytest.approx(0.05)
    assert found.needed == people_needed(0.04, 0.05, 0.05) == 6726
    assert found.found == pytest.approx(rate_found(0.04, 2500, 0.05))


@pytest.mark.parametrize(("rate", "target"), [(0.04, 0.05), (0.4, 0.5), (0.9, 0.95)])
def test_people_needed_are_cohens_formula(rate, target):
    angle = 2 * math.asin(math.sqrt(target)) - 2 * math.asin(math.sqrt(rate))

    assert people_needed(rate, target, 0.05) == pytest.approx(
        2 * (1.959964 + 0.841621) ** 2 / angle**2, rel=0.001, abs=1
    )
    assert rate_found(rate, people_needed(rate, target, 0.05), 0.05) == pytest.approx(target, abs=0.002)


def test_leads_are_what_sets_the_segment_apart_else_what_most_take(persona_with):
    person = persona_with((
        trait("Radio", 0.5, 0.3, "channel", significant=True), trait("Television", 0.6, 0.6, "channel"),
        trait("None", 0.9, 0.2, "channel", significant=True, residual=True), trait("Box", 0.4, 0.4, "offer"),
    ))  # fmt: skip

    (sheet,) = sheets([person], {})

    assert [(lead.role, lead.label, lead.apart) for lead in sheet.leads] == [
        ("channel", "Radio", True),
        ("offer", "Box", False),
    ]


def test_only_what_differs_among_customers_tells_whom_to_look_for(persona_with):
    person = persona_with((
        trait("Gold", 0.5, 0.2, "behaviour", item="customer_plan", significant=True), trait("Silver", 0.3, 0.3, "behaviour", item="customer_plan"),
        trait("Walks", 0.8, 0.2, "behaviour", item="walks", significant=True),
    ))  # fmt: skip

    assert [one.label for one in sheets([person], {})[0].customers] == ["Gold"]


def test_what_the_client_says_stands_by_letter_and_a_strange_letter_is_told(persona_with):
    people = [persona_with((), number=1), persona_with((), number=2)]
    said = {"B": SheetChoices("Ann", "Baskets", (("30", "Agree"),)), "F": SheetChoices(where="study.yml:9:3")}

    found, doubts = activate(people, None, said)

    assert [sheet.owner for sheet in found.sheets] == ["", "Ann"]
    assert doubts == (
        "Not all that study.yml says under activate goes with the segments: activate names segment F (study.yml:9:3).",
    )
    with pytest.raises(PlanError, match="study.yml:9:3: activate names segment F; there are A to B"):
        chosen_anew(found, people, None, said)
