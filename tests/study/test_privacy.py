"""What may tell who somebody is reaches no output, and who asks to be forgotten is."""

import csv
import io
import json
import shutil
import zipfile
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest
import xlsxwriter
from pypdf import PdfReader

from psychoseg.cli import main
from psychoseg.documents.plain import from_plain
from psychoseg.errors import StudyError
from psychoseg.pipeline import silent
from psychoseg.report.data import ReportData
from psychoseg.study import fit_wave, new, open_run
from psychoseg.study.forgetting import forget
from psychoseg.study.keys import IDENTITY, pseudonyms_of
from psychoseg.study.loading import load
from psychoseg.study.tracing import Trace, traces
from tests.study.conftest import quicken

CANARIES = (
    "kim.canary@example.org",
    "+44 20 7946 0958",
    "GB82 WEST 1234 5698 7654 32",
    "@canary_tweets",
    "192.0.2.177",
    "Canaryson",
)
SAID = "I always plan the week with my neighbours because good food keeps us all together."


def planted(folder):
    """The first wave with personal data in its own columns and in what people wrote."""
    path = folder / "waves" / "1-spring" / "raw" / "export.csv"
    rows = list(csv.reader(io.StringIO(path.read_text())))
    at = {name: place for place, name in enumerate(rows[0])}
    for number, row in enumerate(rows[3:]):
        row[at["RecipientLastName"]] = "Canaryson"
        row[at["RecipientEmail"]] = CANARIES[0]
        row[at["quote_consent"]] = "1"
        if number % 3 == 0:
            row[at["matters"]] = (
                f"I am Canaryson, write to {CANARIES[0]} or {CANARIES[1]}, account {CANARIES[2]}, {CANARIES[3]}, {CANARIES[4]}"
            )
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    path.write_text(out.getvalue())
    return [row[at["ResponseId"]] for row in rows[3:]]


def everything_in(folder):
    """Every text in a run: bytes, decoded tables and the words of the PDF."""
    for path in folder.iterdir():
        yield path.read_bytes().decode("utf-8", "ignore")
        if path.suffix == ".parquet":
            yield pd.read_parquet(path).astype(str).to_csv()
        if path.suffix == ".pdf":
            yield "\n".join(page.extract_text() for page in PdfReader(path).pages)


def test_planted_personal_data_is_in_no_output_of_a_run(tmp_path):
    folder = quicken(new(tmp_path / "study"))
    ids = planted(folder)

    run, found = fit_wave(folder)

    said = "\n".join(everything_in(run.folder))
    assert not [canary for canary in CANARIES if canary in said]
    assert not [name for name in ids if name in said]
    assert found.responses.masks["e-mail"] >= 100
    key = (folder / IDENTITY).read_text().strip()
    assert key not in said


@pytest.fixture(scope="module")
def forgotten(tmp_path_factory, fitted):
    """A study with a fit, somebody quoted in it, and what was there before they were forgotten."""
    folder = tmp_path_factory.mktemp("forget") / "study"
    shutil.copytree(fitted[0], folder)
    run = open_run(folder)
    ids = pd.read_parquet(run.folder / "responses.parquet")["respondent"]
    pseudonyms, _ = pseudonyms_of(folder)
    text = (folder / "waves" / "1-spring" / "raw" / "export.csv").read_text()
    raw_ids = [row[8] for row in csv.reader(io.StringIO(text))][3:]
    person = next(name for name in raw_ids if pseudonyms.of(name) in set(ids))
    rows = len(raw_ids)
    return folder, run, person, rows, pseudonyms.of(person)


