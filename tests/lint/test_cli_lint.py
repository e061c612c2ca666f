"""The command lint, from its arguments to what it prints, writes and returns."""

from __future__ import annotations

import io
import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from psychoseg.cli import main

GOOD = """\
id: q
title: Q
language: en
version: 1
objective: decide where to camp
consent: {text: Taking part is voluntary., contact: us@example.org, retention: one year}
sections:
  - id: s
    items:
      - {id: tents, type: numeric, text: "How many tents do you own?"}
"""
BAD = GOOD.replace("How many tents do you own?", "You own a tent, don't you?")
NOTED = GOOD.replace("objective: decide where to camp\n", "")
BROKEN = GOOD.replace("type: numeric", "type: number")
FIXABLE = GOOD.replace(
    '{id: tents, type: numeric, text: "How many tents do you own?"}',
    '{id: tent, type: single, text: "Which tent?", options: {1: Green, 2: Other, 3: Blue, 4: Grey}}  # fine',
)


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def lint(capsys):
    """Run the command and give its exit code, its output and its messages."""

    def run(*words):
        code = main(["lint", *map(str, words)])
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return run


def write(folder, **files):
    for name, text in files.items():
        (folder / f"{name}.yml").write_text(text, "utf-8")
    return folder


def typed(monkeypatch, content):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


def test_a_good_file_is_done_and_its_facts_are_told(tmp_path, lint):
    write(tmp_path, q=GOOD)

    code, out, _ = lint("q.yml")

    assert code == 0
    assert out.splitlines()[0].startswith("q.yml: 1 item (1 numeric) · about 1 minute · reading level grade")
    assert out.splitlines()[1:] == ["nothing found in 1 file"]


def test_a_warning_is_printed_and_returns_one(tmp_path, lint):
    write(tmp_path, bad=BAD)

    code, out, _ = lint("bad.yml")

    assert code == 1
    assert out.startswith("bad.yml:10:9: QW104 tag-question")


def test_a_note_returns_zero_and_is_shown_only_on_request(tmp_path, lint):
    write(tmp_path, noted=NOTED)

    code, out, _ = lint("noted.yml")
    assert code == 0
    assert "1 info in 1 file\n--level info shows 1 more\n" in out
    assert "QS418 missing-objective" in lint("noted.yml", "--level", "info")[1]


def test_the_level_that_fails_can_be_chosen(tmp_path, lint):
    write(tmp_path, noted=NOTED, bad=BAD)

    assert lint("noted.yml", "--fail-level", "info")[0] == 1
    assert lint("bad.yml", "--fail-level", "error")[0] == 0


def test_json_is_pure_and_counts_files(tmp_path, lint):
    write(tmp_path, bad=BAD, good=GOOD)

    code, out, _ = lint(".", "--json")

    assert code == 1
    written = json.loads(out)
    assert written["files"] == 2
    assert [finding["code"] for finding in written["findings"]] == ["QW104"]


def test_rules_can_be_selected_ignored_and_weighed(tmp_path, lint):
    write(tmp_path, bad=BAD)

    assert lint("bad.yml", "--select", "QW")[0] == 1
    assert lint("bad.yml", "--select", "QC,QR")[0] == 0
    assert lint("bad.yml", "--select", "QC", "--extend-select", "tag-question")[0] == 1
    assert lint("bad.yml", "--ignore", "tag-question")[0] == 0
    assert "error: QW104" in lint("bad.yml", "--severity", "QW=error", "--format", "concise")[1]
    assert lint("bad.yml", "--severity", "QW104=off")[0] == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--select", "QW1O4"], "did you mean QW104"),
        (["--severity", "QW104=fatal"], "--severity 'QW104=fatal' is not CODE=LEVEL"),
        (["--json", "--format", "sarif"], "--json and --format contradict each other"),
        (["--fix", "--diff"], "--fix and --diff contradict"),
        (["--config", "a.toml", "--no-config"], "--config and --no-config contradict"),
        (["--preset", "strickt"], "invalid choice: 'strickt'"),
        (["--level", "info", "--level", "error"], "--level is given twice"),
        (["--config", "absent.toml"], "absent.toml cannot be read"),
        (["--baseline", "absent.json"], "absent.json cannot be read"),
    ],
)
def test_what_cannot_be_done_is_one_message_and_exit_code_two(tmp_path, lint, words, message):
    write(tmp_path, bad=BAD)

    code, out, err = lint("bad.yml", *words)

    assert (code, out) == (2, "")
    assert message in err


