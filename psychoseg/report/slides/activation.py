"""Slides of what to do: advice on a segment."""

from __future__ import annotations

from psychoseg.personas.model import Persona
from psychoseg.report.data import ReportData
from psychoseg.report.format import bases
from psychoseg.report.palette import identity
from psychoseg.report.rows import widest_base
from psychoseg.report.sections.advising import advice_of, advised
from psychoseg.report.slides.deck import BODY_TOP, MARGIN, Deck
from psychoseg.report.wording import say

GAP, HEIGHT = 10.0, 110.0


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
