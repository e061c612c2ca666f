"""The forms a finished run's report can take."""

import json
import re
import zipfile
from dataclasses import replace

import pytest

from psychoseg.cli import main
from psychoseg.documents.plain import from_plain
from psychoseg.errors import ReportError, StudyError
from psychoseg.report import html
from psychoseg.report.data import ReportData
from psychoseg.study.rendering import FORMATS, render_again


def test_every_form_is_written_and_says_the_same(fitted, tmp_path):
    written = render_again(
        fitted[0], fitted[1].name, tmp_path, formats=["html", "xlsx", "pptx", "csv", "json"]
    )

    assert [path.name for path in written] == [
        "report.html", "report.xlsx", "report.pptx", "figures.csv", "report.json",
    ]  # fmt: skip
    names = [one["name"] for one in json.loads((tmp_path / "report.json").read_text("utf-8"))["personas"]]
    for name in names:
        assert name in (tmp_path / "report.html").read_text("utf-8")
        assert name in (tmp_path / "figures.csv").read_text("utf-8-sig")
    for name in ("report.xlsx", "report.pptx"):
        assert zipfile.ZipFile(tmp_path / name).testzip() is None


def test_an_unknown_form_is_named_with_the_nearest_and_nothing_is_written(fitted, tmp_path):
    with pytest.raises(StudyError, match=r"(?s)'ppt'.*did you mean pptx.*'xslx'.*did you mean xlsx"):
        render_again(fitted[0], fitted[1].name, tmp_path / "out", formats=["html", "ppt", "xslx"])

    assert not (tmp_path / "out").exists()


def test_a_master_without_slides_or_that_is_not_there_is_named_before_any_work(fitted, tmp_path):
    with pytest.raises(StudyError, match="add pptx"):
        render_again(
            fitted[0], fitted[1].name, tmp_path / "out", formats=["html"], master=tmp_path / "m.pptx"
        )
    with pytest.raises(StudyError, match="m.pptx cannot be read"):
        render_again(
            fitted[0], fitted[1].name, tmp_path / "out", formats=["pptx"], master=tmp_path / "m.pptx"
        )


def test_files_of_the_same_name_are_kept_unless_replacing_is_asked_for(fitted, tmp_path, capsys):
    (tmp_path / "figures.csv").write_text("mine", encoding="utf-8")
    asked = ["report", str(fitted[0]), "--run", fitted[1].name, "--format", "csv", "--out", str(tmp_path)]

    assert main(asked) == 2
    assert (tmp_path / "figures.csv").read_text("utf-8") == "mine"
    assert main([*asked, "--force"]) == 0
    assert "figures.csv" in capsys.readouterr().out


def test_the_help_names_every_form(capsys):
    with pytest.raises(SystemExit):
        main(["report", "--help"])

    shown = capsys.readouterr().out
    assert [name for name in FORMATS if name not in shown] == []


def test_the_language_asked_for_is_spoken_in_every_form_and_the_run_keeps_its_own(fitted, tmp_path):
    forms = ["html", "xlsx", "pptx", "csv"]

    render_again(fitted[0], fitted[1].name, tmp_path, formats=forms, language="de")
    render_again(fitted[0], fitted[1].name, tmp_path / "own", formats=["html", "csv"])

    assert "Zusammenfassung" in (tmp_path / "report.html").read_text("utf-8")
    assert "Executive summary" in (tmp_path / "own" / "report.html").read_text("utf-8")
    assert "Zustimmung" in _everything(tmp_path / "report.xlsx")
    assert "Wie sicher ist das?" in _everything(tmp_path / "report.pptx")
    assert (tmp_path / "figures.csv").read_bytes() == (tmp_path / "own" / "figures.csv").read_bytes()


@pytest.mark.parametrize("code", ["de", "fr", "es"])
def test_a_real_run_leaves_no_sentence_of_a_stage_in_english(fitted, code):
    data = from_plain(ReportData, fitted[1].read_json("report_data.json"), "report_data.json")

    page = html(replace(data, cover=replace(data.cover, language=code)))

    assert re.findall(r'<span lang="en">([^<]*)', page) == []


def test_a_language_no_report_is_made_in_is_refused_before_any_work(fitted, tmp_path):
    with pytest.raises(ReportError, match="'klingon': no language of a report"):
        render_again(fitted[0], fitted[1].name, tmp_path / "out", language="klingon")

    assert not (tmp_path / "out").exists()


def _everything(path):
    with zipfile.ZipFile(path) as package:
        return " ".join(
            package.read(name).decode("utf-8") for name in package.namelist() if name.endswith(".xml")
        )
