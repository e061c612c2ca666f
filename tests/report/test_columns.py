"""Columns broken before anything is laid out: in order, whole, and about as high as each other."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from psychoseg.report.columns import broken, in_columns

HEIGHTS = st.lists(st.floats(0.5, 40), min_size=1, max_size=30)


@given(HEIGHTS, st.integers(1, 4))
def test_every_piece_stands_in_one_column_and_in_order(heights, number):
    columns = broken(heights, number)
    assert [at for begin, end in columns for at in range(begin, end)] == list(range(len(heights)))
    assert 1 <= len(columns) <= number


@given(HEIGHTS)
def test_no_other_break_into_two_is_lower(heights):
    tallest = max(sum(heights[begin:end]) for begin, end in broken(heights, 2))
    best = min(max(sum(heights[:at]), sum(heights[at:])) for at in range(len(heights) + 1))
    assert abs(tallest - best) < 1e-6


def test_long_pieces_count_for_more_than_short_ones():
    long = "<li>" + "word " * 200 + "</li>"
    made = in_columns(long + "<li>One</li><li>Two</li><li>Three</li>", "terms", 2, "ul")
    first, second = re.findall(r'<ul class="column">(.*?)</ul>', made)
    assert (first.count("<li>"), second.count("<li>")) == (1, 3)


def test_rows_of_a_table_and_drawings_have_a_height_too():
    table = "<div><table>" + "<tr><td>a</td></tr>" * 20 + "</table></div>"
    drawing = '<div><svg width="9pt" height="300.0pt"><text>many words that are no line</text></svg></div>'
    short = "<div><p>short</p></div>"
    for tall in (table, drawing):
        made = in_columns(tall + short * 3, "flow")
        assert made.startswith(f'<div class="columns flow"><div class="column">{tall}</div>')


def test_what_people_wrote_stays_escaped_and_nothing_is_lost():
    run = "<li>1 &lt; 2 &amp; <b>3</b><br>&#34;x&#34;</li>\n<li>unclosed <p>left open"
    made = in_columns(run, "lines", 1, "ul")
    assert "1 &lt; 2 &amp; <b>3</b><br>&#34;x&#34;</li>" in made
    assert "unclosed" in made
    assert "left open" in made


def test_nothing_gives_no_column():
    assert in_columns(" \n", "flow") == '<div class="columns flow"></div>'


def test_what_no_page_holds_is_left_for_the_layout_to_break():
    blocks = "".join(f"<div><p>{'word ' * 60}</p></div>" for _ in range(60))

    made = in_columns(blocks, "flow")

    assert made.startswith('<div class="long flow"><div><div>')
    assert made.count("<p>") == 60
    assert 'class="column"' not in made
