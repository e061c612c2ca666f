"""Every way of forming segments beside every number of them, with how far they agree."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from psychoseg.errors import PsychosegError
from psychoseg.segments.agreement import adjusted_rand
from psychoseg.segments.coordinates import coordinates
from psychoseg.segments.criteria import silhouette
from psychoseg.segments.criteria.spread import within
from psychoseg.segments.methods import METHODS, Method, made
from psychoseg.segments.order import thinned

Array = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]

MOST_PEOPLE = 1000
"""Methods are compared on at most so many people, spread over all kinds; some grow with the square."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One method with one number of segments.

    Parameters
    ----------
    method : str
        In words.
    segments : int
    explained, silhouette, smallest : float or None
        None where it could not be formed.
    same_number : float or None
        Adjusted Rand index with the first method's solution of as many segments.
    with_chosen : float or None
        The same with the segments that are reported.
    bic : float or None
        Of methods with a likelihood.
    why_not : str
        Why it could not be formed; empty where it was.
    """

    method: str
    segments: int
    explained: float | None = None
    silhouette: float | None = None
    smallest: float | None = None
    same_number: float | None = None
    with_chosen: float | None = None
    bic: float | None = None
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """All methods and numbers, on so many people; ``agreed`` is the mean agreement by number."""

    compared: tuple[Compared, ...]
    people: int
    agreed: tuple[tuple[int, float], ...]

    @property
    def words(self) -> str:
        """The number on which methods agree most."""
        if not self.agreed:
            return "There is one method only; nothing to compare it with."
        number, value = max(self.agreed, key=lambda entry: (round(entry[1], 2), entry[0]))
        return (
            f"Methods agree most on {number} segments (mean adjusted Rand index {value:.2f} with the first)."
        )


def compare_methods(
    X: Array,
    weights: Array,
    numbers: range,
    chosen: Labels,
    *,
    methods: Mapping[str, type[Method]] = METHODS,
    nominal: tuple[int, ...] = (),
    ordinal: tuple[int, ...] = (),
    coded: Array | None = None,
    starts: int = 10,
    seed: int = 0,
    told: Callable[[str], None] = lambda _: None,
) -> Comparison:
    """Form every number of segments by every method.

    Parameters
    ----------
    X : ndarray, people × columns
    weights : ndarray, people
    numbers : range
    chosen : ndarray of int, people
        The segments that are reported, from 0.
    methods : mapping of str to type of Method
        The first is what the others are held against.
    nominal, ordinal : tuple of int
        Columns that hold categories, and ranks. Methods that do not take these, or missing answers, are given
        :func:`~psychoseg.segments.coordinates.coordinates` instead.
    coded : ndarray, people × columns, optional
        The same answers as categories and ranks, which ``nominal`` and ``ordinal`` then speak of; ``X`` holds numbers
        only and goes to the methods that need these.
    starts : int
        Of each method that has any.
    seed : int
    told : callable
        Is given a line of progress for each method.

    Returns
    -------
    Comparison
        A method that refuses (weights, say) is there with its reason.

    Examples
    --------
    >>> X = np.array([[0.0], [0.5], [9.0], [9.5]])
    >>> found = compare_methods(X, np.ones(4), range(2, 3), np.array([0, 0, 1, 1]))
    >>> found.compared[0].with_chosen
    1.0
    """
    rows = thinned(X, weights, MOST_PEOPLE)
    X, weights, chosen = X[rows], weights[rows], chosen[rows]
    points = coordinates(X, weights, nominal=nominal if coded is None else ())
    codes = X if coded is None else coded[rows]
    centre = np.average(points, axis=0, weights=weights)
    total = float((weights[:, None] * (points - centre) ** 2).sum())
    first: dict[int, Labels] = {}
    found: list[Compared] = []
    for method in methods.values():
        told(f"comparing methods: {method.words}")
        for number in numbers:
            try:
                given = {"nominal": nominal, "ordinal": ordinal} if method.takes_nominal else {}
                model = made(method, number, starts=starts, seed=seed, options=given)
                model.fit(codes if method.takes_nominal else points, sample_weight=weights)
            except PsychosegError as no:
                found.append(Compared(method.words, number, why_not=str(no)))
                continue
            labels = np.asarray(model.labels_, dtype=np.int64)
            first.setdefault(number, labels)
            sizes = np.bincount(labels, weights=weights, minlength=number)
            likely = hasattr(model, "loglik_")
            found.append(
                Compared(
                    method.words, number, 1 - within(points, labels, weights) / total, silhouette(points, labels, weights),
                    float(sizes.min() / sizes.sum()), adjusted_rand(first[number], labels, weights),
                    adjusted_rand(chosen, labels, weights),
                    -2 * float(model.loglik_) + float(model.n_parameters_) * float(np.log(weights.sum())) if likely else None,
                )
            )  # fmt: skip
    others = [one for one in found if one.same_number is not None and one.method != found[0].method]
    agreed = {
        number: [one.same_number or 0.0 for one in others if one.segments == number] for number in numbers
    }
    return Comparison(
        tuple(found),
        len(X),
        tuple((number, float(np.mean(values))) for number, values in agreed.items() if values),
    )
