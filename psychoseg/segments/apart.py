"""Which segments can be told apart, which overlap, and what merging two would change."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from psychoseg.segments.agreement import adjusted_rand
from psychoseg.segments.criteria.spread import within
from psychoseg.segments.methods import Method
from psychoseg.segments.order import thinned
from psychoseg.segments.recognition import SENSITIVE, Recognition, recognise
from psychoseg.segments.soft import soften
from psychoseg.stats.moments import effective_base

Array = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]

ONE_PEAK = 0.16
"""Overlap of two equal normal groups two spreads apart; nearer, and together they have one peak."""
MARGIN = 0.8
"""A person is near a border where their own centre is farther than this share of the way to the other."""
MOST_PEOPLE = 20_000


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two segments that could be one, and what would change.

    Parameters
    ----------
    pair : tuple of int
        From 0.
    overlap : float
        Mean probability of the other segment among members of either.
    share : float
        Of people in both together.
    explained, explained_after : float
        Share of variance between segments, before and after.
    agreement : float or None
        Adjusted Rand index of the merged division with the best one of as many segments.
    why : str
        ``overlap``, ``not recognised``, or both.
    """

    pair: tuple[int, int]
    overlap: float
    share: float
    explained: float
    explained_after: float
    agreement: float | None
    why: str

    @property
    def words(self) -> str:
        """The proposal in a sentence or two."""
        one, other = (at + 1 for at in self.pair)
        known = (
            ""
            if self.agreement is None
            else f", and the division would agree with the best one of as many segments by {self.agreement:.2f} (adjusted Rand index)"
        )
        return (
            f"Segments {one} and {other} cannot be told apart well ({self.why}; a member of either belongs to the other "
            f"with probability {self.overlap:.2f} on average). Merged, they hold {self.share:.0%} of people; the segments "
            f"would explain {self.explained_after:.0%} of the variance instead of {self.explained:.0%}{known}."
        )


@dataclass(frozen=True, slots=True)
class Apart:
    """How far each segment is from the others.

    Parameters
    ----------
    posterior : tuple of tuple of float
        Mean probability of each segment (columns) among the members of each (rows); rows sum to 1.
    near : tuple of tuple of float
        Share of the members of each segment (rows) whose own centre is farther than .8 of the way to
        the centre of the other (columns); 0 on the diagonal.
    distance : tuple of tuple of float
        Mahalanobis distance between means, in spreads within segments; segments that were cut out of
        one cloud lie about two and a half apart, so this does not prove that groups exist.
    neighbour : tuple of int
        The nearest segment of each (from 0), by probability.
    border : tuple of float
        Share of each segment's members near any border.
    shares : tuple of float
        Of people, as counted.
    corrected, corrected_low, corrected_high : tuple of float, or empty
        Shares corrected for the error of putting people in segments, with 95 % intervals; empty where
        the groups behind the segments cannot be found again.
    recognition : Recognition or None
    proposals : tuple of Proposal
        The worst first; no segment is in two.
    source : str
        Where the probabilities come from.
    """

    posterior: tuple[tuple[float, ...], ...]
    near: tuple[tuple[float, ...], ...]
    distance: tuple[tuple[float, ...], ...]
    neighbour: tuple[int, ...]
    border: tuple[float, ...]
    shares: tuple[float, ...]
    corrected: tuple[float, ...]
    corrected_low: tuple[float, ...]
    corrected_high: tuple[float, ...]
    recognition: Recognition | None
    proposals: tuple[Proposal, ...]
    source: str

    @property
    def caveats(self) -> tuple[str, ...]:
        """What a reader must know of segments that overlap or cannot be found."""
        found = [proposal.words for proposal in self.proposals]
        if self.recognition is not None:
            found += [
                f"Only {self.recognition.sensitivity[at]:.0%} of the people in segment {at + 1} are recognised as its members "
                f"in cross-validation (below {SENSITIVE:.0%}): a short questionnaire will hardly find them."
                for at in self.recognition.weak
            ]
        return tuple(found)


