"""Reference figures as tables, and solutions put in their order and signs."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from psychoseg.factors import align, congruence


@dataclass(frozen=True)
class Reference:
    folder: Path

    def figures(self, name):
        return json.loads((self.folder / f"{name}.json").read_text())

    @staticmethod
    def matrix(stored) -> pd.DataFrame:
        return pd.DataFrame(stored["values"], index=stored["rows"], columns=stored["cols"])

    def data(self, name, **how) -> pd.DataFrame:
        return pd.read_csv(self.folder / "data" / f"{name}.csv", **how)

    def symmetric(self, name) -> pd.DataFrame:
        table = self.data(name, index_col=0)
        table.columns = table.index
        return (table + table.T) / 2

    @staticmethod
    def furthest(found, theirs) -> float:
        """Largest difference of loadings after matching order and signs."""
        theirs = theirs.set_axis(found.index)  # references do not always name their rows
        ours, _ = align(found, theirs)
        return float(np.abs(ours.to_numpy() - theirs.loc[ours.index].to_numpy()).max())

    def phi_furthest(self, solution, stored) -> float:
        theirs = self.matrix(stored["loadings"])
        agreement = congruence(theirs, solution.pattern)
        order = [list(solution.pattern.columns).index(name) for name in agreement.abs().idxmax(axis=1)]
        signs = np.sign([agreement.iloc[at, column] for at, column in enumerate(order)])
        mine = solution.correlations.to_numpy()[np.ix_(order, order)] * np.outer(signs, signs)
        return float(np.abs(mine - np.array(stored["Phi"]["values"])).max())


@pytest.fixture(scope="session")
def reference(shared: Path) -> Reference:
    return Reference(shared / "reference")


@pytest.fixture(scope="session")
def bfi_complete(reference) -> pd.DataFrame:
    """Correlations of the 2,436 people who answered all of psych's bfi."""
    return reference.matrix(reference.figures("bfi_correlation")["complete"]["R"])
