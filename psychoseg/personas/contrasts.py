"""What else differs between segments: everything that did not form them, tested once an item and pair by pair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import skew

from psychoseg.personas.profile import Measure
from psychoseg.personas.withheld import hidden, withheld
from psychoseg.stats.effects import cohens_h, difference_p, index_of, standardised_difference
from psychoseg.stats.estimate import Estimate
from psychoseg.stats.intervals import Estimator
from psychoseg.stats.multiplicity import CORRECTIONS
from psychoseg.stats.omnibus import Omnibus, explained, mean_test, rank_test, table_test

LETTERS = "ABCDEFGHIJKLMNOP"
DRAWS = 200
LONG_TAILED = 2.0
"""Skewness of an amount from which ranks are tested instead of means."""
OF_ITEMS, OF_PAIRS = "Holm", "Benjamini-Hochberg"
"""The few tests of items hold the chance of any false one; the many of pairs hold the share that is false."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """One item over all segments.

    Parameters
    ----------
    item, label, role : str
    omnibus : Omnibus
    adjusted : float
        Its p-value, adjusted over all items tested.
    significant : bool
    """

    item: str
    label: str
    role: str
    omnibus: Omnibus
    adjusted: float
    significant: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One measure in one segment.

    Parameters
    ----------
    estimate : Estimate
    index : int or None
        100 × segment ÷ everybody.
    difference : float
        From all others: Cohen's h for shares, Cohen's d for means.
    letters : str
        The segments (A the first) that this one is significantly above.
    """

    estimate: Estimate
    index: int | None
    difference: float
    letters: str


@dataclass(frozen=True, slots=True)
class Row:
    """One measure in every segment and among everybody."""

    item: str
    key: str
    label: str
    role: str
    total: Estimate
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Carrier:
    """How much of a variable that formed the segments lies between them: eta squared, and no test."""

    name: str
    explained: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Contrasts:
    """What differs between segments and how that was judged.

    Parameters
    ----------
    contrasts : tuple of Contrast
        The largest effect first.
    rows : tuple of Row
    carriers : tuple of Carrier
        What formed the segments, the one that carries most first.
    tested, pairs : int
        Sizes of the two families of tests: items, and pairs of segments.
    level : float
    """

    contrasts: tuple[Contrast, ...]
    rows: tuple[Row, ...]
    carriers: tuple[Carrier, ...]
    tested: int
    pairs: int
    level: float

    @property
    def words(self) -> str:
        """How it was tested, in a sentence or two."""
        return (
            f"{self.tested} items that did not form the segments are tested, p-values adjusted by {OF_ITEMS}; "
            f"letters name segments that lie significantly lower, {self.pairs:,} pairs adjusted by {OF_PAIRS}, both at {self.level:.0%}. "
            "What formed the segments differs by construction and is not tested."
        )


def contrasts(
    found: Iterable[Measure],
    scores: pd.DataFrame,
    weights: pd.Series,
    segments: pd.Series,
    numbers: range,
    estimator: Estimator,
    level: float,
    *,
    rng: np.random.Generator,
) -> Contrasts:
    """Compare segments on everything that did not form them.

    Parameters
    ----------
    found : iterable of Measure
        Those that formed the segments are compared but not tested.
    scores : DataFrame, respondents × variables
        What formed them: effects without tests.
    weights, segments : Series, respondents
        The segment of each person, from 1.
    numbers : range
        Segment numbers.
    estimator : Estimator
    level : float
        Of both families of tests.
    rng : Generator
        Resamples people for the intervals of what formed the segments.

    Returns
    -------
    Contrasts

    Notes
    -----
    An item whose options exclude each other is one table (Pearson, or Rao-Scott with weights); each option of
    a multiple choice is one of its own; amounts are compared by Welch's test, and by ranks where they have a
    long tail. Testing what formed the segments would find differences in pure noise: Chen, Y. T. &
    Witten, D. M. (2023), *JMLR* 24(152).
    """
    measured = list(found)
    place = (segments.to_numpy() - 1).astype(np.int64)
    given = weights.to_numpy(dtype=float)
    tests = [entry for entry in _tests(measured, place, given) if entry is not None]
    adjusted = CORRECTIONS[OF_ITEMS]([test.p_value for _, _, test in tests])
    judged = [
        Contrast(measure.item, label, measure.role, test, fair, fair < level)
        for (measure, label, test), fair in zip(tests, adjusted, strict=True)
    ]
    rows, pairs = _rows(measured, weights, segments, numbers, estimator, level)
    return Contrasts(
        tuple(sorted(judged, key=lambda one: -one.omnibus.less_biased)),
        rows,
        _carriers(scores, place, given, rng),
        len(judged),
        pairs,
        level,
    )


def _tests(
    measured: list[Measure], place: npt.NDArray[np.int64], weights: npt.NDArray[np.float64]
) -> Iterator[tuple[Measure, str, Omnibus] | None]:
    by_item: dict[str, list[Measure]] = {}
    for measure in measured:
        if not measure.formed:
            by_item.setdefault(measure.item, []).append(measure)
    for group in by_item.values():
        if len(group) > 1 and (answers := _exclusive(group)) is not None:
            yield _named(group[0], _stem(group), table_test(place, answers, weights))
            continue
        for measure in group:
            values = measure.numbers.to_numpy(dtype=float)
            if measure.unit == "share":
                answers = np.where(np.isnan(values), -1, values).astype(np.int64)
                yield _named(measure, measure.label, table_test(place, answers, weights))
            else:
                known = values[~np.isnan(values)]
                tailed = len(known) > 2 and np.ptp(known) > 0 and abs(float(skew(known))) > LONG_TAILED
                test = rank_test if tailed else mean_test
                yield _named(measure, measure.label, test(place, values, weights))


