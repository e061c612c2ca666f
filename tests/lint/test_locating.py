"""The words a finding is about are found again in the file, however it is written."""

from __future__ import annotations

import pytest

from psychoseg.lint import Finding, Severity
from psychoseg.lint.locating import Located

HEAD = "sections:\n- id: s\n  items:\n"


def finding(text, words, item="a"):
    start = text.index(words)
    return Finding("XX1", "x", Severity.INFO, "m", "q.yml", 4, 5, item, text, start, start + len(words))


@pytest.mark.parametrize(
    "written",
    [
        '  - {id: a, text: "Nice day, isn\'t it?"}',
        "  - id: a\n    text: Nice day,\n      isn't it?",
        "  - id: a\n    text: >-\n      Nice\n      day,\n      isn't it?\n",
        "  - id: a\n    text: |\n      Nice day,   isn't it?\n",
        '  - {id: ä, text: x}\n  - {id: a, text: "Nice day, isn\'t it?"}',
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_words_are_found(written, newline):
    text = (HEAD + written).replace("\n", newline)

    start, end = Located(text).extent(finding("Nice day, isn't it?", "isn't it"))

    assert text[start:end] == "isn't it"
    region = Located(text).region(finding("Nice day, isn't it?", "isn't it"))
    line = text.split(newline)[region.start_line - 1]
    assert line[region.start_column - 1 : region.end_column - 1] == "isn't it"


@pytest.mark.parametrize(
    "written",
    [
        '  - {id: m, type: matrix, text: Rate., rows: {b: Good?, a: "Nice day, isn\'t it?"}}',
        '  - id: m\n    rows:\n      a: {text: "Nice day, isn\'t it?"}',
        '  - id: a\n    text: {de: "Schön, isn\'t it?", en: "Nice day, isn\'t it?"}',
    ],
)
def test_words_of_a_row_and_of_a_translated_text_are_found(written):
    text = HEAD + written

    start, end = Located(text).extent(finding("Nice day, isn't it?", "Nice day"))

    assert text[start:end] == "Nice day"


def test_a_text_with_escapes_is_underlined_whole():
    text = HEAD + "  - {id: a, text: 'Nice day, isn''t it?'}"

    start, end = Located(text).extent(finding("Nice day, isn't it?", "isn't it"))

    assert text[start:end] == "'Nice day, isn''t it?'"


def test_a_finding_without_words_is_its_text_and_one_without_an_item_its_line():
    text = HEAD + "  - {id: a, text: Nice?}"
    located = Located(text)

    start, end = located.extent(Finding("XX1", "x", Severity.INFO, "m", "q.yml", 4, 5, "a", "Nice?"))
    assert text[start:end] == "Nice?"
    start, end = located.extent(Finding("XX1", "x", Severity.INFO, "m", "q.yml", 1, 1))
    assert text[start:end] == "sections:"


def test_words_in_a_list_are_found_in_their_line():
    text = "# tea\r\n1. Nice,  isn't it?\r\n2. Nice, isn't it?\r\n"
    found = Finding("XX1", "x", Severity.INFO, "m", "q.txt", 3, 4, "line_3", "Nice, isn't it?", 6, 14)

    region = Located(text, "list").region(found)

    assert (region.start_line, region.start_column, region.end_column) == (3, 10, 18)


def test_a_place_past_the_end_is_the_end():
    assert Located("a\n").at(99, 99)[0] <= 2
    assert (
        Located("")
        .region(Finding("XX1", "x", Severity.INFO, "m", "text", 2, 1, "", "Nice?", 0, 4))
        .start_line
        == 2
    )
