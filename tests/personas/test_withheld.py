"""Figures on few people are not given, nor those that would give them away."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from psychoseg.personas.contrasts import contrasts
from psychoseg.personas.model import PriceCurve, PricePoint, Trait
from psychoseg.personas.profile import Measure, traits
from psychoseg.personas.withheld import curves_without_few, hidden, withheld, without_few
from psychoseg.stats.estimate import Estimate
from psychoseg.stats.intervals import Estimator

LOOSE = Estimator(low_base=5, least_base=1, disclosure=10)


def on(base: int) -> Estimate:
    return Estimate(0.4, 0.3, 0.5, "share", base, float(base), float(base))


@given(st.lists(st.integers(0, 200), min_size=2, max_size=12), st.integers(0, 30))
def test_no_figure_on_few_people_can_be_worked_out_from_the_others(bases, least):
    gone = withheld([on(base) for base in bases], least)

    assert {at for at, base in enumerate(bases) if 0 < base < least} <= gone
    known = [base for at, base in enumerate(bases) if at not in gone and base]
    assert len(gone) != 1 or not known  # everybody's figure less all others' gives a single one away
    assert not gone or least


def test_the_smallest_other_segment_is_the_one_that_goes_too():
    assert withheld([on(300), on(7), on(80), on(81)], 10) == {1, 2}
    assert withheld([on(300), on(7), on(8), on(81)], 10) == {1, 2}
    assert withheld([on(300), on(0), on(80)], 10) == frozenset()


@pytest.fixture
def wave():
    rng = np.random.default_rng(5)
    segments = pd.Series(np.repeat([1, 2, 3], [200, 100, 7]))
    hits = pd.Series((rng.random(307) < 0.5).astype(float))
    return Measure("q", "q", "Q", "behaviour", "share", hits), pd.Series(np.ones(307)), segments


def test_traits_of_a_tiny_segment_and_of_the_next_smallest_have_no_figure_and_no_test(wave):
    measure, weights, segments = wave

    found, tests = traits([measure], weights, segments, range(1, 4), LOOSE, 0.05)

    assert [found[at][0].segment.shown for at in (1, 2, 3)] == [True, False, False]
    assert [found[at][0].segment.base for at in (1, 2, 3)] == [200, 100, 7]
    assert found[2][0].index is None
    assert tests == 1


def test_no_letter_stands_at_a_figure_that_is_withheld_or_names_its_segment(wave):
    measure, weights, segments = wave
    measure = Measure("q", "q", "Q", "behaviour", "share", pd.Series((segments == 1).astype(float)))

    found = contrasts([measure], pd.DataFrame({"f": np.zeros(307)}), weights, segments, range(1, 4), LOOSE, 0.05, rng=np.random.default_rng(0))  # fmt: skip

    assert [cell.letters for cell in found.rows[0].cells] == ["", "", ""]
    assert [cell.difference for cell in found.rows[0].cells][1:] == [0.0, 0.0]


def test_statements_and_prices_of_tiny_segments_go_the_same_way():
    def column(base):
        return (Trait("q", "q", "Q", "attitude", True, on(base), on(400), 100),)

    emptied = without_few([column(300), column(7), column(90)], 10)

    assert [one[0].segment.shown for one in emptied] == [True, False, False]

    def curve(base):
        return (PriceCurve("p", "P", "£", (PricePoint(1.0, on(base), on(400)),)),)

    assert [len(one) for one in curves_without_few([curve(300), curve(7), curve(90)], 10)] == [1, 0, 0]
    assert [len(one) for one in curves_without_few([curve(300), (), curve(90)], 10)] == [1, 0, 1]


def test_a_hidden_estimate_keeps_its_bases():
    assert hidden(on(7)) == Estimate(None, None, None, "share", 7, 7.0, 7.0, "suppressed")
