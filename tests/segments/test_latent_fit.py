"""What is said of the fit of latent classes."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

from psychoseg.segments.latent_fit import bootstrap_ratio, drawn, latent_fit
from psychoseg.segments.methods import LatentClass


def test_criteria_of_carcinoma_are_those_of_another_program(shared):
    X = pd.read_csv(shared / "reference" / "data" / "carcinoma.csv").to_numpy(float) - 1
    known = json.loads((shared / "reference" / "lca_reference.json").read_text())["results"]["carcinoma"][
        "own_em"
    ]

    for classes, theirs in known.items():
        found = latent_fit(LatentClass(int(classes), nominal=tuple(range(7))).fit(X), X)
        for ours, name in (("aic", "aic"), ("bic", "bic"), ("adjusted_bic", "sabic"), ("caic", "caic")):
            assert getattr(found, ours) == pytest.approx(theirs[name], abs=0.01)
        assert found.entropy == pytest.approx(theirs["entropy_R2"], abs=0.002)


def two_classes(seed: int, people: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    truth = rng.integers(2, size=people)
    return (rng.random((people, 6)) < np.where(truth == 0, 0.15, 0.85)[:, None]).astype(float)


def test_a_pair_that_hangs_together_within_classes_stands_out():
    X = two_classes(1, 800)
    rng = np.random.default_rng(2)
    X[:, 5] = np.where(rng.random(800) < 0.7, X[:, 4], X[:, 5])
    X[rng.random(X.shape) < 0.05] = np.nan

    found = latent_fit(LatentClass(2, nominal=tuple(range(6))).fit(X), X)

    worst = np.unravel_index(found.residuals.argmax(), found.residuals.shape)
    assert set(worst) == {4, 5}
    assert found.residuals.max() > 10
    assert np.median(found.residuals) < 2


def test_weights_count_by_their_effective_number():
    X = two_classes(3, 400)
    weights = np.random.default_rng(4).uniform(0.2, 3, 400)
    model = LatentClass(2, nominal=tuple(range(6))).fit(X, sample_weight=weights)

    one, other = latent_fit(model, X, weights), latent_fit(model, X, weights)

    assert one.people == pytest.approx(weights.sum() ** 2 / (weights**2).sum())
    scaled = LatentClass(2, nominal=tuple(range(6))).fit(X, sample_weight=10 * weights)
    assert latent_fit(scaled, X, 10 * weights).bic == pytest.approx(other.bic, abs=1e-3)


def test_the_class_that_is_there_is_worth_it_and_one_more_is_not():
    X = two_classes(5, 150)
    fits = {k: LatentClass(k, 10, nominal=tuple(range(6))).fit(X) for k in (1, 2, 3)}
    rng = np.random.default_rng(6)

    assert bootstrap_ratio(fits[1], fits[2], X, rng, draws=9, starts=2).p == 0.1
    assert bootstrap_ratio(fits[2], fits[3], X, rng, draws=9, starts=2).p > 0.1


def test_people_drawn_from_classes_are_like_those_they_were_formed_from():
    rng = np.random.default_rng(7)
    truth = rng.choice(2, size=4000, p=[0.7, 0.3])
    X = np.column_stack([rng.normal(4 * truth, 1), (rng.random(4000) < 0.1 + 0.8 * truth).astype(float)])
    X[:100, 0] = np.nan
    model = LatentClass(2, 5, nominal=(1,)).fit(X)

    again = drawn(model, X, rng)

    assert np.isnan(again[:100, 0]).all()
    assert np.nanmean(again, axis=0) == pytest.approx(np.nanmean(X, axis=0), abs=0.1)
    assert np.nanstd(again, axis=0) == pytest.approx(np.nanstd(X, axis=0), rel=0.05)
