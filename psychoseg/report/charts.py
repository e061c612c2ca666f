"""Drawings no table can give: SVG text from numbers alone, with real words in it and a title that tells it.

Colours are written out, because an SVG in a PDF sees no style sheet. Names people chose are never
drawn here (an SVG shapes no scripts); the templates set them as HTML over the drawing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from psychoseg.report import palette
from psychoseg.report.format import fixed, per_cent, percent
from psychoseg.report.language import in_row, say
from psychoseg.report.text import clip
from psychoseg.report.theme import look

LONGEST_TITLE = 250
POINT_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Frame:
    """A plotting area in points: outer size, inner margins, and the range of values along each side."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    x_range: tuple[float, float]
    y_range: tuple[float, float]

    def x(self, value: float) -> float:
        """Where a value lies along the width."""
        low, high = self.x_range
        return self.left + (value - low) / (high - low) * (self.width - self.left - self.right)

    def y(self, value: float) -> float:
        """Where a value lies along the height."""
        low, high = self.y_range
        return (
            self.height - self.bottom - (value - low) / (high - low) * (self.height - self.top - self.bottom)
        )


def svg(width: float, height: float, title: str, parts: Iterable[str]) -> Markup:
    """A drawing of that size in points whose title is read out in place of it."""
    size = f'width="{width:.1f}pt" height="{height:.1f}pt" viewBox="0 0 {width:.1f} {height:.1f}"'
    words = escape(clip(title, LONGEST_TITLE))
    return Markup(  # noqa: S704 (numbers, fixed words and escaped text only)
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="Inter, sans-serif">'
        f"<title>{words}</title>{''.join(parts)}</svg>"
    )


def words(
    x: float,
    y: float,
    text: str,
    *,
    size: float = 6.6,
    colour: str = "",
    anchor: str = "middle",
    weight: int = 400,
) -> str:
    """One line of text at a point."""
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" font-size="{size}" fill="{colour or look().mute}" text-anchor="{anchor}" '
        f'font-weight="{weight}">{escape(text)}</text>'
    )


