"""The PDF: what is in it, that it is the same every time, and that nothing runs away."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime

import pypdf
import pytest

from psychoseg.errors import ReportError
from psychoseg.report import html, pdf

MADE = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
PAGES_BESIDE_PERSONAS = 15
SHORT = "<html lang='en'><head><title>t</title></head><body style='font-family:Inter'><p>Words</p>{}</body></html>"


@pytest.fixture(scope="module")
def written(full_pdf) -> bytes:
    return full_pdf


@pytest.fixture(scope="module")
def read(written) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(written))


@pytest.fixture(scope="module")
def pages(read) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in read.pages]


@pytest.fixture(scope="module")
def text(pages) -> str:
    return "\n".join(pages)


def test_a_report_of_five_has_two_pages_a_persona_and_ten_more(read):
    assert len(read.pages) == 2 * 5 + PAGES_BESIDE_PERSONAS


def test_no_page_is_empty(pages):
    assert min(len(words) for words in pages) > 150


def test_names_shares_and_headings_are_words_in_the_pdf(text):
    for words in (
        "Timetable Planners",
        "Pedal First",
        "23%",
        "21–25%",
        "Executive summary",
        "How the segments were built",
        "Data tables",
    ):
        assert words.upper() in text.upper()


def test_hostile_words_are_printed_and_not_obeyed(text, written):
    assert "{{7*7}}" in text.replace(" ", "")
    assert "<script>alert(1)</script>" in text.replace(" ", "")
    assert b"/JavaScript" not in written
    assert b"file:" not in written


def test_every_font_is_embedded(read):
    names = set()
    for page in read.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            kind = font.get_object()
            inner = kind["/DescendantFonts"][0].get_object() if "/DescendantFonts" in kind else kind
            assert any(
                key in inner["/FontDescriptor"].get_object()
                for key in ("/FontFile2", "/FontFile3", "/FontFile")
            )
            names.add(str(kind["/BaseFont"]))

    assert any("Inter" in name for name in names)
    assert any("Newsreader" in name for name in names)


def test_language_title_tags_and_moment_are_set(read):
    catalogue = read.trailer["/Root"]

    assert catalogue["/Lang"] == "en-GB"
    assert catalogue["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in catalogue
    assert read.metadata.title == "How a region gets around"
    assert read.metadata.creation_date == MADE


def test_nothing_of_this_machine_is_written_into_it(written):
    for secret in (os.path.expanduser("~").encode(), os.uname().nodename.encode()):  # noqa: PTH111
        assert len(secret) < 3 or secret == b"/root" or secret not in written


def test_two_processes_with_other_hash_seeds_write_the_same_bytes(small):
    page = html(replace(small, personas=small.personas[:1], measurement=None, grouping=None))
    code = (
        "import sys; from datetime import datetime, UTC; from psychoseg.report.printing import Attached, pdf\n"
        "files = [Attached('figures.csv', b'a,b', 'Figures')]\n"
        "sys.stdout.buffer.write(pdf(sys.stdin.buffer.read().decode(), made=datetime(2026, 11, 2, tzinfo=UTC), title='t', attached=files))"
    )
    digests = set()
    for seed in ("1", "2"):
        done = subprocess.run([sys.executable, "-c", code], input=page.encode(), capture_output=True, check=True,
                              env={**os.environ, "PYTHONHASHSEED": seed})  # fmt: skip
        digests.add(hashlib.sha256(done.stdout).hexdigest())

    assert len(digests) == 1


def test_what_may_not_be_loaded_is_refused_and_every_address_named():
    addresses = ("file:///etc/passwd", "http://127.0.0.1/x.png", "https://example.org/a.css")
    asked = f"<img alt='x' src='{addresses[0]}'><img alt='y' src='{addresses[1]}'><link rel='stylesheet' href='{addresses[2]}'>"

    with pytest.raises(ReportError, match="may not be loaded") as raised:
        pdf(SHORT.format(asked), made=MADE, title="t")
    for address in addresses:
        assert address in str(raised.value)


def test_ignored_rules_and_signs_no_font_has_are_errors():
    with pytest.raises(ReportError, match="would not print") as raised:
        pdf(SHORT.format("<p style='clip-path:circle()'>\U0001f9ff\U00013080</p>"), made=MADE, title="t")
    assert "clip-path" in str(raised.value)
    assert "notdef" in str(raised.value)


def test_a_page_that_never_ends_is_stopped():
    bomb = "<table><tr><td colspan='1000000'>x</td></tr></table>" * 40
    began = time.monotonic()

    with pytest.raises(ReportError, match="stopped"):
        pdf(SHORT.format(bomb), made=MADE, title="t", limit_seconds=3)
    assert time.monotonic() - began < 10


def test_a_page_that_eats_memory_is_stopped():
    layers = "".join(
        f"--v{at}:var(--v{at - 1})var(--v{at - 1})var(--v{at - 1})var(--v{at - 1});" for at in range(1, 14)
    )

    with pytest.raises(ReportError, match=r"stopped|layout engine|cannot be laid out"):
        pdf(SHORT.format(f"<style>:root{{--v0:aaaaaaaaaaaaaaaa;{layers}}} p{{color:var(--v13)}}</style>"), made=MADE, title="t",
            limit_seconds=20, memory_bytes=700_000_000)  # fmt: skip


def test_a_page_that_is_no_xml_prints_as_the_one_that_is():
    closed = "<p>One<br/>two &lt; three</p><p>four</p>"
    loose = "<p>One<br>two &lt; three<p>four&#32;</p>"
    named = "<p>One<br>two &lt; three</p><p>four&nbsp;</p>"

    printed = [pdf(SHORT.format(body), made=MADE, title="t") for body in (closed, loose, named)]

    words = [" ".join(pypdf.PdfReader(io.BytesIO(one)).pages[0].extract_text().split()) for one in printed]
    assert words == ["Words One two < three four"] * 3


def test_our_own_page_gives_the_same_bytes_however_it_is_read(small):
    page = html(replace(small, personas=small.personas[:1], measurement=None, grouping=None))
    no_xml = page.replace("</body>", "<!-- -- --></body>")  # two hyphens within a comment: HTML, but not XML

    assert pdf(no_xml, made=MADE, title="t") == pdf(page, made=MADE, title="t")


def test_entities_that_grow_are_refused_in_no_time():
    bomb = "".join(f'<!ENTITY e{at} "{f"&e{at - 1};" * 10}">' for at in range(1, 12))
    page = f'<!DOCTYPE html [<!ENTITY e0 "ha">{bomb}]>{SHORT.format("<p>&e11;</p>")}'

    begun = time.monotonic()
    written = pdf(page, made=MADE, title="t")

    assert time.monotonic() - begun < 20
    assert len(written) < 100_000
