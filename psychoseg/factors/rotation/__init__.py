"""Turning factors so that each item has few of them: named rotations, from many starts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from psychoseg.errors import PlanError, did_you_mean
from psychoseg.factors.rotation import criteria
from psychoseg.factors.rotation.gradient import Turned, project, random_starts
from psychoseg.factors.rotation.promax import lengths, promax, varimax_rotation

Array = npt.NDArray[np.float64]

STARTS = 20
SEED = 20260101
"""Random starts are part of the method, so they are the same every time."""
NEAR, ARRIVED = 1e-4, 1e-9
SAME = 1e-5
"""Two starts found the same rotation when their criteria differ by less than this."""


@dataclass(frozen=True, eq=False)
class Rotation:
    """Turned loadings and how they were found.

    Parameters
    ----------
    pattern : ndarray, items × factors
    phi : ndarray, factors × factors
    value : float or None
        Of the criterion; None for promax, which has none.
    starts, reached : int
        Starts made, and how many of them ended at the best value.
    converged : bool
    words : str
        Rotation, constants and normalisation by name.
    """

    pattern: Array
    phi: Array
    value: float | None
    starts: int
    reached: int
    converged: bool
    words: str


@dataclass(frozen=True)
class Kind:
    """One rotation: whether factors may correlate, whether items are normalised first, its criterion and words."""

    oblique: bool
    kaiser: bool
    words: str
    criterion: Callable[[int, int], criteria.Criterion] | None = None


KINDS = {
    "oblimin": Kind(
        True, False, "direct oblimin rotation (gamma 0, quartimin)", lambda _p, _k: criteria.oblimin()
    ),
    "geomin": Kind(True, False, "oblique geomin rotation (delta .01)", lambda _p, _k: criteria.geomin()),
    "promax": Kind(True, True, "promax rotation (power 4)"),
    "bifactor": Kind(
        False, False, "orthogonal bifactor rotation (Jennrich and Bentler)", lambda _p, _k: criteria.bifactor
    ),
    "varimax": Kind(False, True, "varimax rotation", lambda _p, _k: criteria.varimax),
    "quartimax": Kind(False, False, "quartimax rotation", lambda _p, _k: criteria.quartimax),
    "equamax": Kind(False, False, "equamax rotation", lambda p, k: criteria.crawford_ferguson(k / (2 * p))),
    "none": Kind(False, False, "not rotated"),
}
OBLIQUE = frozenset(name for name, kind in KINDS.items() if kind.oblique)
PROMAXES = ("SPSS", "R", "psych")


def rotate(
    loadings: Array,
    rotation: str = "oblimin",
    *,
    kaiser: bool | None = None,
    variant: str = "SPSS",
    starts: int = STARTS,
) -> Rotation:
    """Loadings turned to simple structure.

    Parameters
    ----------
    loadings : ndarray, items × factors
        Not rotated.
    rotation : {"oblimin", "geomin", "promax", "bifactor", "varimax", "quartimax", "equamax", "none"}
    kaiser : bool, optional
        Whether items are given length 1 while turning. Left out: yes for varimax and promax, as in SPSS and R,
        and no for the others, as in psych and GPArotation. SPSS normalises for oblimin too.
    variant : {"SPSS", "R", "psych"}
        Which promax.
    starts : int
        Starts of the search, the first unrotated, the others random.

    Raises
    ------
    PlanError
        Where there is no such rotation.

    Examples
    --------
    >>> A = np.array([[0.6, 0.3], [0.7, 0.35], [0.3, -0.6], [0.25, -0.5]])
    >>> found = rotate(A, "varimax")
    >>> np.abs(found.pattern).round(2).tolist()
    [[0.67, 0.0], [0.78, 0.0], [0.0, 0.67], [0.0, 0.56]]
    """
    if rotation not in KINDS:
        raise PlanError(f"There is no rotation {rotation!r}; {did_you_mean(rotation, KINDS)}")
    kind, k = KINDS[rotation], loadings.shape[1]
    if k == 1 or rotation == "none":
        words = "unrotated (one factor)" if k == 1 else kind.words
        return Rotation(loadings, np.eye(k), None, 1, 1, True, words)
    if kind.criterion is None:
        if variant not in PROMAXES:
            raise PlanError(f"There is no promax {variant!r}; {did_you_mean(variant, PROMAXES)}")
        pattern, phi = promax(loadings, variant=variant)
        return Rotation(
            pattern,
            phi,
            None,
            1,
            1,
            True,
            f"{kind.words} as {variant} does it, over a varimax with Kaiser normalisation",
        )
    normal = kind.kaiser if kaiser is None else kaiser
    length = lengths(loadings)[:, None] if normal else np.ones((len(loadings), 1))
    turned, reached = searched(
        loadings / length, kind.criterion(*loadings.shape), oblique=kind.oblique, starts=starts
    )
    words = f"{kind.words}, {'with' if normal else 'without'} Kaiser normalisation"
    return Rotation(
        pattern=turned.loadings[0] * length,
        phi=turned.correlations[0] if kind.oblique else np.eye(k),
        value=float(turned.value[0]),
        starts=starts,
        reached=reached,
        converged=bool(turned.slope[0] < 1e-5),
        words=words,
    )


def searched(
    loadings: Array, criterion: criteria.Criterion, *, oblique: bool, starts: int
) -> tuple[Turned, int]:
    """The best of many starts, taken on to convergence, and how many reached it."""
    first = random_starts(starts, loadings.shape[1], np.random.default_rng(SEED))
    rough = project(loadings, first, criterion, oblique=oblique, close=NEAR, most=1000)
    best = int(np.argmin(rough.value))
    # the first start wins ties, so that the choice does not hang on rounding
    if rough.value[0] < rough.value[best] + 1e-9:
        best = 0
    fine = project(loadings, rough.transformation[[best]], criterion, oblique=oblique, close=ARRIVED)
    reached = int((rough.value < float(fine.value[0]) + SAME).sum())
    return fine, max(reached, 1)


def procrustes(loadings: Array, wanted: Array, *, oblique: bool = False) -> tuple[Array, Array]:
    """Loadings turned as near as possible to a target.

    Parameters
    ----------
    loadings, wanted : ndarray, items × factors
        NaN in the target leaves a loading free.
    oblique : bool
        Whether factors may correlate.

    Returns
    -------
    pattern : ndarray, items × factors
    phi : ndarray, factors × factors

    Notes
    -----
    Schönemann, P. H. (1966), *Psychometrika* 31, 1-10, where the target is full and orthogonal; Browne,
    M. W. (1972), *British Journal of Mathematical and Statistical Psychology* 25, 115-120, otherwise.

    Examples
    --------
    >>> A = np.array([[0.6, 0.3], [0.7, 0.35], [0.3, -0.6], [0.25, -0.5]])
    >>> turned, _ = procrustes(A, A[:, ::-1])
    >>> bool(np.allclose(turned, A[:, ::-1], atol=1e-12))
    True
    """
    asked = (~np.isnan(wanted)).astype(float)
    if not oblique and asked.all():
        left, _, right = np.linalg.svd(loadings.T @ wanted)
        return loadings @ (left @ right), np.eye(loadings.shape[1])
    goal = criteria.target(np.nan_to_num(wanted), asked)
    found, _ = searched(loadings, goal, oblique=oblique, starts=STARTS)
    return found.loadings[0], found.correlations[0] if oblique else np.eye(loadings.shape[1])


__all__ = [
    "KINDS",
    "OBLIQUE",
    "PROMAXES",
    "Rotation",
    "procrustes",
    "project",
    "promax",
    "rotate",
    "searched",
    "varimax_rotation",
]
