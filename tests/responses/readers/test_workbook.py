import importlib.util
from pathlib import Path

import pytest

from psychoseg.errors import ResponsesError
from psychoseg.responses import read_table

SPEC = importlib.util.spec_from_file_location("workbooks", Path(__file__).with_name("workbooks.py"))
workbooks = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(workbooks)
sheet, workbook = workbooks.sheet, workbooks.workbook

ROWS = [["id", "q1", "why"], [1, 4, "tea"], [2, 5.5, "=1+1"], [3, "", "1e5"]]


def test_a_workbook_is_read_as_text_with_the_rows_of_its_sheet():
    table = read_table(workbook({"Answers": ROWS}), "x.xlsx")

    assert table.container == "xlsx"
    assert table.rows_are == "row"
    assert table.cells.to_dict("list") == {
        "id": ["1", "2", "3"],
        "q1": ["4", "5.5", ""],
        "why": ["tea", "=1+1", "1e5"],
    }
    assert list(table.cells.index) == [2, 3, 4]


def test_a_workbook_named_csv_is_read_and_it_is_said():
    table = read_table(workbook({"Answers": ROWS}), "x.csv")

    assert any("named .csv, but the content is Excel workbook" in repair for repair in table.repairs)


def test_title_rows_totals_hidden_rows_merged_cells_errors_and_empty_formulas_are_found_and_said():
    rows = [
        ["Survey of tea"],
        [],
        ["id", "q1", "q2"],
        [1, 4, ("A4+1", 5)],
        [2, "#N/A", ("A5+1", None)],
        [3, 2, 3],
        ["Total", 6, 8],
    ]

    table = read_table(workbook({"Answers": sheet(rows, hidden=(5,), merged=("B6:C6",))}), "x.xlsx")

    assert table.cells.to_dict("list") == {"id": ["1", "2", "3"], "q1": ["4", "", "2"], "q2": ["5", "", "3"]}
    said = " ".join(table.repairs)
    for words in (
        "2 rows above the header left out",
        "row 7 left out: it is a total",
        "hidden or filtered rows, read like all others: 1",
        "first cell only: 1",
        "an error such as #N/A, read as blank: 1",
        "formulas without a stored value, read as blank: 1",
    ):
        assert words in said


def test_of_several_sheets_one_is_chosen_by_name():
    both = workbook({"Spring": ROWS, "Autumn": ROWS[:3]})

    with pytest.raises(
        ResponsesError, match=r"2 sheets that hold something; choose one with --sheet.*\n.*'Spring'.*4 rows"
    ):
        read_table(both, "x.xlsx")
    with pytest.raises(ResponsesError, match="no sheet 'Autum'; did you mean Autumn"):
        read_table(both, "x.xlsx", sheet="Autum")
    assert len(read_table(both, "x.xlsx", sheet="Autumn").cells) == 2


def test_a_hidden_sheet_is_not_read_and_named():
    table = read_table(workbook({"Answers": ROWS, "Codes": ROWS}, hidden=("Codes",)), "x.xlsx")

    assert any("hidden sheets not read: 'Codes'" in repair for repair in table.repairs)


def far_cell():
    return workbook({"A": sheet(ROWS, extra='<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')})


def entities():
    laughs = '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]>'
    return workbook({"A": sheet(ROWS, prolog=laughs)})


def outside():
    secret = '<!DOCTYPE x [<!ENTITY xxe SYSTEM "file:///etc/passwd">]>'
    return workbook(
        {"A": ROWS}, parts={"xl/sharedStrings.xml": f"<?xml version='1.0'?>{secret}<sst>&xxe;</sst>"}
    )


def bomb():
    return workbook({"A": ROWS}, parts={"xl/sharedStrings.xml": "<t>" + "a" * 80_000_000 + "</t>"})


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (far_cell, r"reaches to column XFD and row 1,048,576, which are 17,179,869,184 cells"),
        (entities, "declares XML entities"),
        (outside, "declares XML entities"),
        (bomb, "was not opened"),
        (lambda: workbook({"A": ROWS})[:-200], "cut off or damaged"),
        (lambda: workbook({"A": []}), "is empty"),
        (lambda: workbook({"survey": ROWS, "choices": ROWS}), "is an XLSForm questionnaire"),
        (lambda: workbook({"A": "<worksheet><sheetData><row"}), "damaged"),
        (
            lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "locked with a password",
        ),
        (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "not a workbook"),
        (lambda: b"\xd0\xcf\x11\xe0" + b"\1" * 600 + "Workbook".encode("utf-16-le"), "damaged"),
        (lambda: b"<html><table><tr><td>id</td></tr><tr><td>1</td></tr></table></html>", "save it as .xlsx"),
    ],
)
def test_a_hostile_or_damaged_workbook_is_refused_with_the_reason(content, message):
    with pytest.raises(ResponsesError, match=message):
        read_table(content(), "x.xlsx")
