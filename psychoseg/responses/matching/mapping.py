"""Which column of a file holds which answers: a value a person can review and the next wave can use."""

from __future__ import annotations

import collections.abc
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Match:
    """One column of the questionnaire and the column of the file that holds it.

    Parameters
    ----------
    column : str
        The questionnaire's: an item's id, or that of one option or step.
    source : str
        The file's, as in :attr:`RawTable.cells`.
    how : {"mapping", "id", "import id", "codebook", "text", "near text", "option"}
        By what it was found.
    score : float
        0 to 1: how alike the wordings are; 1 for all that is exact.
    import_id : str
        The platform's lasting id of the column.
    """

    column: str
    source: str
    how: str = "mapping"
    score: float = 1.0
    import_id: str = ""


@dataclass(frozen=True, slots=True)
class Mapping:
    """All of one file.

    Parameters
    ----------
    matches : tuple of Match
    ignored : tuple of str
        Columns of the file that a person left aside.
    personal : tuple of (str, str)
        Columns left out because they hold personal data, with its kind.
    missing : dict of str to str
        Values that stand for no answer in every item, with their states.
    missing_in : dict of str to dict
        The same by item.
    codes : dict of str to dict
        By item the file's codes and the questionnaire's codes they stand for.
    inherited : str
        The earlier wave it comes from: its columns may be absent then; empty for a wave's own.
    notes : tuple of str
        What is odd about columns that were found.
    """

    matches: tuple[Match, ...] = ()
    ignored: tuple[str, ...] = ()
    personal: tuple[tuple[str, str], ...] = ()
    missing: dict[str, str] = field(default_factory=dict)
    missing_in: dict[str, dict[str, str]] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    inherited: str = ""
    notes: tuple[str, ...] = ()

    @property
    def columns(self) -> dict[str, str]:
        """The file's column for each of the questionnaire's."""
        return {match.column: match.source for match in self.matches}

    def missing_of(self, item: str) -> collections.abc.Mapping[str, str]:
        """Values that stand for no answer in one item."""
        return {**self.missing, **self.missing_in.get(item, {})}

    def described(self) -> list[str]:
        """What was found otherwise than by the very id, in words."""
        counts: dict[str, list[str]] = {}
        for match in self.matches:
            if match.how != "id" and match.column.casefold() != match.source.casefold():
                score = f" ({match.score:.2f})" if match.score < 1 else ""
                counts.setdefault(match.how, []).append(f"{match.column} from {match.source}{score}")
        return [
            f"{len(found)} columns matched by {how}: " + "; ".join(found[:8]) + (f" and {len(found) - 8} more" if len(found) > 8 else "")
            for how, found in counts.items()
        ]  # fmt: skip
