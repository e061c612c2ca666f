"""Two segments: a column of differences, ridges in place of a map, and a headline that says two."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from psychoseg.report import html
from psychoseg.report.data import MapPoint
from psychoseg.report.figures import figures
from psychoseg.report.ridges import on_one_axis, own_side


@pytest.fixture(scope="module")
def two(report_of):
    return report_of(2)


def test_the_comparison_of_two_says_how_far_apart_they_are_with_an_interval(two):
    page = html(two)
    body = page[page.index('class="comparison"') :].split("</section>")[0]

    assert ">A minus B</th>" in body
    first = next(one for one in two.personas[0].traits if one.label == "Holds a season ticket")
    second = next(one for one in two.personas[1].traits if one.label == "Holds a season ticket")
    row = next(
        line for line in re.findall(r"<tr>.*?</tr>", body, flags=re.S) if "Holds a season ticket" in line
    )
    told = re.search(r'class="apart">([+−]?\d+) \(', row).group(1)
    assert int(told.replace("−", "-")) == pytest.approx(
        100 * (first.segment.value - second.segment.value), abs=0.51
    )


def test_more_than_two_have_no_such_column(report_of):
    assert "A minus B" not in html(report_of(3))


def test_one_axis_is_drawn_as_ridges_and_two_as_a_map(two, report_of):
    of_two, of_five = html(two), html(report_of(5))

    assert "this one axis keeps" in of_two
    assert "<ellipse" not in of_two[of_two.index('class="mapping"') :]
    assert "<ellipse" in of_five[of_five.index('class="mapping"') :]
    assert of_two.count('<div class="name seg-') == 2


def test_segments_that_only_one_axis_parts_lie_on_it_however_many_they_are():
    flat = [MapPoint(float(at), 0.0, at % 3 + 1) for at in range(30)]

    assert on_one_axis(flat, 3)
    assert not on_one_axis([replace(point, y=point.x) for point in flat], 3)


def test_people_on_their_own_side_are_counted():
    points = [
        MapPoint(x, 0.0, segment) for x, segment in ((0.0, 1), (1.0, 1), (9.0, 1), (10.0, 2), (11.0, 2))
    ]

    assert own_side(points) == 0.8


def test_the_headline_says_two(two):
    assert re.search(r"<h2[^>]*>Two segments,\sdivided\smost\sby", html(two))


def test_every_difference_stands_among_the_figures(two):
    found = {one.key: one for one in figures(two) if one.segment == "A-B" and one.table == "profile"}

    for own, other in zip(two.personas[0].traits, two.personas[1].traits, strict=True):
        assert found[own.key].value == pytest.approx(own.segment.value - other.segment.value)
        assert found[own.key].low < found[own.key].value < found[own.key].high
