"""How several columns hold one question: told from what stands in them."""

from __future__ import annotations

from collections.abc import Sequence

from psychoseg.responses.readers.cells import Cells
from psychoseg.responses.readers.kinds import SAMPLE

_MOST = 60


def filled_values(cells: Cells, at: int) -> set[str]:
    """The different answers in a column, blanks left out."""
    return {value.strip() for value in cells.values(at)} - {""}


def is_chosen_or_blank(cells: Cells, columns: Sequence[int], labels: Sequence[str] = ()) -> bool:
    """Whether every column holds at most one value, its option's label or 1: a multi-select, one column an option.

    One column whose answers are something else is enough to say no; so is a question nobody answered.
    """
    some = 0
    for place, at in enumerate(columns):
        values = filled_values(cells, at)
        label = labels[place].casefold() if place < len(labels) else ""
        if any(value != "1" and value.casefold() != label for value in values):
            return False
        some += bool(values)
    return some > 0


def is_ranked(cells: Cells, columns: Sequence[int]) -> bool:
    """Whether the columns hold ranks: in nearly every full row the numbers 1 to n, each once."""
    width = len(columns)
    if not 3 <= width <= _MOST:
        return False
    wanted = {str(rank) for rank in range(1, width + 1)}
    rows = list(zip(*(cells.texts(at, SAMPLE) for at in columns), strict=True))
    full = [row for row in rows if all(cell.strip() for cell in row)]
    some = [row for row in rows if any(cell.strip() for cell in row)]
    if len(full) < 3 or len(full) < 0.5 * len(some):
        return False
    return sum({cell.strip() for cell in row} == wanted for row in full) >= 0.9 * len(full)


def holds_code_lists(cells: Cells, at: int) -> bool:
    r"""Whether a column holds codes with commas between: ``1,3,4``.

    Examples
    --------
    >>> from psychoseg.responses.readers.delimited import read_delimited
    >>> holds_code_lists(read_delimited(b'q\n"1,3"\n2\n', "x.csv"), 0)
    True
    """
    values = filled_values(cells, at)
    lists = [value for value in values if "," in value]
    return bool(lists) and all(
        part.strip().lstrip("-").isdecimal() and len(part.strip()) <= 4
        for value in values
        for part in value.split(",")
    )
