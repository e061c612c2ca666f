"""Small groups that a likelihood sees and the segments do not show: how large they are, and where their people are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from psychoseg.segments.candidates import Candidates
from psychoseg.segments.methods import Method
from psychoseg.segments.order import thinned
from psychoseg.segments.soft import soften
from psychoseg.stats.intervals import Estimator
from psychoseg.stats.moments import effective_base

Array = npt.NDArray[np.float64]

MOST_PEOPLE = 20_000
SMALL = 0.1
FEWEST_PEOPLE = 20
"""Effective people; a likelihood finds fewer where there is only a tail."""
SURE = 0.7
"""Mean probability with which members belong to a group that is one."""
SHOWN = 0.6
"""Jaccard similarity with a segment from which it shows the group."""
MOST_PARTS = 2
PARTED = 0.9
"""Density in the gap between a group and its neighbour, as a share of the group's own, up to which they are two; in the
tail of one skewed cloud density falls all the way."""
GRID = 60


@dataclass(frozen=True, slots=True)
class SmallGroup:
    """A group of its own by likelihood that is part of larger segments.

    Parameters
    ----------
    numbers : int
        How many groups the likelihood is best with.
    share, low, high : float
        Of people, with its interval.
    people : float
        Effective.
    parts : tuple of (int, float)
        The segments that hold most of it (from 1), each with its share of the group.
    own : bool
        Whether the likelihood is the method's own, not that of normal groups begun at its segments.
    """

    numbers: int
    share: float
    low: float
    high: float
    people: float
    parts: tuple[tuple[int, float], ...]
    own: bool

    @property
    def words(self) -> str:
        """What a reader must know of it."""
        where = " and ".join(f"{share:.0%} in segment {segment}" for segment, share in self.parts)
        ask = (
            f"segments: {self.numbers}"
            if self.own
            else f"segments: {self.numbers} with method: mixture (k-means rather divides a large group than parts a small one)"
        )
        return (
            f"A small group stays hidden in larger segments: {self.share:.0%} of people ({self.low:.0%} to {self.high:.0%}; "
            f"{self.people:.0f} effective) are a group of their own by likelihood, which is best with {self.numbers} groups; "
            f"{where}. To see them apart, ask for {ask}."
        )


def small_groups(
    X: Array, points: Array, weights: Array, candidates: Candidates, solutions: Mapping[int, Method]
) -> tuple[SmallGroup, ...]:
    """Groups of less than a tenth that the best likelihood parts and the chosen segments do not.

    Parameters
    ----------
    X : ndarray, people × columns
        What segments were formed from.
    points : ndarray, people × columns
        The same people as complete numbers.
    weights : ndarray, people
    candidates : Candidates
        With the vote of BIC, which takes the number of groups.
    solutions : mapping of int to Method
        Fitted, by number of segments.

    Returns
    -------
    tuple of SmallGroup
        The largest first; empty where one group is likeliest, answers have too few values for normal groups, or the
        segments show all.

    Notes
    -----
    k-means weighs every person alike, so it divides a group of two fifths before it parts one of a twentieth
    (Steinley & Brusco 2011, *Psychological Methods* 16, 63-79); a mixture begun at its segments moves to the small
    group in the course of EM. A segment shows a group where their Jaccard similarity is .6 or more.

    Normal groups also describe one skewed cloud by pieces of its tail. So nothing is told where the best number is the
    largest that was compared, for then a likelihood describes a shape and does not count groups; nor of a group towards
    which the density does not rise again, seen along the discriminant from each other group.

    Examples
    --------
    >>> from psychoseg.segments.candidates import Tried, Vote
    >>> from psychoseg.segments.methods import WeightedKMeans
    >>> rng = np.random.default_rng(2)
    >>> X = np.repeat([[0.0, 0], [6, 0], [9, 3]], [500, 450, 50], axis=0) + rng.normal(size=(1000, 2))
    >>> fits = {k: WeightedKMeans(k).fit(X) for k in (2, 3, 4)}
    >>> chosen = Candidates((), 2, "", votes=(Vote("BIC", 3, "smallest"),))
    >>> [(round(one.share, 2), one.parts[0][0]) for one in small_groups(X, X, np.ones(1000), chosen, fits)]
    [(0.05, 2)]
    """
    number = next((vote.segments for vote in candidates.votes if vote.criterion == "BIC"), 1)
    if number < 2 or number not in solutions or (number == max(solutions) and number != candidates.chosen):
        return ()
    rows = thinned(points, weights, MOST_PEOPLE)
    given, model = weights[rows], solutions[number]
    own = hasattr(model, "loglik_")
    posterior = model.predict_proba(X[rows]) if own else _softened(points[rows], model.labels_[rows], given)
    if posterior is None:
        return ()
    groups, segments = posterior.argmax(axis=1), solutions[candidates.chosen].labels_[rows]
    found = []
    for at in range(number):
        members = groups == at
        mass = given * posterior[:, at]
        if mass.sum() >= SMALL * given.sum() or effective_base(given[members]) < FEWEST_PEOPLE:
            continue
        if (
            np.average(posterior[members, at], weights=given[members]) < SURE
            or _gap(points[rows], given, posterior, at) > PARTED
        ):
            continue
        held = np.bincount(segments[members], weights=given[members], minlength=candidates.chosen)
        either = np.bincount(segments, weights=given, minlength=candidates.chosen) + held.sum() - held
        if (held / either).max() >= SHOWN:
            continue
        share = Estimator().share(members.astype(float), given, keep=True)
        parts = tuple(
            (int(one) + 1, float(held[one] / held.sum()))
            for one in np.argsort(-held)[:MOST_PARTS]
            if held[one] > 0
        )
        found.append(SmallGroup(number, share.value or 0.0, share.low or 0.0, share.high or 0.0, effective_base(given[members]), parts, own))  # fmt: skip
    return tuple(sorted(found, key=lambda one: -one.share))


def _softened(points: Array, labels: npt.NDArray[np.int64], weights: Array) -> Array | None:
    found = soften(points, labels, weights)
    return None if found is None else found.posterior


def _gap(points: Array, weights: Array, posterior: Array, at: int) -> float:
    """The lowest density on the way from another group to this one, as a share of the highest at its end; of all ways the largest."""
    groups, mass = posterior.argmax(axis=1), posterior * (weights / weights.sum())[:, None]
    shares = np.maximum(mass.sum(axis=0), 1e-12)
    points = points - mass.sum(axis=1) @ points
    centres = (mass.T @ points) / shares[:, None]
    inner = np.linalg.pinv((points * mass.sum(axis=1)[:, None]).T @ points - (centres.T * shares) @ centres)
    found = 0.0
    for other in set(range(len(centres))) - {at}:
        both = (groups == at) | (groups == other)
        way = inner @ (centres[at] - centres[other])
        long = float(np.sqrt(max((centres[at] - centres[other]) @ way, 1e-12)))
        along = (points[both] - centres[other]) @ way / long
        grid = np.linspace(0, long + 1, GRID)
        width = 1.06 * effective_base(weights[both]) ** -0.2
        dense = np.exp(-(((grid[:, None] - along) / width) ** 2) / 2) @ weights[both]
        peak = int(np.where(grid >= 0.75 * long, dense, -1.0).argmax())
        found = max(found, float(dense[: peak + 1].min() / max(dense[peak], 1e-300)))
    return found
