"""What holds for the whole project, whoever changes it."""

import ast
import importlib
import inspect
import pkgutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import psychoseg

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "psychoseg").rglob("*.py"))
FORBIDDEN_MODULES = {"pickle", "cPickle", "marshal", "shelve", "dill", "joblib", "http", "requests", "socket"}
FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__"}


def modules():
    return [
        importlib.import_module(found.name)
        for found in pkgutil.walk_packages(psychoseg.__path__, "psychoseg.")
        if not found.name.endswith("__main__")
    ]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_runs_code_it_was_given_or_reaches_the_network(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            assert (
                not {part for alias in node.names for part in (alias.name, alias.name.split(".")[0])}
                & FORBIDDEN_MODULES
            )
            assert "urllib.request" not in {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            assert node.module.split(".")[0] not in FORBIDDEN_MODULES
            assert node.module != "urllib.request"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in FORBIDDEN_CALLS
        if isinstance(node, ast.keyword) and node.arg == "shell":
            pytest.fail("a shell is never used")
        assert not isinstance(node, ast.Assert), "input is checked with errors, which stay under -O"


def test_every_public_name_can_be_had_and_is_documented():
    for name in psychoseg.__all__:
        found = getattr(psychoseg, name)
        assert name == "__version__" or inspect.getdoc(found)


def test_every_module_says_what_it_is_for():
    assert [module.__name__ for module in modules() if not (module.__doc__ or "").strip()] == []


def test_there_is_no_room_for_odds_and_ends():
    assert not [
        path.stem for path in SOURCES if path.stem in {"utils", "helpers", "common", "base", "misc", "core"}
    ]


def test_every_file_that_ships_is_in_the_wheel(tmp_path):
    listed = subprocess.run(
        ["git", "ls-files", "psychoseg", "reports/templates", "questionnaires"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    if not listed:
        pytest.skip("not a git checkout")
    built = subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "--quiet",
            "--no-deps",
            "--wheel-dir",
            str(tmp_path),
            str(ROOT),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    inside = set(zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist())
    moved = {
        "reports/templates": "psychoseg/_shipped/templates",
        "questionnaires": "psychoseg/_shipped/questionnaires",
    }
    for name in listed:
        target = next(
            (name.replace(start, end, 1) for start, end in moved.items() if name.startswith(start + "/")),
            name,
        )
        assert target in inside
    assert not [name for name in inside if "__pycache__" in name or name.endswith(".pyc")]
