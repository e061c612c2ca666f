"""What many tests need: the reference folder, the bundled study, and its fit."""

from __future__ import annotations

import ctypes
import os
import shlex
import shutil
import sys
import tempfile
from collections.abc import Callable

os.environ.setdefault("OMP_NUM_THREADS", "1")  # two test processes share the machine
os.environ["PSYCHOSEG_KEYS"] = tempfile.mkdtemp(prefix="psychoseg-keys-")  # never the user's own

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import settings

from psychoseg.pipeline import Fit, fit
from psychoseg.plan import Plan
from psychoseg.questionnaire import Questionnaire, read
from psychoseg.resources import folder
from psychoseg.responses import Responses, Wave, ingest, read_table
from psychoseg.simulate import Simulated, Truth, qualtrics_csv, read_truth, simulate

# How long an example takes is the machine's business. The suite tries the same examples every time, so that
# what turns red is the change; `make explore` tries new ones.
settings.register_profile("suite", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None)
settings.load_profile(os.environ.get("PSYCHOSEG_EXAMPLES", "suite"))

ROOT = Path(__file__).parent.parent
QUICK = {
    "resamples": 10,
    "starts": 10,
    "fewest_segments": 4,
    "most_segments": 6,
    "refit": False,
    "alternatives": False,
}

LONGEST = ("notebooks", "cli", "study", "pipeline", "segments", "report", "factors")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the folders that take longest, so that no worker waits for another at the end."""
    turns = {name: at for at, name in enumerate(LONGEST)}
    items.sort(key=lambda item: turns.get(item.path.relative_to(ROOT).parts[1], len(turns)))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference numbers beside the project, or a skip where it is absent."""
    found = Path(os.environ.get("PSYCHOSEG_SHARED", ROOT.parent / "shared"))
    if not (found / "reference").is_dir():
        pytest.skip("the folder of reference numbers is not on this machine")
    return found


@dataclass(frozen=True)
class Invented:
    """One wave of the bundled study, with the truth it was made from."""

    questionnaire: Questionnaire
    truth: Truth
    simulated: Simulated
    csv: str
    plan: Plan

    def responses(self) -> Responses:
        raw = read_table(self.csv.encode(), "export.csv")
        return ingest(raw, self.questionnaire, self.plan, Wave("spring"))


@pytest.fixture(scope="session")
def built() -> Callable[[ctypes.CDLL | None], ctypes.CDLL]:
    """The compiled code; a test of it is skipped only where none can be built, and fails where it was forgotten."""

    def found(library: ctypes.CDLL | None) -> ctypes.CDLL:
        if library is not None:
            return library
        if sys.platform == "win32" or shutil.which(shlex.split(os.environ.get("CC", "cc"))[0]) is None:
            pytest.skip("there is no C compiler on this machine, so there is no compiled kernel")
        pytest.fail(
            "there is a C compiler, but this kernel was not built or does not load; install the package again"
        )

    return found


@pytest.fixture(scope="session")
def food() -> Invented:
    questionnaire = read(folder("questionnaires") / "everyday_food.yml")
    truth = read_truth(folder("questionnaires") / "everyday_food.truth.yml", questionnaire)
    simulated = simulate(questionnaire, truth, wave="spring", respondents=1200, seed=20260101)
    margins = tuple((item, tuple(shares.items())) for item, shares in truth.population.items())
    csv = qualtrics_csv(simulated, questionnaire, start=datetime(2026, 3, 2, 9))
    return Invented(questionnaire, truth, simulated, csv, Plan(**QUICK, margins=margins))


@pytest.fixture(scope="session")
def food_responses(food: Invented) -> Responses:
    return food.responses()


@pytest.fixture(scope="session")
def food_fit(food: Invented, food_responses: Responses) -> Fit:
    return fit(food.questionnaire, food_responses, food.plan)


@pytest.fixture(scope="session")
def bfi(shared: Path) -> pd.DataFrame:
    """The 25 items of bfi with missing answers, respondents × items, unreversed."""
    return pd.read_csv(shared / "reference" / "data" / "bfi.csv", index_col=0).iloc[:, :25]
