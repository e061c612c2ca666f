"""What must hold of weights whatever the sample."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from psychoseg.errors import ResponsesError
from psychoseg.responses.weighting import post_stratify, rake, trim
from psychoseg.stats.moments import design_effect, effective_base

SHARES = st.floats(0.2, 0.8)


@st.composite
def samples(draw, people=200):
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    groups = pd.DataFrame({"a": rng.choice(["x", "y"], people), "b": rng.choice(["u", "v", "w"], people)})
    first, second = draw(SHARES), draw(SHARES)
    targets = {
        "a": {"x": first, "y": 1 - first},
        "b": {"u": second / 2, "v": second / 2, "w": 1 - second},
    }
    return groups, targets, pd.Series(rng.lognormal(0, 0.5, people))


def met(groups, targets, weights):
    return [
        weights[groups[margin] == category].sum() / weights.sum() - share
        for margin, shares in targets.items()
        for category, share in shares.items()
    ]


@settings(max_examples=30)
@given(samples())
def test_raked_weights_are_positive_have_mean_one_and_meet_every_margin(sample):
    groups, targets, start = sample

    for weights in (rake(groups, targets), rake(groups, targets, start=start)):
        assert (weights > 0).all()
        assert weights.mean() == pytest.approx(1)
        assert met(groups, targets, weights) == pytest.approx([0] * 5, abs=1e-7)


@settings(max_examples=30)
@given(samples(), st.floats(1e-3, 1e3))
def test_the_unit_of_the_weights_to_begin_with_is_free(sample, unit):
    groups, targets, start = sample

    np.testing.assert_allclose(
        rake(groups, targets, start=start * unit), rake(groups, targets, start=start), rtol=1e-8
    )
    np.testing.assert_allclose(trim(start * unit, 0.3, 3), trim(start, 0.3, 3), rtol=1e-9)


@settings(max_examples=30)
@given(samples())
def test_the_order_of_people_and_of_margins_changes_no_weight(sample):
    groups, targets, start = sample
    shuffled = groups.sample(frac=1, random_state=1)

    found = rake(shuffled, dict(reversed(targets.items())), start=start.reindex(shuffled.index))

    np.testing.assert_allclose(found.reindex(groups.index), rake(groups, targets, start=start), rtol=1e-6)


@settings(max_examples=30)
@given(samples(people=60), st.integers(0, 59))
def test_a_weight_of_two_equals_two_copies(sample, person):
    groups, targets, _ = sample
    doubled = pd.Series(1.0, index=groups.index)
    doubled[person] = 2.0
    copied = pd.concat([groups, groups.iloc[[person]]], ignore_index=True)
    values = np.arange(60.0)

    once, twice = rake(groups, targets, start=doubled), rake(copied, targets)

    assert np.average(values, weights=once) == pytest.approx(np.average([*values, person], weights=twice))
    assert np.average(values, weights=doubled) == pytest.approx(np.mean([*values, person]))


@settings(max_examples=30)
@given(samples(), st.floats(1.6, 4), st.floats(0, 0.6))
def test_bounded_weights_stay_within_and_still_meet_the_margins_or_are_refused(sample, most, least):
    groups, targets, _ = sample

    try:
        weights = rake(groups, targets, least=least, most=most)
    except ResponsesError as refused:
        assert "Farthest off is" in str(refused)
        assume(False)
    assert weights.between(least - 1e-6, most + 1e-6).all()
    assert met(groups, targets, weights) == pytest.approx([0] * 5, abs=2e-6)


@settings(max_examples=30)
@given(samples())
def test_cells_of_one_margin_and_raking_give_the_same_weights(sample):
    groups, targets, start = sample

    np.testing.assert_allclose(
        post_stratify(groups["b"], targets["b"], start=start),
        rake(groups[["b"]], {"b": targets["b"]}, start=start),
        rtol=1e-12,
    )


@settings(max_examples=50)
@given(st.lists(st.floats(0.01, 100), min_size=2, max_size=50), st.floats(1.2, 5), st.floats(0, 0.8))
def test_trimmed_weights_keep_their_mean_and_their_bounds(weights, most, least):
    try:
        found = trim(pd.Series(weights), least, most)
    except ResponsesError as refused:
        assert "widen the bounds" in str(refused)
        assume(False)
    assert found.mean() == pytest.approx(1)
    assert found.between(least - 1e-9, most + 1e-9).all()


@given(st.lists(st.floats(0.01, 100), min_size=1, max_size=50))
def test_design_effect_and_effective_base_make_up_the_people(weights):
    assert design_effect(weights) * effective_base(weights) == pytest.approx(len(weights))
    assert design_effect(weights) >= 1 - 1e-12
    assert effective_base([5.0] * len(weights)) == pytest.approx(len(weights))


def test_people_of_unknown_category_keep_their_share():
    groups = pd.DataFrame({"a": ["x", "x", "x", "y", None]})

    weights = rake(groups, {"a": {"x": 0.5, "y": 0.5}})

    assert weights.iloc[4] == pytest.approx(1)
    assert weights[groups["a"] == "x"].sum() == pytest.approx(2)
    assert post_stratify(groups["a"], {"x": 0.5, "y": 0.5}).tolist() == pytest.approx(weights.tolist())


def test_categories_without_people_are_named_all_at_once():
    groups = pd.DataFrame({"a": ["x", "y"]})

    with pytest.raises(ResponsesError, match="Nobody is in z of a, q of a: no weight can make up for that"):
        rake(groups, {"a": {"x": 0.2, "y": 0.2, "z": 0.3, "q": 0.3}})
    with pytest.raises(ResponsesError, match="Nobody is in z: no weight"):
        post_stratify(groups["a"], {"x": 0.5, "z": 0.5})


def test_margins_that_contradict_each_other_are_refused_even_where_weights_stand_still():
    groups = pd.DataFrame({"a": ["x", "x", "y"], "b": ["u", "u", "v"]})

    with pytest.raises(
        ResponsesError, match="contradict each other.*Farthest off is .* of a, which should be"
    ):
        rake(groups, {"a": {"x": 0.3, "y": 0.7}, "b": {"u": 0.5, "v": 0.5}})


def test_bounds_that_leave_no_room_are_refused_with_what_is_farthest_off():
    groups = pd.DataFrame({"a": ["x"] * 9 + ["y"]})

    with pytest.raises(
        ResponsesError,
        match=r"No weights between 0 and 2 times.*Farthest off is . of a, which should be 50.0% and is [27]",
    ):
        rake(groups, {"a": {"x": 0.5, "y": 0.5}}, most=2)
    with pytest.raises(ResponsesError, match="the bounds must enclose 1"):
        trim(pd.Series([1.0, 2]), most=0.9)
