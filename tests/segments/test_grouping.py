import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score
from sklearn.utils.estimator_checks import check_estimator

from psychoseg.errors import ModelError, PlanError
from psychoseg.plan import Plan
from psychoseg.segments import Segmentation, group
from psychoseg.segments.methods import METHODS, WeightedKMeans
from psychoseg.segments.projection import project
from psychoseg.segments.rows import Rows

QUICK = Plan(resamples=10, starts=10, fewest_segments=2, most_segments=5)


def blobs(seed: int, people: int = 400) -> tuple[pd.DataFrame, np.ndarray]:
    """Three clear groups of unequal size in three dimensions."""
    rng = np.random.default_rng(seed)
    labels = rng.choice(3, people, p=[0.5, 0.3, 0.2])
    centres = np.array([[0, 0, 0], [6, 0, 6], [0, 6, -6]])
    return pd.DataFrame(centres[labels] + rng.normal(size=(people, 3)), columns=["a", "b", "c"]), labels


def grouped(scores: pd.DataFrame, plan: Plan = QUICK, weights: pd.Series | None = None):
    given_weights = pd.Series(1.0, index=scores.index) if weights is None else weights
    return group(scores, given_weights, plan, np.random.default_rng(0))


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 10_000))
def test_clear_groups_come_back_in_their_number_and_largest_first(seed):
    scores, truth = blobs(seed)

    found = grouped(scores)

    assert found.candidates.chosen == 3
    assert adjusted_rand_score(truth, found.assignments["segment"]) > 0.95
    sizes = found.assignments["segment"].value_counts().sort_index()
    assert sizes.is_monotonic_decreasing
    assert found.stability.mean().min() > 0.9


def test_how_many_starts_reached_the_best_is_told_with_the_method():
    found = grouped(blobs(3)[0])

    assert found.segmentation.method.endswith("; 10 of 10 starts ended in the best solution found")
    assert not any("starts" in caveat for caveat in found.caveats)


def test_a_best_solution_that_one_start_alone_found_is_doubted():
    noise = pd.DataFrame(np.random.default_rng(8).normal(size=(1500, 10)), columns=list("abcdefghij"))
    plan = Plan(resamples=4, starts=4, fewest_segments=9, most_segments=9)

    found = group(noise, pd.Series(1.0, noise.index), plan, np.random.default_rng(0), probe=False)

    assert "; 1 of 4 starts" in found.segmentation.method
    assert any("Only one of 4 starts" in caveat for caveat in found.caveats)


def test_the_bundled_studys_people_are_put_where_they_come_from(food, food_fit):
    truth = food.simulated.truth.loc[food_fit.scores.index]
    careful = truth["careless"] == "careful"

    agreement = adjusted_rand_score(
        truth.loc[careful, "segment"], food_fit.grouped.assignments.loc[careful, "segment"]
    )

    assert food_fit.grouped.candidates.chosen == len(food.truth.segments)
    assert agreement > 0.8


def test_the_order_of_people_changes_neither_segments_nor_names():
    scores, _ = blobs(4)
    shuffled = scores.sample(frac=1, random_state=3)

    one, other = grouped(scores), grouped(shuffled)

    assert (
        adjusted_rand_score(one.assignments["segment"], other.assignments.loc[scores.index, "segment"]) == 1
    )
    assert (one.assignments["segment"] == other.assignments.loc[scores.index, "segment"]).all()


def test_units_of_a_score_do_not_matter():
    scores, _ = blobs(5)

    assert (
        grouped(scores).assignments["segment"] == grouped(scores * [100, 1, 0.01]).assignments["segment"]
    ).all()


def test_a_weight_of_two_is_two_people():
    scores, _ = blobs(6, 150)
    doubled = pd.concat([scores, scores.iloc[:50]], ignore_index=True)
    weights = pd.Series([2.0] * 50 + [1.0] * 100)

    weighted = WeightedKMeans(3, n_init=20).fit(scores.to_numpy(), sample_weight=weights.to_numpy())
    repeated = WeightedKMeans(3, n_init=20).fit(doubled.to_numpy())

    assert np.allclose(weighted.cluster_centers_, repeated.cluster_centers_, atol=1e-6)


def test_a_person_may_overrule_the_number_with_a_reason_that_is_kept():
    found = grouped(
        blobs(7)[0], Plan(resamples=10, starts=5, most_segments=4, segments=4, segments_reason="four teams")
    )

    assert found.candidates.chosen == 4
    assert found.candidates.reason == "four teams"


