"""The report as a workbook: numbers as numbers, letters as part of their format, three bases below every question."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from psychoseg.report.data import ReportData
from psychoseg.report.format import fixed, percent
from psychoseg.report.language import say, speaking
from psychoseg.report.text import cleaned
from psychoseg.report.theme import Theme, themed
from psychoseg.report.translation import translated
from psychoseg.report.workbook import activation, crosstabs, evidence
from psychoseg.report.workbook.book import Book, link_to

SHEETS: tuple[Callable[[Book, ReportData], None], ...] = (
    evidence.segments, crosstabs.profile, crosstabs.index, crosstabs.statements, crosstabs.dimensions, evidence.prices, activation.advice, activation.evaluation, activation.sheets, activation.typing, activation.offers,
    evidence.tests, evidence.every_figure, evidence.numbers_tried, evidence.factors, evidence.sample, evidence.audit,
    evidence.run,
)  # fmt: skip
OF_SEGMENTS = {evidence.segments, crosstabs.statements, crosstabs.dimensions}


def workbook(data: ReportData, made: datetime, theme: Theme | None = None) -> bytes:
    """The whole report as XLSX, in the language its cover names; numbers stay numbers.

    Parameters
    ----------
    data : ReportData
    made : datetime
        When the run was made; the same data and moment give the same bytes.
    theme : Theme, optional
        Whose colours the heads have.

    Returns
    -------
    bytes
        A first sheet of contents with links, then one sheet a table; sheets without anything are left out. Texts
        are cells of text, whatever they begin with.
    """
    with themed(theme), speaking(data.cover.language):
        return workbook_of(data, made)


def workbook_of(given: ReportData, made: datetime) -> bytes:
    """The workbook in the language and the theme in use, whatever they are."""
    data = translated(cleaned(given))
    book = Book(data.cover.title, data.cover.agency, made)
    contents = book.sheet(say("Contents"), data.cover.title, _about(data))
    for write in SHEETS:
        if data.personas or write not in OF_SEGMENTS:
            write(book, data)
    contents.head([say("Sheet"), say("What it shows")], [20, 110])
    for sheet in book.sheets[1:]:
        link_to(contents, contents.row, sheet)
        contents.text(contents.row, 1, sheet.title)
        contents.row += 1
    contents.row += 1
    for line in _reading(data):
        contents.text(contents.row, 1, line)
        contents.row += 1
    return book.done()


def _about(data: ReportData) -> str:
    own = data.cover
    return " · ".join(
        part for part in (own.client, own.agency, own.date, own.status, own.confidentiality) if part
    )


def _reading(data: ReportData) -> tuple[str, ...]:
    own = data.settings
    return (
        say(
            "Intervals hold {confidence}; shares are weighted. The three bases are people, the sum of their weights, and the effective base.",
            confidence=percent(own.confidence),
        ),
        say(
            "‡ rests on fewer than {low} effective answers; – is withheld: fewer than {least}, or too few people.",
            low=fixed(own.low_base),
            least=fixed(own.least_base),
        ),
        say("* formed the segments, which differ on it by construction; it carries no letters and no tests."),
        say(
            "Letters behind a number name the segments it lies significantly above. They belong to the number's format: the cell holds the number."
        ),
    )
