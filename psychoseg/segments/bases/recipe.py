"""How each column that segments are formed from is made of answers and scores: the same for anybody, at any time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from psychoseg.errors import ModelError
from psychoseg.segments.bases.style import Style

Array = npt.NDArray[np.float64]

COLUMN_KINDS = ("number", "steps", "option", "level", "ordinal", "nominal")
"""Numbers; places from 0 of the steps of a choice; 0/1 for an option among several or for one level of several
that exclude each other; ranks and codes from 0 for methods that take them as they are."""


@dataclass(frozen=True, eq=False, slots=True)
class Sources:
    """Where columns come from, all of the same people in the same order.

    Parameters
    ----------
    scores : DataFrame, respondents × factors
    answers : DataFrame, respondents × attitude items
        Keyed codes.
    profile : DataFrame, respondents × columns of all other items
    """

    scores: pd.DataFrame
    answers: pd.DataFrame
    profile: pd.DataFrame

    def table(self, name: str) -> pd.DataFrame:
        """The table of that name."""
        return {"scores": self.scores, "answers": self.answers, "profile": self.profile}[name]


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Parameters
    ----------
    name : str
    kind : str
        One of :data:`COLUMN_KINDS`.
    source : {"scores", "answers", "profile"}
    of : tuple of str
        Columns of the source; their mean where they are several, for people who answered at least half.
    variable : str
        The question, factor or construct it belongs to; columns of one variable weigh together as much as
        one number.
    block : int
        The part of the basis, from 0.
    levels : tuple of str
        For levels, ranks and codes: every code known when the segments were formed, in order.
    level : str
        The one that a column of 0/1 stands for.
    log : bool
        Whether it is the logarithm of 1 + amount.
    low, high : float or None
        The ends of its scale, where it has one.
    unit : str
    """

    name: str
    kind: str
    source: str
    of: tuple[str, ...]
    variable: str
    block: int = 0
    levels: tuple[str, ...] = ()
    level: str = ""
    log: bool = False
    low: float | None = None
    high: float | None = None
    unit: str = ""

    def made(self, sources: Sources) -> pd.Series:
        """The column's values; NaN where there is no answer, or one that was not known.

        Raises
        ------
        ModelError
            Where a column of its source is not there, or an amount has no logarithm.
        """
        table = sources.table(self.source)
        missing = [name for name in self.of if name not in table]
        if missing:
            raise ModelError(f"These answers lack {', '.join(missing)}, which the segments were formed from.")
        if self.levels:
            return self._coded(table[self.of[0]])
        values = table[list(self.of)].astype(float)
        made = values.mean(axis=1).where(values.notna().mean(axis=1) >= 0.5)
        if not self.log:
            return made
        if (made < 0).any():
            raise ModelError(
                f"{self.name} has amounts below 0, which have no logarithm; leave it out of log."
            )
        return pd.Series(np.log1p(made.to_numpy()), index=made.index)

    def _coded(self, values: pd.Series) -> pd.Series:
        codes = {code: at for at, code in enumerate(self.levels)}
        found = values.map(_as_code).map(codes).astype(float)
        if self.kind != "level":
            return found
        return (found == codes[self.level]).astype(float).where(found.notna())


def _as_code(value: object) -> object:
    """A code as text; answers on a scale are kept as numbers."""
    return f"{value:g}" if isinstance(value, float) else value


@dataclass(frozen=True, slots=True)
class Recipe:
    """All columns, and whether each person's own level of answering is taken out first.

    Parameters
    ----------
    columns : tuple of Column
    style : Style or None

    Examples
    --------
    >>> recipe = Recipe.of_scores(("a",))
    >>> scores = pd.DataFrame({"a": [0.5, -0.5], "b": [0.0, 0.0]})
    >>> recipe.table(Sources(scores, scores, scores)).columns.tolist()
    ['a']
    """

    columns: tuple[Column, ...]
    style: Style | None = None

    @classmethod
    def of_scores(cls, factors: tuple[str, ...]) -> Recipe:
        """Factor scores, one column each."""
        return cls(tuple(Column(name, "number", "scores", (name,), name) for name in factors))

    @property
    def names(self) -> tuple[str, ...]:
        """Of the columns."""
        return tuple(column.name for column in self.columns)

    @property
    def inputs(self) -> frozenset[str]:
        """Every factor, construct, item and column that is used."""
        return frozenset(
            name for column in self.columns for name in (column.variable, column.name, *column.of)
        )

    @property
    def nominal(self) -> tuple[int, ...]:
        """Places of the columns that hold codes."""
        return tuple(at for at, column in enumerate(self.columns) if column.kind == "nominal")

    @property
    def ordinal(self) -> tuple[int, ...]:
        """Places of the columns that hold ranks."""
        return tuple(at for at, column in enumerate(self.columns) if column.kind == "ordinal")

    @property
    def levels(self) -> tuple[tuple[int, ...], ...]:
        """Places of the columns that are 0/1 for answers to one question that exclude each other."""
        groups: dict[str, list[int]] = {}
        for at, column in enumerate(self.columns):
            if column.kind == "level":
                groups.setdefault(column.variable, []).append(at)
        return tuple(tuple(places) for places in groups.values())

    def options(self) -> Mapping[str, tuple[int, ...]]:
        """What a method that takes codes and ranks is told of the columns; empty where all are numbers."""
        found = {"nominal": self.nominal, "ordinal": self.ordinal}
        return {name: places for name, places in found.items() if places}

    def table(self, sources: Sources) -> pd.DataFrame:
        """The columns for these people, in their own units."""
        if self.style is not None:
            missing = [item for item in self.style.items if item not in sources.answers]
            if missing:
                raise ModelError(
                    f"These answers lack {', '.join(missing)}, which the segments were formed from."
                )
            sources = replace(sources, answers=self.style.applied(sources.answers))
        return pd.DataFrame(
            {column.name: column.made(sources) for column in self.columns},
            index=sources.scores.index,
        )
