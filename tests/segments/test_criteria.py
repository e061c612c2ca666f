"""What speaks for a number of segments, against other programs' numbers and planted truth."""

import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.cluster import KMeans
from sklearn.metrics import calinski_harabasz_score, silhouette_score

from psychoseg.segments.choice import compare, refitting
from psychoseg.segments.criteria import (
    across,
    calinski_harabasz,
    gap,
    jaccards,
    prediction_strength,
    silhouette,
)
from psychoseg.segments.methods import WeightedKMeans
from psychoseg.segments.order import canonical, thinned
from psychoseg.segments.soft import soften
from psychoseg.segments.stability import resamples
from psychoseg.stats.threads import one_thread


def blobs(apart: float, seed: int = 0, sizes=(120, 90, 60)) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    labels = np.repeat(np.arange(len(sizes)), sizes)
    centres = apart * np.array([[0, 0, 0], [1, 0, 1], [0, 1, -1]])[: len(sizes)]
    return centres[labels] + rng.normal(size=(sum(sizes), 3)), labels


def compared(X: np.ndarray, weights=None, most: int = 5, **kwargs):
    given_weights = np.ones(len(X)) if weights is None else weights
    with one_thread():
        pairs = resamples(len(X), 8, np.random.default_rng(1))
        return compare(X, given_weights, range(2, most + 1), pairs, starts=5, smallest_share=0.05, **kwargs)[
            0
        ]


@pytest.fixture(scope="module")
def mcdonalds(shared):
    answers = pd.read_csv(shared / "reference" / "data" / "mcdonalds.csv")
    stored = json.loads((shared / "reference" / "mcdonalds_published.json").read_text())
    return (answers.iloc[:, :11] == "Yes").to_numpy(dtype=float), stored


def test_stability_across_solutions_is_flexclusts(mcdonalds):
    _, stored = mcdonalds
    labels = {int(k): np.array(found) - 1 for k, found in stored["km28_labels"].items()}

    for number in range(2, 8):
        theirs = stored["slsa_nodes"][f"{number}to{number + 1}"]
        assert across(labels[number], labels[number + 1]) == pytest.approx(theirs, abs=1e-8)


def test_stability_within_solutions_has_flexclusts_medians(mcdonalds):
    """As flexclust does it: three random starts a sample, the best match in each of a pair, their mean."""
    X, stored = mcdonalds
    labels = np.array(stored["kmeans_k4"]["labels"]) - 1
    rng = np.random.default_rng(5)
    with one_thread():
        found = [
            np.mean(
                [
                    jaccards(
                        labels,
                        KMeans(4, init="random", n_init=3, random_state=sample.seed % 2**31, tol=0)
                        .fit(np.repeat(X, sample.counts(), axis=0))
                        .predict(X),
                    )
                    for sample in pair
                ],
                axis=0,
            )
            for pair in resamples(len(X), 80, rng)
        ]

    theirs = [stored["slsw_k4"]["jaccard_by_segment"][f"S{at}"]["median"] for at in range(1, 5)]
    assert np.median(found, axis=0) == pytest.approx(theirs, abs=0.05)


def test_silhouette_and_calinski_harabasz_are_those_of_r(mcdonalds):
    X, stored = mcdonalds
    labels = np.array(stored["kmeans_k4"]["labels"]) - 1

    assert silhouette(X, labels, np.ones(len(X))) == pytest.approx(
        stored["internal"]["silhouette_avg"], abs=1e-10
    )
    assert calinski_harabasz(X, labels, np.ones(len(X))) == pytest.approx(
        stored["internal"]["calinski_harabasz"], rel=1e-10
    )


def test_without_weights_they_are_also_scikit_learns():
    X, labels = blobs(2)

    assert silhouette(X, labels, np.ones(len(X))) == pytest.approx(silhouette_score(X, labels))
    assert calinski_harabasz(X, labels, np.full(len(X), 3.0)) == pytest.approx(
        calinski_harabasz_score(X, labels)
    )


def test_a_weight_of_two_counts_as_two_people_in_the_sum_of_squares():
    X, labels = blobs(2)
    doubled = np.vstack([X, X[:100]])
    weights = np.where(np.arange(len(X)) < 100, 2.0, 1.0)

    ratio = calinski_harabasz(X, labels, weights) / calinski_harabasz(
        doubled, np.append(labels, labels[:100]), np.ones(len(doubled))
    )

    assert ratio == pytest.approx((len(X) - 3) / (len(doubled) - 3))


@pytest.mark.parametrize(("study", "number"), [("planted_nocluster", 1), ("planted_wave1", 4)])
def test_the_gap_finds_what_was_planted(shared, study, number):
    answers = pd.read_csv(shared / "reference" / "data" / f"{study}.csv")
    answers = answers[answers["careless"] == 0]
    keyed = answers[[f"q{at:02d}" for at in range(1, 21)]].fillna(3) * ([1, 1, 1, -1, -1] * 4)
    means = np.column_stack([keyed.iloc[:, at : at + 5].mean(axis=1) for at in range(0, 20, 5)])

    found = gap((means - means.mean(0)) / means.std(0), np.ones(len(means)), 6, np.random.default_rng(0))

    assert found.chosen == number


