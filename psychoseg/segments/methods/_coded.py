"""Answers in categories, kept so that sums over people cost little however many categories there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from scipy import sparse

from psychoseg.segments.methods._method import Array, Labels

MOST_JOINT = 1024
"""Columns are read together while they have at most so many different joint answers."""


@dataclass(frozen=True, eq=False, slots=True)
class Coded:
    """Columns of categories of many rows.

    Several columns are looked up as one, by their joint answer: a row then needs one number for each few
    columns instead of one for each category. A missing answer adds nothing.

    Parameters
    ----------
    joint, joint_of : sparse array, rows × joint answers, and its transpose
    table, table_of : sparse array, joint answers × categories of all columns, and its transpose
    """

    joint: Any
    joint_of: Any
    table: Any
    table_of: Any

    @classmethod
    def of(cls, values: Array, levels: Labels) -> Self:
        """Codes from 0 of rows × columns, NaN where missing, with the number of categories of each column.

        Examples
        --------
        >>> coded = Coded.of(np.array([[0.0, 1.0], [1.0, np.nan]]), np.array([2, 3]))
        >>> coded.summed(np.arange(5.0)[:, None]).ravel().tolist()
        [3.0, 1.0]
        >>> coded.counted(np.ones((2, 1))).ravel().tolist()
        [1.0, 1.0, 0.0, 1.0, 0.0]
        """
        first = np.concatenate([[0], np.cumsum(levels)])
        rows = len(values)
        held: list[Labels] = []
        found: list[list[tuple[int, ...]]] = []
        for at, count in enumerate(levels):
            column = values[:, at]
            gone = np.isnan(column) | (column >= count)
            codes = np.where(gone, count, np.nan_to_num(column)).astype(np.int64)
            cells: list[tuple[int, ...]] = [(int(first[at]) + code,) for code in range(int(count))]
            cells.append(())
            codes, kept = _present(codes, len(cells))
            cells = [cells[code] for code in kept]
            if held and len(found[-1]) * len(cells) <= MOST_JOINT:
                both, kept = _present(held[-1] * len(cells) + codes, len(found[-1]) * len(cells))
                found[-1] = [found[-1][pair // len(cells)] + cells[pair % len(cells)] for pair in kept]
                held[-1] = both
            else:
                held.append(codes)
                found.append(cells)
        offsets = np.concatenate([[0], np.cumsum([len(cells) for cells in found])]).astype(np.int64)
        places = (np.column_stack(held) + offsets[:-1]) if held else np.zeros((rows, 0), dtype=np.int64)
        every = [cells for group in found for cells in group]
        joint = _ones(places.ravel(), np.full(rows, places.shape[1]), int(offsets[-1]))
        table = _ones(
            np.array([cell for cells in every for cell in cells], dtype=np.int64),
            np.array([len(cells) for cells in every], dtype=np.int64),
            int(first[-1]),
        )
        return cls(joint, joint.T.tocsr(), table, table.T.tocsr())

    def summed(self, numbers: Array) -> Array:
        """The sum over each row's answers of a number for each category: categories × any to rows × any."""
        return np.asarray(self.joint @ (self.table @ numbers), dtype=float)

    def counted(self, masses: Array) -> Array:
        """What the rows with each answer have together: rows × any to categories × any."""
        return np.asarray(self.table_of @ (self.joint_of @ masses), dtype=float)


def _present(codes: Labels, most: int) -> tuple[Labels, Labels]:
    """Codes counted anew from 0 without those nobody has, and which are kept."""
    kept = np.flatnonzero(np.bincount(codes, minlength=most))
    place = np.zeros(most, dtype=np.int64)
    place[kept] = np.arange(len(kept))
    return place[codes], kept


def _ones(columns: Labels, counts: Labels, width: int) -> Any:
    """A sparse array of ones, so many a row, in the columns given."""
    ends = np.concatenate([[0], np.cumsum(counts)])
    index = np.int32 if max(len(columns), width) < np.iinfo(np.int32).max else np.int64
    return sparse.csr_array(
        (np.ones(len(columns)), columns.astype(index), ends.astype(index)), shape=(len(counts), width)
    )
