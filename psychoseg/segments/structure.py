"""Are there segments in these people at all? The data against data of the same shape without any."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.cluster import KMeans
from sklearn.exceptions import ConvergenceWarning
from sklearn.mixture import GaussianMixture

from psychoseg.segments.choice import REPRODUCIBLE
from psychoseg.segments.clouds import cloud
from psychoseg.segments.local_independence import likelihood, two_valued
from psychoseg.segments.stability import global_stability, resamples

Array = npt.NDArray[np.float64]

VERDICTS = ("natural", "reproducible", "constructed", "none")
"""From groups that are there to groups that are not: see :class:`Structure`."""

LEVEL = 0.025
"""Each of the two questions is asked at this level, so that data without segments pass both in 95 of 100 studies."""

LIKE_DATA = 39
LIKE_RESAMPLES = 39
PAIRS = 3
STARTS, STEPS, SETTLED, RIDGE = 3, 30, 1e-3, 1e-4
MOST_GROUPS = 5
"""Numbers above this are tested only where one of them was chosen; groups that are there show at fewer."""

MOST_PEOPLE = 3000
"""Larger samples are tested on so many people, drawn by their weights; the answer is the same and comes sooner."""

SHAKY = 0.5


@dataclass(frozen=True, slots=True)
class Structure:
    """Whether segments are found or made.

    Parameters
    ----------
    verdict : str
        ``natural``: people lie in groups with fewer people between them than one cloud of the same
        shape would have, and another sample finds the same groups. ``reproducible``: only one of the
        two, and ``words`` say which. ``constructed``: one cloud, which the segments divide. ``none``: one cloud, and another
        sample would divide it elsewhere.
    separation_p : float
        Share of clouds of the same shape in which groups fit as much better than in the average cloud
        as they do here, over all numbers of segments compared.
    stability_p : float
        Share of such clouds whose segments, as many as were chosen, come back as well in resamples.
    gain, gain_without : float
        By how much the number chosen fits better than one group, in log-likelihood a person: for
        these people, and on average for the clouds.
    people : int
        How many the test was run on.
    """

    verdict: str
    separation_p: float
    stability_p: float
    gain: float
    gain_without: float
    people: int

    @property
    def words(self) -> str:
        """The verdict as a client can read it."""
        if self.verdict == "reproducible" and self.separation_p <= LEVEL:
            return (
                "The segments are reproducible in part: people gather in groups more than chance and the shape of their answers would make them, "
                "but another sample would draw the borders elsewhere. Read the segments as regions, not as kinds of people."
            )
        return {
            "natural": "The segments are natural: people gather around them more than chance and the shape of the scores would make them, and another sample would find the same groups.",
            "reproducible": "The segments are reproducible: another sample would draw them much alike, but there is no clear gap between them; people near a border are like their neighbours.",
            "constructed": "The segments are constructed: people form one continuum, which the segments divide in a way that can be repeated. Use them to address people differently, not as kinds of people.",
            "none": "No segments were found: people form one continuum, and another sample would divide it elsewhere. Do not build on these groups.",
        }[self.verdict]


def structure(
    X: Array,
    weights: Array,
    chosen: int,
    numbers: range,
    stability: float,
    rng: np.random.Generator,
    told: Callable[[str], None] = lambda _: None,
    *,
    levels: Sequence[Sequence[int]] = (),
) -> Structure:
    """Test segments against clouds of one peak with the same spreads, correlations and skew.

    Parameters
    ----------
    X : array, people × scores
    weights : array, people
    chosen : int
        The number of segments reported.
    numbers : range
        All numbers that were compared; the test allows for the choice among them.
    stability : float
        Median adjusted Rand index of the chosen number.
    rng : Generator
    told : callable
        Is given lines of progress.
    levels : sequence of sequences of int
        Columns that are 0/1 for the answers to one question that exclude each other.

    Returns
    -------
    Structure

    Notes
    -----
    The clouds are those of :func:`psychoseg.segments.clouds.cloud`. The statistic is the log-likelihood that normal groups of one common covariance gain over a single group, begun at the
    k-means centres, standardised for each number by the clouds and largest over all numbers: a parametric
    bootstrap as in McLachlan, G. J. (1987), *Applied Statistics* 36, 318-324, with a wider null. The three
    kinds of segments are those of Dolnicar, S., Grün, B. & Leisch, F. (2018), *Market Segmentation
    Analysis*, ch. 7.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> one = rng.normal(size=(300, 2))
    >>> three = np.repeat([[0, 0], [6, 0], [0, 6]], 100, axis=0) + one
    >>> structure(three, np.ones(300), 3, range(2, 5), 1.0, rng).verdict
    'natural'
    """
    told("testing whether there are segments at all")
    people = _sample(X, weights, rng)
    draw = cloud(people, rng, levels)
    ones = np.ones(len(people))
    counts = sorted({*(number for number in numbers if number <= MOST_GROUPS), chosen})
    gains = np.array([_gains(people, counts), *(_gains(draw(), counts) for _ in range(LIKE_DATA))])
    spread = np.maximum(gains.std(axis=0, ddof=1), 1e-12)
    best = ((gains - gains.mean(axis=0)) / spread).max(axis=1)
    separation = float((best >= best[0]).mean())
    again = []
    for _ in range(LIKE_RESAMPLES):
        pairs = resamples(len(people), PAIRS, rng)
        again.append(float(np.median(global_stability(draw(), ones, chosen, pairs))))
    repeated = (1 + sum(value >= stability for value in again)) / (LIKE_RESAMPLES + 1)
    at = counts.index(chosen)
    return Structure(
        _verdict(separation <= LEVEL, repeated <= LEVEL, stability),
        separation,
        repeated,
        float(gains[0, at]),
        float(gains[1:, at].mean()),
        len(people),
    )


def _verdict(separated: bool, repeated: bool, stability: float) -> str:
    if separated and stability >= REPRODUCIBLE:
        return "natural"
    if separated or repeated:
        return "reproducible"
    return "constructed" if stability >= SHAKY else "none"


def _sample(X: Array, weights: Array, rng: np.random.Generator) -> Array:
    """All people, or as many as the test needs; drawn by weight where weights differ."""
    size = min(len(X), MOST_PEOPLE)
    if size == len(X) and np.ptp(weights) == 0:
        return X
    if size == len(X):
        size = max(int(weights.sum() ** 2 / (weights**2).sum()), 2)
    rows = rng.choice(len(X), size=size, replace=False, p=weights / weights.sum())
    return X[np.sort(rows)]


def _gains(X: Array, counts: list[int]) -> Array:
    """How much better so many groups fit than a single one, in mean log-likelihood."""
    if two_valued(X).any():
        alone = likelihood(X, np.zeros(len(X), dtype=np.int64))
        return np.array(
            [likelihood(X, _nearest(X, count).labels_.astype(np.int64)) - alone for count in counts]
        )
    single = GaussianMixture(1, covariance_type="tied", reg_covar=RIDGE).fit(X).score(X)
    return np.array([_fit(X, count) - single for count in counts])


def _nearest(X: Array, count: int) -> KMeans:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # fewer different rows than groups
        return KMeans(count, n_init=STARTS, random_state=count).fit(X)


def _fit(X: Array, count: int) -> float:
    found = _nearest(X, count)
    apart = X - found.cluster_centers_[found.labels_]
    within = apart.T @ apart / len(X) + RIDGE * np.eye(X.shape[1])
    mixture = GaussianMixture(
        count, covariance_type="tied", reg_covar=RIDGE, max_iter=STEPS, tol=SETTLED, random_state=0,
        init_params="random_from_data", weights_init=np.bincount(found.labels_, minlength=count) / len(X),
        means_init=found.cluster_centers_, precisions_init=np.linalg.inv(within),
    )  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # clouds and data stop after as many steps
        return float(mixture.fit(X).lower_bound_)