def _named(measure: Measure, label: str, test: Omnibus | None) -> tuple[Measure, str, Omnibus] | None:
    return None if test is None else (measure, label, test)


def _exclusive(group: list[Measure]) -> npt.NDArray[np.int64] | None:
    """The option each person took, where everybody who answered took one at most; else None."""
    if any(measure.unit != "share" for measure in group):
        return None
    table = np.column_stack([measure.numbers.to_numpy(dtype=float) for measure in group])
    answered = ~np.isnan(table).any(axis=1)
    taken = np.nansum(table, axis=1)
    if not answered.any() or taken[answered].max() > 1:
        return None
    return np.where(answered & (taken == 1), np.nan_to_num(table).argmax(axis=1), -1).astype(np.int64)


def _stem(group: list[Measure]) -> str:
    """What the options' labels begin with in common, else the item's id."""
    heads = {measure.label.rpartition(": ")[0] for measure in group}
    return heads.pop() if len(heads) == 1 and "" not in heads else group[0].item


def _rows(
    measured: list[Measure],
    weights: pd.Series,
    segments: pd.Series,
    numbers: range,
    estimator: Estimator,
    level: float,
) -> tuple[tuple[Row, ...], int]:
    rows: list[Row] = []
    pairs: list[tuple[int, int, int, float]] = []
    for measure in measured:
        row = _row(measure, weights, segments, numbers, estimator)
        for one, other in () if measure.formed else combinations(range(len(numbers)), 2):
            if row.cells[one].estimate.shown and row.cells[other].estimate.shown:
                both = segments.isin([numbers[one], numbers[other]]).to_numpy()
                p = difference_p(
                    measure.numbers.to_numpy(dtype=float)[both],
                    weights.to_numpy()[both],
                    (segments == numbers[one]).to_numpy()[both],
                )
                pairs.append((len(rows), one, other, p))
        rows.append(row)
    above: dict[tuple[int, int], str] = {}
    fair = CORRECTIONS[OF_PAIRS]([p for *_, p in pairs])
    for (at, one, other, _), p in zip(pairs, fair, strict=True):
        if p < level:
            first, second = (rows[at].cells[place].estimate.value or 0.0 for place in (one, other))
            high, low = (one, other) if first > second else (other, one)
            above[at, high] = above.get((at, high), "") + LETTERS[low]
    return tuple(
        replace(
            row,
            cells=tuple(
                replace(cell, letters="".join(sorted(above.get((at, place), ""))))
                for place, cell in enumerate(row.cells)
            ),
        )
        for at, row in enumerate(rows)
    ), len(pairs)


def _row(
    measure: Measure, weights: pd.Series, segments: pd.Series, numbers: range, estimator: Estimator
) -> Row:
    total = _estimate(measure, weights, slice(None), estimator)
    groups = [(segments == number).to_numpy() for number in numbers]
    parts = [_estimate(measure, weights, members, estimator) for members in groups]
    gone = withheld(parts, estimator.disclosure)
    cells = []
    for place, members in enumerate(groups):
        inside = hidden(parts[place]) if place in gone else parts[place]
        apart = _difference(measure, weights, members) if inside.shown else 0.0
        cells.append(Cell(inside, index_of(inside, total), apart, ""))
    return Row(measure.item, measure.key, measure.label, measure.role, total, tuple(cells))


def _difference(measure: Measure, weights: pd.Series, members: npt.NDArray[np.bool_]) -> float:
    if measure.unit != "share":
        return standardised_difference(measure.numbers.to_numpy(dtype=float), weights.to_numpy(), members)
    values, given = measure.numbers.to_numpy(dtype=float), weights.to_numpy(dtype=float)
    known = ~np.isnan(values) & (given > 0)
    sides = [members & known, ~members & known]
    if not all(side.any() for side in sides):
        return 0.0
    one, other = (float(np.average(values[side], weights=given[side])) for side in sides)
    return cohens_h(min(max(one, 0.0), 1.0), min(max(other, 0.0), 1.0))


def _estimate(
    measure: Measure, weights: pd.Series, members: npt.NDArray[np.bool_] | slice, estimator: Estimator
) -> Estimate:
    values, given = measure.numbers[members], weights[members]
    return (
        estimator.share(values, given)
        if measure.unit == "share"
        else estimator.mean(values, given, measure.unit)
    )


def _carriers(
    scores: pd.DataFrame,
    place: npt.NDArray[np.int64],
    weights: npt.NDArray[np.float64],
    rng: np.random.Generator,
) -> tuple[Carrier, ...]:
    """Eta squared of what formed the segments, with percentile intervals over resampled people."""
    known = scores.notna().all(axis=1).to_numpy()
    values, place, weights = scores.to_numpy(dtype=float)[known], place[known], weights[known]
    draws = [rng.integers(len(values), size=len(values)) for _ in range(DRAWS)]
    found = []
    for at, name in enumerate(scores.columns):
        known = ~np.isnan(values[:, at])
        kept = [rows[known[rows]] for rows in draws]
        again = [explained(place[rows], values[rows, at], weights[rows]) for rows in kept if len(rows)]
        if not again:
            continue
        low, high = np.quantile(again, [0.025, 0.975])
        whole = explained(place[known], values[known, at], weights[known])
        found.append(Carrier(str(name), whole, float(low), float(high)))
    return tuple(sorted(found, key=lambda one: -one.explained))
