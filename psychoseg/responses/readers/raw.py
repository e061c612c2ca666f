"""What a reader gives back: a table of texts, and where it came from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pandas as pd

from psychoseg.responses.readers.cells import Cells


@dataclass(frozen=True, eq=False)
class RawTable:
    """A response file before anything is made of its answers.

    Parameters
    ----------
    name : str
        What the file is called in messages.
    platform : str
        The reader's name.
    evidence : tuple of str
        Why that reader was chosen.
    cells : DataFrame of text
        One row a respondent, indexed by the line of the file; one column a question. Blank cells
        are empty texts, never NaN.
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


@dataclass(frozen=True, slots=True)
class Reader:
    """A format: how to recognise it and how to read it.

    ``recognise`` gives the signals found, ``signals`` how many are needed to be believed.
    """

    name: str
    signals: int
    recognise: Callable[[Cells], tuple[str, ...]]
    read: Callable[[Cells, tuple[str, ...]], RawTable]
    notes: str = field(default="")
