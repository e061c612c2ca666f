"""What a reader gives back: a table of texts with its codebook, and where it came from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pandas as pd

from psychoseg.responses.opening.containers import WORKBOOKS
from psychoseg.responses.opening.source import Source
from psychoseg.responses.readers.codebook import Column


@dataclass(frozen=True, eq=False)
class RawTable:
    """A response file before anything is made of its answers.

    Every column of the file is in exactly one of three tables: ``cells`` (what was asked),
    ``paradata`` (what the platform noted about the interview) and ``personal`` (what it noted about
    the person); ``columns`` describes all of them. The three tables share one index.

    Parameters
    ----------
    name : str
        What the file is called in messages.
    platform : str
        The reader's name.
    evidence : tuple of str
        Why that reader was chosen.
    cells : DataFrame of text
        One row a respondent, indexed by the line of the file; one column a question, named by
        :attr:`Column.id`. Blank cells are empty texts, never NaN. Columns whose texts repeat are
        categories of texts, which take a byte or two a cell; ``astype("str")`` spells them out.
    respondent : Series of text, optional
        The platform's own id for each row.
    seconds : Series of float, optional
        Time each respondent took.
    set_aside : Series of text
        A reason for each row the platform itself marks as no answer (a preview, an unfinished
        questionnaire); empty text for all others.
    dropped : tuple of str
        Columns of the platform that never enter the analysis, personal data among them.
    repairs : tuple of str
        What was found odd and how it was read.
    columns : tuple of Column
        The codebook: every column of the file in its order, those of ``paradata`` and ``personal``
        among them. Empty only where a caller makes a table by hand.
    paradata : DataFrame of text
        The platform's own columns that are not personal: times, status, language, page timings,
        display orders. :attr:`Column.role` says which is which.
    personal : DataFrame of text
        The platform's own columns about the person: held in memory to pseudonymise, to find the same
        device twice and to scrub names from open answers; never written anywhere.
    rows_are : str
        What the index counts: ``line`` of a text, ``row`` of a sheet, ``case`` or ``record`` of a file
        without lines.
    container : str
        What the file is, whatever its name says: ``text``, ``xlsx``, ``sav`` …
    encoding : str
        How its text was decoded, in Python's name; empty where the format says so itself.
    delimiter : str
        What stands between cells; empty where the format has none.
    timezone : str
        The zone its times are in, as the file states it; empty where it does not.
    complete, partial : int, optional
        Rows the platform marks as finished, and rows it marks as begun but unfinished; None where it
        marks neither.
    """

    name: str
    platform: str
    evidence: tuple[str, ...]
    cells: pd.DataFrame
    set_aside: pd.Series
    respondent: pd.Series | None = None
    seconds: pd.Series | None = None
    dropped: tuple[str, ...] = ()
    repairs: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    paradata: pd.DataFrame = field(default_factory=pd.DataFrame)
    personal: pd.DataFrame = field(default_factory=pd.DataFrame)
    rows_are: str = "line"
    container: str = "text"
    encoding: str = ""
    delimiter: str = ""
    timezone: str = ""
    complete: int | None = None
    partial: int | None = None

    def column(self, name: str) -> Column | None:
        """What the codebook says of the column of that id; None where it says nothing."""
        return next((column for column in self.columns if column.id == name), None)

    @property
    def asked(self) -> tuple[Column, ...]:
        """The codebook of ``cells`` alone, in its order."""
        known = {column.id: column for column in self.columns}
        return tuple(known[str(name)] for name in self.cells.columns if str(name) in known)

    @property
    def groups(self) -> dict[str, tuple[Column, ...]]:
        """The columns of each question, by :attr:`Column.group`, or by the id where a column stands alone."""
        found: dict[str, list[Column]] = {}
        for column in self.asked:
            found.setdefault(column.group or column.id, []).append(column)
        return {name: tuple(columns) for name, columns in found.items()}


@dataclass(frozen=True, slots=True)
class Reader:
    """A format: how to recognise it and how to read it.

    Parameters
    ----------
    name : str
        What people call it with ``--as``.
    signals : int
        How many signals are needed to be believed.
    recognise : callable
        Gives the signals found in a source, each in words.
    read : callable
        Reads a source, given the signals.
    containers : tuple of str
        The containers it is found in.
    title : str
        The platform's name.
    """

    name: str
    signals: int
    recognise: Callable[[Source], tuple[str, ...]]
    read: Callable[[Source, tuple[str, ...]], RawTable]
    containers: tuple[str, ...] = ("text", *WORKBOOKS)
    title: str = ""
