"""Weighted pairwise moments of a table with missing answers: all that factor analysis needs of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Matrix = npt.NDArray[np.float64]

ROUNDING = 1e-12
"""A variance below this share of the mean square about the centre is none at all."""


def effective_base(weights: npt.ArrayLike) -> float:
    """Kish's effective sample size: (Σw)² / Σw², between 0 and the number of people.

    Kish, L. (1965). *Survey Sampling*. Wiley.

    Examples
    --------
    >>> round(effective_base([1, 1, 2, 4]), 6)
    2.909091
    """
    given = np.asarray(weights, dtype=float)
    squares = float((given**2).sum())
    return float(given.sum()) ** 2 / squares if squares else 0.0


def design_effect(weights: npt.ArrayLike) -> float:
    """Kish's design effect of weighting: n Σw² / (Σw)², 1 for equal weights and more the less equal they are.

    As many times more people are needed for the precision of equal weights. Kish, L. (1965).
    *Survey Sampling*. Wiley.

    Examples
    --------
    >>> design_effect([1, 1, 2, 4])
    1.375
    """
    return np.asarray(weights).size / effective_base(weights)


@dataclass(frozen=True, eq=False)
class Moments:
    """Sums over every pair of items, kept about a fixed centre so that they merge by addition.

    Parameters
    ----------
    items : tuple of str
    centre : ndarray, items
        What was subtracted before summing; moments merge only where it is the same.
    people : int
        Rows seen.
    weight, squared_weight : ndarray, items × items
        Sum of weights, and of squared weights, of those who answered both items.
    first, second : ndarray, items × items
        Weighted sum, and sum of squares, of the row's item among those who answered both.
    cross : ndarray, items × items
        Weighted sum of products.
    """

    items: tuple[str, ...]
    centre: Matrix
    people: int
    weight: Matrix
    squared_weight: Matrix
    first: Matrix
    second: Matrix
    cross: Matrix

    @classmethod
    def of(
        cls,
        answers: pd.DataFrame,
        weights: npt.ArrayLike | None = None,
        *,
        centre: npt.ArrayLike | None = None,
    ) -> Moments:
        """The moments of a table.

        Parameters
        ----------
        answers : DataFrame, respondents × items
            Numbers; missing answers are NaN.
        weights : array, respondents, optional
            Not negative. Equal weights where left out.
        centre : array, items, optional
            The column means where left out.
        """
        values = answers.to_numpy(dtype=float)
        if weights is None and centre is not None and not np.isnan(values).any():
            return cls._of_whole(tuple(map(str, answers.columns)), values - np.asarray(centre, dtype=float), np.asarray(centre, dtype=float))  # fmt: skip
        given = np.ones(len(values)) if weights is None else np.asarray(weights, dtype=float)
        seen = ~np.isnan(values)
        if centre is None:
            total = (given[:, None] * seen).sum(axis=0)
            sums = (given[:, None] * np.where(seen, values, 0.0)).sum(axis=0)
            middle = np.divide(sums, total, out=np.zeros_like(sums), where=total > 0)
        else:
            middle = np.asarray(centre, dtype=float)
        shifted = np.where(seen, values - middle, 0.0)
        mask = seen.astype(float)
        weighted = shifted if weights is None else given[:, None] * shifted
        weight = mask.T @ mask if weights is None else (given[:, None] * mask).T @ mask
        return cls(
            items=tuple(map(str, answers.columns)),
            centre=middle,
            people=len(values),
            weight=weight,
            squared_weight=weight if weights is None else (given[:, None] ** 2 * mask).T @ mask,
            first=weighted.T @ mask,
            second=(weighted * shifted).T @ mask,
            cross=weighted.T @ shifted,
        )

    @classmethod
    def _of_whole(cls, items: tuple[str, ...], shifted: Matrix, centre: Matrix) -> Moments:
        """Those of answers about the centre of which none is missing: pairs differ in their products only."""
        people, shape = len(shifted), (len(items), len(items))
        weight = np.full(shape, float(people))
        first = np.repeat(shifted.sum(axis=0)[:, None], len(items), axis=1)
        cross = shifted.T @ shifted
        second = np.repeat(np.diag(cross)[:, None], len(items), axis=1)
        return cls(items, centre, people, weight, weight, first, second, cross)

    def __add__(self, other: Moments) -> Moments:
        """The moments of both tables together."""
        if self.items != other.items or not np.array_equal(self.centre, other.centre):
            raise ValueError("Moments merge only over the same items and the same centre.")
        return Moments(
            self.items, self.centre, self.people + other.people, self.weight + other.weight,
            self.squared_weight + other.squared_weight, self.first + other.first,
            self.second + other.second, self.cross + other.cross,
        )  # fmt: skip

    def __sub__(self, other: Moments) -> Moments:
        """The moments of a table without some of its rows; sums of whole numbers are exact."""
        if self.items != other.items or not np.array_equal(self.centre, other.centre):
            raise ValueError("Moments part only over the same items and the same centre.")
        return Moments(
            self.items, self.centre, self.people - other.people, self.weight - other.weight,
            self.squared_weight - other.squared_weight, self.first - other.first,
            self.second - other.second, self.cross - other.cross,
        )  # fmt: skip

    def only(self, items: Sequence[int]) -> Moments:
        """Those of some of the items, by their places."""
        some = np.ix_(items, items)
        return Moments(
            tuple(self.items[at] for at in items), self.centre[list(items)], self.people, self.weight[some],
            self.squared_weight[some], self.first[some], self.second[some], self.cross[some],
        )  # fmt: skip

    @property
    def mean(self) -> pd.Series:
        """Weighted mean of each item over all who answered it."""
        return pd.Series(self.centre + np.diag(self.first) / np.diag(self.weight), index=self.items)

    @property
    def sd(self) -> pd.Series:
        """Weighted standard deviation of each item (weights' sum as divisor) over all who answered it."""
        weight = np.diag(self.weight)
        variance = np.diag(self.second) / weight - (np.diag(self.first) / weight) ** 2
        return pd.Series(np.sqrt(np.maximum(variance, 0.0)), index=self.items)

    @property
    def pairs(self) -> pd.DataFrame:
        """Effective number of people behind each pair; the count itself where weights are equal."""
        with np.errstate(invalid="ignore", divide="ignore"):
            counts = np.where(self.squared_weight > 0, self.weight**2 / self.squared_weight, 0.0)
        return pd.DataFrame(counts, index=self.items, columns=self.items)

    def covariance(self) -> pd.DataFrame:
        """Covariances (weights' sum less one as divisor), each over the people who answered both items.

        NaN where fewer than two people answered both.

        Examples
        --------
        >>> Moments.of(pd.DataFrame({"a": [1, 2, 3, None], "b": [2, 4, 6, 9]})).covariance().round(3).values.tolist()
        [[1.0, 2.0], [2.0, 8.917]]
        """
        with np.errstate(invalid="ignore", divide="ignore"):
            found = (self.cross - self.first * self.first.T / self.weight) / (self.weight - 1)
        found = np.where(self.weight > 1, found, np.nan)
        return pd.DataFrame((found + found.T) / 2, index=self.items, columns=self.items)

    def correlation(self) -> pd.DataFrame:
        """Pearson correlations, each over the people who answered both items.

        Equal to R's ``cor(use = "pairwise")`` where weights are equal. With answers missing it may
        not be positive definite. NaN where either item does not vary among those people.
        """
        with np.errstate(invalid="ignore", divide="ignore"):
            covariance = self.cross / self.weight - (self.first / self.weight) * (self.first.T / self.weight)
            around = self.second / self.weight
            spread = around - (self.first / self.weight) ** 2
            spread = np.where(spread > ROUNDING * around, spread, np.nan)
            found: Any = covariance / np.sqrt(spread * spread.T)
        np.fill_diagonal(found, 1.0)
        return pd.DataFrame((found + found.T) / 2, index=self.items, columns=self.items)
