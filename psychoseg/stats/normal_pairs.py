"""The bivariate normal distribution over many pairs at once, moved along its correlation."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import special

Array = npt.NDArray[np.float64]

FAR = 38.0
"""Stands for infinity: beyond it the normal distribution is 0 or 1 to the last digit."""


def independent(first: Array, second: Array) -> Array:
    """P(X ≤ first, Y ≤ second) of uncorrelated normals: pairs × first limits × second limits."""
    one, other = special.ndtr(first), special.ndtr(second)
    return np.asarray(one[:, :, None] * other[:, None, :], dtype=float)


def moved(first: Array, second: Array, rho: Array, to: Array, nodes: int) -> Array:
    """How much P(X ≤ first, Y ≤ second) changes as the correlation goes from ``rho`` to ``to``.

    Parameters
    ----------
    first, second : ndarray, pairs × limits
    rho, to : ndarray, pairs
        Between -1 and 1.
    nodes : int
        Of Gauss and Legendre's rule over the arcsine of the correlation; a short way needs few.

    Returns
    -------
    ndarray, pairs × first limits × second limits

    Notes
    -----
    Plackett's identity, ∂Φ₂/∂ρ = φ₂, integrated as in Drezner, Z. & Wesolowsky, G. O. (1990), *Journal
    of Statistical Computation and Simulation* 35, 101-107.

    Examples
    --------
    >>> h = np.zeros((1, 1))
    >>> change = moved(h, h, np.zeros(1), np.array([0.5]), 8)
    >>> round(float(0.25 + change[0, 0, 0]), 9)  # 1/4 + arcsin(1/2) / 2π
    0.333333333
    """
    at, weight = np.polynomial.legendre.leggauss(nodes)
    begin, end = np.arcsin(rho), np.arcsin(to)
    half = (end - begin) / 2
    squares = (first**2)[:, :, None] + (second**2)[:, None, :]
    squares /= 2
    product = first[:, :, None] * second[:, None, :]
    total, part = np.zeros_like(product), np.empty_like(product)
    for point, share in zip(at, weight, strict=True):
        sine = np.sin((begin + end) / 2 + half * point)[:, None, None]
        np.multiply(product, sine, out=part)
        part -= squares
        part *= 1 / (1 - sine**2)
        np.exp(part, out=part)
        part *= share
        total += part
    found: Any = total * (half / (2 * np.pi))[:, None, None]
    return np.asarray(found, dtype=float)


def density(first: Array, second: Array, rho: Array) -> Array:
    """The bivariate normal density φ₂: pairs × first limits × second limits."""
    rest = (1 - rho**2)[:, None, None]
    product = first[:, :, None] * second[:, None, :]
    squares = (first**2)[:, :, None] + (second**2)[:, None, :]
    found: Any = np.exp((product * rho[:, None, None] - squares / 2) / rest) / (2 * np.pi * np.sqrt(rest))
    return np.asarray(found, dtype=float)


def density_slope(first: Array, second: Array, rho: Array, value: Array) -> Array:
    """∂φ₂/∂ρ, given the density's ``value``."""
    r = rho[:, None, None]
    rest = 1 - r**2
    product = first[:, :, None] * second[:, None, :]
    squares = (first**2)[:, :, None] + (second**2)[:, None, :]
    return np.asarray(value * (r / rest + (product * (1 + r**2) - r * squares) / rest**2), dtype=float)
