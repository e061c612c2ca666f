"""A later wave's own segments beside the frozen ones: a diagnostic of whether these still divide people well."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from psychoseg.errors import PsychosegError
from psychoseg.plan import Plan
from psychoseg.segments.agreement import adjusted_rand, overlap
from psychoseg.segments.choice import compare
from psychoseg.segments.matching import PART, SAME, match
from psychoseg.segments.model import Segmentation
from psychoseg.segments.order import canonical
from psychoseg.segments.stability import resamples

Array = npt.NDArray[np.float64]

FEW_RESAMPLES, FEW_STARTS = 10, 20
LARGE_SHIFT = 0.5
"""Standard deviations of a column by which a centre that moved is named."""


@dataclass(frozen=True, slots=True)
class Part:
    """People of one frozen segment (``old``, from 1) who are in one of the wave's own (``new``, from 1).

    ``of_old`` and ``of_new`` are their shares of either.
    """

    old: int
    new: int
    of_old: float
    of_new: float


@dataclass(frozen=True, slots=True)
class Anew:
    """The segments that a wave alone would have.

    Parameters
    ----------
    segments : int
        How many the wave alone would have, by the plan's rule.
    people : int
    agreement : float
        Adjusted Rand index of these and the frozen ones.
    agreement_same : float
        The same with as many segments as the frozen ones.
    parts : tuple of Part
        Every part of a frozen segment that holds a quarter of it or of the new one.
    matched : tuple of (int, int, float)
        Frozen segment, its counterpart, and their Jaccard similarity, where they share a majority.
    split : tuple of (int, tuple of int)
        A frozen segment and its parts.
    merged : tuple of (tuple of int, int)
        Frozen segments and the one they are in.
    new, gone : tuple of int
        Segments of the wave that none of the frozen ones became, and frozen ones that became none.
    shift : tuple of float
        For each frozen segment, how far the middle of the people assigned to it lies from its frozen centre: the
        root of the mean square over columns, in the columns' own measure.
    said : tuple of str
        What became of each segment that did not stay, in sentences.
    """

    segments: int
    people: int
    agreement: float
    agreement_same: float
    parts: tuple[Part, ...]
    matched: tuple[tuple[int, int, float], ...]
    split: tuple[tuple[int, tuple[int, ...]], ...]
    merged: tuple[tuple[tuple[int, ...], int], ...]
    new: tuple[int, ...]
    gone: tuple[int, ...]
    shift: tuple[float, ...]
    said: tuple[str, ...]

    @property
    def words(self) -> str:
        """The diagnosis in a sentence or two."""
        count = len(self.shift)
        told = (
            f"Formed anew from this wave alone there would be {self.segments} segments"
            f"{' too' if self.segments == count else f' instead of {count}'} (adjusted Rand index {self.agreement:.2f} with the frozen ones"
        )
        same = "" if self.segments == count else f"; {self.agreement_same:.2f} with {count}"
        return f"{told}{same}); {len(self.matched)} of {count} are the same."

    @property
    def caveats(self) -> tuple[str, ...]:
        """What a reader must know of segments that moved."""
        found = [
            f"The middle of the people in segment {at} has moved by {shift:.1f} from where it was formed."
            for at, shift in enumerate(self.shift, 1)
            if shift >= LARGE_SHIFT
        ]
        return (*self.said, *found)


def formed_anew(
    segmentation: Segmentation,
    table: pd.DataFrame,
    assignments: pd.DataFrame,
    weights: pd.Series,
    plan: Plan,
    rng: np.random.Generator,
    told: Callable[[str], None] = lambda _: None,
) -> Anew | None:
    """Form segments of a later wave alone, in the frozen measure, and pair them with the frozen ones.

    Parameters
    ----------
    segmentation : Segmentation
        Of the earlier wave.
    table : DataFrame, respondents × columns
        What :meth:`Segmentation.table` gives for the later wave.
    assignments : DataFrame, respondents
        Their frozen segments.
    weights : Series, respondents
    plan : Plan
    rng : Generator
    told : callable, optional

    Returns
    -------
    Anew or None
        None where the wave has too few people for it, or the method refuses.

    Notes
    -----
    Shares are never compared between two formings: with halves of one sample, where nothing changed, these
    agree by .66 only on the items of psych's bfi. Which is why this is a diagnostic.
    """
    placed = (assignments["segment"] > 0).to_numpy()
    count = len(segmentation.names)
    X = segmentation.standardised(table).to_numpy(dtype=float)[placed]
    given = weights.to_numpy(dtype=float)[placed]
    numbers = (
        range(plan.segments, plan.segments + 1)
        if plan.segments
        else range(min(plan.fewest_segments, count), max(plan.most_segments, count) + 1)
    )
    if len(X) < 10 * numbers[-1]:
        return None
    order = canonical(np.nan_to_num(X), given)
    told("forming this wave's own segments beside the frozen ones")
    try:
        candidates, solutions = compare(
            X[order], given[order], numbers, resamples(len(X), min(plan.resamples, FEW_RESAMPLES), rng),
            starts=min(plan.starts, FEW_STARTS), smallest_share=plan.smallest_share,
            method=type(segmentation.fitted), options=segmentation.recipe.options() if segmentation.recipe else None,
        )  # fmt: skip
    except PsychosegError:
        return None
    frozen = assignments["segment"].to_numpy(dtype=np.int64)[placed][order] - 1
    chosen = solutions[candidates.chosen].labels_
    same = solutions[count].labels_ if count in solutions else chosen
    return _beside(
        segmentation, X[order], frozen, chosen, given[order], adjusted_rand(frozen, same, given[order])
    )


def _beside(
    segmentation: Segmentation,
    X: Array,
    frozen: npt.NDArray[np.int64],
    own: npt.NDArray[np.int64],
    weights: Array,
    same: float,
) -> Anew:
    count, numbers = len(segmentation.names), int(own.max()) + 1
    shared = overlap(frozen, own, weights)
    shared = np.pad(shared, ((0, count - len(shared)), (0, 0)))
    of_old = shared / np.maximum(shared.sum(axis=1, keepdims=True), 1e-300)
    of_new = shared / np.maximum(shared.sum(axis=0, keepdims=True), 1e-300)
    paired = match(frozen, own, weights)
    names = tuple(f"this wave's segment {at}" for at in range(1, numbers + 1))
    split_into = {new for _, parts in paired.splits for new in parts}
    merged_into = {new for _, new in paired.merges}
    parted = {old for old, _ in paired.splits} | {old for olds, _ in paired.merges for old in olds}
    return Anew(
        segments=numbers,
        people=len(X),
        agreement=adjusted_rand(frozen, own, weights),
        agreement_same=same,
        parts=tuple(
            Part(old + 1, new + 1, float(of_old[old, new]), float(of_new[old, new]))
            for old in range(count)
            for new in range(numbers)
            if max(of_old[old, new], of_new[old, new]) >= PART
        ),
        matched=tuple(
            (old + 1, new + 1, paired.jaccard[new])
            for new, old in enumerate(paired.partner)
            if old >= 0 and paired.jaccard[new] > SAME
        ),
        split=tuple((old + 1, tuple(new + 1 for new in parts)) for old, parts in paired.splits),
        merged=tuple((tuple(old + 1 for old in olds), new + 1) for olds, new in paired.merges),
        new=tuple(
            at + 1 for at, old in enumerate(paired.partner) if old < 0 and at not in split_into | merged_into
        ),
        gone=tuple(old + 1 for old in paired.gone if old not in parted),
        shift=tuple(_shift(segmentation, X, frozen == at, weights, at) for at in range(count)),
        said=tuple(
            sentence[:1].upper() + sentence[1:] for sentence in paired.words(segmentation.names, names)
        ),
    )


def _shift(
    segmentation: Segmentation, X: Array, members: npt.NDArray[np.bool_], weights: Array, at: int
) -> float:
    """How far the middle of the members lies from the frozen centre; 0 where there are none."""
    if not members.any():
        return 0.0
    known = ~np.isnan(X[members])
    given = weights[members][:, None] * known
    middle = np.where(known, X[members], 0.0).T @ weights[members] / np.maximum(given.sum(axis=0), 1e-300)
    return float(np.sqrt(np.mean((middle - np.array(segmentation.centres[at])) ** 2)))
