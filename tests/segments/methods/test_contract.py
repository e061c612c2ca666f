"""What holds for every way of forming segments."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest
from threadpoolctl import threadpool_limits

from psychoseg.errors import ModelError, PlanError
from psychoseg.segments.agreement import adjusted_rand
from psychoseg.segments.methods import METHODS, made, method_from_plain

EVERY = pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
MIXED = pytest.mark.parametrize(
    "method",
    [method for method in METHODS.values() if method.takes_nominal],
    ids=[name for name, method in METHODS.items() if method.takes_nominal],
)


def blobs(seed: int, people: int = 240) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    truth = rng.choice(3, size=people, p=[0.5, 0.3, 0.2])
    return 6 * np.eye(3)[truth] + rng.normal(size=(people, 3)), truth


def kinds(seed: int, people: int = 300) -> tuple[np.ndarray, np.ndarray]:
    """A number, a rank and two categories of three groups, one answer in ten missing."""
    rng = np.random.default_rng(seed)
    truth = rng.choice(3, size=people, p=[0.5, 0.3, 0.2])
    sure = rng.random((people, 2)) < 0.9
    category = np.where(sure, truth[:, None], rng.integers(3, size=(people, 2)))
    rank = np.clip(np.round(2 * truth + rng.normal(0, 0.6, people)), 0, 4)
    X = np.column_stack([4.0 * truth + rng.normal(size=people), rank, category])
    return np.where(rng.random(X.shape) < 0.1, np.nan, X), truth


def formed(method, segments, X, weights=None, **options):
    return made(method, segments, starts=3, seed=1, options=options).fit(X, sample_weight=weights)


@EVERY
def test_groups_that_are_there_are_found_the_largest_first(method):
    X, truth = blobs(1)

    found = formed(method, 3, X)

    assert adjusted_rand(found.labels_, truth) > 0.97
    assert np.all(np.diff(np.bincount(found.labels_)) <= 0)
    assert found.predict_proba(X).sum(axis=1) == pytest.approx(np.ones(len(X)))
    assert np.array_equal(found.predict(X), found.labels_)
    assert np.array_equal(found.predict_proba(X).argmax(axis=1), found.labels_)


@EVERY
def test_the_order_of_people_and_the_number_of_threads_change_nothing(method):
    X, _ = blobs(2)
    order = np.random.default_rng(0).permutation(len(X))

    whole = formed(method, 4, X)
    with threadpool_limits(1):
        shuffled = formed(method, 4, X[order])

    assert np.array_equal(shuffled.labels_, whole.labels_[order])
    assert shuffled.predict_proba(X) == pytest.approx(whole.predict_proba(X), abs=1e-9)


@EVERY
def test_a_weight_of_two_is_two_people(method):
    X, _ = blobs(3, 120)
    weights = np.random.default_rng(3).integers(1, 4, size=120)

    weighted = formed(method, 3, X, weights.astype(float))
    copied = formed(method, 3, np.repeat(X, weights, axis=0))

    assert np.array_equal(np.repeat(weighted.labels_, weights), copied.labels_)
    assert weighted.predict_proba(X) == pytest.approx(copied.predict_proba(X), abs=1e-6)


@EVERY
@pytest.mark.parametrize("scale", [1e-9, 1e6])
def test_the_scale_of_weights_that_are_no_counts_changes_nothing(method, scale):
    X, _ = blobs(12, 120)
    weights = np.random.default_rng(12).uniform(0.5, 2, size=120)

    found = formed(method, 3, X, weights)
    scaled = formed(method, 3, X, scale * weights)

    assert np.array_equal(scaled.labels_, found.labels_)
    assert scaled.predict_proba(X) == pytest.approx(found.predict_proba(X), abs=1e-5)


@EVERY
@pytest.mark.parametrize("units", [1e-7, 1e7])
def test_the_units_of_all_columns_together_change_nothing(method, units):
    X, _ = blobs(13, 120)

    assert np.array_equal(formed(method, 3, units * X).labels_, formed(method, 3, X).labels_)


@EVERY
def test_people_of_weight_zero_have_no_part_and_are_placed(method):
    X, _ = blobs(4)
    weights = np.ones(240)
    weights[:40] = 0
    strange = X.copy()
    strange[:40] += 50

    found = formed(method, 3, strange, weights)
    without = formed(method, 3, X[40:])

    assert np.array_equal(found.labels_[40:], without.labels_)
    assert np.array_equal(found.labels_, without.predict(strange))


@EVERY
def test_a_method_survives_json_and_places_people_as_before(method):
    X, _ = blobs(5)
    found = formed(method, 3, X, np.linspace(0.5, 2, len(X)))

    again = method_from_plain(json.loads(json.dumps(found.to_plain(), allow_nan=False)))

    assert np.array_equal(again.affinity(X), found.affinity(X))
    assert np.array_equal(again.distances(X), found.distances(X))
    assert np.array_equal(again.predict_proba(X), found.predict_proba(X))


@EVERY
@pytest.mark.parametrize("damage", ["method", "lost", "more", "text", "ragged"])
def test_a_stored_method_that_was_damaged_is_refused(method, damage):
    plain = formed(method, 2, blobs(6, 60)[0]).to_plain()
    part = next(name for name in plain if name != "method")
    broken = {
        "method": {**plain, "method": "astrology"},
        "lost": {name: value for name, value in plain.items() if name != part},
        "more": {**plain, "more": 1},
        "text": {**plain, part: "wide"},
        "ragged": {**plain, part: [[1.0], [1.0, 2.0]]},
    }[damage]

    with pytest.raises(ModelError, match="does not have|lacks|unknown|should|hold"):
        method_from_plain(broken)


@EVERY
def test_one_person_alone_is_placed_as_among_others(method):
    X, _ = blobs(7)
    found = formed(method, 3, X)

    alone = np.array([found.predict(X[at : at + 1])[0] for at in range(20)])

    assert np.array_equal(alone, found.predict(X)[:20])


@EVERY
def test_a_table_with_names_is_taken_and_its_columns_checked(method):
    X, _ = blobs(8, 90)
    table = pd.DataFrame(X, columns=["a", "b", "c"])

    found = formed(method, 2, table, np.r_[0.0, np.ones(89)])

    assert found.feature_names_in_.tolist() == ["a", "b", "c"]
    with pytest.raises(ValueError, match="feature names"):
        found.predict(table[["a", "c", "b"]])


@EVERY
@pytest.mark.parametrize(
    ("X", "segments", "error", "message"),
    [
        (np.repeat([[1.0, 2.0], [3.0, 4.0]], 10, axis=0), 3, PlanError, "2 different rows .* cannot form 3"),
        (np.ones((10, 2)), 2, PlanError, "1 different rows .* cannot form 2"),
        (np.array([[1.0, np.inf], [2.0, 1.0], [3.0, 1.0]]), 2, ValueError, "infinity"),
        (np.full((10, 2), np.nan), 2, ValueError, "NaN|Nobody has a value"),
    ],
)
def test_people_that_cannot_be_grouped_are_refused(method, X, segments, error, message):
    with pytest.raises(error, match=message):
        formed(method, segments, X)


@EVERY
def test_weights_of_zero_for_everybody_are_refused(method):
    with pytest.raises(PlanError, match="weight of zero"):
        formed(method, 2, blobs(9)[0], np.zeros(240))


@EVERY
def test_a_constant_column_and_a_single_column_do_no_harm(method):
    X, truth = blobs(10)
    constant = np.column_stack([X, np.full(len(X), 3.0)])
    single = (truth + 0.02 * X[:, 0])[:, None]

    assert adjusted_rand(formed(method, 3, constant).labels_, truth) > 0.97
    assert adjusted_rand(formed(method, 3, single).labels_, truth) > 0.97


@EVERY
def test_as_many_segments_as_different_people_are_formed(method):
    X = np.repeat([[0.0, 0.0], [5.0, 0.0], [0.0, 7.0]], [6, 5, 4], axis=0)

    found = formed(method, 3, X)

    assert found.labels_.tolist() == [0] * 6 + [1] * 5 + [2] * 4
    assert np.isfinite(found.predict_proba(X)).all()


@EVERY
def test_one_segment_holds_everybody(method):
    found = formed(method, 1, blobs(11)[0])

    assert set(found.labels_) == {0}
    assert found.predict_proba(blobs(11)[0]) == pytest.approx(1)


@EVERY
def test_options_a_method_does_not_have_are_refused_by_name(method):
    with pytest.raises(PlanError, match="has no option 'astral'"):
        made(method, 2, starts=1, seed=0, options={"astral": 1})
    if not method.takes_nominal:
        with pytest.raises(PlanError, match="takes no nominal columns; .*k-medoids"):
            made(method, 2, starts=1, seed=0, options={"nominal": (0,)})


@MIXED
def test_columns_of_all_kinds_with_gaps_form_the_groups_that_are_there(method):
    X, truth = kinds(1)
    order = np.random.default_rng(0).permutation(len(X))

    found = formed(method, 3, X, ordinal=(1,), nominal=(2, 3))
    shuffled = formed(method, 3, X[order], ordinal=(1,), nominal=(2, 3))
    again = method_from_plain(json.loads(json.dumps(found.to_plain(), allow_nan=False)))

    assert adjusted_rand(found.labels_, truth) > 0.9
    assert np.array_equal(shuffled.labels_, found.labels_[order])
    assert np.array_equal(again.predict_proba(X), found.predict_proba(X))
    assert found.cluster_centers_[:, 2].tolist() == [0, 1, 2]


@MIXED
def test_someone_who_answered_nothing_has_no_part_and_it_is_said(method):
    X, _ = kinds(2)
    silent = np.vstack([X, np.full((3, 4), np.nan)])

    found = formed(method, 3, silent, ordinal=(1,), nominal=(2, 3))

    assert any("3 people without any value" in note for note in found.notes_)
    assert np.array_equal(found.labels_[:-3], formed(method, 3, X, ordinal=(1,), nominal=(2, 3)).labels_)


@MIXED
def test_a_category_that_nobody_had_before_places_by_the_rest(method):
    X, _ = kinds(3)
    found = formed(method, 3, X, ordinal=(1,), nominal=(2, 3))

    assert found.predict(np.array([[8.0, 4, 7, 2]]))[0] == found.predict(np.array([[8.0, 4, np.nan, 2]]))[0]


@MIXED
@pytest.mark.parametrize(
    ("options", "value", "message"),
    [
        ({"nominal": (9,)}, 0.0, "different columns from 0 to 3"),
        ({"nominal": (2,), "ordinal": (2,)}, 0.0, "different columns"),
        ({"nominal": (2, 3)}, 0.5, "Column 2 should hold codes"),
        ({"nominal": (2, 3)}, -1.0, "Column 2 should hold codes"),
        ({"nominal": (2, 3)}, 5000.0, "Column 2 should hold codes"),
    ],
)
def test_columns_that_are_not_what_they_are_said_to_be_are_refused(method, options, value, message):
    X, _ = kinds(4)
    X[0, 2] = value

    with pytest.raises((PlanError, ModelError), match=message):
        formed(method, 2, X, **options)


@MIXED
def test_stored_columns_that_cannot_be_are_refused(method):
    X, _ = kinds(5)
    plain = formed(method, 2, X, ordinal=(1,), nominal=(2, 3)).to_plain()

    for wrong in ("2", [2, 2], [9], [1.5], [True]):
        with pytest.raises(ModelError, match="different columns"):
            method_from_plain({**plain, "nominal": wrong})
