"""What setting people aside changed is found by analysing everybody, and said where it matters."""

from dataclasses import replace

import pytest

from psychoseg.responses import Wave, ingest, read_table
from psychoseg.sensitivity import Effect, exclusion_effect

SAME = Effect(12, 5, 5, 0.99, 4, 4, 0.95, 0.01)


@pytest.fixture(scope="module")
def everyone(food):
    raw = read_table(food.csv.encode(), "export.csv")
    return ingest(raw, food.questionnaire, replace(food.plan, refit=True), Wave("spring"))


def test_everybody_whom_quality_rules_took_is_in_the_second_analysis_and_nobody_else(everyone):
    platform = everyone.exclusions[everyone.exclusions["rule"].isin(["preview or spam", "unfinished"])]

    assert len(everyone.everyone.answers) == everyone.rows - platform["respondent"].nunique()
    assert everyone.everyone.everyone is None
    assert everyone.answers.index.isin(everyone.everyone.answers.index).all()


def test_a_tenth_of_careless_people_hardly_moves_the_invented_study(food, food_fit, everyone):
    effect = exclusion_effect(food.questionnaire, everyone, food.plan, food_fit.model, food_fit.grouped)

    assert effect.added == len(everyone.everyone.answers) - len(everyone.answers)
    assert effect.factors == len(food_fit.model.factors)
    assert effect.congruence > 0.9
    assert effect.agreement > 0.6
    assert 0 <= effect.change < 0.15


def test_nobody_set_aside_means_nothing_to_compare(food, food_fit, everyone):
    assert exclusion_effect(food.questionnaire, replace(everyone, with_everyone=lambda: None), food.plan, food_fit.model, food_fit.grouped) is None  # fmt: skip


@pytest.mark.parametrize(
    ("effect", "said"),
    [
        (SAME, ()),
        (replace(SAME, factors_with=6), "6 factors instead of 5"),
        (replace(SAME, segments_with=3), "3 segments instead of 4"),
        (replace(SAME, congruence=0.8), "lowest congruence 0.80"),
        (replace(SAME, change=0.08), "largest change of a segment's share 8.0 points"),
    ],
)
def test_a_result_that_hangs_on_who_was_set_aside_is_a_caveat(effect, said):
    assert bool(effect.caveats) is bool(said)
    assert not said or said in effect.caveats[0]
    assert "5 factors too" in SAME.words
