"""The client's evaluation on the page, in the slides and in the workbook."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pptx import Presentation
from python_calamine import CalamineWorkbook

from psychoseg.activation.whole import activate
from psychoseg.client import Criterion, EvaluationChoices
from psychoseg.documents.plain import from_plain, parse_json, to_json
from psychoseg.report import html
from psychoseg.report.data import ReportData
from psychoseg.report.slides import slides
from psychoseg.report.workbook import workbook

MADE = datetime(2026, 11, 29, tzinfo=UTC)


def choices(count: int) -> EvaluationChoices:
    letters = [chr(65 + at) for at in range(count)]
    growth = tuple((letter, 1 + 9 * at / max(1, count - 1)) for at, letter in enumerate(letters))
    return EvaluationChoices(
        (
            Criterion("", "size", 3),
            Criterion("", "value", 2),
            Criterion("growth", weight=1, scores=growth, reason="the <b>client’s</b> plan"),
        ),
        (Criterion("", "behaviour_0", 2), Criterion("", "channel_1", 1, index=True)),
        roles=(("A", "keep"),),
    )


@pytest.fixture(scope="module")
def judged(report_of) -> ReportData:
    data = report_of(5)
    found, doubts = activate(data.personas, choices(5))
    assert doubts == ()
    return replace(data, activation=found)


def test_every_total_and_role_stands_on_the_page(judged):
    page = html(judged)
    body = page[page.index('class="evaluation"') :].split("</section>")[0]

    for axis in (judged.activation.evaluation.attractive, judged.activation.evaluation.ours):
        row = [f"{total.value:.1f}" for total in axis.totals]
        told = re.findall(r'<tr class="total">.*?</tr>', body, flags=re.S)
        assert any(re.findall(r'class="points">([\d.]+)<', line) == row for line in told)
    assert "set by the client; the totals say" in body
    assert "scored by the client: the &lt;b&gt;client’s" in body
    assert body.count('<div class="tag') == 5


def test_roles_stand_on_personas_and_in_the_summary(judged):
    page = html(judged)

    assert len(re.findall(r"Segment \d of 5 · (?:Focus|Develop|Keep|Do not pursue)</p>", page)) == 5
    assert page.count('<span class="role">') == 5


def test_no_weights_no_page(report_of):
    data = report_of(5)
    found, _ = activate(data.personas)

    page = html(replace(data, activation=found))

    assert 'class="evaluation"' not in page
    assert '<span class="role">' not in page


def test_choices_that_do_not_go_with_the_segments_are_a_caveat_and_no_page(report_of):
    data = report_of(3)

    found, doubts = activate(data.personas, choices(5))

    assert found.evaluation is None
    assert "growth has a score for segment D, E" in doubts[0]


def test_an_evaluation_survives_being_kept_as_json(judged):
    assert from_plain(ReportData, parse_json(to_json(judged), "r"), "r") == judged


@pytest.mark.parametrize("count", [2, 9])
def test_few_and_many_segments_are_drawn(report_of, count):
    data = report_of(count)
    found, _ = activate(data.personas, choices(count))

    page = html(replace(data, activation=found))

    assert page.count('<div class="tag') == count


def test_the_workbook_and_the_slides_hold_the_totals(judged):
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook(judged, MADE)))
    deck = Presentation(io.BytesIO(slides(judged, MADE)))

    totals = [total.value for total in judged.activation.evaluation.attractive.totals]
    rows = book.get_sheet_by_name("Evaluation").to_python()
    assert next(row for row in rows if row[0] == "Total")[5:10] == pytest.approx(totals)
    cells = [
        cell.text for slide in deck.slides for shape in slide.shapes if shape.has_table
        for row in shape.table.rows for cell in row.cells
    ]  # fmt: skip
    assert "Keep" in cells
