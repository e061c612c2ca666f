"""Invariance over waves of the same people: one model of both waves, residuals of the same item correlated."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from psychoseg.errors import PlanError
from psychoseg.factors.confirmatory import doubts, sample_of
from psychoseg.factors.confirmatory.estimation import estimate
from psychoseg.factors.confirmatory.fit import ConfirmatoryFit, confirmatory_fit
from psychoseg.factors.confirmatory.invariance import LEVELS, Level, compared
from psychoseg.factors.confirmatory.specification import FIXED, MATRICES, Builder, Group, loadings_at_start


@dataclass(frozen=True, eq=False)
class Longitudinal:
    """Invariance over waves answered by the same people."""

    people: int
    levels: tuple[Level, ...]
    reached: str
    caveats: tuple[str, ...]


def longitudinal(
    answers: pd.DataFrame,
    waves: list[dict[str, list[str]]],
    *,
    levels: tuple[str, ...] = ("configural", "metric", "scalar", "strict"),
) -> Longitudinal:
    """Compare models in which more and more is the same in every wave.

    Parameters
    ----------
    answers : DataFrame, people × items of all waves
        People who answered everything are used.
    waves : list of dict
        For each wave the columns of each factor, in the same order of factors and items.
    levels : tuple of str

    Raises
    ------
    PlanError
        Where the waves do not have the same factors with as many items.

    Notes
    -----
    Widaman, K. F., Ferrer, E. & Conger, R. D. (2010), *Child Development Perspectives* 4, 10-18.
    """
    factors = list(waves[0])
    shape = [len(items) for items in waves[0].values()]
    if len(waves) < 2 or any(
        list(wave) != factors or [len(items) for items in wave.values()] != shape for wave in waves
    ):
        raise PlanError("Every wave needs the same factors with as many items, in the same order.")
    columns = [item for wave in waves for items in wave.values() for item in items]
    sample = sample_of(answers, columns, "all waves")
    fits: dict[str, ConfirmatoryFit] = {}
    said: list[str] = []
    for name in levels:
        builder = Builder()
        model = estimate(
            builder, [_model(builder, waves, sample.covariance, sample.mean, LEVELS[name])], [sample]
        )
        fits[name] = confirmatory_fit(model, [sample], means=True)
        said += doubts(model)
    found = compared(fits)
    reached = ""
    for level in found:
        if not level.holds:
            break
        reached = level.name
    return Longitudinal(sample.n, found, reached, tuple(dict.fromkeys(said)))


def _model(
    builder: Builder, waves: list[dict[str, list[str]]], S: np.ndarray, m: np.ndarray, equal: frozenset[str]
) -> Group:
    k, own = len(waves[0]), sum(map(len, waves[0].values()))
    home = [at for at, items in enumerate(waves[0].values()) for _ in items]
    p, q = own * len(waves), k * len(waves)
    values = {
        "loadings": np.zeros((p, q)), "phi": np.full((q, q), 0.3) + 0.7 * np.eye(q),
        "theta": np.diag(np.diag(S) / 2), "intercepts": m.copy(), "means": np.zeros(q),
    }  # fmt: skip
    places = {name: np.full(values[name].shape, FIXED, dtype=np.int64) for name in MATRICES}
    start = loadings_at_start(S, [factor + k * wave for wave in range(len(waves)) for factor in home])
    for wave in range(len(waves)):
        for at in range(own):
            row, column = wave * own + at, wave * k + home[at]
            values["loadings"][row, column] = start[row]

            def place(kind: str, what: str, at: int = at, wave: int = wave) -> int:
                return builder.place(f"{kind}:{at}" + ("" if what in equal else f"@{wave}"))

            places["loadings"][row, column] = place("loading", "loadings")
            places["intercepts"][row] = place("intercept", "intercepts")
            places["theta"][row, row] = place("residual", "residuals")
            for before in range(wave):
                label = f"carried:{at}@{before}{wave}"
                other = before * own + at
                places["theta"][row, other] = places["theta"][other, row] = builder.place(label)
        for factor in range(k):
            if wave and "loadings" in equal:
                places["phi"][wave * k + factor, wave * k + factor] = builder.place(
                    f"variance:{factor}@{wave}"
                )
            if wave and "intercepts" in equal:
                places["means"][wave * k + factor] = builder.place(f"mean:{factor}@{wave}")
    for one in range(q):
        for other in range(one):
            places["phi"][one, other] = places["phi"][other, one] = builder.place(f"covariance:{one}~{other}")
    return Group(values, places)
