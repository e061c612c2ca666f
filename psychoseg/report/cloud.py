"""Respondents as dots: the art of the cover and the map of segments, from the same two scores a person."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from psychoseg.report import palette
from psychoseg.report.charts import Frame, svg
from psychoseg.report.data import MapPoint

MOST_DOTS = 2_500
OUTLINE = math.sqrt(2.2789)  # Mahalanobis radius that holds 68 % of a bivariate normal
ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Ellipse:
    """The outline of one segment: centre, two half axes and the turn of the first in degrees, in scores."""

    x: float
    y: float
    along: float
    across: float
    turn: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        angle = math.radians(self.turn)
        dx, dy = x - self.x, y - self.y
        first = (dx * math.cos(angle) + dy * math.sin(angle)) / self.along
        second = (dy * math.cos(angle) - dx * math.sin(angle)) / self.across
        return first * first + second * second <= 1


def thinned(points: Sequence[MapPoint], most: int = MOST_DOTS) -> tuple[MapPoint, ...]:
    """At most so many of the points, evenly spaced in their order, so the same ones every time."""
    if len(points) <= most:
        return tuple(points)
    return tuple(points[at * len(points) // most] for at in range(most))


def aspect(points: Sequence[MapPoint]) -> float:
    """The height of what the points cover as a part of its width."""
    across, up = [point.x for point in points], [point.y for point in points]
    return (max(up) - min(up)) / ((max(across) - min(across)) or 1.0)


def outlines(points: Sequence[MapPoint]) -> dict[int, Ellipse]:
    """For every segment of at least three people the ellipse two thirds of a normal cloud would lie in."""
    members: dict[int, list[MapPoint]] = {}
    for point in points:
        members.setdefault(point.segment, []).append(point)
    return {number: _ellipse(members[number]) for number in sorted(members) if len(members[number]) > 2}


def share_inside(points: Sequence[MapPoint], shapes: Mapping[int, Ellipse]) -> float:
    """The share of points that lie inside their own segment's outline."""
    inside = sum(shapes[point.segment].holds(point.x, point.y) for point in points if point.segment in shapes)
    return inside / len(points)


def cover_art(points: Sequence[MapPoint], *, width: float, height: float, title: str) -> Markup:
    """A dot for every respondent in the colour and shape of the segment, for a dark page.

    Dots that lie nearer another segment's centre than their own are drawn paler.
    """
    drawn = thinned(points)
    frame = _fit(drawn, width, height, 6)
    centres = {number: (shape.x, shape.y) for number, shape in outlines(points).items()}
    radius = min(3.3, 3.3 * math.sqrt(1_300 / max(len(drawn), 1_300)) + 0.5)
    layers: dict[tuple[int, bool, int], list[tuple[float, float]]] = {}
    for at, point in enumerate(drawn):
        layer = (at % ROUNDS, _stray(point, centres), point.segment)
        layers.setdefault(layer, []).append((frame.x(point.x), frame.y(point.y)))
    parts = [
        _dots(palette.identity(key[2]).shape, layers[key], radius, _bright(key[2], stray=key[1]))
        for key in sorted(layers, key=lambda key: (not key[1], key[0], key[2]))
    ]
    return svg(width, height, title, parts)


@dataclass(frozen=True, slots=True)
class Label:
    """Where a segment's name stands over the map, in per cent of its width and height."""

    number: int
    x: float
    y: float


def segment_map(
    points: Sequence[MapPoint], *, width: float, height: float, title: str
) -> tuple[Markup, tuple[Label, ...]]:
    """Dots and outlines on white, and the places for the names."""
    shapes = outlines(points)
    drawn = thinned(points)
    frame = _fit(drawn, width, height, 10)
    layers: dict[tuple[int, int], list[tuple[float, float]]] = {}
    for at, point in enumerate(drawn):
        layers.setdefault((at % ROUNDS, point.segment), []).append((frame.x(point.x), frame.y(point.y)))
    parts = [_dots("circle", layers[key], 1.35, palette.identity(key[1]).pale) for key in sorted(layers)]
    scale = abs(frame.x(1.0) - frame.x(0.0))
    for number, shape in shapes.items():
        parts.append(
            f'<ellipse cx="0" cy="0" rx="{shape.along * scale:.2f}" ry="{shape.across * scale:.2f}" fill="none" '
            f'stroke="{palette.identity(number).ink}" stroke-width="1.3" '
            f'transform="translate({frame.x(shape.x):.2f} {frame.y(shape.y):.2f}) rotate({-shape.turn:.2f})"/>'
        )
    places = [(number, frame.x(shape.x), frame.y(shape.y)) for number, shape in shapes.items()]
    labels = tuple(
        Label(number, round(100 * x / width, 2), round(100 * y / height, 2))
        for number, x, y in _apart(places, height)
    )
    return svg(width, height, title, parts), labels


