"""SurveyMonkey exports: two header rows or one, an option a column or condensed, and those of its panel."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from psychoseg.errors import ResponsesError
from psychoseg.responses.readers.assembling import UNSURE, assemble, unique_ids
from psychoseg.responses.readers.cells import Cells, evened, text_column
from psychoseg.responses.readers.codebook import Choice, Column, Missing
from psychoseg.responses.readers.layouts import filled_values, is_ranked
from psychoseg.responses.readers.markup import without_tags
from psychoseg.responses.readers.raw import RawTable, Reader
from psychoseg.responses.readers.source import Source

_FIRST = {"Respondent ID", "RespondentID", "respondent_id"}
_OWN = {
    "respondent id": ("meta", "respondent", ""), "respondentid": ("meta", "respondent", ""), "respondent_id": ("meta", "respondent", ""),
    "collector id": ("meta", "channel", ""), "collectorid": ("meta", "channel", ""), "collector_id": ("meta", "channel", ""),
    "start date": ("meta", "started", ""), "startdate": ("meta", "started", ""), "date_created": ("meta", "started", ""),
    "end date": ("meta", "ended", ""), "enddate": ("meta", "ended", ""), "date_modified": ("meta", "ended", ""),
    "ip address": ("personal", "device", "ip"), "ip_address": ("personal", "device", "ip"),
    "email address": ("personal", "other", "email"), "email_address": ("personal", "other", "email"),
    "first name": ("personal", "other", "name"), "first_name": ("personal", "other", "name"),
    "last name": ("personal", "other", "name"), "last_name": ("personal", "other", "name"),
    "custom data 1": ("personal", "other", "id"), "custom_1": ("personal", "other", "id"),
}  # fmt: skip
_SECOND_ROW = {"response", "open-ended response"}
_WRITTEN = re.compile(
    r"other\b.{0,20}\(?(please )?specify|please specify|open-ended response|otro \(especifique|sonstiges \(bitte|autre \(veuillez",
    re.I,
)
_PANEL = re.compile(r"q[0-9]{4}(_[0-9]{4}|_other)?$")
_ENOUGH = 20


@dataclass(frozen=True)
class _Question:
    """Columns under one question text."""

    text: str
    places: tuple[int, ...]
    labels: tuple[str, ...]


def recognise(source: Source) -> tuple[str, ...]:
    """The signals: the first header, the second row, its own columns, ids as it gives them, names of its panel."""
    cells = source.cells
    if not cells.header or cells.header[0] not in _FIRST:
        return ()
    signals = [f"the first column is called {cells.header[0]}"]
    if _second_row(cells):
        signals.append("the second row holds options or Response under each question")
    own = [name for name in cells.header[1:] if name.casefold() in _OWN]
    if len(own) >= 3:
        signals.append(f"its own columns {', '.join(own[:3])}")
    ids = [text.strip() for text in cells.below(int(_second_row(cells))).texts(0, 50)]
    if ids and all(re.fullmatch(r"[0-9]{9,13}", text) for text in ids if text):
        signals.append("respondents have ids of 9 to 13 digits")
    if sum(bool(_PANEL.fullmatch(name)) for name in cells.header) > len(cells.header) / 3:
        signals.append("columns are named q0001_0001")
    return tuple(signals)


def _second_row(cells: Cells) -> bool:
    """Whether the row below the header belongs to it."""
    row = cells.row(0)
    if not row or row[0].strip():
        return False
    own = [at for at, name in enumerate(cells.header) if name.casefold() in _OWN]
    rest = [cell for at, cell in enumerate(row) if at not in own]
    return all(not row[at].strip() for at in own) and sum(bool(cell.strip()) for cell in rest) > 0.5 * len(
        rest
    )


def read(source: Source, evidence: tuple[str, ...]) -> RawTable:
    """The answers with each question's columns together; a single choice laid out over its options is joined."""
    whole = source.cells
    two = _second_row(whole)
    cells = whole.below(int(two))
    if not len(cells):
        raise ResponsesError(f"{cells.name} has the header rows of SurveyMonkey but no answers.")
    questions = _under_headers(whole) if two else _flattened(whole)
    header = _ids(cells.header, questions)
    ids, repairs = unique_ids(header)
    columns: dict[int, Column] = {}
    joined: list[str] = []
    for question in questions:
        found, cells, was = _described(question, cells, ids)
        columns |= found
        joined += [question.text] if was else []
    kept = [at for at in range(len(cells.header)) if at in columns]
    cells = replace(
        cells, header=tuple(cells.header[at] for at in kept), columns=tuple(cells.columns[at] for at in kept)
    )
    if joined:
        repairs.append(
            f"{len(joined)} single choices laid out as one column an option joined into one column each"
        )
    described = [columns[at] for at in kept]
    dashes = [
        at
        for at, column in enumerate(described)
        if column.kind not in {"meta", "personal"} and "-" in filled_values(cells, at)
    ]
    if len(dashes) >= 2 or (dashes and not two):
        described = [
            replace(column, missing=Missing(codes=("-",))) if at in dashes else column
            for at, column in enumerate(described)
        ]
        repairs.append(f"a lone hyphen is no answer in {len(dashes)} columns, as panel exports write it")
    return assemble(cells, described, "surveymonkey", evidence, container=source.container, repairs=repairs)


def _ids(header: Sequence[str], questions: list[_Question]) -> list[str]:
    """A name for each column: the question, and the option or row where there are several."""
    names = [without_tags(name) for name in header]
    for question in questions:
        if len(question.places) > 1:
            for at, label in zip(question.places, question.labels, strict=True):
                names[at] = f"{question.text} - {label}" if label else question.text
        elif question.text:
            names[question.places[0]] = question.text
    return names


