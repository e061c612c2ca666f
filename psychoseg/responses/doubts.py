"""What the answers of a wave will not bear, said before anybody analyses them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

import numpy as np
import pandas as pd

from psychoseg.responses.held import Kept
from psychoseg.responses.narrow import counted

FEW, VERY_FEW = 100, 50
"""People below whom segments rest on little, and below whom on next to nothing."""

PER_ITEM = 5
"""People an attitude item below whom correlations are mostly noise."""


def doubts(answers: pd.DataFrame | Kept) -> tuple[str, ...]:
    """Reasons to hesitate before these answers are analysed, in words.

    Parameters
    ----------
    answers : DataFrame, respondents × attitude items
        Coded and keyed; NaN where there is no answer.

    Examples
    --------
    >>> doubts(pd.DataFrame({"a": [1.0, 2.0] * 60, "b": [3.0] * 120}))
    ('everybody gave b the same answer, so it tells nobody from another',)
    """
    return (*_silent(answers), *_doubled(answers), *_few(answers))


def _silent(answers: pd.DataFrame | Kept) -> Iterator[str]:
    spread = {name: sum(map(bool, _counts(answers, name).values())) for name in answers.columns}
    blank = [str(name) for name in answers.columns if spread[name] == 0]
    flat = [str(name) for name in answers.columns if spread[name] == 1]
    if blank:
        yield f"nobody answered {', '.join(blank)}; was it in the field?"
    if flat:
        yield f"everybody gave {', '.join(flat)} the same answer, so it tells nobody from another"


def _counts(answers: pd.DataFrame | Kept, name: str) -> dict[float, int]:
    return answers.counted(name) if isinstance(answers, Kept) else counted(answers[name].astype(float))


def _doubled(answers: pd.DataFrame | Kept) -> Iterator[str]:
    """Items that hold the same answers in every row, or their mirror image; rows are looked at where the counts agree."""
    alike: dict[_Counts, list[_Doubted]] = {}
    for name in answers.columns:
        counts = {value: count for value, count in _counts(answers, name).items() if count}
        if len(counts) < 2:
            continue
        low, high = min(counts), max(counts)
        own = _Doubted(answers, str(name), low, high)
        ways = [
            (_shape({value - low: count for value, count in counts.items()}), "centred"),
            (_shape({high - value: count for value, count in counts.items()}), "mirrored"),
        ]
        twin = next(
            (
                other.name
                for shape, way in ways
                for other in alike.get(shape, ())
                if other.centred == getattr(own, way)
            ),
            None,
        )
        if twin is not None:
            yield f"{name} holds the same answers as {twin} in every row, or their mirror image; one may be a copy"
        alike.setdefault(ways[0][0], []).append(own)


_Counts = tuple[tuple[float, int], ...]


def _shape(counts: dict[float, int]) -> _Counts:
    return tuple(sorted((round(value, 9), count) for value, count in counts.items()))


@dataclass(frozen=True, eq=False)
class _Doubted:
    """An item with its lowest and highest answer; its rows are gone through when they are asked for."""

    answers: pd.DataFrame | Kept
    name: str
    low: float
    high: float

    @cached_property
    def centred(self) -> bytes:
        """A mark of the answers above the lowest."""
        return _mark(self.answers[self.name].to_numpy(dtype=float) - self.low)

    @cached_property
    def mirrored(self) -> bytes:
        """A mark of the answers below the highest."""
        return _mark(self.high - self.answers[self.name].to_numpy(dtype=float))


def _mark(values: np.ndarray) -> bytes:
    """The same for the same answers, missing ones included."""
    return blake2b(np.nan_to_num(np.round(values, 9), nan=-1.0).tobytes()).digest()


def _few(answers: pd.DataFrame | Kept) -> Iterator[str]:
    people, items = len(answers), len(answers.columns)
    if people < items:
        yield f"{people} people are fewer than the {items} attitude items; no factor analysis can be made of them"
    elif people < VERY_FEW:
        yield f"{people} people are too few to find segments in"
    elif people < FEW or people < PER_ITEM * items:
        yield f"{people} people for {items} attitude items are few: factors and segments may be another sample's chance"
