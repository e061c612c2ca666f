"""The map: everybody on two axes, the outline of each segment, and who lies next to whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from psychoseg.report.charts import POINT_PER_MM
from psychoseg.report.cloud import MOST_DOTS, aspect, outlines, segment_map, share_inside
from psychoseg.report.data import MapPoint, ReportData
from psychoseg.report.format import fixed, percent, shown
from psychoseg.report.language import say
from psychoseg.report.ridges import on_one_axis, own_side, ridges
from psychoseg.report.sections.page import Page, Section
from psychoseg.report.text import clip

WIDTH, LEAST_HEIGHT, MOST_HEIGHT = 176, 70.0, 138.0
ROOM, ROW = 187.0, 5.9
"""Millimetres for the map and the table of neighbours, and for a row of it."""
LONGEST_NAME, RIDGE = 34, 46.0


@dataclass(frozen=True, slots=True)
class Name:
    """A segment's name and its place over the map, in per cent."""

    number: int
    name: str
    left: float
    top: float


@dataclass(frozen=True, slots=True)
class Neighbour:
    """How clear-cut one segment is, and who lies next to it."""

    number: int
    name: str
    share: str
    core: str
    core_width: float
    neighbour: str
    stability: str


@dataclass(frozen=True, slots=True)
class MapPage:
    """What the map page says."""

    names: tuple[Name, ...]
    height: float
    told: str
    note: str
    rows: tuple[Neighbour, ...]
    base: str


def build(data: ReportData) -> Page | None:
    """The map, where there are points to draw."""
    if data.grouping is None or len(data.grouping.map_points) < 3 or len(data.personas) < 2:
        return None
    points = data.grouping.map_points
    named = {one.number: one.name for one in data.personas}
    if on_one_axis(points, len(data.personas)):
        return _on_one_axis(data, points, named)
    title = say(
        "Map of {count} respondents on two discriminant axes, with an outline and a name for each segment.",
        count=fixed(len(points)),
    )
    most = min(MOST_HEIGHT, ROOM - ROW * len(data.personas))
    height = min(most, max(LEAST_HEIGHT, 1.06 * WIDTH * aspect(points)))
    drawing, labels = segment_map(
        points, width=WIDTH * POINT_PER_MM, height=height * POINT_PER_MM, title=title
    )
    inside = percent(share_inside(points, outlines(points)))
    page = MapPage(
        names=tuple(Name(label.number, clip(named[label.number], LONGEST_NAME), label.x, label.y) for label in labels if label.number in named),
        height=round(height, 2),
        told=say("Every dot is a respondent, placed by nothing but what formed the segments; {inside} lie inside the outline of their own segment.", inside=inside),
        note=_note(data.grouping.map_kept, len(points)),
        rows=_neighbours(data),
        base=say("Base: {people} people analysed.", people=fixed(data.sample.analysed)),
    )  # fmt: skip
    return Page(
        "map", say("How close the segments are"), say("Who lies next to whom"), page, {"map": drawing}
    )


def _note(kept: float, points: int) -> str:
    told = say(
        "Discriminant projection of what formed the segments: the two axes keep {kept} of what lies between "
        "segments, so distances are approximate and segments that overlap here may be apart on a further axis.",
        kept=percent(kept),
    )
    if points <= MOST_DOTS:
        return told
    drawn = say(
        "{drawn} of {count} are drawn, evenly spaced in the file's order.",
        drawn=fixed(MOST_DOTS),
        count=fixed(points),
    )
    return f"{told} {drawn}"


def _on_one_axis(data: ReportData, points: Sequence[MapPoint], named: dict[int, str]) -> Page:
    """Ridges in place of a map, where one axis holds all that lies between segments."""
    title = say(
        "The one discriminant axis that parts the segments, with a ridge for each: {people} respondents.", people=fixed(len(points))
    )  # fmt: skip
    height = min(MOST_HEIGHT, RIDGE * len(data.personas))
    drawing, labels = ridges(points, width=WIDTH * POINT_PER_MM, height=height * POINT_PER_MM, title=title)
    kept = percent(data.grouping.map_kept) if data.grouping else ""
    page = MapPage(
        names=tuple(Name(label.number, clip(named[label.number], LONGEST_NAME), label.x, label.y) for label in labels if label.number in named),
        height=round(height, 2),
        told=say(
            "Every mark is a respondent, placed by nothing but what formed the segments; {share} lie nearer the middle of their own segment.",
            share=percent(own_side(points)),
        ),
        note=say(
            "Discriminant projection of what formed the segments: this one axis keeps {kept} of what lies between them. The area of a ridge is the number of people.",
            kept=kept,
        ),
        rows=_neighbours(data),
        base=say("Base: {people} people analysed.", people=fixed(data.sample.analysed)),
    )  # fmt: skip
    return Page(
        "map", say("How close the segments are"), say("Who lies next to whom"), page, {"map": drawing}
    )


def _neighbours(data: ReportData) -> tuple[Neighbour, ...]:
    return tuple(
        Neighbour(
            one.number, one.name, shown(one.share), percent(one.confidence.core), round(100 * one.confidence.core, 2),
            one.confidence.neighbour, fixed(one.confidence.stability, 2),
        )
        for one in data.personas
    )  # fmt: skip


MAP = Section("map", build)