def _dots(shape: str, places: Sequence[tuple[float, float]], radius: float, colour: str) -> str:
    """One path of all dots. A round one is the cap of a line of no length, which costs a tenth of four curves."""
    if shape == "circle":
        way = "".join(f"M{x:.2f} {y:.2f}h0" for x, y in places)
        return f'<path d="{way}" fill="none" stroke="{colour}" stroke-width="{2 * radius:.2f}" stroke-linecap="round"/>'
    way = "".join(palette.path(shape, x, y, radius) for x, y in places)
    return f'<path d="{way}" fill="{colour}" fill-rule="nonzero"/>'


def _apart(places: Sequence[tuple[int, float, float]], height: float) -> list[tuple[int, float, float]]:
    """Push names that would overlap up and down until they do not, a little at a time."""
    at = {number: [x, y] for number, x, y in places}
    numbers = sorted(at, key=lambda number: (at[number][1], number))
    for _ in range(200):
        moved = False
        for first in numbers:
            for second in numbers:
                upper, lower = at[first], at[second]
                close = abs(upper[0] - lower[0]) < 104 and abs(lower[1] - upper[1]) < 15.5
                if first != second and close and (upper[1], first) <= (lower[1], second):
                    upper[1], lower[1], moved = max(10, upper[1] - 1), min(height - 10, lower[1] + 1), True
        if not moved:
            break
    return [(number, at[number][0], at[number][1]) for number in sorted(at)]


def _fit(points: Sequence[MapPoint], width: float, height: float, margin: float) -> Frame:
    """A frame that holds every point, with one scale on both sides."""
    across, up = [point.x for point in points], [point.y for point in points]
    scale = (
        max((max(across) - min(across)) / (width - 2 * margin), (max(up) - min(up)) / (height - 2 * margin))
        or 1.0
    )
    x_mid, y_mid = (max(across) + min(across)) / 2, (max(up) + min(up)) / 2
    half_x, half_y = scale * (width - 2 * margin) / 2, scale * (height - 2 * margin) / 2
    return Frame(
        width,
        height,
        margin,
        margin,
        margin,
        margin,
        (x_mid - half_x, x_mid + half_x),
        (y_mid - half_y, y_mid + half_y),
    )


def _ellipse(members: Sequence[MapPoint]) -> Ellipse:
    count = len(members)
    x, y = math.fsum(p.x for p in members) / count, math.fsum(p.y for p in members) / count
    xx = math.fsum((p.x - x) ** 2 for p in members) / count
    yy = math.fsum((p.y - y) ** 2 for p in members) / count
    xy = math.fsum((p.x - x) * (p.y - y) for p in members) / count
    middle, half = (xx + yy) / 2, math.hypot((xx - yy) / 2, xy)
    turn = math.degrees(0.5 * math.atan2(2 * xy, xx - yy))
    along, across = math.sqrt(middle + half), math.sqrt(max(middle - half, 0.0))
    return Ellipse(x, y, OUTLINE * max(along, 1e-6), OUTLINE * max(across, 1e-6), turn)


def _stray(point: MapPoint, centres: Mapping[int, tuple[float, float]]) -> bool:
    if point.segment not in centres:
        return False
    nearest = min(centres, key=lambda number: (math.dist(centres[number], (point.x, point.y)), number))
    return nearest != point.segment


def _bright(number: int, *, stray: bool) -> str:
    own = palette.identity(number)
    return own.dim if stray else own.on_dark