def test_who_is_forgotten_is_gone_from_export_and_tables_and_the_receipt_does_not_name_them(
    forgotten, capsys
):
    folder, run, person, rows, pseudonym = forgotten
    before = len(pd.read_parquet(run.folder / "responses.parquet"))

    assert main(["forget", person, str(folder), "--json"]) == 0

    receipt = json.loads(capsys.readouterr().out)
    assert receipt["exports"] == {"waves/1-spring/raw/export.csv": 1}
    assert receipt["left"] == []
    assert set(receipt["tables"].values()) == {1}
    assert f"runs/{run.name}/factor_model.json" in receipt["models"]
    after = open_run(folder)
    assert len(pd.read_parquet(after.folder / "responses.parquet")) == before - 1
    assert after.manifest.erased == (receipt["number"],)
    assert after.verify() == []
    for path in folder.rglob("*"):
        if path.is_file():
            assert person.encode() not in path.read_bytes()
            assert pseudonym.encode() not in path.read_bytes()
    for path in after.folder.glob("*.parquet"):
        table = pd.read_parquet(path)
        assert "respondent" not in table or pseudonym not in set(table["respondent"])
    data = from_plain(ReportData, after.read_json("report_data.json"))
    assert len(data.grouping.map_points) == before - 1
    assert (
        len((folder / "waves" / "1-spring" / "raw" / "export.csv").read_text().splitlines()) == rows + 3 - 1
    )
    with pytest.raises(StudyError, match="Nobody of the id"):
        forget(folder, person)
    assert main(["show", str(folder), "--verify"]) == 0
    assert "1 people erased since" in capsys.readouterr().out


def test_reports_that_quoted_the_person_are_deleted(tmp_path, fitted):
    folder = tmp_path / "study"
    shutil.copytree(fitted[0], folder)
    run = open_run(folder)
    data = run.read_json("report_data.json")
    quote = next(quote for persona in data["personas"] for quote in persona["quotes"])
    path = folder / "waves" / "1-spring" / "raw" / "export.csv"
    rows = list(csv.reader(io.StringIO(path.read_text())))
    at = {name: place for place, name in enumerate(rows[0])}
    people = [row for row in rows[3:] if row[at["matters"]] == quote["text"]]
    for row in people[1:]:
        row[at["matters"]] = ""  # nobody else wrote the same
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    path.write_text(out.getvalue())

    receipt = forget(folder, people[0][at["ResponseId"]])

    assert receipt.reports == (f"runs/{run.name}/report.html",)
    assert quote["text"] not in (run.folder / "report_data.json").read_text()
    assert not (run.folder / "report.html").exists()
    assert open_run(folder).verify() == []


def test_without_its_key_a_study_still_works_and_nobody_can_be_linked(tmp_path, fitted, monkeypatch):
    folder = tmp_path / "study"
    shutil.copytree(fitted[0], folder)
    shutil.rmtree(folder / "runs")
    monkeypatch.setenv("PSYCHOSEG_KEYS", str(tmp_path / "elsewhere"))

    found = load(folder, None, silent).responses

    assert found.answers.index.str.startswith("line ").all()
    assert any("the study's key is not here" in change for change in found.changes)
    assert not (tmp_path / "elsewhere").exists()
    with pytest.raises(StudyError, match="the study's key is not here"):
        forget(folder, "R_nobody")


def test_a_key_is_made_once_outside_the_study_and_is_the_owners_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("PSYCHOSEG_KEYS", str(tmp_path / "keys"))
    study = tmp_path / "study"
    study.mkdir()

    first, _ = pseudonyms_of(study)
    again, _ = pseudonyms_of(study)

    (key,) = (tmp_path / "keys").iterdir()
    assert first == again
    assert key.stat().st_mode & 0o077 == 0
    assert not any(key.read_bytes() in path.read_bytes() for path in study.iterdir())


def test_a_row_of_several_lines_is_cut_out_whole(tmp_path):
    from tests.study.test_ingesting import study

    folder = study(
        tmp_path,
        a='id,rest,rush,cups,kind,Name\nx1,3,1,2,1,"Ann\nMary"\nx2-erase,1,3,,2,"two\nlines, and ""quotes"""\nx3,2,2,9,1,\n',
    )
    (folder / "waves" / "a" / "wave.yml").write_text("id: a\nrespondent: id\n")

    receipt = forget(folder, "x2-erase")

    assert receipt.exports == {"waves/a/raw/export.csv": 1}
    assert (
        folder / "waves" / "a" / "raw" / "export.csv"
    ).read_text() == 'id,rest,rush,cups,kind,Name\nx1,3,1,2,1,"Ann\nMary"\nx3,2,2,9,1,\n'


