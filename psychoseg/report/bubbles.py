"""The evaluation plot: a circle a segment on two axes from 1 to 10, sized by what it is worth, with its intervals."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from psychoseg.report.charts import Frame, line, svg, words
from psychoseg.report.format import fixed
from psychoseg.report.palette import PAPER, identity, mix
from psychoseg.report.text import clip
from psychoseg.report.theme import look

LOWEST, HIGHEST = 1.0, 10.0
LARGEST, SMALLEST = 13.0, 3.5
NAME_GAP, LEAST_ROOM, WIDEST, APART = 5.0, 2.4, 124.0, 15.0
TICKS = (1, 4, 7, 10)


@dataclass(frozen=True, slots=True)
class Bubble:
    """One segment: its totals on both axes with the ends of their intervals, and its size, 0 to 1."""

    number: int
    x: float
    y: float
    x_ends: tuple[float, float]
    y_ends: tuple[float, float]
    size: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name stands beside its circle, in per cent of the drawing: ``left`` whether it ends beside the circle."""

    number: int
    x: float
    y: float
    room: float
    left: bool


def bubbles(
    found: Sequence[Bubble],
    *,
    cut: float,
    across: str,
    up: str,
    corners: tuple[str, str, str, str],
    width: float,
    height: float,
    title: str,
) -> tuple[Markup, tuple[Place, ...]]:
    """The drawing, and the places for the names.

    Parameters
    ----------
    found : sequence of Bubble
    cut : float
        Where both axes are parted.
    across, up : str
        What the axes are called.
    corners : four str
        What the quarters are called: upper left, upper right, lower left, lower right.
    width, height : float
        In points.
    title : str
        What is read out in place of the drawing.
    """
    frame = Frame(width, height, 20, 6, 14, 24, (LOWEST, HIGHEST), (LOWEST, HIGHEST))
    right, bottom = width - frame.right, height - frame.bottom
    parts = [
        f'<rect x="{frame.x(cut):.2f}" y="{frame.top:.2f}" width="{right - frame.x(cut):.2f}" '
        f'height="{frame.y(cut) - frame.top:.2f}" fill="{look().wash}"/>'
    ]
    parts += [line(frame.left, bottom, right, bottom, look().ink, 0.8), line(frame.left, frame.top, frame.left, bottom, look().ink, 0.8)]  # fmt: skip
    parts += [line(frame.x(cut), frame.top, frame.x(cut), bottom, look().mute, 0.6, "2.4 2.4"), line(frame.left, frame.y(cut), right, frame.y(cut), look().mute, 0.6, "2.4 2.4")]  # fmt: skip
    for tick in TICKS:
        parts += [words(frame.x(tick), bottom + 9, fixed(tick)), words(frame.left - 5, frame.y(tick) + 2.3, fixed(tick), anchor="end")]  # fmt: skip
    parts += [
        words(right, height - 4, across, colour=look().ink, anchor="end", weight=500),
        words(2, 8, up, colour=look().ink, anchor="start", weight=500),
    ]
    for text, x, y, anchor in zip(
        corners, (frame.left + 5, right - 5) * 2, (frame.top + 9,) * 2 + (bottom - 5,) * 2, ("start", "end") * 2, strict=True
    ):  # fmt: skip
        parts.append(words(x, y, text, anchor=anchor, weight=600, size=7.2))
    largest = max((one.size for one in found), default=0.0) or 1.0
    radii = {one.number: max(SMALLEST, LARGEST * math.sqrt(one.size / largest)) for one in found}
    for one in sorted(found, key=lambda bubble: -radii[bubble.number]):
        own = identity(one.number)
        x, y = frame.x(one.x), frame.y(one.y)
        parts.append(f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{radii[one.number]:.2f}" fill="{mix(own.base, PAPER, 0.5)}" stroke="{own.ink}" stroke-width="1"/>')  # fmt: skip
        parts += [
            line(frame.x(one.x_ends[0]), y, frame.x(one.x_ends[1]), y, own.ink, 1.0),
            line(x, frame.y(one.y_ends[0]), x, frame.y(one.y_ends[1]), own.ink, 1.0),
        ]
    return svg(width, height, title, parts), _places(found, radii, frame)


def told(found: Sequence[tuple[str, str, str]], most: int = 250) -> str:
    """The drawing in words: name, attractive to us, and ours to them, for every segment."""
    return clip("; ".join(f"{name} {first} / {second}" for name, first, second in found), most)


def _places(found: Sequence[Bubble], radii: dict[int, float], frame: Frame) -> tuple[Place, ...]:
    """Names beside their circles, on the side with more room, pushed up and down until they do not overlap."""
    places = []
    middle = sum(one.x for one in found) / max(1, len(found))
    for one in sorted(found, key=lambda bubble: (-bubble.y, bubble.number)):
        left = (one.x < middle and one.x > LOWEST + LEAST_ROOM) or one.x > HIGHEST - LEAST_ROOM
        end = frame.x(one.x_ends[0]) if left else frame.x(one.x_ends[1])
        x = (
            min(frame.x(one.x) - radii[one.number], end) - 2
            if left
            else max(frame.x(one.x) + radii[one.number], end) + 2
        )
        places.append([one.number, x, frame.y(one.y) - NAME_GAP, left])
    for _ in range(60):
        moved = False
        for upper, lower in pairwise(places):
            if upper[3] == lower[3] and lower[2] - upper[2] < APART and abs(upper[1] - lower[1]) < 110:
                upper[2], lower[2], moved = max(8.0, upper[2] - 1), min(frame.height - 30, lower[2] + 1), True
        if not moved:
            break
    return tuple(
        Place(
            int(number),
            round(
                100 * (x - _room(x, frame, left=bool(left))) / frame.width if left else 100 * x / frame.width,
                2,
            ),
            round(100 * y / frame.height, 2),
            round(100 * _room(x, frame, left=bool(left)) / frame.width, 2),
            bool(left),
        )
        for number, x, y, left in places
    )


def _room(x: float, frame: Frame, *, left: bool) -> float:
    """The width a name may have before it leaves the drawing."""
    return min(WIDEST, x if left else frame.width - x)
