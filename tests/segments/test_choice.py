"""The number of segments, chosen by any method and for columns of any kind."""

from __future__ import annotations

import numpy as np
import pytest

from psychoseg.errors import PlanError
from psychoseg.segments.agreement import adjusted_rand
from psychoseg.segments.choice import compare, refitted
from psychoseg.segments.coordinates import coordinates
from psychoseg.segments.methods import LatentClass, Medoids, Mixture, Ward, WeightedKMeans
from psychoseg.segments.stability import resamples


def numbers(seed: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    truth = rng.choice(3, size=300, p=[0.5, 0.3, 0.2])
    return 5 * np.eye(3)[truth] + rng.normal(size=(300, 3)), truth


def categories(seed: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    truth = rng.choice(3, size=400, p=[0.4, 0.35, 0.25])
    sure = rng.random((400, 6)) < 0.85
    X = np.where(sure, truth[:, None], rng.integers(3, size=(400, 6))).astype(float)
    return np.where(rng.random(X.shape) < 0.05, np.nan, X), truth


def chosen(X, method, **options):
    pairs = resamples(len(X), 4, np.random.default_rng(0))
    return compare(
        X, np.ones(len(X)), range(2, 5), pairs, starts=5, smallest_share=0.05, method=method, options=options
    )


@pytest.mark.parametrize("method", [Ward, Medoids])
def test_the_number_that_is_there_is_chosen_by_every_method(method):
    X, truth = numbers(1)

    candidates, solutions = chosen(X, method)

    assert candidates.chosen == 3
    assert adjusted_rand(solutions[3].labels_, truth) > 0.97
    assert candidates.tried[1].stability > 0.95
    assert candidates.tried[1].strength > 0.9


def test_classes_of_categories_with_gaps_are_judged_by_their_own_likelihood():
    X, truth = categories(2)

    candidates, solutions = chosen(X, LatentClass, nominal=tuple(range(6)))

    three = candidates.tried[1]
    assert candidates.chosen == 3
    assert adjusted_rand(solutions[3].labels_, truth) > 0.9
    assert three.bic == pytest.approx(-2 * solutions[3].loglik_ + solutions[3].n_parameters_ * np.log(400))
    assert {vote.criterion: vote.segments for vote in candidates.votes}["BIC"] == 3


def test_data_without_classes_get_one_by_bic_and_a_class_of_nobody_is_the_smallest():
    X = np.random.default_rng(3).integers(2, size=(200, 4)).astype(float)
    pairs = resamples(len(X), 1, np.random.default_rng(0))

    candidates, solutions = compare(
        X, np.ones(len(X)), range(2, 3), pairs, starts=2, smallest_share=0.05, method=LatentClass,
        options={"nominal": (0, 1, 2, 3)},
    )  # fmt: skip

    assert {vote.criterion: vote.segments for vote in candidates.votes}["BIC"] == 1
    assert set(solutions[2].labels_) == {0}
    assert solutions[2].notes_ == ("1 of the 2 segments are nobody's most likely one.",)
    assert (candidates.tried[0].segments, candidates.tried[0].smallest) == (2, 0)
    assert candidates.tried[0].within[1] == 0


def test_refits_have_the_methods_options_and_fewer_starts():
    X, _ = numbers(4)
    fitted = Mixture(3, n_init=8).fit(X)

    again = refitted({3: fitted})(3, 7)

    assert (again.n_init, again.random_state, again.shape) == (5, 7, fitted.shape_)


def test_columns_a_method_does_not_take_are_refused_by_name():
    with pytest.raises(PlanError, match="k-means takes no nominal columns"):
        chosen(categories(5)[0], WeightedKMeans, nominal=(0,))


def test_people_of_two_categories_are_one_apart_and_gaps_say_nothing():
    X = np.array([[0.0, 2.0], [1.0, 4.0], [5.0, np.nan]])

    points = coordinates(X, np.array([1.0, 1.0, 2.0]), nominal=[0])

    apart = np.sqrt(((points[:, None, :3] - points[None, :, :3]) ** 2).sum(axis=2))
    assert apart == pytest.approx(1 - np.eye(3))
    assert points[:, 3].tolist() == [2, 4, 3]
    assert np.array_equal(coordinates(X[:2], np.ones(2)), X[:2])


def test_groups_that_lie_near_each_other_in_pairs_are_four_and_not_two():
    # the silhouette alone takes two here, which are as stable
    rng = np.random.default_rng(7)
    centres = np.array([[0.0, 0, 0], [0, 5, 0], [14, 0, 0], [14, 0, 5]])
    X = centres[rng.choice(4, size=400, p=[0.3, 0.25, 0.25, 0.2])] + rng.normal(size=(400, 3))

    candidates, _ = chosen(X, WeightedKMeans)

    assert {vote.criterion: vote.segments for vote in candidates.votes}["silhouette"] == 2
    assert candidates.chosen == 4
    assert "most of silhouette" in candidates.reason