def test_nothing_to_check_is_said(lint):
    assert lint() == (
        2,
        "",
        "error: Nothing was given to check; name a file, or type a question with --text.\n",
    )


def test_a_text_of_several_lines_is_several_questions(lint):
    _, out, _ = lint("--text", "You own a tent, don't you?\n\nDo you own a tent?\nYou like tents, right?")

    assert "text:1:" in out
    assert "text:4:" in out
    assert "3 questions" in out


def test_typed_questions_are_linted_at_once(lint):
    code, out, _ = lint("--text", "You own a tent, don't you?", "--text", "Tents? [Yes | No]")

    assert code == 1
    assert "text:1:1: QW104 tag-question" in out
    assert "1 warning in 2 questions" in out


def test_a_list_and_a_table_keep_their_lines(tmp_path, lint):
    (tmp_path / "list.txt").write_text("How old are you?\n\n2. You own a tent, don't you?\n")
    (tmp_path / "table.csv").write_text('n;question\n1;"You own a tent, don\'t you?"\n')

    code, out, _ = lint("list.txt", "table.csv", "--format", "concise")

    assert code == 1
    assert "list.txt:3:4: warning: QW104" in out
    assert "table.csv:2:1: warning: QW104" in out


def test_standard_input_is_a_list_a_table_or_a_questionnaire(lint, monkeypatch):
    for content, line in [
        ("How?\nYou own a tent, don't you?", 2),
        ("id\ttext\n1\tYou own a tent, don't you?", 2),
        (BAD, 10),
    ]:
        typed(monkeypatch, content.encode())
        assert f"stdin:{line}:" in lint("-")[1]


def test_standard_input_that_is_no_text_is_refused(lint, monkeypatch):
    typed(monkeypatch, b"\xff\xff\x00")

    code, _, err = lint("-")

    assert code == 2
    assert "standard input:1: byte 0 is not UTF-8" in err


def test_a_list_in_another_language_is_not_judged_and_that_is_told(lint):
    code, out, _ = lint("--text", "Juot teetä, eikö niin?", "--language", "fi", "--level", "info")

    assert code == 0
    assert "QY907 unread-language" in out


def test_a_folder_means_every_questionnaire_in_it_and_nothing_else(tmp_path, lint):
    study, hidden = tmp_path / "study", tmp_path / ".hidden"
    study.mkdir()
    hidden.mkdir()
    write(study, questionnaire=GOOD, study="a: 1", wave="a: 1")
    write(hidden, other=BROKEN)
    (study / "questionnaire.truth.yml").write_text("a: 1", "utf-8")
    (study / "notes.txt").write_text("a", "utf-8")
    (tmp_path / "more.yaml").write_text(GOOD, "utf-8")

    code, out, _ = lint(".")

    assert code == 0
    assert "nothing found in 2 files" in out


def test_a_file_named_twice_is_linted_once(tmp_path, lint):
    write(tmp_path, good=GOOD)

    assert "in 1 file\n" in lint("good.yml", "./good.yml", ".")[1]


def test_a_folder_without_questionnaires_is_told_beside_what_was_found(tmp_path, lint):
    write(tmp_path, bad=BAD)
    (tmp_path / "empty").mkdir()

    code, out, err = lint("empty", "bad.yml")

    assert code == 2
    assert "QW104" in out
    assert "empty holds no questionnaire" in err


