"""The activation sheet: what is given, what is measured, and lines to fill in."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pptx import Presentation
from python_calamine import CalamineWorkbook

from psychoseg.activation.model import Offered, Typing, TypingQuestion
from psychoseg.activation.whole import activate
from psychoseg.client import SheetChoices
from psychoseg.documents.plain import from_plain, parse_json, to_json
from psychoseg.report import html
from psychoseg.report.data import ReportData
from psychoseg.report.slides import slides
from psychoseg.report.workbook import workbook

MADE = datetime(2026, 11, 29, tzinfo=UTC)


def typed(count: int) -> Typing:
    questions = tuple(
        TypingQuestion(
            f"q{at}", f"Statement <{at}>", 1, 5, tuple(0.5 * at - number for number in range(count))
        )
        for at in range(6)
    )
    return Typing(
        questions, (0.0,) * count, 0.83, 0.3, (0.8,) * count, (0.4, 0.6, 0.7, 0.78, 0.81, 0.83), 1900
    )


@pytest.fixture(scope="module")
def active(report_of) -> ReportData:
    data = report_of(5)
    said = {"B": SheetChoices("Ann <b>", "Season tickets", (("30", "Agree"), ("90", "Decide")), 0.04, 5000)}
    found, _ = activate(data.personas, None, said, typing=typed(5))
    return replace(data, activation=found)


def sections(page: str) -> list[str]:
    return re.findall(r'<section class="activation".*?</section>', page, flags=re.S)


def test_what_the_client_said_is_printed_and_the_rest_are_lines_to_fill_in(active):
    body = "".join(sections(html(active)))

    assert "Ann &lt;b&gt;" in body
    assert "90 days</span> Decide" in body
    assert body.count('<p class="blank">') == 4 * 5 + 1


def test_the_test_to_run_says_from_which_rate_and_whose(active):
    body = "".join(sections(html(active)))

    sheet = active.activation.sheets[1]
    assert "the client’s present rate of 4.0%" in body
    assert f"{sheet.experiment.needed:,} people in each arm" in body
    assert "stated in this survey" in body


def test_the_key_stands_on_the_last_page_with_how_often_it_is_right(active):
    first, last = sections(html(active))

    assert "Members found" not in first
    assert "put in their own segment 83% of the time; chance would be 30%" in last
    assert last.count("Statement &lt;") == 6


def test_the_contents_name_the_sheet_once(active):
    assert html(active).count('href="#activation"') == 1


def test_nothing_to_say_is_no_page(small):
    found, _ = activate(small.personas)

    assert sections(html(replace(small, activation=found))) == []


def test_it_survives_being_kept_as_json(active):
    assert from_plain(ReportData, parse_json(to_json(active), "r"), "r") == active


def test_the_workbook_and_the_slides_hold_it(active):
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook(active, MADE)))
    deck = Presentation(io.BytesIO(slides(active, MADE)))

    rows = book.get_sheet_by_name("Activation").to_python()[4:]
    assert [row[3] for row in rows] == ["", "Ann <b>", "", "", ""]
    assert rows[1][21] == active.activation.sheets[1].experiment.needed
    key = book.get_sheet_by_name("Typing").to_python()
    assert [row[4:9] for row in key if str(row[0]).startswith("Statement")][2] == pytest.approx([1.0, 0.0, -1.0, -2.0, -3.0])  # fmt: skip
    notes = [slide.notes_slide.notes_text_frame.text for slide in deck.slides if slide.has_notes_slide]
    assert any("people in each arm" in note for note in notes)


def test_what_a_higher_price_keeps_is_said_below_the_curve(active):
    page = html(active)

    kept = active.activation.kept[0][0]
    assert f"keeps {round(100 * kept.segment.value)}% of the buyers here" in page
    assert "At £18" not in page


def test_offers_stand_with_what_their_takers_would_take_too(active):
    one, other = active.personas[0].block("offer")[:2]
    bundle = Offered(1, one.label, one.segment, one.total, other.label, other.segment, other.segment)

    page = html(replace(active, activation=replace(active.activation, offered=(bundle,))))

    assert "What to offer, and what with it" in page
    assert page.count('<table class="plain bundles">') == 1
