"""Segments across, answers down: shares and means with letters, their indexes, and the bases of every question."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from psychoseg.personas.contrasts import Row
from psychoseg.personas.model import Persona, Trait
from psychoseg.report.data import ReportData
from psychoseg.report.heard import told
from psychoseg.report.language import later, say
from psychoseg.report.theme import look
from psychoseg.report.workbook.book import Book, Sheet
from psychoseg.stats.estimate import Estimate

BASES = (later("Base: people"), later("Base: weighted"), later("Base: effective"))
BLOCKS = {
    "demographic": later("Who they are"), "geographic": later("Who they are"), "firmographic": later("Who they are"), "behaviour": later("What they do"),
    "need": later("What they need"), "technographic": later("What they use"), "value": later("What they spend"), "channel": later("Where to reach them"),
    "message": later("What draws them"), "offer": later("What they would take up"), "open": later("What they write about"),
}  # fmt: skip
ORDER = tuple(dict.fromkeys(BLOCKS.values()))
Line = tuple[str, Estimate, Sequence[Estimate], Sequence[str], Sequence[int | None]]


def profile(book: Book, data: ReportData) -> None:
    """Shares and means of everything that did not form the segments, with letters."""
    if data.contrasts and data.contrasts.rows:
        sheet = book.sheet(say("Profile"), say("Profile of the segments"), told(data.contrasts.words))
        _table(sheet, data, data.contrasts.rows, indexed=False)


def index(book: Book, data: ReportData) -> None:
    """The same as indexes."""
    if data.contrasts and data.contrasts.rows:
        sheet = book.sheet(
            say("Index"), say("Index of the segments"), say("100 is everybody; 120 is a fifth above.")
        )
        _table(sheet, data, data.contrasts.rows, indexed=True)


def statements(book: Book, data: ReportData) -> None:
    """Agreement with the statements; those that formed the segments are starred, never tested."""
    _inputs(
        book.sheet(
            say("Statements"), say("Agreement with the statements"),
            say("* formed the segments, which differ on it by construction: no tests and no letters."),
        ),
        data,
        [one.statements for one in data.personas],
    )  # fmt: skip


def dimensions(book: Book, data: ReportData) -> None:
    """Mean scores on what formed the segments."""
    _inputs(
        book.sheet(
            say("Dimensions"), say("Mean scores on the dimensions"),
            say("Standard deviations from everybody's average. * formed the segments and is not tested."),
        ),
        data,
        [one.dimensions for one in data.personas],
    )  # fmt: skip


def _heads(sheet: Sheet, personas: Sequence[Persona], first: str) -> None:
    sheet.head([first, say("Everybody"), *("" for _ in personas)], [46, 11, *(14 for _ in personas)])
    sheet.row -= 1
    sheet.segment_heads([(one.number, one.letter, one.name) for one in personas], 2)
    sheet.raw.set_row(sheet.row, 44)
    sheet.row += 1


def _table(sheet: Sheet, data: ReportData, rows: Sequence[Row], *, indexed: bool) -> None:
    _heads(sheet, data.personas, say("Question and answer"))
    worded = {one.item: one.label for one in data.contrasts.contrasts} if data.contrasts else {}
    for block, inside in groupby(sorted(rows, key=_place), key=_block):
        sheet.text(sheet.row, 0, say(block), bold=True, font_size=12)
        sheet.row += 1
        for item, same in groupby(inside, key=lambda row: row.item):
            lines: list[Line] = [
                (
                    row.label, row.total, [cell.estimate for cell in row.cells],
                    [cell.letters for cell in row.cells], [cell.index for cell in row.cells],
                )
                for row in same
            ]  # fmt: skip
            _item(sheet, worded.get(item, item), lines, indexed=indexed)


def _block(row: Row) -> str:
    return BLOCKS.get(row.role, row.role.capitalize())


def _place(row: Row) -> int:
    """Where a row's block stands; the questionnaire's order holds inside it."""
    return ORDER.index(_block(row)) if _block(row) in ORDER else len(ORDER)


def _item(sheet: Sheet, item: str, lines: Sequence[Line], *, indexed: bool) -> None:
    """One question: its answers, then its three bases."""
    if len(lines) > 1:
        sheet.text(sheet.row, 0, item, italic=True, font_color=look().mute)
        sheet.row += 1
    for label, total, estimates, letters, indexes in lines:
        sheet.text(sheet.row, 0, label, text_wrap=True)
        if indexed:
            sheet.number(sheet.row, 1, 100 if total.shown else None, "0", font_color=look().mute)
            for at, (value, estimate) in enumerate(zip(indexes, estimates, strict=True)):
                sheet.number(sheet.row, 2 + at, value if estimate.shown else None, "0")
        else:
            sheet.estimate(sheet.row, 1, total, font_color=look().mute)
            for at, (estimate, above) in enumerate(zip(estimates, letters, strict=True)):
                sheet.estimate(sheet.row, 2 + at, estimate, above)
        sheet.row += 1
    _bases(sheet, lines[0][1], lines[0][2])


def _bases(sheet: Sheet, total: Estimate, estimates: Sequence[Estimate]) -> None:
    for at, words in enumerate(BASES):
        quiet: dict[str, object] = {"font_color": look().mute, "font_size": 8}
        sheet.text(sheet.row, 0, say(words), indent=1, **quiet)
        for place, estimate in enumerate((total, *estimates)):
            value = (estimate.base, estimate.weighted, estimate.effective)[at]
            sheet.number(sheet.row, 1 + place, value, "#,##0", **quiet)
        sheet.row += 1


def _inputs(sheet: Sheet, data: ReportData, columns: Sequence[Sequence[Trait]]) -> None:
    _heads(sheet, data.personas, say("* formed the segments"))
    first = columns[0] if columns else ()
    for at, trait in enumerate(first):
        sheet.text(sheet.row, 0, f"{trait.label} *" if trait.forms_segments else trait.label, text_wrap=True)
        sheet.estimate(sheet.row, 1, trait.total, font_color=look().mute)
        for place, column in enumerate(columns):
            sheet.estimate(sheet.row, 2 + place, column[at].segment)
        sheet.row += 1
    if first:
        _bases(sheet, first[0].total, [column[0].segment for column in columns])