def test_groups_in_structureless_answers_are_said_not_to_be_firm():
    noise = pd.DataFrame(np.random.default_rng(1).normal(size=(600, 8)), columns=list("abcdefgh"))

    found = grouped(noise, Plan(resamples=10, starts=5, fewest_segments=5, most_segments=6))

    assert any("not firm" in caveat for caveat in found.caveats)


def test_few_people_for_the_columns_are_told_with_how_far_half_of_them_give_the_same():
    def agreement(scores: pd.DataFrame) -> float:
        (told,) = (caveat for caveat in grouped(scores).caveats if "fewer than 70 a dimension" in caveat)
        return float(told.rpartition(" by ")[2].partition(" ")[0])

    noise = pd.DataFrame(np.random.default_rng(1).normal(size=(150, 3)), columns=list("abc"))

    assert agreement(blobs(11, 150)[0]) > 0.9 > agreement(noise)
    assert not any("a dimension" in caveat for caveat in grouped(blobs(11, 400)[0]).caveats)


def test_too_few_people_for_the_segments_asked_for_are_refused():
    with pytest.raises(PlanError, match="set most_segments to 4"):
        grouped(blobs(8, 40)[0])


@pytest.mark.parametrize(
    ("change", "weights", "error", "message"),
    [
        ({"a": [np.inf, *[0.0] * 149]}, 1.0, ModelError, "a: there are values that are not finite"),
        ({"a": 4.0}, 1.0, PlanError, "a cannot form segments"),
        ({name: np.tile([0.0, 1.0, 2.0], 50) for name in "abc"}, 1.0, PlanError, "only 3 different people.*set most_segments to 3"),
        ({"a": np.nan}, 1.0, PlanError, "0 people who gave the answers that form segments"),
        ({}, 0.0, PlanError, "weight of zero"),
        ({}, np.nan, PlanError, "finite and not negative"),
        ({}, -1.0, PlanError, "finite and not negative"),
    ],
)  # fmt: skip
def test_what_no_segments_can_be_formed_from_is_named(change, weights, error, message):
    scores = blobs(6, 150)[0].assign(**change)

    with pytest.raises(error, match=message):
        grouped(scores, weights=pd.Series(weights, scores.index))


def test_one_column_alone_can_form_segments():
    rng = np.random.default_rng(2)
    scores = pd.DataFrame({"a": np.concatenate([rng.normal(0, 1, 100), rng.normal(7, 1, 100)])})

    found = grouped(scores)

    assert found.candidates.chosen == 2
    assert found.structure.verdict == "natural"


@pytest.mark.parametrize("method", METHODS.values())
def test_every_method_keeps_the_contract_of_scikit_learn(method):
    check_estimator(method(n_clusters=2, n_init=2), on_skip=None)


def test_no_method_of_a_file_is_unlisted():
    from pathlib import Path

    import psychoseg.segments.methods as methods

    files = {path.stem for path in Path(methods.__file__).parent.glob("[!_]*.py")}

    assert files == set(METHODS)


@pytest.fixture(scope="module")
def found():
    return grouped(blobs(9)[0])


def test_a_segmentation_survives_json_exactly_and_assigns_the_same(found):
    scores = blobs(9)[0]
    again = Segmentation.from_plain(json.loads(json.dumps(found.segmentation.to_plain())))

    assert again == found.segmentation
    assert again.assign(scores).equals(found.assignments)


def test_a_segmentation_one_person_at_a_time_is_assigned_as_all_together(found):
    scores = blobs(9)[0].iloc[:20]
    apart = pd.concat([found.segmentation.assign(scores.iloc[[at]]) for at in range(20)])

    assert apart["segment"].tolist() == found.assignments["segment"].iloc[:20].tolist()


def test_a_segmentation_new_people_are_standardised_by_the_first_ones(found):
    scores = blobs(9)[0]
    members = scores[found.assignments["segment"] == 3]

    assert (found.segmentation.assign(members)["segment"] == 3).all()


