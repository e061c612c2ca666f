"""What the answers of a wave will not bear, said before anybody analyses them."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b

import numpy as np
import pandas as pd

from psychoseg.responses.held import Kept

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
    spread = {name: answers[name].nunique() for name in answers.columns}
    blank = [str(name) for name in answers.columns if spread[name] == 0]
    flat = [str(name) for name in answers.columns if spread[name] == 1]
    if blank:
        yield f"nobody answered {', '.join(blank)}; was it in the field?"
    if flat:
        yield f"everybody gave {', '.join(flat)} the same answer, so it tells nobody from another"


def _doubled(answers: pd.DataFrame | Kept) -> Iterator[str]:
    """Items that hold the same answers in every row, or their mirror image."""
    seen: dict[bytes, str] = {}
    for name in answers.columns:
        values = answers[name].to_numpy(dtype=float)
        low, high = (np.nan, np.nan) if np.isnan(values).all() else (np.nanmin(values), np.nanmax(values))
        if not high > low:
            continue
        centred, mirror = _mark(values - low), _mark(high - values)
        twin = seen.get(centred) or seen.get(mirror)
        if twin is not None:
            yield f"{name} holds the same answers as {twin} in every row, or their mirror image; one may be a copy"
        seen.setdefault(centred, str(name))


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
