"""The HTML report in a real browser: sound for screen readers, on any width, with keys and without a network."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from psychoseg.report import html

HERE = Path(__file__).parent
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

pytestmark = pytest.mark.skipif(
    BROWSER is None or shutil.which("npm") is None, reason="Chromium or npm is not on this machine"
)


@pytest.fixture(scope="module")
def found(full, tmp_path_factory):
    folder = tmp_path_factory.mktemp("browser")
    for name in ("package.json", "judge.js"):
        shutil.copy(HERE / name, folder)
    fetched = subprocess.run(
        ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts"],
        cwd=folder, capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    if fetched.returncode:
        pytest.skip("axe-core cannot be fetched from the npm registry")
    page = folder / "report.html"
    page.write_text(html(full), encoding="utf-8")
    done = subprocess.run(
        ["node", "judge.js", str(page), str(BROWSER)],
        cwd=folder, capture_output=True, timeout=180, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_axe_finds_nothing_and_nothing_runs_out_of_the_window(found, width):
    assert found[width]["violations"] == []
    assert found[width]["wide"] <= 0


def test_the_page_says_nothing_wrong_and_asks_for_nothing(found):
    assert found["used"]["said"] == []
    assert found["used"]["asked"] == []


def test_the_comparison_sorts_by_keyboard_and_loses_no_row(found):
    assert found["used"]["order"] == "descending"
    assert found["used"]["moved"]
    assert found["used"]["same"]


def test_rows_are_found_by_their_words(found):
    assert 0 < found["used"]["kept"] < found["used"]["all"]
