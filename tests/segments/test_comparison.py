"""Methods side by side: what they agree on, and why one could not be used."""

import numpy as np
import pytest
from sklearn.cluster import KMeans

from psychoseg.cli.segment_methods import method_lines
from psychoseg.errors import PlanError
from psychoseg.segments.comparison import compare_methods
from psychoseg.segments.criteria import ward_agreement
from psychoseg.segments.methods import METHODS, WeightedKMeans


class Twin(WeightedKMeans):
    name = "twin"
    words = "its twin"


class Unweighted(WeightedKMeans):
    name = "unweighted"
    words = "a method without weights"

    def fit(self, X, y=None, sample_weight=None):
        raise PlanError("it takes no weights")


@pytest.fixture(scope="module")
def people():
    rng = np.random.default_rng(0)
    labels = np.repeat([0, 1, 2], [90, 70, 40])
    return 6 * np.eye(3)[labels] + rng.normal(size=(200, 3)), labels


def test_methods_are_held_against_the_first_and_against_what_is_reported(people):
    X, labels = people
    methods = {"kmeans": WeightedKMeans, "twin": Twin, "unweighted": Unweighted}

    found = compare_methods(X, np.ones(200), range(2, 5), labels, methods=methods)

    twin = [one for one in found.compared if one.method == "its twin"]
    assert [one.same_number for one in twin] == pytest.approx([1, 1, 1])
    assert twin[1].with_chosen == pytest.approx(1)
    assert all(one.why_not for one in found.compared if one.method == Unweighted.words)
    assert "agree most on 4" in found.words
    told = "\n".join(method_lines(found))
    assert "not formed: 'it takes no weights'" in told
    assert max(map(len, told.splitlines())) < 120


def test_one_method_alone_is_compared_with_nothing(people):
    found = compare_methods(
        people[0], np.ones(200), range(2, 4), people[1], methods={"kmeans": WeightedKMeans}
    )

    assert found.agreed == ()
    assert "one method only" in found.words


def test_wards_tree_agrees_with_groups_apart_and_less_with_too_many(people):
    X, labels = people
    more = KMeans(6, n_init=3, random_state=0).fit(X).labels_.astype(np.int64)

    found = ward_agreement(X, {3: labels, 6: more}, np.ones(200))

    assert found[3] == pytest.approx(1)
    assert found[6] < 0.9


def test_columns_of_categories_are_compared_by_every_method_each_in_its_own_way():
    rng = np.random.default_rng(1)
    truth = rng.choice(3, size=200, p=[0.4, 0.35, 0.25])
    X = np.where(rng.random((200, 6)) < 0.9, truth[:, None], rng.integers(3, size=(200, 6))).astype(float)
    X[rng.random(X.shape) < 0.03] = np.nan

    found = compare_methods(X, np.ones(200), range(3, 4), truth, nominal=tuple(range(6)), starts=3)

    assert {one.method for one in found.compared} == {method.words for method in METHODS.values()}
    assert min(one.with_chosen for one in found.compared) > 0.7
    assert np.median([one.with_chosen for one in found.compared]) > 0.85
    assert [one.bic is not None for one in found.compared if one.method == "latent classes"] == [True]


def test_methods_that_take_categories_are_given_these_and_the_others_numbers():
    rng = np.random.default_rng(3)
    labels = np.repeat([0, 1], 150)
    codes = np.where(rng.random((300, 6)) < 0.85, labels[:, None], 1 - labels[:, None]).astype(float)
    methods = {name: METHODS[name] for name in ("kmeans", "latent_class")}

    found = compare_methods(
        codes - 0.5, np.ones(300), range(2, 3), labels, methods=methods, nominal=tuple(range(6)), coded=codes
    )

    means, classes = found.compared
    assert means.with_chosen > 0.8
    assert classes.with_chosen > 0.8
    # latent classes of six yes/no answers have thirteen parameters, normal ones nearly twice as many
    alone = METHODS["latent_class"](2, nominal=tuple(range(6))).fit(codes)
    assert classes.bic == pytest.approx(-2 * alone.loglik_ + 13 * np.log(300), rel=1e-6)
