"""A4, US Letter and 16:9: the same pages, each in its own shape, tagged alike."""

import io
from dataclasses import replace
from datetime import UTC, datetime

import pypdf
import pytest

from psychoseg.errors import ReportError
from psychoseg.report import html, pdf
from psychoseg.report.paper import PAPERS, paper_of
from psychoseg.report.theme import Theme

MADE = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


def printed(data, name):
    paper = paper_of(name)
    page = html(data, theme=Theme(paper=paper.name))
    return pypdf.PdfReader(io.BytesIO(pdf(page, made=MADE, title="t", zoom=paper.zoom)))


@pytest.fixture(scope="module")
def by_paper(full):
    return {name: printed(full, name) for name in PAPERS}


@pytest.mark.parametrize(
    ("name", "size"), [("a4", (595.3, 841.9)), ("letter", (612, 792)), ("16:9", (960, 540))]
)
def test_every_page_has_the_size_of_its_paper(by_paper, name, size):
    for page in by_paper[name].pages:
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(size, abs=0.4)


def test_every_paper_holds_the_same_pages_and_none_is_empty(by_paper):
    counts = {name: len(read.pages) for name, read in by_paper.items()}
    words = [len(page.extract_text()) for read in by_paper.values() for page in read.pages]

    assert len(set(counts.values())) == 1, counts
    assert min(words) > 150


def test_no_word_lies_outside_its_page(by_paper):
    for read in by_paper.values():
        for page in read.pages:
            places = []
            page.extract_text(
                visitor_text=lambda text, cm, tm, *_, p=places: (
                    p.append((tm[4] * cm[0] + cm[4], text)) if text.strip() else None
                )
            )
            assert all(-1 <= x <= float(page.mediabox.width) + 1 for x, _ in places)


def test_every_paper_is_tagged_with_the_same_headings(by_paper):
    def headings(read):
        found, left = [], [read.trailer["/Root"]["/StructTreeRoot"]]
        while left:
            node = left.pop()
            node = node.get_object() if hasattr(node, "get_object") else node
            if isinstance(node, list):
                left += node
            elif isinstance(node, dict):
                found += [node["/S"]] if str(node.get("/S", "")).startswith("/H") else []
                left += [node["/K"]] if "/K" in node else []
        return sorted(map(str, found))

    assert headings(by_paper["a4"]) == headings(by_paper["letter"]) == headings(by_paper["16:9"])


def test_a_screen_does_not_see_the_paper(small):
    page = html(small, theme=Theme(paper="16:9"))

    assert page.count("@media print") >= 1
    assert "columns: 2; column-gap: 8mm; column-fill: auto" in page.split("@media print", 1)[1]


def test_an_unknown_paper_is_named_with_those_there_are(small):
    with pytest.raises(ReportError, match=r"(?s)A4, Letter, 16:9.*'legal': no size of page"):
        html(small, theme=replace(Theme(), paper="legal"))
