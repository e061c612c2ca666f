"""The audit page: whole, safe to send, and true to what was found."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from psychoseg.lint import catalogue
from psychoseg.lint.audit import Audit, look
from psychoseg.lint.outputs import render
from psychoseg.lint.score import FORMULA
from psychoseg.lint.settings import Settings
from psychoseg.questionnaire import parse

TEXT = """\
id: q
title: 'Tea <script>alert("x")</script> & more'
objective: decide which herbs to sell
version: 1
language: en
consent: {text: Taking part is voluntary., contact: us@example.org, retention: one year}
allow: {no-open-ended: a short poll}
sections:
  - id: s
    items:
      - id: herbs
        type: single
        text: 'You like our superb <img src=x onerror=alert(1)> tea, don''t you?'
        options: {y: "Yes & gladly", n: "<b>No</b>"}
      - {id: cups, type: numeric, text: "How many cups did you drink yesterday?", min: 0, max: 40}
"""
VOID = {"meta", "img", "br", "hr", "input", "link"}


class Outline(HTMLParser):
    """Tags in order with their attributes; complains about what is not closed."""

    def __init__(self):
        super().__init__()
        self.tags, self.open, self.text = [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open[-1:] != ["style"]:
            self.text.append(data)


@pytest.fixture
def page():
    sheet = look(parse(TEXT, "tea.yml"), catalogue(), Settings(level="info"), text=TEXT)
    return render(Audit((sheet,), catalogue()), "html")


@pytest.fixture
def outline(page):
    found = Outline()
    found.feed(page)
    assert found.open == []
    return found


def test_nothing_in_a_questionnaire_becomes_markup(outline):
    assert not {tag for tag, _ in outline.tags} & {"script", "img", "b", "iframe", "link", "object"}
    assert '<script>alert("x")</script> & more' in "".join(outline.text)


def test_the_page_needs_and_may_load_nothing_else(page, outline):
    metas = [attributes for tag, attributes in outline.tags if tag == "meta"]

    assert any(
        meta.get("http-equiv") == "Content-Security-Policy" and "default-src 'none'" in meta["content"]
        for meta in metas
    )
    assert not re.search(r"https?://|url\(|@import|\ssrc=\"|\shref=", re.sub(r"&lt;.*?&gt;", "", page))
    assert not [name for _, attributes in outline.tags for name in attributes if name.startswith("on")]


def test_the_score_stands_beside_its_formula(outline):
    text = "".join(outline.text)

    assert FORMULA in text
    assert re.search(r"Score\s*25 of 100", text)


def test_words_are_marked_in_their_question(page):
    assert "<mark>superb</mark>" in page
    assert "<mark>don&#x27;t you?</mark>" in page


def test_every_finding_has_its_reason_source_and_way_out(outline):
    text = "".join(outline.text)

    for part in ("Why it matters", "Instead", "Source", "QW104", "QW102", "1 of 2 questions has no finding."):
        assert part in text


def test_what_the_author_set_aside_is_told(outline):
    text = "".join(outline.text)

    assert "Exceptions" in text
    assert "a short poll" in text


def test_the_page_can_be_read_by_everyone(outline):
    tags = [tag for tag, _ in outline.tags]
    headings = [int(tag[1]) for tag in tags if re.fullmatch(r"h[1-6]", tag)]

    assert dict(outline.tags[0][1])["lang"] == "en" or outline.tags[0][0] == "html"
    assert headings[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(headings))
    assert all("scope" in attributes for tag, attributes in outline.tags if tag == "th")
    assert tags.count("table") == tags.count("caption")


def test_colours_have_enough_contrast(page):
    def luminance(colour):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(first, second):
        light, dark = sorted((luminance(first), luminance(second)), reverse=True)
        return (light + 0.05) / (dark + 0.05)

    style = page[page.index("<style>") : page.index("</style>")]
    texts = set(re.findall(r"(?<![-\w])color: (#[0-9a-f]{6})", style))
    fills = ["#9b1c1c", "#8a4b00", "#35566b", "#0b5563"]

    assert len(texts) > 3
    assert all(contrast(colour, "#f5f4f1") >= 4.5 for colour in texts)
    assert all(f"background: {fill}" in style and contrast("#ffffff", fill) >= 4.5 for fill in fills)
    assert contrast("#1d2126", "#fdf0c8") >= 4.5


def test_a_clean_questionnaire_says_so():
    text = TEXT.replace(
        "You like our superb <img src=x onerror=alert(1)> tea, don''t you?", "Do you drink tea or not?"
    )
    sheet = look(parse(text.replace("allow: {no-open-ended: a short poll}\n", "")), catalogue(), Settings())

    page = render(Audit((sheet,), catalogue()), "html")

    assert "Nothing was found." in page
    assert "2 of 2 questions have no finding." in page
    assert "<dd>100 <small>of 100</small></dd>" in page