def test_the_gap_of_the_risk_answers_stops_where_r_does(shared):
    answers = pd.read_csv(shared / "reference" / "data" / "risk.csv").to_numpy(dtype=float)
    stored = json.loads((shared / "reference" / "segmentation_risk.json").read_text())["gap"]

    found = gap(answers, np.ones(len(answers)), 7, np.random.default_rng(0))

    assert found.chosen == stored["k_Tibs2001"]


def test_the_gap_counts_people_by_their_weights():
    X, labels = blobs(6)
    weights = np.where(labels == 2, 1e-6, 1.0)

    assert gap(X, np.ones(len(X)), 5, np.random.default_rng(1)).chosen == 3
    assert gap(X, weights, 5, np.random.default_rng(1)).chosen == 2


def test_prediction_strength_is_one_for_groups_apart_and_low_for_too_many():
    X, _ = blobs(8)
    rng = np.random.default_rng(2)

    strengths = [
        prediction_strength(X, np.ones(len(X)), number, refitting(WeightedKMeans(number)), rng).mean
        for number in (3, 5)
    ]

    assert strengths[0] > 0.99
    assert strengths[1] < 0.8


def test_shares_of_overlapping_groups_are_found_where_hard_segments_even_them_out():
    rng = np.random.default_rng(3)
    truth = np.repeat([0, 1], [1700, 300])
    X = np.array([[0.0, 0.0], [2.4, 0.0]])[truth] + rng.normal(size=(2000, 2))
    labels = KMeans(2, n_init=5, random_state=0).fit(X).labels_.astype(np.int64)

    found = soften(X, labels, np.ones(len(X)))

    assert np.bincount(labels).min() / len(X) > 0.2
    assert found.shares.min() == pytest.approx(0.15, abs=0.03)
    assert found.posterior.sum(axis=1) == pytest.approx(np.ones(len(X)))


def test_a_weight_of_two_is_two_people_in_the_likelihood_but_adds_no_people():
    X, labels = blobs(3)
    given_weights = np.where(np.arange(len(X)) < 50, 2.0, 1.0)
    weighted = soften(X, labels, given_weights)
    repeated = soften(np.vstack([X, X[:50]]), np.append(labels, labels[:50]), np.ones(len(X) + 50))

    assert weighted.shares == pytest.approx(repeated.shares, abs=1e-3)
    assert weighted.people < len(X)


def test_normal_groups_are_not_laid_on_answers_of_yes_and_no(mcdonalds):
    X, stored = mcdonalds

    assert soften(X, np.array(stored["kmeans_k4"]["labels"]) - 1, np.ones(len(X))) is None


@settings(max_examples=20)
@given(st.integers(0, 1000))
def test_the_canonical_order_is_the_same_however_people_and_columns_are_listed(seed):
    rng = np.random.default_rng(seed)
    X, weights = rng.normal(size=(60, 4)), rng.uniform(0.5, 2, size=60)
    rows, columns = rng.permutation(60), rng.permutation(4)

    one, other = canonical(X, weights), canonical(X[rows][:, columns], weights[rows])

    assert (X[one] == X[rows[other]]).all()
    assert set(thinned(X, weights, 10)) == set(rows[thinned(X[rows], weights[rows], 10)])


def test_groups_apart_are_counted_alike_by_every_criterion():
    found = compared(blobs(6)[0])

    assert found.chosen == found.ruled == 3
    assert {vote.criterion: vote.segments for vote in found.votes} == dict.fromkeys(
        (vote.criterion for vote in found.votes), 3
    )
    assert len(found.votes) == 9
    assert "9 of 9" in found.verdict
    chosen = found.tried[1]
    assert min(chosen.within) > 0.95
    assert len(chosen.across) == 3
    assert chosen.smallest_low < chosen.smallest < chosen.smallest_high


def test_the_runner_up_is_named_and_a_persons_number_is_set_beside_the_rules():
    found = compared(blobs(6)[0], overrule=4, because="four teams")

    assert (found.chosen, found.ruled, found.reason) == (4, 3, "four teams")
    assert found.verdict.startswith("The rule would take 3; a person took 4.")
    assert compared(blobs(6)[0]).runner_up in {2, 4}


def test_criteria_that_can_say_so_say_one_where_people_are_one_cloud():
    found = compared(np.random.default_rng(4).normal(size=(500, 3)), most=4)

    votes = {vote.criterion: vote.segments for vote in found.votes}
    assert votes["gap"] == votes["BIC"] == votes["ICL"] == 1


def test_a_tiny_smallest_segment_is_a_caveat():
    found = compared(blobs(8, sizes=(300, 300, 12))[0], overrule=3, because="asked for")

    assert any("below the 5% asked for" in caveat for caveat in found.caveats)
    assert any("effective people" in caveat for caveat in found.caveats)
