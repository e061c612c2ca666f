"""The report as slides: native charts with intervals, words in their place, bases in the notes."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pptx import Presentation
from pptx.enum.chart import XL_MARKER_STYLE
from pptx.oxml.ns import qn
from pptx.util import Mm

from psychoseg.errors import ReportError
from psychoseg.report.slides import slides

MADE = datetime(2026, 3, 1, 9, tzinfo=UTC)


def opened(content: bytes):
    return Presentation(io.BytesIO(content))


def charts(show):
    return [shape for slide in show.slides for shape in slide.shapes if shape.has_chart]


def words(show) -> str:
    return "\n".join(
        shape.text_frame.text for slide in show.slides for shape in slide.shapes if shape.has_text_frame
    )


@pytest.fixture(scope="module")
def written(full):
    return slides(full, MADE)


def test_every_segment_has_two_slides_and_one_of_advice(written, full):
    titles = [slide.shapes.title.text_frame.text for slide in opened(written).slides]

    for persona in full.personas[1:]:
        assert sum(persona.name in title for title in titles) == 3


def test_charts_are_native_hold_the_reports_numbers_and_carry_intervals(written, full):
    sizes = charts(opened(written))[0]

    assert list(sizes.chart.plots[0].categories)[1:] == [one.name for one in full.personas[1:]]
    assert list(sizes.chart.plots[0].series[0].values) == pytest.approx(
        [one.share.value for one in full.personas]
    )
    bars = sizes.chart._chartSpace.xpath(".//c:errBars/c:plus//c:v")
    assert [float(bar.text) for bar in bars] == pytest.approx(
        [one.share.high - one.share.value for one in full.personas]
    )


def test_every_chart_and_table_says_in_words_what_it_shows(written):
    show = opened(written)

    for slide in show.slides:
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table:
                assert shape._element._nvXxPr.cNvPr.get("descr")


def test_notes_hold_the_bases(written):
    notes = [
        slide.notes_slide.notes_text_frame.text for slide in opened(written).slides if slide.has_notes_slide
    ]

    assert sum("effective" in note for note in notes) >= 10


def test_nothing_stands_outside_its_slide(written):
    show = opened(written)

    for slide in show.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= show.slide_width + Mm(1)
            assert shape.top + shape.height <= show.slide_height + Mm(1)


def test_what_formed_the_segments_is_starred_and_nothing_tested_is(written, full):
    formed = {one.label for one in full.personas[0].statements}
    labels = [
        row.cells[0].text_frame.text
        for slide in opened(written).slides
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
    ]

    assert [label for label in labels if label.removesuffix(" *") in formed]
    assert all(label.endswith((" *", "…")) for label in labels if label.removesuffix(" *") in formed)


def test_hostile_words_are_words_and_nothing_is_linked_outside(written):
    assert "<script>alert(1)</script>" in words(opened(written))
    with zipfile.ZipFile(io.BytesIO(written)) as package:
        links = [package.read(name) for name in package.namelist() if name.endswith(".rels")]
    assert not [one for one in links if b'TargetMode="External"' in one]


def test_a_clients_master_gives_its_layouts_and_size_and_loses_its_slides(small):
    client = Presentation()
    client.slide_width, client.slide_height = Mm(254), Mm(190.5)
    client.slides.add_slide(client.slide_layouts[0]).shapes.title.text_frame.text = "Confidential pitch"
    out = io.BytesIO()
    client.save(out)

    show = opened(slides(small, MADE, out.getvalue()))

    assert show.slide_width == Mm(254)
    assert "Confidential pitch" not in words(show)
    assert show.slides[0].shapes.title.text_frame.text == small.cover.title


def test_a_master_that_is_no_presentation_is_refused(small):
    for master in (b"no zip", b"PK\x03\x04 cut off", b""):
        with pytest.raises(ReportError, match="no PowerPoint presentation"):
            slides(small, MADE, master)


@pytest.mark.parametrize("segments", [2, 7, 9])
def test_any_number_of_segments_has_its_slides(report_of, segments):
    data = report_of(segments)

    assert len(opened(slides(data, MADE)).slides) >= 2 * segments + 4


def test_two_segments_are_drawn_along_their_one_axis_and_five_as_points(report_of):
    def series(count):
        deck = opened(slides(report_of(count), MADE))
        slide = next(one for one in deck.slides if one.shapes.title.text_frame.text == "Where people stand")
        chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
        return [(one.marker.style, len(list(one.iter_values()))) for one in chart.plots[0].series]

    assert series(2) == [(XL_MARKER_STYLE.NONE, 160)] * 2
    assert all(style is not XL_MARKER_STYLE.NONE for style, _ in series(5))


def test_totals_carry_both_their_intervals(activated_of):
    deck = opened(slides(activated_of(3), MADE))
    slide = next(one for one in deck.slides if one.shapes.title.text_frame.text == "Which segments to pursue")
    chart = next(shape.chart for shape in slide.shapes if shape.has_chart)

    directions = [
        [bar.find(qn("c:errDir")).get("val") for bar in series._element.findall(qn("c:errBars"))]
        for series in chart.plots[0].series
    ]
    assert directions == [["y", "x"]] * 3


def test_a_study_without_segments_has_slides_too(small):
    show = opened(slides(replace(small, personas=(), grouping=None, contrasts=None), MADE))

    assert show.slides[0].shapes.title.text_frame.text == small.cover.title


def test_the_same_data_give_the_same_bytes(full, written):
    assert slides(full, MADE) == written


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this machine")
def test_libreoffice_renders_every_slide(written, tmp_path):
    (tmp_path / "report.pptx").write_bytes(written)

    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "report.pptx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip

    from pypdf import PdfReader

    pages = PdfReader(tmp_path / "report.pdf").pages
    assert len(pages) == len(opened(written).slides)
    assert "Timetable Planners" in "".join(page.extract_text() for page in pages)
