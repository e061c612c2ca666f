"""What people answer when they take care: every item as texts, one column a column of the export."""

from __future__ import annotations

from collections.abc import Callable
from statistics import NormalDist

import numpy as np
import numpy.typing as npt
import pandas as pd

from psychoseg.questionnaire import Item
from psychoseg.simulate.entries import band_ends
from psychoseg.simulate.truth import Answer, Level, Shares, Statement, Truth

Texts = npt.NDArray[np.object_]
Columns = dict[str, Texts]


def answer(item: Item, people: pd.DataFrame, truth: Truth, rng: np.random.Generator) -> Columns:
    """One item's answers by everybody: its columns, each with one text a person, blank for none."""
    statement = next((entry for entry in truth.statements if entry.item == item.id), None)
    if statement is not None:
        return {item.id: _agree(item, statement, people[statement.factor].to_numpy(), rng)}
    if item.role == "attention":
        return {item.id: np.full(len(people), item.expected, dtype=object)}
    columns: Columns = {column: np.full(len(people), "", dtype=object) for column in item.columns}
    for segment in truth.means.index:
        members = np.flatnonzero((people["segment"] == segment).to_numpy())
        if item.type == "open":
            said = np.array(truth.words[item.id][segment], dtype=object)
            given = {item.id: rng.choice(said, size=len(members))}
        else:
            given = _ANSWERS[item.type](item, truth.invited(item.id, segment), len(members), rng)
        for column, texts in given.items():
            columns[column][members] = texts
    return columns


def _agree(item: Item, statement: Statement, scores: np.ndarray, rng: np.random.Generator) -> Texts:
    """Answers cut from a latent opinion: factor and own noise, mirrored where the item is reversed."""
    sign = -1.0 if item.reverse else 1.0
    noise = rng.normal(size=len(scores)) * np.sqrt(1 - statement.loading**2)
    cuts = [NormalDist().inv_cdf(share) for share in np.cumsum(statement.shares)[:-1]]
    chosen: Texts = np.array(item.codes, dtype=object)[
        np.searchsorted(cuts, sign * statement.loading * scores + noise)
    ]
    return chosen


def _likert(item: Item, truth: Answer, count: int, rng: np.random.Generator) -> Columns:
    """Answers to a scale outside the constructs: an opinion in units of the scale, rounded to its codes."""
    level = _level(truth)
    lowest, highest = int(item.codes[0]), int(item.codes[-1])
    opinions = np.rint(rng.normal(level.mean, level.spread, count)).clip(lowest, highest)
    return {item.id: _texts(opinions)}


def _single(item: Item, truth: Answer, count: int, rng: np.random.Generator) -> Columns:
    shares = _shares(truth)
    return {item.id: rng.choice(np.array(list(shares), dtype=object), size=count, p=list(shares.values()))}


def _multiple(item: Item, truth: Answer, count: int, rng: np.random.Generator) -> Columns:
    """Every option by its own chance; who chose none takes the option that rules out the others."""
    shares = _shares(truth)
    columns: Columns = {}
    alone = np.full(count, True)
    for option in item.options:
        chosen = rng.random(count) < shares.get(option.code, 0.0)
        chosen = alone.copy() if option.exclusive else chosen
        alone &= ~chosen
        columns[f"{item.id}_{option.code}"] = np.where(chosen, "1", "").astype(object)
    return columns


def _numeric(item: Item, truth: Answer, count: int, rng: np.random.Generator) -> Columns:
    """Whole numbers: even inside bands, or long-tailed round a mean."""
    if isinstance(truth, Shares):
        bands = [band_ends(band, item) for band in truth.of]
        chosen = rng.choice(len(bands), size=count, p=list(truth.of.values()))
        ends = np.array(bands)[chosen]
        return {item.id: _texts(rng.integers(ends[:, 0], ends[:, 1], endpoint=True))}
    amounts = _long_tailed(truth, count, rng)
    return {item.id: _texts(np.rint(amounts).clip(item.lowest, item.highest))}


def _price(item: Item, truth: Answer, count: int, rng: np.random.Generator) -> Columns:
    """Yes (1) to every price up to what the box is worth to a person, no (2) above."""
    worth = _long_tailed(_level(truth), count, rng)
    return {
        column: np.where(worth >= step, "1", "2").astype(object)
        for column, step in zip(item.columns, item.steps, strict=True)
    }


def _long_tailed(level: Level, count: int, rng: np.random.Generator) -> np.ndarray:
    """Lognormal amounts with the mean and standard deviation asked for."""
    variance = np.log1p((level.spread / level.mean) ** 2)
    return rng.lognormal(np.log(level.mean) - variance / 2, np.sqrt(variance), count)


def _texts(numbers: np.ndarray) -> Texts:
    return numbers.astype(int).astype(str).astype(object)


def _shares(truth: Answer) -> dict[str, float]:
    if isinstance(truth, Level):
        raise TypeError("shares were expected")
    return truth.of


def _level(truth: Answer) -> Level:
    if isinstance(truth, Shares):
        raise TypeError("a mean was expected")
    return truth


_ANSWERS: dict[str, Callable[[Item, Answer, int, np.random.Generator], Columns]] = {
    "likert": _likert,
    "nps": _likert,
    "single": _single,
    "multiple": _multiple,
    "numeric": _numeric,
    "price": _price,
}
