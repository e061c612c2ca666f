"""Shapes of normal groups: which volume, shape and direction they share, and the covariances most likely then."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from psychoseg.segments.methods._method import Array

TURNS = 50
"""Rounds in which volumes and a shared shape are fitted to each other."""
SETTLED = 1e-8

Fitted = Callable[[Array, Array], Array]
"""Scatter matrices (groups × columns × columns, weighted sums) and group masses to covariances."""


def _spherical_equal(scatter: Array, masses: Array) -> Array:
    columns = scatter.shape[1]
    volume = np.trace(scatter.sum(axis=0)) / (masses.sum() * columns)
    return np.broadcast_to(volume * np.eye(columns), scatter.shape).copy()


def _spherical(scatter: Array, masses: Array) -> Array:
    columns = scatter.shape[1]
    volume = np.trace(scatter, axis1=1, axis2=2) / (masses * columns)
    return np.asarray(volume[:, None, None] * np.eye(columns))


def _diagonal_equal(scatter: Array, masses: Array) -> Array:
    return np.broadcast_to(np.diag(np.diag(scatter.sum(axis=0)) / masses.sum()), scatter.shape).copy()


def _diagonal_shape(scatter: Array, masses: Array) -> Array:
    """One shape along the axes, volumes free: each is fitted to the other until they rest."""
    spread = np.diagonal(scatter, axis1=1, axis2=2)
    volumes, shape = _volumes_and_shape(spread, masses)
    return _diagonals(volumes[:, None] * shape)


def _diagonal_volume(scatter: Array, masses: Array) -> Array:
    """One volume, shapes along the axes free."""
    spread = np.maximum(np.diagonal(scatter, axis1=1, axis2=2), 1e-300)
    sizes = np.exp(np.log(spread).mean(axis=1))
    return _diagonals(sizes.sum() / masses.sum() * spread / sizes[:, None])


def _diagonal(scatter: Array, masses: Array) -> Array:
    return _diagonals(np.diagonal(scatter, axis1=1, axis2=2) / masses[:, None])


def _equal(scatter: Array, masses: Array) -> Array:
    return np.broadcast_to(scatter.sum(axis=0) / masses.sum(), scatter.shape).copy()


def _turned_equal(scatter: Array, masses: Array) -> Array:
    """One volume and shape, each group in its own direction."""
    values, vectors = _spectral(scatter)
    return _turned(np.broadcast_to(values.sum(axis=0) / masses.sum(), values.shape), vectors)


def _turned_shape(scatter: Array, masses: Array) -> Array:
    """One shape, each group with its own volume and direction."""
    values, vectors = _spectral(scatter)
    volumes, shape = _volumes_and_shape(values, masses)
    return _turned(volumes[:, None] * shape, vectors)


def _volume(scatter: Array, masses: Array) -> Array:
    """One volume, each group with its own shape and direction."""
    columns = scatter.shape[1]
    sizes = np.exp(np.linalg.slogdet(scatter)[1] / columns)
    return np.asarray(
        (sizes.sum() / masses.sum()) * scatter / np.maximum(sizes, 1e-300)[:, None, None], dtype=float
    )


def _free(scatter: Array, masses: Array) -> Array:
    return np.asarray(scatter / masses[:, None, None], dtype=float)


def _volumes_and_shape(spread: Array, masses: Array) -> tuple[Array, Array]:
    """Volumes of the groups, and the shape (of product 1) they share, from spreads, groups × columns."""
    columns = spread.shape[1]
    volumes, shape = spread.sum(axis=1) / (masses * columns), np.ones(columns)
    for _ in range(TURNS):
        raw = np.maximum((spread / volumes[:, None]).sum(axis=0), 1e-300)
        turned = raw / np.exp(np.log(raw).mean())
        volumes = np.maximum((spread / turned).sum(axis=1) / (masses * columns), 1e-300)
        if np.abs(turned / shape - 1).max() < SETTLED:
            return volumes, turned
        shape = turned
    return volumes, shape


def _spectral(scatter: Array) -> tuple[Array, Array]:
    values, vectors = np.linalg.eigh(scatter)
    return np.maximum(values[:, ::-1], 0.0), vectors[:, :, ::-1]


def _turned(values: Array, vectors: Array) -> Array:
    return np.asarray((vectors * values[:, None, :]) @ vectors.transpose(0, 2, 1), dtype=float)


def _diagonals(values: Array) -> Array:
    return np.asarray(values[:, :, None] * np.eye(values.shape[1]), dtype=float)


SHAPES: dict[str, Fitted] = {
    "EII": _spherical_equal,
    "VII": _spherical,
    "EEI": _diagonal_equal,
    "VEI": _diagonal_shape,
    "EVI": _diagonal_volume,
    "VVI": _diagonal,
    "EEE": _equal,
    "EEV": _turned_equal,
    "VEV": _turned_shape,
    "EVV": _volume,
    "VVV": _free,
}
"""By mclust's names: volume, shape and direction are Equal, Variable or the Identity; simplest first."""


def parameters(shape: str, groups: int, columns: int) -> int:
    """How many numbers describe the covariances of so many groups.

    Examples
    --------
    >>> parameters("EEE", 3, 2), parameters("VVV", 3, 2), parameters("EII", 3, 2)
    (3, 9, 1)
    """
    volume, form, direction = shape[0], shape[1], shape[2]
    count = groups if volume == "V" else 1
    if form != "I":
        count += (groups if form == "V" else 1) * (columns - 1)
    if direction != "I":
        count += (groups if direction == "V" else 1) * columns * (columns - 1) // 2
    return count
