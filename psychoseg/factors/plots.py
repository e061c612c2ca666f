"""Charts of a factor analysis as plain data: the scree with the parallel line, and the map of loadings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from psychoseg.factors.retention import Retention

SALIENT = 0.32


@dataclass(frozen=True, slots=True)
class Scree:
    """Eigenvalues and what chance would give.

    Parameters
    ----------
    number : tuple of int
        1, 2, 3 …
    eigenvalue, chance : tuple of float
    reduced, reduced_chance : tuple of float
        The same of the factor form.
    kept : int
    """

    number: tuple[int, ...]
    eigenvalue: tuple[float, ...]
    chance: tuple[float, ...]
    reduced: tuple[float, ...]
    reduced_chance: tuple[float, ...]
    kept: int


@dataclass(frozen=True, slots=True)
class LoadingCell:
    """One cell of the map of loadings; ``row`` orders items by factor and size."""

    row: int
    item: str
    factor: str
    loading: float
    main: bool
    salient: bool


def scree(retention: Retention) -> Scree:
    """The scree plot as numbers."""
    return Scree(
        tuple(range(1, len(retention.eigenvalues) + 1)),
        retention.eigenvalues,
        retention.random,
        retention.reduced,
        retention.reduced_random,
        retention.chosen,
    )


def loadings_map(pattern: pd.DataFrame) -> tuple[LoadingCell, ...]:
    """Every loading, items sorted by the factor they load most on and then by size.

    Examples
    --------
    >>> pattern = pd.DataFrame({"F1": [0.1, 0.7, 0.8], "F2": [0.6, 0.0, 0.1]}, index=["a", "b", "c"])
    >>> [cell.item for cell in loadings_map(pattern) if cell.main]
    ['c', 'b', 'a']
    """
    loadings = pattern.to_numpy(dtype=float)
    size = np.abs(loadings)
    home, strength = size.argmax(axis=1), size.max(axis=1)
    order = sorted(range(len(pattern)), key=lambda at: (home[at], -strength[at]))
    return tuple(
        LoadingCell(
            row,
            str(pattern.index[at]),
            str(factor),
            float(loadings[at, column]),
            bool(column == home[at]),
            bool(size[at, column] >= SALIENT),
        )
        for row, at in enumerate(order)
        for column, factor in enumerate(pattern.columns)
    )
