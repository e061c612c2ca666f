"""A language of no country, with accents and longer words: what is not translated shows, and what does not fit."""

import io
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pypdf
import pytest

from psychoseg.documents.plain import to_plain
from psychoseg.report import html
from psychoseg.report.catalogue import Catalogue
from psychoseg.report.document import page_of
from psychoseg.report.findings import FINDING, RULE
from psychoseg.report.heard import CONTEXT
from psychoseg.report.language import Language, speaking_as
from psychoseg.report.messages import messages

ACCENTS = str.maketrans("aeiouncsAEIOUNCS", "áéíóúñçšÁÉÍÓÚÑÇŠ")
LONGER, A_FIFTH = 0.4, 0.2
"""German, French and Spanish are 8 to 11 % longer than the English of this report."""
OURS_EVERYWHERE = {"msa", "kmo", "kish", "psychoseg"}


def pseudo(text, longer=LONGER):
    """The text with accents and so much longer; what stands in braces stays."""
    parts = re.split(r"(\{\w+\})", text)
    body = "".join(part if part.startswith("{") else part.translate(ACCENTS) for part in parts)
    more = int(len("".join(parts[::2])) * longer)
    return body + (" ñóñóñóñ" * (more // 8 + 1))[:more]


def spoken(data, longer):
    told = {
        (one.context, one.text): tuple(pseudo(text, longer) for text in (one.text, one.many) if text)
        for one in messages()
    }
    with speaking_as(Language("xx", "pseudo"), Catalogue(told)):
        return page_of(data)


class _Texts(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found, self.skipped = [], 0

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.skipped += tag in {"style", "script"} or (
            self.skipped > 0 and tag not in {"br", "col", "meta", "img"}
        )
        if given.get("lang") == "en" and not self.skipped:
            self.skipped += 1
            self.closing = tag
        self.found += [
            value for name, value in attrs if name in {"aria-label", "data-chapter", "data-filter", "alt"}
        ]

    def handle_endtag(self, tag):
        self.skipped = max(0, self.skipped - 1) if self.skipped else 0

    def handle_data(self, data):
        if not self.skipped:
            self.found.append(data)


def pages_of(printed):
    return len(pypdf.PdfReader(io.BytesIO(printed)).pages)


def told_by_people(data):
    """Every word of the report's data, which nobody translates."""
    left, words = [to_plain(data)], set()
    while left:
        value = left.pop()
        if isinstance(value, str):
            words.update(word.lower() for word in re.findall(r"[A-Za-z]{2,}", value))
        elif isinstance(value, dict):
            left += [*value.values(), *value]
        elif isinstance(value, list):
            left += value
    return words


def test_every_text_of_ours_is_a_message(full):
    reader = _Texts()
    reader.feed(spoken(full, LONGER))
    known = told_by_people(full) | OURS_EVERYWHERE

    strange = [
        text for text in reader.found
        if not re.search("[áéíóúñçšÁÉÍÓÚÑÇŠ]", text) and {word.lower() for word in re.findall(r"[A-Za-z]{3,}", text)} - known
    ]  # fmt: skip

    assert len(reader.found) > 500
    assert strange == []


@pytest.mark.parametrize("code", ["xx", "de"])
def test_longer_words_need_no_more_pages(full, full_pdf, laid_out, code):
    page = (
        spoken(full, A_FIFTH)
        if code == "xx"
        else html(replace(full, cover=replace(full.cover, language=code)))
    )

    assert pages_of(laid_out(page)) == pages_of(full_pdf)


@pytest.mark.parametrize("kind", ["full", "moved"])
def test_every_persona_keeps_to_its_two_pages_where_words_are_two_fifths_longer(kind, laid_out, request):
    data = request.getfixturevalue(kind)
    reader = pypdf.PdfReader(io.BytesIO(laid_out(spoken(data, LONGER))))

    tops = [one for one in reader.outline if not isinstance(one, list)]
    starts = [reader.get_destination_page_number(one) for one in tops]
    first = next(
        at for at, one in enumerate(tops) if one.title == data.personas[0].name.replace("\u202e", "")
    )

    here = starts[first : first + len(data.personas) + 1]
    assert [after - before for before, after in pairwise(here)] == [2] * len(data.personas)


def test_what_stages_say_has_a_context_of_its_own():
    assert {one.context for one in messages()} == {"", CONTEXT, FINDING, RULE, "difference"}
