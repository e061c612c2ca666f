"""How a segment's answers spread over a scale: every answer's share, not the agreement alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from psychoseg.personas.withheld import withheld
from psychoseg.questionnaire import Item, Questionnaire
from psychoseg.responses import Responses
from psychoseg.stats.estimate import Estimate
from psychoseg.stats.intervals import Estimator


@dataclass(frozen=True, slots=True)
class Distribution:
    """The answers to one statement, as it was worded.

    Parameters
    ----------
    item, text : str
    labels : tuple of str
        Of the scale's answers, from disagreement to agreement; codes where the scale has no labels.
    middle : int or None
        The place of the neutral answer; None where there is none.
    total : tuple of float
        Share of each answer among everybody, 0 to 1.
    segments : tuple of (tuple of float, or None)
        The same in each segment; None where it is withheld.
    agree : tuple of Estimate
        Share above the middle of the scale: everybody's, then each segment's.
    formed : bool
        Whether it formed the segments.
    """

    item: str
    text: str
    labels: tuple[str, ...]
    middle: int | None
    total: tuple[float, ...]
    segments: tuple[tuple[float, ...] | None, ...]
    agree: tuple[Estimate, ...]
    formed: bool


def distributions(
    responses: Responses,
    questionnaire: Questionnaire,
    segments: pd.Series,
    numbers: range,
    estimator: Estimator,
    *,
    formed: bool = True,
) -> tuple[Distribution, ...]:
    """The answers to every attitude statement, for everybody and by segment.

    Parameters
    ----------
    responses : Responses
    questionnaire : Questionnaire
    segments : Series, respondents
        The segment of each person, from 1.
    numbers : range
        Segment numbers.
    estimator : Estimator
    formed : bool
        Whether statements formed the segments.
    """
    found = []
    for item in questionnaire.attitudes:
        if item.scale is None or item.id not in responses.answers:
            continue
        codes = np.arange(item.scale.lowest, item.scale.highest + 1)
        raw = _worded(item, responses.answers[item.id])
        groups = [pd.Series(data=True, index=raw.index), *(segments == number for number in numbers)]
        above = (raw > codes.mean()).astype(float).where(raw.notna())
        agree = tuple(estimator.share(above[group], responses.weights[group]) for group in groups)
        gone = withheld(agree[1:], estimator.disclosure)
        spread = [_shares(raw[group], responses.weights[group], codes) for group in groups]
        wordings = dict(item.scale.labels)
        found.append(
            Distribution(
                item.id, item.text, tuple(wordings.get(int(code), str(int(code))) for code in codes),
                len(codes) // 2 if len(codes) % 2 else None, spread[0] or (),
                tuple(
                    None if at in gone or not agree[at + 1].shown else shares
                    for at, shares in enumerate(spread[1:])
                ),
                agree, formed,
            )
        )  # fmt: skip
    return tuple(found)


def _worded(item: Item, keyed: pd.Series) -> pd.Series:
    """Answers to the statement as worded: those of reverse-keyed items were turned round."""
    scale = item.scale
    return scale.lowest + scale.highest - keyed if item.reverse and scale is not None else keyed


def _shares(raw: pd.Series, weights: pd.Series, codes: np.ndarray) -> tuple[float, ...] | None:
    known = raw.notna()
    total = float(weights[known].sum())
    if not total:
        return None
    return tuple(float(weights[known & (raw == code)].sum()) / total for code in codes)
