"""p-values of many tests read together: how many would be small by chance is allowed for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

# statsmodels' multipletests collects garbage on every call, which takes longer than all else here


def holm(p_values: Sequence[float]) -> list[float]:
    """Holm's adjusted p-values of one family of tests, in the order given.

    They hold the chance of a single false finding in the family. Holm, S. (1979), *Scandinavian Journal of
    Statistics* 6, 65-70.

    Examples
    --------
    >>> holm([0.01, 0.04])
    [0.02, 0.04]
    """
    plain, order = _ordered(p_values)
    steps = np.maximum.accumulate(plain[order] * np.arange(len(plain), 0, -1))
    return _placed(steps, order)


def bonferroni(p_values: Sequence[float]) -> list[float]:
    """Bonferroni's adjusted p-values: each times the number of tests.

    Examples
    --------
    >>> bonferroni([0.01, 0.04])
    [0.02, 0.08]
    """
    return [min(float(value) * len(p_values), 1.0) for value in p_values]


def benjamini_hochberg(p_values: Sequence[float]) -> list[float]:
    """Benjamini and Hochberg's adjusted p-values: they hold the share of findings that are false.

    Benjamini, Y. & Hochberg, Y. (1995), *JRSS B* 57, 289-300.

    Examples
    --------
    >>> benjamini_hochberg([0.01, 0.04, 0.03])
    [0.03, 0.04, 0.04]
    """
    plain, order = _ordered(p_values)
    n = len(plain)
    steps = np.minimum.accumulate((plain[order] * n / np.arange(1, n + 1))[::-1])[::-1]
    return _placed(steps, order)


CORRECTIONS: dict[str, Callable[[Sequence[float]], list[float]]] = {
    "Holm": holm,
    "Bonferroni": bonferroni,
    "Benjamini-Hochberg": benjamini_hochberg,
}
"""Every correction by its name in print."""


def _ordered(p_values: Sequence[float]) -> tuple[Array, npt.NDArray[np.int64]]:
    plain = np.asarray(p_values, dtype=float)
    return plain, np.asarray(np.argsort(plain, kind="stable"), dtype=np.int64)


def _placed(steps: Array, order: npt.NDArray[np.int64]) -> list[float]:
    adjusted = np.empty_like(steps)
    adjusted[order] = np.minimum(steps, 1.0)
    return [float(value) for value in adjusted]
