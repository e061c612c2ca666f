"""Polychoric and tetrachoric correlations: what ordered answers would correlate on the scale behind them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import special

from psychoseg.stats import normal_pairs
from psychoseg.stats.contingency import Categories, tables
from psychoseg.stats.moments import effective_base

Array = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]

MOST = 0.9999
"""A correlation that reaches this is not known: the answers do not bound it."""
CLOSE = 1e-10
ROUNDS = 60
LEAST = 1e-14
HALF = 0.5
"""Added to an empty cell of a table of two by two, margins kept, as lavaan does."""


@dataclass(frozen=True, eq=False)
class Polychoric:
    """Two-step polychoric correlations.

    Parameters
    ----------
    correlation : DataFrame, items × items
        NaN where either item does not vary among those who answered both.
    thresholds : dict of str to tuple of float
        Cuts between the categories used, in standard deviations of the scale behind the item.
    variance : DataFrame, items × items
        Sampling variance of each correlation, with the thresholds' own uncertainty counted in.
    pairs : DataFrame, items × items
        Effective number of people who answered both.
    sparse : tuple of (str, str)
        Pairs with an empty cell in their table.
    unbounded : tuple of (str, str)
        Pairs whose correlation ran to its limit.
    """

    correlation: pd.DataFrame
    thresholds: dict[str, tuple[float, ...]]
    variance: pd.DataFrame
    pairs: pd.DataFrame
    sparse: tuple[tuple[str, str], ...]
    unbounded: tuple[tuple[str, str], ...]
    influence: Array
    """Of each cell on each pair's correlation, pairs × categories × categories."""


def polychoric(
    answers: pd.DataFrame, weights: npt.ArrayLike | None = None, *, correct: float = 0.0
) -> Polychoric:
    """Polychoric correlations of every pair of items, each over the people who answered both.

    Parameters
    ----------
    answers : DataFrame, respondents × items
        Ordered codes; missing answers are NaN. Two categories make a tetrachoric correlation.
    weights : array, respondents, optional
    correct : float
        Added to empty cells of tables larger than two by two. 0 as lavaan does; psych's default is .5.

    Returns
    -------
    Polychoric

    Notes
    -----
    Olsson, U. (1979), *Psychometrika* 44, 443-460: thresholds from each item's own margin, then the
    likelihood of each table over its correlation alone. All pairs are solved together.

    Examples
    --------
    >>> table = [(1, 1, 40), (1, 2, 10), (2, 1, 10), (2, 2, 40)]
    >>> answers = pd.DataFrame([(a, b) for a, b, n in table for _ in range(n)], columns=["a", "b"])
    >>> round(float(polychoric(answers).correlation.loc["a", "b"]), 4)  # sin(π/2 · (0.8 - 0.2))
    0.809
    """
    given = None if weights is None else np.asarray(weights, dtype=float)
    categories = Categories.of(answers)
    margins, found = tables(categories, given)
    p, most = len(categories.items), found.shape[1]
    cuts = [special.ndtri(np.cumsum(margin)[:-1] / max(margin.sum(), LEAST)) for margin in margins]
    padded = np.full((p, most - 1), normal_pairs.FAR)
    for at, own in enumerate(cuts):
        padded[at, : len(own)] = own
    first, second = np.triu_indices(p, 1)
    counts = np.array(categories.counts)
    empty = _empty(found, counts[first], counts[second])
    observed = _corrected(found, empty, counts[first], counts[second], correct)
    # as with Pearson's, a pair of which one item does not vary among those who answered both has none
    known = ((found.sum(axis=2) > 0).sum(axis=1) > 1) & ((found.sum(axis=1) > 0).sum(axis=1) > 1)
    rho, cdf = _solve(observed, padded[first], padded[second], known)
    total = np.maximum(observed.sum(axis=(1, 2)), LEAST)
    people = total if given is None else _effective(categories, given, first, second)
    influence = _influence(padded[first], padded[second], rho, cdf)
    share = observed / total[:, None, None]
    variance = np.divide(
        (share * influence**2).sum(axis=(1, 2)), people, out=np.full(len(rho), np.inf), where=people > 0
    )
    names = list(categories.items)

    def square(values: Array, diagonal: float | Array) -> pd.DataFrame:
        whole = np.zeros((p, p))
        whole[first, second] = whole[second, first] = values
        np.fill_diagonal(whole, diagonal)
        return pd.DataFrame(whole, index=names, columns=names)

    own = np.array([margin.sum() for margin in margins])
    return Polychoric(
        correlation=square(np.where(known, rho, np.nan), 1.0),
        thresholds={name: tuple(map(float, own)) for name, own in zip(names, cuts, strict=True)},
        variance=square(np.where(known, variance, np.nan), 0.0),
        pairs=square(people, own),
        sparse=_named(names, first, second, empty.any(axis=(1, 2))),
        unbounded=_named(names, first, second, known & (np.abs(rho) >= MOST - 1e-6)),
        influence=influence,
    )


