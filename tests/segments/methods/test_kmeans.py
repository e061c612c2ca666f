"""k-means: the best solution is found, on public data and wherever it is known."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

from psychoseg.segments.methods import WeightedKMeans
from psychoseg.segments.methods.kmeans import single_moves


def public(shared, data: str) -> np.ndarray:
    answers = pd.read_csv(shared / "reference" / "data" / f"{data}.csv")
    return answers.iloc[:, :11].eq("Yes").to_numpy(float) if data == "mcdonalds" else answers.to_numpy(float)


@pytest.mark.parametrize(
    ("data", "stored", "most"),
    [("mcdonalds", "kmeans_optimum_mcdonalds", 6), ("risk", "segmentation_risk", 7)],
)
@pytest.mark.parametrize("seed", [0, 1])
def test_the_optimum_of_public_data_is_reached(shared, data, stored, most, seed):
    known = json.loads((shared / "reference" / f"{stored}.json").read_text())["kmeans"]
    X = public(shared, data)

    for number in range(2, most + 1):
        found = WeightedKMeans(number, random_state=seed).fit(X)
        assert found.inertia_ <= known[str(number)]["tot_withinss"] * (1 + 1e-4)
        assert 1 <= found.reached_ <= found.starts_ == 50


def test_the_optimum_with_weights_is_reached(shared):
    stored = json.loads((shared / "reference" / "survey_weights.json").read_text())["bfi_raked"]
    answers = pd.read_csv(shared / "reference" / "data" / "bfi.csv")
    answers = (
        answers[answers["id"].isin(stored["row_ids"])]
        if "id" in answers
        else answers.loc[np.array(stored["row_ids"]) - 1]
    )
    items = answers[[f"{letter}{at}" for letter in "ACENO" for at in range(1, 6)]].copy()
    items[["A1", "C4", "C5", "E1", "E2", "O2", "O5"]] = 7 - items[["A1", "C4", "C5", "E1", "E2", "O2", "O5"]]
    weights = np.array(stored["weights"])
    scales = items.to_numpy(float).reshape(len(items), 5, 5).mean(axis=2)
    centred = scales - np.average(scales, axis=0, weights=weights)
    X = centred / np.sqrt(np.average(centred**2, axis=0, weights=weights))

    found = WeightedKMeans(4).fit(X, sample_weight=weights)

    assert found.inertia_ <= stored["kmeans4_weighted"]["weighted_sse"] * (1 + 1e-6)
    shares = np.bincount(found.labels_, weights=weights) / weights.sum()
    assert shares == pytest.approx(stored["kmeans4_weighted"]["weighted_share"], abs=2e-3)  # a better end


def test_a_row_that_is_nearer_to_its_centre_may_still_be_better_off_elsewhere():
    # 3 is 1.5 from the centre of 0 and 3, and 2 from 5; in squares, leaving saves 4.5 and joining costs 2
    moved = single_moves(np.array([[0.0], [3.0], [5.0]]), np.ones(3), np.array([0, 0, 1]), 2)

    assert moved.tolist() == [0, 1, 1]


def test_many_people_are_searched_on_a_part_of_them_and_it_is_said():
    rng = np.random.default_rng(0)
    X = np.array([[0.0, 0], [8, 0], [0, 8]])[rng.integers(3, size=25_000)] + rng.normal(size=(25_000, 2))

    found = WeightedKMeans(3, n_init=5).fit(X)

    assert "20,000 people" in found.notes_[0]
    assert found.inertia_ / len(X) == pytest.approx(2, abs=0.05)


def test_probabilities_are_even_half_way_and_sure_at_a_centre():
    found = WeightedKMeans(2, n_init=5).fit(np.array([[0.0], [1.0], [9.0], [10.0]]))

    chances = found.predict_proba(np.array([[5.0], [0.5]]))

    assert chances[0] == pytest.approx([0.5, 0.5])
    assert chances[1].max() > 0.999