def _under_headers(cells: Cells) -> list[_Question]:
    """Questions of an export with two header rows: a text spans the blank cells to its right."""
    second = [without_tags(evened(cell)) for cell in cells.row(0)]
    found: list[tuple[str, list[int]]] = []
    for at, name in enumerate(cells.header):
        if name or not found or found[-1][0].casefold() in _OWN:
            found.append((without_tags(name), [at]))
        else:
            found[-1][1].append(at)
    return [_Question(text, tuple(places), tuple(second[at] for at in places)) for text, places in found]


def _flattened(cells: Cells) -> list[_Question]:
    """Questions of an export with one header row: ``Question - Option`` where several share the question."""
    stems: dict[str, list[tuple[int, str]]] = {}
    names = [without_tags(name) for name in cells.header]
    for at, name in enumerate(names):
        panel = _PANEL.fullmatch(name)
        stem, label = (
            (name[:5], name[6:]) if panel else name.rsplit(" - ", 1) if " - " in name else (name, "")
        )
        stems.setdefault(stem, []).append((at, label))
    questions = []
    for stem, entries in stems.items():
        alone = len(entries) == 1 and entries[0][1].casefold() not in _SECOND_ROW
        if alone or stem.casefold() in _OWN:
            questions += [_Question(names[at], (at,), ("",)) for at, _ in entries]
        else:
            questions.append(
                _Question(stem, tuple(at for at, _ in entries), tuple(label for _, label in entries))
            )
    return sorted(questions, key=lambda question: question.places[0])


def _described(question: _Question, cells: Cells, ids: list[str]) -> tuple[dict[int, Column], Cells, bool]:
    """The columns of one question; the cells, which change where a single choice is joined; whether it was."""
    first = question.places[0]
    own = _OWN.get(question.text.casefold())
    if own and len(question.places) == 1:
        kind, role, personal = own
        return {first: _column(cells, ids, first, kind=kind, role=role, personal=personal)}, cells, False
    if len(question.places) == 1:
        label = question.labels[0]
        kind = "open" if label.casefold() == "open-ended response" else UNSURE
        plain = label if label.casefold() not in _SECOND_ROW else ""
        return {first: _column(cells, ids, first, text=question.text or plain, kind=kind)}, cells, False
    written = [
        at
        for at, label in zip(question.places, question.labels, strict=True)
        if _is_written(cells, at, label)
    ]
    choices = [
        (at, label) for at, label in zip(question.places, question.labels, strict=True) if at not in written
    ]
    places = [at for at, _ in choices]
    options = tuple(Choice("", label) for _, label in choices)
    layout = _layout(cells, choices)
    group = question.text
    texts = {at: _column(cells, ids, at, text=label, kind="open", group=group, stem=group, option=label)
             for at, label in zip(question.places, question.labels, strict=True) if at in written}  # fmt: skip
    if layout == "single" and len(places) > 1:
        merged = [
            next((cell for cell in row if cell.strip()), "")
            for row in zip(*(cells.texts(at) for at in places), strict=True)
        ]
        columns = list(cells.columns)
        columns[places[0]] = text_column(merged)
        cells = replace(cells, columns=tuple(columns))
        ids[places[0]] = group if group not in ids else ids[places[0]]
        single = _column(cells, ids, places[0], text=group, kind="single", options=options)
        return {places[0]: replace(single, group=group if texts else "")} | texts, cells, True
    found = {
        at: _column(
            cells, ids, at, text=label, group=group, stem=group,
            kind=layout or UNSURE, option=label if layout else "", options=options if layout else (),
            chosen=tuple(filled_values(cells, at)) if layout == "multiple" else (),
        )
        for at, label in choices
    }  # fmt: skip
    return found | texts, cells, False


def _column(cells: Cells, ids: list[str], at: int, **more: object) -> Column:
    return Column(ids[at], cells.header[at], at + 1, **more)  # type: ignore[arg-type]


def _is_written(cells: Cells, at: int, label: str) -> bool:
    """Whether a column holds a text written in: it is called so, and its cells are not just its name."""
    if not _WRITTEN.search(label):
        return False
    return not filled_values(cells, at) or {value.casefold() for value in filled_values(cells, at)} != {
        label.casefold()
    }


def _layout(cells: Cells, choices: list[tuple[int, str]]) -> str:
    """``multiple`` or ``single`` where cells repeat their option, ``ranking`` for ranks, empty for a matrix."""
    some = 0
    for order, (at, label) in enumerate(choices, 1):
        values = {without_tags(value) for value in filled_values(cells, at)} - {"Not selected", "-"}
        if len(values) > 1 or (
            values
            and values != {label}
            and values != {str(order)}
            and values != {"1"}
            and not _PANEL.fullmatch(cells.header[at])
        ):
            return "ranking" if is_ranked(cells, [place for place, _ in choices]) else ""
        some += bool(values)
    if not some:
        return ""
    filled = np.zeros(len(cells), dtype=int)
    for at, _ in choices:
        filled += np.array(
            [bool(text.strip()) and text.strip() not in {"Not selected", "-"} for text in cells.texts(at)]
        )
    if (filled > 1).any() or (filled == 1).sum() < _ENOUGH:
        return "multiple"
    return "single"


READER = Reader("surveymonkey", 2, recognise, read, title="SurveyMonkey")
