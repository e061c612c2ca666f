"""The consensus of methods: nearer to the truth than most, and able to place anybody."""

from __future__ import annotations

import json

import numpy as np
import pytest

from psychoseg.errors import ModelError, PlanError
from psychoseg.segments.agreement import adjusted_rand
from psychoseg.segments.methods import Ensemble, method_from_plain
from psychoseg.segments.methods.ensemble import MEMBERS

QUICK = ("kmeans", "pam", "ward", "bagged")


def overlapping(seed: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    truth = rng.choice(3, size=400, p=[0.5, 0.3, 0.2])
    return 2.8 * np.eye(3)[truth] + rng.normal(size=(400, 3)), truth


@pytest.fixture(scope="module")
def consensus():
    return Ensemble(3).fit(overlapping(0)[0])


def test_the_consensus_is_no_worse_than_the_median_member(consensus):
    _, truth = overlapping(0)
    alone = [adjusted_rand(member.labels_, truth) for member in consensus.members_ if member.n_clusters == 3]

    assert len(consensus.members_) == 2 * len(MEMBERS)
    assert adjusted_rand(consensus.labels_, truth) >= np.median(alone) - 0.01
    assert set(consensus.agreement_) == set(MEMBERS)


def test_a_probability_is_the_mean_opinion_of_the_members(consensus):
    X, _ = overlapping(0)
    opinions = []
    for member in consensus.members_:
        groups = member.predict(X)
        shares = np.array(
            [
                np.bincount(consensus.labels_[groups == at], minlength=3) / max((groups == at).sum(), 1)
                for at in range(member.n_clusters)
            ]
        )
        opinions.append(shares[groups])

    # the votes are those of the latent classes of labels, which nearly all of the final segments are
    assert consensus.predict_proba(X) == pytest.approx(np.mean(opinions, axis=0), abs=0.1)


def test_members_without_the_structure_are_outvoted_and_told():
    rng = np.random.default_rng(1)
    truth = np.repeat([0, 1], [300, 300])
    X = np.array([12.0, 1.0]) * rng.uniform(-1, 1, (600, 2)) + np.array([[0.0, 0.0], [0.0, 8.0]])[truth]

    found = Ensemble(2, members=("mixture", "latent_class", "kmeans")).fit(X)

    assert adjusted_rand(found.labels_, truth) > 0.9
    assert any("k-means have little in common" in note for note in found.notes_)


def test_someone_with_a_gap_is_placed_by_the_members_that_can():
    X, _ = overlapping(2)
    found = Ensemble(3, members=QUICK).fit(X)

    gap = X[:5].copy()
    gap[:, 2] = np.nan

    medoids = [member for member in found.members_ if member.takes_missing]
    votes = np.split(found.votes_, np.cumsum(found.sizes_)[:-1])
    able = [vote for vote, member in zip(votes, found.members_, strict=True) if member.takes_missing]
    by_hand = np.mean([vote[one.predict(gap)] for vote, one in zip(able, medoids, strict=True)], axis=0)
    assert found.predict_proba(gap) == pytest.approx(by_hand, abs=1e-9)


def test_members_that_cannot_divide_are_told():
    X = np.repeat(np.eye(3), 10, axis=0)
    X[0, 0] = np.nan

    found = Ensemble(3, members=("pam", "latent_class")).fit(X)

    assert {member.name for member in found.members_} == {"pam", "latent_class"}
    assert any("Not among the divisions: k-medoids into 4" in note for note in found.notes_)
    with pytest.raises(PlanError, match="No method can divide"):
        Ensemble(3, members=("kmeans",)).fit(X)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"members": "all"}, "lacks members"),
        ({"sizes_": [3.0, 3.0]}, "do not fit"),
        ({"votes_": [[1.0, 0.0, 0.0]]}, "do not fit"),
    ],
)
def test_stored_members_that_do_not_fit_are_refused(change, message):
    plain = Ensemble(3, members=("kmeans", "ward")).fit(overlapping(3)[0]).to_plain()

    with pytest.raises(ModelError, match=message):
        method_from_plain({**plain, **change})
    plain["members"][1]["method"] = "ensemble"
    with pytest.raises(ModelError, match=r"members\[1\] is of a method"):
        method_from_plain(json.loads(json.dumps(plain)))


def test_members_that_there_are_not_are_refused():
    with pytest.raises(PlanError, match="no member 'kmean'.*kmeans"):
        Ensemble(2, members=("kmean",)).fit(overlapping(4)[0])
