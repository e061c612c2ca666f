"""Answers, weights and matrices that cannot be factored: a named error or a named warning, never a silent NaN."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from psychoseg.errors import PlanError, PsychosegError, ResponsesError
from psychoseg.factors import analyse, extract, retain, suitability
from psychoseg.factors.bootstrap import loading_intervals
from psychoseg.factors.screening import mardia, screen
from psychoseg.plan import MISSING, Plan
from psychoseg.report.assembly import MISSING_RULES
from psychoseg.stats.correlation import KINDS, correlate


def factored(food, answers, weights=None, **plan):
    given_weights = pd.Series(1.0, answers.index) if weights is None else weights
    return analyse(answers, given_weights, food.questionnaire, Plan(**plan), np.random.default_rng(1))


@pytest.fixture
def answers(food_responses) -> pd.DataFrame:
    return food_responses.answers.iloc[:500].copy()


def test_constant_empty_and_infinite_items_are_named_together(food, answers):
    answers.iloc[:, 0] = 3.0
    answers.iloc[:, 1] = np.nan
    answers.iloc[4, 2] = np.inf

    with pytest.raises(ResponsesError) as refused:
        factored(food, answers)

    first, second, third = answers.columns[:3]
    assert f"column {first}: all 500 answers are 3" in str(refused.value)
    assert f"column {second}: nobody answered it" in str(refused.value)
    assert f"column {third}: an answer is infinite" in str(refused.value)


def test_fewer_people_than_items_are_refused_with_the_number_needed(food, answers):
    with pytest.raises(ResponsesError, match=r"20 people for 35 items; at least 36 are needed"):
        factored(food, answers.iloc[:20])


def test_items_nobody_answered_together_are_named_with_what_to_do(food, answers):
    first, second = answers.columns[:2]
    answers.loc[answers.index[::2], first] = np.nan
    answers.loc[answers.index[1::2], second] = np.nan

    with pytest.raises(
        PlanError, match=rf"{first} and {second} were answered together by fewer than 3 people \(0 "
    ):
        factored(food, answers)


def test_planned_missing_answers_leave_every_person_in_and_nobody_complete(food, answers):
    rng = np.random.default_rng(5)
    blocks = np.array_split(np.arange(answers.shape[1]), 5)
    for at in range(len(answers)):
        answers.iloc[at, blocks[rng.integers(5)]] = np.nan

    found = factored(food, answers)

    assert not answers.notna().all(axis=1).any()
    assert len(found.model.score(answers)) == 500


@pytest.mark.parametrize(
    ("spoil", "message"), [("copy", "the same or opposite"), ("sum", "Sums of each other")]
)
def test_copies_and_sums_of_items_are_named_and_smoothed(food, answers, spoil, message):
    whole = answers.dropna().copy()
    one, two, three = whole.columns[:3]
    whole[one] = whole[two] if spoil == "copy" else (whole[two] + whole[three]) / 2

    found = factored(food, whole)

    assert any(message in caveat and one in caveat for caveat in found.caveats)
    assert any("smoothed to positive definite" in caveat for caveat in found.caveats)
    assert np.isfinite(found.model.pattern.to_numpy()).all()
    assert np.isfinite(found.suitability.kmo)


@pytest.mark.parametrize("weights", [0.0, np.nan, -1.0, np.inf])
def test_weights_that_cannot_be_used_are_refused(food, answers, weights):
    with pytest.raises(ResponsesError, match="weights cannot be used"):
        factored(food, answers, pd.Series(weights, answers.index))


def test_people_of_weight_zero_are_left_out_and_counted(food, answers):
    weights = pd.Series(1.0, answers.index)
    weights.iloc[:100] = 0.0

    found = factored(food, answers, weights)

    assert any("100 people of weight 0" in caveat for caveat in found.caveats)
    assert found.n == pytest.approx(400)
    alone = factored(food, answers.iloc[100:])
    assert np.allclose(found.model.pattern, alone.model.pattern, atol=1e-6)


@pytest.mark.parametrize(
    "plan", [{"correlation": kind} for kind in KINDS] + [{"missing": "ml"}, {"missing": "listwise"}]
)
def test_every_correlation_and_treatment_of_missing_answers_gives_the_same_factors(
    food, food_responses, plan
):
    found = factored(food, food_responses.answers, food_responses.weights, **plan)

    assert len(found.model.factors) == 7
    assert found.model.method.startswith(found.correlations.words)


@pytest.mark.parametrize("extraction", ["ml", "paf", "paf_spss", "paf_psych"])
def test_every_extraction_in_a_plan_is_named_in_the_method(food, answers, extraction):
    found = factored(food, answers, extraction=extraction, factors=7, factors_reason="as asked")

    words = {
        "ml": "maximum likelihood",
        "paf": "to convergence",
        "paf_spss": "SPSS's stop",
        "paf_psych": "psych's stop",
    }
    assert words[extraction] in found.model.method


def test_diagonally_weighted_polychoric_factors_of_a_plan(food, answers):
    found = factored(
        food, answers, extraction="dwls", correlation="polychoric", factors=7, factors_reason="as asked"
    )

    assert "diagonally weighted" in found.model.method
    assert found.solution.converged


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(8, 60), st.floats(0, 0.5))
def test_whatever_the_answers_no_error_is_a_traceback_and_no_number_is_silently_missing(seed, people, holes):
    rng = np.random.default_rng(seed)
    table = pd.DataFrame(rng.integers(1, 4, (people, 7)).astype(float), columns=list("abcdefg"))
    table = table.mask(rng.random(table.shape) < holes)
    table["g"] = table["a"]
    try:
        found = correlate(table, kind=["pearson", "polychoric"][seed % 2])
        if not np.isfinite(found.table.to_numpy()).all():
            with pytest.raises(PlanError):
                extract(found.table, 2)
            return
        solution = extract(found.table, 2, n=people)
        adequacy = suitability(found.table, people)
        kept = retain(found.table, people, np.random.default_rng(0))
    except PsychosegError:
        return
    assert np.isfinite(solution.pattern.to_numpy()).all()
    assert np.isfinite([adequacy.kmo, solution.rmsr, *kept.eigenvalues]).all()


def test_the_bootstrap_of_answers_with_rare_items_counts_what_failed():
    rng = np.random.default_rng(1)
    z = np.repeat(rng.normal(size=(60, 2)), 3, axis=1) + rng.normal(size=(60, 6))
    table = pd.DataFrame(z, columns=list("abcdef"))
    table["a"] = 0.0
    table.loc[3, "a"] = 1.0
    table.loc[5, "b"] = np.nan

    found = loading_intervals(table, extract(table.corr(), 2), rng, draws=60)

    assert 5 < found.failed < 40
    assert np.isfinite(found.error.to_numpy()).all()


def test_screening_and_mardia_survive_items_that_sum_to_another():
    rng = np.random.default_rng(2)
    table = pd.DataFrame(rng.integers(1, 6, (100, 3)).astype(float), columns=list("abc"))
    table["d"] = table["a"] + table["b"]

    found = correlate(table)

    assert len(screen(table, found.table)) == 4
    assert np.isfinite(mardia(table).kurtosis)


def test_an_item_whose_key_was_forgotten_is_named(food, answers):
    answers["meals_ahead"] = 6 - answers["meals_ahead"]

    found = factored(food, answers)

    assert any("meals_ahead correlates negatively" in caveat and "key" in caveat for caveat in found.caveats)


def test_every_treatment_of_missing_answers_has_its_words_in_the_report():
    assert set(MISSING) == set(MISSING_RULES)
