"""Every column that formed the segments, in each of them and among everybody, with what marks a segment."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from psychoseg.segments.grouping import Grouped
from psychoseg.segments.markers import marks_score, marks_share


@dataclass(frozen=True, slots=True)
class Marked:
    """One column.

    Parameters
    ----------
    name, variable : str
    unit : {"share", "sd"}
        Shares of people for answers, standard deviations from everybody for numbers.
    total : float
        Among everybody; 0 for numbers.
    inside : tuple of float
        In each segment.
    marks : tuple of bool
        Whether it marks the segment: a share by 25 points or half as much again, a mean by half a standard deviation.
    """

    name: str
    variable: str
    unit: str
    total: float
    inside: tuple[float, ...]
    marks: tuple[bool, ...]


def profile(grouped: Grouped, weights: pd.Series) -> tuple[Marked, ...]:
    """The profile plot's numbers; no tests, as these columns differ by construction.

    Notes
    -----
    Dolnicar, S., Grün, B. & Leisch, F. (2018), *Market Segmentation Analysis*, 8.2.
    """
    basis = grouped.basis.in_numbers
    shown = basis.complete & grouped.placed.to_numpy()
    values, given = basis.table.to_numpy(dtype=float)[shown], weights.to_numpy(dtype=float)[shown]
    labels = grouped.assignments["segment"].to_numpy(dtype=np.int64)[shown]
    found = []
    for column, own in zip(basis.recipe.columns, values.T, strict=True):
        mean = float(np.average(own, weights=given))
        spread = float(np.sqrt(np.average((own - mean) ** 2, weights=given))) or 1.0
        share = column.kind in {"option", "level"}
        inside = [
            float(np.average(own[labels == at], weights=given[labels == at]))
            if (labels == at).any()
            else mean
            for at in range(1, len(grouped.segmentation.names) + 1)
        ]
        told = inside if share else [(value - mean) / spread for value in inside]
        marks = [marks_share(value, mean) if share else marks_score(value) for value in told]
        found.append(
            Marked(
                column.name,
                column.variable,
                "share" if share else "sd",
                mean if share else 0.0,
                tuple(told),
                tuple(marks),
            )
        )
    return tuple(found)
