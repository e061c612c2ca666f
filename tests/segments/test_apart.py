"""Segments that overlap are said to, those apart are not, and shares are corrected for it."""

import json

import numpy as np
import pandas as pd
import pytest

from psychoseg.segments.apart import told_apart
from psychoseg.segments.methods import WeightedKMeans
from psychoseg.segments.recognition import recognise
from psychoseg.stats.threads import one_thread


def people(apart: float, seed: int = 0, n: int = 900) -> np.ndarray:
    """Two groups so many spreads apart, and a third far from both."""
    rng = np.random.default_rng(seed)
    return np.array([[0, 0, 0], [apart, 0, 0], [0, 6, 0]])[rng.integers(3, size=n)] + rng.normal(size=(n, 3))


def judged(X: np.ndarray, segments: int = 3, weights=None):
    given = np.ones(len(X)) if weights is None else weights
    with one_thread():
        model, fewer = (
            WeightedKMeans(k, n_init=10).fit(X, sample_weight=given) for k in (segments, segments - 1)
        )
        return told_apart(X, model, given, fewer.labels_), model


def test_two_groups_with_one_peak_are_proposed_for_merging_with_what_would_change():
    found, model = judged(people(1.3))

    (proposal,) = found.proposals
    assert {proposal.pair[0], proposal.pair[1]} == set(np.argsort(model.cluster_centers_[:, 1])[:2])
    assert proposal.agreement == pytest.approx(1, abs=0.03)
    assert proposal.explained_after < proposal.explained
    assert proposal.share == pytest.approx(2 / 3, abs=0.05)
    assert "cannot be told apart" in found.caveats[0]
    assert "Merged, they hold" in found.caveats[0]


@pytest.mark.parametrize("seed", range(4))
def test_groups_three_spreads_apart_are_not(seed):
    found, _ = judged(people(3, seed))

    assert found.proposals == ()
    assert found.caveats == ()
    assert np.array(found.posterior).diagonal().min() > 0.85


def test_each_group_of_an_overlapping_pair_is_the_others_neighbour():
    found, model = judged(people(2.2))
    far = int(model.cluster_centers_[:, 1].argmax())
    pair = [at for at in range(3) if at != far]

    assert [found.neighbour[at] for at in pair] == pair[::-1]
    assert found.border[far] < min(found.border[at] for at in pair)
    assert np.array(found.near)[pair[0], pair[1]] > 0.1
    assert np.sum(found.posterior, axis=1) == pytest.approx(np.ones(3))


def test_a_planted_share_that_k_means_evens_out_is_corrected(shared):
    answers = pd.read_csv(shared / "reference" / "data" / "planted_wave1.csv")
    answers = answers[answers["careless"] == 0]
    keyed = answers[[f"q{at:02d}" for at in range(1, 21)]].fillna(3) * ([1, 1, 1, -1, -1] * 4)
    means = np.column_stack([keyed.iloc[:, at : at + 5].mean(axis=1) for at in range(0, 20, 5)])
    truth = answers["true_segment"].value_counts(normalize=True).to_numpy()

    found, _ = judged((means - means.mean(0)) / means.std(0), 4)

    assert min(found.shares) > 0.18
    assert found.corrected == pytest.approx(truth, abs=0.01)
    assert (np.array(found.corrected_low) < truth).all()
    assert (truth < np.array(found.corrected_high)).all()


def test_no_share_is_corrected_where_normal_groups_do_not_describe_the_answers(shared):
    answers = pd.read_csv(shared / "reference" / "data" / "mcdonalds.csv")

    found, _ = judged((answers.iloc[:, :11] == "Yes").to_numpy(dtype=float), 4)

    assert found.corrected == ()
    assert "k-means" in found.source


def test_recognition_from_all_items_is_that_of_left_out_people(shared):
    folder = shared / "reference"
    answers = pd.read_csv(folder / "data" / "mcdonalds.csv")
    labels = (
        np.array(json.loads((folder / "mcdonalds_published.json").read_text())["kmeans_k4"]["labels"]) - 1
    )
    stored = json.loads((folder / "typing_tool_mcdonalds.json").read_text())["best_subsets_lda_loo"]
    X = (answers.iloc[:, :11] == "Yes").to_numpy(dtype=float)

    found = recognise(X, labels, np.ones(len(X)))

    assert found.accuracy > stored["all_items"]["accuracy"] - 0.01
    assert found.largest == pytest.approx(stored["chance_largest"], abs=1e-9)
    assert found.proportional == pytest.approx(stored["chance_proportional"], abs=1e-9)
    assert len(found.classifiers) == 5


def test_a_dead_segment_does_not_hide_behind_overall_accuracy(shared):
    folder = shared / "reference"
    answers = pd.read_csv(folder / "data" / "mcdonalds.csv")
    labels = (
        np.array(json.loads((folder / "mcdonalds_published.json").read_text())["kmeans_k4"]["labels"]) - 1
    )

    found = recognise((answers[["greasy"]] == "Yes").to_numpy(dtype=float), labels, np.ones(len(labels)))

    assert found.accuracy == pytest.approx(0.518, abs=0.01)
    assert found.weak == (1, 2)
    assert found.sensitivity[1] == found.precision[1] == 0


def test_variables_that_say_nothing_recognise_nobody_beyond_chance():
    rng = np.random.default_rng(3)
    found = recognise(rng.normal(size=(600, 5)), rng.integers(3, size=600), np.ones(600))

    assert abs(found.kappa) < 0.1


def test_the_order_of_people_and_columns_does_not_matter():
    X, rng = people(2), np.random.default_rng(5)
    rows, columns = rng.permutation(len(X)), rng.permutation(3)

    one, _ = judged(X)
    other, _ = judged(X[rows][:, columns])

    assert np.array(one.posterior) == pytest.approx(np.array(other.posterior), abs=1e-6)
    assert one.recognition.sensitivity == pytest.approx(other.recognition.sensitivity, abs=0.02)


def test_a_segment_of_a_few_people_is_not_cross_validated():
    X = np.vstack([people(3), np.full((3, 3), 30.0)])

    found, _ = judged(X, 4)

    assert found.recognition is None


def test_weights_count_as_people():
    X = people(3)
    doubled = np.vstack([X, X[:300]])
    weights = np.where(np.arange(len(X)) < 300, 2.0, 1.0)

    one, _ = judged(X, weights=weights)
    other, _ = judged(doubled)

    assert one.shares == pytest.approx(other.shares, abs=1e-9)
    assert one.corrected == pytest.approx(other.corrected, abs=1e-3)