def test_the_faults_of_all_files_are_told_together_after_the_findings(tmp_path, lint):
    write(tmp_path, bad=BAD, broken=BROKEN)
    (tmp_path / "empty.txt").write_text("\n")

    code, out, err = lint(".", "missing.yml", "empty.txt", "--json")

    assert code == 2
    assert [finding["code"] for finding in json.loads(out)["findings"]] == ["QW104", "QY901", "QY901"]
    assert "3 files cannot be used" in err
    assert "broken.yml:10:" in err
    assert "missing.yml: cannot be read" in err
    assert "empty.txt: holds no question" in err


def test_settings_are_found_beside_the_questionnaire(tmp_path, lint):
    write(tmp_path, bad=BAD)
    (tmp_path / "psychoseg.toml").write_text('[lint]\nignore = ["QW104"]\n')

    assert lint("bad.yml")[0] == 0
    assert lint("bad.yml", "--no-config")[0] == 1
    (tmp_path / "other.toml").write_text("[lint]\n")
    assert lint("bad.yml", "--config", "other.toml")[0] == 1


def test_a_fault_in_the_settings_stops_with_its_place(tmp_path, lint):
    write(tmp_path, bad=BAD)
    (tmp_path / "psychoseg.toml").write_text('[lint]\nignroe = ["QW104"]\n')

    code, out, err = lint("bad.yml")

    assert (code, out) == (2, "")
    assert "psychoseg.toml:2: 'ignroe' is not a setting of lint; did you mean ignore?" in err


def test_words_of_a_brand_are_no_fault(lint, tmp_path):
    (tmp_path / "psychoseg.toml").write_text('[lint]\nbrands = ["Superb Tents"]\n')

    assert lint("--text", "How satisfied are you with our superb tents? [Very | Not]")[0] == 0
    assert lint("--text", "How satisfied are you with our superb poles? [Very | Not]")[0] == 1


def test_a_validated_scale_keeps_its_words_but_not_its_other_faults(tmp_path, lint):
    text = GOOD.replace("sections:", "scales: {a: {1: No, 2: Yes}}\nconstructs: {c: {}}\nsections:")
    text += '      - {id: x, type: likert, scale: a, construct: c, text: "I never do not like tents."}\n'
    text += '      - {id: y, type: open, text: "You own a tent, don\'t you?"}\n'
    write(tmp_path, scale=text)

    found = json.loads(lint("scale.yml", "--preset", "validated-scale", "--json")[1])["findings"]

    assert {"QW104"} == {one["code"] for one in found if one["code"][:2] in {"QW", "QC"}}


def test_a_baseline_holds_known_findings_back_until_the_wording_changes(tmp_path, lint):
    path = write(tmp_path, bad=BAD) / "bad.yml"

    assert lint("bad.yml", "--write-baseline", "known.json")[0] == 0
    code, out, _ = lint("bad.yml", "--baseline", "known.json")
    assert code == 0
    assert "1 known finding held back by the baseline" in out
    path.write_text(BAD.replace("a tent", "two tents"))
    assert lint("bad.yml", "--baseline", "known.json")[0] == 1


def test_output_goes_to_a_file_that_is_replaced_only_with_force(tmp_path, lint):
    write(tmp_path, bad=BAD)

    code, out, err = lint("bad.yml", "--format", "sarif", "--output", "found.sarif")
    assert (code, out, err) == (1, "", "found.sarif is written\n")
    assert json.loads((tmp_path / "found.sarif").read_text())["version"] == "2.1.0"
    assert "add --force" in lint("bad.yml", "--output", "found.sarif")[2]
    assert lint("bad.yml", "--output", "found.sarif", "--force")[0] == 1
    assert not list(tmp_path.glob("*.partial"))


