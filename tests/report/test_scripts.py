"""Names and answers in other scripts: kept apart from our words, and refused by name where no font has their letters."""

import io
from dataclasses import replace

import pypdf
import pytest

from psychoseg.report import html
from psychoseg.report.glyphs import MissingGlyphError

HEBREW, ARABIC, JAPANESE = "חסכנים 2026", "المقتصدون", "節約する人々"


def named(data, name):
    return replace(data, personas=(replace(data.personas[0], name=name), *data.personas[1:]))


@pytest.mark.parametrize("code", ["en", "de", "fr", "es"])
@pytest.mark.parametrize("name", [HEBREW, ARABIC])
def test_a_name_that_runs_from_right_to_left_is_kept_apart_in_every_sentence(small, name, code):
    data = named(small, name)
    page = html(replace(data, cover=replace(data.cover, language=code)))

    assert f"\u2068{name}\u2069" in page
    assert f'<h2 class="xl" data-label="{name}">{name}</h2>' in page
    assert "unicode-bidi: plaintext" in page


def test_a_name_in_another_script_that_runs_as_ours_is_left_alone(small):
    page = html(named(small, JAPANESE))

    assert JAPANESE in page
    assert "\u2068" not in page


@pytest.mark.parametrize(("name", "script"), [(HEBREW, "Hebrew"), (ARABIC, "Arabic"), (JAPANESE, "Cjk")])
def test_such_a_name_is_printed_or_its_letters_are_named_with_what_to_do(small, laid_out, name, script):
    data = named(small, name)
    try:
        written = laid_out(html(data))
    except MissingGlyphError as problem:
        assert script in str(problem)
        assert "Noto Sans" in str(problem)
        assert any(f"U+{ord(char):04X}" in str(problem) for char in name)
    else:
        read = pypdf.PdfReader(io.BytesIO(written))
        assert len(read.pages) == len(pypdf.PdfReader(io.BytesIO(laid_out(html(small)))).pages)
