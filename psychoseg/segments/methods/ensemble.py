"""Consensus: many divisions by several methods, and the segments that they have in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

import numpy as np

from psychoseg.errors import ModelError, PlanError, PsychosegError, did_you_mean
from psychoseg.segments.agreement import adjusted_rand
from psychoseg.segments.methods._method import Array, Labels, Method
from psychoseg.segments.methods._mixed import Mixed
from psychoseg.segments.methods.bagged import Bagged
from psychoseg.segments.methods.kmeans import WeightedKMeans
from psychoseg.segments.methods.latent_class import LatentClass
from psychoseg.segments.methods.mixture import Mixture
from psychoseg.segments.methods.pam import Medoids
from psychoseg.segments.methods.reduced import ReducedKMeans
from psychoseg.segments.methods.ward import Ward

MEMBERS: dict[str, type[Method]] = {
    member.name: member
    for member in (WeightedKMeans, Medoids, Ward, Mixture, ReducedKMeans, Bagged, LatentClass)
}
"""The methods whose divisions are joined; of columns of categories those that take them."""
STARTS, CONSENSUS_STARTS = 5, 30
MORE = (0, 1)
"""Each method divides people into as many groups as there shall be segments, and into one more."""
LEAST = 1e-12
ODD = 0.2
"""A member that agrees less than this with the consensus (adjusted Rand index) is told."""


class Ensemble(Mixed):
    """Divides people by every method into as many segments and into one more, and joins what these divisions share.

    The divisions are answers to a question each, "where do you belong?"; the latent classes of these answers are the
    consensus. A person's probability of a segment is the mean, over the divisions, of how much of the group that each
    puts them in is of that segment.

    Parameters
    ----------
    nominal, ordinal : tuple of int
        Columns that hold categories, and ranks; only methods that take these are then members.
    members : tuple of str
        Names of methods; all that can be used where left out.
    n_init : int
        Starts of each member that has any.

    Attributes
    ----------
    members_ : list of Method
    sizes_ : ndarray, members
        Groups of each.
    votes_ : ndarray, groups of all members × clusters
        Share of each group (by weight) in each segment.
    agreement_ : dict of str to float
        Mean adjusted Rand index of each method's divisions with the consensus.

    Notes
    -----
    Strehl, A. & Ghosh, J. (2002), *Journal of Machine Learning Research* 3, 583-617; the consensus is that of Topchy, A.,
    Jain, A. K. & Punch, W. (2005), *IEEE Trans. Pattern Analysis and Machine Intelligence* 27, 1866-1881. Mixtures are
    members with one covariance for all groups.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> X = np.repeat([[0.0, 0.0], [6.0, 0.0]], [60, 40], axis=0) + rng.normal(size=(100, 2))
    >>> found = Ensemble(2, members=("kmeans", "ward", "pam")).fit(X)
    >>> np.bincount(found.labels_).tolist(), sorted(found.agreement_)
    ([60, 40], ['kmeans', 'pam', 'ward'])
    """

    name: ClassVar[str] = "ensemble"
    words: ClassVar[str] = "consensus of methods"
    by_distance: ClassVar[bool] = False
    most_pairs: ClassVar[int] = 10
    keeps: ClassVar = {"cluster_centers_": "kp", "sizes_": "m", "votes_": "lk"}

    members_: list[Method]

    def __init__(
        self,
        n_clusters: int = 4,
        n_init: int = STARTS,
        random_state: int = 0,
        *,
        nominal: tuple[int, ...] = (),
        ordinal: tuple[int, ...] = (),
        members: tuple[str, ...] = (),
    ) -> None:
        super().__init__(n_clusters, n_init, random_state)
        self.nominal = nominal
        self.ordinal = ordinal
        self.members = members

    def _form(self, values: Array, weights: Array) -> Labels:
        rng = self._draws()
        self.members_ = self._divided(values, weights, int(rng.integers(2**31 - 1)))
        self.sizes_ = np.array([member.n_clusters for member in self.members_])
        answers = np.column_stack([member.labels_ for member in self.members_]).astype(float)
        kinds = tuple(range(answers.shape[1]))
        shared = LatentClass(self.n_clusters, CONSENSUS_STARTS, int(rng.integers(2**31 - 1)), nominal=kinds)
        if len(np.unique(answers, axis=0)) < self.n_clusters:
            raise PlanError(f"The divisions do not tell {self.n_clusters} segments apart.")
        joined = shared.fit(answers, sample_weight=weights).labels_
        belongs = np.eye(self.n_clusters)[joined] * weights[:, None]
        votes = [np.eye(member.n_clusters)[:, member.labels_] @ belongs for member in self.members_]
        counts = np.concatenate(votes)
        self.votes_ = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1e-300)
        found = np.asarray(self._opinion(values).argmax(axis=1), dtype=np.int64)
        self._compared(found, weights)
        self.cluster_centers_ = self._centres(values, weights, found)
        return found

    def _divided(self, values: Array, weights: Array, seed: int) -> list[Method]:
        """Every member, fitted; those that cannot be are told."""
        kinds, gaps = bool(self.nominal or self.ordinal), bool(np.isnan(values).any())
        asked = self.members or tuple(MEMBERS)
        for name in asked:
            if name not in MEMBERS:
                raise PlanError(f"There is no member {name!r}; {did_you_mean(name, MEMBERS)}")
        able = [
            MEMBERS[name] for name in asked
            if (MEMBERS[name].takes_nominal or not kinds) and (MEMBERS[name].takes_missing or not gaps)
        ]  # fmt: skip
        found: list[Method] = []
        refused: list[str] = []
        most = len(values)
        for member in able:
            for number in sorted({min(self.n_clusters + more, most) for more in MORE}):
                options: dict[str, Any] = {"shape": "EEE"} if member is Mixture else {}
                if kinds:
                    options |= {"nominal": self.nominal, "ordinal": self.ordinal}
                try:
                    made = member(n_clusters=number, n_init=self.n_init, random_state=seed, **options)
                    found.append(made.fit(values, sample_weight=weights))
                except PsychosegError as no:
                    refused.append(f"{member.words} into {number}: {no}")
        if not found:
            raise PlanError(
                "No method can divide these people" + "".join(f"; {why}" for why in refused) + "."
            )
        self.notes_ += tuple(f"Not among the divisions: {why}" for why in refused)
        return found

    def _compared(self, found: Labels, weights: Array) -> None:
        """How far each method's divisions agree with the consensus."""
        agreed: dict[str, list[float]] = {}
        for member in self.members_:
            agreed.setdefault(member.name, []).append(adjusted_rand(member.labels_, found, weights))
        self.agreement_ = {name: float(np.mean(values)) for name, values in agreed.items()}
        odd = [MEMBERS[name].words for name, value in self.agreement_.items() if value < ODD]
        if odd:
            self.notes_ += (f"Divisions by {', '.join(odd)} have little in common with the consensus.",)

    def affinity(self, X: Array) -> Array:
        """Logarithms of the mean opinion."""
        return np.asarray(np.log(np.maximum(self._opinion(self._valid(X)), LEAST)), dtype=float)

    def distances(self, X: Array) -> Array:
        """What is left of 1 when the probability of each segment is taken away."""
        return np.asarray(1 - self._opinion(self._valid(X)), dtype=float)

    def _opinion(self, X: Array) -> Array:
        """The mean vote of the members that can place each person."""
        whole = ~np.isnan(X).any(axis=1)
        total, count, first = np.zeros((len(X), self.votes_.shape[1])), np.zeros(len(X)), 0
        for member in self.members_:
            able = whole | member.takes_missing
            if able.any():
                total[able] += self.votes_[first + member.predict(X[able])]
                count += able
            first += member.n_clusters
        everybody = self.votes_.mean(axis=0)
        return np.where(count[:, None] > 0, total / np.maximum(count, 1)[:, None], everybody)

    def to_plain(self) -> dict[str, Any]:
        """Also what places people in the groups of each member."""
        return {**super().to_plain(), "members": [member.to_plain() for member in self.members_]}

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any], where: str = "the method") -> Self:
        """Also refuses members that do not fit the votes."""
        stored = plain.get("members")
        if not isinstance(stored, list) or not all(isinstance(one, Mapping) for one in stored):
            raise ModelError(f"{where} lacks members.")
        made = super().from_plain({name: part for name, part in plain.items() if name != "members"}, where)
        made.members_ = []
        for at, one in enumerate(stored):
            if str(one.get("method")) not in MEMBERS:
                raise ModelError(f"{where}.members[{at}] is of a method this psychoseg does not have.")
            made.members_.append(MEMBERS[str(one["method"])].from_plain(one, f"{where}.members[{at}]"))
        fits = (
            [member.n_clusters for member in made.members_] == made.sizes_.tolist()
            and all(member.n_features_in_ == made.n_features_in_ for member in made.members_)
            and len(made.votes_) == made.sizes_.sum()
            and (made.votes_ >= 0).all()
        )
        if not fits:
            raise ModelError(f"{where}.members do not fit its votes.")
        return made
