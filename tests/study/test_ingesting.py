"""A wave is read, checked and accounted for; its mapping serves the next wave."""

import json

import pytest

from psychoseg.cli import main
from psychoseg.documents.plain import from_plain, to_json
from psychoseg.errors import ResponsesError, StudyError
from psychoseg.report.ingest import account_lines, account_page
from psychoseg.responses.account import Account
from psychoseg.study import ingest_wave
from psychoseg.study.ingesting import draft_mapping
from psychoseg.study.mapping import read_mapping

QUESTIONNAIRE = """\
id: tea
title: Tea
language: en
scales: {agree: {1: Disagree, 2: Neither, 3: Agree}}
constructs: {calm: {high: calm, low: restless}}
sections:
  - id: all
    items:
      - {id: rest, text: I take my time over tea., type: likert, scale: agree, construct: calm}
      - {id: rush, text: I drink my tea in a hurry., type: likert, scale: agree, construct: calm, reverse: true}
      - {id: cups, text: How many cups did you drink yesterday?, type: numeric, min: 0, max: 30, ask_if: rest != 1}
      - {id: kind, text: Which kind?, type: single, options: {1: Green, 2: Black}}
"""
FIRST = "V1,V2,V3,kind\n" + "3,1,2,1\n1,3,,2\n2,2,9,\n3,1,,1\n"


def study(tmp_path, **waves):
    (tmp_path / "questionnaire.yml").write_text(QUESTIONNAIRE)
    (tmp_path / "study.yml").write_text("psychoseg: 1\ntitle: <b>Tea</b>\nexclude: {straight: 0, speed: 0}\n")
    for name, text in waves.items():
        raw = tmp_path / "waves" / name / "raw"
        raw.mkdir(parents=True)
        (raw / "export.csv").write_text(text)
    return tmp_path


MAPPED = "psychoseg: 1\ncolumns: {rest: V1, rush: V2, cups: V3, kind: kind}\n"


def test_rows_in_are_rows_used_and_rows_excluded_and_every_reason_is_counted(tmp_path):
    folder = study(tmp_path, a="rest,rush,cups,kind\n3,1,2,1\n1,3,,2\n2,2,9,\n,,,1\n3,1,,1\n")

    found = ingest_wave(folder).account

    assert found.rows == found.used + sum(found.excluded.values()) == 5
    assert found.excluded == {"left too much unanswered": 1}
    cups = next(item for item in found.items if item.item == "cups")
    assert cups.states == {"answered": 2, "not_shown": 1, "seen_unanswered": 1}
    assert cups.summary["most"] == 9
    assert next(item for item in found.items if item.item == "rush").distribution[0].count == 2
    assert from_plain(Account, json.loads(to_json(found))) == found


def test_what_was_found_is_kept_and_read_by_the_next_wave(tmp_path):
    folder = study(tmp_path, a="rest,rush,How many cups did you drink yesterday,kind\n3,1,2,1\n1,3,,2\n2,2,9,1\n", b="rest,rush,How many cups did you drink yesterday,kind\n1,1,,1\n3,3,4,1\n")  # fmt: skip

    first = ingest_wave(folder, "a")
    text = first.written.read_text()
    second = ingest_wave(folder, "a")
    mapping, path = read_mapping(folder, "b")

    assert 'cups: "How many cups did you drink yesterday"  # text: How many cups' in text
    assert second.written is None
    assert path == first.written
    assert mapping.inherited == "a"
    assert ingest_wave(folder, "b").account.used == 2


def test_a_stated_mapping_is_an_input_of_the_run_and_its_account_is_kept(tmp_path):
    rows = "".join(f"{1 + i % 3},{1 + (i * i + i // 5) % 3},{i % 9},{1 + i % 2}\n" for i in range(12))
    folder = study(tmp_path, a="V1,V2,V3,kind\n" + rows)
    (folder / "waves" / "a" / "mapping.yml").write_text(MAPPED)

    found = ingest_wave(folder).account

    assert {one.how for one in found.matches} == {"mapping"}
    assert "4 columns" in "\n".join(account_lines(found)) or "4 found" in "\n".join(account_lines(found))


def test_the_run_keeps_the_account(fitted):
    _, run = fitted
    account = from_plain(Account, run.read_json("ingest.json"))

    assert account.rows == account.used + sum(account.excluded.values())
    assert account.source.file == "export.csv"


