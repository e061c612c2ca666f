"""Answers drawn from a known truth show that truth."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from psychoseg.questionnaire import read
from psychoseg.resources import folder
from psychoseg.simulate import Shares, TruthError, read_truth, simulate

NAMES = ("everyday_food", "business_software")


def bundled(name):
    asked = read(folder("questionnaires") / f"{name}.yml")
    return asked, read_truth(folder("questionnaires") / f"{name}.truth.yml", asked)


FOOD, FOOD_TRUTH = bundled("everyday_food")
LARGE = simulate(FOOD, FOOD_TRUTH, wave="spring", respondents=6000, seed=20260101)


def test_the_same_seed_gives_the_same_answers():
    first = simulate(FOOD, FOOD_TRUTH, wave="spring", respondents=60, seed=7)
    second = simulate(FOOD, FOOD_TRUTH, wave="spring", respondents=60, seed=7)

    pd.testing.assert_frame_equal(first.answers, second.answers)
    pd.testing.assert_frame_equal(first.truth, second.truth)
    pd.testing.assert_series_equal(first.timing, second.timing)


def test_another_seed_or_another_wave_gives_other_answers():
    first = simulate(FOOD, FOOD_TRUTH, wave="spring", respondents=60, seed=7)
    other_seed = simulate(FOOD, FOOD_TRUTH, wave="spring", respondents=60, seed=8)
    other_wave = simulate(FOOD, FOOD_TRUTH, wave="autumn", respondents=60, seed=7)

    assert not first.answers.reset_index(drop=True).equals(other_seed.answers.reset_index(drop=True))
    assert not first.answers.reset_index(drop=True).equals(other_wave.answers.reset_index(drop=True))


def test_one_part_keeps_its_draws_when_another_part_changes():
    from dataclasses import replace

    without_gaps = replace(FOOD_TRUTH, missing={}, break_off=0.0)

    first = simulate(FOOD, FOOD_TRUTH, wave="spring", respondents=200, seed=7)
    second = simulate(FOOD, without_gaps, wave="spring", respondents=200, seed=7)

    answered = first.answers != ""
    assert first.answers[answered].equals(second.answers[answered])


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 2**31), respondents=st.integers(1, 40), name=st.sampled_from(NAMES))
def test_every_answer_is_a_code_of_its_item_or_blank(seed, respondents, name):
    asked, truth = bundled(name)

    simulated = simulate(asked, truth, wave=truth.waves[0], respondents=respondents, seed=seed)

    assert list(simulated.answers.columns) == [column for item in asked.items for column in item.columns]
    for item in asked.items:
        given_codes = set(simulated.answers[list(item.columns)].to_numpy().ravel()) - {""}
        if item.type in {"likert", "single"}:
            assert given_codes <= set(item.codes)
        elif item.type == "multiple":
            assert given_codes <= {"1"}
        elif item.type == "price":
            assert given_codes <= {"1", "2"}
        elif item.type == "numeric":
            assert all(item.lowest <= float(code) <= item.highest for code in given_codes)


def test_an_option_that_rules_out_others_stands_alone():
    for item in FOOD.items:
        for option in item.options:
            if option.exclusive:
                chosen = LARGE.answers[list(item.columns)] == "1"
                alone = chosen[f"{item.id}_{option.code}"]
                assert alone.any()
                assert (chosen.loc[alone].sum(axis="columns") == 1).all()


def test_nobody_pays_a_high_price_and_refuses_a_lower_one():
    item = FOOD.item("box_price")

    willing = (LARGE.answers[list(item.columns)] == "1").to_numpy().astype(int)

    assert (np.diff(willing, axis=1) <= 0).all()


def test_segments_have_the_shares_of_those_invited():
    found = LARGE.truth["segment"].value_counts(normalize=True)

    expected = FOOD_TRUTH.invited_shares("spring")

    assert found[expected.index].to_numpy() == pytest.approx(expected.to_numpy(), abs=0.02)


def test_the_invitation_brings_too_many_women_and_weighting_brings_the_segments_back():
    answers = LARGE.answers.loc[LARGE.truth["progress"] == 100]
    gender = answers["gender"].replace("4", "1")
    women = (gender == "1").mean()
    age = pd.cut(
        answers["age"].replace("", "50").astype(int),
        [0, 34, 54, 69, 99],
        labels=["18-34", "35-54", "55-69", "70+"],
    )

    weights = pd.Series(1.0, index=answers.index)
    for _ in range(20):
        for given_answers, item in ((gender, "gender"), (age.astype("str"), "age")):
            wanted = pd.Series(FOOD_TRUTH.population[item])
            weights *= given_answers.map(
                wanted / (weights.groupby(given_answers).sum() / weights.sum())
            ).fillna(1.0)
    weighted = weights.groupby(LARGE.truth["segment"].loc[answers.index]).sum() / weights.sum()

    true = FOOD_TRUTH.shares("spring")
    raw = LARGE.truth["segment"].loc[answers.index].value_counts(normalize=True)[true.index]
    assert women > FOOD_TRUTH.population["gender"]["1"] + 0.08
    assert weighted[true.index].to_numpy() == pytest.approx(true.to_numpy(), abs=0.02)
    assert (weighted[true.index] - true).abs().sum() < (raw - true).abs().sum()


@pytest.mark.parametrize("name", NAMES)
def test_segments_drift_between_waves(name):
    _, truth = bundled(name)

    before, after = (truth.shares(wave) for wave in truth.waves)

    assert (before - after).abs().max() >= 0.05


@pytest.mark.parametrize("name", NAMES)
def test_the_population_written_is_the_population_that_answers(name):
    asked, truth = bundled(name)

    for wave in truth.waves:
        for item, written in truth.population.items():
            refused = {option.code for option in asked.item(item).options if option.missing}
            found: dict[str, float] = {}
            for segment, share in truth.shares(wave).items():
                answer = truth.answers[item][segment]
                assert isinstance(answer, Shares)
                for code, chance in answer.of.items():
                    if code not in refused:
                        found[code] = found.get(code, 0) + share * chance
            total = sum(found.values())
            assert [value / total for value in found.values()] == pytest.approx(
                list(written.values()), abs=0.021
            )


def test_every_careless_kind_is_present_and_leaves_its_trace():
    kinds = LARGE.truth["careless"]
    seen = LARGE.truth["progress"] == 100
    statements = [item.id for item in FOOD.attitudes]
    passed = LARGE.answers["reading_check"] == "4"
    share = kinds.value_counts(normalize=True)

    different = LARGE.answers[statements].where(LARGE.answers[statements] != "").nunique(axis="columns")

    for kind, wanted in FOOD_TRUTH.careless.items():
        assert share[kind] == pytest.approx(wanted, abs=0.008)
    assert (different[seen & (kinds == "straight_lining")] == 1).all()
    assert passed[seen & (kinds == "careful")].all()
    assert not passed[kinds == "inattentive"].any()
    assert passed[seen & (kinds == "random")].mean() == pytest.approx(0.2, abs=0.12)
    assert (LARGE.timing[kinds == "speeding"] < LARGE.timing.median() / 3).mean() > 0.9
    assert (LARGE.timing[seen & (kinds == "careful")] < LARGE.timing.median() / 3).mean() < 0.01


def test_who_stops_leaves_everything_after_blank():
    stopped = LARGE.truth["progress"] < 100

    assert stopped.mean() == pytest.approx(FOOD_TRUTH.break_off, abs=0.01)
    assert (LARGE.answers.loc[stopped, "income"] == "").all()


def test_an_unknown_wave_is_named_with_the_nearest_one():
    with pytest.raises(TruthError, match="did you mean spring"):
        simulate(FOOD, FOOD_TRUTH, wave="sprin", respondents=10, seed=1)


def test_a_wave_needs_somebody():
    with pytest.raises(TruthError, match="needs at least 1"):
        simulate(FOOD, FOOD_TRUTH, wave="spring", respondents=0, seed=1)
