import json
import os

import pytest

from psychoseg.cli import main
from psychoseg.questionnaire import read as read_questionnaire

ANSWERS = (
    "id;mood;spent;email;why\n"
    "7;good;1,25;ann@example.org;call me on +49 30 1234567\n"
    "8;bad;0,05;bob@example.org;\n"
    "9;good;3,50;cy@example.org;secret words\n"
)


@pytest.fixture
def export(tmp_path):
    path = tmp_path / "export.csv"
    path.write_text(ANSWERS, encoding="utf-8")
    return path


def test_a_file_is_described_without_a_study_and_without_an_answer(export, capsys):
    assert main(["inspect", str(export)]) == 0

    shown = capsys.readouterr().out
    for words in (
        "a table with one header row",
        "semicolons",
        "decimal commas read as points in 'spent'",
        "email (email)",
        "1 answers in why hold a phone number",
        "mood",
    ):
        assert words in shown
    for answer in ("ann@example.org", "1234567", "secret words", "good"):
        assert answer not in shown


def test_the_same_can_be_had_as_json_for_several_files_with_the_refused_beside(export, tmp_path, capsys):
    (tmp_path / "page.csv").write_text("<!DOCTYPE html><title>Log in</title>")

    assert main(["inspect", str(export), str(tmp_path / "page.csv"), "--json"]) == 2

    facts = json.loads(capsys.readouterr().out)
    (file,) = facts["files"]
    assert (file["format"], file["delimiter"], file["rows"]) == ("table", ";", 3)
    assert [question["kind"] for question in file["questions"]] == [
        "single",
        "single",
        "numeric",
        "open",
        "open",
    ]
    assert {(entry["column"], entry["kind"], entry["cells"]) for entry in file["personal"]} == {
        ("email", "email", 3),
        ("why", "phone", 1),
    }
    assert "login page" in facts["refused"][0]["reason"]
    assert "secret" not in json.dumps(facts)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["expart.csv"], "did you mean export.csv"),
        (["."], "is a folder; give a file in it"),
        (["pipe"], "is not an ordinary file"),
        (["nowhere"], "is a link that leads nowhere"),
        (["export.csv", "--as", "qualtrix"], "did you mean qualtrics"),
        (["export.csv", "--encoding", "utf-9"], "There is no encoding"),
        (["export.csv", "--delimiter", "<>"], "is no delimiter"),
        (["export.csv", "export.csv", "--draft", "q.yml"], "takes one response file"),
        (["export.csv", "--draft", "export.csv"], "is there already"),
        (["empty.csv", "page.csv"], "2 files cannot be read"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(
    export, tmp_path, monkeypatch, capsys, arguments, message
):
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    (tmp_path / "nowhere").symlink_to("gone")
    (tmp_path / "empty.csv").touch()
    (tmp_path / "page.csv").write_text("%PDF-1.7")

    assert main(["inspect", *arguments]) == 2
    assert message in capsys.readouterr().err


def test_hostile_names_of_columns_never_reach_the_terminal_raw(tmp_path, capsys):
    path = tmp_path / "x.csv"
    path.write_text("id,a\x1b[2J,\u202eb\n" + "1,2,3\n" * 3, encoding="utf-8")

    assert main(["inspect", str(path)]) == 0
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_a_questionnaire_is_drafted_that_reads_and_lints(export, tmp_path, capsys):
    target = tmp_path / "questionnaire.yml"

    assert main(["inspect", str(export), "--draft", str(target)]) == 0
    asked = read_questionnaire(target)

    assert [(item.id, item.type, item.personal) for item in asked.items] == [
        ("id", "single", ""), ("mood", "single", ""), ("spent", "numeric", ""), ("email", "open", "email"), ("why", "open", ""),
    ]  # fmt: skip
    assert "DECIDE" in target.read_text()
    assert main(["lint", str(target)]) in {0, 1}
    assert main(["inspect", str(export), "--draft", str(target), "--force"]) == 0
