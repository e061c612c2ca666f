"""What rotations make small: criteria of simple structure with their gradients.

Every criterion takes a stack of loadings, starts × items × factors, and gives a value a start and the
gradient of the stack. Bernaards, C. A. & Jennrich, R. I. (2005), *Educational and Psychological
Measurement* 65, 676-696, give all of them.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Criterion = Callable[[Array], tuple[Array, Array]]


def oblimin(gamma: float = 0.0) -> Criterion:
    """Direct oblimin; gamma 0 is quartimin. Jennrich, R. I. & Sampson, P. F. (1966), *Psychometrika* 31, 313-323."""

    def criterion(loadings: Array) -> tuple[Array, Array]:
        squared = loadings**2
        others = squared.sum(axis=-1, keepdims=True) - squared
        if gamma:
            others = others - gamma * others.mean(axis=-2, keepdims=True)
        return (squared * others).sum(axis=(-2, -1)) / 4, loadings * others

    return criterion


def quartimax(loadings: Array) -> tuple[Array, Array]:
    """Quartimax: simple items. Neuhaus, J. O. & Wrigley, C. (1954)."""
    return -(loadings**4).sum(axis=(-2, -1)) / 4, -(loadings**3)


def varimax(loadings: Array) -> tuple[Array, Array]:
    """Varimax: simple factors. Kaiser, H. F. (1958), *Psychometrika* 23, 187-200."""
    squared = loadings**2
    centred = squared - squared.mean(axis=-2, keepdims=True)
    return -(centred**2).sum(axis=(-2, -1)) / 4, -loadings * centred


def crawford_ferguson(kappa: float) -> Criterion:
    """Crawford and Ferguson's family: kappa weighs complexity of factors against that of items.

    0 is quartimax, 1/items varimax, factors/(2 items) equamax. Crawford, C. B. & Ferguson, G. A.
    (1970), *Psychometrika* 35, 321-332.
    """

    def criterion(loadings: Array) -> tuple[Array, Array]:
        squared = loadings**2
        items = squared.sum(axis=-1, keepdims=True) - squared
        factors = squared.sum(axis=-2, keepdims=True) - squared
        mixed = (1 - kappa) * items + kappa * factors
        return (squared * mixed).sum(axis=(-2, -1)) / 4, loadings * mixed

    return criterion


def geomin(delta: float = 0.01) -> Criterion:
    """Geomin: the geometric mean of each item's squared loadings. Yates, A. (1987); Browne, M. W. (2001)."""

    def criterion(loadings: Array) -> tuple[Array, Array]:
        squared = loadings**2 + delta
        products = np.exp(np.log(squared).mean(axis=-1, keepdims=True))
        slope = 2 / loadings.shape[-1] * (loadings / squared) * products
        return products.sum(axis=(-2, -1)), slope

    return criterion


def bifactor(loadings: Array) -> tuple[Array, Array]:
    """One general factor, the first, and quartimin among the rest. Jennrich, R. I. & Bentler, P. M. (2011), *Psychometrika* 76, 537-549."""
    group = loadings[..., 1:]
    squared = group**2
    others = squared.sum(axis=-1, keepdims=True) - squared
    slope = np.zeros_like(loadings)
    slope[..., 1:] = 4 * group * others
    return (squared * others).sum(axis=(-2, -1)), slope


def target(wanted: Array, asked: Array | None = None) -> Criterion:
    """Distance from a target; ``asked`` is 1 where the target says something, 0 where the loading is free.

    Browne, M. W. (1972), *British Journal of Mathematical and Statistical Psychology* 25, 115-120.
    """
    weight = np.ones_like(wanted) if asked is None else asked

    def criterion(loadings: Array) -> tuple[Array, Array]:
        away = weight * (loadings - wanted)
        return (away**2).sum(axis=(-2, -1)), 2 * away

    return criterion
