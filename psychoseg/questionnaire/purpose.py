"""What a questionnaire is for and what it promises: constructs, consent, quotas and earlier versions."""

from __future__ import annotations

from psychoseg.questionnaire.answers import Translations
from psychoseg.values import dataclass

BASES = (
    "demographic",
    "geographic",
    "psychographic",
    "behavioural",
    "technographic",
    "firmographic",
    "needs",
)
"""What a construct divides people by."""


@dataclass(frozen=True, slots=True)
class Construct:
    """Something the items measure together; ``high`` and ``low`` are adjectives for its two poles."""

    id: str
    name: str
    basis: str
    high: str
    low: str
    translations: Translations = ()
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Consent:
    """What respondents were told before the first question; empty texts were not said.

    Parameters
    ----------
    text : str
        The whole as it was shown.
    contact, retention : str
        Whom to ask, and how long answers are kept.
    purpose : str
        What the answers are used for.
    voluntary : str
        That nobody has to take part or to answer everything.
    parental : str
        How a parent's consent is had where minors take part.
    """

    text: str = ""
    contact: str = ""
    retention: str = ""
    purpose: str = ""
    voluntary: str = ""
    parental: str = ""
    translations: Translations = ()
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """One group a quota counts, and how much of it is wanted: a share (0 to 1) or a number of people."""

    code: str
    share: float | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Quota:
    """How the answers to one item should be spread over its codes, or over bands of its numbers."""

    item: str
    cells: tuple[Cell, ...]
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Version:
    """One entry of a questionnaire's history; ``date`` is written as in 2026-03-01 or empty."""

    version: str
    date: str = ""
    wave: str = ""
    changes: str = ""
    line: int = 0
    column: int = 0
