"""What the pictures of a segmentation are drawn from: plain numbers, one file a picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from psychoseg.segments.grouping import Grouped
from psychoseg.segments.plots.gorge import Gorge, gorges
from psychoseg.segments.plots.profile import Marked, profile
from psychoseg.segments.plots.river import River, river
from psychoseg.segments.plots.separation import Separation, separation
from psychoseg.segments.plots.stability import Boxes, boxes

__all__ = ["Boxes", "Gorge", "Marked", "Plots", "River", "Separation", "plots_of"]


@dataclass(frozen=True, slots=True)
class Plots:
    """Everything that is drawn.

    Parameters
    ----------
    profile : tuple of Marked
        Each column of the basis in every segment, with what marks it.
    separation : Separation
    stability : tuple of Boxes
        By number of segments.
    river : River
    gorges : tuple of Gorge
        One a segment.
    """

    profile: tuple[Marked, ...]
    separation: Separation
    stability: tuple[Boxes, ...]
    river: River
    gorges: tuple[Gorge, ...]


def plots_of(grouped: Grouped, weights: pd.Series) -> Plots:
    """The numbers behind every picture of a segmentation.

    Parameters
    ----------
    grouped : Grouped
    weights : Series, respondents
    """
    placed = grouped.placed.to_numpy()
    given = weights.to_numpy(dtype=float)
    divisions = {
        one.segments: grouped.divisions[one.segments].to_numpy(dtype=np.int64)
        for one in grouped.candidates.tried
    }
    formed = next(iter(divisions.values())) >= 0
    return Plots(
        profile(grouped, weights),
        separation(grouped),
        boxes(grouped.candidates),
        river({number: labels[formed] for number, labels in divisions.items()}, given[formed]),
        gorges(
            grouped.segmentation,
            grouped.basis.table[placed],
            grouped.assignments.loc[placed, "segment"].to_numpy(dtype=np.int64) - 1,
            given[placed],
        ),
    )
