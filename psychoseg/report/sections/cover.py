"""The cover: the title, a dot for everybody who answered, and the segments with their sizes."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from psychoseg.report.charts import POINT_PER_MM
from psychoseg.report.cloud import MOST_DOTS, cover_art
from psychoseg.report.data import Cover, ReportData
from psychoseg.report.format import fixed, in_words, interval, percent, shown
from psychoseg.report.language import in_row, say, say_n
from psychoseg.report.sections.page import Page, Section
from psychoseg.report.text import capital
from psychoseg.stats.estimate import Estimate

ART_WIDTH, ART_HEIGHT, ROW_HEIGHT = 200, 152, 27
MOST_IN_ROW = 6
TITLE_SIZES = ((34, "xl"), (60, "l"), (100, "m"))


@dataclass(frozen=True, slots=True)
class Key:
    """A segment on the cover; ``width`` of its strip in per cent."""

    number: int
    name: str
    share: str
    interval: str
    width: float


@dataclass(frozen=True, slots=True)
class CoverPage:
    """What the cover says."""

    title_size: str
    lead: str
    note: str
    keys: tuple[Key, ...]
    key_width: float
    footer: str


def build(data: ReportData) -> Page:
    """The cover."""
    keys = _keys(data)
    columns = _columns(len(keys))
    points = data.grouping.map_points if data.grouping else ()
    drawings: dict[str, Markup] = {}
    note = say("Each bar is one segment, as wide as its share.") if keys else ""
    if points:
        rows = -(-len(keys) // columns)
        height = ART_HEIGHT - ROW_HEIGHT * (rows - 1)
        told = in_row(f"{key.name} {key.share}" for key in keys)
        drawings["art"] = cover_art(
            points, width=ART_WIDTH * POINT_PER_MM, height=height * POINT_PER_MM,
            title=say("A dot for each respondent, near those who answered alike. {told}.", told=told),
        )  # fmt: skip
        note = _dots(len(points))
    footer = " · ".join(part for part in (data.cover.date, data.cover.status) if part)
    page = CoverPage(_title_size(data.cover.title), _lead(data), note, keys, round(100 / columns, 3), footer)
    return Page("cover", "", "", page, drawings)


def _keys(data: ReportData) -> tuple[Key, ...]:
    """Every segment with its share: of the personas, or of the later wave where two are compared."""
    if data.personas:
        return tuple(_key(one.number, one.name, one.share) for one in data.personas)
    return tuple(_key(one.number, one.name, one.after) for one in data.change.shares) if data.change else ()


def _key(number: int, name: str, share: Estimate) -> Key:
    return Key(number, name, shown(share), interval(share), round(100 * (share.value or 0.0), 2))


def _columns(count: int) -> int:
    rows = max(1, -(-count // MOST_IN_ROW))
    return max(1, -(-count // rows))


def _title_size(title: str) -> str:
    return next((size for most, size in TITLE_SIZES if len(title) <= most), "s")


def _lead(data: ReportData) -> str:
    if data.cover.subtitle:
        return data.cover.subtitle
    count = len(data.personas)
    if not count:
        return data.sample.population
    return capital(
        say_n(
            "{count} segment of {population}.", "{count} segments of {population}.", count,
            count=in_words(count), population=data.sample.population,
        )
    )  # fmt: skip


def _dots(count: int) -> str:
    each = say(
        "Each dot is one respondent, close to those who answered alike; a paler dot lies nearer another segment's centre."
    )
    if count <= MOST_DOTS:
        return each
    some = say(
        "{drawn} of {count} respondents are drawn ({share}, evenly spaced in the file's order).",
        drawn=fixed(MOST_DOTS), count=fixed(count), share=percent(MOST_DOTS / count),
    )  # fmt: skip
    return f"{each} {some}"


def made_for(cover: Cover) -> str:
    """By whom and for whom, as far as it is known."""
    if cover.agency and cover.client:
        return say("{agency} for {client}", agency=cover.agency, client=cover.client)
    return cover.agency or cover.client


COVER = Section("cover", build)
