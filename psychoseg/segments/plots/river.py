"""Where people go when there is one segment more: the river of segment-level stability across solutions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from psychoseg.segments.agreement import overlap
from psychoseg.segments.criteria import across

Array = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Bank:
    """One number of segments.

    Parameters
    ----------
    segments : int
    order : tuple of int
        Segments (from 1) as they are drawn, so that flows cross little.
    shares : tuple of float
        Of people, by segment.
    stability : tuple of float
        SLSA of each segment, 0 to 1: whether its people were together with one segment fewer; empty for the first.
    """

    segments: int
    order: tuple[int, ...]
    shares: tuple[float, ...]
    stability: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """People who are in one segment of a solution and in another of the next; ``share`` of everybody."""

    before: int
    source: int
    after: int
    target: int
    share: float


@dataclass(frozen=True, slots=True)
class River:
    """All solutions in turn, and who goes where between them."""

    banks: tuple[Bank, ...]
    flows: tuple[Flow, ...]


def river(divisions: Mapping[int, Labels], weights: Array) -> River:
    """From the segment of each person in every solution to the flows between them.

    Parameters
    ----------
    divisions : mapping of int to ndarray of int, people
        By number of segments; labels from 0.
    weights : ndarray, people

    Notes
    -----
    Dolnicar, S. & Leisch, F. (2017), *Marketing Letters* 28, 423-436. Each segment is drawn where the people it
    comes from were drawn.

    Examples
    --------
    >>> found = river({2: np.array([0, 0, 1, 1]), 3: np.array([0, 0, 1, 2])}, np.ones(4))
    >>> [(flow.source, flow.target, flow.share) for flow in found.flows]
    [(1, 1, 0.5), (2, 2, 0.25), (2, 3, 0.25)]
    """
    banks: list[Bank] = []
    flows: list[Flow] = []
    total, before = float(weights.sum()), 0
    for number in sorted(divisions):
        labels = divisions[number]
        shares = np.bincount(labels, weights=weights, minlength=number) / total
        order, stability = list(range(number)), np.array([])
        if before:
            shared = overlap(divisions[before], labels, weights)
            shared = np.pad(shared, ((0, before - shared.shape[0]), (0, number - shared.shape[1])))
            places = np.empty(before)
            places[[at - 1 for at in banks[-1].order]] = np.arange(before)
            held = np.maximum(shared.sum(axis=0), 1e-300)
            order = np.argsort(places @ shared / held, kind="stable").tolist()
            stability = across(divisions[before], labels, weights)
            flows += [
                Flow(before, source + 1, number, target + 1, float(shared[source, target] / total))
                for source in range(before)
                for target in range(number)
                if shared[source, target] > 0
            ]
        banks.append(
            Bank(
                number,
                tuple(at + 1 for at in order),
                tuple(map(float, shares)),
                tuple(map(float, stability)),
            )
        )
        before = number
    return River(tuple(banks), tuple(flows))
