"""One rounding rule, one way to write a number, one identity a segment."""

from __future__ import annotations

import pytest

from psychoseg.report import palette
from psychoseg.report.cloud import MOST_DOTS, outlines, share_inside, thinned
from psychoseg.report.data import MapPoint
from psychoseg.report.format import fixed, interval, percent, shown, span
from psychoseg.report.text import clean
from psychoseg.report.theme import look
from psychoseg.stats.estimate import Estimate


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.675, 2, "2.68"),
        (-0.5, 0, "−1"),
        (-0.04, 1, "0.0"),
        (1234567.0, 0, "1,234,567"),
    ],
)
def test_halves_are_rounded_away_from_zero(value, decimals, text):
    assert fixed(value, decimals) == text


def test_a_withheld_number_is_a_dash_and_has_no_interval():
    withheld = Estimate(0.5, 0.4, 0.6, "share", 12, 12.0, 9.0, "suppressed")

    assert shown(withheld) == "–"
    assert interval(withheld) == ""


def test_a_low_base_is_marked():
    assert shown(Estimate(0.45, 0.3, 0.6, "share", 60, 60.0, 55.0, "low")) == "45%‡"


def test_a_range_with_a_negative_end_is_written_with_to():
    assert span(-5, 2) == "−5 to 2"
    assert percent(0.005) == "1%"


@pytest.mark.parametrize("number", range(1, 13))
def test_the_words_of_every_segment_can_be_read(number):
    own = palette.identity(number)

    assert palette.contrast(own.ink, palette.PAPER) >= palette.LEAST_CONTRAST
    assert palette.contrast(own.ink, own.tint) >= palette.LEAST_CONTRAST
    assert palette.contrast(own.on_dark, look().night) >= palette.LEAST_CONTRAST


def test_twelve_segments_differ_in_colour_and_in_shape():
    twelve = [palette.identity(number) for number in range(1, 13)]

    assert len({own.base for own in twelve}) == 12
    assert len({own.shape for own in twelve}) == 12


def test_at_most_so_many_dots_are_drawn_and_always_the_same():
    points = tuple(MapPoint(float(at), 0.0, 1 + at % 3) for at in range(10_000))

    assert len(thinned(points)) == MOST_DOTS
    assert thinned(points) == thinned(points)
    assert {point.segment for point in thinned(points)} == {1, 2, 3}


def test_an_outline_holds_about_two_thirds_of_a_normal_cloud(full):
    points = full.grouping.map_points

    assert 0.6 < share_inside(points, outlines(points)) < 0.75


def test_text_keeps_its_joiners_and_loses_its_overrides():
    assert clean("می\u200cخواهم") == "می\u200cخواهم"
    assert clean("a\u202eb\x1b[31m\ufffe") == "ab[31m"
