"""From hard segments to probabilities: normal groups of one shape, begun at the segments."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.linalg import solve_triangular

from psychoseg.segments.agreement import adjusted_rand
from psychoseg.stats.moments import effective_base

Array = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]

ROUNDS, SETTLED, RIDGE = 300, 1e-6, 1e-6
FEWEST_VALUES, MANY = 7, 5000
SAME_GROUPS = 0.4
"""Adjusted Rand index with the segments below which the groups found are other groups."""


@dataclass(frozen=True, eq=False)
class Soft:
    """Groups with shares and overlap, one for each segment.

    Parameters
    ----------
    posterior : ndarray, people × segments
        Probability of belonging to each; rows sum to 1.
    shares : ndarray, segments
        Of all people, allowing for overlap.
    log_likelihood : float
        On the scale of the effective number of people.
    parameters : int
    people : float
        The effective number of people.
    doubt : float
        Mean entropy of a person's membership, in nats.
    agreement : float
        Adjusted Rand index of the groups with the segments they were begun at.
    """

    posterior: Array
    shares: Array
    log_likelihood: float
    parameters: int
    people: float
    doubt: float
    agreement: float

    @property
    def same(self) -> bool:
        """Whether the groups are still the segments; where not, the probabilities say nothing of these."""
        return self.agreement >= SAME_GROUPS

    @property
    def bic(self) -> float:
        """Bayesian information criterion, -2 log L + parameters log n; smaller is better (Schwarz 1978)."""
        return -2 * self.log_likelihood + self.parameters * float(np.log(self.people))

    @property
    def icl(self) -> float:
        """BIC plus twice the entropy of the memberships: also wants groups apart (Biernacki et al. 2000)."""
        return self.bic + 2 * self.people * self.doubt

    @property
    def entropy(self) -> float:
        """Relative entropy, 1 - entropy / log k: 1 where everybody surely belongs to one group."""
        return 1 - self.doubt / float(np.log(max(self.posterior.shape[1], 2)))


def soften(X: Array, labels: Labels, weights: Array) -> Soft | None:
    """Probabilities of belonging to each segment.

    Parameters
    ----------
    X : ndarray, people × columns
    labels : ndarray of int, people
        From 0.
    weights : ndarray, people

    Returns
    -------
    Soft or None
        None where a column has fewer than seven values: normal groups do not describe such answers.

    Notes
    -----
    A mixture of normal groups with one common covariance, by EM from the segments' means, covariance
    and shares; weights enter the likelihood scaled to the effective number of people. Where hard
    segments cut through overlapping groups, the shares are those of the groups (McLachlan & Peel 2000,
    *Finite Mixture Models*).

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> truth = np.repeat([0, 1], [300, 100])
    >>> X = np.array([[0.0], [3.0]])[truth] + rng.normal(size=(400, 1))
    >>> found = soften(X, (X[:, 0] > 1.5).astype(np.int64), np.ones(400))
    >>> found.shares.round(1).tolist()
    [0.7, 0.3]
    """
    if min(len(np.unique(column[:MANY])) for column in X.T) < FEWEST_VALUES:
        return None
    segments, columns = int(labels.max()) + 1, X.shape[1]
    given = weights / weights.sum()
    X = X - given @ X
    total = (X * given[:, None]).T @ X
    ridge = np.diag(RIDGE * np.diag(total))
    belongs, before, value = np.eye(segments)[labels], -np.inf, 0.0
    for _ in range(ROUNDS):
        weighted = belongs * given[:, None]
        shares = np.maximum(weighted.sum(axis=0), 1e-12)
        centres = (weighted.T @ X) / shares[:, None]
        root = np.linalg.cholesky(total - (centres.T * shares) @ centres + ridge)
        people, points = (solve_triangular(root, part.T, lower=True) for part in (X, centres))
        squares = (people**2).sum(axis=0)[:, None] - 2 * people.T @ points + (points**2).sum(axis=0)
        constant = columns * np.log(2 * np.pi) / 2 + np.log(np.diag(root)).sum()
        logs = np.log(shares) - squares / 2 - constant
        top = logs.max(axis=1, keepdims=True)
        each = top[:, 0] + np.log(np.exp(logs - top).sum(axis=1))
        belongs = np.exp(logs - each[:, None])
        value = float(given @ each)
        if value - before < SETTLED:
            break
        before = value
    size = effective_base(weights)
    return Soft(
        belongs,
        given @ belongs,
        size * value,
        segments - 1 + segments * columns + columns * (columns + 1) // 2,
        size,
        doubt(belongs, given),
        adjusted_rand(belongs.argmax(axis=1), labels, weights),
    )


def doubt(posterior: Array, weights: Array) -> float:
    """Weighted mean entropy of memberships, in nats; 0 where everybody surely belongs to one segment."""
    logs = np.log(posterior, out=np.zeros_like(posterior), where=posterior > 0)
    return float(np.average(-(posterior * logs).sum(axis=1), weights=weights))
