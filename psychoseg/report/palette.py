"""A segment's identity: one colour, its darker and lighter kin, a shape and a letter, the same on every page.

Colours come from the theme of the report being made; the shape tells segments apart in black and white.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote

from psychoseg.report.theme import look

PAPER = "#ffffff"
LEAST_CONTRAST = 4.5
MOST_SEGMENTS = 12

SHAPES = (
    "circle",
    "square",
    "triangle",
    "diamond",
    "hexagon",
    "down",
    "cross",
    "star",
    "ring",
    "bar",
    "pentagon",
    "frame",
)


@dataclass(frozen=True, slots=True)
class Identity:
    """How one segment looks.

    Parameters
    ----------
    number : int
        From 1; with more than twelve segments colours begin again while letters go on.
    letter : str
    base : str
        For marks and bars on white.
    ink : str
        For words: at least 4.5 : 1 on white and on ``tint``.
    tint, pale : str
        For bands behind words, and for intervals.
    on_dark, dim : str
        For marks and words on the cover, and for the cover's paler dots.
    shape : str
        One of :data:`SHAPES`.
    """

    number: int
    letter: str
    base: str
    ink: str
    tint: str
    pale: str
    on_dark: str
    dim: str
    shape: str


def identity(number: int) -> Identity:
    """The identity of the segment of that number, in the colours of the report's theme.

    Examples
    --------
    >>> identity(1).letter, identity(1).shape, identity(14).letter
    ('A', 'circle', 'N')
    """
    own = look()
    return _identity(number, own.segments[(number - 1) % len(own.segments)], own.night)


@cache
def _identity(number: int, base: str, night: str) -> Identity:
    tint = mix(base, PAPER, 0.11)
    return Identity(
        number=number,
        letter=chr(64 + number) if number <= 26 else str(number),
        base=base,
        ink=_darkened(base, tint),
        tint=tint,
        pale=mix(base, PAPER, 0.45),
        on_dark=_lightened(base, night),
        dim=mix(_lightened(base, night), night, 0.52),
        shape=SHAPES[(number - 1) % MOST_SEGMENTS],
    )


def mix(colour: str, other: str, share: float) -> str:
    """A colour with the rest made up of another.

    Examples
    --------
    >>> mix("#000000", "#ffffff", 0.5)
    '#808080'
    """
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{math.floor(share * one + (1 - share) * two + 0.5):02x}" for one, two in pairs)


def contrast(colour: str, other: str) -> float:
    """The contrast ratio of two colours as WCAG 2 defines it, from 1 to 21.

    Examples
    --------
    >>> contrast("#000000", "#ffffff")
    21.0
    """
    bright, dark = sorted((_luminance(colour), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def mark(shape: str, colour: str, *, radius: float = 5.0) -> str:
    """SVG of a shape around the origin."""
    return f'<path d="{path(shape, 0, 0, radius)}" fill="{colour}" fill-rule="evenodd"/>'


def path(shape: str, x: float, y: float, radius: float) -> str:
    """Path data of a shape around a point; all shapes have about the same area."""
    if shape == "circle":
        return _disc(x, y, radius)
    if shape == "ring":
        return _disc(x, y, radius * 1.08) + _disc(x, y, radius * 0.55)
    if shape == "frame":
        return _corners(x, y, radius * 1.3, 4, 45) + _corners(x, y, radius * 0.68, 4, 45)
    if shape == "bar":
        wide, high = radius * 1.25, radius * 0.62
        return f"M{x - wide:.2f} {y - high:.2f}h{2 * wide:.2f}v{2 * high:.2f}h{-2 * wide:.2f}z"
    if shape == "cross":
        arm, half = radius * 1.1, radius * 0.42
        steps = (arm - half, 2 * half)
        return (
            f"M{x - half:.2f} {y - arm:.2f}h{steps[1]:.2f}v{steps[0]:.2f}h{steps[0]:.2f}v{steps[1]:.2f}"
            f"h{-steps[0]:.2f}v{steps[0]:.2f}h{-steps[1]:.2f}v{-steps[0]:.2f}h{-steps[0]:.2f}v{-steps[1]:.2f}"
            f"h{steps[0]:.2f}z"
        )
    if shape == "star":
        return _corners(x, y, radius * 1.25, 10, -90, inner=0.5)
    corners, scale, turn = {
        "square": (4, 1.22, 45), "triangle": (3, 1.35, -90), "down": (3, 1.35, 90),
        "diamond": (4, 1.28, 0), "hexagon": (6, 1.08, 0), "pentagon": (5, 1.14, -90),
    }[shape]  # fmt: skip
    return _corners(x, y + (radius * 0.16 if shape == "triangle" else 0), radius * scale, corners, turn)


def stylesheet(count: int) -> str:
    """CSS that gives ``.seg-1``, ``.seg-2`` … their colours and ``.mark-1``, ``.mark-2`` … their shapes."""
    rules = []
    for number in range(1, count + 1):
        own = identity(number)
        rules.append(
            f".seg-{number}{{--base:{own.base};--ink:{own.ink};--tint:{own.tint};--pale:{own.pale};--bright:{own.on_dark}}}"
            f".mark-{number}{{background-image:url({_picture(own.shape, own.base)})}}"
            f".dark .mark-{number}{{background-image:url({_picture(own.shape, own.on_dark)})}}"
        )
    return "\n".join(rules)


def _picture(shape: str, colour: str) -> str:
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="14" height="14" viewBox="-7 -7 14 14">{mark(shape, colour)}</svg>'
    return "data:image/svg+xml," + quote(drawing, safe="")


def _disc(x: float, y: float, radius: float) -> str:
    return f"M{x - radius:.2f} {y:.2f}a{radius:.2f} {radius:.2f} 0 1 0 {2 * radius:.2f} 0a{radius:.2f} {radius:.2f} 0 1 0 {-2 * radius:.2f} 0z"


def _corners(x: float, y: float, radius: float, count: int, turn: float, inner: float = 1.0) -> str:
    steps = []
    for at in range(count):
        angle = math.radians(turn + 360 * at / count)
        reach = radius * (inner if at % 2 else 1.0)
        steps.append(f"{x + reach * math.cos(angle):.2f} {y + reach * math.sin(angle):.2f}")
    return "M" + "L".join(steps) + "z"


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    linear = [
        c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4
        for c in (v / 255 for v in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _darkened(base: str, tint: str) -> str:
    ink = base
    for share in range(100, 0, -4):
        ink = mix(base, "#0d1420", share / 100)
        if min(contrast(ink, PAPER), contrast(ink, tint)) >= LEAST_CONTRAST + 0.5:
            return ink
    return ink


def _lightened(base: str, night: str) -> str:
    light = base
    for share in range(100, 0, -4):
        light = mix(base, PAPER, share / 100)
        if contrast(light, night) >= 6.5:
            return light
    return light
