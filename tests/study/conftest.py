"""A small study on disk, quick to fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from psychoseg.study import fit_wave, new
from psychoseg.study.runs import Run

QUICK = """
  fewest_segments: 5
  most_segments: 5
  resamples: 10
  refit: false
"""


def quicken(folder: Path) -> Path:
    """Make a study quick to fit."""
    path = folder / "study.yml"
    text = path.read_text()
    for line in (
        "  fewest_segments: 2\n",
        "  most_segments: 8\n",
        "  resamples: 30            # pairs of bootstrap samples behind each stability\n",
    ):
        assert line in text
        text = text.replace(line, "")
    path.write_text(text.replace("plan:\n", "plan:" + QUICK, 1))
    return folder


@pytest.fixture(scope="session")
def laid_out(tmp_path_factory) -> Path:
    """A study nobody has fitted yet; copy it before changing it."""
    return quicken(new(tmp_path_factory.mktemp("laid-out") / "study"))


@pytest.fixture(scope="session")
def fitted(tmp_path_factory) -> tuple[Path, Run]:
    """A study with one run, without its PDF; nobody changes it."""
    folder = quicken(new(tmp_path_factory.mktemp("fitted") / "study"))
    run, _ = fit_wave(folder, with_pdf=False)
    return folder, run
