"""A flat map of the segments: the two directions in which they differ most."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis

from psychoseg.segments.grouping import Grouped

Array = npt.NDArray[np.float64]


def project(X: Array, labels: npt.NDArray[np.int64]) -> tuple[Array, float]:
    """Two discriminant scores a person, and the share of between-segment variance they keep.

    With two segments there is one discriminant; the second axis is then the direction in which
    people differ most once it is taken out, and keeps nothing between segments.

    Notes
    -----
    Fisher, R. A. (1936), *Annals of Eugenics* 7, 179-188.
    """
    found = LinearDiscriminantAnalysis(n_components=min(2, len(np.unique(labels)) - 1, X.shape[1])).fit(
        X, labels
    )
    flat = np.asarray(found.transform(X), dtype=float)[:, :2]
    kept = float(found.explained_variance_ratio_[:2].sum())
    if flat.shape[1] == 1:
        centred = X - X.mean(axis=0)
        rest = centred - flat @ np.linalg.lstsq(flat, centred, rcond=None)[0]
        axis = np.linalg.svd(rest, full_matrices=False)[2][0]
        flat = np.column_stack([flat[:, 0], rest @ axis])
    signs = np.where(np.abs(flat.min(axis=0)) > flat.max(axis=0), -1.0, 1.0)
    return flat * signs, kept


def mapped(grouped: Grouped) -> tuple[Array, npt.NDArray[np.int64], float]:
    """The map of everybody with a value in every column and a segment: points, segments from 1, and what is kept."""
    basis = grouped.basis.in_numbers
    shown = basis.complete & grouped.placed.to_numpy()
    labels = grouped.assignments["segment"].to_numpy(dtype=np.int64)[shown]
    values = basis.table.to_numpy(dtype=float)[shown]
    spread = values.std(axis=0)
    points, kept = project((values - values.mean(axis=0)) / np.where(spread > 0, spread, 1.0), labels)
    return points, labels, kept
