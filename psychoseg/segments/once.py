"""One number of segments from a basis, without the evidence: what other ways of forming segments are held against."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from psychoseg.segments.agreement import adjusted_rand
from psychoseg.segments.bases import Basis
from psychoseg.segments.matching import match
from psychoseg.segments.methods import Method, made
from psychoseg.segments.order import canonical

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Once:
    """Segments of the people who could take part.

    Parameters
    ----------
    labels : Series of int, respondents
        From 0; people who lack a value that the method needs are not in it.
    model : Method
        Fitted.
    X : ndarray, people × columns
        What it was fitted to, in the order of ``labels``.
    """

    labels: pd.Series
    model: Method
    X: Array


def form_once(
    basis: Basis, weights: pd.Series, method: type[Method], segments: int, *, starts: int, seed: int
) -> Once:
    """Form so many segments.

    Parameters
    ----------
    basis : Basis
    weights : Series, respondents
    method : type of Method
    segments, starts, seed : int

    Raises
    ------
    PlanError, ModelError
        Where the method refuses.

    Examples
    --------
    >>> scores = pd.DataFrame({"a": [0.0, 0.1, 5.0, 5.1]}, index=list("wxyz"))
    >>> from psychoseg.segments.methods import WeightedKMeans
    >>> found = form_once(Basis.of_scores(scores), pd.Series(1.0, scores.index), WeightedKMeans, 2, starts=5, seed=1)
    >>> bool(found.labels["w"] == found.labels["x"] != found.labels["y"])
    True
    """
    able = basis.table.notna().any(axis=1).to_numpy() if method.takes_missing else basis.complete
    given = weights.to_numpy(dtype=float)[able]
    values = basis.table.to_numpy(dtype=float)[able]
    means, divisors = basis.scaling.measured(values, given)
    X = (values - means) / divisors
    order = canonical(np.nan_to_num(X), given)
    model = made(method, segments, starts=starts, seed=seed, options=basis.recipe.options())
    model.fit(X[order], sample_weight=given[order])
    labels = np.empty(len(X), dtype=np.int64)
    labels[order] = model.labels_
    return Once(pd.Series(labels, index=basis.table.index[able]), model, X)


@dataclass(frozen=True, slots=True)
class Beside:
    """Two divisions of the same people.

    Parameters
    ----------
    people : int
        In both.
    agreement : float
        Adjusted Rand index.
    change : float
        The largest change of a segment's share, 0 to 1, segments paired by the people they share; a
        segment without a partner changes by all it holds.
    """

    people: int
    agreement: float
    change: float


def beside(first: pd.Series, second: pd.Series, weights: pd.Series) -> Beside:
    """Hold a second division against a first, on the people who are in both.

    Parameters
    ----------
    first, second : Series of int, respondents
        Segments from 0.
    weights : Series, respondents

    Examples
    --------
    >>> one = pd.Series([0, 0, 1, 1]); other = pd.Series([1, 1, 1, 0])
    >>> found = beside(one, other, pd.Series(1.0, range(4)))
    >>> found.people, found.change
    (4, 0.25)
    """
    both = first.index.intersection(second.index)
    if both.empty:
        return Beside(0, 0.0, 0.0)
    one, other = (labels[both].to_numpy(dtype=np.int64) for labels in (first, second))
    given = weights[both].to_numpy(dtype=float)
    paired = match(one, other, given)
    before = np.bincount(one, weights=given) / given.sum()
    after = np.bincount(other, weights=given) / given.sum()
    moved = [after[new] - (before[old] if old >= 0 else 0.0) for new, old in enumerate(paired.partner)]
    moved += [before[old] for old in paired.gone]
    return Beside(len(both), adjusted_rand(one, other, given), float(np.abs(moved).max()))
