"""Would these segments come back in another sample? Resample, group again, compare."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment

from psychoseg.segments.agreement import adjusted_rand, overlap
from psychoseg.segments.criteria.within import jaccards
from psychoseg.segments.kernel import lloyd
from psychoseg.segments.kernel.seeding import plus_plus, swapped
from psychoseg.segments.methods import Method
from psychoseg.segments.methods.kmeans import SETTLED, mean_variance
from psychoseg.segments.rows import Rows

Array = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]

FIRM, TENDENCY = 0.75, 0.6
"""Jaccard similarities from which a segment is firm, and below which it is not to be trusted (Hennig 2007)."""

STARTS, SWAPS = 5, 5
"""Starts for each resample, and attempts of each to move a centre elsewhere. With ten plain starts, the published
five segments of fast food's image came back by .62 (median adjusted Rand index), with these by .75 and with two
hundred starts by .96: what looked like chance in the sample was chance in the search."""

MOST_WEIGHTS = 2_000_000
"""Weights of resamples held at once, so that memory does not grow with their number."""


@dataclass(frozen=True, slots=True)
class Resample:
    """A bootstrap sample of people, drawn anew from its seed each time it is asked for."""

    people: int
    seed: int

    def counts(self) -> Labels:
        """How often each person was drawn."""
        drawn = np.random.default_rng(self.seed).integers(self.people, size=self.people)
        return np.bincount(drawn, minlength=self.people)


def resamples(people: int, pairs: int, rng: np.random.Generator) -> list[tuple[Resample, Resample]]:
    """Pairs of bootstrap samples, the same for every number of segments that is compared."""
    seeds = rng.integers(2**31 - 1, size=(pairs, 2))
    return [(Resample(people, int(one)), Resample(people, int(other))) for one, other in seeds]


Maker = Callable[[int, int], Method]
"""Makes a method from a number of segments and a seed."""


def refits(
    X: Array,
    weights: Array,
    numbers: Iterable[int],
    samples: list[Resample],
    method: Maker | None = None,
    starts: int = STARTS,
    swaps: int = SWAPS,
) -> Iterator[tuple[int, Rows, Labels]]:
    """Everybody's segment by bootstrap samples' own segments.

    Parameters
    ----------
    X : array, people × columns
    weights : array, people
    numbers : iterable of int
        Numbers of segments.
    samples : list of Resample
        Handled a portion at a time; memory does not grow with their number.
    method : callable, optional
        k-means where left out.
    starts, swaps : int
        Of k-means.

    Yields
    ------
    int, Rows, array
        A number of segments, the distinct rows, and for a portion of the samples the segment of each row,
        samples × rows.
    """
    rows = Rows.of(X, weights)
    taken = rows.place >= 0
    size = 2 * max(MOST_WEIGHTS // (2 * len(rows.values) * starts), 1)
    for at in range(0, len(samples), size):
        chosen = samples[at : at + size]
        drawn = np.array(
            [
                np.bincount(rows.place[taken], weights=(one.counts() * weights)[taken], minlength=len(rows.values))
                for one in chosen
            ]
        )  # fmt: skip
        if method is None:
            for number, labels in _kmeans(rows, drawn, set(numbers), chosen, starts, swaps):
                yield number, rows, labels
            continue
        for number in numbers:
            found = [
                method(number, one.seed).fit(rows.values[own > 0], sample_weight=own[own > 0]).predict(rows.values)
                for one, own in zip(chosen, drawn, strict=True)
            ]  # fmt: skip
            yield number, rows, np.array(found)


def _kmeans(
    rows: Rows, drawn: Array, numbers: set[int], samples: list[Resample], starts: int, swaps: int
) -> Iterator[tuple[int, Labels]]:
    """The best of a few starts for each sample, all samples at once; the starts of fewer clusters are those of more."""
    seeds = [sample.seed for sample in samples]
    rest = SETTLED * mean_variance(rows.values, rows.weights)
    weights = np.repeat(drawn, starts, axis=0)
    first = plus_plus(rows.values, weights, max(numbers), np.random.default_rng(seeds))
    for number in sorted(numbers):
        rng = np.random.default_rng([number, *seeds])
        ends = lloyd(rows.values, weights, first[:, :number], tolerance=rest)
        for _ in range(swaps if number > 1 else 0):
            ends = ends.improved(
                lloyd(rows.values, weights, swapped(rows.values, weights, ends, rng), tolerance=rest)
            )
        yield number, ends.best_of(starts).labels.astype(np.int64)


def stabilities(
    X: Array,
    weights: Array,
    numbers: Iterable[int],
    pairs: list[tuple[Resample, Resample]],
    method: Maker | None = None,
    starts: int = STARTS,
    swaps: int = SWAPS,
) -> dict[int, Array]:
    """Adjusted Rand index between the two solutions of each pair of bootstrap samples, by number of segments.

    1 is the same solution every time, 0 no better than chance.

    Notes
    -----
    Dolnicar, S. & Leisch, F. (2010), *Marketing Letters* 21, 83-101.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> X = np.repeat([[0.0, 0.0], [9.0, 0.0], [0.0, 9.0]], 50, axis=0) + rng.normal(size=(150, 2))
    >>> stabilities(X, np.ones(150), [3], resamples(150, 4, rng))[3].tolist()
    [1.0, 1.0, 1.0, 1.0]
    """
    numbers = sorted(set(numbers))
    flat = [sample for pair in pairs for sample in pair]
    found: dict[int, list[float]] = {number: [] for number in numbers}
    for number, rows, labels in refits(X, weights, numbers, flat, method, starts, swaps):
        counted = _counted(rows, weights)
        found[number] += [
            adjusted_rand(one, other, *counted) for one, other in zip(labels[::2], labels[1::2], strict=True)
        ]
    return {number: np.array(values) for number, values in found.items()}


@dataclass(frozen=True, slots=True, eq=False)
class Redrawn:
    """What pairs of bootstrap samples say of one solution.

    Parameters
    ----------
    agreement : ndarray, pairs
        Adjusted Rand index between the two samples' own solutions.
    back : ndarray, pairs × segments
        How far each segment of the solution comes back (Jaccard), the mean over the pair.
    """

    agreement: Array
    back: Array


def redrawn(
    X: Array,
    weights: Array,
    solutions: Mapping[int, Labels],
    pairs: list[tuple[Resample, Resample]],
    method: Maker | None = None,
) -> dict[int, Redrawn]:
    """Global and segment-level stability of several solutions from the same refits.

    Parameters
    ----------
    X : array, people × columns
    weights : array, people
    solutions : mapping of int to array
        The segment of each person, from 0, by number of segments.
    pairs : list
    method : callable, optional
        k-means where left out.

    Notes
    -----
    Dolnicar, S. & Leisch, F. (2010), *Marketing Letters* 21, 83-101; (2017), *Marketing Letters* 28, 423-436.
    """
    flat, taken = [sample for pair in pairs for sample in pair], weights > 0
    agreed: dict[int, list[float]] = {number: [] for number in solutions}
    back: dict[int, list[Array]] = {number: [] for number in solutions}
    for number, rows, labels in refits(X, weights, sorted(solutions), flat, method):
        counted, own = _counted(rows, weights), solutions[number][taken]
        agreed[number] += [
            adjusted_rand(one, other, *counted) for one, other in zip(labels[::2], labels[1::2], strict=True)
        ]
        back[number] += [jaccards(own, again[rows.place[taken]], weights[taken]) for again in labels]
    return {
        number: Redrawn(
            np.array(agreed[number]), np.array(back[number]).reshape(len(pairs), 2, -1).mean(axis=1)
        )
        for number in solutions
    }


def global_stability(
    X: Array,
    weights: Array,
    segments: int,
    pairs: list[tuple[Resample, Resample]],
    method: Maker | None = None,
) -> Array:
    """The same for one number of segments."""
    return stabilities(X, weights, [segments], pairs, method)[segments]


def segment_stability(
    X: Array,
    weights: Array,
    labels: Labels,
    pairs: list[tuple[Resample, Resample]],
    method: Maker | None = None,
) -> Array:
    """Jaccard similarity of each segment with its counterpart in each refit, refits × segments.

    Notes
    -----
    Hennig, C. (2007), *Computational Statistics & Data Analysis* 52, 258-271, with counterparts
    chosen one to one. Above .75 a segment is stable; below .6 it is not to be trusted.
    """
    segments, taken = int(labels.max()) + 1, weights > 0
    found = []
    for _, rows, portion in refits(X, weights, [segments], [one for one, _ in pairs], method):
        for again in portion:
            shared = overlap(labels[taken], again[rows.place[taken]], weights[taken], segments)
            union = shared.sum(axis=1)[:, None] + shared.sum(axis=0)[None, :] - shared
            jaccard = np.divide(shared, union, out=np.zeros_like(shared), where=union > 0)
            at, to = linear_sum_assignment(-jaccard)
            found.append(jaccard[at, to])
    return np.array(found)


def _counted(rows: Rows, weights: Array) -> tuple[Array, Array]:
    """The sums of the weights and of their squares over the people of each row."""
    taken = rows.place >= 0
    return rows.weights, np.bincount(rows.place[taken], weights=weights[taken] ** 2).astype(float)
