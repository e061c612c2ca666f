"""Twelve segments: contents, summary, plot, map and method still hold on the pages they have with five."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, datetime

import pypdfium2
import pytest

from psychoseg.report import html, pdf

MADE = datetime(2026, 11, 2, tzinfo=UTC)
PERSONA = re.compile(r'<section class="(?:persona|right).*?</section>', re.DOTALL)


@pytest.fixture(scope="module")
def twelve(activated_of):
    return activated_of(12)


@pytest.fixture(scope="module")
def page(twelve):
    return html(twelve)


def opened(page):
    """The report without its personas, whose pages are tried elsewhere; links to them still lead somewhere."""
    anchors = re.findall(r'<section class="persona[^>]* id="([^"]*)"', page)
    places = "".join(f'<i id="{anchor}"></i>' for anchor in anchors)
    short = PERSONA.sub("", page).replace("<main", f"{places}<main")
    return pypdfium2.PdfDocument(io.BytesIO(pdf(short, made=MADE, title="t")))


@pytest.fixture(scope="module")
def begins(page):
    """The first page of each section but the personas, by the name in the bookmarks."""
    document = opened(page)
    yield {mark.get_title(): mark.get_dest().get_index() for mark in document.get_toc()} | {
        "end": len(document)
    }
    document.close()


@pytest.mark.parametrize(
    "section",
    ["How to read this report", "Executive summary", "How close the segments are", "How the segments were built", "Why these segments"],
)  # fmt: skip
def test_what_takes_one_page_with_five_takes_one_with_twelve(begins, section):
    following = min(at for at in begins.values() if at > begins[section])

    assert following - begins[section] == 1


def test_german_needs_no_more_pages(twelve, begins):
    document = opened(html(replace(twelve, cover=replace(twelve.cover, language="de"))))

    assert len(document) == begins["end"]
    document.close()


def test_a_crowded_plot_stands_across_the_page_and_roles_under_it(page):
    assert 'class="across"' in page
    assert "width:176.0mm;height:104.0mm" in page


def test_the_role_stands_under_each_name_where_there_are_no_lines(page):
    summary = page[page.index('<section class="summary') :].split("</section>")[0]

    assert "in a line each" not in summary
    assert summary.count('<span class="proof">Do not pursue</span>') >= 1


def test_caveats_longer_than_a_page_run_on_and_no_page_after_the_first_looks_like_a_cover(twelve):
    said = tuple(
        f"Caveat {at}: " + "it may be otherwise in another sample of these people. " * 3 for at in range(60)
    )
    document = opened(html(replace(twelve, caveats=said)))

    corners = [page.render(scale=0.2).to_pil().getpixel((3, 3)) for page in document]
    words = " ".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()

    assert sum(corners[0]) < 200
    assert all(sum(corner) > 700 for corner in corners[1:])
    assert all(f"Caveat {at}:" in words for at in range(60))
