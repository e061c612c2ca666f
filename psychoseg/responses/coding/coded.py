"""What coding gives, and what it is told about each column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from psychoseg.errors import Fault, shorten
from psychoseg.responses.missing import NOT_SHOWN, SEEN, STATES, kind_of
from psychoseg.responses.narrow import numbers_at, texts_at
from psychoseg.responses.readers.codebook import Column
from psychoseg.responses.wording import digits, folded

_HEAD = 1_000
"""Cells at the top of a column that mostly hold all of its texts."""


@dataclass(slots=True)
class Coded:
    """Every item's answers as codes, numbers or texts, and what was found on the way.

    Parameters
    ----------
    table : DataFrame, respondents × columns
        Narrow (:mod:`psychoseg.responses.narrow`): floats for attitude and numeric items, 0/1 for options
        and price steps, categories of texts for all others. Raw direction: nothing is reversed yet.
    declared : dict of str to Series
        By item the state a value was declared to stand for, as its place in :data:`STATES`; 0 where none
        was. Items without any such value are not in it.
    given : dict of str to Series
        By item that routing looks at, the codes answered, those of no answer among them.
    routing : frozenset of str
        The items that routing looks at.
    faults, changes, drift : list
        What cannot be read, what was done, and where the file's own codes differ from the questionnaire's.
    """

    table: pd.DataFrame
    declared: dict[str, pd.Series] = field(default_factory=dict)
    given: dict[str, pd.Series] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    drift: list[str] = field(default_factory=list)
    routing: frozenset[str] = frozenset()

    def declare(self, item: str, states: pd.Series) -> None:
        """Note the states that values of an item were declared to stand for, where any were."""
        if states.any():
            self.declared[item] = states


@dataclass(frozen=True, eq=False)
class Answers:
    """The cells of one column, each different text once, and how they are to be read.

    Parameters
    ----------
    name : str
        What to call the column in messages.
    texts : list of str
        Every different cell.
    which : array of int, respondents
        The place of each cell's text in ``texts``.
    index : Index
        Lines of the file.
    column : Column, optional
        What the file's codebook says of it.
    stated : mapping of str to str
        Values that the study declares to be no answers, with their states.
    codes : mapping of str to str
        Codes of the file and the questionnaire's codes they stand for, as the study states them.
    rows_are : str
        What the index counts.
    """

    name: str
    texts: list[str]
    which: np.ndarray
    index: pd.Index
    column: Column | None = None
    stated: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    rows_are: str = "line"

    @classmethod
    def of(cls, cells: pd.Series, name: str, **more: object) -> Answers:
        """The different texts of a column."""
        which, texts = _different(cells)
        return cls(name, [str(text) for text in texts], which, cells.index, **more)  # type: ignore[arg-type]

    def lines(self, at: int) -> list[int]:
        """The lines that hold the text of that place."""
        return [int(line) for line in self.index[self.which == at]]

    def count(self, at: int) -> int:
        """How many cells hold the text of that place."""
        return int(np.count_nonzero(self.which == at))

    def numbers(self, values: Sequence[float]) -> pd.Series:
        """One number for each different text, laid out over the respondents."""
        return numbers_at(self.which, values, self.index)

    def written(self, values: Sequence[str | None]) -> pd.Series:
        """One text, or none, for each different text, laid out over the respondents."""
        return texts_at(self.which, values, self.index)

    def marks(self, states: Sequence[str]) -> pd.Series:
        """The state of each cell as its place in :data:`STATES`, one byte each; 0 where none was declared."""
        codes = np.array([STATES.index(state) if state else 0 for state in states], dtype=np.int8)
        if not codes.any():
            return pd.Series(np.zeros(len(self.which), dtype=np.int8), index=self.index, copy=False)
        return pd.Series(codes[self.which] if len(codes) else codes, index=self.index, copy=False)

    def fault(self, at: int, what: str, hint: str = "") -> Fault:
        """A fault of the text of that place, with the lines it stands on."""
        where = at_lines(self.lines(at), self.rows_are)
        return Fault(self.name, f"{shorten(self.texts[at].strip())} {what} ({where})", hint)

    def state(self, text: str) -> str:
        """The state a text is declared to stand for, by the study or the file; empty where it is not."""
        plain = digits(text).strip()
        if not plain:
            return ""
        for value, state in self.stated.items():
            if plain == value or folded(plain) == folded(value) or _same_number(plain, value):
                return state
        missing = self.column.missing if self.column is not None else None
        if self.column is None or missing is None:
            return ""
        for choice in self.column.options:
            if choice.missing and choice.code and (plain == choice.code or _same_number(plain, choice.code)):
                return kind_of(f"{choice.label or choice.missing}")
        if not missing.holds(plain):
            return ""
        if missing.seen_unanswered and _same(plain, missing.seen_unanswered):
            return SEEN
        if missing.not_shown and _same(plain, missing.not_shown):
            return NOT_SHOWN
        return kind_of(self.column.label_of(plain))


def _different(cells: pd.Series) -> tuple[np.ndarray, pd.Index]:
    """Which text each cell holds, and the texts in the order they first stand in the column."""
    if isinstance(cells.dtype, pd.CategoricalDtype):
        codes = cells.cat.codes.to_numpy()
        first = pd.unique(codes[:_HEAD])
        if np.array_equal(first, np.arange(len(cells.cat.categories))):
            return codes, cells.cat.categories
    which, texts = pd.factorize(cells)
    return which, pd.Index(texts)


def _same(first: str, second: str) -> bool:
    return first == second or _same_number(first, second)


def _same_number(first: str, second: str) -> bool:
    try:
        return float(first) == float(second)
    except ValueError:
        return False


def at_lines(lines: list[int], what: str = "line") -> str:
    """The lines of a file, the first few of them.

    Examples
    --------
    >>> at_lines([4, 7, 9, 12])
    'lines 4, 7, 9 and 1 more'
    >>> at_lines([4], "row")
    'row 4'
    """
    shown = ", ".join(str(line) for line in lines[:3])
    more = f" and {len(lines) - 3} more" if len(lines) > 3 else ""
    return f"{what} {shown}" if len(lines) == 1 else f"{what}s {shown}{more}"
