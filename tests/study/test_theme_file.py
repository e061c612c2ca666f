"""theme.toml: an agency's look, read whole and checked before any work."""

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from psychoseg.errors import ReportError
from psychoseg.report.colour_vision import closest
from psychoseg.report.palette import contrast, identity
from psychoseg.report.theme import COLOURS, Theme, look, themed
from psychoseg.study.theme_file import read_theme, theme_of

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="#123456"/></svg>'


def png(width: int) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    rows = b"".join(b"\0" + b"\x10\x20\x30" * width for _ in range(2))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, 2, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def written(folder, text):
    path = folder / "theme.toml"
    path.write_text(text, encoding="utf-8")
    return path


def faults(folder, text) -> str:
    with pytest.raises(ReportError) as refused:
        read_theme(written(folder, text))
    return str(refused.value)


def test_a_theme_has_what_its_file_says_and_the_rest_of_ours(tmp_path):
    (tmp_path / "logo.svg").write_text(SVG, encoding="utf-8")
    theme = read_theme(
        written(
            tmp_path,
            '[brand]\nname = "North"\nlogo = "logo.svg"\nprimary = "#0B3D4F"\n[page]\nbleed = "3mm"\nmarks = "crop"\n[copy]\nfooter = "North · 2026"\n',
        )
    )

    assert (theme.brand, theme.night, theme.accent) == ("North", "#0b3d4f", "#0b3d4f")
    assert (theme.bleed, theme.marks, theme.footer) == (3.0, True, "North · 2026")
    assert theme.logo.startswith("data:image/svg+xml;base64,")
    assert theme.ink == Theme().ink


def test_every_fault_is_named_with_its_line_and_the_nearest_valid_choice(tmp_path):
    shown = faults(
        tmp_path,
        '[brand]\nnmae = "x"\nink = "navy"\nmute = "#eeeeee"\n[pages]\nbleed = 3\n[page]\nbleed = 40\nmarks = "yes"\n[type]\ntext = "Arial"\n',
    )

    for words in (
        "theme.toml:2: brand.nmae: unknown key; did you mean name?",
        "theme.toml:3: brand.ink: 'navy' is no colour; write it as #rrggbb",
        "brand.mute: #eeeeee on #ffffff has a contrast of 1.2",
        "theme.toml:5: pages: no part of a theme; did you mean page?",
        "page.bleed: '40' should be 0 to 10 mm",
        "page.marks: 'yes' should be true or false",
        "type.text: should be a table",
    ):
        assert words in shown


def test_colours_that_some_readers_cannot_tell_apart_are_refused_with_the_pair_and_the_vision(tmp_path):
    shown = faults(tmp_path, '[segments]\npalette = ["#d62728", "#2ca02c", "#1f77b4"]\n')

    assert "#d62728 and #2ca02c look alike with" in shown
    assert "20 are needed among 3" in shown


def test_a_brand_with_few_colours_is_completed_so_that_all_stay_apart(tmp_path):
    theme = read_theme(written(tmp_path, '[segments]\npalette = ["#004466", "#e8b000"]\n'))

    assert theme.segments[:2] == ("#004466", "#e8b000")
    assert len(theme.segments) > 6
    assert closest(theme.segments).distance >= 12


def test_our_own_colours_stay_apart_for_all_readers():
    assert closest(COLOURS[:6]).distance >= 20
    assert closest(COLOURS).distance >= 12


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("logo.gif", b"GIF89a", "is neither SVG nor PNG"),
        ("logo.svg", SVG.replace("<rect", "<script>alert(1)</script><rect").encode(), "runs scripts"),
        ("logo.svg", SVG.replace("<rect", '<image href="http://example.org/x.png"/><rect').encode(), "loads other files"),
        ("logo.svg", SVG.replace("<rect", "<rect onload='x()'").encode(), "runs scripts"),
        ("logo.svg", b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.encode(), "is neither SVG nor PNG"),
        ("logo.png", png(40), "dots an inch"),
    ],
)  # fmt: skip
def test_a_logo_that_acts_loads_or_cannot_be_printed_is_refused(tmp_path, name, content, words):
    (tmp_path / name).write_bytes(content)

    assert words in faults(tmp_path, f'[brand]\nlogo = "{name}"\n')