def test_a_segmentation_someone_far_from_everybody_fits_nowhere_and_someone_without_scores_is_not_assigned(
    found,
):
    strange = pd.DataFrame({"a": [60.0, np.nan], "b": [60.0, 1], "c": [60.0, 1]})

    assigned = found.segmentation.assign(strange)

    assert assigned["poor_fit"].tolist() == [True, False]
    assert assigned["segment"].tolist()[1] == 0
    assert np.isnan(assigned["shadow"].iloc[1])


def test_a_segmentation_about_one_in_a_hundred_of_the_first_people_lies_beyond_the_farthest(found):
    assert found.assignments["poor_fit"].mean() < 0.03


def test_a_segmentation_scores_that_lack_a_factor_are_refused(found):
    with pytest.raises(ModelError, match="lack c"):
        found.segmentation.assign(blobs(9)[0].drop(columns="c"))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"schema": "x"}, "not a segmentation"),
        ({"names": ["a", "a", "b"]}, "not unique"),
        ({"sds": [0.0, 1.0, 1.0]}, "impossible"),
        ({"means": [0.0]}, "do not have the same"),
        ({"centres": [[1.0, "x", 2.0]]}, "should be float"),
    ],
)
def test_a_stored_segmentation_that_was_tampered_with_is_refused(found, change, message):
    with pytest.raises(ModelError, match=message):
        Segmentation.from_plain({**found.segmentation.to_plain(), **change})


def test_a_segmentation_gives_everybody_a_probability_of_each_segment(found):
    chances = found.segmentation.probabilities(blobs(9)[0])

    assert list(chances.columns) == [1, 2, 3]
    assert np.allclose(chances.sum(axis=1), 1)
    assert (chances.idxmax(axis=1) == found.assignments["segment"]).all()


def test_a_segmentation_stored_before_methods_were_is_read_and_assigns_as_it_did(found):
    now = found.segmentation.to_plain()
    before = {key: value for key, value in now.items() if key != "placing"}
    before["schema"] = "psychoseg/segmentation/1"

    again = Segmentation.from_plain(json.loads(json.dumps(before))).assign(blobs(9)[0])

    assert again.drop(columns=["p1", "p2", "p3"]).equals(found.assignments.drop(columns=["p1", "p2", "p3"]))
    assert np.allclose(again[["p1", "p2", "p3"]], found.assignments[["p1", "p2", "p3"]], atol=0.05)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"method": "astrology"}, "does not have"),
        ({"variance_": "wide"}, "should hold numbers"),
        ({"variance_": [1.0]}, "0 dimensions"),
        ({"cluster_centers_": [[0.0, 1.0, 2.0]]}, "does not have its segments"),
        ({"more": 1}, "has unknown more"),
    ],
)
def test_a_segmentation_whose_method_was_tampered_with_is_refused(found, change, message):
    plain = found.segmentation.to_plain()
    with pytest.raises(ModelError, match=message):
        Segmentation.from_plain({**plain, "placing": {**plain["placing"], **change}})


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ([1.0, -1.0], "not negative"),
        ([np.nan, 1.0], "finite"),
        ([0.0, 0.0], "weight of zero"),
        ([1.0], "1 weights for 2"),
    ],
)
def test_weights_that_cannot_be_are_refused(weights, message):
    with pytest.raises(PlanError, match=message):
        Rows.of(np.array([[1.0], [2.0]]), np.array(weights))


def test_people_of_weight_zero_are_placed_and_have_no_part_in_forming():
    scores, _ = blobs(6, 150)
    weights = np.ones(150)
    weights[:30] = 0

    with_them = WeightedKMeans(3, n_init=5).fit(scores.to_numpy(), sample_weight=weights)
    without = WeightedKMeans(3, n_init=5).fit(scores.to_numpy()[30:])

    assert np.array_equal(with_them.cluster_centers_, without.cluster_centers_)
    assert np.array_equal(with_them.labels_, without.predict(scores.to_numpy()))


def test_more_segments_than_different_people_are_refused():
    with pytest.raises(PlanError, match="2 different rows .* cannot form 3"):
        WeightedKMeans(3).fit(np.repeat([[1.0, 2.0], [3.0, 4.0]], 10, axis=0))


@pytest.mark.parametrize("groups", [2, 3])
def test_the_map_keeps_groups_apart_in_two_dimensions(groups):
    scores, truth = blobs(10)
    keep = truth < groups

    flat, kept = project(scores[keep].to_numpy(), truth[keep])

    assert flat.shape == (keep.sum(), 2)
    assert kept == pytest.approx(1)
