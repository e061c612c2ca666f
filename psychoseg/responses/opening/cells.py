"""A table of texts as a file holds it, column by column, each row with the line it begins on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from psychoseg.responses.opening.compact import compact, plain, spread, to_pandas


@dataclass(frozen=True, eq=False)
class Cells:
    """Rows of texts under a header.

    Parameters
    ----------
    name : str
        What the file is called in messages.
    header : tuple of str
        The first row, its white space evened out.
    columns : tuple of ChunkedArray of string
        One for each cell of the header, compact where its texts repeat (:mod:`.compact`); blank cells
        are empty texts, never null.
    lines : ndarray of int
        The line of the file (or the row of the sheet) each row begins on.
    header_line : int
        The line the header begins on.
    notes : tuple of str
        How the file was read, where that is not the usual way.
    encoding, delimiter : str
        Empty for sheets.
    rows_are : str
        ``line`` or ``row``.
    """

    name: str
    header: tuple[str, ...]
    columns: tuple[pa.ChunkedArray, ...]
    lines: np.ndarray
    header_line: int = 1
    notes: tuple[str, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    rows_are: str = "line"

    def __len__(self) -> int:
        """Rows below the header."""
        return len(self.lines)

    def row(self, at: int) -> tuple[str, ...]:
        """One row, 0 the first below the header; empty where there is none."""
        if not 0 <= at < len(self):
            return ()
        return tuple(column[at].as_py() for column in self.columns)

    def texts(self, at: int, most: int | None = None) -> list[str]:
        """The cells of one column, from the top."""
        column = self.columns[at]
        return list(plain(column if most is None else column.slice(0, most)).to_pylist())

    def values(self, at: int) -> dict[str, int]:
        """The different cells of one column with their counts, in the order they first stand in it."""
        counted = pc.value_counts(self.columns[at])
        return {entry["values"]: entry["counts"] for entry in counted.to_pylist()}

    def below(self, rows: int) -> Cells:
        """Without the first rows, which were part of the header."""
        return replace(
            self, columns=tuple(column.slice(rows) for column in self.columns), lines=self.lines[rows:]
        )

    def where(self, keep: np.ndarray) -> Cells:
        """Only the rows of a mask."""
        if bool(keep.all()):
            return self
        mask = pa.array(keep)
        return replace(
            self, columns=tuple(column.filter(mask) for column in self.columns), lines=self.lines[keep]
        )

    def noting(self, *notes: str) -> Cells:
        """The same with more said about how it was read."""
        return replace(self, notes=(*self.notes, *notes))

    def series(self, at: int) -> pd.Series:
        """One column, indexed by line; categories where its texts repeat."""
        return pd.Series(to_pandas(self.columns[at]), index=self.index)

    def frame(self, positions: Sequence[int], names: Sequence[str]) -> pd.DataFrame:
        """Some columns as a table of texts, indexed by line."""
        return pd.DataFrame(
            {name: to_pandas(self.columns[at]) for at, name in zip(positions, names, strict=True)},
            index=self.index,
            columns=list(names),
            copy=False,
        )

    @property
    def index(self) -> pd.Index:
        """The line of each row."""
        found: pd.Index = pd.Index(self.lines, dtype="int64")
        return found


def cells_of(
    name: str,
    header: Sequence[str],
    columns: Sequence[Sequence[str]],
    *,
    rows_are: str = "record",
    notes: tuple[str, ...] = (),
    lines: Sequence[int] | None = None,
) -> Cells:
    """Cells from texts in memory, for formats without lines; rows are numbered from 1.

    Examples
    --------
    >>> cells_of("x.json", ["a"], [["1", "2"]]).row(1)
    ('2',)
    """
    rows = len(columns[0]) if columns else 0
    return Cells(
        name,
        tuple(header),
        tuple(text_column(column) for column in columns),
        np.arange(1, rows + 1) if lines is None else np.asarray(lines, dtype=np.int64),
        header_line=0,
        notes=notes,
        rows_are=rows_are,
    )


def text_column(texts: Iterable[str]) -> pa.ChunkedArray:
    """Texts as one column of a table."""
    return compact(pa.chunked_array([pa.array(texts, pa.large_string())]))


def evened(text: str) -> str:
    r"""A header with its white space, hard spaces among it, evened out.

    Examples
    --------
    >>> evened("  Response\u00a0ID ")
    'Response ID'
    """
    return " ".join(text.replace("\xa0", " ").split())


def without_blank_rows(cells: Cells) -> Cells:
    """Without the rows that hold nothing."""
    left = np.arange(len(cells))
    for column in cells.columns:
        if not len(left):
            return cells
        part = column if len(left) == len(cells) else column.take(pa.array(left))
        blank = spread(part, lambda texts: pc.equal(pc.utf8_trim_whitespace(texts), ""))
        left = left[blank.to_numpy()]
    if not len(left):
        return cells
    keep = np.ones(len(cells), dtype=bool)
    keep[left] = False
    return cells.where(keep)
