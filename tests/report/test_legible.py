"""Letters and signs that no font has: named, left out and said, never printed as empty boxes."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime

import pypdf
import pytest

from psychoseg.personas.model import Quote
from psychoseg.report import html, pdf
from psychoseg.report.glyphs import MissingGlyphError
from psychoseg.report.legible import legible
from psychoseg.study.fitting import printed

MADE = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
LETTERS, SIGN = "\U00010600\U00010601", "\U0001f9ff"  # Linear A, and a sign few fonts have
OLD = f"{LETTERS} we write this {LETTERS} way at home"
SHINY = f"I love {SIGN} green tea every single morning"


@pytest.fixture(scope="module")
def few(report_of):
    """A report of two, without the pages that hold no quotes."""
    return replace(report_of(2), contrasts=None, distributions=(), measurement=None, grouping=None)


def with_quotes(full, *texts):
    first, *rest = full.personas
    spoken = tuple(Quote(text, "Why?", "", 40) for text in texts)
    return replace(full, personas=(replace(first, quotes=spoken), *rest))


def test_a_page_with_letters_no_font_has_names_script_and_font(few):
    with pytest.raises(MissingGlyphError) as raised:
        pdf(html(with_quotes(few, OLD)), made=MADE, title="t")

    assert raised.value.characters == frozenset(LETTERS)
    assert "Linear letters" in str(raised.value)


def test_quotes_that_cannot_be_printed_give_way_and_signs_are_left_out(few, tmp_path):
    data = with_quotes(few, OLD, SHINY)

    made = printed(data, html(data), tmp_path, MADE)

    words = " ".join(
        " ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(made)).pages
    )
    assert "green tea every single morning" in words
    assert "way at home" not in words
    assert "1 quote is not printed" in words
    assert "1 sign, such as an emoji, is left out" in words


def test_a_label_that_cannot_be_printed_is_refused_and_never_dropped(full):
    data = replace(full, objective=f"Sell {LETTERS}")

    with pytest.raises(MissingGlyphError):
        legible(data, frozenset(LETTERS))


def test_joined_emoji_leave_no_joiner_behind(full):
    data = with_quotes(full, "My family \U0001f469\u200d\U0001f467 drinks tea in the garden")

    found = legible(data, frozenset("\U0001f469\U0001f467"))

    assert found.personas[0].quotes[0].text == "My family drinks tea in the garden"
