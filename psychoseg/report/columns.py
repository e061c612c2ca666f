"""Where a run of blocks breaks into columns of about one height, judged by its words before anything is laid out.

A layout engine balances columns by laying them out again and again; a fair guess does as well at once.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

from markupsafe import Markup, escape

LINE = 11.6
"""Height of a line, in points."""
PAGE = 60
"""Lines that a page holds at most; what is longer is left for the layout to break over pages."""
ACROSS = 128
"""Characters in a line across the whole page."""
_ROOM = {"h3": 0.3, "p": 0.3, "li": 0.7, "tr": 0.6, "div": 0.0}
"""Elements that begin a line of their own, and the lines of white around each."""
_CHART_ROW = 0.15
"""The same for a row of a table that is a chart."""
_SMALL = 0.85
"""Height of a line of notes to one of text; as much more stands in it."""
_BETWEEN_BLOCKS = 2.4
_VOID = frozenset({"br", "col", "img", "hr", "wbr"})


def in_columns(run: str, name: str, number: int = 2, tag: str = "div") -> Markup:
    """The elements of a run in so many columns, in their order.

    Parameters
    ----------
    run : str
        HTML: elements one after another.
    name : str
        Class of the whole.
    number : int
    tag : {"div", "ul"}
        What each column is.

    Examples
    --------
    >>> in_columns("<li>One</li><li>Two</li>", "terms", 2, "ul")
    Markup('<div class="columns terms"><ul class="column"><li>One</li></ul><ul class="column"><li>Two</li></ul></div>')
    """
    pieces = _Pieces(ACROSS // number)
    pieces.feed(run)
    pieces.close()
    pieces.end_piece()
    heights = [piece.height for piece in pieces.found]
    columns = broken(heights, number)
    if number > 1 and max((sum(heights[begin:end]) for begin, end in columns), default=0.0) > PAGE:
        return Markup('<div class="long {}"><{}>{}</{}></div>').format(name, tag, Markup(run), tag)  # noqa: S704 (as below)
    inside = Markup().join(
        Markup("<{} class=\"column\">{}</{}>").format(
            tag, Markup("".join(piece.html for piece in pieces.found[begin:end])), tag  # noqa: S704 (a template's own output)
        )
        for begin, end in columns
    )  # fmt: skip
    return Markup('<div class="{}{}">{}</div>').format("columns " if number > 1 else "", name, inside)


def broken(heights: Sequence[float], number: int) -> list[tuple[int, int]]:
    """The first and the last but one of each column, so that the tallest column is as low as can be.

    Examples
    --------
    >>> broken([3, 1, 1, 1], 2)
    [(0, 1), (1, 4)]
    """
    if not heights:
        return []
    low, high = max(heights), sum(heights)
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (low, middle) if len(_filled(heights, middle)) <= number else (middle, high)
    return _filled(heights, high)


def _filled(heights: Sequence[float], most: float) -> list[tuple[int, int]]:
    columns, begin, height = [], 0, 0.0
    for at, one in enumerate(heights):
        if height + one > most + 1e-9 and at > begin:
            columns.append((begin, at))
            begin, height = at, 0.0
        height += one
    return [*columns, (begin, len(heights))]


@dataclass(frozen=True, slots=True)
class _Piece:
    html: str
    height: float


class _Pieces(HTMLParser):
    """The outermost elements of a run, and how many lines each is high, about."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.found: list[_Piece] = []
        self._width, self._depth, self._drawing = width, 0, 0
        self._parts: list[str] = []
        self._lines, self._characters = 0.0, 0
        self._row, self._size, self._in_row = _ROOM["tr"], 1.0, False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._parts.append(self.get_starttag_text() or "")
        named = (dict(attrs).get("class") or "").split()
        if tag == "table":
            self._row = _CHART_ROW if "chart" in named else _ROOM["tr"]
        if tag == "tr" or (not self._in_row and (tag in _ROOM or tag == "br")):
            self._end_line()
            self._lines += self._row if tag == "tr" else _ROOM.get(tag, 0.0)
        self._in_row = self._in_row or tag == "tr"
        if {"note", "foot"} & set(named):
            self._size = _SMALL
        if tag == "svg":
            self._lines += _points(dict(attrs).get("height") or "") / LINE + 0.8
        self._drawing += tag == "svg"
        self._depth += tag not in _VOID

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 (the parser's signature)
        self._parts.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        self._parts.append(f"</{tag}>")
        self._drawing -= tag == "svg"
        self._depth -= 1
        self._in_row = self._in_row and tag != "tr"
        if tag in _ROOM and not self._in_row:
            self._end_line()
        if self._depth == 0:
            self._lines += _BETWEEN_BLOCKS if tag == "div" else 0.0
            self.end_piece()

    def handle_data(self, data: str) -> None:
        self._parts.append(str(escape(data)))
        if not self._drawing:
            self._characters += len(" ".join(data.split()))

    def end_piece(self) -> None:
        """Close a piece; at the end, what a template of somebody's own has left open."""
        html = "".join(self._parts)
        if html.strip():
            self.found.append(_Piece(html, self._lines))
        self._parts, self._lines = [], 0.0

    def _end_line(self) -> None:
        self._lines += self._size * math.ceil(self._size * self._characters / self._width)
        self._characters, self._size = 0, 1.0


def _points(height: str) -> float:
    """A drawing's height, where it is in points as ours are."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)pt", height)
    return float(found[1]) if found else 0.0
