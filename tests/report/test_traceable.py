"""Every number that a page prints is a value of the report's data, or comes of two of them by a rule named here."""

import math
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest

from psychoseg.documents.plain import to_plain
from psychoseg.report import html
from psychoseg.report.format import coefficient, fixed

NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d*\.\d+|\d+")
PICTURES = {"map_points", "gorges", "river"}
"""Places of dots and bands: thousands of values, among which any number would be found."""
DEFINED = {"0", "1", "5", "95", "100", "150", ".2", ".8", ".60", ".80", "0.001", "0.40", "0.75"}
DEFINED |= {"60", "85", "118", "166", "167"}
"""Ends of scales and what words mean: the index of everybody, percentiles, thresholds that a note explains, and the five
steps of the heat table."""


class Words(HTMLParser):
    """The texts of a page with the classes they stand in, without styles, scripts and the ticks of axes."""

    def __init__(self) -> None:
        super().__init__()
        self.inside: list[str] = []
        self.texts: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"br", "col", "meta", "path", "rect", "circle", "line", "ellipse", "img", "input"}:
            self.inside.append(f"{tag}.{dict(attrs).get('class') or ''}")

    def handle_endtag(self, tag: str) -> None:
        while self.inside and self.inside.pop().split(".")[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        where = " ".join(self.inside)
        if data.strip() and not re.search(r"(style|script|text)\.|\bscale\b|\btick", where):
            self.texts.append((where, data.strip()))


def values(plain: Any, key: str = "") -> Iterator[Any]:
    """Every text and number of the data, and what two estimates of one line give: their difference and their ratio."""
    if key in PICTURES:
        yield len(plain)
    elif isinstance(plain, dict):
        for name, entry in plain.items():
            yield from values(entry, name)
        own, everybody = plain.get("segment"), plain.get("total")
        if isinstance(own, dict) and isinstance(everybody, dict):
            a, b = own.get("value"), everybody.get("value")
            if a is not None and b:
                yield from (
                    a - b,
                    *(own[end] / b for end in ("low", "value", "high") if own[end] is not None),
                )
    elif isinstance(plain, list):
        yield len(plain)
        if key == "steps":  # how many were set aside in all
            yield sum(step["count"] for step in plain if step["removed"])
        for entry in plain:
            yield from values(entry)
    else:
        yield plain


def printable(data: Any) -> set[str]:
    """How each value may be written: as itself or in per cent, with none to three decimals, and as loadings are."""
    found = set(DEFINED)
    for value in values(to_plain(data)):
        if isinstance(value, str):
            found.update(NUMBER.findall(value))
        elif isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
            found.add(str(value))  # a seed is a name more than a number
            texts = [fixed(number, places) for number in (value, 100 * value) for places in range(4)]
            found.update(
                number for text in [*texts, coefficient(value), coefficient(value, 3)] for number in NUMBER.findall(text)
            )  # fmt: skip
    return found


def untraced(data: Any) -> list[tuple[str, str]]:
    reader, known = Words(), printable(data)
    reader.feed(html(data))
    return [
        (number, text) for _, text in reader.texts for number in NUMBER.findall(text) if number not in known
    ]


@pytest.mark.parametrize("which", ["full", "small", "moved"])
def test_every_number_on_a_page_is_found_in_the_data(which, request):
    assert untraced(request.getfixturevalue(which)) == []


def test_a_number_that_is_not_in_the_data_is_found_out(full):
    reader, known = Words(), printable(full)
    reader.feed(html(full).replace("</h1>", " 86.125</h1>", 1))

    found = [number for _, text in reader.texts for number in NUMBER.findall(text)]

    assert [number for number in found if number not in known] == ["86.125"]
