"""The report as slides: native charts that can be edited, on our own plain master or a client's."""

from __future__ import annotations

from datetime import datetime

from psychoseg.report.data import ReportData
from psychoseg.report.language import speaking
from psychoseg.report.slides import activation, pages
from psychoseg.report.slides.deck import Deck
from psychoseg.report.text import cleaned
from psychoseg.report.theme import Theme, themed
from psychoseg.report.translation import translated


def slides(
    data: ReportData, made: datetime, master: bytes | None = None, theme: Theme | None = None
) -> bytes:
    """The whole report as PPTX, in the language its cover names.

    Parameters
    ----------
    data : ReportData
    made : datetime
        When the run was made; the same data and moment give the same bytes.
    master : bytes, optional
        A presentation whose layouts, fonts and colours to use.
    theme : Theme, optional
        Whose colours charts and words have.

    Returns
    -------
    bytes
        Every chart is a native one with its intervals as error bars and its content as alternative text; what a
        slide rests on stands in its notes.

    Raises
    ------
    ReportError
        Where the master is no presentation.
    """
    with themed(theme), speaking(data.cover.language):
        return slides_of(data, made, master)


def slides_of(given: ReportData, made: datetime, master: bytes | None = None) -> bytes:
    """The presentation in the language and the theme in use, whatever they are."""
    data = translated(cleaned(given))
    deck = Deck(made, master)
    pages.title(deck, data)
    pages.overview(deck, data)
    for one in data.personas:
        pages.persona(deck, data, one)
    for page in (
        pages.comparison,
        activation.evaluation,
        activation.sheets,
        pages.people,
        pages.prices,
        pages.method,
        pages.caveats,
    ):
        page(deck, data)
    return deck.done(data.cover.title, data.cover.agency, data.cover.language)
