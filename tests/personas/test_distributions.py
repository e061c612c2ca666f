"""How answers spread over a scale, for everybody and by segment."""

import numpy as np
import pytest

from psychoseg.personas.distributions import distributions
from psychoseg.stats.intervals import Estimator


@pytest.fixture(scope="module")
def found(food_fit):
    segments = food_fit.grouped.assignments["segment"]
    numbers = range(1, len(food_fit.personas) + 1)
    return distributions(food_fit.responses, food_fit.questionnaire, segments, numbers, Estimator())


def test_every_statements_shares_add_up_for_everybody_and_each_segment(found, food_fit):
    assert len(found) == len(food_fit.responses.answers.columns)
    for one in found:
        for shares in (one.total, *one.segments):
            assert sum(shares) == pytest.approx(1)
            assert len(shares) == len(one.labels)


def test_agreement_is_that_of_the_persona_pages(found, food_fit):
    by_item = {one.item: one for one in found}

    for persona in food_fit.personas:
        for trait in persona.statements:
            one = by_item[trait.item]
            assert one.agree[persona.number].value == pytest.approx(trait.segment.value)
            assert sum(one.segments[persona.number - 1][-2:]) == pytest.approx(trait.segment.value)


def test_everybody_is_the_weighted_mean_of_the_segments(found, food_fit):
    weights = food_fit.responses.weights
    segments = food_fit.grouped.assignments["segment"]
    one = found[0]
    answered = food_fit.responses.answers[one.item].notna()

    masses = np.array(
        [float(weights[answered & (segments == at + 1)].sum()) for at in range(len(one.segments))]
    )
    mixed = (np.array(one.segments) * masses[:, None]).sum(axis=0) / masses.sum()

    assert mixed == pytest.approx(np.array(one.total))


def test_reverse_keyed_statements_are_told_as_they_were_worded(found, food_fit):
    reversed_items = [item for item in food_fit.questionnaire.attitudes if item.reverse]
    by_item = {one.item: one for one in found}

    assert reversed_items
    for item in reversed_items:
        keyed = food_fit.responses.answers[item.id]
        lowest = float(food_fit.responses.weights[keyed == item.scale.highest].sum())
        total = float(food_fit.responses.weights[keyed.notna()].sum())
        assert by_item[item.id].total[0] == pytest.approx(lowest / total)


def test_segments_of_few_people_are_withheld(food_fit):
    segments = food_fit.grouped.assignments["segment"]
    numbers = range(1, len(food_fit.personas) + 1)

    hidden = distributions(
        food_fit.responses, food_fit.questionnaire, segments, numbers, Estimator(least_base=230)
    )

    assert None in hidden[0].segments
    assert hidden[0].total
