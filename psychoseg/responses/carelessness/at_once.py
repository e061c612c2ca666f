"""The indices that a person's own answers are enough for, measured all at once by compiled code where there is any."""

from __future__ import annotations

import ctypes
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from psychoseg.responses.carelessness.answered import Answered
from psychoseg.responses.carelessness.autocorrelation import MOST_LAG
from psychoseg.responses.carelessness.even_odd import FEWEST_SCALES
from psychoseg.responses.carelessness.grids import FEWEST_ROWS
from psychoseg.responses.carelessness.index import STRETCH, Material
from psychoseg.responses.carelessness.kernel import Asked, careless, distances, whitened
from psychoseg.responses.carelessness.mahalanobis import invertible
from psychoseg.responses.carelessness.pairs import FEWEST_PAIRS, FEWEST_TRUSTED, pairs
from psychoseg.responses.carelessness.patterned import FEWEST_ITEMS, FEWEST_MATCHES
from psychoseg.responses.carelessness.random_answers import (
    FEWEST_IN_A_SCALE,
    Rows,
    drawn_by_lot,
    enough,
    long_scales,
    scatter_by_lot,
)
from psychoseg.responses.carelessness.random_answers import FEWEST_ITEMS as FEWEST_RANDOM
from psychoseg.responses.carelessness.resampled import halves_of
from psychoseg.stats.moments import Moments

Array = npt.NDArray[np.float64]

_WHOLE = {"longest_string"}
"""Indices that count."""

_BESIDE = ("scatter", "flat", "unscaled", "marks")


@dataclass(frozen=True, eq=False)
class Measured:
    """What compiled code found.

    Parameters
    ----------
    indices : dict of str to Series
        By name; the same that their functions give.
    beside : dict of str to array, respondents
        What other indices are made of: see :data:`.kernel.asked.RESULTS`.
    """

    indices: dict[str, pd.Series]
    beside: dict[str, npt.NDArray[Any]]


def measured(library: ctypes.CDLL, of: Material) -> Measured:
    """Every index of the material that can be measured so."""
    asked = _Asking(of).asked
    found = careless(library, of.answered, asked)
    nowhere = np.full(len(of.table), np.nan)
    for name in ("patterned", "mahalanobis"):
        found.setdefault(name, nowhere)
    index = of.table.index
    indices = {
        name: pd.Series(values.astype(np.int64) if name in _WHOLE else values, index=index, copy=False)
        for name, values in found.items()
        if name not in _BESIDE
    }
    return Measured(indices, {name: found[name] for name in _BESIDE if name in found})


