"""Columns of several kinds in one table: numbers, ranks and codes of categories, any of them missing."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
import numpy.typing as npt

from psychoseg.errors import ModelError, PlanError
from psychoseg.segments.methods._method import Array, Labels, Method, means

MOST_CATEGORIES = 1000
"""A column with more is no column of categories."""


class Mixed(Method):
    """A method that takes numbers, ranks and categories, and people who left some unanswered.

    Parameters
    ----------
    nominal : tuple of int
        Columns of ``X`` that hold categories, as whole numbers from 0.
    ordinal : tuple of int
        Columns that hold ranks, as whole numbers from 0.
    """

    takes_missing: ClassVar[bool] = True
    takes_nominal: ClassVar[bool] = True
    keeps_columns: ClassVar[tuple[str, ...]] = ("nominal", "ordinal")

    nominal: tuple[int, ...] = ()
    ordinal: tuple[int, ...] = ()

    def _valid(self, X: Array, *, reset: bool = False) -> Array:
        """The rows as numbers, with whole numbers where categories and ranks are."""
        X = super()._valid(X, reset=reset)
        named = (*self.nominal, *self.ordinal)
        if len(set(named)) != len(named) or not all(0 <= at < X.shape[1] for at in named):
            raise PlanError(
                f"nominal and ordinal should name different columns from 0 to {X.shape[1] - 1}, not {named}."
            )
        for at in named:
            known = X[~np.isnan(X[:, at]), at]
            if (known < 0).any() or (known >= MOST_CATEGORIES).any() or (known != np.floor(known)).any():
                raise ModelError(
                    f"Column {at} should hold codes of categories, whole numbers from 0 to {MOST_CATEGORIES - 1}."
                )
        return X

    @property
    def numeric(self) -> tuple[int, ...]:
        """The columns that are neither nominal nor ordinal."""
        return tuple(at for at in range(self.n_features_in_) if at not in {*self.nominal, *self.ordinal})

    def _centres(self, values: Array, weights: Array, found: Labels) -> Array:
        """Means of those who answered, and the most frequent category; of everybody where no member answered."""
        centres = np.empty((self.n_clusters, values.shape[1]))
        for at, column in enumerate(values.T):
            known = ~np.isnan(column)
            held = (column[known, None], weights[known], found[known], self.n_clusters)
            everybody = np.zeros(known.sum(), dtype=np.int64)
            if at in self.nominal:
                centres[:, at] = _mode(column[known], weights[known], found[known], self.n_clusters)
                spare = _mode(column[known], weights[known], everybody, 1)[0]
            else:
                centres[:, at] = means(*held)[:, 0]
                spare = means(column[known, None], weights[known], everybody, 1)[0, 0]
            silent = np.bincount(found[known], weights=weights[known], minlength=self.n_clusters) == 0
            centres[silent, at] = spare
        return centres


def _mode(codes: Array, weights: Array, labels: Labels, clusters: int) -> npt.NDArray[np.int64]:
    """The code with most weight in each segment; the smallest where several have."""
    width = int(codes.max(initial=0)) + 1
    cells = labels * width + codes.astype(np.int64)
    counts = np.bincount(cells, weights=weights, minlength=clusters * width).reshape(clusters, width)
    return np.asarray(np.round(counts, 9).argmax(axis=1), dtype=np.int64)
