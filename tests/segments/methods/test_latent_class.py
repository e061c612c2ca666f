"""Latent classes: the likelihoods other programs reach, missing answers, and every kind of column."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from psychoseg.errors import ModelError
from psychoseg.segments.agreement import adjusted_rand
from psychoseg.segments.methods import LatentClass, method_from_plain
from psychoseg.segments.methods import latent_class as module
from psychoseg.segments.methods._coded import Coded
from psychoseg.segments.methods._ordinal import chances, shifted


def nominal(X: np.ndarray, classes: int, **more) -> LatentClass:
    return LatentClass(classes, nominal=tuple(range(X.shape[1])), **more).fit(X)


@pytest.mark.parametrize("seed", [0, 1])
def test_classes_of_fast_food_are_as_likely_as_the_best_of_another_program(public, known, seed):
    X = public("mcdonalds")

    for classes, theirs in known("lca_mcdonalds")["own_em"].items():
        found = nominal(X, int(classes), random_state=seed)
        assert found.loglik_ >= theirs["loglik"] - 0.05
        assert found.n_parameters_ == theirs["npar"]
        if int(classes) <= 5:
            assert found.loglik_ == pytest.approx(theirs["loglik"], abs=1e-3)
            assert np.bincount(found.labels_).tolist() == theirs["modal_sizes"]


def test_classes_are_poLCAs(public, known):
    results = known("lca_reference")["results"]
    carcinoma, cheating = public("carcinoma") - 1, public("cheating")[:, :4] - 1

    for classes, theirs in results["carcinoma"]["polca"].items():
        found = nominal(carcinoma, int(classes))
        assert found.loglik_ == pytest.approx(theirs["loglik"], abs=0.005)
        assert found.n_parameters_ == theirs["npar"]
    theirs, found = results["cheating"]["polca_2"], nominal(cheating, 2)
    assert found.loglik_ == pytest.approx(theirs["loglik"], abs=0.005)
    assert found.shares_ == pytest.approx(theirs["prevalence"], abs=0.002)


@pytest.mark.parametrize("case", ["polca_3_complete", "polca_3_na_kept"])
def test_missing_answers_are_no_obstacle_as_in_poLCA(public, known, case):
    theirs = known("lca_reference")["results"]["election"][case]
    X = public("election")[:, :12] - 1
    X = X[~np.isnan(X).any(axis=1)] if case == "polca_3_complete" else X[~np.isnan(X).all(axis=1)]

    found = nominal(X, 3)

    assert found.loglik_ == pytest.approx(theirs["loglik"], abs=0.005)
    assert found.shares_ == pytest.approx(theirs["prevalence"], abs=0.002)
    assert found.n_parameters_ == theirs["npar"]


def test_the_likelihood_is_that_of_the_probabilities_found():
    rng = np.random.default_rng(0)
    X = np.column_stack([rng.integers(3, size=200), rng.integers(4, size=200), rng.normal(5, 3, 200)])
    X[rng.random(X.shape) < 0.1] = np.nan
    X = X[~np.isnan(X).all(axis=1)]

    found = LatentClass(2, nominal=(0,), ordinal=(1,)).fit(X)

    assert np.logaddexp.reduce(found.affinity(X), axis=1).sum() == pytest.approx(found.loglik_)
    for first, last in ((0, 3), (3, 7)):
        assert found.chances_[:, first:last].sum(axis=1) == pytest.approx([1, 1])


def test_one_class_is_the_shares_of_answers_and_the_normal_of_numbers():
    rng = np.random.default_rng(1)
    X = np.column_stack([rng.integers(3, size=300), rng.integers(4, size=300), rng.normal(5, 3, 300)])
    weights = rng.uniform(0.5, 2, 300)

    found = LatentClass(1, nominal=(0,), ordinal=(1,)).fit(X, sample_weight=weights)

    for first, at, count in ((0, 0, 3), (3, 1, 4)):
        shares = np.bincount(X[:, at].astype(int), weights=weights, minlength=count) / weights.sum()
        assert found.chances_[0, first : first + count] == pytest.approx(shares, abs=1e-4)
    mean = np.average(X[:, 2], weights=weights)
    assert found.means_[0, 0] == pytest.approx(mean)
    assert found.spreads_[0, 0] == pytest.approx(np.sqrt(np.average((X[:, 2] - mean) ** 2, weights=weights)))
    assert found.n_parameters_ == 2 + 3 + 2


def test_numbers_alone_are_independent_normals():
    rng = np.random.default_rng(2)
    truth = rng.choice(2, size=400, p=[0.7, 0.3])
    X = np.where(truth[:, None] == 0, rng.normal(0, 1, (400, 2)), rng.normal(5, 2, (400, 2)))

    found = LatentClass(2).fit(X)

    by_hand = np.log(found.shares_) + norm.logpdf(X[:, None], found.means_, found.spreads_).sum(axis=2)
    assert found.affinity(X) == pytest.approx(by_hand)
    assert found.spreads_.round(0).tolist() == [[1, 1], [2, 2]]
    assert adjusted_rand(found.labels_, truth) > 0.9


def test_ranks_need_fewer_parameters_and_keep_their_order():
    rng = np.random.default_rng(3)
    truth = rng.choice(2, size=600, p=[0.6, 0.4])
    X = np.clip(np.round(2 + 1.5 * truth[:, None] + rng.normal(0, 1, (600, 5))), 0, 4)

    ranked = LatentClass(2, ordinal=tuple(range(5))).fit(X)
    categories = nominal(X, 2)

    assert ranked.n_parameters_ == 1 + 5 * (4 + 1)
    assert categories.n_parameters_ == 1 + 5 * 2 * 4
    assert ranked.loglik_ <= categories.loglik_
    assert -2 * ranked.loglik_ + ranked.n_parameters_ * np.log(
        600
    ) < -2 * categories.loglik_ + categories.n_parameters_ * np.log(600)
    ratios = np.diff(np.log(ranked.chances_[1, :5] / ranked.chances_[0, :5]))
    assert ratios == pytest.approx(ratios[0])
    assert adjusted_rand(ranked.labels_, truth) > 0.7


@settings(max_examples=30)
@given(st.integers(0, 10_000))
def test_sums_over_joint_answers_are_those_over_each(seed):
    rng = np.random.default_rng(seed)
    levels = rng.integers(1, 7, size=8)
    X = rng.integers(0, levels, size=(50, 8)).astype(float)
    X[rng.random(X.shape) < 0.2] = np.nan
    hot = np.column_stack([X[:, [at]] == np.arange(level) for at, level in enumerate(levels)]).astype(float)
    numbers, masses = rng.normal(size=(levels.sum(), 2)), rng.random((50, 2))

    coded = Coded.of(X, levels)

    assert coded.summed(numbers) == pytest.approx(hot @ numbers)
    assert coded.counted(masses) == pytest.approx(hot.T @ masses)


@settings(max_examples=6)
@given(st.integers(0, 10_000))
def test_steps_of_ranked_answers_never_make_them_less_likely_and_end_at_the_sums(seed):
    rng = np.random.default_rng(seed)
    counts = rng.gamma(0.5, size=(3, 5, 4)) + 0.01
    logits, shifts, before = np.zeros((3, 5)), np.zeros((3, 4)), np.full(3, -np.inf)

    for _ in range(100):
        logits, shifts = shifted(counts, logits, shifts)
        after = (counts * chances(logits, shifts)).sum(axis=(1, 2))
        assert (after >= before - 1e-9).all()
        before = after

    expected = np.exp(chances(logits, shifts)) * counts.sum(axis=1, keepdims=True)
    score = np.arange(5)[:, None]
    assert expected.sum(axis=2) == pytest.approx(counts.sum(axis=2), abs=1e-3)
    assert (score * expected).sum(axis=1) == pytest.approx((score * counts).sum(axis=1), abs=1e-3)


def test_a_class_is_never_a_single_value():
    X = np.r_[np.zeros(50), np.random.default_rng(4).normal(0, 1, 50)][:, None]

    found = LatentClass(2).fit(X)

    assert found.spreads_.min() >= np.sqrt(1e-3) * X.std() * 0.999
    assert np.isfinite(found.loglik_)


@pytest.mark.parametrize(
    "change",
    [{"levels_": [2.0]}, {"chances_": [[0.5], [0.5]]}, {"spreads_": [[0.0], [1.0]]}, {"nominal": []}],
)
def test_stored_chances_that_do_not_fit_are_refused(change):
    rng = np.random.default_rng(5)
    X = np.column_stack([rng.integers(3, size=50), rng.normal(size=50)])
    plain = LatentClass(2, nominal=(0,), n_init=2).fit(X).to_plain()

    with pytest.raises(ModelError, match="fit"):
        method_from_plain({**plain, **change})


def test_many_people_are_searched_on_a_part_of_them_and_finished_on_all(monkeypatch):
    monkeypatch.setattr(module, "MOST_SEARCHED", 500)
    rng = np.random.default_rng(9)
    truth = rng.choice(3, size=4000, p=[0.5, 0.3, 0.2])
    X = 5 * np.eye(3)[truth] + rng.normal(size=(4000, 3))

    found = LatentClass(3, n_init=5).fit(X)

    assert "500 people" in found.notes_[0]
    assert adjusted_rand(found.labels_, truth) > 0.97
    assert found.shares_ == pytest.approx(np.bincount(truth) / 4000, abs=0.005)
    assert np.logaddexp.reduce(found.affinity(X), axis=1).sum() == pytest.approx(found.loglik_)
