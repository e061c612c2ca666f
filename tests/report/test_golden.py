"""The invented report as it was last looked at: every word exactly, every page as a picture within a tolerance.

Where a change is meant, look at the pages, then write them anew::

    PSYCHOSEG_GOLDEN=write python -m pytest tests/report/test_golden.py
"""

import os
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

KEPT = Path(__file__).parent / "golden"
DOTS_PER_INCH = 36
FAR, FEW, NEAR = 48, 0.012, 1.5
"""A pixel this far off is wrong; this share of them may be, and the mean may differ by so much of 255: other versions
of the font libraries place letters a little differently."""


@pytest.fixture(scope="module")
def pages(full_pdf):
    opened = pypdfium2.PdfDocument(full_pdf)
    if os.environ.get("PSYCHOSEG_GOLDEN") == "write":
        write(opened)
    yield opened
    opened.close()


def words(page: pypdfium2.PdfPage) -> str:
    """The text of a page on one line, however it is broken."""
    return " ".join(page.get_textpage().get_text_bounded().split())


def picture(page: pypdfium2.PdfPage) -> Image.Image:
    return page.render(scale=DOTS_PER_INCH / 72).to_pil().convert("L")


def write(opened: pypdfium2.PdfDocument) -> None:
    KEPT.mkdir(exist_ok=True)
    for old in KEPT.iterdir():
        old.unlink()
    (KEPT / "words.txt").write_text("".join(f"{words(page)}\n" for page in opened), "utf-8")
    for at, page in enumerate(opened, 1):
        picture(page).quantize(16).save(KEPT / f"page-{at:02d}.png", optimize=True)


def test_every_word_stands_where_it_stood(pages):
    kept = (KEPT / "words.txt").read_text("utf-8").splitlines()

    assert [words(page) for page in pages] == kept


def test_every_page_looks_as_it_looked(pages):
    kept = sorted(KEPT.glob("page-*.png"))
    assert len(kept) == len(pages)
    wrong = []
    for page, path in zip(pages, kept, strict=True):
        before, now = Image.open(path).convert("L"), picture(page)
        assert now.size == before.size
        apart = ImageChops.difference(before, now)
        far = sum(apart.histogram()[FAR:]) / (now.width * now.height)
        if far > FEW or ImageStat.Stat(apart).mean[0] > NEAR:
            wrong.append((path.name, round(far, 4), round(ImageStat.Stat(apart).mean[0], 2)))

    assert wrong == []


def test_a_page_with_a_block_moved_is_seen(pages):
    before = picture(pages[3])
    moved = before.copy()
    moved.paste(before.crop((20, 100, 270, 200)), (20, 112))

    apart = ImageChops.difference(before, moved)

    assert sum(apart.histogram()[FAR:]) / (before.width * before.height) > FEW
