"""Gaussian mixtures: at least as likely as mclust's, of every shape, and never a few people on a line."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import multivariate_normal

from psychoseg.errors import PlanError
from psychoseg.segments.agreement import adjusted_rand
from psychoseg.segments.methods import Mixture
from psychoseg.segments.methods import mixture as module
from psychoseg.segments.methods._covariance import SHAPES, parameters


@pytest.mark.parametrize("data", ["faithful", "diabetes", "iris"])
def test_groups_are_at_least_as_likely_as_mclusts(public, known, data):
    theirs = known("mclust_reference")["results"][data]
    X, table = public(data), theirs["BIC"]
    columns = [table["cols"].index(shape) for shape in SHAPES]

    for number in (2, 4):
        best = max(table["values"][number - 1][at] for at in columns)
        assert -min(Mixture(number, n_init=6).fit(X).bics_.values()) >= best - 0.5
    found = Mixture(theirs["best_G"], n_init=6).fit(X)
    assert found.shape_ == theirs["best_model"]
    assert found.loglik_ >= theirs["loglik"] - 0.3
    assert found.n_parameters_ == theirs["df"]
    assert found.shares_ == pytest.approx(sorted(theirs["pro"], reverse=True), abs=0.02)


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_is_as_likely_as_mclusts(public, known, shape):
    theirs = known("mclust_reference")["results"]["diabetes"]["BIC"]
    X = public("diabetes")

    for number in (1, 2):
        found = Mixture(number, shape=shape).fit(X)
        bic = -2 * found.loglik_ + found.n_parameters_ * np.log(len(X))
        assert -bic >= theirs["values"][number - 1][theirs["cols"].index(shape)] - 0.5


@settings(max_examples=20)
@given(st.integers(0, 10_000))
def test_covariances_of_a_shape_are_the_likeliest_of_that_shape(seed):
    rng = np.random.default_rng(seed)
    masses = rng.uniform(20, 60, 3)
    roots = rng.normal(size=(3, 3, 3))
    scatter = masses[:, None, None] * (roots @ roots.transpose(0, 2, 1) + 0.1 * np.eye(3))

    def likelihood(covariances):
        inside = np.trace(np.linalg.inv(covariances) @ scatter, axis1=1, axis2=2)
        return -(masses * np.linalg.slogdet(covariances)[1] + inside).sum() / 2

    found = {shape: fitted(scatter, masses) for shape, fitted in SHAPES.items()}
    best = {shape: likelihood(covariances) for shape, covariances in found.items()}

    for simple, rich in [("EII", "VII"), ("EII", "EEI"), ("EEI", "VEI"), ("VII", "VEI"), ("VEI", "VVI"), ("EVI", "VVI"),
                         ("EEI", "EEE"), ("EEE", "EEV"), ("EEV", "VEV"), ("EEV", "EVV"), ("VEV", "VVV"), ("EVV", "VVV")]:  # fmt: skip
        assert best[simple] <= best[rich] + 1e-6
    for shape, covariances in found.items():
        assert likelihood(covariances * 1.01) < best[shape]
        assert likelihood(covariances * 0.99) < best[shape]


@pytest.mark.parametrize(
    ("shape", "count"),
    [("EII", 1), ("VII", 3), ("EEI", 4), ("VEI", 6), ("EVI", 10), ("VVI", 12), ("EEE", 10), ("EEV", 22),
     ("VEV", 24), ("EVV", 28), ("VVV", 30)],
)  # fmt: skip
def test_parameters_are_counted_as_mclust_does(shape, count):
    assert parameters(shape, 3, 4) == count


def test_probabilities_and_the_likelihood_are_those_of_the_densities():
    rng = np.random.default_rng(0)
    X = rng.normal(size=(150, 3)) @ rng.normal(size=(3, 3)) + 5
    weights = rng.uniform(0.5, 2, 150)

    found = Mixture(2, shape="VVV").fit(X, sample_weight=weights)

    densities = np.column_stack(
        [
            share * multivariate_normal(centre, covariance).pdf(X)
            for share, centre, covariance in zip(
                found.shares_, found.cluster_centers_, found.covariances_, strict=True
            )
        ]
    )
    assert found.predict_proba(X) == pytest.approx(densities / densities.sum(axis=1, keepdims=True))
    assert weights @ np.log(densities.sum(axis=1)) == pytest.approx(found.loglik_)


def test_shares_of_groups_that_overlap_are_found_where_k_means_evens_them_out():
    rng = np.random.default_rng(1)
    truth = np.repeat([0, 1], [1700, 300])
    X = np.array([[0.0, 0.0], [3.0, 0.0]])[truth] + rng.normal(size=(2000, 2))

    assert Mixture(2, n_init=2).fit(X).shares_ == pytest.approx([0.85, 0.15], abs=0.02)


@pytest.mark.parametrize("scale", [1.0, [1000.0, 1.0, 1.0]])
def test_shapes_and_segments_are_found_in_any_units_where_shapes_have_none(scale):
    rng = np.random.default_rng(2)
    truth = rng.integers(2, size=300)
    X = 4 * np.eye(3)[truth] + rng.normal(size=(300, 3))

    found = Mixture(2, shape="EEE").fit(X * scale)

    assert np.array_equal(found.labels_, Mixture(2, shape="EEE").fit(X).labels_)


def test_a_group_of_a_few_people_on_a_line_is_passed_over():
    rng = np.random.default_rng(3)
    line = np.column_stack([np.linspace(-1, 1, 6), np.linspace(-1, 1, 6)])
    X = np.vstack([rng.normal(size=(100, 2)), line])

    found = Mixture(3).fit(X)

    inside = np.linalg.eigvalsh(found.covariances_)
    assert inside.min() > 1e-3
    assert found.notes_ == ()


def test_a_group_that_holds_one_value_of_a_coarse_column_is_passed_over_where_there_is_another():
    rng = np.random.default_rng(4)
    X = np.clip(np.round(rng.normal(3, 1, size=(200, 2))), 1, 5)

    for number in (2, 5):
        found = Mixture(number, n_init=4).fit(X)
        coarse = np.diagonal(found.covariances_, axis1=1, axis2=2) < 1 / 12
        assert bool(found.notes_) == bool(coarse.any())


def test_refits_keep_the_shape():
    rng = np.random.default_rng(5)
    X = 5 * np.eye(2)[rng.integers(2, size=100)] + rng.normal(size=(100, 2))

    found = Mixture(2).fit(X)

    assert found.chosen() == {"shape": found.shape_}
    assert found.bics_[found.shape_] == min(found.bics_.values())


def test_a_shape_that_there_is_not_is_refused():
    with pytest.raises(PlanError, match="no shape 'VEX'.*VEV"):
        Mixture(2, shape="VEX").fit(np.random.default_rng(0).normal(size=(20, 2)))


def test_overlapping_planted_groups_are_found_as_well_as_by_the_best_of_mclust(shared, known):
    import pandas as pd

    stored = known("planted_truth")
    truth, theirs = stored["truth"], stored["baselines"]["kmeans_scale_scores"]["ari_mclust_best_clean"]
    wave = pd.read_csv(shared / "reference" / "data" / "planted_wave1.csv")
    wave = wave[wave["careless"] == 0]
    items = wave[[f"q{at:02}" for at in range(1, 21)]].to_numpy(float)
    keyed = np.where(np.array(truth["key"]) == 1, items, 6 - items)
    scales = keyed.reshape(len(wave), 4, 5).mean(axis=2)

    found = Mixture(4).fit((scales - scales.mean(axis=0)) / scales.std(axis=0))

    assert found.shape_ == theirs["model"]
    segments = wave["true_segment"].to_numpy(np.int64) - 1
    assert adjusted_rand(found.labels_, segments) >= theirs["ari"] - 0.01
    assert found.shares_ == pytest.approx([0.35, 0.30, 0.20, 0.15], abs=0.02)


def test_many_people_are_searched_on_a_part_of_them_and_finished_on_all(monkeypatch):
    monkeypatch.setattr(module, "MOST_SEARCHED", 500)
    rng = np.random.default_rng(9)
    truth = rng.choice(3, size=4000, p=[0.5, 0.3, 0.2])
    X = 5 * np.eye(3)[truth] + rng.normal(size=(4000, 3))

    found = Mixture(3, n_init=3).fit(X)

    assert "500 people" in found.notes_[0]
    assert adjusted_rand(found.labels_, truth) > 0.97
    assert found.shares_ == pytest.approx(np.bincount(truth) / 4000, abs=0.005)
    assert np.logaddexp.reduce(found.affinity(X), axis=1).sum() == pytest.approx(found.loglik_)