def line(
    x1: float, y1: float, x2: float, y2: float, colour: str = "", width: float = 0.5, dash: str = ""
) -> str:
    """A straight line."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path d="M{x1:.2f} {y1:.2f}L{x2:.2f} {y2:.2f}" stroke="{colour or look().rule}" stroke-width="{width}" fill="none"{dashes}/>'


def polyline(points: Sequence[tuple[float, float]], colour: str, width: float, dash: str = "") -> str:
    """A line through points."""
    path = "L".join(f"{x:.2f} {y:.2f}" for x, y in points)
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path d="M{path}" stroke="{colour}" stroke-width="{width}" fill="none" stroke-linejoin="round" '
        f'stroke-linecap="round"{dashes}/>'
    )


def dot(x: float, y: float, radius: float, fill: str, stroke: str = palette.PAPER, width: float = 0.0) -> str:
    """A filled circle."""
    edge = f' stroke="{stroke}" stroke-width="{width}"' if width else ""
    return f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{radius}" fill="{fill}"{edge}/>'


def gridlines(frame: Frame, values: Sequence[float], labels: Sequence[str]) -> str:
    """Horizontal lines at values, each with its label; the lowest is drawn as the axis."""
    parts = []
    for value, label in zip(values, labels, strict=True):
        at = frame.y(value)
        axis = value == values[0]
        parts.append(
            line(
                frame.left,
                at,
                frame.width - frame.right,
                at,
                look().ink if axis else look().rule,
                0.8 if axis else 0.5,
            )
        )
        parts.append(words(frame.left - 5, at + 2.3, label, anchor="end"))
    return "".join(parts)


def scree(
    eigenvalues: Sequence[float],
    random_eigenvalues: Sequence[float],
    chosen: int,
    *,
    width: float,
    height: float,
) -> Markup:
    """Eigenvalues in falling order, with those of independent answers as a dashed line."""
    shown = min(len(eigenvalues), max(12, chosen + 4))
    real, chance = list(eigenvalues[:shown]), list(random_eigenvalues[:shown])
    top = max(1, math.ceil(max([*real, *chance, 1.0])))
    step = max(1, math.ceil(top / 4))
    ticks = [float(tick) for tick in range(0, top + step, step)]
    frame = Frame(width, height, 22, 8, 8, 26, (0.6, shown + 0.4), (0.0, ticks[-1]))
    parts = [gridlines(frame, ticks, [fixed(tick) for tick in ticks])]
    if chance:
        parts.append(
            polyline(
                [(frame.x(at), frame.y(value)) for at, value in enumerate(chance, 1)],
                look().accent,
                1.1,
                "3 2.4",
            )
        )
        parts.append(
            line(frame.left, height - 5.5, frame.left + 13, height - 5.5, look().accent, 1.1, "3 2.4")
        )
        parts.append(
            words(
                frame.left + 17,
                height - 3.2,
                say("random answers, 95th percentile"),
                colour=look().accent,
                anchor="start",
                weight=500,
            )
        )
    parts.append(
        polyline([(frame.x(at), frame.y(value)) for at, value in enumerate(real, 1)], look().ink, 1.3)
    )
    for at, value in enumerate(real, 1):
        kept = at <= chosen
        parts.append(
            dot(
                frame.x(at),
                frame.y(value),
                2.8 if kept else 2.4,
                look().ink if kept else palette.PAPER,
                look().ink,
                1.0,
            )
        )
        parts.append(words(frame.x(at), height - 15, fixed(at), weight=600 if at == chosen else 400))
    if real:
        parts.append(
            words(
                frame.x(1) + 7,
                frame.y(real[0]) + 2,
                say("This study"),
                colour=look().ink,
                anchor="start",
                weight=500,
            )
        )
    parts.append(
        words(
            frame.width - frame.right,
            height - 3.5,
            say("Factor"),
            colour=look().ink,
            anchor="end",
            weight=500,
        )
    )
    told = say(
        "Scree plot. Eigenvalues {values}, falling; factors kept: {count}.",
        values=in_row(fixed(value, 1) for value in real[: chosen + 2]), count=fixed(chosen),
    )  # fmt: skip
    return svg(width, height, told, parts)


@dataclass(frozen=True, slots=True)
class Column:
    """One number of segments in the chart of choices: stability with both ends of its interval."""

    segments: int
    value: float
    low: float
    high: float
    chosen: bool


def choice(columns: Sequence[Column], *, width: float, height: float) -> Markup:
    """How alike the solutions of resampled data are, for every number of segments tried."""
    first, last = columns[0].segments, columns[-1].segments
    frame = Frame(width, height, 24, 18, 8, 26, (first - 0.5, last + 0.5), (0.0, 1.0))
    ticks = [0.0, 0.25, 0.5, 0.75, 1.0]
    parts = [gridlines(frame, ticks, [fixed(tick, 2) for tick in ticks])]
    for column in columns:
        at = frame.x(column.segments)
        strong, pale = (
            (look().accent, palette.mix(look().accent, palette.PAPER, 0.4))
            if column.chosen
            else ("#858c98", "#cfd3d9")
        )
        parts.append(line(at, frame.y(max(0.0, column.low)), at, frame.y(min(1.0, column.high)), pale, 4.2))
        parts.append(dot(at, frame.y(column.value), 3.6 if column.chosen else 3.0, strong))
        parts.append(words(at + 5.5, frame.y(column.value) + 2.2, fixed(column.value, 2), anchor="start",
                           colour=look().ink if column.chosen else look().mute, weight=700 if column.chosen else 400))  # fmt: skip
        parts.append(words(at, height - 15, fixed(column.segments), weight=700 if column.chosen else 400,
                           colour=look().ink if column.chosen else look().mute))  # fmt: skip
    parts.append(
        words(
            frame.left, height - 3.5, say("Number of segments"), colour=look().ink, anchor="start", weight=500
        )
    )
    told = in_row(told_column(one.segments, one.value, chosen=one.chosen) for one in columns)
    return svg(width, height, say("Stability by number of segments. {told}.", told=told), parts)


def told_column(segments: int, value: float, *, chosen: bool) -> str:
    """One number of segments and its stability in words.

    Examples
    --------
    >>> told_column(4, 0.813, chosen=True)
    '4: 0.81 (chosen)'
    """
    facts = {"segments": fixed(segments), "value": fixed(value, 2)}
    return say("{segments}: {value} (chosen)", **facts) if chosen else say("{segments}: {value}", **facts)


@dataclass(frozen=True, slots=True)
class PriceStep:
    """The share that would buy at one price, in the segment with its interval and among all."""

    label: str
    price: float
    value: float
    low: float
    high: float
    total: float


def price_curve(
    steps: Sequence[PriceStep], colour: str, ink: str, pale: str, *, width: float, height: float
) -> Markup:
    """Who would still buy at each price: the segment with its interval as a band, and everybody dashed."""
    prices = [step.price for step in steps]
    top = 1.0 if max(max(step.high, step.total) for step in steps) > 0.75 else 0.75
    frame = Frame(width, height, 26, 12, 12, 18, (min(prices), max(prices)), (0.0, top))
    ticks = [0.0, 0.25, 0.5, 0.75, 1.0][: 5 if top == 1.0 else 4]
    parts = [
        gridlines(
            frame,
            ticks,
            [per_cent(fixed(100 * tick)) if tick == ticks[-1] else fixed(100 * tick) for tick in ticks],
        )
    ]
    band = [(frame.x(step.price), frame.y(step.high)) for step in steps]
    band += [(frame.x(step.price), frame.y(step.low)) for step in reversed(steps)]
    outline = "L".join(f"{x:.2f} {y:.2f}" for x, y in band)
    parts.append(f'<path d="M{outline}z" fill="{pale}"/>')
    parts.append(
        polyline([(frame.x(step.price), frame.y(step.total)) for step in steps], look().ink, 1.2, "3.4 2.4")
    )
    parts.append(polyline([(frame.x(step.price), frame.y(step.value)) for step in steps], colour, 1.9))
    every = max(1, math.ceil(len(steps) / 7))
    for at, step in enumerate(steps):
        parts.append(dot(frame.x(step.price), frame.y(step.value), 2.1, colour))
        if at % every == 0:
            anchor = "start" if at == 0 else "end" if at == len(steps) - 1 else "middle"
            parts.append(words(frame.x(step.price), height - 6, step.label, anchor=anchor))
    parts += _line_labels(frame, steps, ink)
    told = in_row(
        say("{price}: {here}, all {all}", price=step.label, here=percent(step.value), all=percent(step.total))
        for step in steps
    )
    return svg(width, height, say("Would buy at each price. {told}.", told=told), parts)


def _line_labels(frame: Frame, steps: Sequence[PriceStep], ink: str) -> list[str]:
    """The upper line's label to the right above it and the lower's to the left below: demand falls, so both are clear."""
    roomy = [step for step in steps if frame.left + 46 <= frame.x(step.price) <= frame.width - 78]
    widest = max(roomy or [steps[len(steps) // 2]], key=lambda step: abs(step.value - step.total))
    above = widest.value >= widest.total
    x, own, everybody = frame.x(widest.price), frame.y(widest.value), frame.y(widest.total)
    upper, lower = ("start", x + 5), ("end", x - 3)
    anchor, at = upper if above else lower
    other, other_at = lower if above else upper
    return [
        words(
            at,
            frame.y(widest.high) - 3.5 if above else frame.y(widest.low) + 8,
            say("This segment {share}", share=percent(widest.value)),
            colour=ink,
            anchor=anchor,
            weight=700,
        ),
        words(
            other_at,
            everybody + 8.5 if above else everybody - 5,
            say("All {share}", share=percent(widest.total)),
            colour=look().ink,
            anchor=other,
            weight=600,
        ),
        dot(x, own, 3.0, ink, palette.PAPER, 1.0),
        dot(x, everybody, 2.6, look().ink, palette.PAPER, 1.0),
    ]
