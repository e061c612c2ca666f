"""The same people by the same method on another representation: how far segments hang on what they are formed from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from psychoseg.errors import PsychosegError
from psychoseg.forming import Forming, Part
from psychoseg.plan import Plan
from psychoseg.questionnaire import Questionnaire
from psychoseg.segments.bases import Basis, Sources, make
from psychoseg.segments.bases.resolving import resolved
from psychoseg.segments.choice import refitted
from psychoseg.segments.grouping import Grouped
from psychoseg.segments.methods import METHODS, Method, WeightedKMeans
from psychoseg.segments.once import Once, beside, form_once
from psychoseg.segments.stability import global_stability, resamples
from psychoseg.stats.omnibus import explained

AGREE = 0.6
"""An adjusted Rand index below which two representations give different segments."""
STEADIER = 0.05
"""A rise of the median stability that counts."""
PAIRS, STARTS = 10, 10
REDUCING = ("reduced", "factorial")
"""Methods that look for factors and segments at once, held against factors first and segments after."""


@dataclass(frozen=True, slots=True)
class Representation:
    """One way to represent people, with as many segments.

    Parameters
    ----------
    name : str
    columns, people : int
        People who have all of it.
    agreement, change : float or None
        Adjusted Rand index with the segments reported, and the largest change of a share; None where it
        could not be formed.
    why_not : str
    """

    name: str
    columns: int = 0
    people: int = 0
    agreement: float | None = None
    change: float | None = None
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Carried:
    """How much of a question, factor or construct lies between segments: eta squared over its columns, 0 to 1."""

    variable: str
    explained: float


@dataclass(frozen=True, slots=True)
class Weakest:
    """What forming without the variable that carries least would change.

    Parameters
    ----------
    variable : str
    explained : float
    agreement : float
        Adjusted Rand index of the segments without it and those reported.
    stability, stability_without : float
        Median adjusted Rand index between bootstrap samples, with and without it.
    """

    variable: str
    explained: float
    agreement: float
    stability: float
    stability_without: float


@dataclass(frozen=True, slots=True)
class Representations:
    """The segments reported beside the same number of segments formed from other representations.

    Parameters
    ----------
    chosen : str
        What the reported ones were formed from.
    tried : tuple of Representation
    carried : tuple of Carried
        The most first.
    weakest : Weakest or None
        None where there are fewer than three variables.
    """

    chosen: str
    tried: tuple[Representation, ...]
    carried: tuple[Carried, ...]
    weakest: Weakest | None = None

    @property
    def words(self) -> str:
        """The comparison in a sentence or two."""
        known = [one for one in self.tried if one.agreement is not None]
        if not known:
            return "There is no other representation of these answers to hold the segments against."
        listed = ", ".join(f"{one.agreement or 0.0:.2f} on {one.name} ({one.people} people)" for one in known)
        return f"Formed from another representation, as many segments agree with these by {listed} (adjusted Rand index; 1 is the same, 0 is chance)."

    @property
    def caveats(self) -> tuple[str, ...]:
        """What a reader must know where representations disagree, or a variable only disturbs."""
        found = [
            f"On {one.name} the same method gives other segments (adjusted Rand index {one.agreement:.2f}): these hang on how answers were condensed."
            for one in self.tried
            if one.agreement is not None and one.agreement < AGREE
        ]
        if self.weakest and self.weakest.stability_without > self.weakest.stability + STEADIER:
            found.append(
                f"{self.weakest.variable} carries least ({self.weakest.explained:.0%} of its variance lies between segments), and without it segments "
                f"come back better ({self.weakest.stability_without:.2f} instead of {self.weakest.stability:.2f}, median adjusted Rand index): it may only disturb."
            )
        return tuple(found)


def representations(
    grouped: Grouped,
    questionnaire: Questionnaire,
    sources: Sources,
    weights: pd.Series,
    plan: Plan,
    rng: np.random.Generator,
) -> Representations:
    """Form as many segments by the same method from other representations of the same answers.

    Parameters
    ----------
    grouped : Grouped
    questionnaire : Questionnaire
    sources, weights
        Of the people who formed the segments.
    plan : Plan
    rng : Generator
        For the resamples with and without the weakest variable.

    Notes
    -----
    Condensing answers to factors and grouping people by them is one choice: it may lose what tells people
    apart, as raw items may drown it in noise. Arabie, P. & Hubert, L. (1994), in *Advanced Methods of
    Marketing Research*, 160-189; Dolnicar, S. & Grün, B. (2011), *Australasian Marketing Journal* 19, 18-22.
    """
    segments = len(grouped.segmentation.names)
    method = METHODS[plan.forming.method]
    seed = int(rng.integers(2**31 - 1))
    own = grouped.assignments.loc[grouped.placed, "segment"] - 1
    tried = []
    for name, forming, by in _others(plan.forming, questionnaire, method):
        try:
            basis = make(forming, questionnaire, sources, coded=by.takes_nominal)
            found = form_once(basis, weights, by, segments, starts=STARTS, seed=seed)
        except PsychosegError as no:
            tried.append(Representation(name, why_not=no.summary))
            continue
        held = beside(own, found.labels, weights)
        tried.append(
            Representation(name, len(basis.recipe.columns), held.people, held.agreement, held.change)
        )
    carried = tuple(_carried(grouped, weights))
    weakest = _weakest(grouped, carried[-1], weights, method, seed, rng) if len(carried) > 2 else None
    return Representations(grouped.basis.words, tuple(tried), carried, weakest)


def _others(
    forming: Forming, questionnaire: Questionnaire, method: type[Method]
) -> Iterator[tuple[str, Forming, type[Method]]]:
    """Attitudes as factor scores, items and scale means; by methods that reduce items themselves; and not ipsatised."""
    if forming.ipsatise != "no":
        yield "answers as given", replace(forming, ipsatise="no"), method
    kinds = {"scores": "factor scores", "items": "single items", "means": "scale means"}
    for kind, words in kinds.items():
        other = _condensed(forming, questionnaire, kind)
        if other is not None and other.basis != forming.basis:
            yield words, replace(other, ipsatise="no" if kind == "scores" else other.ipsatise), method
    items = _condensed(forming, questionnaire, "items")
    for name in REDUCING:
        if items is not None and name in METHODS and METHODS[name] is not method:
            yield f"single items, by {METHODS[name].words}", items, METHODS[name]


def _condensed(forming: Forming, questionnaire: Questionnaire, kind: str) -> Forming | None:
    """The same with attitudes in another form; None where no attitude is in it."""
    parts: list[Part] = []
    constructs: dict[str, None] = {}
    weight, whole = 0.0, False
    for part, items in zip(forming.basis, resolved(forming, questionnaire), strict=True):
        attitudes = [item for item in items if item.construct]
        if part.kind == "scores" or attitudes:
            weight += part.weight
            whole |= part.kind == "scores"
            constructs |= dict.fromkeys(item.construct for item in attitudes)
        others = tuple(item.id for item in items if not item.construct)
        if others:
            parts.append(replace(part, kind="items", names=others))
    if not weight:
        return None
    measured = {item.construct for item in questionnaire.attitudes}
    names = () if kind == "scores" or whole or set(constructs) == measured else tuple(constructs)
    return replace(forming, basis=(Part(kind, names, weight), *parts))


def _carried(grouped: Grouped, weights: pd.Series) -> Iterator[Carried]:
    basis = grouped.basis.in_numbers
    shown = basis.complete & grouped.placed.to_numpy()
    values, given = basis.table.to_numpy(dtype=float)[shown], weights.to_numpy(dtype=float)[shown]
    place = grouped.assignments["segment"].to_numpy(dtype=np.int64)[shown] - 1
    means = np.average(values, axis=0, weights=given)
    spread = np.average((values - means) ** 2, axis=0, weights=given)
    between = [explained(place, values[:, at], given) * spread[at] for at in range(values.shape[1])]
    sums: dict[str, list[float]] = {}
    for column, part, whole in zip(basis.recipe.columns, between, spread, strict=True):
        total = sums.setdefault(column.variable, [0.0, 0.0])
        total[0] += part
        total[1] += whole
    found = [Carried(name, float(part / whole) if whole > 0 else 0.0) for name, (part, whole) in sums.items()]
    yield from sorted(found, key=lambda one: -one.explained)


def _weakest(
    grouped: Grouped,
    least: Carried,
    weights: pd.Series,
    method: type[Method],
    seed: int,
    rng: np.random.Generator,
) -> Weakest | None:
    """The segments without the variable that carries least, and whether they come back better."""
    segments = len(grouped.segmentation.names)
    without = _without(grouped.basis, least.variable)
    try:
        one, other = (
            form_once(basis, weights, method, segments, starts=STARTS, seed=seed)
            for basis in (grouped.basis, without)
        )
    except PsychosegError:
        return None
    draws = int(rng.integers(2**31 - 1))
    stability = [_stability(found, weights, segments, draws) for found in (one, other)]
    own = grouped.assignments.loc[grouped.placed, "segment"] - 1
    return Weakest(
        least.variable, least.explained, beside(own, other.labels, weights).agreement, stability[0], stability[1]
    )  # fmt: skip


def _stability(found: Once, weights: pd.Series, segments: int, seed: int) -> float:
    """The median over the same resamples with and without."""
    pairs = resamples(len(found.X), PAIRS, np.random.default_rng(seed))
    given = weights[found.labels.index].to_numpy(dtype=float)
    anew = None if isinstance(found.model, WeightedKMeans) else refitted({segments: found.model})
    return float(np.median(global_stability(found.X, given, segments, pairs, anew)))


def _without(basis: Basis, variable: str) -> Basis:
    """The same without the columns of one variable."""
    columns = tuple(column for column in basis.recipe.columns if column.variable != variable)
    recipe = replace(basis.recipe, columns=columns)
    return replace(
        basis,
        table=basis.table[list(recipe.names)],
        recipe=recipe,
        scaling=replace(basis.scaling, columns=columns),
        measured=None,
    )
