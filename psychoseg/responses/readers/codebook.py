"""What a file says of its own columns: wording, options, kinds, and which values are no answers."""

from __future__ import annotations

from dataclasses import dataclass, field

KINDS = ("single", "multiple", "ranking", "numeric", "open", "date", "meta", "personal")
"""What a column holds.

``single`` one of several options · ``multiple`` several options, as one column an option or as one
delimited list · ``ranking`` the rank of one option · ``numeric`` a number · ``open`` a text ·
``date`` a day or a time · ``meta`` the platform's own record of the interview (paradata) ·
``personal`` the platform's own record of the person.
"""

ROLES = (
    "respondent", "started", "ended", "duration", "status", "progress", "preview", "language", "channel",
    "page time", "order", "device", "weight", "score", "event", "link", "other",
)  # fmt: skip
"""What a ``meta`` or ``personal`` column records."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One option a column's answers come from.

    Parameters
    ----------
    code : str
        What stands in a cell where codes were exported; empty where the file has no codes.
    label : str
        The wording; empty where the file has none.
    missing : str
        Empty for an answer; for a value that is none, the file's own kind of missing (``user-missing``,
        ``.a``, ``seen, unanswered``, ``not shown`` …).
    """

    code: str
    label: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """Which cells of a column are no answers, as the file itself declares it.

    Blank cells are never listed: a blank is no answer in every format. Nothing is ever added by
    guessing; a ``-99`` that no file declares is not here.

    Parameters
    ----------
    codes : tuple of str
        Single values, written as they stand in the cells.
    ranges : tuple of (float, float)
        Ranges of numbers, both ends included; infinite where open.
    seen_unanswered : str
        The value that stands for "was shown and left out"; empty where the file has none.
    not_shown : str
        The value that stands for "was not shown"; empty where the file has none.
    """

    codes: tuple[str, ...] = ()
    ranges: tuple[tuple[float, float], ...] = ()
    seen_unanswered: str = ""
    not_shown: str = ""

    def __bool__(self) -> bool:
        """Whether any value is declared."""
        return bool(self.codes or self.ranges or self.seen_unanswered or self.not_shown)

    def holds(self, cell: str) -> bool:
        """Whether a cell's text is declared to be no answer.

        Examples
        --------
        >>> Missing(codes=("99",), ranges=((-9.0, -1.0),)).holds("-3")
        True
        >>> Missing(codes=("99",)).holds("9")
        False
        """
        text = cell.strip()
        if not text:
            return False
        if text in self.codes or text in {self.seen_unanswered, self.not_shown}:
            return True
        try:
            number = float(text)
        except ValueError:
            return False
        return any(low <= number <= high for low, high in self.ranges) or any(
            _same(number, code) for code in (*self.codes, self.seen_unanswered, self.not_shown)
        )


def _same(number: float, code: str) -> bool:
    try:
        return float(code) == number
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a response file.

    Parameters
    ----------
    id : str
        Its name in :attr:`RawTable.cells`, :attr:`RawTable.paradata` or :attr:`RawTable.personal`;
        unique in the file, and the header itself wherever headers are unique.
    source : str
        The header as it stands in the file.
    position : int
        Its place in the file, 1 the first; 0 where the format has no order of columns.
    import_id : str
        The platform's lasting id of the question (``QID3_1``, ``981966X1X9``); empty where it has none.
    text : str
        What respondents saw: the question, or the statement of one row of a matrix, or the option a
        column of a multi-select stands for.
    kind : str
        One of :data:`KINDS`.
    group : str
        The question that several columns belong to: the rows of a matrix, the options of a
        multi-select, the text beside an option; empty for a question of one column.
    stem : str
        The wording of that question; empty where there is no group.
    option : str
        For one column of a ``multiple`` or ``ranking`` question and for the text written in beside an
        option: the code of that option (its label where the file has no codes).
    options : tuple of Choice
        All options of the question, in the file's order; empty where the file does not list them.
    chosen : tuple of str
        For one column an option: the cells that mean it was chosen; empty where any text means so.
    separator : str
        For a ``multiple`` question in one column: what stands between its options (``"; "``, ``" "``).
    missing : Missing
        The values that are declared to be no answers.
    unit : str
        What a number counts.
    personal : str
        The kind of personal data the column holds, by name or by content: ``name``, ``email``,
        ``phone``, ``address``, ``birth date``, ``ip``, ``place``, ``device``, ``id``, ``account``;
        empty where nothing was found.
    role : str
        For ``meta`` and ``personal`` columns one of :data:`ROLES`; ``weight`` also stands on a column of
        answers that the file says are weights; else empty.
    """

    id: str
    source: str
    position: int = 0
    import_id: str = ""
    text: str = ""
    kind: str = "open"
    group: str = ""
    stem: str = ""
    option: str = ""
    options: tuple[Choice, ...] = ()
    chosen: tuple[str, ...] = ()
    separator: str = ""
    missing: Missing = field(default_factory=Missing)
    unit: str = ""
    personal: str = ""
    role: str = ""

    def label_of(self, code: str) -> str:
        """The wording of a code; empty where the codebook has none."""
        return next((choice.label for choice in self.options if choice.code == code), "")
