"""Sheets of what to do: advice with its evidence."""

from __future__ import annotations

from psychoseg.report.data import ReportData
from psychoseg.report.sections.advising import advice_of, claim
from psychoseg.report.wording import say
from psychoseg.report.workbook.book import Book

SHARES = "0%"


def advice(book: Book, data: ReportData) -> None:
    """What to lead with in every segment and what not to rely on, with the numbers."""
    if data.activation is None or not any(data.activation.advice):
        return
    sheet = book.sheet(
        "Advice", say("What to lead with, and what not to rely on"),
        say("Each line differs significantly from all others, and its interval excludes everybody’s figure."),
    )  # fmt: skip
    sheet.head(
        [say("Segment"), say("Name"), say("What"), say("Kind"), say("Here"), say("from"), say("to"), say("Everybody"), say("People")],
        [9, 30, 78, 12, 9, 9, 9, 11, 9], freeze=2,
    )  # fmt: skip
    for one in data.personas:
        for entry in advice_of(data, one):
            for at, words in enumerate((one.letter, one.name, claim(entry), entry.role)):
                sheet.text(sheet.row, at, words, bold=at == 0)
            own = entry.segment
            for at, number in enumerate((own.value, own.low, own.high, entry.total.value), 4):
                sheet.number(sheet.row, at, number, SHARES)
            sheet.number(sheet.row, 8, own.base, "#,##0")
            sheet.row += 1
