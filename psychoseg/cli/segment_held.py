"""The segments beside other ways of forming them, and beside how people use the scale, in words."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from psychoseg.errors import shorten, visible
from psychoseg.personas.styles import ResponseStyles
from psychoseg.pipeline import Held
from psychoseg.segments.representations import Representations
from psychoseg.sensitivity import Sensitivity
from psychoseg.stats.estimate import Estimate

WIDTH = 104
MOST_NAMED = 3


def held_lines(held: Held) -> list[str]:
    """What else could have been found, what carries the segments, and whether they are ways of answering."""
    lines: list[str] = []
    if held.sensitivity is not None:
        lines += ["", "And formed otherwise?", *_otherwise(held.sensitivity)]
    if held.representations is not None:
        lines += ["", "What carries them?", *_carrying(held.representations)]
    return [*lines, "", "Do they think, or only answer, differently?", *_styles(held.styles)]


def _otherwise(found: Sensitivity) -> Iterator[str]:
    yield f"  {'':<44}  segments  agreement  largest change of a share   people"
    for one in found.alternatives:
        name = visible(one.name)
        if one.agreement is None or one.change is None:
            yield f"  {name:<44}  {one.segments:<8}  not formed: {shorten(one.why_not, 60)}"
            continue
        yield f"  {name:<44}  {one.segments:<8}  {one.agreement:<9.2f}  {100 * one.change:>8.1f} points            {one.people:>6}"
    yield from _wrapped(
        f"{found.words} Agreement with another number of segments cannot reach 1, as one is split or two are merged."
    )


def _carrying(found: Representations) -> Iterator[str]:
    most = ", ".join(f"{one.variable} {one.explained:.0%}" for one in found.carried[:MOST_NAMED])
    least = ", ".join(f"{one.variable} {one.explained:.0%}" for one in found.carried[-MOST_NAMED:])
    if len(found.carried) > 2 * MOST_NAMED:
        yield from _wrapped(f"Most {most}; least {least} (share of variance between segments).")
    else:
        listed = ", ".join(f"{one.variable} {one.explained:.0%}" for one in found.carried)
        yield from _wrapped(f"{listed} (share of variance between segments).")
    weakest = found.weakest
    if weakest is not None:
        yield from _wrapped(
            f"Without {weakest.variable}, as many segments agree with these by {weakest.agreement:.2f} and come back by "
            f"{weakest.stability_without:.2f} instead of {weakest.stability:.2f} (median adjusted Rand index between resamples)."
        )


def _styles(found: ResponseStyles) -> Iterator[str]:
    yield "  segment   agreeing whatever is asked   answers at the ends   in the middle   farthest on a factor"
    for own, content in zip(found.segments, found.content, strict=True):
        yield (
            f"  {own.segment:<7}   {_value(own.acquiescence, own.away[0], points=False):<26}   {_value(own.extremes, own.away[1]):<19}"
            f"   {_value(own.midpoint, own.away[2]):<13}   {content:.1f}"
        )
    yield from _wrapped(
        f"{found.words} Agreeing: mean answer to {found.pairs} pairs of opposites, -1 to 1; in brackets standard deviations from everybody."
    )


def _value(estimate: Estimate, away: float, *, points: bool = True) -> str:
    if not estimate.shown or estimate.value is None:
        return "–"
    number = f"{100 * estimate.value:.0f}%" if points else f"{estimate.value:+.2f}"
    return f"{number} ({away:+.1f})"


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(visible(text), WIDTH, initial_indent="  ", subsequent_indent="  ")
