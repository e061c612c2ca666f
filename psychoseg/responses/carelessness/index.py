"""What an index of careless answering is, and what it is measured on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from psychoseg.questionnaire import Questionnaire
from psychoseg.responses.carelessness.answered import Answered
from psychoseg.responses.carelessness.speed import times_of
from psychoseg.responses.keying import keyed, together
from psychoseg.stats.moments import Moments

STRETCH = 10_000
"""People measured at a time, so that memory does not grow with the number of indices."""


@dataclass(frozen=True, eq=False)
class Material:
    """All of one wave that indices look at, or a stretch of its people.

    Parameters
    ----------
    table : DataFrame, respondents × columns
        Coded answers in the raw direction.
    questionnaire : Questionnaire
    seconds : Series, respondents, optional
        Time taken.
    pages : DataFrame, respondents × pages
        Time on each page; without columns where the platform kept none.
    whole : Material, optional
        Everybody, where this is a stretch of them.
    measured : dict of str to Series
        What is known of everybody already, by index.
    beside : dict of str to array, respondents
        What compiled code found beside the indices, of which others are made; empty without any.
    """

    table: pd.DataFrame
    questionnaire: Questionnaire
    seconds: pd.Series | None = None
    pages: pd.DataFrame = field(default_factory=pd.DataFrame)
    whole: Material | None = None
    measured: dict[str, pd.Series] = field(default_factory=dict)
    beside: dict[str, npt.NDArray[Any]] = field(default_factory=dict)

    @cached_property
    def answers(self) -> pd.DataFrame:
        """Codes of the attitude items in the raw direction, in the order asked."""
        items = [item.id for item in self.questionnaire.attitudes]
        return pd.DataFrame(together(self.table, items).T, index=self.table.index, columns=items)

    @cached_property
    def answered(self) -> Answered:
        """The same as the table holds them."""
        return Answered.of(self.table, [item.id for item in self.questionnaire.attitudes])

    @cached_property
    def keyed(self) -> pd.DataFrame:
        """The same with reverse-keyed items turned round."""
        return keyed(self.table, self.questionnaire)[0]

    @property
    def checks(self) -> pd.DataFrame:
        """Codes of the attention checks."""
        return self.table[list(self.expected)]

    @property
    def texts(self) -> pd.DataFrame:
        """Open answers."""
        return self.table[[item.id for item in self.questionnaire.items if item.type == "open"]]

    @cached_property
    def scales(self) -> dict[str, tuple[str, ...]]:
        """The items of each construct."""
        return {
            construct.id: tuple(item.id for item in self.questionnaire.measured_by(construct.id))
            for construct in self.questionnaire.constructs
        }

    @cached_property
    def grids(self) -> dict[str, tuple[str, ...]]:
        """The attitude items of each matrix."""
        asked = {item.id for item in self.questionnaire.attitudes}
        return {
            battery.id: tuple(row for row in battery.items if row in asked)
            for battery in self.questionnaire.batteries
        }

    @cached_property
    def expected(self) -> dict[str, str]:
        """The code that passes each attention check."""
        return {item.id: item.expected for item in self.questionnaire.with_role("attention")}

    @cached_property
    def ends(self) -> dict[str, tuple[float, float]]:
        """The lowest and highest code of each attitude item."""
        return {
            item.id: (item.scale.lowest, item.scale.highest)
            for item in self.questionnaire.attitudes
            if item.scale is not None
        }

    @cached_property
    def turned(self) -> frozenset[str]:
        """The attitude items that are keyed the other way."""
        return frozenset(item.id for item in self.questionnaire.attitudes if item.reverse)

    @cached_property
    def wordings(self) -> dict[str, str]:
        """The question of each open item."""
        return {item.id: item.text for item in self.questionnaire.items if item.type == "open"}

    @cached_property
    def moments(self) -> Moments:
        """The moments of everybody's answers in the raw direction."""
        if self.whole is not None:
            return self.whole.moments
        items = [item.id for item in self.questionnaire.attitudes]
        first = self.answered.values(slice(0, min(STRETCH, len(self.table))))
        seen = ~np.isnan(first)
        sums = np.where(seen, first, 0.0).sum(axis=1)
        centre = np.round(np.divide(sums, seen.sum(axis=1), out=np.zeros_like(sums), where=seen.any(axis=1)))

        def part(rows: slice) -> Moments:
            return Moments.of(pd.DataFrame(self.answered.values(rows).T, columns=items), centre=centre)

        found, *more = self.answered.each(part, STRETCH) or [Moments.of(self.answers, centre=centre)]
        for others in more:
            found = found + others
        return found

    @cached_property
    def page_medians(self) -> pd.Series:
        """The median time on each page over everybody."""
        if self.whole is not None:
            return self.whole.page_medians
        return pd.Series(
            {name: times_of(self.pages[name]).median() for name in self.pages.columns}, dtype=float
        )

    def stretches(self, people: int = STRETCH) -> Iterator[Material]:
        """Everybody in turn, some at a time."""
        for start in range(0, len(self.table), people):
            rows = slice(start, start + people)
            yield replace(
                self,
                table=self.table.iloc[rows],
                seconds=None if self.seconds is None else self.seconds.iloc[rows],
                pages=self.pages.iloc[rows],
                whole=self.whole or self,
            )


@dataclass(frozen=True, slots=True)
class Index:
    """One index of careless answering.

    Parameters
    ----------
    name : str
        Its column in the table of evidence.
    unit : str
        In which its values are.
    careless : {"high", "low", "both"}
        The end at which answers are suspect.
    measure : callable
        Its values by respondent, or None where the study has nothing to measure it on.
    together : bool
        Whether it must be given everybody at once; all others are given a stretch of people at a
        time, whose :attr:`Material.moments` are everybody's.
    """

    name: str
    unit: str
    careless: str
    measure: Callable[[Material], pd.Series | None]
    together: bool = False
