"""The segments beside every other way of forming them: all of them, none left out because it disagrees."""

import json

import numpy as np
import pandas as pd
import pytest

from psychoseg.documents.plain import to_plain
from psychoseg.plan import Plan
from psychoseg.questionnaire import Questionnaire, parse
from psychoseg.segments import Basis, Grouped, Sources, group
from psychoseg.segments.methods import METHODS
from psychoseg.sensitivity import Alternative, Effect, Sensitivity, sensitivity

PLAN = Plan(resamples=10, starts=10, fewest_segments=2, most_segments=4)
ASKED: Questionnaire = parse("""
id: x
title: X
sections:
  - id: s
    items:
      - {id: why, text: Why?, type: open}
""")


def three(seed: int = 1) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    centres = np.repeat([[0, 0], [7, 0], [0, 7]], [150, 90, 60], axis=0)
    return pd.DataFrame(centres + rng.normal(size=(300, 2)), columns=["a", "b"])


def formed(
    scores: pd.DataFrame, weights: pd.Series, plan: Plan = PLAN, **more
) -> tuple[Grouped, Sensitivity]:
    basis = Basis.of_scores(scores)
    grouped = group(basis, weights, plan, np.random.default_rng(0), probe=False)
    sources = Sources(scores, pd.DataFrame(index=scores.index), pd.DataFrame(index=scores.index))
    return grouped, sensitivity(grouped, ASKED, sources, weights, plan, np.random.default_rng(2), **more)


@pytest.fixture(scope="module")
def clear() -> Sensitivity:
    weights = pd.Series(np.tile([0.5, 1.5], 150))
    effect = Effect(9, 2, 2, 0.99, 3, 3, 0.97, 0.01)
    return formed(three(), weights, effect=effect)[1]


def test_numbers_methods_people_and_weights_are_all_otherwise_once(clear):
    assert [one.segments for one in clear.of_kind("number")] == [2, 4]
    assert len(clear.of_kind("method")) == len(METHODS) - 1
    assert [one.name for one in clear.of_kind("people")] == ["with the 9 people set aside"]
    assert [one.name for one in clear.of_kind("weights")] == ["without weights"]


def test_clear_groups_are_found_whatever_the_method_and_the_weights(clear):
    formed_ones = [one for one in clear.alternatives if one.kind in {"method", "weights"} and not one.why_not]

    assert formed_ones
    assert all(one.agreement > 0.95 and one.change < 0.02 for one in formed_ones)
    assert clear.caveats == ()
    assert "1 is the same, 0 is chance" in clear.words
    assert json.dumps(to_plain(clear), allow_nan=False)


def test_another_number_moves_whole_segments(clear):
    fewer, more = clear.of_kind("number")

    assert fewer.agreement < 1 > more.agreement
    assert fewer.change > 0.15


def test_segments_that_no_other_method_finds_are_doubted():
    others = tuple(Alternative("method", f"method {at}", 5, 400, 0.1 * at, 0.2) for at in range(1, 6))

    found = Sensitivity((*others, Alternative("weights", "without weights", 5, 400, 0.4, 0.2)))

    assert found.caveats == (
        "No other method finds these segments (adjusted Rand index at most 0.50): they come from the method as much as from the answers.",
        "Without weights the segments are others (adjusted Rand index 0.40).",
    )
    assert Sensitivity((*others, Alternative("method", "one more", 5, 400, 0.7, 0.1))).caveats == ()


def test_equal_weights_are_not_left_out_once_more():
    scores = three(5)

    _, found = formed(scores, pd.Series(1.0, scores.index))

    assert found.of_kind("weights") == ()


def test_a_method_that_refuses_is_there_with_its_reason():
    refused = Alternative("method", "k-centaurs", 3, why_not="k-centaurs takes no weights.")

    found = Sensitivity((refused,))

    assert found.caveats == ()
    assert "could not be held against" in found.words
