"""The segments beside every other way in which they could have been formed, with how far each agrees."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from psychoseg.errors import PsychosegError
from psychoseg.plan import Plan
from psychoseg.questionnaire import Questionnaire
from psychoseg.segments import Basis, Grouped, Sources, basis_of
from psychoseg.segments.methods import METHODS
from psychoseg.segments.once import beside, form_once
from psychoseg.segments.order import thinned
from psychoseg.segments.representations import AGREE, Representations
from psychoseg.sensitivity.exclusions import Effect

KINDS = ("number", "representation", "method", "people", "weights")
MOST_PEOPLE = 2000
"""Other methods form segments of at most so many people, spread over all kinds; some grow with the square."""
STARTS = 10


@dataclass(frozen=True, slots=True)
class Alternative:
    """One other way.

    Parameters
    ----------
    kind : str
        One of :data:`KINDS`: what is otherwise.
    name : str
        In words.
    segments, people : int
        How many segments, and how many people are in both divisions.
    agreement, change : float or None
        Adjusted Rand index with the segments reported, and the largest change of a segment's share; None
        where it could not be formed.
    why_not : str
    """

    kind: str
    name: str
    segments: int
    people: int = 0
    agreement: float | None = None
    change: float | None = None
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Every other way that was tried; nothing is left out because it disagrees."""

    alternatives: tuple[Alternative, ...]

    def of_kind(self, kind: str) -> tuple[Alternative, ...]:
        """Those in which this is otherwise."""
        return tuple(one for one in self.alternatives if one.kind == kind)

    @property
    def words(self) -> str:
        """From the least agreement to the most, of ways with as many segments."""
        known = [
            (one.agreement, one.name)
            for one in self.alternatives
            if one.agreement is not None and one.kind != "number"
        ]
        if not known:
            return "The segments could not be held against any other way of forming them."
        least, most = min(known), max(known)
        return (
            f"Formed in {len(known)} other ways, as many segments agree with these by {least[0]:.2f} ({least[1]}) "
            f"to {most[0]:.2f} ({most[1]}); 1 is the same, 0 is chance (adjusted Rand index)."
        )

    @property
    def caveats(self) -> tuple[str, ...]:
        """What a reader must know where no other method finds the segments, or weights make them."""
        found = []
        methods = [one.agreement for one in self.of_kind("method") if one.agreement is not None]
        if methods and max(methods) < AGREE:
            found.append(
                f"No other method finds these segments (adjusted Rand index at most {max(methods):.2f}): they come from the method as much as from the answers."
            )
        found += [
            f"Without weights the segments are others (adjusted Rand index {one.agreement:.2f})."
            for one in self.of_kind("weights")
            if one.agreement is not None and one.agreement < AGREE
        ]
        return tuple(found)


def sensitivity(
    grouped: Grouped,
    questionnaire: Questionnaire,
    sources: Sources,
    weights: pd.Series,
    plan: Plan,
    rng: np.random.Generator,
    *,
    found: Representations | None = None,
    effect: Effect | None = None,
    told: Callable[[str], None] = lambda _: None,
) -> Sensitivity:
    """Form the segments in every other way.

    Parameters
    ----------
    grouped : Grouped
    questionnaire : Questionnaire
    sources, weights
        Of the people who formed the segments.
    plan : Plan
    rng : Generator
    found : Representations, optional
        Other representations, where these were formed already.
    effect : Effect, optional
        What setting people aside changed.
    told : callable, optional
        Is given a line of progress for each way.

    Notes
    -----
    Steegen, S., Tuerlinckx, F., Gelman, A. & Vanpaemel, W. (2016), *Perspectives on Psychological Science*
    11, 702-712: a result is told with those of the other choices that would have been as reasonable.
    """
    seed = int(rng.integers(2**31 - 1))
    segments = len(grouped.segmentation.names)
    rows = [*_numbers(grouped, weights, plan, seed, told)]
    rows += [
        Alternative("representation", one.name, segments, one.people, one.agreement, one.change, one.why_not)
        for one in (found.tried if found else ())
    ]
    rows += _methods(grouped, questionnaire, sources, weights, plan, seed, told)
    if effect is not None:
        rows.append(
            Alternative("people", f"with the {effect.added} people set aside", segments, len(weights), effect.agreement, effect.change)
        )  # fmt: skip
    if np.ptp(weights.to_numpy(dtype=float)) > 0:
        told("the same without weights")
        ones = pd.Series(1.0, index=weights.index)
        rows.append(_formed("weights", "without weights", segments, grouped, grouped.basis, ones, plan, seed))
    return Sensitivity(tuple(rows))


def _numbers(
    grouped: Grouped, weights: pd.Series, plan: Plan, seed: int, told: Callable[[str], None]
) -> Iterator[Alternative]:
    """One segment fewer and one more."""
    count = len(grouped.segmentation.names)
    for number in (count - 1, count + 1):
        if number >= 2:
            told(f"the same with {number} segments")
            name = "one segment fewer" if number < count else "one segment more"
            yield _formed("number", name, number, grouped, grouped.basis, weights, plan, seed)


def _methods(
    grouped: Grouped,
    questionnaire: Questionnaire,
    sources: Sources,
    weights: pd.Series,
    plan: Plan,
    seed: int,
    told: Callable[[str], None],
) -> Iterator[Alternative]:
    """As many segments by every other method, on the same answers in the form each takes."""
    segments = len(grouped.segmentation.names)
    numbers = grouped.basis.in_numbers.table.to_numpy(dtype=float)
    people = np.sort(thinned(np.nan_to_num(numbers), weights.to_numpy(dtype=float), MOST_PEOPLE))
    for name, method in METHODS.items():
        if name == plan.forming.method:
            continue
        told(f"the same by {method.words}")
        other = replace(plan, forming=replace(plan.forming, method=name))
        try:
            basis = basis_of(other, questionnaire, sources)
        except PsychosegError as no:
            yield Alternative("method", method.words, segments, why_not=no.summary)
            continue
        some = replace(basis, table=basis.table.iloc[people])
        yield _formed("method", method.words, segments, grouped, some, weights.iloc[people], other, seed)


def _formed(
    kind: str,
    name: str,
    segments: int,
    grouped: Grouped,
    basis: Basis,
    weights: pd.Series,
    plan: Plan,
    seed: int,
) -> Alternative:
    own = grouped.assignments.loc[grouped.placed, "segment"] - 1
    method = METHODS[plan.forming.method]
    try:
        found = form_once(basis, weights, method, segments, starts=STARTS, seed=seed)
    except PsychosegError as no:
        return Alternative(kind, name, segments, why_not=no.summary)
    held = beside(own, found.labels, weights)
    return Alternative(kind, name, segments, held.people, held.agreement, held.change)
