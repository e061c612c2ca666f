"""A4, US Letter and 16:9: the same pages, each in its own shape, tagged alike."""

import io
from dataclasses import replace

import pypdf
import pypdfium2
import pytest

from psychoseg.errors import ReportError
from psychoseg.report import html
from psychoseg.report.paper import PAPERS
from psychoseg.report.theme import Theme


@pytest.fixture(scope="module")
def contents(activated_of, laid_out):
    """The report of three segments on each paper."""
    data = activated_of(3)
    return {
        name: laid_out(html(data, theme=Theme(paper=paper.name)), zoom=paper.zoom)
        for name, paper in PAPERS.items()
    }


@pytest.fixture(scope="module")
def by_paper(contents):
    opened = {name: pypdfium2.PdfDocument(content) for name, content in contents.items()}
    yield opened
    for one in opened.values():
        one.close()


@pytest.mark.parametrize(
    ("name", "size"), [("a4", (595.3, 841.9)), ("letter", (612, 792)), ("16:9", (960, 540))]
)
def test_every_page_has_the_size_of_its_paper(by_paper, name, size):
    for page in by_paper[name]:
        assert page.get_size() == pytest.approx(size, abs=0.4)


def test_every_paper_holds_the_same_pages_and_none_is_empty(by_paper):
    counts = {name: len(opened) for name, opened in by_paper.items()}
    words = [page.get_textpage().count_chars() for opened in by_paper.values() for page in opened]

    assert max(counts.values()) - min(counts.values()) <= 1, (
        counts
    )  # a last table may fit on one and not on another
    assert min(words) > 150


def test_no_word_lies_outside_its_page(by_paper):
    for opened in by_paper.values():
        for page in opened:
            text = page.get_textpage()
            width, height = page.get_size()
            for at in range(text.count_rects()):
                left, bottom, right, top = text.get_rect(at)
                assert -1 <= left <= right <= width + 1
                assert -1 <= bottom <= top <= height + 1


def test_every_paper_is_tagged_with_the_same_headings(contents):
    def headings(name):
        read = pypdf.PdfReader(io.BytesIO(contents[name]))
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

    assert headings("a4") == headings("letter") == headings("16:9")


def test_a_screen_does_not_see_the_paper(small):
    page = html(small, theme=Theme(paper="16:9"))

    assert page.count("@media print") >= 1
    assert "columns: 2; column-gap: 8mm; column-fill: auto" in page.split("@media print", 1)[1]


def test_an_unknown_paper_is_named_with_those_there_are(small):
    with pytest.raises(ReportError, match=r"(?s)A4, Letter, 16:9.*'legal': no size of page"):
        html(small, theme=replace(Theme(), paper="legal"))
