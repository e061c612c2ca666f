"""k-medoids: the medoids other programs find, and distances between people of any kind."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.distance import cdist
from sklearn.metrics.pairwise import nan_euclidean_distances

from psychoseg.errors import PlanError
from psychoseg.segments.agreement import adjusted_rand
from psychoseg.segments.methods import Medoids
from psychoseg.segments.methods import pam as module


@pytest.mark.parametrize(
    ("data", "stored"), [("risk", "segmentation_risk"), ("mcdonalds", "kmeans_optimum_mcdonalds")]
)
def test_medoids_of_public_data_are_as_near_as_rs(public, known, data, stored):
    for segments, theirs in known(stored)["pam_manhattan"].items():
        found = Medoids(int(segments), metric="manhattan").fit(public(data))

        assert found.away_ <= theirs["objective_mean_distance"] + 1e-9


@given(st.integers(0, 10_000))
def test_no_two_medoids_of_a_few_people_are_better(seed):
    rng = np.random.default_rng(seed)
    X, weights = rng.normal(size=(15, 2)), rng.integers(1, 4, size=15).astype(float)
    apart = cdist(X, X)
    least = min(weights @ apart[:, list(pair)].min(axis=1) for pair in itertools.combinations(range(15), 2))

    found = Medoids(2, n_init=10).fit(X, sample_weight=weights)

    assert found.inertia_ == pytest.approx(least)


def test_distances_are_those_of_other_programs():
    rng = np.random.default_rng(0)
    X = rng.normal(size=(40, 3))
    gaps = np.where(rng.random((40, 3)) < 0.2, np.nan, X)
    gaps[:4] = X[:4]

    euclidean, manhattan = (Medoids(2, metric=metric).fit(X) for metric in ("euclidean", "manhattan"))
    missing = Medoids(2, metric="euclidean").fit(gaps)

    assert euclidean.distances(X) == pytest.approx(cdist(X, euclidean.medoids_))
    assert manhattan.distances(X) == pytest.approx(cdist(X, manhattan.medoids_, "cityblock"))
    known = ~np.isnan(gaps).all(axis=1)
    assert missing.distances(gaps)[known] == pytest.approx(
        nan_euclidean_distances(gaps, missing.medoids_)[known], abs=1e-6
    )


def test_gowers_distance_is_the_mean_over_what_both_answered():
    X = np.array([[0.0, 10.0, 0.0], [4.0, 20.0, 1.0], [2.0, 30.0, 2.0], [1.0, np.nan, 0.0]])

    found = Medoids(2, nominal=(0,), ordinal=(2,)).fit(X)

    two = [int(np.flatnonzero((X[:3] == medoid).all(axis=1))[0]) for medoid in found.medoids_]
    by_hand = np.zeros((3, 4))
    by_hand[:, 3] = [(1 + 0) / 2, (1 + 0.5) / 2, (1 + 1) / 2]
    by_hand[:, :3] = np.array([[0, 1 + 0.5 + 0.5, 1 + 1 + 1], [2, 0, 1 + 0.5 + 0.5], [3, 2, 0]]) / 3
    assert found.distances(X) == pytest.approx(by_hand[two].T)


def test_changing_units_changes_no_segment_by_gower():
    rng = np.random.default_rng(1)
    X = np.column_stack([rng.normal(size=200), rng.integers(3, size=200)])

    one = Medoids(3, nominal=(1,)).fit(X)
    other = Medoids(3, nominal=(1,)).fit(X * [1000, 1])

    assert np.array_equal(one.labels_, other.labels_)


def test_many_people_are_searched_in_samples_and_it_is_said(monkeypatch):
    monkeypatch.setattr(module, "MOST_ROWS", 100)
    rng = np.random.default_rng(0)
    truth = rng.integers(3, size=2000)
    X = 8 * np.eye(3)[truth] + rng.normal(size=(2000, 3))

    found = Medoids(3).fit(X)

    assert "5 samples of 100 people" in found.notes_[0]
    assert adjusted_rand(found.labels_, truth) > 0.99


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"metric": "manhatan"}, "did you mean.*manhattan"),
        ({"metric": "euclidean", "nominal": (0,)}, "need metric='gower'"),
    ],
)
def test_distances_that_there_are_not_are_refused(options, message):
    with pytest.raises(PlanError, match=message):
        Medoids(2, **options).fit(np.array([[0.0], [1.0], [2.0]]))


def test_medoids_are_people_who_answered_everything():
    X = np.array([[0.0, np.nan], [1.0, 1.0], [np.nan, 5.0], [9.0, 9.0]])

    found = Medoids(2).fit(X)

    assert sorted(found.medoids_.tolist()) == [[1, 1], [9, 9]]
    assert any("answered everything" in note for note in found.notes_)
    with pytest.raises(PlanError, match="2 different people answered everything; 3"):
        Medoids(3).fit(X)
