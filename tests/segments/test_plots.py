"""The numbers behind the pictures of a segmentation."""

import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from psychoseg.documents.plain import from_plain, to_plain
from psychoseg.plan import Plan
from psychoseg.segments import group
from psychoseg.segments.plots import Plots, plots_of
from psychoseg.segments.plots.river import river


@pytest.fixture(scope="module")
def drawn() -> Plots:
    rng = np.random.default_rng(1)
    truth = np.repeat([0, 1, 2], [150, 90, 60])
    scores = pd.DataFrame(
        np.array([[0, 0], [8, 0], [0, 8]])[truth] + rng.normal(size=(300, 2)), columns=["a", "b"]
    )
    plan = Plan(resamples=10, starts=5, fewest_segments=2, most_segments=4)
    weights = pd.Series(np.tile([0.5, 1.5], 150))
    return plots_of(group(scores, weights, plan, np.random.default_rng(0), probe=False), weights)


def test_every_number_has_a_box_and_each_of_its_segments_one(drawn):
    assert [box.segments for box in drawn.stability] == [2, 3, 4]
    assert [box.chosen for box in drawn.stability] == [False, True, False]
    for box in drawn.stability:
        assert len(box.each) == box.segments
        for five in (box.whole, *box.each):
            assert len(five) == 5
            assert list(five) == sorted(five)
    assert drawn.stability[1].whole[0] > 0.95


def test_flows_into_a_segment_make_up_its_share_and_so_do_those_out_of_it(drawn):
    for bank, later in zip(drawn.river.banks, drawn.river.banks[1:], strict=False):
        assert sorted(later.order) == list(range(1, later.segments + 1))
        for number in range(1, bank.segments + 1):
            out = sum(flow.share for flow in drawn.river.flows if (flow.before, flow.source) == (bank.segments, number))  # fmt: skip
            assert out == pytest.approx(bank.shares[number - 1])
        for number in range(1, later.segments + 1):
            into = sum(flow.share for flow in drawn.river.flows if (flow.after, flow.target) == (later.segments, number))  # fmt: skip
            assert into == pytest.approx(later.shares[number - 1])


def test_segments_that_are_apart_make_gorges(drawn):
    for gorge in drawn.gorges:
        total = np.add(gorge.members, gorge.others)
        assert total.sum() == pytest.approx(1)
        assert total[:5].sum() + total[-5:].sum() > 0.9
        assert sum(gorge.members[-5:]) > 0.8 * sum(gorge.members)


def test_marked_columns_are_those_half_a_deviation_away(drawn):
    for row in drawn.profile:
        assert row.unit == "sd"
        assert row.marks == tuple(abs(value) >= 0.5 for value in row.inside)


def test_two_thirds_of_a_segment_lie_in_its_outline_and_outlines_are_apart(drawn):
    centres = np.array([outline.centre for outline in drawn.separation.outlines])

    assert drawn.separation.kept == pytest.approx(1)
    assert len(drawn.separation.points) == len(drawn.separation.segments) == 300
    assert min(np.linalg.norm(one - other) for at, one in enumerate(centres) for other in centres[:at]) > 4
    assert all(len(outline.hull) >= 3 for outline in drawn.separation.outlines)


def test_the_numbers_survive_json(drawn):
    assert from_plain(Plots, json.loads(json.dumps(to_plain(drawn), allow_nan=False))) == drawn


@given(st.integers(0, 1000))
def test_a_segment_that_stays_whole_lies_where_it_lay(seed):
    rng = np.random.default_rng(seed)
    two = np.sort(rng.integers(0, 2, 60))
    three = np.where(two == 0, 0, np.where(rng.random(60) < 0.5, 1, 2))

    found = river({2: two, 3: three}, np.ones(60))

    assert found.banks[1].order[0] == 1
