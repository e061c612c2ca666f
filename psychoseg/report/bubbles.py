"""The evaluation plot: a circle a segment on two axes from 1 to 10, sized by what it is worth, with its intervals."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from psychoseg.report.charts import Frame, line, svg, words
from psychoseg.report.format import fixed
from psychoseg.report.language import in_row
from psychoseg.report.palette import PAPER, identity, mix
from psychoseg.report.text import clip
from psychoseg.report.theme import look

LOWEST, HIGHEST = 1.0, 10.0
LARGEST, SMALLEST = 11.0, 3.5
LETTER, LINE = 3.7, 8.6
"""Points that a letter of a name is wide and a line of it high, about."""
FAR, FARTHER = 2, 7.0
"""Steps from which a name needs a line to its circle, and what a step counts for in points of area covered."""
TICKS = (1, 4, 7, 10)
Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in points."""


@dataclass(frozen=True, slots=True)
class Bubble:
    """One segment: its totals on both axes with the ends of their intervals, its size, 0 to 1, and its name's length."""

    number: int
    x: float
    y: float
    x_ends: tuple[float, float]
    y_ends: tuple[float, float]
    size: float
    letters: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name stands beside its circle: left, top and width in per cent of the drawing, and how it is aligned."""

    number: int
    x: float
    y: float
    width: float
    align: str


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
    places, leaders = _places(found, radii, frame)
    return svg(width, height, title, [*parts, *leaders]), places


def told(found: Sequence[tuple[str, str, str]], most: int = 250) -> str:
    """The drawing in words: name, attractive to us, and ours to them, for every segment."""
    return clip(in_row(f"{name} {first} / {second}" for name, first, second in found), most)


def _places(
    found: Sequence[Bubble], radii: dict[int, float], frame: Frame
) -> tuple[tuple[Place, ...], list[str]]:
    """Names beside, above or below their circles, where they cover least; lines to those that stand farther off."""
    around = {one.number: _around(one, radii[one.number], frame) for one in found}
    taken = list(around.values())
    places, leaders = [], []
    crowd = {
        one.number: sum(_shared(_wider(around[one.number]), _wider(other)) for other in taken)
        for one in found
    }
    for one in sorted(found, key=lambda bubble: (-crowd[bubble.number], bubble.number)):
        choices = _beside(one, around[one.number], frame)
        box, align, far = min(
            choices, key=lambda choice: _covered(choice[0], taken, frame) + FARTHER * choice[2]
        )
        taken.append(box)
        if far >= FAR:
            x = min(max(frame.x(one.x), box[0] + 4), box[2] - 4)
            y = box[3] if box[3] < frame.y(one.y) else box[1]
            leaders.append(line(x, y, frame.x(one.x), frame.y(one.y), identity(one.number).ink, 0.5))
        places.append(
            Place(
                one.number, round(100 * box[0] / frame.width, 2), round(100 * box[1] / frame.height, 2),
                round(100 * (box[2] - box[0]) / frame.width, 2), align,
            )
        )  # fmt: skip
    return tuple(sorted(places, key=lambda place: place.number)), leaders


def _wider(box: Box) -> Box:
    return (box[0] - 20, box[1] - 6, box[2] + 20, box[3] + 6)


def _around(one: Bubble, radius: float, frame: Frame) -> Box:
    """The circle with its lines."""
    x, y = frame.x(one.x), frame.y(one.y)
    return (
        min(x - radius, frame.x(one.x_ends[0])),
        y - radius,
        max(x + radius, frame.x(one.x_ends[1])),
        y + radius,
    )


def _beside(one: Bubble, own: Box, frame: Frame) -> list[tuple[Box, str, int]]:
    """Boxes a name may stand in, each with how it is aligned and how many steps it is from the best."""
    y, middle = frame.y(one.y), (own[0] + own[2]) / 2
    found: list[tuple[Box, str, int]] = []
    for more, (lines, width) in enumerate(
        ((1, one.letters * LETTER + 2), (2, one.letters * LETTER * 0.62 + 4))
    ):
        high = lines * LINE
        found += [
            ((own[2] + 2, y - high / 2, own[2] + 2 + width, y + high / 2), "left", more),
            ((own[0] - 2 - width, y - high / 2, own[0] - 2, y + high / 2), "right", more),
        ]
        for far, gap in ((0, 1.0), (FAR, 9.0), (FAR + 1, 18.0), (FAR + 3, 28.0)):
            for across in (0.0, *((-0.4, 0.4) if far else ())):
                left = middle - width / 2 + across * width
                found += [
                    ((left, own[1] - high - gap, left + width, own[1] - gap), "center", more + far),
                    ((left, own[3] + gap, left + width, own[3] + gap + high), "center", more + far),
                ]
    return found


def _covered(box: Box, taken: Sequence[Box], frame: Frame) -> float:
    """The area that a box shares with others, and ten times what of it lies outside."""
    inside = (frame.left + 2, frame.top + 10, frame.width - frame.right, frame.height - frame.bottom - 10)
    whole = (box[2] - box[0]) * (box[3] - box[1])
    return round(sum(_shared(box, other) for other in taken) + 10 * (whole - _shared(box, inside)), 3)


def _shared(one: Box, other: Box) -> float:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across * down if across > 0 and down > 0 else 0.0
