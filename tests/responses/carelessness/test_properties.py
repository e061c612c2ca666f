"""What must hold of every index whatever was answered."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from psychoseg.responses.carelessness import (
    antonyms,
    autocorrelation,
    average_string,
    closest_match,
    even_odd,
    exact_duplicates,
    failed_checks,
    inter_item_deviation,
    longest_string,
    mahalanobis,
    missingness,
    page_speed,
    person_total,
    response_variability,
    same_text,
    speed,
    split_variability,
    straight_grids,
    synonyms,
)

ITEMS = [f"q{number}" for number in range(12)]
SCALES = {str(at): ITEMS[at : at + 3] for at in range(0, 12, 3)}
BY_ROW = {
    "longest_string": longest_string,
    "average_string": average_string,
    "variability": response_variability,
    "autocorrelation": autocorrelation,
    "mahalanobis": mahalanobis,
    "even_odd": lambda answers: even_odd(answers, SCALES),
    "inter_item": lambda answers: inter_item_deviation(answers, SCALES),
    "synonyms": lambda answers: synonyms(answers, 0.2137),
    "antonyms": lambda answers: antonyms(answers, 0.2137),
    "person_total": person_total,
    "straight_grids": lambda answers: straight_grids(answers, SCALES),
    "exact_duplicates": exact_duplicates,
    "closest_match": closest_match,
    "missingness": missingness,
}
WITHOUT_ORDER = (
    "variability",
    "mahalanobis",
    "person_total",
    "exact_duplicates",
    "closest_match",
    "missingness",
)


@st.composite
def tables(draw, missing=True):
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    people = draw(st.integers(2, 40))
    taste = rng.normal(size=(people, 1)) * draw(st.floats(0, 2))
    answers = np.clip(np.round(3 + taste + rng.normal(size=(people, 12))), 1, 5)
    if missing:
        answers[rng.random(answers.shape) < draw(st.sampled_from([0, 0.05, 0.6]))] = np.nan
    return pd.DataFrame(answers, columns=ITEMS, index=[f"p{number}" for number in range(people)])


@pytest.mark.parametrize("name", BY_ROW)
@settings(max_examples=25, deadline=None)
@given(answers=tables(), seed=st.integers(0, 1000))
def test_the_order_of_people_changes_nobodys_value(name, answers, seed):
    shuffled = answers.sample(frac=1, random_state=seed)

    found = BY_ROW[name](shuffled).reindex(answers.index)

    pd.testing.assert_series_equal(
        found.astype(float), BY_ROW[name](answers).astype(float), atol=1e-8, rtol=1e-8
    )


@pytest.mark.parametrize("name", WITHOUT_ORDER)
@settings(max_examples=25, deadline=None)
@given(answers=tables(), seed=st.integers(0, 1000))
def test_the_order_of_items_changes_nothing_where_no_order_is_measured(name, answers, seed):
    shuffled = answers.sample(frac=1, axis=1, random_state=seed)

    pd.testing.assert_series_equal(
        BY_ROW[name](shuffled).astype(float), BY_ROW[name](answers).astype(float), atol=1e-8, rtol=1e-8
    )


@settings(max_examples=25, deadline=None)
@given(answers=tables(), turned=st.sets(st.sampled_from(ITEMS)))
def test_turning_items_round_moves_no_distance_no_copy_and_no_gap(answers, turned):
    other = answers.assign(**{item: 6 - answers[item] for item in turned})

    for index in (mahalanobis, closest_match, exact_duplicates, missingness):
        pd.testing.assert_series_equal(index(other), index(answers), atol=1e-8, rtol=1e-8)


@settings(max_examples=25, deadline=None)
@given(answers=tables())
def test_turning_every_item_round_leaves_all_within_person_indices_alone(answers):
    for index in BY_ROW.values():
        pd.testing.assert_series_equal(
            index(6 - answers).astype(float), index(answers).astype(float), atol=1e-8, rtol=1e-8
        )


@settings(max_examples=50, deadline=None)
@given(answers=tables())
def test_values_lie_in_their_range_and_are_missing_only_where_documented(answers):
    answered = answers.notna().sum(axis=1)
    varies = answers.max(axis=1) > answers.min(axis=1)

    assert longest_string(answers).between(0, 12).all()
    assert missingness(answers).between(0, 1).all()
    assert average_string(answers).notna().equals(answered > 0)
    assert response_variability(answers).notna().equals(answered > 1)
    assert exact_duplicates(answers).notna().equals(answered >= 10)
    assert closest_match(answers).notna().equals((answered >= 10) & ((answered >= 10).sum() > 1))
    assert autocorrelation(answers).notna().equals(answered == 12)
    assert not person_total(answers)[~varies].notna().any()
    for index in (
        even_odd(answers, SCALES),
        synonyms(answers, 0.2137),
        antonyms(answers, 0.2137),
        person_total(answers),
    ):
        assert index.dropna().between(-1 - 1e-12, 1 + 1e-12).all()


@settings(max_examples=25, deadline=None)
@given(answers=tables(missing=False))
def test_distances_have_the_mean_that_algebra_gives_them(answers):
    people = len(answers)
    distance = mahalanobis(answers)

    if distance.notna().any():
        assert distance.mean() == pytest.approx(12 * (people - 1) / people)
        assert (distance >= 0).all()


def test_distances_are_missing_where_an_item_does_not_vary_or_repeats_another():
    answers = pd.DataFrame(
        np.random.default_rng(1).integers(1, 6, (30, 3)).astype(float), columns=list("abc")
    )

    assert mahalanobis(answers.assign(d=3.0)).isna().all()
    assert mahalanobis(answers.assign(d=answers["a"])).isna().all()
    assert mahalanobis(answers).notna().all()


def test_who_answered_nothing_takes_no_value_from_the_one_before():
    answers = pd.DataFrame([[1.0, 2, 4], [np.nan] * 3, [2, 1, 3], [5, 3, 3], [1, 1, 2]])

    distance = mahalanobis(answers)

    assert np.isnan(distance[1])
    assert distance[[0, 2, 3, 4]].tolist() == pytest.approx(mahalanobis(answers.drop(index=1)).tolist())


def test_two_scales_are_too_few_for_even_and_odd():
    answers = pd.DataFrame([[1, 2, 4, 5]], columns=list("abcd"))

    assert even_odd(answers, {"x": ["a", "b"], "y": ["c", "d"]}).isna().all()


def test_parts_that_cannot_be_are_refused():
    with pytest.raises(ValueError, match="2 items cannot be split into 3 parts; give 1 to 2"):
        split_variability(pd.DataFrame([[1, 2]]), 3)


def test_of_two_equal_rows_only_the_later_matches_an_earlier_one():
    answers = pd.DataFrame([[1, 2, 3, 4, 5] * 2, [5, 4, 3, 2, 1] * 2, [1, 2, 3, 4, 5] * 2])

    assert closest_match(answers, earlier=True).round(3).tolist()[1:] == [0.2, 1.0]
    assert np.isnan(closest_match(answers, earlier=True)[0])
    assert closest_match(answers).round(3).tolist() == [1.0, 0.2, 1.0]


def test_more_people_than_one_block_are_compared_with_one_another(monkeypatch):
    monkeypatch.setattr("psychoseg.responses.carelessness.duplicates.MOST_CELLS", 300)
    answers = pd.DataFrame(np.random.default_rng(2).integers(1, 4, (40, 10)))
    by_hand = [
        max((answers.loc[one] == answers.loc[other]).mean() for other in answers.index if other != one)
        for one in answers.index
    ]

    assert closest_match(answers).tolist() == pytest.approx(by_hand)


@given(st.lists(st.floats(-10, 1e6), min_size=1, max_size=30), st.floats(0.001, 1000))
def test_speed_is_the_same_in_seconds_and_in_minutes(times, unit):
    seconds = pd.Series(times)

    found = speed(seconds)

    assert found.isna().equals(~(seconds > 0))
    pd.testing.assert_series_equal(
        speed(seconds.where(seconds > 1e-3) * unit), speed(seconds.where(seconds > 1e-3))
    )


def test_a_page_clicked_away_counts_three_at_most():
    pages = pd.DataFrame({"one": [10, 10, 0.001, -5], "two": [20, 20, 20, np.nan]})

    assert page_speed(pages).tolist()[:3] == [1.0, 1.0, 2.0]
    assert np.isnan(page_speed(pages)[3])


def test_checks_left_open_are_failed():
    answers = pd.DataFrame({"a": ["2", None], "b": ["3", "3"]})

    assert failed_checks(answers, {"a": "2", "b": "3"}).tolist() == [0, 1]


def test_short_texts_are_no_copies():
    texts = pd.DataFrame(
        {"why": ["none", "none", None], "how": ["I walk there every day", None, " i walk there  every DAY"]}
    )

    assert same_text(texts).fillna(-1).tolist() == [1, -1, 1]


def test_indices_see_the_kinds_of_carelessness_they_are_for():
    rng = np.random.default_rng(3)
    taste = rng.normal(size=(400, 4)).repeat(3, axis=1)
    answers = pd.DataFrame(
        np.clip(np.round(3 + taste + 0.6 * rng.normal(size=(400, 12))), 1, 5), columns=ITEMS
    )
    answers.iloc[:10] = 4.0
    answers.iloc[10:20] = rng.integers(1, 6, (10, 12))
    answers.iloc[20:30] = np.tile([1, 3, 5, 3], 3)

    assert (longest_string(answers)[:10] == 12).all()
    assert mahalanobis(answers)[10:20].mean() > 2 * mahalanobis(answers)[30:].mean()
    deviation = inter_item_deviation(answers, SCALES)
    assert deviation[10:20].min() > deviation[30:].median()
    assert (deviation[:10] == 0).all()
    assert even_odd(answers, SCALES)[10:20].mean() < even_odd(answers, SCALES)[30:].mean() - 0.4
    assert (autocorrelation(answers)[20:30] > 0.6).all()
    assert (exact_duplicates(answers)[20:30] == 9).all()
