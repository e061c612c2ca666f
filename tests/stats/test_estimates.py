import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from psychoseg.stats.effects import cohens_h, difference_p, index_of
from psychoseg.stats.intervals import Estimator, difference, wilson
from psychoseg.stats.multiplicity import holm
from psychoseg.stats.streams import stream


def test_a_share_has_wilsons_interval_on_the_effective_base():
    found = Estimator().share([1] * 30 + [0] * 70, [1.0] * 100)

    # Wilson (1927) for 30 of 100, as printed by R's prop.test(30, 100, correct = FALSE)
    assert found.value == pytest.approx(0.3)
    assert (found.low, found.high) == (pytest.approx(0.2189489, abs=1e-6), pytest.approx(0.3958485, abs=1e-6))


def test_weights_move_the_value_and_widen_the_interval():
    plain = Estimator().share([1] * 60 + [0] * 60, [1.0] * 120)
    weighted = Estimator().share([1] * 60 + [0] * 60, [3.0] * 30 + [1.0] * 90)

    assert weighted.value == pytest.approx((90 + 30) / 180)
    assert weighted.effective < weighted.base
    assert weighted.high - weighted.low > plain.high - plain.low


def test_a_mean_has_students_interval():
    values = np.arange(60, dtype=float)

    found = Estimator().mean(values, np.ones(60), "years")

    low, high = stats.t.interval(0.95, 59, loc=values.mean(), scale=stats.sem(values))
    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))


def test_small_bases_are_marked_or_emptied_and_no_answers_are_not_zero():
    estimator = Estimator(low_base=100, least_base=50)

    assert estimator.share([1] * 70, [1.0] * 70).flag == "low"
    assert estimator.share([1] * 20, [1.0] * 20).value is None
    assert estimator.share([1] * 20, [1.0] * 20, keep=True).value == 1
    assert estimator.share([np.nan] * 200, [1.0] * 200).flag == "not asked"


def test_about_95_of_100_intervals_of_a_weighted_share_hold_the_truth():
    rng = np.random.default_rng(5)
    hits = 0
    for _ in range(600):
        weights = rng.choice([0.5, 1.5], 300)
        found = Estimator().share((rng.random(300) < 0.3).astype(float), weights)
        hits += found.low <= 0.3 <= found.high

    assert 0.93 <= hits / 600 <= 0.97


def test_shares_of_a_total_add_up_and_hold_the_truth():
    rng = np.random.default_rng(1)
    amount, inside, weights = rng.gamma(2, 10, 400), rng.random(400) < 0.4, rng.random(400) + 0.5

    one = Estimator().ratio(np.where(inside, amount, 0), amount, weights)
    other = Estimator().ratio(np.where(inside, 0, amount), amount, weights)

    assert one.value + other.value == pytest.approx(1)
    assert one.low < one.value < one.high


@settings(max_examples=25)
@given(st.integers(0, 10_000))
def test_with_equal_weights_the_difference_test_is_welchs(seed):
    rng = np.random.default_rng(seed)
    values, members = rng.normal(size=80), np.arange(80) < 30

    expected = stats.ttest_ind(values[members], values[~members], equal_var=False).pvalue

    assert difference_p(values, np.ones(80), members) == pytest.approx(expected)


def test_the_difference_test_has_nothing_to_say_without_spread_or_people():
    assert difference_p([1.0, 1.0, 1.0, 1.0], np.ones(4), [True, True, False, False]) == 1
    assert difference_p([1.0, 2.0, 3.0], np.ones(3), [True, False, False]) == 1


def test_adjusted_p_values_never_fall_below_the_plain_ones():
    plain = [0.001, 0.2, 0.04, 0.03]

    assert all(after >= before for before, after in zip(plain, holm(plain), strict=True))
    assert holm([]) == []


def test_an_index_needs_both_numbers():
    estimator = Estimator()
    half, tenth = estimator.share([1, 0] * 100, np.ones(200)), estimator.share([1] + [0] * 9, np.ones(10))

    assert index_of(half, half) == 100
    assert index_of(tenth, half) is None


def test_cohens_h_is_zero_for_equal_shares_and_turns_its_sign():
    assert cohens_h(0.4, 0.4) == 0
    assert cohens_h(0.2, 0.6) == -cohens_h(0.6, 0.2)


def test_a_stream_depends_on_the_seed_and_on_its_name_only():
    assert stream(3, "a").random(3).tolist() == stream(3, "a").random(3).tolist()
    assert stream(3, "a").random() != stream(3, "b").random()
    assert stream(3, "a").random() != stream(4, "a").random()


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((5, 56), (0, 29), -0.0381, 0.1926),
    ],
)
def test_differences_of_shares_are_newcombes_published_ones(first, second, low, high):
    def share(hits: int, people: int):
        return Estimator(0.95, 1, 1).share([1] * hits + [0] * (people - hits), [1] * people)

    found = difference(share(*first), share(*second))

    assert (found.low, found.high) == pytest.approx((low, high), abs=0.0001)


@given(
    base=st.floats(0.5, 1e6),
    share=st.floats(0, 1),
    confidence=st.sampled_from([0.5, 0.8, 0.9, 0.95, 0.99, 0.999]),
)
def test_wilsons_interval_is_statsmodels(base, share, confidence):
    theirs = proportion_confint(share * base, base, alpha=1 - confidence, method="wilson")

    assert wilson(share * base, base, confidence) == pytest.approx(theirs, rel=1e-12, abs=1e-15)