def test_what_is_known_of_them_as_a_customer_goes_too_and_formats_that_are_not_rewritten_are_named(tmp_path):
    from tests.study.test_ingesting import study

    folder = study(
        tmp_path, a="id,rest,rush,cups,kind,cust\nx1,3,1,2,1,C 01\nx2-erase,1,3,,2,C02\nx3,2,2,9,1,\n"
    )
    (folder / "waves" / "a" / "wave.yml").write_text("id: a\nrespondent: id\n")
    with (folder / "study.yml").open("a") as opened:
        opened.write(
            "customers: {file: c.csv, key: key, respondent_key: cust, columns: {spend: {kind: numeric}}}\n"
        )
    (folder / "c.csv").write_text("key,spend\nc01,4\nc02,5\n")

    receipt = forget(folder, "x2-erase")

    assert receipt.exports == {"waves/a/raw/export.csv": 1, "c.csv": 1}
    assert (folder / "c.csv").read_text() == "key,spend\nc01,4\n"
    raw = folder / "waves" / "a" / "raw" / "export.csv"
    pyreadstat.write_xport(pd.read_csv(raw), raw.with_suffix(".xpt"))
    raw.unlink()
    receipt = forget(folder, "x1")
    assert receipt.left == (
        "waves/a/raw/export.xpt: 1 rows, in a SAS transport file, which is not rewritten; write it anew in SAS without the rows",
    )


def written(raw: Path, how: str) -> Path:
    """The export in another format."""
    table = pd.read_csv(raw, dtype={"kind": str}, keep_default_na=False).astype(
        {"rest": float, "rush": float}
    )
    path = raw.with_suffix(how)
    if how == ".sav":
        pyreadstat.write_sav(table, path, row_compress=True)
    elif how == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(raw, "export.csv")
    elif how == ".parquet":
        table.to_parquet(path)
    else:
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet()
            for at, row in enumerate([list(table.columns), *table.to_numpy().tolist()]):
                sheet.write_row(at, 0, row)
    raw.unlink()
    return path


@pytest.mark.parametrize("how", [".sav", ".zip", ".parquet", ".xlsx"])
def test_packed_exports_are_rewritten_and_searched_unpacked(tmp_path, how):
    from tests.study.test_ingesting import study

    folder = study(
        tmp_path,
        a="id,rest,rush,cups,kind,thoughts\nx1-stay,3,1,2,1,as all say so here\nx2-erase,1,3,,2,nobody else would write so\nx3-stay,2,2,9,1,as all say so here\n",
    )
    (folder / "waves" / "a" / "wave.yml").write_text("id: a\nrespondent: id\n")
    path = written(folder / "waves" / "a" / "raw" / "export.csv", how)
    person = Trace(frozenset({"x2-erase"}), frozenset({"nobody else would write so"}), 5)
    assert traces(path, person)

    receipt = forget(folder, "x2-erase")

    assert receipt.exports == {f"waves/a/raw/export{how}": 1}
    assert receipt.left == ()
    assert not traces(path, person)
    assert traces(path, Trace(frozenset({"x3-stay"}), frozenset(), 5))


def test_an_export_that_tells_the_person_in_another_place_is_left_as_it_is(tmp_path):
    from tests.study.test_ingesting import study

    folder = study(tmp_path, a="id,rest,rush,cups,kind\nx1-stay,3,1,2,1\nx2-erase,1,3,,2\nx3-stay,2,2,9,1\n")
    (folder / "waves" / "a" / "wave.yml").write_text("id: a\nrespondent: id\n")
    raw = folder / "waves" / "a" / "raw" / "export.csv"
    path = raw.with_suffix(".zip")
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(raw, "export.csv")
        archive.writestr("readme.txt", "x2-erase called to say that they are sorry")
    raw.unlink()
    content = path.read_bytes()

    receipt = forget(folder, "x2-erase")

    assert receipt.exports == {}
    assert "something of them elsewhere in the file" in receipt.left[0]
    assert path.read_bytes() == content
