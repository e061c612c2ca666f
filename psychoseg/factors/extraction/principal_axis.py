"""Iterated principal axes: to convergence, or stopped early as SPSS and psych stop."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from psychoseg.factors.extraction.minres import specific

Array = npt.NDArray[np.float64]

MOST_ROUNDS = 20_000


@dataclass(frozen=True, slots=True)
class Stopping:
    """When to stop iterating.

    Parameters
    ----------
    close : float
        Stop when the change is below this.
    change : {"each", "sum"}
        The largest change of one communality, or of their sum.
    most : int
        Rounds.
    """

    close: float
    change: str = "each"
    most: int = MOST_ROUNDS


CONVERGED = Stopping(1e-10)
SPSS = Stopping(1e-3)
"""IBM SPSS Statistics Algorithms, FACTOR: stops when no communality changes by .001."""
PSYCH = Stopping(1e-3, "sum", 50)
"""psych's ``fa(fm = "pa")``: stops when the sum of communalities changes by less than .001."""


def principal_axis(R: Array, factors: int, stopping: Stopping = CONVERGED) -> tuple[Array, int, bool]:
    """Loadings from squared multiple correlations onwards, communalities put back each round.

    Parameters
    ----------
    R : ndarray, items × items
    factors : int
    stopping : Stopping

    Returns
    -------
    loadings : ndarray, items × factors
        Not bounded: a communality above 1 is a Heywood case and comes back as it is.
    rounds : int
    converged : bool

    Notes
    -----
    Converged, it is the minres solution wherever that is proper; stopped at .001 as SPSS does, loadings may
    differ from it by .05 and more.

    Examples
    --------
    >>> R = np.full((4, 4), 0.49) + 0.51 * np.eye(4)
    >>> loadings, rounds, converged = principal_axis(R, 1)
    >>> np.abs(loadings[:, 0]).round(6).tolist(), converged
    ([0.7, 0.7, 0.7, 0.7], True)
    """
    communality = 1 - specific(R)
    reduced = R.copy()
    loadings = np.zeros((len(R), factors))
    for done in range(1, stopping.most + 1):
        np.fill_diagonal(reduced, communality)
        values, vectors = np.linalg.eigh(reduced)
        loadings = vectors[:, ::-1][:, :factors] * np.sqrt(np.maximum(values[::-1][:factors], 0.0))
        found = (loadings**2).sum(axis=1)
        change = (
            float(np.abs(found - communality).max())
            if stopping.change == "each"
            else abs(float(found.sum() - communality.sum()))
        )
        communality = found
        if change < stopping.close:
            return loadings, done, True
    return loadings, stopping.most, False
