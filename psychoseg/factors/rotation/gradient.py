"""Rotation by gradient projection, from many starts at once.

Jennrich, R. I. (2001), *Psychometrika* 66, 289-306 (orthogonal) and (2002), *Psychometrika* 67, 7-19
(oblique), in the form of Bernaards, C. A. & Jennrich, R. I. (2005), *Educational and Psychological
Measurement* 65, 676-696.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from psychoseg.factors.rotation.criteria import Criterion

Array = npt.NDArray[np.float64]

HALVINGS = 11


@dataclass(frozen=True, eq=False)
class Turned:
    """Rotated loadings, one for each start.

    Parameters
    ----------
    loadings : ndarray, starts × items × factors
    transformation : ndarray, starts × factors × factors
        T: loadings are A T⁻¹' where factors may correlate and A T where not.
    value : ndarray, starts
        Of the criterion.
    slope : ndarray, starts
        Length of the projected gradient where the search ended.
    """

    loadings: Array
    transformation: Array
    value: Array
    slope: Array

    @property
    def correlations(self) -> Array:
        """Phi of every start, T'T."""
        return self.transformation.transpose(0, 2, 1) @ self.transformation


def project(
    unrotated: Array,
    starts: Array,
    criterion: Criterion,
    *,
    oblique: bool,
    close: float = 1e-8,
    most: int = 3000,
) -> Turned:
    """The rotations a criterion likes best near each start.

    Parameters
    ----------
    unrotated : ndarray, items × factors or starts × items × factors
    starts : ndarray, starts × factors × factors
        Columns of length 1; orthonormal where factors must not correlate.
    criterion : callable
    oblique : bool
        Whether factors may correlate.
    close : float
        Length of the projected gradient at which a start has arrived.
    most : int
        Rounds.
    """
    A = np.broadcast_to(unrotated, (len(starts), *unrotated.shape[-2:]))
    T = starts.copy()
    L = _loadings(A, T, oblique)
    value, slope = criterion(L)
    G = _gradient(A, T, L, slope, oblique)
    step = np.ones(len(T))
    length = np.full(len(T), np.inf)
    active = np.arange(len(T))
    for _ in range(most):
        downhill = _projected(T[active], G[active], oblique)
        length[active] = np.sqrt((downhill**2).sum(axis=(-2, -1)))
        going = length[active] > close
        active, downhill = active[going], downhill[going]
        if not len(active):
            break
        step[active] *= 2
        open_ = np.arange(len(active))
        for _ in range(HALVINGS):
            at = active[open_]
            tried = _onto(T[at] - step[at, None, None] * downhill[open_], oblique)
            turned = _loadings(A[at], tried, oblique)
            found, bend = criterion(turned)
            enough = value[at] - found > 0.5 * length[at] ** 2 * step[at]
            kept = at[enough]
            T[kept], L[kept], value[kept] = tried[enough], turned[enough], found[enough]
            G[kept] = _gradient(A[kept], T[kept], L[kept], bend[enough], oblique)
            open_ = open_[~enough]
            if not len(open_):
                break
            step[active[open_]] /= 2
        # a start that no step improves by enough is as far as rounding lets it come
        stuck = np.zeros(len(active), dtype=bool)
        stuck[open_] = True
        active = active[~stuck]
        if not len(active):
            break
    return Turned(L, T, value, length)


def random_starts(count: int, factors: int, rng: np.random.Generator) -> Array:
    """The identity and then ``count - 1`` random orthonormal matrices."""
    drawn, _ = np.linalg.qr(rng.standard_normal((count, factors, factors)))
    drawn[0] = np.eye(factors)
    return np.asarray(drawn, dtype=float)


def _loadings(A: Array, T: Array, oblique: bool) -> Array:
    return A @ np.linalg.inv(T).transpose(0, 2, 1) if oblique else A @ T


def _gradient(A: Array, T: Array, L: Array, slope: Array, oblique: bool) -> Array:
    if oblique:
        return -(L.transpose(0, 2, 1) @ slope @ np.linalg.inv(T)).transpose(0, 2, 1)
    return A.transpose(0, 2, 1) @ slope


def _projected(T: Array, G: Array, oblique: bool) -> Array:
    if oblique:
        return np.asarray(G - T * (T * G).sum(axis=-2, keepdims=True), dtype=float)
    inner = T.transpose(0, 2, 1) @ G
    return np.asarray(G - T @ (inner + inner.transpose(0, 2, 1)) / 2, dtype=float)


def _onto(X: Array, oblique: bool) -> Array:
    if oblique:
        return np.asarray(X / np.sqrt((X**2).sum(axis=-2, keepdims=True)), dtype=float)
    left, _, right = np.linalg.svd(X)
    return np.asarray(left @ right, dtype=float)
