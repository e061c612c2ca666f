"""Advice on the page: every line leads to the row that supports it, in all outputs."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pptx import Presentation
from python_calamine import CalamineWorkbook

from psychoseg.activation import Activation
from psychoseg.activation.advice import advice
from psychoseg.documents.plain import from_plain, parse_json, to_json
from psychoseg.report import html
from psychoseg.report.data import ReportData
from psychoseg.report.slides import slides
from psychoseg.report.workbook import workbook

MADE = datetime(2026, 11, 29, tzinfo=UTC)


@pytest.fixture(scope="module")
def advised(report_of) -> ReportData:
    data = report_of(5)
    return replace(data, activation=Activation(advice(data.personas)))


def test_every_line_leads_to_a_row_of_its_own_page_that_holds_its_number(advised):
    page = html(advised)

    lines = re.findall(
        r'<li><span class="sign">.</span>(.*?)<br><span class="proof">(\d+%‡?), against .*? <a href="#(.*?)">',
        page,
    )
    assert len(lines) == sum(len(found) for found in advised.activation.advice)
    for _, number, anchor in lines:
        assert page.count(f'id="{anchor}"') == 1
        row = page[page.index(f'id="{anchor}"') :].split("</tr>")[0]
        assert number in row or "<svg" in row


def test_a_segment_without_evidence_has_its_leads_and_no_advice(report_of):
    data = report_of(5)

    page = html(replace(data, activation=Activation(((),) * 5)))

    assert "Do not rely on" not in page
    assert "Most used channel" in page


def test_a_report_from_before_there_was_advice_is_read_and_printed(report_of):
    plain = parse_json(to_json(report_of(5)), "report.json")
    del plain["activation"]

    page = html(from_plain(ReportData, plain, "report.json"))

    assert "Most used channel" in page


def test_advice_survives_being_kept_as_json(advised):
    assert from_plain(ReportData, parse_json(to_json(advised), "report.json"), "report.json") == advised


def test_hostile_names_stay_words_in_advice(report_of, full):
    data = report_of(5)
    first = data.personas[0]
    hostile = tuple(replace(one, label=full.personas[0].traits[0].label) for one in first.traits)
    personas = (replace(first, traits=hostile), *data.personas[1:])

    page = html(replace(data, personas=personas, activation=Activation(advice(personas))))

    assert "<script>alert" not in page
    assert "{{7*7}}" in page


def test_the_workbook_and_the_slides_hold_the_advice(advised):
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook(advised, MADE)))
    deck = Presentation(io.BytesIO(slides(advised, MADE)))

    rows = book.get_sheet_by_name("Advice").to_python()[4:]
    assert len(rows) == sum(len(found) for found in advised.activation.advice)
    first = advised.activation.advice[0][0]
    assert rows[0][4] == pytest.approx(first.segment.value)
    said = [shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame]
    assert any("Lead with" in text for text in said)
    assert any("Do not rely on" in text for text in said)
