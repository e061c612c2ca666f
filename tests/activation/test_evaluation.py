"""Scores, totals, what weights can change, and roles: held against what they must be."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from psychoseg.activation.checking import check_evaluation
from psychoseg.activation.evaluation import evaluate
from psychoseg.client import Criterion, EvaluationChoices
from psychoseg.errors import PlanError
from psychoseg.personas.model import Trait
from psychoseg.questionnaire import parse
from psychoseg.stats.estimate import Estimate

ASKED = parse("""
id: tea
title: Tea
sections:
  - id: habits
    items:
      - {id: spend, text: How much?, type: numeric, role: value, unit: euros, min: 0, max: 90}
      - {id: cups, text: How many?, type: numeric, unit: cups, min: 0, max: 20}
      - id: kinds
        text: Which?
        type: multiple
        options: {1: Green, 2: Black}
""")


def of(value: float, half: float, unit: str = "share") -> Estimate:
    return Estimate(value, value - half, value + half, unit, 300, 300.0, 280.0)


def scored(name: str, weight: float, *points: float) -> Criterion:
    return Criterion(name, weight=weight, scores=tuple(zip("ABCDEF", points, strict=False)), reason="because")


@pytest.fixture
def three(persona_with):
    def cups(value, half):
        return Trait(
            "cups", "cups", "Cups a day", "behaviour", False, of(value, half, "cups"), of(3.0, 0.1, "cups")
        )

    return [
        persona_with((cups(2.0, 1.0),), number=1, share=0.5, value=of(0.3, 0.05)),
        persona_with((cups(4.0, 0.5),), number=2, share=0.3, value=of(0.5, 0.05)),
        persona_with((cups(5.0, 1.0),), number=3, share=0.2, value=of(0.2, 0.05)),
    ]


def test_the_lowest_end_of_an_interval_scores_one_and_the_highest_ten(three):
    found = evaluate(three, EvaluationChoices((Criterion("", "cups"),), (scored("fit", 1, 5, 5, 5),)))

    (rated,) = found.attractive.criteria
    assert (rated.worst, rated.best) == (1.0, 6.0)
    assert [score.value for score in rated.scores] == pytest.approx([2.8, 6.4, 8.2])
    assert (rated.scores[0].low, rated.scores[2].high) == (1.0, 10.0)


def test_segments_alike_within_their_intervals_score_alike(persona_with):
    traits = [Trait("c", "c", "c", "need", False, of(value, 0.2), of(0.5, 0.1)) for value in (0.50, 0.51)]
    alike = [persona_with((trait,), number=at, share=0.5) for at, trait in enumerate(traits, 1)]

    found = evaluate(alike, EvaluationChoices((Criterion("", "c"),), (scored("fit", 1, 5, 5),)))

    first, second = (total.value for total in found.attractive.totals)
    assert abs(first - second) < 0.3


def test_where_less_is_better_the_order_turns(three):
    plain = evaluate(three, EvaluationChoices((Criterion("", "cups"),), (scored("fit", 1, 5, 5, 5),)))
    turned = evaluate(
        three, EvaluationChoices((Criterion("", "cups", low_is_better=True),), (scored("fit", 1, 5, 5, 5),))
    )

    pairs = zip(plain.attractive.totals, turned.attractive.totals, strict=True)
    assert all(one.value + other.value == pytest.approx(11) for one, other in pairs)
    assert all(one.low <= one.value <= one.high for one in turned.attractive.totals)


def test_an_index_scores_as_its_figure_does(three):
    as_figure, as_index = (
        evaluate(
            three, EvaluationChoices((Criterion("", "cups", index=index),), (scored("fit", 1, 5, 5, 5),))
        )
        for index in (False, True)
    )

    assert as_index.attractive.criteria[0].figures[1].value == pytest.approx(400 / 3)
    assert [one.value for one in as_index.attractive.totals] == pytest.approx([one.value for one in as_figure.attractive.totals])  # fmt: skip


def test_roles_follow_the_totals_and_the_client_may_say_otherwise(three):
    choices = EvaluationChoices(
        (scored("us", 1, 9, 9, 2),), (scored("them", 1, 9, 2, 2),), roles=(("C", "keep"),)
    )

    found = evaluate(three, choices)

    assert [one.role for one in found.placed] == ["focus", "develop", "keep"]
    assert found.placed[2].by_rule == "do not pursue"


@given(
    st.lists(st.tuples(*(st.integers(1, 10),) * 3), min_size=1, max_size=4),
    st.lists(st.integers(1, 9), min_size=4, max_size=4),
)
def test_what_is_said_of_weights_holds_at_every_corner(persona_with, points, weights):
    people = [persona_with((), number=number, share=0.3) for number in (1, 2, 3)]
    criteria = tuple(scored(str(at), weights[at], *row) for at, row in enumerate(points))

    axis = evaluate(people, EvaluationChoices(criteria, (scored("fit", 1, 5, 5, 5),))).attractive

    first = axis.first - 1
    leads = []
    for signs in product((0.75, 1.25), repeat=len(points)):
        own = [weight * sign for weight, sign in zip(weights, signs, strict=False)]
        totals = [sum(weight * row[at] for weight, row in zip(own, points, strict=True)) for at in range(3)]
        leads += [totals[first] - total for at, total in enumerate(totals) if at != first]
    if abs(min(leads)) > 1e-6:
        assert axis.holds == (min(leads) > 0)


def test_letters_that_are_missing_or_strange_are_refused_with_their_place(three):
    choices = EvaluationChoices(
        (Criterion("growth", scores=(("A", 5), ("D", 4)), reason="so", where="study.yml:7:5"),),
        (scored("fit", 1, 5, 5, 5),),
        roles=(("F", "keep"),),
    )

    with pytest.raises(PlanError, match="study.yml:7:5: growth has no score for segment B, C") as caught:
        evaluate(three, choices)
    assert "growth has a score for segment D; there are A to C" in str(caught.value)
    assert "roles names segment F" in str(caught.value)


def test_a_withheld_figure_scores_nobody(persona_with):
    gone = Estimate(None, None, None, "share", 8, 8.0, 8.0, "suppressed")
    people = [
        persona_with((Trait("c", "c", "Cups", "need", False, estimate, of(0.5, 0.1)),), number=at, share=0.5)
        for at, estimate in enumerate((of(0.4, 0.1), gone), 1)
    ]

    with pytest.raises(PlanError, match="Cups is not known, or withheld, in segment B"):
        evaluate(people, EvaluationChoices((Criterion("", "c"),), (scored("fit", 1, 5, 5),)))


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("siez", "did you mean size"),
        ("kinds", "name one of its answers: kinds_1, kinds_2"),
        ("kinds_3", "did you mean kinds_"),
        ("zzzz", "choose from size, value, spend, cups, kinds_1, kinds_2"),
    ],
)
def test_criteria_that_describe_nothing_are_refused_with_the_nearest(name, hint):
    choices = EvaluationChoices((Criterion("", name, where="study.yml:3:7"),), (Criterion("", "cups"),))

    with pytest.raises(PlanError, match="study.yml:3:7") as caught:
        check_evaluation(choices, ASKED)
    assert hint in str(caught.value)


def test_everything_described_may_be_a_criterion():
    names = ("size", "value", "spend", "cups", "kinds_2", "customer_visits", "customer_plan_gold")
    choices = EvaluationChoices(tuple(Criterion("", name) for name in names), (Criterion("", "cups"),))

    check_evaluation(choices, ASKED, ("visits", "plan"))
