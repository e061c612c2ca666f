"""A report in an agency's look."""

import io
import re
from datetime import UTC, datetime

import pikepdf
import pytest

from psychoseg.report import html, pdf
from psychoseg.report.paper import PAPERS
from psychoseg.report.theme import Face, Theme
from psychoseg.report.theme_style import theme_style
from psychoseg.resources import folder

MADE = datetime(2026, 11, 2, tzinfo=UTC)
LOGO = "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSI5IiBoZWlnaHQ9IjkiPjxyZWN0IHdpZHRoPSI5IiBoZWlnaHQ9IjkiLz48L3N2Zz4="


@pytest.fixture(scope="module")
def page(small):
    theme = Theme(
        brand="North & Co", night="#0b3d4f", accent="#a4133c", logo=LOGO, segments=("#004466", "#e8b000"),
        over="#9cc5e8", footer="North · confidential",
    )  # fmt: skip
    return html(small, theme=theme)


def test_colours_words_and_logo_are_the_agencys(page):
    assert "--accent:#a4133c" in page
    assert ".seg-1{--base:#004466" in page
    assert f'<img src="{LOGO}" alt="North &amp; Co">' in page
    assert 'data-imprint="North · confidential"' in page


def test_nothing_a_theme_says_changes_stars_base_lines_or_marks(page, small):
    plain = html(small)

    for words in (" *</th>", "Base:", "‡"):
        assert page.count(words) == plain.count(words)


def test_our_own_look_needs_no_theme(small):
    assert html(small, theme=Theme()) == html(small)


def test_a_press_gets_bleed_crop_marks_and_the_agencys_font(small):
    own = folder("templates") / "fonts" / "newsreader" / "Newsreader-Regular.ttf"
    face = Face("House Serif", own.read_bytes())
    theme = Theme(bleed=3, marks=True, text="House Serif", faces=(face,))

    content = pdf(html(small, theme=theme), made=MADE, title="t", faces=theme.faces)

    with pikepdf.open(io.BytesIO(content)) as document:
        first = document.pages[0]
        trim, bleed, media = (
            [float(value) for value in first.obj[name]] for name in ("/TrimBox", "/BleedBox", "/MediaBox")
        )
    assert trim[0] - bleed[0] == pytest.approx(3 / 25.4 * 72, abs=0.1)
    assert media[0] <= bleed[0]
    assert media[2] >= bleed[2]


def test_bands_run_into_the_bleed_in_print_only(small):
    page = html(small, theme=Theme(bleed=3))

    assert "@media print{.hero{margin:-25mm -22mm 0mm -18mm;padding:25mm 22mm 8mm 18mm}" in page
    assert "@media print{.hero" not in html(small)


@pytest.mark.parametrize("paper", PAPERS.values(), ids=lambda paper: paper.name)
def test_the_band_of_a_persona_runs_into_the_bleed_of_every_paper(paper):
    sheet = (folder("templates") / (paper.sheet or "report.css")).read_text("utf-8")
    top, outer, inner = paper.margins
    above, below, _, under = paper.band
    usual = re.search(
        r"\.hero \{[^}]*?margin: -([\d.]+)mm -([\d.]+)mm ([\d.]+)(?:mm)? -([\d.]+)mm; padding: ([\d.]+)mm [\d.]+mm ([\d.]+)mm",
        sheet,
    )
    assert [float(value) for value in usual.groups()] == [top, outer, under, inner, above, below]

    style = theme_style(Theme(paper=paper.name, bleed=3))

    cut = round(3 / paper.zoom, 3)
    assert f".hero{{margin:-{top + cut:g}mm -{outer + cut:g}mm {under:g}mm -{inner + cut:g}mm" in style
