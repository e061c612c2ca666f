import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from psychoseg.cli import COMMANDS, main

ROOT = Path(__file__).parents[2]


def command(*arguments, **more):
    environment = {**os.environ, **more.pop("env", {})}
    return subprocess.run(
        [sys.executable, "-m", "psychoseg", *map(str, arguments)],
        capture_output=True, text=True, check=False, env=environment, **more,
    )  # fmt: skip


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_with_an_example(name, capsys):
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])

    shown = capsys.readouterr().out
    assert ended.value.code == 0
    assert f"psychoseg {name}" in shown
    assert "example:" in shown


def test_every_command_has_a_file_and_every_file_is_listed():
    beside = {
        "progress",
        "summary",
        "factor_facts",
        "factor_lines",
        "segment_account",
        "segment_held",
        "segment_methods",
    }
    files = {path.stem for path in (ROOT / "psychoseg" / "cli").glob("[!_]*.py")} - beside

    assert files == set(COMMANDS)


def test_every_command_stands_in_the_readme():
    readme = (ROOT / "README.md").read_text()

    assert all(f"psychoseg {name}" in readme for name in COMMANDS)


def test_without_a_command_the_commands_are_listed_and_it_is_not_success(capsys):
    assert main([]) == 2
    assert "psychoseg COMMAND --help" in capsys.readouterr().out
    assert main(["--help"]) == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["fitt", "x"], "did you mean fit"),
        (["fit", "x", "--jsn"], "did you mean --json"),
        (["fit"], "required: DIR"),
        (["fit", "absent-folder"], "is not a folder"),
        (["lint", "absent.yml"], "No such file"),
        (["explain", "QW1O1"], "did you mean"),
        (["new", "x", "--sample", "food"], "everyday_food"),
        (["show", "."], "holds no study.yml"),
    ],
)
def test_what_cannot_be_done_is_one_message_and_exit_code_2(
    arguments, message, capsys, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)

    assert main(arguments) == 2

    shown = capsys.readouterr()
    assert shown.err.startswith("error: ")
    assert message in shown.err
    assert "Traceback" not in shown.err
    assert shown.out == ""


def test_foreign_text_in_a_message_cannot_act_on_the_terminal(capsys, tmp_path):
    path = tmp_path / "q.yml"
    path.write_text(
        'id: "a\\e[2J\\u202e"\ntitle: x\nsections: [{id: s, items: [{id: a, text: b, type: open}]}]'
    )

    assert main(["lint", str(path)]) == 2

    shown = capsys.readouterr().err
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_linting_and_asking_for_help_never_load_the_numeric_libraries():
    program = (
        "import sys; from psychoseg.cli import main; main(['lint', sys.argv[1]]); main(['--help']);"
        "sys.exit(bool({'numpy', 'pandas', 'scipy', 'sklearn', 'rich', 'weasyprint', 'jinja2'} & set(sys.modules)))"
    )
    path = ROOT / "questionnaires" / "everyday_food.yml"

    ended = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=False
    )

    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_the_main_job_runs_from_a_new_folder_to_a_verified_run(tmp_path):
    study = tmp_path / "demo study"
    assert command("new", study).returncode == 0
    text = (
        (study / "study.yml")
        .read_text()
        .replace("fewest_segments: 2", "fewest_segments: 5")
        .replace("most_segments: 8", "most_segments: 5")
    )
    (study / "study.yml").write_text(text)

    fitted = command("fit", study, "--json")
    assert fitted.returncode == 0, fitted.stderr
    facts = json.loads(fitted.stdout)
    assert Path(facts["pdf"]).read_bytes().startswith(b"%PDF")
    assert len(facts["segments"]) == 5
    assert facts["rows"] == facts["analysed"] + facts["excluded"]
    assert "Traceback" not in fitted.stderr
    assert "\x1b" not in fitted.stderr

    tracked = command("track", study, env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii"})
    assert tracked.returncode == 0, tracked.stderr
    assert "larger" in tracked.stdout

    shown = command("show", study, "--verify", "--json")
    listed = json.loads(shown.stdout)
    assert listed["verified"]
    assert [run["kind"] for run in listed["runs"]] == ["fit", "track"]

    again = command("report", study, "--run", Path(facts["run"]).name, "--out", tmp_path / "out")
    assert again.returncode == 0, again.stderr
    assert (tmp_path / "out" / "report.pdf").read_bytes() == Path(facts["pdf"]).read_bytes()
    refused = command("report", study, "--out", tmp_path / "out")
    assert refused.returncode == 2
    assert "add --force" in refused.stderr

    (Path(facts["run"]) / "personas.json").write_text("[]")
    spoilt = command("show", study, "--verify")
    assert spoilt.returncode == 2
    assert "personas.json is not what was written" in spoilt.stderr


def test_a_closed_pipe_is_no_error():
    ended = subprocess.run(
        f"{sys.executable} -m psychoseg explain | head -n 1",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
    )

    assert "Traceback" not in ended.stderr
