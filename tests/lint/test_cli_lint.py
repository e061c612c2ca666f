"""The commands lint and explain, from their arguments to what they print and return."""

from __future__ import annotations

import argparse
import json

import pytest

from psychoseg.cli import explain, lint
from psychoseg.errors import QuestionnaireError, UsageError
from psychoseg.lint import catalogue

GOOD = """\
id: q
title: Q
objective: o
consent: {text: Taking part is voluntary., contact: us@example.org, retention: one year}
sections:
  - id: s
    items:
      - {id: tents, type: numeric, text: "How many tents do you own?"}
"""
BAD = GOOD.replace("How many tents do you own?", "You own a tent, don't you?")
NOTED = GOOD.replace("objective: o\n", "")
BROKEN = GOOD.replace("type: numeric", "type: number")


def call(command, *words):
    parser = argparse.ArgumentParser()
    command.configure(parser)
    return command.run(parser.parse_args([str(word) for word in words]))


def write(folder, **files):
    for name, text in files.items():
        (folder / f"{name}.yml").write_text(text, "utf-8")
    return folder


def test_a_good_file_is_done(tmp_path, capsys):
    write(tmp_path, good=GOOD)

    assert call(lint, tmp_path / "good.yml") == 0
    assert capsys.readouterr().out == "nothing found in 1 file\n"


def test_a_warning_is_printed_and_returns_one(tmp_path, capsys):
    write(tmp_path, bad=BAD)

    assert call(lint, tmp_path / "bad.yml") == 1
    out = capsys.readouterr().out
    assert f"{tmp_path / 'bad.yml'}:8:" in out
    assert "QW104 tag-question" in out


def test_a_note_returns_zero_and_is_shown_only_on_request(tmp_path, capsys):
    path = write(tmp_path, noted=NOTED) / "noted.yml"

    assert call(lint, path) == 0
    assert capsys.readouterr().out == "1 info in 1 file\n"
    assert call(lint, path, "--level", "info") == 0
    assert "QS418 missing-objective" in capsys.readouterr().out


def test_json_is_pure_and_counts_files(tmp_path, capsys):
    write(tmp_path, bad=BAD, good=GOOD)

    assert call(lint, tmp_path, "--json") == 1
    written = json.loads(capsys.readouterr().out)
    assert written["files"] == 2
    assert [finding["code"] for finding in written["findings"]] == ["QW104"]


def test_sarif_can_be_read_back(tmp_path, capsys):
    write(tmp_path, bad=BAD)

    assert call(lint, tmp_path / "bad.yml", "--format", "sarif") == 1
    assert json.loads(capsys.readouterr().out)["version"] == "2.1.0"


def test_rules_can_be_selected_and_ignored(tmp_path):
    path = write(tmp_path, bad=BAD) / "bad.yml"

    assert call(lint, path, "--select", "QW") == 1
    assert call(lint, path, "--select", "QC,QR") == 0
    assert call(lint, path, "--ignore", "tag-question") == 0


def test_a_rule_that_does_not_exist_cannot_be_selected(tmp_path):
    with pytest.raises(UsageError, match="did you mean QW104"):
        call(lint, write(tmp_path, good=GOOD) / "good.yml", "--select", "QW1O4")


def test_a_folder_means_every_questionnaire_in_it_and_nothing_else(tmp_path, capsys):
    study = tmp_path / "study"
    hidden = tmp_path / ".hidden"
    study.mkdir()
    hidden.mkdir()
    write(study, questionnaire=GOOD, study="a: 1", wave="a: 1")
    write(hidden, other=BROKEN)
    (study / "questionnaire.truth.yml").write_text("a: 1", "utf-8")
    (study / "notes.txt").write_text("a", "utf-8")
    (tmp_path / "more.yaml").write_text(GOOD, "utf-8")

    assert call(lint, tmp_path) == 0
    assert capsys.readouterr().out == "nothing found in 2 files\n"


def test_a_file_named_twice_is_linted_once(tmp_path, capsys):
    path = write(tmp_path, good=GOOD) / "good.yml"

    call(lint, path, path, tmp_path)

    assert capsys.readouterr().out == "nothing found in 1 file\n"


def test_a_folder_without_questionnaires_is_refused(tmp_path):
    with pytest.raises(UsageError, match="holds no questionnaire"):
        call(lint, tmp_path)


def test_one_file_that_cannot_be_read_says_why(tmp_path):
    with pytest.raises(QuestionnaireError, match=r"broken\.yml has faults"):
        call(lint, write(tmp_path, broken=BROKEN) / "broken.yml")


def test_the_faults_of_all_files_are_raised_together_after_the_findings(tmp_path, capsys):
    write(tmp_path, bad=BAD, broken=BROKEN)
    missing = tmp_path / "missing.yml"

    with pytest.raises(QuestionnaireError, match="2 files cannot be used") as caught:
        call(lint, tmp_path, missing, "--json")

    assert [finding["code"] for finding in json.loads(capsys.readouterr().out)["findings"]] == ["QW104"]
    told = str(caught.value)
    assert "broken.yml:8:" in told
    assert "missing.yml: cannot be read" in told


def test_explain_shows_a_rule_whole(capsys):
    assert call(explain, "qc201") == 0
    out = capsys.readouterr().out
    assert out.startswith("QC201 double-barrelled (warning)\nOne item holding two questions.")
    assert all(part in out for part in ("Why it matters", "Instead of", "Write", "Source"))


def test_explain_alone_lists_every_rule(capsys):
    assert call(explain) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [rule.code for rule in catalogue()]


def test_explain_names_the_nearest_rule():
    with pytest.raises(UsageError, match="did you mean loaded-wording"):
        call(explain, "loaded-words")


@pytest.mark.parametrize("command", [lint, explain])
def test_a_command_says_what_it_does_in_one_line_and_shows_an_example(command):
    assert "\n" not in command.HELP
    assert command.EXAMPLE.startswith(f"psychoseg {command.__name__.rpartition('.')[2]}")
