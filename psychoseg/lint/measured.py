"""How often each rule was right when the linter was run over labelled questions."""

from __future__ import annotations

import os

from psychoseg.values import dataclass

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from typing import Any

PATH = os.path.join(os.path.dirname(__file__), "measured.json")  # noqa: PTH118, PTH120  (pathlib is slow to load)
"""Written by the benchmark; absent until it has run."""


@dataclass(frozen=True)
class Measured:
    """A rule's precision on a corpus.

    Parameters
    ----------
    flags, right : int
        How many questions it flagged, and how many of those carried the label it is for.
    precision, low, high : float
        ``right / flags`` and the ends of its 95 % interval, from 0 to 1.
    corpus, date : str
        Which questions, and when they were run.
    questions : int
        How many there were.
    """

    flags: int
    right: int
    precision: float
    low: float
    high: float
    corpus: str
    date: str
    questions: int

    def __str__(self) -> str:
        return (
            f"right in {self.right} of {self.flags} flags, precision {self.precision:.2f} "
            f"({self.low:.2f} to {self.high:.2f}); {self.corpus}, {self.date}"
        )


def measured(code: str) -> Measured | None:
    """The measured precision of a rule; None where it was never measured or never flagged anything."""
    table = _table()
    row = table.get("rules", {}).get(code)
    if not row or not row["flags"]:
        return None
    return Measured(
        flags=row["flags"],
        right=row["right"],
        precision=row["precision"],
        low=row["low"],
        high=row["high"],
        corpus=table["corpus"],
        date=table["date"],
        questions=table["questions"],
    )


def _table() -> dict[str, Any]:
    import json

    if not os.path.exists(PATH):  # noqa: PTH110
        return {}
    with open(PATH, encoding="utf-8") as file:  # noqa: PTH123
        table: dict[str, Any] = json.load(file)
    return table
