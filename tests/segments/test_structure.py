"""Whether there are segments at all: found where they were planted, and not where people are one cloud."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from sklearn.decomposition import FactorAnalysis

from psychoseg.segments.choice import compare
from psychoseg.segments.stability import resamples
from psychoseg.segments.structure import VERDICTS, Structure, structure
from psychoseg.stats.threads import one_thread


def verdict(X: np.ndarray, seed: int = 0, most: int = 5) -> Structure:
    X = (X - X.mean(axis=0)) / X.std(axis=0)
    weights, rng, numbers = np.ones(len(X)), np.random.default_rng(seed), range(2, most + 1)
    with one_thread():
        found, _ = compare(X, weights, numbers, resamples(len(X), 8, rng), starts=10, smallest_share=0.05)
        stability = next(one.stability for one in found.tried if one.segments == found.chosen)
        return structure(X, weights, found.chosen, numbers, stability, rng)


def clouds(kind: str, seed: int, people: int = 400) -> np.ndarray:
    rng = np.random.default_rng(seed)
    if kind == "round":
        return rng.normal(size=(people, 3))
    if kind == "correlated":
        return rng.multivariate_normal(np.zeros(3), 0.4 + 0.6 * np.eye(3), size=people)
    if kind == "skewed":
        return rng.chisquare(3, size=(people, 3))
    if kind == "heavy-tailed":
        return rng.standard_t(4, size=(people, 3))
    traits = rng.multivariate_normal(np.zeros(3), 0.3 + 0.7 * np.eye(3), size=people)
    answers = np.digitize(
        0.7 * np.repeat(traits, 5, axis=1) + 0.7 * rng.normal(size=(people, 15)), [-1.5, -0.9, -0.2, 0.6]
    )
    return answers.reshape(people, 3, 5).mean(axis=2)


@pytest.mark.parametrize(
    "kind", ["round", "correlated", "skewed", "heavy-tailed", "means of five-point items"]
)
def test_one_cloud_of_any_shape_holds_no_segments(kind):
    found = verdict(clouds(kind, 11))

    assert found.verdict in {"constructed", "none"}
    assert found.separation_p > 0.025


def test_groups_three_deviations_apart_are_natural():
    rng = np.random.default_rng(5)
    centres = np.array([[0, 0, 0], [3.5, 0, 0], [0, 3.5, 0]])

    found = verdict(centres[rng.integers(3, size=450)] + rng.normal(size=(450, 3)))

    assert found.verdict == "natural"
    assert found.gain > 2 * found.gain_without


def test_the_same_people_in_the_same_order_get_the_same_answer():
    X = clouds("round", 3, people=120)

    assert verdict(X, seed=4, most=3) == verdict(X, seed=4, most=3)


def test_people_with_weights_are_drawn_by_them():
    rng = np.random.default_rng(8)
    X = np.repeat([[0.0, 0.0], [5.0, 0.0]], 200, axis=0) + rng.normal(size=(400, 2))
    weights = np.repeat([1.0, 1e-6], 200)

    found = structure(X, weights, 2, range(2, 4), 0.6, rng)

    assert found.people == 200
    assert found.verdict != "natural"


def test_every_verdict_has_words_for_a_client():
    for name in VERDICTS:
        words = Structure(name, 1.0, 1.0, 0.0, 0.0, 100).words
        assert words.endswith(".")
        assert name in words.lower() or name == "none"


def test_groups_that_another_sample_would_border_elsewhere_are_not_said_to_come_back():
    apart = Structure("reproducible", 0.025, 0.4, 0.3, 0.1, 400).words
    repeated = Structure("reproducible", 0.4, 0.025, 0.3, 0.1, 400).words

    assert "another sample would draw the borders elsewhere" in apart
    assert "another sample would draw them much alike" in repeated


@pytest.mark.parametrize(
    ("study", "verdicts"), [("planted_nocluster", {"constructed", "none"}), ("planted_wave1", {"natural"})]
)
def test_planted_studies_are_told_apart(shared, study, verdicts):
    answers = pd.read_csv(shared / "reference" / "data" / f"{study}.csv")
    items = answers.loc[answers["careless"] == 0, [f"q{at:02d}" for at in range(1, 21)]]
    standard = (items - items.mean()) / items.std()

    found = verdict(FactorAnalysis(4, rotation="varimax").fit_transform(standard.fillna(0)), most=6)

    assert found.verdict in verdicts
