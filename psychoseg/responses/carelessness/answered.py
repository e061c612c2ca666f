"""Everybody's answers as a table holds them, spelled out as ordinary numbers some people at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from psychoseg.stats.compiled import side_by_side

Array = npt.NDArray[np.float64]
Found = TypeVar("Found")


@dataclass(frozen=True, eq=False)
class Answered:
    """Answers to some items.

    Parameters
    ----------
    columns : list of array, items
        The answers of everybody to each item, in the narrowest floats; NaN where there is none.
    people : int

    Examples
    --------
    >>> answered = Answered.of(pd.DataFrame({"a": [1, 2], "b": [3, None]}), ["b", "a"])
    >>> answered.values(slice(0, 2)).tolist()
    [[3.0, nan], [1.0, 2.0]]
    """

    columns: list[npt.NDArray[np.floating]]
    people: int

    @classmethod
    def of(cls, table: pd.DataFrame, items: Sequence[str]) -> Answered:
        """Some columns of a table."""
        return cls([table[name].to_numpy() for name in items], len(table))

    def only(self, items: Sequence[int]) -> Answered:
        """Some of the items, by their places."""
        return Answered([self.columns[at] for at in items], self.people)

    def values(self, rows: slice | npt.NDArray[np.int64], filled_up: int = 1) -> Array:
        """Items × people; filled up to a multiple of so many with people who answered nothing."""
        people = rows.stop - rows.start if isinstance(rows, slice) else len(rows)
        found = np.empty((len(self.columns), -(-people // filled_up) * filled_up))
        found[:, people:] = np.nan
        for item, column in enumerate(self.columns):
            found[item, :people] = column[rows]
        return found

    def each(self, work: Callable[[slice], Found], people: int) -> list[Found]:
        """What work gives for so many people after the other, in their order; several at once where threads allow."""
        return side_by_side(
            work, (slice(at, min(at + people, self.people)) for at in range(0, self.people, people))
        )