def sampling_covariance(answers: pd.DataFrame, found: Polychoric) -> Array:
    """Sampling covariance of all correlations, pairs × pairs, from the people who answered everything.

    For weighted least squares; needs many more people than pairs to be invertible.
    """
    categories = Categories.of(answers)
    whole = categories.codes[(categories.codes >= 0).all(axis=1)]
    first, second = np.triu_indices(len(categories.items), 1)
    each = found.influence[np.arange(len(first)), whole[:, first], whole[:, second]]
    return np.asarray(np.cov(each, rowvar=False, bias=True) / len(whole), dtype=float)


def _solve(table: Array, a: Array, b: Array, known: npt.NDArray[np.bool_]) -> tuple[Array, Array]:
    """The likeliest correlation of every table, by Newton's steps, and the distribution at it."""
    total = table.sum(axis=(1, 2))
    rho = _start(table, a, b)
    cdf = normal_pairs.independent(a, b) + normal_pairs.moved(a, b, np.zeros_like(rho), rho, 16)
    active = np.flatnonzero(known)
    lowest, highest = np.full(len(rho), -MOST), np.full(len(rho), MOST)
    for _ in range(ROUNDS):
        x, y, n, r = a[active], b[active], table[active], rho[active]
        cells = np.maximum(_cells(cdf[active], x, y), LEAST)
        phi = normal_pairs.density(x, y, r)
        slope = _differences(phi)
        bend = _differences(normal_pairs.density_slope(x, y, r, phi))
        ratio = slope / cells
        score = (n * ratio).sum(axis=(1, 2))
        observed = (n * (ratio**2 - bend / cells)).sum(axis=(1, 2))
        expected = total[active] * (slope * ratio).sum(axis=(1, 2))
        stiff = np.where(observed > 0.2 * expected, observed, np.maximum(expected, LEAST))
        # the score's sign says on which side of the optimum this is; a step beyond a known side is halved back
        lowest[active] = np.where(score > 0, np.maximum(lowest[active], r), lowest[active])
        highest[active] = np.where(score < 0, np.minimum(highest[active], r), highest[active])
        step = r + score / stiff
        far = np.abs(score / stiff) > CLOSE
        outside = far & ((step <= lowest[active]) | (step >= highest[active]))
        low, high = lowest[active], highest[active]
        step = np.where(outside, (low + high) / 2, step)
        step = np.where(outside & (high >= MOST) & (score > 0), (r + 3 * MOST) / 4, step)
        step = np.where(outside & (low <= -MOST) & (score < 0), (r - 3 * MOST) / 4, step)
        step = np.clip(step, -MOST, MOST)
        cdf[active] += normal_pairs.moved(x, y, r, step, _nodes(r, step))
        rho[active] = step
        active = active[np.abs(step - r) > CLOSE]
        if not len(active):
            break
    return rho, cdf


def _nodes(rho: Array, to: Array) -> int:
    """Nodes that leave no error beyond rounding on the longest way, along the arcsine."""
    way = float(np.abs(np.arcsin(to) - np.arcsin(rho)).max(initial=0.0))
    steep = float(np.abs(to).max(initial=0.0))
    if steep > 0.95:
        return 16
    return 3 if way < 0.01 else 5 if way < 0.08 else 10


def _start(table: Array, a: Array, b: Array) -> Array:
    """The correlation of the categories' expected normal scores, undone for what categories hide."""
    total = np.maximum(table.sum(axis=(1, 2)), LEAST)
    x, y = _scores(a), _scores(b)
    row, column = table.sum(axis=2) / total[:, None], table.sum(axis=1) / total[:, None]
    mean_x, mean_y = (row * x).sum(axis=1), (column * y).sum(axis=1)
    cross = np.einsum("pij,pi,pj->p", table, x, y) / total - mean_x * mean_y
    spread = ((row * x**2).sum(axis=1) - mean_x**2) * ((column * y**2).sum(axis=1) - mean_y**2)
    return np.asarray(np.clip(cross / np.maximum(spread, 1e-6), -0.8, 0.8), dtype=float)


