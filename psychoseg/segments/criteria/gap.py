"""The gap statistic: how much tighter segments are here than among people spread evenly."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.cluster import KMeans

from psychoseg.segments.order import thinned

Array = npt.NDArray[np.float64]

DRAWS = 20
STARTS = 5
MOST_PEOPLE = 2000


@dataclass(frozen=True, slots=True)
class Gap:
    """The gap of each number of segments from 1 on, with the error of its simulation.

    Parameters
    ----------
    numbers : tuple of int
    gap : tuple of float
        Mean log of the within-segment sum of squares of evenly spread people, less that of these.
    error : tuple of float
        Standard deviation over the draws, times √(1 + 1/draws).
    """

    numbers: tuple[int, ...]
    gap: tuple[float, ...]
    error: tuple[float, ...]

    @property
    def chosen(self) -> int:
        """Tibshirani's rule: the smallest number whose gap is within one error of the next one's."""
        for at in range(len(self.numbers) - 1):
            if self.gap[at] >= self.gap[at + 1] - self.error[at + 1]:
                return self.numbers[at]
        return self.numbers[-1]


def gap(X: Array, weights: Array, most: int, rng: np.random.Generator, *, draws: int = DRAWS) -> Gap:
    """Compare the sum of squares within 1, 2, … segments with that of evenly spread people.

    Parameters
    ----------
    X : ndarray, people × columns
    weights : ndarray, people
        Used in the sums of squares, and in the same order for the people drawn.
    most : int
        Largest number of segments.
    rng : Generator
    draws : int

    Returns
    -------
    Gap

    Notes
    -----
    Tibshirani, R., Walther, G. & Hastie, T. (2001), *JRSS B* 63, 411-423: k-means, squared distances,
    draws from the box along the principal axes. R's ``clusGap`` takes unsquared distances unless told
    ``d.power = 2``. At most 2,000 people, spread over all kinds, are used.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> two = np.repeat([[0.0, 0.0], [6.0, 0.0]], 100, axis=0) + rng.normal(size=(200, 2))
    >>> gap(two, np.ones(200), 4, rng).chosen
    2
    """
    rows = thinned(X, weights, MOST_PEOPLE)
    people, given = X[rows] - X[rows].mean(axis=0), weights[rows]
    axes = np.linalg.svd(people, full_matrices=False)[2]
    turned = people @ axes.T
    low, high = turned.min(axis=0), turned.max(axis=0)
    numbers = range(1, min(most, len(np.unique(people, axis=0))) + 1)
    own = _dispersions(turned, given, numbers)
    spread = np.array(
        [_dispersions(rng.uniform(low, high, size=turned.shape), given, numbers) for _ in range(draws)]
    )
    error = spread.std(axis=0) * np.sqrt(1 + 1 / draws)
    return Gap(tuple(numbers), tuple(map(float, spread.mean(axis=0) - own)), tuple(map(float, error)))


def _dispersions(X: Array, weights: Array, numbers: range) -> Array:
    found = [
        KMeans(number, n_init=STARTS, random_state=number).fit(X, sample_weight=weights).inertia_
        for number in numbers
    ]
    return np.log(np.maximum(found, 1e-300))
