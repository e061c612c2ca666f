"""Reduced and factorial k-means: the loss they state, and segments that factors hide."""

from __future__ import annotations

import numpy as np
import pytest

from psychoseg.errors import PlanError
from psychoseg.segments.agreement import adjusted_rand
from psychoseg.segments.methods import ReducedKMeans, WeightedKMeans


def square(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Four groups in two of twelve columns, all of one variance."""
    rng = np.random.default_rng(seed)
    truth = rng.integers(4, size=400)
    corners = 5 * np.array([[0.0, 0], [1, 0], [0, 1], [1, 1]])[truth] + rng.normal(size=(400, 2))
    X = np.hstack([corners, rng.normal(size=(400, 10))])
    return (X - X.mean(axis=0)) / X.std(axis=0), truth


@pytest.mark.parametrize("kind", ["reduced", "factorial"])
def test_groups_in_a_few_columns_are_found_where_k_means_on_all_does_not(kind):
    X, truth = square(0)

    found = ReducedKMeans(4, kind=kind, dimensions=2).fit(X)

    assert adjusted_rand(found.labels_, truth) > 0.9
    assert adjusted_rand(WeightedKMeans(4, 10).fit(X).labels_, truth) < 0.8
    assert np.linalg.norm(found.axes_[:2]) > 1.35  # of √2, were they the first two columns alone


def test_as_many_directions_as_segments_less_one_are_k_means():
    X = np.random.default_rng(1).normal(size=(300, 5))

    reduced = ReducedKMeans(4, dimensions=3).fit(X)
    plain = WeightedKMeans(4).fit(X)

    assert reduced.inertia_ == pytest.approx(plain.inertia_, rel=0.01)


@pytest.mark.parametrize("kind", ["reduced", "factorial"])
def test_the_loss_is_what_is_left_of_the_table(kind):
    rng = np.random.default_rng(2)
    X, weights = rng.normal(size=(200, 4)), rng.uniform(0.5, 2, 200)

    found = ReducedKMeans(3, kind=kind, dimensions=2).fit(X, sample_weight=weights)

    apart = X - np.average(X, axis=0, weights=weights)
    own = found.points_[found.labels_]
    left = apart - own @ found.axes_.T if kind == "reduced" else apart @ found.axes_ - own
    assert weights @ (left**2).sum(axis=1) == pytest.approx(found.inertia_)
    assert found.axes_.T @ found.axes_ == pytest.approx(np.eye(2), abs=1e-12)


@pytest.mark.parametrize("kind", ["reduced", "factorial"])
def test_no_direction_near_by_is_better(kind):
    X, _ = square(3)
    found = ReducedKMeans(4, kind=kind, dimensions=2).fit(X)
    apart = X - X.mean(axis=0)
    rng = np.random.default_rng(0)

    for _ in range(20):
        axes = np.linalg.qr(found.axes_ + 0.01 * rng.normal(size=found.axes_.shape))[0]
        flat = apart @ axes
        points = np.array([flat[found.labels_ == at].mean(axis=0) for at in range(4)])
        own = points[found.labels_]
        left = apart - own @ axes.T if kind == "reduced" else flat - own
        assert (left**2).sum() >= found.inertia_ - 1e-9


def test_the_number_of_directions_is_what_sets_segments_apart_and_refits_keep_it():
    rng = np.random.default_rng(4)
    truth = rng.integers(4, size=400)
    X = np.hstack([4.0 * truth[:, None], np.zeros((400, 3))]) + rng.normal(size=(400, 4))

    found = ReducedKMeans(4).fit(X)

    assert found.chosen() == {"dimensions": 1}
    assert adjusted_rand(found.labels_, truth) > 0.85


@pytest.mark.parametrize(
    ("options", "message"),
    [({"kind": "factoral"}, "did you mean factorial"), ({"dimensions": 3}, "from 1 to the 2 columns, not 3")],
)
def test_kinds_and_directions_that_cannot_be_are_refused(options, message):
    with pytest.raises(PlanError, match=message):
        ReducedKMeans(2, **options).fit(np.random.default_rng(0).normal(size=(20, 2)))
