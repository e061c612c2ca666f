"""Forms and codebooks beside an export: XLSForm workbooks and DDI codebooks."""

import pytest
import xlsxwriter

from psychoseg.errors import ResponsesError
from psychoseg.responses.drafting import draft
from psychoseg.responses.readers.files import read_file

EXPORT = """_uuid,_submission_time,start,end,home/region,home/likes,home/likes/tea,home/likes/milk,age,more
u1,2026-03-01T10:00:00,2026-03-01T09:00:00,2026-03-01T09:05:00,n,tea milk,1,1,34,fine
u2,2026-03-01T11:00:00,2026-03-01T09:00:00,2026-03-01T09:09:00,s,tea,1,0,51,
"""


def _form(path, *, survey=None, choices=True):
    book = xlsxwriter.Workbook(path)
    _filled(
        book.add_worksheet("survey"),
        survey
        or [
            ["type", "name", "label::English (en)", "label::Deutsch (de)"],
            ["begin_group", "home", "Home", ""],
            ["select_one regions", "region", "Where do you <b>live</b>?", "Wo wohnen Sie?"],
            ["select_multiple drinks or_other", "likes", "What do you like?", ""],
            ["end_group", None, None, None],
            ["integer", "age", "Your age", "Alter"],
            ["text", "more", "Anything else?", ""],
            ["note", "bye", "Thank you", ""],
        ],
    )
    if choices:
        _filled(book.add_worksheet("choices"), [
            ["list_name", "name", "label::English (en)"],
            ["regions", "n", "North"], ["regions", "s", "South"], ["drinks", "tea", "Tea"], ["drinks", "milk", "Milk"],
        ])  # fmt: skip
    book.close()


def _filled(sheet, rows):
    for at, row in enumerate(rows):
        sheet.write_row(at, 0, row)


def _columns(path):
    return {column.source: column for column in read_file(path).columns}


@pytest.mark.parametrize("joint", ["/", ".", "-", ":"])
def test_an_xlsform_beside_an_export_gives_wording_choices_and_kinds(tmp_path, joint):
    header, rest = EXPORT.split("\n", 1)
    (tmp_path / "data.csv").write_text(header.replace("/", joint) + "\n" + rest, encoding="utf-8")
    _form(tmp_path / "form.xlsx")

    columns = _columns(tmp_path / "data.csv")

    region = columns[f"home{joint}region"]
    assert (region.text, region.kind) == ("Where do you live?", "single")
    assert [(one.code, one.label) for one in region.options] == [("n", "North"), ("s", "South")]
    assert columns[f"home{joint}likes"].label_of("milk") == "Milk"
    assert (columns["age"].kind, columns["age"].text, columns["more"].kind) == ("numeric", "Your age", "open")


def test_the_split_columns_of_a_multi_select_are_worded_by_the_form(tmp_path):
    (tmp_path / "data.csv").write_text(
        EXPORT.replace("home/likes,", "").replace(",tea milk", "").replace(",tea,1,0", ",1,0"),
        encoding="utf-8",
    )
    _form(tmp_path / "form.xlsx")

    tea = _columns(tmp_path / "data.csv")["home/likes/tea"]

    assert (tea.kind, tea.option, tea.text, tea.stem) == ("multiple", "tea", "Tea", "What do you like?")


def test_a_workbook_that_is_no_form_or_another_form_changes_nothing(tmp_path):
    (tmp_path / "alone").mkdir()
    (tmp_path / "alone" / "data.csv").write_text(EXPORT, encoding="utf-8")
    (tmp_path / "data.csv").write_text(EXPORT, encoding="utf-8")
    _form(tmp_path / "other.xlsx", survey=[["type", "name", "label"], ["text", "zz", "Z"]], choices=False)
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 no workbook")

    alone, beside = read_file(tmp_path / "alone" / "data.csv"), read_file(tmp_path / "data.csv")

    assert beside.columns == alone.columns
    assert beside.cells.equals(alone.cells)


CODEBOOK = """<?xml version="1.0"?>
<codeBook xmlns="ddi:codebook:2_5"><dataDscr>
<var name="region" intrvl="discrete"><location StartPos="1" width="2" EndPos="2"/><labl>Region</labl>
<qstn><qstnLit>Where do you live?</qstnLit></qstn>
<catgry><catValu>01</catValu><labl>North</labl></catgry><catgry><catValu>02</catValu><labl>South</labl></catgry>
<catgry missing="Y"><catValu>99</catValu><labl>Refused</labl></catgry></var>
<var name="spend" intrvl="contin" dcml="2"><location StartPos="3" width="5"/><labl>Spend</labl>
<invalrng><item VALUE="-9"/><range min="90000"/></invalrng><varFormat type="numeric"/></var>
<var name="note" intrvl="discrete"><location StartPos="8" width="4"/><labl>Note</labl><varFormat type="character"/></var>
<var name="w" intrvl="contin" dcml="1" wgt="wgt"><location StartPos="12" width="3"/><labl>Weight</labl><varFormat type="numeric"/></var>
</dataDscr></codeBook>"""


def test_a_ddi_codebook_beside_a_table_gives_wording_options_missing_codes_and_weights(tmp_path):
    (tmp_path / "data.csv").write_text(
        "region,spend,note,w\n1,12.50,good,1.1\n99,-9,,0.9\n2,3.00,bad,1.0\n", encoding="utf-8"
    )
    (tmp_path / "codebook.xml").write_text(CODEBOOK, encoding="utf-8")

    table = read_file(tmp_path / "data.csv")

    columns = {column.source: column for column in table.columns}
    assert table.platform == "ddi"
    assert columns["region"].text == "Where do you live?"
    assert [(one.code, one.label, bool(one.missing)) for one in columns["region"].options] == [
        ("1", "North", False), ("2", "South", False), ("99", "Refused", True),
    ]  # fmt: skip
    assert columns["region"].missing.holds("99")
    assert columns["spend"].missing.holds("-9")
    assert columns["spend"].missing.holds("95000")
    assert not columns["spend"].missing.holds("12.50")
    assert (columns["note"].kind, columns["w"].role) == ("open", "weight")


def test_records_in_fixed_places_are_read_by_their_ddi_codebook(tmp_path):
    (tmp_path / "wave.dat").write_text("0101250good011\n0200300bad 010\n99-9   9   009\n", encoding="utf-8")
    (tmp_path / "wave.xml").write_text(CODEBOOK, encoding="utf-8")

    table = read_file(tmp_path / "wave.dat")

    assert list(table.cells["region"]) == ["01", "02", "99"]
    assert list(table.cells["spend"])[:2] == ["12.50", "3.00"]
    assert list(table.cells["w"]) == ["1.1", "1.0", "0.9"]


def test_a_ddi_questionnaire_is_drafted_with_its_labels(tmp_path):
    (tmp_path / "data.csv").write_text(
        "region,spend,note,w\n1,12.50,good,1.1\n2,3.00,bad,1.0\n", encoding="utf-8"
    )
    (tmp_path / "codebook.xml").write_text(CODEBOOK, encoding="utf-8")

    drafted = draft(read_file(tmp_path / "data.csv"))

    assert "Where do you live?" in drafted
    assert "North" in drafted


def test_records_longer_than_their_codebook_are_another_files(tmp_path):
    (tmp_path / "wave.dat").write_text("0101250good0111111111\n0200300bad 0101111111\n", encoding="utf-8")
    (tmp_path / "wave.xml").write_text(CODEBOOK, encoding="utf-8")

    with pytest.raises(ResponsesError, match="must lie beside it"):
        read_file(tmp_path / "wave.dat")
