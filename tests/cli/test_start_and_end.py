"""How a command starts and ends: what it may not load, and what a pipe or a disk does to it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


def test_linting_never_loads_what_is_slow_to_start(tmp_path):
    path = tmp_path / "q.yml"
    path.write_text("id: q\ntitle: Q\nsections: [{id: s, items: [{id: a, text: How?, type: open}]}]")
    slow = {
        "dataclasses",
        "inspect",
        "typing",
        "difflib",
        "pathlib",
        "importlib.metadata",
        "json",
        "tomllib",
        "shutil",
    }
    program = (
        "import sys; before = set(sys.modules); from psychoseg.cli import main; main(['lint', sys.argv[1]]);"
        f"print(sorted({slow!r} & set(sys.modules) - before))"
    )

    ended = subprocess.run(
        [sys.executable, "-S", "-c", program, str(path)],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )

    assert ended.stdout.splitlines()[-1] == "[]"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_one_message_and_no_success(tmp_path):
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "psychoseg", "rules"],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False, env={"PYTHONPATH": ":".join(sys.path)},
        )  # fmt: skip

    assert ended.returncode == 2
    assert ended.stderr == "error: No space left on device.\n"


def test_a_reader_that_is_gone_is_no_error():
    ended = subprocess.run(
        f"{sys.executable} -m psychoseg rules | true; exit ${{PIPESTATUS[0]}}",
        shell=True, executable="/bin/bash", capture_output=True, text=True, check=False,
        env={"PYTHONPATH": ":".join(sys.path)},
    )  # fmt: skip

    assert (ended.returncode, ended.stderr) == (0, "")
