"""Segments keep their identity: pairing, splits and merges, and agreement with other programs' numbers."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

from psychoseg.segments.agreement import agreement
from psychoseg.segments.matching import match, relabelled

labels = st.lists(st.integers(0, 4), min_size=40, max_size=40).map(
    lambda found: np.unique(found, return_inverse=True)[1].astype(np.int64)
)


def test_agreement_is_that_of_other_programs(shared):
    folder = shared / "reference"
    stored = json.loads((folder / "partition_agreement.json").read_text())
    one = np.array(json.loads((folder / "mcdonalds_published.json").read_text())["kmeans_k4"]["labels"]) - 1
    other = np.array(
        json.loads((folder / "kmeans_optimum_mcdonalds.json").read_text())["kmeans"]["4"]["labels"]
    )
    theirs = stored["indices"]

    found, paired = agreement(one, other - 1), match(other - 1, one)

    for ours, name in (
        ("rand", "rand"), ("adjusted_rand", "ari"), ("jaccard", "jaccard_pairs"),
        ("fowlkes_mallows", "fowlkes_mallows"), ("mutual_information", "mutual_information"),
        ("normalised", "nmi_arithmetic"), ("variation", "variation_of_information"),
    ):  # fmt: skip
        assert getattr(found, ours) == pytest.approx(theirs[name], abs=1e-10)
    assert [old + 1 for old in paired.partner] == theirs["hungarian_match"]
    assert paired.jaccard == pytest.approx(theirs["jaccard_by_segment"], abs=1e-10)


@given(labels, labels)
def test_agreement_without_weights_is_scikit_learns(one, other):
    found = agreement(one, other)

    assert found.adjusted_rand == pytest.approx(adjusted_rand_score(one, other), abs=1e-9)
    assert found.normalised == pytest.approx(normalized_mutual_info_score(one, other), abs=1e-9)


@given(labels, labels)
def test_a_weight_of_two_is_two_people(one, other):
    weights = np.where(np.arange(40) < 15, 2.0, 1.0)
    twice = np.concatenate([np.arange(40), np.arange(15)])

    assert agreement(one, other, weights).adjusted_rand == pytest.approx(
        agreement(one[twice], other[twice]).adjusted_rand
    )


@given(labels, st.permutations(range(5)))
def test_the_same_division_under_other_numbers_gets_its_own_numbers_back(first, numbers):
    second = np.array(numbers)[first]
    second = np.unique(second, return_inverse=True)[1].astype(np.int64)

    found = match(first, second)

    assert (relabelled(second, found) == first).all()
    assert found.jaccard == (1.0,) * len(found.jaccard)
    assert found.splits == found.merges == found.gone == ()


def test_a_segment_in_two_is_called_a_split_and_two_in_one_a_merge():
    three = np.repeat([0, 1, 2], [100, 60, 60])
    two = np.repeat([0, 1], [100, 120])

    apart, together = match(two, three), match(three, two)

    assert apart.splits == ((1, (1, 2)),)
    assert apart.words(("A", "B"), ("a", "b", "c")) == ("B split into b and c.",)
    assert together.merges == (((1, 2), 1),)
    assert together.words(("a", "b", "c"), ("A", "B")) == ("b and c merged into B.",)


def test_a_new_segment_and_one_that_is_gone_are_named():
    first = np.repeat([0, 1, 2], [100, 100, 40])
    second = np.concatenate([np.repeat([0, 3], [80, 20]), np.repeat([1, 3], [80, 20]), np.repeat([0, 1], 20)])

    found = match(first, np.unique(second, return_inverse=True)[1].astype(np.int64))

    assert found.partner == (0, 1, -1)
    assert found.kept == (0, 1)
    assert found.words(("A", "B", "C"), ("a", "b", "c")) == ("c is new.", "C is no longer there.")


def test_weights_decide_who_is_whose_counterpart():
    first, second = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])

    assert match(first, second, np.array([5.0, 1, 1, 5])).partner == (0, 1)
    assert match(first, second, np.array([1.0, 5, 5, 1])).partner == (1, 0)
