"""Where many k-means begin: people far apart, drawn for all problems at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from psychoseg.segments.kernel.ends import Ends

Array = npt.NDArray[np.float64]


def plus_plus(values: Array, weights: Array, clusters: int, rng: np.random.Generator) -> Array:
    """First centres by k-means++: each a person, drawn by weight and squared distance to those before.

    Parameters
    ----------
    values : array, rows × columns
    weights : array, problems × rows
    clusters : int
        The first few centres of a problem are a start for fewer clusters.
    rng : Generator

    Returns
    -------
    array, problems × clusters × columns

    Notes
    -----
    Arthur, D. & Vassilvitskii, S. (2007), *SODA*, 1027-1035.
    """
    problems, columns = len(weights), values.shape[1]
    centres = np.empty((problems, clusters, columns))
    chances = rng.random((clusters, problems))
    nearest = np.full(weights.shape, np.inf)
    for at in range(clusters):
        centres[:, at] = values[drawn(weights if at == 0 else weights * nearest, chances[at])]
        apart = np.zeros(weights.shape)
        for column in range(columns):
            apart += (values[None, :, column] - centres[:, at, column, None]) ** 2
        np.minimum(nearest, apart, out=nearest)
    return centres


def swapped(values: Array, weights: Array, ends: Ends, rng: np.random.Generator) -> Array:
    """The centres with one, at random, put on a person drawn by weight and squared distance to their centre.

    Notes
    -----
    Fränti, P. (2018), *Journal of Big Data* 5:13.
    """
    problems, clusters, _ = ends.centres.shape
    moved, chances = ends.centres.copy(), np.asarray(rng.random(problems))
    moved[np.arange(problems), rng.integers(clusters, size=problems)] = values[
        drawn(weights * ends.away, chances)
    ]
    return moved


def drawn(masses: Array, chances: Array) -> npt.NDArray[np.int64]:
    """One row a problem, drawn by mass; the last with any where rounding asks for more than there is."""
    summed = np.cumsum(masses, axis=1)
    picked = (summed <= (chances * summed[:, -1])[:, None]).sum(axis=1)
    return np.asarray(np.minimum(picked, masses.shape[1] - 1), dtype=np.int64)
