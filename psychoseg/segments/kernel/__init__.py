"""The arithmetic that forming segments spends its time in: compiled where possible, in NumPy elsewhere, equal to the bit."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from psychoseg.segments.kernel import compiled, plain
from psychoseg.segments.kernel.ends import Ends
from psychoseg.stats.compiled import load

Array = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int32]

STEPS = 100
LIBRARY = load(compiled.LIBRARY)


def lloyd(values: Array, weights: Array, centres: Array, steps: int = STEPS, tolerance: float = 0.0) -> Ends:
    """Lloyd's algorithm on many weighted problems over the same rows.

    Parameters
    ----------
    values : array, rows × columns
    weights : array, problems × rows, or 1 × rows
        Rows of weight zero take no part, and are labelled all the same.
    centres : array, problems × clusters × columns
        Where each problem starts.
    steps : int
        Steps after which a problem ends though rows still move.
    tolerance : float
        A problem ends too where the squared moves of its centres sum to this or less.

    Returns
    -------
    Ends
        A cluster that loses all its people takes the one who is farthest from their centre.

    Notes
    -----
    Lloyd, S. P. (1982), *IEEE Transactions on Information Theory* 28, 129-137.

    Examples
    --------
    >>> rows = np.array([[0.0], [1.0], [9.0], [10.0]])
    >>> ends = lloyd(rows, np.ones((1, 4)), np.array([[[0.0], [1.0]]]))
    >>> ends.centres.ravel().tolist(), ends.labels.ravel().tolist(), ends.inertia.tolist()
    ([0.5, 9.5], [0, 0, 1, 1], [1.0])
    """
    if LIBRARY is not None:
        return compiled.lloyd(LIBRARY, values, weights, centres, steps, tolerance)
    return plain.lloyd(values, weights, centres, steps, tolerance)
