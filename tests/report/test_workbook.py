"""The report as a workbook: numbers that are numbers, letters in their format, bases, and texts that stay texts."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from python_calamine import CalamineWorkbook

from psychoseg.report.workbook import workbook

MADE = datetime(2026, 3, 1, 9, tzinfo=UTC)


def opened(content: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name).decode() for name in package.namelist() if name.endswith(".xml")}


@pytest.fixture(scope="module")
def written(full):
    return workbook(full, MADE)


def test_the_first_sheet_lists_and_links_all_others(written):
    sheets = opened(written)
    names = list(sheets)

    listed = [row[0] for row in sheets["Contents"] if row and row[0] in names]
    assert listed == names[1:]
    assert parts(written)["xl/worksheets/sheet1.xml"].count("<hyperlink ") == len(names) - 1


def test_every_share_of_the_profile_is_a_number_of_the_report(written, full):
    rows = {row.label: row for row in full.contrasts.rows}
    told = [row for row in opened(written)["Profile"] if row[0] in rows]

    assert len(told) == len(rows)
    for line in told:
        row = rows[line[0]]
        assert line[1] == pytest.approx(row.total.value)
        assert line[2:] == pytest.approx([cell.estimate.value for cell in row.cells])


def test_letters_are_part_of_the_numbers_format_and_inputs_have_none(written, full):
    styles = parts(written)["xl/styles.xml"]
    letters = {cell.letters for row in full.contrasts.rows for cell in row.cells if cell.letters}

    assert letters
    for above in letters:
        assert f"0%&quot; {above}&quot;" in styles
    assert all(str(row[0]).endswith(" *") for row in opened(written)["Statements"][4:24])


def test_three_bases_stand_below_every_question(written, full):
    names = [row[0] for row in opened(written)["Profile"]]
    items = len({row.item for row in full.contrasts.rows})

    assert [names.count(f"Base: {kind}") for kind in ("people", "weighted", "effective")] == [items] * 3


def test_panes_are_frozen_and_heads_repeat_in_print(written):
    found = parts(written)

    assert 'state="frozen"' in found["xl/worksheets/sheet3.xml"]
    assert "_xlnm.Print_Titles" in found["xl/workbook.xml"]


@pytest.mark.parametrize("attack", ["=1+1", "+SUM(A1)", "@x", '=HYPERLINK("https://example.org")', "https://example.org", "\x07=cmd|' /C calc'!A0"])  # fmt: skip
def test_no_text_becomes_a_formula_a_link_or_a_control_character(small, attack):
    first = small.personas[0]
    hostile = replace(small, personas=(replace(first, name=attack, essence=attack), *small.personas[1:]))

    content = workbook(hostile, MADE)

    found = parts(content)
    assert not [name for name, text in found.items() if "<f>" in text]
    assert not re.search(
        "example.org", "".join(text for name, text in found.items() if name.endswith(".rels"))
    )
    assert attack.replace("\x07", "") in {cell for row in opened(content)["Segments"] for cell in row}


def test_withheld_figures_are_dashes_and_low_bases_are_marked(report_of, persona_of):
    data = report_of(3)
    rows = tuple(
        replace(row, cells=(replace(row.cells[0], estimate=replace(row.cells[0].estimate, value=None, flag="suppressed")),
                            replace(row.cells[1], estimate=replace(row.cells[1].estimate, flag="low"), letters="A"), row.cells[2]))
        for row in data.contrasts.rows
    )  # fmt: skip
    content = workbook(replace(data, contrasts=replace(data.contrasts, rows=rows)), MADE)

    told = [row for row in opened(content)["Profile"] if row[0] in {one.label for one in rows}]
    assert {row[2] for row in told} == {"–"}
    assert "0%&quot;‡ A&quot;" in parts(content)["xl/styles.xml"]


@pytest.mark.parametrize("segments", [2, 5, 12])
def test_any_number_of_segments_has_its_columns(report_of, segments):
    data = report_of(min(segments, 9))

    sheets = opened(workbook(data, MADE))

    assert len(sheets["Profile"][3]) == len(data.personas) + 2


def test_a_study_without_segments_has_a_workbook_too(small):
    sheets = opened(workbook(replace(small, personas=(), grouping=None, contrasts=None), MADE))

    assert {"Contents", "Sample", "Run"} <= set(sheets)
    assert "Segments" not in sheets


def test_the_same_data_give_the_same_bytes(full, written):
    assert workbook(full, MADE) == written


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this machine")
def test_libreoffice_opens_it_and_keeps_the_numbers(written, full, tmp_path):
    (tmp_path / "report.xlsx").write_bytes(written)

    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,3", "--outdir", str(tmp_path), str(tmp_path / "report.xlsx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip

    text = next(tmp_path.glob("*Profile*.csv")).read_text("utf-8")
    row = full.contrasts.rows[1]
    assert row.label in text
    assert any(f"{round(100 * cell.estimate.value)}%" in text for cell in row.cells)
