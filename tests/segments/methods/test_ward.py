"""Ward's tree: the unions other programs make, with weights as copies."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.cluster.hierarchy import fcluster, linkage

from psychoseg.segments.agreement import adjusted_rand
from psychoseg.segments.methods import Ward
from psychoseg.segments.methods._method import means
from psychoseg.segments.methods.ward import cut, tree
from psychoseg.segments.rows import Rows


@given(st.integers(0, 10_000))
def test_the_tree_is_scipys(seed):
    X = np.random.default_rng(seed).normal(size=(60, 3))

    pairs, costs = tree(X, np.ones(60))
    theirs = linkage(X, "ward")

    assert np.sqrt(2 * costs) == pytest.approx(theirs[:, 2])
    for groups in (2, 5, 20):
        cut_there = fcluster(theirs, groups, "maxclust").astype(np.int64) - 1
        assert adjusted_rand(cut(pairs, groups), cut_there) == 1


@given(st.integers(0, 10_000))
def test_the_tree_of_weighted_rows_is_that_of_their_copies(seed):
    rng = np.random.default_rng(seed)
    X, copies = rng.normal(size=(30, 2)), rng.integers(1, 4, size=30)

    _, costs = tree(X, copies.astype(float))
    theirs = linkage(np.repeat(X, copies, axis=0), "ward")

    assert np.sqrt(2 * costs) == pytest.approx(theirs[-29:, 2])


@pytest.mark.parametrize(
    ("data", "stored"), [("risk", "segmentation_risk"), ("mcdonalds", "kmeans_optimum_mcdonalds")]
)
def test_groups_of_public_data_are_as_tight_as_rs(public, known, data, stored):
    # many rows are equally near, so that there are several trees; they are alike in what they leave within groups
    rows = Rows.of(public(data))
    pairs, _ = tree(rows.values, rows.weights)

    for groups, theirs in known(stored)["ward_D2"]["cuts"].items():
        labels = cut(pairs, int(groups))
        centres = means(rows.values, rows.weights, labels, int(groups))
        within = rows.weights @ ((rows.values - centres[labels]) ** 2).sum(axis=1)
        assert within <= theirs["sse"] * 1.025


def test_people_nearer_to_another_segment_than_the_trees_are_placed_there_and_told():
    X = np.random.default_rng(0).normal(size=(400, 4))

    found = Ward(4).fit(X)

    assert found.moved_ > 0.05
    assert f"{found.moved_:.0%} of people" in found.notes_[0]


def test_many_people_grow_the_tree_by_a_part_of_them_and_it_is_said():
    rng = np.random.default_rng(0)
    truth = rng.integers(3, size=5000)
    X = 8 * np.eye(3)[truth] + rng.normal(size=(5000, 3))

    found = Ward(3).fit(X)

    assert "3,000 people" in found.notes_[0]
    assert adjusted_rand(found.labels_, truth) > 0.99