def test_a_large_png_is_a_logo(tmp_path):
    (tmp_path / "logo.png").write_bytes(png(500))

    assert read_theme(written(tmp_path, '[brand]\nlogo = "logo.png"\n')).logo.startswith("data:image/png")


@pytest.mark.parametrize("name", ["../secret.svg", "/etc/passwd", "missing.svg", ""])
def test_no_file_outside_the_themes_folder_is_read(tmp_path, name):
    (tmp_path / "secret.svg").write_text(SVG, encoding="utf-8")
    inner = tmp_path / "theme"
    inner.mkdir()
    (inner / "logo.svg").write_text(SVG, encoding="utf-8")

    assert "brand.logo" in faults(inner, f'[brand]\nlogo = "{name}"\n')


def test_a_link_that_leads_out_is_not_followed(tmp_path):
    (tmp_path / "secret.svg").write_text(SVG, encoding="utf-8")
    inner = tmp_path / "theme"
    inner.mkdir()
    (inner / "logo.svg").symlink_to(tmp_path / "secret.svg")

    assert "leads out" in faults(inner, '[brand]\nlogo = "logo.svg"\n')


def test_fonts_need_a_family_a_licence_and_files_that_are_fonts(tmp_path):
    (tmp_path / "a.ttf").write_bytes(b"no font")
    (tmp_path / "OFL.txt").write_text("licence", encoding="utf-8")

    assert "names no licence" in faults(tmp_path, '[type.text]\nfamily = "A"\nfiles = ["a.ttf"]\n')
    assert "is no TrueType" in faults(
        tmp_path, '[type.text]\nfamily = "A"\nfiles = ["a.ttf"]\nlicence = "OFL.txt"\n'
    )
    assert "is no name of a font family" in faults(
        tmp_path, '[type.text]\nfamily = "A\\";}"\nfiles = ["a.ttf"]\nlicence = "OFL.txt"\n'
    )


@pytest.mark.parametrize("content", [b"[brand\n", b"\xff\xfe", b"brand = 3\n", b"[brand]\nname = 3\n"])
def test_a_broken_file_is_one_clear_message(tmp_path, content):
    (tmp_path / "theme.toml").write_bytes(content)

    with pytest.raises(ReportError, match=r"theme\.toml"):
        read_theme(tmp_path / "theme.toml")


def test_a_study_without_a_theme_has_none_and_a_named_one_must_be_there(tmp_path):
    assert theme_of(tmp_path) is None
    with pytest.raises(ReportError, match="cannot be read"):
        theme_of(tmp_path, tmp_path / "theme.toml")


@given(st.from_regex(r"#[0-9a-f]{6}", fullmatch=True))
def test_words_in_any_brands_colour_can_be_read(colour):
    with themed(Theme(segments=(colour,))):
        own = identity(1)

        assert look().segments == (colour,)
        assert contrast(own.ink, "#ffffff") >= 4.5
        assert contrast(own.ink, own.tint) >= 4.5
        assert contrast(own.on_dark, look().night) >= 4.5
    assert look().segments == COLOURS


def test_the_page_has_a_size_however_it_is_capitalised_and_others_are_refused(tmp_path):
    assert read_theme(written(tmp_path, '[page]\nsize = "letter"\n')).paper == "Letter"
    assert read_theme(written(tmp_path, '[page]\nsize = "16:9"\n')).paper == "16:9"
    with pytest.raises(
        ReportError, match=r"page.size: 'A5' is no size of page.*choose from A4, Letter, 16:9"
    ):
        read_theme(written(tmp_path, '[page]\nsize = "A5"\n'))
