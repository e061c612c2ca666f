"""What lint has to say about one place of a questionnaire, and how much it matters."""

from __future__ import annotations

from enum import IntEnum

from psychoseg.lint.fix import Fix
from psychoseg.values import dataclass


class Severity(IntEnum):
    """How much a finding matters, least first.

    Examples
    --------
    >>> Severity.ERROR > Severity.WARNING
    True
    >>> Severity.WARNING.label
    'warning'
    """

    OFF = 0
    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The word used in files, options and messages."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, where it is and what to do about it.

    Parameters
    ----------
    code, name : str
        The rule's code (``QC201``) and name (``double-barrelled``).
    severity : Severity
    message : str
        What was noticed, in one sentence.
    file : str
        As the questionnaire names its source.
    line, column : int
        From 1.
    item : str
        Id of the item; empty for a finding about a section, a construct or the whole file.
    text : str
        The wording the span counts in; empty where there is none.
    start, end : int
        The span in ``text``, end excluded; equal where no words are pointed at.
    suggestion : str
        What to write or do instead; may be empty.
    fix : Fix, optional
        A change that is safe to make without asking.
    """

    code: str
    name: str
    severity: Severity
    message: str
    file: str
    line: int
    column: int
    item: str = ""
    text: str = ""
    start: int = 0
    end: int = 0
    suggestion: str = ""
    fix: Fix | None = None

    @property
    def span(self) -> str:
        """The words pointed at; empty where there are none."""
        return self.text[self.start : self.end]

    @property
    def order(self) -> tuple[int, int, int, str]:
        """Sorts findings of one file as a reader meets them."""
        return (self.line, self.column, self.start, self.code)

    def to_dict(self) -> dict[str, str | int | bool | None]:
        """The finding as plain values, for JSON; words that are not there are ``None``."""
        return {
            "code": self.code,
            "name": self.name,
            "severity": self.severity.label,
            "message": self.message,
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "item": self.item or None,
            "span": self.span or None,
            "suggestion": self.suggestion or None,
            "fixable": self.fix is not None,
        }
