"""The PDF as archives and screen readers take it: every mark accounted for, every figure told, every file listed."""

from __future__ import annotations

import io
import itertools
import re
from xml.etree import ElementTree as ET

import pdfua
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

PAINTS = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Tj", "TJ", "'", '"', "Do", "sh", "INLINE IMAGE"}


@pytest.fixture(scope="module")
def content(full_pdf):
    return full_pdf


@pytest.fixture(scope="module")
def document(content):
    with pikepdf.open(io.BytesIO(content)) as opened:
        yield opened


@pytest.fixture(scope="module")
def elements(document):
    """Every structure element the tree leads to, in reading order."""
    found = []

    def down(element):
        kids = element.get("/K")
        for kid in list(kids) if isinstance(kids, Array) else [] if kids is None else [kids]:
            if isinstance(kid, Dictionary) and "/S" in kid:
                found.append(kid)
                down(kid)

    down(document.Root.StructTreeRoot)
    return found


@pytest.fixture(scope="module")
def drawn(document):
    """What each page is drawn with."""
    return [(page, pikepdf.parse_content_stream(page)) for page in document.pages]


def test_it_declares_both_standards_in_metadata_that_are_well_formed(document):
    words = document.Root.Metadata.read_bytes().decode()

    ET.fromstring(re.sub(r"<\?xpacket[^>]*\?>", "", words))
    assert re.search(r"pdfaid:part(>|=\")3", words)
    assert re.search(r"pdfaid:conformance(>|=\")A", words)
    assert "<pdfuaid:part>1<" in words
    assert "pdfaExtension:schemas" in words
    assert document.Root.OutputIntents[0].S == Name.GTS_PDFA1


def test_nothing_is_painted_outside_marked_content(drawn):
    for number, (_, marks) in enumerate(drawn, 1):
        depth = 0
        for operands, operator in marks:
            word = str(operator)
            depth += (word in {"BDC", "BMC"}) - (word == "EMC")
            assert depth > 0 or word not in PAINTS, f"page {number}: {word} {operands!r:.60} is unmarked"
        assert depth == 0


def test_every_marked_piece_is_in_the_tree_or_an_artifact(document, drawn, elements):
    reached = {element.objgen for element in elements}
    nums = document.Root.StructTreeRoot.ParentTree.Nums
    parents = {int(nums[at]): nums[at + 1] for at in range(0, len(nums), 2)}

    for page, marks in drawn:
        owners = parents[int(page.obj.StructParents)]
        for operands, operator in marks:
            if str(operator) != "BDC" or operands[0] == Name.Artifact:
                continue
            assert owners[int(operands[1].MCID)].objgen in reached


def test_headings_begin_at_one_and_never_jump(elements):
    levels = [int(str(one.S)[2:]) for one in elements if re.fullmatch(r"/H[1-6]", str(one.S))]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_every_figure_is_told_in_words_and_placed_on_its_page(document, elements):
    figures = [one for one in elements if Name.Figure == one.S]
    boxes = {page.obj.objgen: [float(value) for value in page.mediabox] for page in document.pages}

    assert figures
    for one in figures:
        left, bottom, right, top = (float(value) for value in one.A.BBox)
        page = boxes[one.Pg.objgen]
        assert len(str(one.Alt)) > 5
        assert page[0] - 1 <= left < right <= page[2] + 1
        assert page[1] - 1 <= bottom < top <= page[3] + 1


def test_every_head_of_a_table_says_what_it_heads(elements):
    heads = [one for one in elements if one.S == Name.TH]

    assert heads
    for one in heads:
        known = list(one.A) if isinstance(one.A, Array) else [one.A]
        assert next(entry.Scope for entry in known if "/Scope" in entry) in {Name.Column, Name.Row}


def test_files_are_attached_once_with_what_they_are(document, files):
    kinds = {str(entry.UF): str(entry.AFRelationship) for entry in document.Root.AF}

    assert len(document.Root.AF) == len(files)
    assert kinds == {"figures.csv": "/Data", "questionnaire.yml": "/Source", "report.json": "/Data"}
    for entry in document.Root.AF:
        assert bytes(entry.EF.F.read_bytes()) in {one.content for one in files}
        assert "/Subtype" in entry.EF.F


def test_links_say_their_words(document):
    notes = [
        note for page in document.pages for note in page.obj.get("/Annots", []) if note.Subtype == Name.Link
    ]

    assert notes
    assert not [note for note in notes if not str(note.get("/Contents", "")).strip() or str(note.Contents).startswith("segment-")]  # fmt: skip


def test_every_font_says_which_letters_it_holds(document):
    for page in document.pages:
        for font in page.resources.get("/Font", {}).values():
            assert "/ToUnicode" in font


def test_qpdf_finds_nothing_amiss(document):
    assert document.check_pdf_syntax() == []


def test_a_second_reader_of_tags_finds_nothing(content, tmp_path):
    (tmp_path / "report.pdf").write_bytes(content)

    report = pdfua.validate(str(tmp_path / "report.pdf"))

    assert [(one.rule_id, one.message) for one in report.findings] == []
