"""The tables of a wave as they are held: some columns of some people out of one narrow table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from psychoseg.responses.narrow import counted, wide


@dataclass(frozen=True, eq=False)
class Kept:
    """Some columns of some people out of a narrow table, made wide when they are asked for.

    Parameters
    ----------
    table : DataFrame
        Narrow.
    rows : ndarray of bool, rows of the table
        Who is among them.
    index : Index
        What they are called.
    columns : tuple of str
    turned : mapping of str to float
        Columns that are turned round, with the sum of the lowest and the highest code.
    written : bool
        Whether the columns are written answers: objects, None where nothing was written.
    shown : ndarray of bool, people, optional
        Whose written answers are shown at all.
    as_held : bool
        Whether the columns stay what they are.
    """

    table: pd.DataFrame
    rows: np.ndarray
    index: pd.Index
    columns: tuple[str, ...]
    turned: Mapping[str, float] = field(default_factory=dict)
    written: bool = False
    shown: np.ndarray | None = None
    as_held: bool = False

    @classmethod
    def of(cls, table: pd.DataFrame) -> Kept:
        """All columns of all people of a table."""
        return cls(table, np.ones(len(table), dtype=bool), table.index, tuple(map(str, table.columns)))

    def __len__(self) -> int:
        """People."""
        return len(self.index)

    def __contains__(self, name: object) -> bool:
        """Whether there is such a column."""
        return name in self.columns

    def __getitem__(self, name: str) -> pd.Series:
        """One column."""
        column = self.narrow(name)
        if self.written:
            column = column.astype(object)
            there = column.notna() if self.shown is None else column.notna() & self.shown
            column = column.where(there, None)
        elif not self.as_held:
            column = wide(column)
        if name in self.turned:
            column = self.turned[name] - column
        return column.set_axis(self.index)

    def narrow(self, name: str) -> pd.Series:
        """One column as the table holds it: not turned round, and shown or not."""
        if name not in self.columns:
            raise KeyError(name)
        column = self.table[name]
        return column if self.rows.all() else column[self.rows]

    def counted(self, name: str) -> dict[Any, int]:
        """How often each different answer of a column occurs; see :func:`.narrow.counted`."""
        if name not in self._counted:
            counts = counted(self.narrow(name))
            turned = self.turned.get(name)
            self._counted[name] = (
                counts if turned is None else {turned - value: count for value, count in counts.items()}
            )
        return self._counted[name]

    @cached_property
    def _counted(self) -> dict[str, dict[Any, int]]:
        """What was counted once."""
        return {}

    def some(self, names: Iterable[str]) -> pd.DataFrame:
        """Some columns, wide."""
        listed = list(names)
        return pd.DataFrame(
            {name: self[name] for name in listed}, index=self.index, columns=listed, copy=False
        )

    def only(self, people: np.ndarray) -> Kept:
        """The same columns of some of these people; ``people`` is true for them."""
        rows = self.rows.copy()
        rows[np.flatnonzero(self.rows)] = people
        shown = None if self.shown is None else self.shown[people]
        return replace(self, rows=rows, index=self.index[people], shown=shown)

    @cached_property
    def frame(self) -> pd.DataFrame:
        """All of them, wide."""
        return self.some(self.columns)


def _nothing() -> Kept:
    return Kept.of(pd.DataFrame())


@dataclass(frozen=True, eq=False)
class Held:
    """The tables of a wave as they are held; see :class:`psychoseg.responses.Responses` for what is in them."""

    answers: Kept = field(default_factory=_nothing)
    profile: Kept = field(default_factory=_nothing)
    open: Kept = field(default_factory=_nothing)
    texts: Kept = field(default_factory=_nothing)
    states: Kept = field(default_factory=_nothing)

    def only(self, people: np.ndarray) -> Held:
        """The same tables with some of the people; tables of nobody stay as they are."""
        parts = {entry.name: getattr(self, entry.name) for entry in fields(self)}
        return Held(
            **{name: part.only(people) if len(part) == len(people) else part for name, part in parts.items()}
        )
