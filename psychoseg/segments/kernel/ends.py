"""Where k-means ended, for many problems over the same rows."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt


class Ends(NamedTuple):
    """The last state of each problem.

    Parameters
    ----------
    centres : array, problems × clusters × columns
    labels : array, problems × rows
    inertia : array, problems
        Weighted sum of squared distances.
    away : array, problems × rows
        Squared distance of each row to its centre.
    """

    centres: npt.NDArray[np.float64]
    labels: npt.NDArray[np.int32]
    inertia: npt.NDArray[np.float64]
    away: npt.NDArray[np.float64]

    def best_of(self, starts: int) -> Ends:
        """The best of each ``starts`` problems in a row."""
        groups = len(self.inertia) // starts
        best = self.inertia.reshape(groups, starts).argmin(axis=1) + starts * np.arange(groups)
        return Ends(*(part[best] for part in self))

    def improved(self, by: Ends) -> Ends:
        """Each problem's better state of the two."""
        better = by.inertia < self.inertia * (1 - 1e-12)
        return Ends(
            np.where(better[:, None, None], by.centres, self.centres),
            np.where(better[:, None], by.labels, self.labels),
            np.where(better, by.inertia, self.inertia),
            np.where(better[:, None], by.away, self.away),
        )
