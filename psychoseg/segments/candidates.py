"""Every number of segments that was tried, what each criterion says, and the one rule that chooses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from psychoseg.segments.criteria.prediction import ENOUGH

CLOSE = 0.05
"""Stabilities this close are taken as equal, and the best separated segments win."""
REPRODUCIBLE = 0.7
"""A median adjusted Rand index below this means another sample would give other segments."""
BACK = 0.75
"""Jaccard similarity from which a segment counts as one that comes back (Hennig 2007)."""
CRITERIA = ("silhouette", "Calinski-Harabasz", "gap", "prediction strength", "methods that agree", "ICL")
"""What decides among numbers that are about equally stable. The silhouette alone takes too few where groups lie near
each other in pairs; BIC is left out since ICL is nearly the same and would count twice."""
FEW_PEOPLE = 50
"""Effective people below which a segment cannot be described."""


@dataclass(frozen=True, slots=True)
class Tried:
    """One number of segments: how stable, how far apart, how small the smallest.

    Parameters
    ----------
    segments : int
    stability, stability_low, stability_high : float
        Adjusted Rand index between solutions of two bootstrap samples: median, 5th and 95th percentile.
    silhouette : float
        Weighted mean, -1 to 1.
    explained : float
        Share of the variance that lies between segments.
    smallest, smallest_low, smallest_high : float
        Share of the smallest segment, with its interval.
    smallest_people : float
        Its effective number of people.
    within : tuple of float
        For each segment, the median Jaccard similarity with its nearest in other samples (SLSW).
    across : tuple of float
        For each segment, whether its people were together with one segment fewer (SLSA); empty for the first.
    calinski_harabasz : float
    gap, gap_error : float or None
    strength, strength_error : float or None
        Prediction strength.
    bic, icl, entropy : float or None
        Of the method's own likelihood, or of normal groups of one shape begun at the segments; None
        where these are other groups.
    mixture, ward : float or None
        Adjusted Rand index with those normal groups, and with Ward's tree cut into as many segments.
    box : tuple of float
        Smallest, quartiles and largest of the stability.
    boxes : tuple of tuple of float
        The same of each segment's similarity in other samples.
    """

    segments: int
    stability: float
    stability_low: float
    stability_high: float
    silhouette: float
    explained: float
    smallest: float
    smallest_low: float = 0.0
    smallest_high: float = 1.0
    smallest_people: float = 0.0
    within: tuple[float, ...] = ()
    across: tuple[float, ...] = ()
    calinski_harabasz: float = 0.0
    gap: float | None = None
    gap_error: float | None = None
    strength: float | None = None
    strength_error: float | None = None
    bic: float | None = None
    icl: float | None = None
    entropy: float | None = None
    mixture: float | None = None
    ward: float | None = None
    box: tuple[float, ...] = ()
    boxes: tuple[tuple[float, ...], ...] = ()

    @property
    def methods(self) -> float | None:
        """The lower agreement with another method; None where there is none."""
        return min((value for value in (self.mixture, self.ward) if value is not None), default=None)


@dataclass(frozen=True, slots=True)
class Vote:
    """The number one criterion would take, 1 for no segments, and by which rule."""

    criterion: str
    segments: int
    rule: str


@dataclass(frozen=True, slots=True)
class Candidates:
    """Every number of segments compared, the one chosen, and why.

    Parameters
    ----------
    tried : tuple of Tried
    chosen : int
    reason : str
        The rule, or a person's reason.
    caveats : tuple of str
    votes : tuple of Vote
        What each criterion alone would take.
    runner_up : int or None
        What the rule would take without the chosen one.
    ruled : int
        What the rule takes; differs from ``chosen`` where a person overruled it.
    """

    tried: tuple[Tried, ...]
    chosen: int
    reason: str
    caveats: tuple[str, ...] = ()
    votes: tuple[Vote, ...] = ()
    runner_up: int | None = None
    ruled: int = 0

    @property
    def verdict(self) -> str:
        """How far the criteria agree, in a sentence or two."""
        for_it = [vote.criterion for vote in self.votes if vote.segments == self.chosen]
        said = (
            f"{len(for_it)} of {len(self.votes)} criteria alone would take {self.chosen}"
            + (f" ({', '.join(for_it)})" if for_it else "")
            + "."
        )
        if self.ruled and self.ruled != self.chosen:
            return f"The rule would take {self.ruled}; a person took {self.chosen}. {said}"
        if self.runner_up is None:
            return said
        second = sum(vote.segments == self.runner_up for vote in self.votes)
        return f"{said} The runner-up is {self.runner_up}, which {second} would take."


def choose(
    tried: Sequence[Tried],
    smallest_share: float,
    gap_choice: int | None = None,
    bic_of_one: float | None = None,
    overrule: int | None = None,
    because: str = "",
) -> Candidates:
    """Apply the rule: of the numbers about as stable as the most stable one, the one that most criteria take.

    Parameters
    ----------
    tried : sequence of Tried
    smallest_share : float
        Numbers with a smaller segment are not chosen.
    gap_choice : int, optional
        What the gap statistic says.
    bic_of_one : float, optional
        BIC of a single normal group, beside which those of more are held.
    overrule : int, optional
        A person's own number with their reason in ``because``.

    Returns
    -------
    Candidates
    """
    votes = _votes(tried, gap_choice, bic_of_one)
    pick = _ruled(tried, smallest_share, votes)
    ruled = pick.segments
    reason = (
        f"of the numbers whose solutions agree across resamples within {CLOSE} of the best, the one that most of "
        f"{', '.join(CRITERIA[:-1])} and {CRITERIA[-1]} take, the best separated where equal; no segment below {smallest_share:.0%}"
    )
    if overrule:
        pick, reason = next(one for one in tried if one.segments == overrule), because
    others = [one for one in tried if one.segments != pick.segments]
    return Candidates(
        tuple(tried),
        pick.segments,
        reason,
        tuple(_caveats(pick, smallest_share)),
        tuple(votes),
        _ruled(others, smallest_share, votes).segments if others else None,
        ruled,
    )


def _ruled(tried: Sequence[Tried], smallest_share: float, votes: Sequence[Vote]) -> Tried:
    usable = [one for one in tried if one.smallest >= smallest_share] or [tried[0]]
    best = max(one.stability for one in usable)
    firm = [one for one in usable if best - one.stability <= CLOSE]
    taken = [vote.segments for vote in votes if vote.criterion in CRITERIA]
    return max(firm, key=lambda one: (taken.count(one.segments), one.silhouette))


def _votes(tried: Sequence[Tried], gap_choice: int | None, bic_of_one: float | None) -> list[Vote]:
    votes = [
        Vote("stability", _best(tried, lambda one: (round(one.stability, 2), one.segments)),
             "largest median adjusted Rand index, to two digits; the larger number where equal"),
        Vote("segments that come back", _last(tried, lambda one: min(one.within, default=0.0) >= BACK),
             f"the largest number whose every segment has a median Jaccard of {BACK} or more"),
        Vote("silhouette", _best(tried, lambda one: one.silhouette), "largest"),
        Vote("Calinski-Harabasz", _best(tried, lambda one: one.calinski_harabasz), "largest"),
    ]  # fmt: skip
    if gap_choice is not None:
        votes.append(
            Vote("gap", gap_choice, "smallest within one standard error of the next (Tibshirani's rule)")
        )
    if all(one.strength is not None for one in tried):
        votes.append(
            Vote(
                "prediction strength",
                _last(tried, lambda one: (one.strength or 0.0) + (one.strength_error or 0.0) >= ENOUGH),
                f"the largest number with {ENOUGH} or more, allowing one standard error",
            )
        )
    known = [one for one in tried if one.methods is not None]
    if known:
        votes.append(
            Vote(
                "methods that agree",
                _best(known, lambda one: (round(one.methods or 0.0, 2), one.segments)),
                "largest agreement with normal groups and with Ward's tree, the lower of both",
            )
        )
    for name in ("bic", "icl"):
        values = {one.segments: value for one in tried if (value := getattr(one, name)) is not None}
        if values and bic_of_one is not None:
            values[1] = bic_of_one
        if values:
            votes.append(Vote(name.upper(), min(values, key=lambda number: values[number]), "smallest"))
    return votes


def _best(tried: Sequence[Tried], value: Callable[[Tried], tuple[float, ...] | float]) -> int:
    return max(tried, key=value).segments


def _last(tried: Sequence[Tried], good: Callable[[Tried], bool]) -> int:
    return max((one.segments for one in tried if good(one)), default=1)


def _caveats(pick: Tried, smallest_share: float) -> list[str]:
    found = []
    if pick.stability < REPRODUCIBLE:
        found.append(
            f"The segments are not firm: two samples of these people give solutions that agree only by {pick.stability:.2f} "
            "(median adjusted Rand index; 1 is the same, 0 is chance). Read them as one way to divide the group, not as kinds of people."
        )
    if pick.smallest < smallest_share:
        found.append(
            f"The smallest segment holds {pick.smallest:.0%} of people ({pick.smallest_low:.0%} to {pick.smallest_high:.0%}), below the {smallest_share:.0%} asked for."
        )
    if 0 < pick.smallest_people < FEW_PEOPLE:
        found.append(
            f"The smallest segment rests on {pick.smallest_people:.0f} effective people; below {FEW_PEOPLE} it can be sized but hardly described."
        )
    return found
