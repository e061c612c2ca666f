"""People and segments in the two directions that keep segments apart best."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.spatial import ConvexHull, QhullError

from psychoseg.segments.grouping import Grouped
from psychoseg.segments.projection import mapped

Array = npt.NDArray[np.float64]

INNER = 2 / 3
"""Share of the members, the nearest to the centre, that a hull goes round."""
FEWEST = 3
MOST_POINTS = 5000
"""Of more people so many are drawn, evenly spaced in their order; outlines are of all."""
DIGITS = 4

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Outline:
    """One segment: its centre, and the corners of the hull of two thirds of its members."""

    segment: int
    centre: Point
    hull: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Separation:
    """The flat picture.

    Parameters
    ----------
    points : tuple of (float, float)
    segments : tuple of int
        Of each point, from 1.
    outlines : tuple of Outline
    kept : float
        Share of what lies between segments that the two directions keep.
    """

    points: tuple[Point, ...]
    segments: tuple[int, ...]
    outlines: tuple[Outline, ...]
    kept: float


def separation(grouped: Grouped) -> Separation:
    """The separation plot's numbers.

    Notes
    -----
    Dolnicar, S., Grün, B. & Leisch, F. (2018), *Market Segmentation Analysis*, 8.3; the directions are those of
    :func:`psychoseg.segments.projection.project`.
    """
    points, labels, kept = mapped(grouped)
    numbers = sorted(set(labels.tolist()))
    drawn = np.arange(min(len(points), MOST_POINTS)) * len(points) // min(len(points), MOST_POINTS)
    return Separation(
        tuple(_plain(point) for point in points[drawn]),
        tuple(int(label) for label in labels[drawn]),
        tuple(_outline(number, points[labels == number]) for number in numbers),
        kept,
    )


def _outline(number: int, members: Array) -> Outline:
    centre = members.mean(axis=0)
    nearest = np.argsort(((members - centre) ** 2).sum(axis=1), kind="stable")
    inner = members[nearest[: max(int(np.ceil(INNER * len(members))), FEWEST)]]
    try:
        corners = inner[ConvexHull(inner).vertices] if len(inner) >= FEWEST else inner
    except QhullError:  # all on one line
        corners = inner[[inner[:, 0].argmin(), inner[:, 0].argmax()]]
    return Outline(number, _plain(centre), tuple(_plain(corner) for corner in corners))


def _plain(point: Array) -> Point:
    return round(float(point[0]), DIGITS), round(float(point[1]), DIGITS)