@dataclass(frozen=True, eq=False)
class _Asking:
    """A study's material turned into what compiled code is asked."""

    of: Material

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each attitude item."""
        return {item.id: at for at, item in enumerate(self.of.questionnaire.attitudes)}

    @cached_property
    def asked(self) -> Asked:
        """All of it."""
        of, moments = self.of, self.of.moments
        low, high = (
            np.array([of.ends.get(name, (np.nan, np.nan))[end] for name in self.places]) for end in (0, 1)
        )
        scales = self._lists(of.scales, 2)
        people = np.diag(moments.weight)
        means, weights, wanted = self._distance(moments)
        like, opposite = (self._pairs(opposite=opposite) for opposite in (False, True))
        grids = self._lists(of.grids, FEWEST_ROWS)
        return Asked(
            turned=np.array([low[at] + high[at] if name in of.turned else np.nan for name, at in self.places.items()]),
            low=low,
            high=high,
            totals=np.diag(moments.first) + moments.centre * people,
            people=people,
            means=means,
            whitening=weights,
            scales=scales,
            long_scales=self._lists(of.scales, FEWEST_IN_A_SCALE),
            grids=grids,
            halves=halves_of(tuple(map(len, scales))),
            synonyms=like,
            antonyms=opposite,
            fewest={"rows": FEWEST_ROWS, "matches": FEWEST_MATCHES, "scales": FEWEST_SCALES, "pairs": FEWEST_PAIRS, "lags": MOST_LAG},
            wanted=wanted | self._wanted(scales, grids, like, opposite),
        )  # fmt: skip

    def _lists(self, named: Mapping[str, Sequence[str]], fewest: int) -> list[list[int]]:
        return [[self.places[name] for name in items] for items in named.values() if len(items) >= fewest]

    def _pairs(self, *, opposite: bool) -> npt.NDArray[np.int64]:
        found = pairs(pd.DataFrame(columns=list(self.places)), opposite=opposite, moments=self.of.moments)
        return np.array(
            [[self.places[name] for name in found[side]] for side in ("later", "earlier")]
        ).reshape(2, -1)

    def _distance(self, moments: Moments) -> tuple[Array, Array, frozenset[str]]:
        covariance = moments.covariance().to_numpy()
        if not invertible(covariance):
            return np.zeros(len(covariance)), np.zeros(covariance.shape), frozenset()
        return moments.mean.to_numpy(), whitened(covariance), frozenset({"mahalanobis"})

    def _wanted(
        self,
        scales: Sequence[Sequence[int]],
        grids: Sequence[Sequence[int]],
        like: npt.NDArray[np.int64],
        opposite: npt.NDArray[np.int64],
    ) -> frozenset[str]:
        of, items = self.of, len(self.places)
        told = {
            "patterned": items >= FEWEST_ITEMS,
            "autocorrelation": items > MOST_LAG,
            "straight_grids": bool(grids),
            "even_odd": len(scales) >= FEWEST_SCALES,
            "resampled_reliability": len(scales) >= FEWEST_SCALES,
            "inter_item_deviation": bool(scales),
            "synonyms": like.shape[1] >= FEWEST_TRUSTED,
            "antonyms": opposite.shape[1] >= FEWEST_TRUSTED,
            "acquiescence": 0 < len(of.turned) < len(of.ends),
            "extreme_share": bool(of.ends),
            "unscaled": bool(of.ends),
        }
        always = {"missingness", "longest_string", "average_string", "variability", "person_total"}
        return frozenset(
            always | {"scatter", "flat", "marks"} | {name for name, is_told in told.items() if is_told}
        )


def random_rows(
    library: ctypes.CDLL, of: Material, beside: Mapping[str, npt.NDArray[Any]]
) -> pd.Series | None:
    """Rows as if drawn by lot, as :func:`.random_answers.random_among` finds them."""
    places = [at for at, item in enumerate(of.questionnaire.attitudes) if item.id in of.ends]
    several = long_scales(of.scales)
    if len(places) < FEWEST_RANDOM or not several:
        return None
    rows = _Together(
        known=enough(beside["unscaled"]),
        scattered=beside["scatter"] >= scatter_by_lot(several, of.ends),
        aside=(beside["flat"] == 1) | (of.measured["patterned"].to_numpy() == 1),
        library=library,
        answered=of.answered.only(places),
        everybody=of.moments.only(places),
    )
    found = drawn_by_lot(rows, len(places))
    return None if found is None else pd.Series(found, index=of.table.index)


@dataclass(frozen=True, eq=False)
class _Together(Rows):
    """Answers in the raw direction: a distance is the same whichever way items are keyed."""

    library: ctypes.CDLL
    answered: Answered
    everybody: Moments

    def moments(self, keep: npt.NDArray[np.bool_]) -> Moments:
        """Everybody's without those of the others, who are few."""
        found = self.everybody
        others = np.flatnonzero(~keep)
        for start in range(0, len(others), STRETCH):
            values = self.answered.values(others[start : start + STRETCH])
            found = found - Moments.of(pd.DataFrame(values.T, columns=list(found.items)), centre=found.centre)
        return found

    def squared(self, means: Array, covariance: Array) -> Array:
        """In compiled code."""
        return distances(self.library, self.answered, means, whitened(covariance))
