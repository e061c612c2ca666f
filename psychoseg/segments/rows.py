"""People who are alike as one row with their weights summed: the same whatever their order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from psychoseg.errors import PlanError

Array = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False, slots=True)
class Rows:
    """Distinct rows in sorted order.

    Parameters
    ----------
    values : array, rows × columns
    weights : array, rows
        Summed over the people of a row; above 0.
    place : array, people
        The row of each person; -1 for people of weight zero, who take no part.
    """

    values: Array
    weights: Array
    place: Labels

    @classmethod
    def of(cls, X: Array, weights: Array | None = None) -> Self:
        """The distinct rows of ``X``, people × columns, which may hold NaN.

        Raises
        ------
        PlanError
            Where weights are negative, not finite, all zero, or not one a person.

        Examples
        --------
        >>> rows = Rows.of(np.array([[2.0], [1.0], [2.0]]), np.array([1.0, 1.0, 3.0]))
        >>> rows.values.ravel().tolist(), rows.weights.tolist(), rows.place.tolist()
        ([1.0, 2.0], [1.0, 4.0], [1, 0, 1])
        """
        given = np.ones(len(X)) if weights is None else np.asarray(weights, dtype=float)
        if given.shape != (len(X),):
            raise PlanError(f"There are {given.size} weights for {len(X)} people.")
        if not np.isfinite(given).all() or given.min() < 0:
            raise PlanError("Weights must be finite and not negative.")
        if given.max() == 0:
            raise PlanError("All people have a weight of zero: there is nobody to form segments from.")
        taken = np.flatnonzero(given > 0)
        place = np.full(len(X), -1, dtype=np.int64)
        X, given = np.asarray(X, dtype=float)[taken], given[taken]
        keyed = np.where(np.isnan(X), np.inf, X) + 0.0  # one kind of zero
        order = np.lexsort((given, *keyed.T[::-1]))
        keyed = keyed[order]
        new = np.ones(len(order), dtype=bool)
        new[1:] = (keyed[1:] != keyed[:-1]).any(axis=1)
        place[taken[order]] = np.cumsum(new) - 1
        starts = np.flatnonzero(new)
        return cls(X[order][starts] + 0.0, np.add.reduceat(given[order], starts), place)
