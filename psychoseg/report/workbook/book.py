"""A workbook being written: its cell styles, sheets with contents, and texts that stay texts."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from psychoseg.report.format import DASH, LOW_MARK, SCORE, SHARE, office_form
from psychoseg.report.palette import identity
from psychoseg.report.text import clean
from psychoseg.report.theme import look
from psychoseg.stats.estimate import LOW, Estimate

FONT, SIZE = "Arial", 10
MOST_LETTERS = 32_000
"""A cell holds 32,767 characters."""
FIRST_ROW = 3
"""Rows above the table: the title, what the sheet shows, and one left blank."""


class Book:
    """Sheets of one report.

    Parameters
    ----------
    title, author : str
    made : datetime
        When the run was made, so that one run always gives the same bytes.
    """

    def __init__(self, title: str, author: str, made: datetime) -> None:
        self._bytes = io.BytesIO()
        self._book = xlsxwriter.Workbook(
            self._bytes,
            {
                "in_memory": True,
                "strings_to_numbers": False,
                "strings_to_formulas": False,
                "strings_to_urls": False,
            },
        )
        moment = made.astimezone(UTC).replace(tzinfo=None)
        self._book.set_properties({"title": clean(title), "author": clean(author), "created": moment})
        self._styles: dict[tuple[tuple[str, object], ...], Format] = {}
        self.sheets: list[Sheet] = []

    def style(self, **properties: object) -> Format:
        """A cell style, made once."""
        key = tuple(sorted({"font_name": FONT, "font_size": SIZE, "valign": "vcenter", **properties}.items()))
        if key not in self._styles:
            self._styles[key] = self._book.add_format(dict(key))
        return self._styles[key]

    def sheet(self, name: str, title: str, about: str) -> Sheet:
        """A new sheet with its title and what it shows above the table."""
        made = Sheet(self, self._book.add_worksheet(name), name, title, about)
        self.sheets.append(made)
        return made

    def done(self) -> bytes:
        """The workbook's bytes."""
        self._book.close()
        return self._bytes.getvalue()


class Sheet:
    """One sheet; ``row`` is the next free row, from 0."""

    def __init__(self, book: Book, sheet: Worksheet, name: str, title: str, about: str) -> None:
        self.book, self.raw, self.name, self.title, self.about = book, sheet, name, title, about
        self.row = FIRST_ROW
        self.raw.hide_gridlines(2)
        self.raw.set_landscape()
        self.raw.fit_to_pages(1, 0)
        self.text(0, 0, title, bold=True, font_size=16, font_color=look().ink)
        self.text(1, 0, about, font_color=look().mute)

    def text(self, row: int, column: int, words: str, **properties: object) -> None:
        """Words in a cell, never a formula, an address or a number."""
        self.raw.write_string(row, column, clean(words)[:MOST_LETTERS], self.book.style(**properties))

    def number(
        self, row: int, column: int, value: float | None, form: str = "General", **properties: object
    ) -> None:
        """A number in a cell; a dash where there is none."""
        if value is None:
            self.text(row, column, DASH, align="right", font_color=look().mute, **properties)
        else:
            self.raw.write_number(
                row, column, value, self.book.style(num_format=office_form(form), align="right", **properties)
            )

    def estimate(
        self, row: int, column: int, estimate: Estimate, letters: str = "", **properties: object
    ) -> None:
        """An estimate as a number; its mark and letters are part of the number's format, so that it still sorts and adds."""
        value = estimate.value if estimate.shown else None
        mark = LOW_MARK if estimate.flag == LOW else ""
        after = f'"{mark}{" " + letters if letters else ""}"' if mark or letters else ""
        self.number(row, column, value, form_of(estimate.unit) + after, **properties)

    def head(self, titles: Sequence[str], widths: Sequence[float], freeze: int = 1) -> None:
        """The row of column titles; it and the first columns stay in view."""
        for at, (title, width) in enumerate(zip(titles, widths, strict=True)):
            self.raw.set_column(at, at, width)
            side = {} if at < freeze else {"align": "right"}
            self.text(
                self.row,
                at,
                title,
                bold=True,
                text_wrap=True,
                bottom=1,
                bottom_color=look().ink,
                bg_color=look().wash,
                **side,
            )
        self.row += 1
        self.raw.freeze_panes(self.row, freeze)
        self.raw.repeat_rows(self.row - 1)

    def segment_heads(self, letters: Sequence[tuple[int, str, str]], first: int) -> None:
        """Above a table with a column a segment: name and letter in the segment's colours."""
        for at, (number, letter, name) in enumerate(letters):
            own = identity(number)
            self.text(
                self.row, first + at, f"{letter}  {name}", bold=True, text_wrap=True, align="right",
                font_color=own.ink, bg_color=own.tint, bottom=2, bottom_color=own.base,
            )  # fmt: skip

    def rule(self, columns: int) -> None:
        """A thin line below the row before, across so many columns."""
        for at in range(columns):
            self.raw.write_blank(self.row, at, None, self.book.style(top=1, top_color=look().rule))


def form_of(unit: str) -> str:
    """The number format of a unit: whole percentages, signed scores with one decimal, other means with one.

    Examples
    --------
    >>> form_of("share"), form_of("sd"), form_of("euros")
    ('0%', '+0.0;-0.0;0.0', '0.0')
    """
    return {SHARE: "0%", SCORE: "+0.0;-0.0;0.0"}.get(unit, "0.0")


def link_to(sheet: Sheet, row: int, target: Sheet) -> None:
    """A cell that leads to another sheet."""
    sheet.raw.write_url(
        row,
        0,
        f"internal:'{target.name}'!A1",
        sheet.book.style(font_color=look().accent, underline=1),
        target.name,
    )
