"""Weights that came with the answers, in a column of the export."""

from __future__ import annotations

import pandas as pd

from psychoseg.errors import Fault, ResponsesError, shorten
from psychoseg.responses.coding.coded import at_lines


def read_weights(cells: pd.Series, name: str) -> pd.Series:
    """The numbers in a column of weights, with mean 1.

    Parameters
    ----------
    cells : Series of text, lines
        As they stand in the file, of the people who are analysed.
    name : str
        What to call the file in messages.

    Returns
    -------
    Series, lines
        Above 0, with mean 1; any unit may stand in the file.

    Raises
    ------
    ResponsesError
        With every cell that is blank, no number, or not above 0.

    Examples
    --------
    >>> read_weights(pd.Series(["2", "6.0"], name="w"), "may.csv").tolist()
    [0.5, 1.5]
    """
    numbers = pd.to_numeric(cells.str.strip(), errors="coerce").astype(float)
    usable = (numbers > 0) & (numbers < float("inf"))
    faults = [
        Fault(
            f"{name}, column {cells.name}",
            f"{shorten(text)} is no weight ({at_lines([int(line) for line in lines])})",
            "weights are numbers above 0, with a decimal point",
        )
        for text, lines in cells[~usable].groupby(cells[~usable]).groups.items()
    ]
    if faults:
        raise ResponsesError("The sample cannot be weighted:", faults)
    return numbers / numbers.mean()
