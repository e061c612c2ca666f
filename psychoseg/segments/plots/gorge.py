"""How like each segment people are: a gorge where they are either near it or far, a hill where most are half way."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import softmax

from psychoseg.segments.model import Segmentation

Array = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]

BINS = 20
SHARPNESS = 3.0
"""How fast similarity falls with distance; the same for all segments, which the picture compares."""


@dataclass(frozen=True, slots=True)
class Gorge:
    """One segment.

    Parameters
    ----------
    segment : int
    edges : tuple of float
        Of the bins, from 0 to 1.
    members, others : tuple of float
        Shares of everybody with that similarity who are in the segment, and who are not.
    """

    segment: int
    edges: tuple[float, ...]
    members: tuple[float, ...]
    others: tuple[float, ...]


def gorges(
    segmentation: Segmentation, table: pd.DataFrame, labels: Labels, weights: Array
) -> tuple[Gorge, ...]:
    """How many people have which similarity with each segment.

    Parameters
    ----------
    segmentation : Segmentation
    table : DataFrame, respondents × columns
    labels : ndarray of int, people
        From 0.
    weights : ndarray, people

    Notes
    -----
    Dolnicar, S., Grün, B. & Leisch, F. (2018), *Market Segmentation Analysis*, 7.5: similarity is exp(-3d) over
    its sum for all segments, d the distance in units of people's mean distance to their own; the probability of the
    segment where the method has no distances.
    """
    values = segmentation.standardised(table).to_numpy(dtype=float)
    model = segmentation.fitted
    if model.by_distance:
        away = model.distances(values)
        unit = float(np.average(away[np.arange(len(away)), labels], weights=weights)) or 1.0
        similar = softmax(-away / unit * SHARPNESS, axis=1)
    else:
        similar = model.predict_proba(values)
    edges = np.linspace(0, 1, BINS + 1)
    found = []
    for at in range(similar.shape[1]):
        own = labels == at
        parts = [
            np.histogram(similar[side, at], bins=edges, weights=weights[side])[0] / weights.sum()
            for side in (own, ~own)
        ]
        found.append(Gorge(at + 1, tuple(map(float, edges)), *(tuple(map(float, part)) for part in parts)))
    return tuple(found)