def test_a_fix_changes_the_file_and_is_told(tmp_path, lint):
    path = write(tmp_path, q=FIXABLE) / "q.yml"
    path.chmod(0o640)

    code, out, err = lint("q.yml", "--fix")

    assert code == 0
    assert "q.yml:10: put “Other” behind the other answers (QR316)" in err
    assert path.read_text() == FIXABLE.replace("2: Other, 3: Blue, 4: Grey", "3: Blue, 4: Grey, 2: Other")
    assert path.stat().st_mode & 0o777 == 0o640
    assert "nothing found in 1 file" in out


def test_a_fix_keeps_the_encoding_and_follows_a_link(tmp_path, lint):
    target = tmp_path / "target.yml"
    target.write_bytes(b"\xff\xfe" + FIXABLE.replace("\n", "\r\n").encode("utf-16-le"))
    (tmp_path / "q.yml").symlink_to(target)

    assert lint("q.yml", "--fix")[0] == 0

    assert (tmp_path / "q.yml").is_symlink()
    expected = FIXABLE.replace("2: Other, 3: Blue, 4: Grey", "3: Blue, 4: Grey, 2: Other")
    assert target.read_bytes() == b"\xff\xfe" + expected.replace("\n", "\r\n").encode("utf-16-le")


def test_a_diff_shows_the_fix_and_changes_nothing(tmp_path, lint):
    path = write(tmp_path, q=FIXABLE, good=GOOD) / "q.yml"

    code, out, _ = lint(".", "--diff")

    assert code == 1
    assert out.startswith("--- q.yml\n+++ q.yml\n@@ ")
    assert path.read_text() == FIXABLE
    assert lint("good.yml", "--diff") == (0, "", "")


def test_a_diff_tells_of_files_that_cannot_be_read(tmp_path, lint):
    write(tmp_path, broken=BROKEN)

    assert lint("broken.yml", "--diff")[0] == 2
    assert lint("broken.yml", "--fix")[0] == 2


def test_a_disk_that_refuses_leaves_the_file_as_it_was(tmp_path, lint):
    path = write(tmp_path, q=FIXABLE) / "q.yml"
    least, most = resource.getrlimit(resource.RLIMIT_FSIZE)

    resource.setrlimit(resource.RLIMIT_FSIZE, (10, most))
    try:
        code, _, err = lint("q.yml", "--fix")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (least, most))

    assert code == 2
    assert "q.yml cannot be written" in err
    assert path.read_text() == FIXABLE
    assert [entry.name for entry in tmp_path.iterdir()] == ["q.yml"]


def test_the_output_is_plain_in_a_pipe_and_a_closed_pipe_is_no_error(tmp_path):
    write(tmp_path, bad=BAD)
    environment = {**os.environ, "PYTHONPATH": ":".join(sys.path)}

    ended = subprocess.run(
        f"{sys.executable} -m psychoseg lint bad.yml --statistics | head -n 1",
        shell=True, capture_output=True, text=True, check=False, cwd=tmp_path, env=environment,
    )  # fmt: skip

    assert ended.stdout.startswith("bad.yml:10:9: QW104")
    assert "\x1b" not in ended.stdout
    assert "Traceback" not in ended.stderr


def test_a_name_that_is_no_text_is_printed_safely(tmp_path):
    name = os.fsencode(tmp_path) + b"/b\xff\x1b.yml"
    Path(os.fsdecode(name)).write_text(BAD)
    environment = {**os.environ, "PYTHONPATH": ":".join(sys.path), "PYTHONIOENCODING": "ascii"}

    for form in ("text", "json", "sarif", "github", "junit", "html"):
        ended = subprocess.run(
            [sys.executable, "-m", "psychoseg", "lint", name, "--format", form],
            capture_output=True, check=False, env=environment,
        )  # fmt: skip
        assert ended.returncode == 1, ended.stderr
        assert b"\x1b" not in ended.stdout
