"""Newton's method within bounds, for functions of a few dozen uniquenesses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Function = Callable[[Array], tuple[float, Array, Callable[[], Array]]]
"""Gives the value, the gradient, and the Hessian when asked for it."""

SHORTEST = 2.0**-30


@dataclass(frozen=True, eq=False)
class Minimum:
    """Where the search ended, and whether it may be believed.

    Parameters
    ----------
    at : ndarray
    value : float
    gradient : float
        Largest absolute entry of the gradient over what is free to move.
    rounds : int
    converged : bool
    """

    at: Array
    value: float
    gradient: float
    rounds: int
    converged: bool


def minimise(
    function: Function, start: Array, lower: Array, upper: Array, *, close: float = 1e-10, most: int = 200
) -> Minimum:
    """A local minimum between bounds, by Newton steps on the coordinates that are free.

    A coordinate on a bound that its gradient pushes against is held there. Where the Hessian is not
    positive definite its eigenvalues are taken in absolute value, so every step goes downhill.

    Parameters
    ----------
    function : callable
    start, lower, upper : ndarray, coordinates
    close : float
        Converged when no free coordinate's gradient is larger than this.
    most : int
        Rounds.

    Examples
    --------
    >>> def bowl(x):
    ...     return float((x - 2) @ (x - 2)), 2 * (x - 2), lambda: 2 * np.eye(len(x))
    >>> found = minimise(bowl, np.zeros(2), np.zeros(2), np.array([1.0, 5.0]))
    >>> found.at.round(9).tolist(), found.converged
    ([1.0, 2.0], True)
    """
    at = np.clip(start, lower, upper)
    value, gradient, hessian = function(at)
    for done in range(most + 1):
        free = ~(((at <= lower) & (gradient > 0)) | ((at >= upper) & (gradient < 0)))
        steepest = float(np.abs(gradient[free]).max()) if free.any() else 0.0
        if steepest <= close or done == most:
            break
        step = np.zeros_like(at)
        step[free] = _downhill(hessian()[np.ix_(free, free)], gradient[free])
        length = 1.0
        while length > SHORTEST:
            tried = np.clip(at + length * step, lower, upper)
            found, slope, bend = function(tried)
            if found < value or (found <= value + 1e-15 * abs(value) and length == 1.0):
                break
            length /= 2
        else:
            break
        moved = float(np.abs(tried - at).max())
        at, value, gradient, hessian = tried, found, slope, bend
        if moved == 0.0:
            break
    # where rounding of the function stops progress, a gradient this small is still a minimum
    return Minimum(at, value, steepest, done, steepest <= max(close, 1e-6))


def _downhill(hessian: Array, gradient: Array) -> Array:
    try:
        root = np.linalg.cholesky(hessian)
    except np.linalg.LinAlgError:
        values, vectors = np.linalg.eigh(hessian)
        stiff = np.maximum(np.abs(values), 1e-8 * max(float(np.abs(values).max()), 1e-300))
        return np.asarray(-vectors @ ((vectors.T @ gradient) / stiff), dtype=float)
    return np.asarray(-np.linalg.solve(root.T, np.linalg.solve(root, gradient)), dtype=float)
