"""Stability over resamples: what it measures, and that it depends on nothing it should not."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from psychoseg.segments import stability
from psychoseg.segments.agreement import adjusted_rand
from psychoseg.segments.stability import global_stability, resamples, segment_stability, stabilities


def blobs(seed: int, people: int = 300) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    labels = rng.integers(3, size=people)
    return np.array([[0.0, 0], [7, 0], [0, 7]])[labels] + rng.normal(size=(people, 2)), labels


@given(st.integers(0, 10_000))
def test_the_rand_index_is_scikit_learns_and_weights_are_copies(seed):
    rng = np.random.default_rng(seed)
    one, other, copies = rng.integers(4, size=60), rng.integers(3, size=60), rng.integers(1, 4, size=60)

    assert adjusted_rand(one, other) == pytest.approx(adjusted_rand_score(one, other), abs=1e-12)
    assert adjusted_rand(one, other, copies * 1.0, copies * 1.0) == pytest.approx(
        adjusted_rand_score(np.repeat(one, copies), np.repeat(other, copies)), abs=1e-12
    )


def test_groups_that_are_there_come_back_every_time():
    X, labels = blobs(1)
    pairs = resamples(300, 10, np.random.default_rng(0))

    assert global_stability(X, np.ones(300), 3, pairs).min() > 0.97
    assert segment_stability(X, np.ones(300), labels, pairs).min() > 0.97


def test_the_order_of_people_and_memory_change_nothing(monkeypatch):
    X, _ = blobs(2)
    pairs = resamples(300, 6, np.random.default_rng(0))
    whole = stabilities(X, np.ones(300), range(2, 6), pairs)

    monkeypatch.setattr(stability, "MOST_WEIGHTS", 2000)
    portions = stabilities(X, np.ones(300), range(2, 6), pairs)

    assert list(whole) == [2, 3, 4, 5]
    assert whole[3].shape == portions[3].shape == (6,)
    assert np.median(whole[3]) == pytest.approx(np.median(portions[3]), abs=0.02)


def test_one_number_alone_is_as_stable_as_among_others():
    X = np.random.default_rng(3).normal(size=(300, 3))
    pairs = resamples(300, 6, np.random.default_rng(0))

    assert np.array_equal(
        global_stability(X, np.ones(300), 4, pairs), stabilities(X, np.ones(300), range(2, 7), pairs)[4]
    )


@pytest.mark.parametrize(
    ("data", "stored", "numbers"),
    [("mcdonalds", "mcdonalds_published", "246"), ("risk", "segmentation_risk", "2345")],
)
def test_medians_are_those_of_flexclust(shared, data, stored, numbers):
    # three and five segments of the fast-food data come back more often here, as flexclust's ten starts miss the best
    found = json.loads((shared / "reference" / f"{stored}.json").read_text())
    theirs = (
        found["global_stability_ari"] if data == "risk" else found["global_stability_bootFlexclust"]["ari"]
    )
    answers = pd.read_csv(shared / "reference" / "data" / f"{data}.csv")
    X = answers.to_numpy(float) if data == "risk" else answers.iloc[:, :11].eq("Yes").to_numpy(float)
    pairs = resamples(len(X), 300, np.random.default_rng(0))

    ours = stabilities(X, np.ones(len(X)), map(int, numbers), pairs)

    for number in numbers:
        assert np.median(ours[int(number)]) == pytest.approx(theirs[number]["median"], abs=0.05)
