"""Which segment is which: two divisions of the same people paired, and splits and merges named."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment

from psychoseg.segments.agreement import overlap

Array = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]

SAME = 0.5
"""Jaccard similarity from which a segment is the same one; no other segment can reach it as well."""
PART = 0.25
"""Least share of a segment that counts as one part of it."""
MOSTLY = 0.6
"""Share of a part's people that must come from one segment for it to be a part of that segment."""


@dataclass(frozen=True, slots=True)
class Matching:
    """The segments of a second division beside those of a first; numbers count from 0.

    Parameters
    ----------
    partner : tuple of int
        For each segment of the second, the one of the first it is paired with; -1 where it is new.
    jaccard : tuple of float
        Similarity of each pair, 0 to 1; 0 where there is none.
    splits : tuple
        (segment of the first, its parts in the second): people of one now are in two or more.
    merges : tuple
        (segments of the first, the one of the second they are in).
    gone : tuple of int
        Segments of the first that no segment of the second is paired with.
    """

    partner: tuple[int, ...]
    jaccard: tuple[float, ...]
    splits: tuple[tuple[int, tuple[int, ...]], ...]
    merges: tuple[tuple[tuple[int, ...], int], ...]
    gone: tuple[int, ...]

    @property
    def kept(self) -> tuple[int, ...]:
        """Segments of the second that are the same as their partner: a majority of both is shared."""
        return tuple(at for at, value in enumerate(self.jaccard) if value > SAME)

    def words(self, before: tuple[str, ...], after: tuple[str, ...]) -> tuple[str, ...]:
        """What became of each segment, in sentences; without names of parts that did not change."""
        said = [
            f"{before[old]} split into {_listed([after[part] for part in parts])}."
            for old, parts in self.splits
        ]
        said += [
            f"{_listed([before[old] for old in olds])} merged into {after[new]}." for olds, new in self.merges
        ]
        told = {new for _, parts in self.splits for new in parts} | {new for _, new in self.merges}
        gone = {old for old, _ in self.splits} | {old for olds, _ in self.merges for old in olds}
        said += [f"{after[at]} is new." for at, old in enumerate(self.partner) if old < 0 and at not in told]
        said += [f"{before[old]} is no longer there." for old in self.gone if old not in gone]
        said += [
            f"{after[at]} is only in part what {before[old]} was (Jaccard {self.jaccard[at]:.2f})."
            for at, old in enumerate(self.partner)
            if old >= 0 and self.jaccard[at] <= SAME and at not in told and old not in gone
        ]
        return tuple(said)


def match(first: Labels, second: Labels, weights: Array | None = None) -> Matching:
    """Pair the segments of two divisions of the same people one to one.

    Parameters
    ----------
    first, second : ndarray of int, people
        Labels from 0. Numbers of segments may differ.
    weights : ndarray, people, optional

    Returns
    -------
    Matching
        Pairs share the largest total of Jaccard similarities (Kuhn 1955, the Hungarian method).

    Notes
    -----
    Kuhn, H. W. (1955), *Naval Research Logistics Quarterly* 2, 83-97.

    Examples
    --------
    >>> found = match(np.array([0, 0, 0, 0, 1, 1]), np.array([2, 2, 0, 0, 1, 1]))
    >>> found.partner, found.splits
    ((0, 1, -1), ((0, (0, 2)),))
    """
    shared = overlap(first, second, weights)
    rows, columns = shared.sum(axis=1), shared.sum(axis=0)
    union = rows[:, None] + columns[None, :] - shared
    similar = np.divide(shared, union, out=np.zeros_like(shared), where=union > 0)
    olds, news = linear_sum_assignment(-similar)
    partner, jaccard = [-1] * len(columns), [0.0] * len(columns)
    for old, new in zip(olds, news, strict=True):
        if shared[old, new] > 0:
            partner[new], jaccard[new] = int(old), float(similar[old, new])
    return Matching(
        tuple(partner),
        tuple(jaccard),
        tuple(_parts(shared)),
        tuple((olds, new) for new, olds in _parts(shared.T)),
        tuple(old for old in range(len(rows)) if old not in partner),
    )


def relabelled(labels: Labels, matching: Matching) -> Labels:
    """Labels of the second division under the numbers of the first; new segments follow after.

    Examples
    --------
    >>> first, second = np.array([0, 0, 1, 1]), np.array([1, 1, 0, 0])
    >>> relabelled(second, match(first, second)).tolist()
    [0, 0, 1, 1]
    """
    known = [*matching.partner, *matching.gone]
    number, numbers = max(known, default=-1) + 1, []
    for old in matching.partner:
        numbers.append(old if old >= 0 else number)
        number += old < 0
    return np.asarray(np.array(numbers, dtype=np.int64)[labels])


def _parts(shared: Array) -> list[tuple[int, tuple[int, ...]]]:
    """Rows two or more columns are parts of: each holds enough of the row and little else."""
    rows, columns = shared.sum(axis=1, keepdims=True), shared.sum(axis=0, keepdims=True)
    of_row = np.divide(shared, rows, out=np.zeros_like(shared), where=rows > 0)
    of_column = np.divide(shared, columns, out=np.zeros_like(shared), where=columns > 0)
    part = (of_row >= PART) & (of_column >= MOSTLY)
    return [
        (row, tuple(np.flatnonzero(part[row]).tolist())) for row in range(len(part)) if part[row].sum() >= 2
    ]


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]