def told_apart(
    X: Array, model: Method, weights: Array, fewer: Labels | None = None, *, points: Array | None = None
) -> Apart:
    """Judge how far the segments of a solution can be told apart.

    Parameters
    ----------
    X : ndarray, people × columns
        What the segments were formed from.
    model : Method
        Fitted to it.
    weights : ndarray, people
    fewer : ndarray of int, optional
        Labels of the solution with one segment fewer, beside which a merger is set.
    points : ndarray, people × columns, optional
        The same people as complete numbers, where ``X`` holds codes or gaps.

    Returns
    -------
    Apart

    Notes
    -----
    Probabilities are those of normal groups of one shape begun at the segments, or the method's own
    where it has a likelihood or those groups are others. The margin is that of Leisch, F. (2010),
    *Statistics and Computing* 20, 457-469; two segments are proposed for merging where they overlap as
    two normal groups do that have one peak together (Hennig 2010, *Advances in Data Analysis and
    Classification* 4, 3-34). The correction is that of Rogan, W. J. & Gladen, B. (1978), *American Journal of
    Epidemiology* 107, 71-76, for more than two groups.

    Examples
    --------
    >>> from psychoseg.segments.methods import WeightedKMeans
    >>> rng = np.random.default_rng(1)
    >>> X = np.array([[0.0, 0.0], [6.0, 0.0]])[np.repeat([0, 1], 100)] + rng.normal(size=(200, 2))
    >>> found = told_apart(X, WeightedKMeans(2).fit(X), np.ones(200))
    >>> found.proposals, found.neighbour
    ((), (1, 0))
    """
    rows = thinned(X if points is None else points, weights, MOST_PEOPLE)
    given = X[rows]
    X, labels, weights = (X if points is None else points)[rows], model.labels_[rows], weights[rows]
    fewer = None if fewer is None else fewer[rows]
    soft = None if hasattr(model, "loglik_") else soften(X, labels, weights)
    known = soft is not None and soft.same
    posterior = soft.posterior if soft is not None and soft.same else model.predict_proba(given)
    belongs = np.eye(model.n_clusters)[labels] * weights[:, None]
    sizes = np.maximum(belongs.sum(axis=0), 1e-300)
    mean = (belongs.T @ posterior) / sizes[:, None]
    away = model.distances(given) if model.by_distance else 1 - posterior
    own = away[np.arange(len(X)), labels][:, None]
    close = (own > MARGIN * away) & (np.arange(model.n_clusters) != labels[:, None])
    recognition = recognise(X, labels, weights)
    shares = sizes / sizes.sum()
    corrected = (
        _corrected(posterior, belongs, shares, effective_base(weights))
        if known or hasattr(model, "loglik_")
        else None
    )
    others = np.where(np.eye(len(mean), dtype=bool), -1.0, mean)
    low, middle, high = ((), (), ()) if corrected is None else corrected
    return Apart(
        posterior=_rows(mean),
        near=_rows((belongs.T @ close) / sizes[:, None]),
        distance=_rows(_distances(X, labels, weights)),
        neighbour=tuple(map(int, others.argmax(axis=1))),
        border=tuple(map(float, belongs.T @ close.any(axis=1) / sizes)),
        shares=tuple(map(float, shares)),
        corrected=middle,
        corrected_low=low,
        corrected_high=high,
        recognition=recognition,
        proposals=_proposals(X, labels, weights, mean, recognition, fewer),
        source=("normal groups of one shape begun at the segments" if known else f"those of {model.words}"),
    )


def _corrected(
    posterior: Array, belongs: Array, shares: Array, people: float
) -> tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...]] | None:
    """Low ends, shares and high ends of the groups' sizes, from how often each group is put where."""
    weights = belongs.sum(axis=1)
    given = posterior.T @ belongs
    truth = (posterior * weights[:, None]).sum(axis=0)
    put = given / np.maximum(truth, 1e-300)[:, None]
    if np.linalg.cond(put) > 1e6:
        return None
    undo = np.linalg.inv(put.T)
    error = undo @ ((np.diag(shares) - np.outer(shares, shares)) / people) @ undo.T
    half = 1.959964 * np.sqrt(np.maximum(error.diagonal(), 0))
    middle = undo @ shares
    return (
        tuple(map(float, np.maximum(middle - half, 0))),
        tuple(map(float, middle)),
        tuple(map(float, np.minimum(middle + half, 1))),
    )


def _distances(X: Array, labels: Labels, weights: Array) -> Array:
    segments = int(labels.max()) + 1
    centres = np.array(
        [np.average(X[labels == at], axis=0, weights=weights[labels == at]) for at in range(segments)]
    )
    apart = X - centres[labels]
    inside = (apart * weights[:, None]).T @ apart / weights.sum()
    between = centres[:, None, :] - centres[None, :, :]
    squares = np.einsum("ijp,pq,ijq->ij", between, np.linalg.pinv(inside), between)
    return np.asarray(np.sqrt(np.maximum(squares, 0)), dtype=float)


def _proposals(
    X: Array,
    labels: Labels,
    weights: Array,
    mean: Array,
    recognition: Recognition | None,
    fewer: Labels | None,
) -> tuple[Proposal, ...]:
    """Pairs that overlap too much or are taken for each other, the worst first and no segment twice."""
    segments = len(mean)
    if segments < 3:
        return ()
    centre = np.average(X, axis=0, weights=weights)
    total = float((weights[:, None] * (X - centre) ** 2).sum())
    found = []
    for one in range(segments):
        for other in range(one + 1, segments):
            sizes = weights[labels == one].sum(), weights[labels == other].sum()
            overlap = float(np.average([mean[one, other], mean[other, one]], weights=sizes))
            why = [
                word
                for word, true in (
                    ("they overlap as one group does", overlap >= ONE_PEAK),
                    ("one is taken for the other", _confused(recognition, one, other)),
                )
                if true
            ]
            if not why:
                continue
            merged = np.where(labels == other, one, labels)
            merged = np.unique(merged, return_inverse=True)[1].astype(np.int64)
            found.append(
                Proposal(
                    (one, other),
                    overlap,
                    float(sum(sizes) / weights.sum()),
                    1 - within(X, labels, weights) / total,
                    1 - within(X, merged, weights) / total,
                    None if fewer is None else adjusted_rand(merged, fewer, weights),
                    " and ".join(why),
                )
            )
    chosen: list[Proposal] = []
    for proposal in sorted(found, key=lambda one: -one.overlap):
        if not any(set(proposal.pair) & set(earlier.pair) for earlier in chosen):
            chosen.append(proposal)
    return tuple(chosen)


def _confused(recognition: Recognition | None, one: int, other: int) -> bool:
    """Whether most members of a weak segment that are misplaced are put in the other."""
    if recognition is None:
        return False
    for at, there in ((one, other), (other, one)):
        row = np.array(recognition.confusion[at])
        lost = row.sum() - row[at]
        if at in recognition.weak and row[there] > lost / 2:
            return True
    return False


def _rows(table: Array) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(map(float, row)) for row in table)
