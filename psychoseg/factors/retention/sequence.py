"""Solutions of 0, 1, 2 … factors and their fit: BIC, RMSEA, the chi-square sequence, and the hull method."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from psychoseg.factors.extraction import extracted
from psychoseg.factors.extraction.fit import FitIndices, fit_indices

Array = npt.NDArray[np.float64]

CLOSE_FIT = 0.05
MEASURES = ("CAF", "CFI", "RMSEA")


@dataclass(frozen=True, eq=False)
class Step:
    """One number of factors and its fit; ``caf`` is one less the adequacy (KMO) of what it leaves."""

    factors: int
    fit: FitIndices
    caf: float


def steps(R: Array, n: float, most: int, method: str = "minres") -> tuple[Step, ...]:
    """Unrotated solutions of 0 to ``most`` factors, as long as degrees of freedom last."""
    p = len(R)
    found = []
    for factors in range(most + 1):
        if ((p - factors) ** 2 - p - factors) // 2 < 1:
            break
        A = extracted(R, factors, method).loadings if factors else np.zeros((p, 0))
        found.append(Step(factors, fit_indices(R, A, n), common_part_accounted_for(R, A)))
    return tuple(found)


def common_part_accounted_for(R: Array, loadings: Array) -> float:
    """CAF: 1 less the KMO of the residuals. Lorenzo-Seva, U. et al. (2011), *MBR* 46, 340-364; NaN where undefined."""
    rest = R - loadings @ loadings.T
    np.fill_diagonal(rest, 1.0)
    if np.linalg.eigvalsh(rest)[0] <= 1e-10:
        return float("nan")
    inverse = np.linalg.inv(rest)
    scale = np.sqrt(np.diag(inverse))
    partial = inverse / np.outer(scale, scale)
    above = np.triu_indices(len(R), 1)
    shared, unique = float((rest[above] ** 2).sum()), float((partial[above] ** 2).sum())
    return 1 - shared / (shared + unique)


def least_bic(found: tuple[Step, ...]) -> int | None:
    """The number of factors with the smallest BIC."""
    known = [(step.fit.bic, step.factors) for step in found if step.fit.bic is not None]
    return min(known)[1] if known else None


def first_close(found: tuple[Step, ...]) -> int | None:
    """The first number of factors whose RMSEA's lower end is below .05 (Preacher et al. 2013); None where none is."""
    for step in found:
        if step.fit.rmsea is not None and step.fit.rmsea.low < CLOSE_FIT:
            return step.factors
    return None


def first_not_rejected(found: tuple[Step, ...], level: float = 0.05) -> int | None:
    """The first number of factors that chi-square does not reject; it rejects all of large samples."""
    for step in found:
        if step.fit.p_value is not None and step.fit.p_value > level:
            return step.factors
    return None


def hull(found: tuple[Step, ...], measure: str = "CFI") -> tuple[int | None, tuple[int, ...]]:
    """The elbow of fit against degrees of freedom.

    Parameters
    ----------
    found : tuple of Step
    measure : {"CAF", "CFI", "RMSEA"}
        RMSEA counts as 1 less itself.

    Returns
    -------
    number : int or None
        None where fewer than three solutions are on the hull.
    on_hull : tuple of int
        Numbers of factors on the hull's upper boundary.

    Notes
    -----
    Lorenzo-Seva, U., Timmerman, M. E. & Kiers, H. A. L. (2011), *Multivariate Behavioral Research* 46, 340-364.
    """
    points = [(step.factors, float(step.fit.df), _height(step, measure)) for step in found]
    kept: list[tuple[int, float, float]] = []
    for point in points:
        if np.isfinite(point[2]) and (not kept or point[2] > kept[-1][2]):
            kept.append(point)
    again = True
    while again and len(kept) > 2:
        again = False
        for at in range(1, len(kept) - 1):
            (_, x0, y0), (_, x1, y1), (_, x2, y2) = kept[at - 1], kept[at], kept[at + 1]
            if y1 <= y0 + (y2 - y0) * (x1 - x0) / (x2 - x0):
                del kept[at]
                again = True
                break
    numbers = tuple(point[0] for point in kept)
    if len(kept) < 3:
        return None, numbers
    ratios = [
        ((kept[i][2] - kept[i - 1][2]) / (kept[i - 1][1] - kept[i][1]))
        / ((kept[i + 1][2] - kept[i][2]) / (kept[i][1] - kept[i + 1][1]))
        for i in range(1, len(kept) - 1)
    ]
    return numbers[int(np.argmax(ratios)) + 1], numbers


def _height(step: Step, measure: str) -> float:
    if measure == "CAF":
        return step.caf
    if measure == "CFI":
        return float("nan") if step.fit.cfi is None else step.fit.cfi
    return float("nan") if step.fit.rmsea is None else 1 - step.fit.rmsea.value