def _scores(cuts: Array) -> Array:
    edges = np.full((len(cuts), 1), normal_pairs.FAR)
    ends = np.concatenate([-edges, cuts, edges], axis=1)
    heights, areas = np.exp(-(ends**2) / 2) / np.sqrt(2 * np.pi), np.diff(special.ndtr(ends), axis=1)
    return np.asarray(
        np.divide(-np.diff(heights, axis=1), areas, out=np.zeros_like(areas), where=areas > 1e-12),
        dtype=float,
    )


def _cells(cdf: Array, a: Array, b: Array) -> Array:
    """Probabilities of the cells from the distribution at their upper corners."""
    pairs, rows, columns = cdf.shape
    whole = np.zeros((pairs, rows + 2, columns + 2))
    whole[:, 1:-1, 1:-1] = cdf
    whole[:, 1:-1, -1] = special.ndtr(a)
    whole[:, -1, 1:-1] = special.ndtr(b)
    whole[:, -1, -1] = 1.0
    return np.diff(np.diff(whole, axis=1), axis=2)


def _differences(corner: Array) -> Array:
    """The same for a density, which is zero on every edge."""
    return np.diff(np.diff(np.pad(corner, ((0, 0), (1, 1), (1, 1))), axis=1), axis=2)


def _influence(a: Array, b: Array, rho: Array, cdf: Array) -> Array:
    """What a person in each cell adds to the correlation, thresholds and all; pairs × cells."""
    cells = np.maximum(_cells(cdf, a, b), LEAST)
    ratio = _differences(normal_pairs.density(a, b, rho)) / cells
    ratio = np.where(cells > 1e-10, ratio, 0.0)
    information = np.maximum((cells * ratio**2).sum(axis=(1, 2)), LEAST)
    of_rows = _threshold_part(a, b, rho, ratio)
    of_columns = _threshold_part(b, a, rho, ratio.transpose(0, 2, 1))
    whole = ratio - of_rows[:, :, None] - of_columns[:, None, :]
    return np.asarray(whole / information[:, None, None], dtype=float)


def _threshold_part(a: Array, b: Array, rho: Array, ratio: Array) -> Array:
    """Influence through the thresholds of the row item, for a person in each row; pairs × rows."""
    edges = np.full((len(b), 1), normal_pairs.FAR)
    ends = np.concatenate([-edges, b, edges], axis=1)
    rest = np.sqrt(1 - rho**2)[:, None, None]
    within = np.diff(special.ndtr((ends[:, None, :] - rho[:, None, None] * a[:, :, None]) / rest), axis=2)
    # the threshold's density cancels between its pull on the correlation and its own influence
    pull = (within * (ratio[:, :-1] - ratio[:, 1:])).sum(axis=2)
    below = (np.arange(a.shape[1] + 1)[:, None] <= np.arange(a.shape[1])[None, :]).astype(float)
    found = np.einsum("pk,pik->pi", pull, below[None] - special.ndtr(a)[:, None, :])
    return np.asarray(found, dtype=float)


def _empty(table: Array, rows: Array, columns: Array) -> npt.NDArray[np.bool_]:
    inside = (np.arange(table.shape[1])[None, :, None] < rows[:, None, None]) & (
        np.arange(table.shape[2])[None, None, :] < columns[:, None, None]
    )
    return np.asarray(inside & (table <= 0), dtype=bool)


def _corrected(
    table: Array, empty: npt.NDArray[np.bool_], rows: Array, columns: Array, correct: float
) -> Array:
    found = np.where(empty & (correct > 0), correct, table)
    for at in np.flatnonzero((rows == 2) & (columns == 2)):
        blank = empty[at, :2, :2]
        if blank.sum() == 1:
            sign = 1.0 if blank[0, 0] or blank[1, 1] else -1.0
            found[at, :2, :2] = table[at, :2, :2] + sign * HALF * np.array([[1.0, -1.0], [-1.0, 1.0]])
    return np.asarray(np.maximum(found, 0.0), dtype=float)


def _effective(categories: Categories, weights: Array, first: Places, second: Places) -> Array:
    seen = (categories.codes >= 0).astype(float)
    if (seen == 1).all():
        return np.full(len(first), effective_base(weights))
    total = (seen * weights[:, None]).T @ seen
    squares = (seen * weights[:, None] ** 2).T @ seen
    both = np.divide(total**2, squares, out=np.zeros_like(total), where=squares > 0)
    return np.asarray(both[first, second], dtype=float)


def _named(
    names: list[str], first: Places, second: Places, flags: npt.ArrayLike
) -> tuple[tuple[str, str], ...]:
    return tuple((names[first[at]], names[second[at]]) for at in np.flatnonzero(flags))
