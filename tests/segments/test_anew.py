"""A later wave's own segments beside the frozen ones: what stayed, split, merged, came and went."""

import json

import numpy as np
import pandas as pd
import pytest

from psychoseg.documents.plain import from_plain, to_plain
from psychoseg.plan import Plan
from psychoseg.segments import group
from psychoseg.segments.anew import Anew, formed_anew

PLAN = Plan(resamples=10, starts=10, fewest_segments=2, most_segments=5)
FIRST = np.array([[0, 0], [9, 0], [0, 9]])


def people(centres: np.ndarray, sizes: list[int], seed: int = 1, spread: float = 1.0) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    return pd.DataFrame(
        np.repeat(centres, sizes, axis=0) + spread * rng.normal(size=(sum(sizes), 2)), columns=["a", "b"]
    )


@pytest.fixture(scope="module")
def segmentation():
    scores = people(FIRST, [180, 120, 80])
    weights = pd.Series(1.0, scores.index)
    return group(scores, weights, PLAN, np.random.default_rng(0), probe=False).segmentation


def anew(segmentation, scores: pd.DataFrame, plan: Plan = PLAN, weights: pd.Series | None = None) -> Anew:
    given = pd.Series(1.0, scores.index) if weights is None else weights
    return formed_anew(
        segmentation, scores, segmentation.assign(scores), given, plan, np.random.default_rng(3)
    )


def test_a_wave_of_the_same_people_keeps_every_segment(segmentation):
    found = anew(segmentation, people(FIRST, [150, 150, 80], seed=2))

    assert [old for old, _, _ in sorted(found.matched)] == [1, 2, 3]
    assert found.agreement > 0.98
    assert found.said == () == found.split == found.merged == found.new == found.gone
    assert max(found.shift) < 0.1
    assert "3 segments too" in found.words
    assert "3 of 3 are the same" in found.words


def test_a_segment_that_fell_in_two_is_said_to_be_split_with_its_parts(segmentation):
    apart = np.array([[-1.5, -3.0], [1.5, 3.0], [9, 0], [0, 12]])

    found = anew(segmentation, people(apart, [90, 90, 120, 80], seed=3, spread=0.5))

    ((old, parts),) = found.split
    assert len(parts) == 2
    assert {part.new for part in found.parts if part.old == old} == set(parts)
    assert sum(part.of_old for part in found.parts if part.old == old) == pytest.approx(1, abs=0.02)
    assert any(f"Segment {old} split into this wave's segment" in sentence for sentence in found.said)
    assert found.caveats[: len(found.said)] == found.said


def test_segments_that_grew_together_are_said_to_be_merged(segmentation):
    found = anew(segmentation, people(np.array([[4.4, -0.3], [0, 9]]), [300, 90], seed=4, spread=0.8))

    ((olds, _),) = found.merged
    assert olds == (1, 2)
    assert any("Segment 1 and Segment 2 merged into" in sentence for sentence in found.said)
    assert found.segments == 2


def test_a_segment_whose_people_moved_is_named(segmentation):
    moved = FIRST + np.array([[0, 0], [6, -4], [0, 0]])

    found = anew(segmentation, people(moved, [180, 120, 80], seed=5))

    assert int(np.argmax(found.shift)) == 1
    assert any(
        caveat.startswith("The middle of the people in segment 2 has moved") for caveat in found.caveats
    )


def test_too_few_people_are_not_divided_again(segmentation):
    assert anew(segmentation, people(FIRST, [10, 10, 10], seed=6)) is None


def test_a_persons_own_number_is_kept(segmentation):
    plan = Plan(resamples=10, starts=10, segments=3, segments_reason="three teams")

    assert anew(segmentation, people(FIRST, [90, 90, 80], seed=7), plan).segments == 3


def test_weights_count_people(segmentation):
    scores = people(FIRST, [180, 120, 80], seed=8)
    weights = pd.Series(np.repeat([1.0, 2.0, 1.0], [180, 120, 80]))

    found = anew(segmentation, scores, weights=weights)

    assert len(found.matched) == 3
    assert json.loads(json.dumps(to_plain(found), allow_nan=False))["people"] == 380


def test_the_diagnosis_survives_json(segmentation):
    found = anew(segmentation, people(FIRST, [150, 150, 80], seed=2))

    assert from_plain(Anew, json.loads(json.dumps(to_plain(found)))) == found