def test_columns_that_do_not_fit_leave_nothing_behind_and_a_draft_is_written_on_request(tmp_path, capsys):
    folder = study(tmp_path, a=FIRST)

    assert main(["ingest", str(folder)]) == 2
    assert not (folder / "waves" / "a" / "mapping.yml").exists()
    assert "no column rest" in capsys.readouterr().err
    assert main(["ingest", str(folder), "--draft"]) == 0

    text = (folder / "waves" / "a" / "mapping.yml").read_text()
    assert "# rest: not found; write the export's column here: I take my time over tea." in text
    assert '- "V1"  # not in the questionnaire' in text
    with pytest.raises(StudyError, match="would be replaced"):
        draft_mapping(folder)
    (folder / "waves" / "a" / "mapping.yml").write_text(MAPPED)
    assert main(["ingest", str(folder)]) == 0
    assert "4 in the file = 4 used + 0 excluded" in capsys.readouterr().out


def test_the_account_as_a_page_escapes_every_text_and_as_json_is_pure(tmp_path, capsys):
    folder = study(tmp_path, a="rest,rush,cups,kind\n3,1,2,1\n1,3,,2\n")
    found = ingest_wave(folder)

    page = account_page(found.account, found.title)

    assert '<h1 dir="auto">&lt;b&gt;Tea&lt;/b&gt;</h1>' in page
    assert "default-src &#x27;none&#x27;" in page
    assert main(["ingest", str(folder), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["rows"] == 2
    target = tmp_path / "page.html"
    assert main(["ingest", str(folder), "--format", "html", "--out", str(target)]) == 0
    assert main(["ingest", str(folder), "--out", str(target)]) == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("psychoseg: 1\nmissing: {-99: sen_unanswered}\n", "mapping.yml:2:16: 'sen_unanswered' is no reason .*did you mean seen_unanswered"),
        ("psychoseg: 1\ncodes: {kind: 1}\n", "codes of 'kind' should map"),
        ("psychoseg: 1\ncolumn: {kind: 1}\n", "'column' is not a key of a mapping; did you mean columns"),
        ("psychoseg: 1\ncolumns: {rest: {colum: a}}\n", "a column needs a value for column"),
        ("psychoseg: 2\n", "psychoseg is 2; it must be from 1 to 1"),
    ],
)  # fmt: skip
def test_faults_of_a_mapping_are_told_with_their_place(tmp_path, text, message):
    folder = study(tmp_path, a=FIRST)
    (folder / "waves" / "a" / "mapping.yml").write_text(text)

    with pytest.raises(StudyError, match=message):
        ingest_wave(folder)


def test_a_mapping_to_columns_that_are_gone_is_refused_in_its_own_wave_only(tmp_path):
    folder = study(tmp_path, a=FIRST, b="rest,rush,cups,kind\n3,1,2,1\n2,3,1,2\n")
    (folder / "waves" / "a" / "mapping.yml").write_text(MAPPED)

    assert ingest_wave(folder, "b").account.used == 2
    (folder / "waves" / "b" / "mapping.yml").write_text(MAPPED)
    with pytest.raises(ResponsesError, match="has no column 'V1', which rest is read from"):
        ingest_wave(folder, "b")


def test_a_wave_says_which_file_is_its_export_and_how_to_read_it(tmp_path):
    folder = study(tmp_path, a="rest;rush;cups;kind\n3;1;2;1\n2;3;1;2\n")
    raw = folder / "waves" / "a" / "raw"
    (raw / "notes.txt").write_text("not answers")

    with pytest.raises(StudyError, match="name it under export in wave.yml"):
        ingest_wave(folder)
    (raw.parent / "wave.yml").write_text(
        "id: a\nexport: export.csv\nread: {as: table, delimiter: semicolon}\n"
    )
    assert ingest_wave(folder).account.source.delimiter == ";"
    (raw.parent / "wave.yml").write_text("id: a\nexport: exprt.csv\n")
    with pytest.raises(StudyError, match="did you mean export.csv"):
        ingest_wave(folder)
    (raw.parent / "wave.yml").write_text("id: a\nexport: ../wave.yml\n")
    with pytest.raises(StudyError, match="leads out of"):
        ingest_wave(folder)
