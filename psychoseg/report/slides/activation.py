"""Slides of what to do: advice on a segment."""

from __future__ import annotations

from psychoseg.activation.model import Score, Sheet
from psychoseg.client import HIGHEST, LOWEST
from psychoseg.personas.model import Persona
from psychoseg.report.data import ReportData
from psychoseg.report.format import bases, fixed, shown, span
from psychoseg.report.language import in_row, say, with_colon
from psychoseg.report.palette import identity
from psychoseg.report.rows import widest_base
from psychoseg.report.sections.activation import experiment_lines
from psychoseg.report.sections.advising import advice_of, advised
from psychoseg.report.sections.evaluation import role_name
from psychoseg.report.slides.charts import Line, lines
from psychoseg.report.slides.deck import BODY_TOP, MARGIN, Deck

GAP, HEIGHT = 10.0, 110.0
MOST_ON_A_SLIDE = 6
AXIS = (LOWEST, HIGHEST)


def advice(deck: Deck, data: ReportData, one: Persona) -> None:
    """What to lead with in one segment and what not to rely on, with the numbers."""
    found = advice_of(data, one)
    columns = advised(one, found)
    if not columns:
        return
    base = widest_base(entry.segment for entry in found)
    slide = deck.slide(
        say("{segment}: what to do and what not", segment=one.name),
        say("Each line differs significantly from all others, and its interval excludes everybody’s figure.")
        + (f" {bases(base)}" if base else ""),
    )
    slide.band(0, 0, 5, deck.height, identity(one.number).base)
    width = (deck.width - 2 * MARGIN - GAP) / 2
    for at, column in enumerate(columns):
        left = MARGIN + at * (width + GAP)
        slide.words([column.title], left, BODY_TOP, width, 10, size=18, bold=True)
        lines = [part for line in column.lines for part in (f"{column.sign} {line.claim}", line.proof)]
        slide.words(lines, left, BODY_TOP + 14, width, HEIGHT, size=16, gap=8)
    slide.foot(
        say("Shares of people in the segment and among everybody; offers and prices are stated intentions.")
    )


def evaluation(deck: Deck, data: ReportData) -> None:
    """Every segment on the client's two axes, with its totals and its role."""
    found = data.activation.evaluation if data.activation else None
    if found is None or not data.personas:
        return
    personas = data.personas
    slide = deck.slide(
        say("Which segments to pursue"),
        say("Criteria, weights and roles are the client’s; totals run from 1 to 10, and from {cut} on an axis counts as high.", cut=fixed(found.cut, 1)),
    )  # fmt: skip
    dots = [
        Line(
            one.name,
            identity(one.number).base,
            ((x.value, y.value),),
            _ends(y),
            _ends(x),
        )
        for one, x, y in zip(personas, found.attractive.totals, found.ours.totals, strict=True)
    ]
    half = (deck.width - 2 * MARGIN) / 2
    lines(
        slide, dots, (MARGIN, BODY_TOP, half, HEIGHT + 10), form="0", up=AXIS, along=AXIS, across=say("Attractive to us"),
        alt=say("Totals, attractive to us and we attract them: {totals}", totals=in_row(f"{dot.name} {fixed(dot.points[0][0], 1)} / {fixed(dot.points[0][1], 1)}" for dot in dots)),
    )  # fmt: skip
    rows = [
        [one.name, _total(x), _total(y), role_name(placed.role)]
        for one, x, y, placed in zip(
            personas, found.attractive.totals, found.ours.totals, found.placed, strict=True
        )
    ]
    slide.table(
        [["", say("Attractive to us"), say("We attract them"), say("Role")], *rows],
        MARGIN + half + 6, BODY_TOP + 4, [52, 36, 36, half - 6 - 124], size=11, row=min(12.0, HEIGHT / (len(rows) + 1)),
        alt=say("Totals with intervals, and roles"),
    )  # fmt: skip
    slide.foot(
        say(
            "Weighted means of scores from 1 to 10 by the client’s criteria; intervals from those of the figures."
        )
    )


def _ends(score: Score) -> tuple[tuple[float, float], ...]:
    """The interval of a total, where it has one."""
    return () if score.low is None or score.high is None else ((score.low, score.high),)


def _total(score: Score) -> str:
    ends = "" if score.low is None or score.high is None else f" ({span(score.low, score.high, 1)})"
    return fixed(score.value, 1) + ends


def sheets(deck: Deck, data: ReportData) -> None:
    """What to begin with in every segment, the test to run, and who does it; some segments a slide."""
    own = data.activation
    if own is None or len(own.sheets) != len(data.personas):
        return
    pairs = list(zip(data.personas, own.sheets, strict=True))
    wide = deck.width - 2 * MARGIN
    for start in range(0, len(pairs), MOST_ON_A_SLIDE):
        part = pairs[start : start + MOST_ON_A_SLIDE]
        notes = [
            with_colon(one.name, " ".join(experiment_lines(sheet.experiment)))
            for one, sheet in part
            if sheet.experiment
        ]
        slide = deck.slide(say("What to do next"), "\n".join(notes))
        rows = [
            [one.name, *(_lead(sheet, role) for role in ("channel", "message", "offer")), sheet.owner]
            for one, sheet in part
        ]
        slide.table(
            [["", say("Channel"), say("Message"), say("Offer"), say("Owner")], *rows],
            MARGIN, BODY_TOP, [wide * share for share in (0.2, 0.2, 0.24, 0.2, 0.16)], size=11, row=min(26.0, 120 / (len(rows) + 1)), head=9.0,
            alt=say("Channel, message and offer to begin with by segment, and who owns them"),
        )  # fmt: skip
        slide.foot(
            say(
                "Shares in the segment, against everybody. Tests to run stand in the notes. Offers are stated intentions."
            )
        )


def _lead(sheet: Sheet, role: str) -> str:
    lead = next((one for one in sheet.leads if one.role == role), None)
    return "" if lead is None else f"{lead.label}, {shown(lead.segment)} ({shown(lead.total)})"
