"""Answers ready for analysis, with everything that was done to them on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from psychoseg.responses.customers import Known
from psychoseg.responses.held import Held
from psychoseg.responses.matching import Mapping
from psychoseg.responses.opening.source import Reading


@dataclass(frozen=True, slots=True)
class Wave:
    """One round of fieldwork: when, whom, and which columns of its export to leave aside.

    ``postcodes`` are the countries (ISO 3166) whose postal codes are taken out of written answers;
    ``export`` names the file to read where there are several, ``reading`` how to read it where what is found
    by looking is wrong.
    """

    id: str
    fieldwork: str = ""
    source: str = ""
    reading: Reading = field(default_factory=Reading)
    ignore: tuple[str, ...] = ()
    respondent: str = ""
    postcodes: tuple[str, ...] = ()
    export: str = ""


@dataclass(frozen=True, slots=True)
class Weighting:
    """How people were weighted: in words, with Kish's design effect (1 without weights)."""

    words: str = "none"
    deff: float = 1.0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """The file the answers came from and how it was read; see :class:`psychoseg.responses.RawTable`."""

    file: str = ""
    platform: str = ""
    evidence: tuple[str, ...] = ()
    container: str = ""
    encoding: str = ""
    delimiter: str = ""
    timezone: str = ""
    rows_are: str = "line"


def _nobody_more() -> Responses | None:
    return None


@dataclass(frozen=True, eq=False)
class Responses:
    """The answers of one wave.

    Parameters
    ----------
    held : Held
        The tables :attr:`answers`, :attr:`profile`, :attr:`open`, :attr:`texts` and :attr:`states` in few
        bytes; each is made whole when it is asked for, and a single column of it can be had alone.
    weights : Series, respondents
        Mean 1.
    exclusions : DataFrame
        One row for each rule that set a row of the file aside: ``respondent``, ``rule``, ``detail``.
    rows : int
        Rows of people in the file.
    evidence : DataFrame, respondents × indices
        What :data:`psychoseg.responses.carelessness.INDICES` say of everybody who finished, the people
        set aside among them. Evidence only: rules in the study decide.
    changes : tuple of str
        Every recode and repair in words.
    strays : dict of str to tuple of int
        By item, the lines that hold an answer though routing asks nobody like that.
    mapping : Mapping
        Which column of the file each answer came from.
    drift : tuple of str
        Where the file's own codes differ from the questionnaire's.
    source : Source
    masks : dict of str to int
        Pieces of personal data taken out of written answers, by kind.
    with_everyone : callable
        Gives :attr:`everyone`.
    customers : Known
        What is known of the customers among the respondents; never used to form segments.
    """

    wave: Wave
    held: Held
    weights: pd.Series
    exclusions: pd.DataFrame
    rows: int
    weighting: Weighting = field(default_factory=Weighting)
    changes: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    evidence: pd.DataFrame = field(default_factory=pd.DataFrame)
    strays: dict[str, tuple[int, ...]] = field(default_factory=dict)
    mapping: Mapping = field(default_factory=Mapping)
    drift: tuple[str, ...] = ()
    source: Source = field(default_factory=Source)
    masks: dict[str, int] = field(default_factory=dict)
    with_everyone: Callable[[], Responses | None] = _nobody_more
    customers: Known = field(default_factory=Known)

    def __post_init__(self) -> None:
        """Check that every table speaks of the same respondents in the same order."""
        for table in (self.held.profile, self.held.open, self.weights):
            if not table.index.equals(self.index):
                raise ValueError("The tables of a wave must hold the same respondents in the same order.")

    @property
    def index(self) -> pd.Index:
        """The respondents."""
        return self.held.answers.index

    @property
    def answers(self) -> pd.DataFrame:
        """Respondents × attitude items: codes on the item's scale, reverse-keyed items turned round.

        More always means more of the construct; missing answers are NaN.
        """
        return self.held.answers.frame

    @property
    def profile(self) -> pd.DataFrame:
        """Respondents × columns of all other closed items, which are never used to form segments.

        Codes as text for single and likert items, numbers for numeric ones, 0/1 for each option of a
        multiple choice and each price step.
        """
        return self.held.profile.frame

    @property
    def open(self) -> pd.DataFrame:
        """Respondents × open items, as written; None where nothing was written or quoting was not agreed to."""
        return self.held.open.frame

    @property
    def texts(self) -> pd.DataFrame:
        """Respondents × open items: every written answer without personal data, to find themes in.

        Never written anywhere, as names of others cannot be found reliably.
        """
        return self.held.texts.frame

    @property
    def states(self) -> pd.DataFrame:
        """Respondents × items: why each answer is there or missing, of :data:`psychoseg.responses.missing.STATES`."""
        return self.held.states.frame

    @cached_property
    def everyone(self) -> Responses | None:
        """The same with everybody the quality rules set aside; None where they took nobody."""
        return self.with_everyone()

    @property
    def excluded(self) -> int:
        """Rows of the file set aside by any rule."""
        return self.rows - len(self.index)

    @property
    def missing_share(self) -> float:
        """Share of attitude answers that are missing, 0 to 1."""
        return float(self.answers.isna().to_numpy().mean()) if self.answers.size else 0.0
