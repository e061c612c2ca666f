"""Public answers and other programs' numbers about them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest


@pytest.fixture(scope="session")
def public(shared: Path) -> Callable[[str], np.ndarray]:
    """Gives people × columns by the name of the data; the fast-food answers as 0 and 1."""

    def read(data: str) -> np.ndarray:
        answers = pd.read_csv(shared / "reference" / "data" / f"{data}.csv")
        return (
            answers.iloc[:, :11].eq("Yes").to_numpy(float)
            if data == "mcdonalds"
            else answers.select_dtypes("number").to_numpy(float)
        )

    return read


@pytest.fixture(scope="session")
def known(shared: Path) -> Callable[[str], Any]:
    """Gives the stored numbers of a case."""
    return lambda case: json.loads((shared / "reference" / f"{case}.json").read_text())
