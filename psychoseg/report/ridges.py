"""The map where one axis parts the segments: a ridge of density a segment, and every respondent as a mark below it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from markupsafe import Markup

from psychoseg.report.charts import Frame, line, svg
from psychoseg.report.cloud import Label, thinned
from psychoseg.report.data import MapPoint
from psychoseg.report.palette import identity
from psychoseg.report.theme import look

Array = npt.NDArray[np.float64]
STEPS = 160
OVERLAP, MARK = 0.35, 4.0
"""How far a ridge may rise into the one above, as a part of its band, and the length of a respondent's mark."""
FLAT = 1e-6


def on_one_axis(points: Sequence[MapPoint], segments: int) -> bool:
    """Whether only the first axis of the map parts segments: there are two of them, or the second holds nothing."""
    if segments == 2:
        return True
    up = [point.y for point in points]
    return not up or max(up) - min(up) < FLAT


def ridges(
    points: Sequence[MapPoint], *, width: float, height: float, title: str
) -> tuple[Markup, tuple[Label, ...]]:
    """One ridge above the other, on one scale, and the places for the names.

    The area of a ridge is the number of people in it. Kernels are Gaussian with Silverman's width (Silverman 1986,
    *Density Estimation for Statistics and Data Analysis*, 3.4.2).
    """
    members = {
        number: np.array([p.x for p in points if p.segment == number])
        for number in sorted({p.segment for p in points})
    }
    whole = np.array([point.x for point in points])
    grid = np.linspace(float(whole.min()), float(whole.max()), STEPS)
    heights = {number: len(values) * density(values, grid) for number, values in members.items()}
    band = (height - 16) / max(1, len(members))
    tallest = max(float(values.max()) for values in heights.values()) or 1.0
    frame = Frame(width, height, 6, 6, 8, 8, (float(grid[0]), float(grid[-1]) or 1.0), (0.0, 1.0))
    drawn = thinned(points)
    parts, labels = [], []
    for at, (number, values) in enumerate(heights.items()):
        own, floor = identity(number), 8 + band * (at + 1) - MARK - 4
        scale = band * (1 - (0 if at == 0 else -OVERLAP)) - MARK - 12
        xs = [frame.x(float(place)) for place in grid]
        ys = [floor - scale * float(value) / tallest for value in values]
        outline = "L".join(f"{x:.2f} {y:.2f}" for x, y in zip(xs, ys, strict=True))
        parts.append(
            f'<path d="M{xs[0]:.2f} {floor:.2f}L{outline}L{xs[-1]:.2f} {floor:.2f}z" fill="{own.pale}"/>'
        )
        parts.append(f'<path d="M{outline}" fill="none" stroke="{own.ink}" stroke-width="1.4"/>')
        parts.append(line(frame.left, floor, width - frame.right, floor, look().rule, 0.6))
        marks = "".join(f"M{frame.x(p.x):.2f} {floor + 1.5:.2f}v{MARK}" for p in drawn if p.segment == number)
        parts.append(f'<path d="{marks}" stroke="{own.base}" stroke-width="0.35" fill="none"/>')
        peak = int(np.argmax(values))
        labels.append(
            Label(number, round(100 * xs[peak] / width, 2), round(100 * (floor - scale * 0.32) / height, 2))
        )
    return svg(width, height, title, parts), tuple(labels)


def people_along(points: Sequence[MapPoint], number: int) -> tuple[tuple[float, float], ...]:
    """Places on the axis, and how many of a segment's people stand there to a unit of it."""
    whole = [point.x for point in points]
    own = np.array([point.x for point in points if point.segment == number])
    if not len(own):
        return ()
    grid = np.linspace(min(whole), max(whole), STEPS)
    return tuple(zip(grid.tolist(), (len(own) * density(own, grid)).tolist(), strict=True))


def density(values: Array, grid: Array) -> Array:
    """The density of one segment's people along the axis.

    Examples
    --------
    >>> grid = np.linspace(-4, 4, 81)
    >>> round(float(density(np.array([-0.5, 0.0, 0.5]), grid).sum() * 0.1), 2)
    1.0
    """
    count = len(values)
    quartiles = np.quantile(values, [0.25, 0.75])
    spread = min(float(values.std()), float(quartiles[1] - quartiles[0]) / 1.34 or math.inf) or 1.0
    wide = max(0.9 * spread * count**-0.2, 1e-3)
    apart = (grid[:, None] - values[None, :]) / wide
    return np.asarray(np.exp(-0.5 * apart**2).sum(axis=1) / (count * wide * math.sqrt(2 * math.pi)))


def own_side(points: Sequence[MapPoint]) -> float:
    """The share of people who lie nearer their own segment's mean on the axis than any other's."""
    numbers = sorted({point.segment for point in points})
    means: Mapping[int, float] = {
        number: float(np.mean([p.x for p in points if p.segment == number])) for number in numbers
    }
    right = sum(
        min(numbers, key=lambda number: abs(means[number] - point.x)) == point.segment for point in points
    )
    return right / len(points)
