"""Bagged clustering: segments of any form, from small groups in resamples."""

from __future__ import annotations

import numpy as np
import pytest

from psychoseg.errors import ModelError, PlanError
from psychoseg.segments.agreement import adjusted_rand
from psychoseg.segments.methods import Bagged, WeightedKMeans, method_from_plain
from psychoseg.segments.methods import bagged as module


def test_a_long_segment_is_kept_whole_by_single_linkage_where_k_means_cuts_it():
    rng = np.random.default_rng(0)
    truth = np.repeat([0, 1], [300, 300])
    X = np.array([12.0, 1.0]) * rng.uniform(-1, 1, (600, 2)) + np.array([[0.0, 0.0], [0.0, 8.0]])[truth]

    assert adjusted_rand(Bagged(2, linkage="single").fit(X).labels_, truth) > 0.95
    assert adjusted_rand(WeightedKMeans(2, 10).fit(X).labels_, truth) < 0.5


def test_a_small_segment_is_found():
    rng = np.random.default_rng(1)
    truth = rng.choice(3, size=1500, p=[0.6, 0.35, 0.05])
    X = 5 * np.eye(4)[truth] + rng.normal(size=(1500, 4))

    found = Bagged(3).fit(X)

    assert adjusted_rand(found.labels_, truth) > 0.97
    assert np.bincount(found.labels_)[2] == pytest.approx((truth == 2).sum(), abs=5)


def test_people_belong_to_the_segment_of_the_nearest_centre():
    X = np.random.default_rng(2).normal(size=(200, 3))

    found = Bagged(3, 10).fit(X)

    nearest = ((X[:, None] - found.points_) ** 2).sum(axis=2)
    assert np.array_equal(found.belongs_[nearest.argmin(axis=1)].argmax(axis=1), found.labels_)
    assert found.distances(X).min(axis=1) == pytest.approx(np.sqrt(nearest.min(axis=1)))


@pytest.mark.parametrize("linkage", ["average", "complete", "single"])
def test_groups_apart_are_found_by_every_linkage(linkage):
    rng = np.random.default_rng(5)
    truth = rng.integers(3, size=300)
    X = 9 * np.eye(3)[truth] + rng.normal(size=(300, 3))

    assert adjusted_rand(Bagged(3, linkage=linkage).fit(X).labels_, truth) > 0.98
    with pytest.raises(PlanError, match="did you mean"):
        Bagged(3, linkage=linkage + "s").fit(X)


def test_many_people_are_resampled_from_a_part_of_them_and_it_is_said(monkeypatch):
    monkeypatch.setattr(module, "MOST_SEARCHED", 500)
    rng = np.random.default_rng(3)
    truth = rng.integers(3, size=3000)
    X = 7 * np.eye(3)[truth] + rng.normal(size=(3000, 3))

    found = Bagged(3, 10).fit(X)

    assert "500 people" in found.notes_[0]
    assert adjusted_rand(found.labels_, truth) > 0.98


@pytest.mark.parametrize("wrong", [0.5, 0.0])
def test_stored_centres_of_no_segment_are_refused(wrong):
    plain = Bagged(2, 3).fit(np.random.default_rng(4).normal(size=(60, 2))).to_plain()
    plain["belongs_"][0] = [wrong, wrong]

    with pytest.raises(ModelError, match="one segment for each centre"):
        method_from_plain(plain)
