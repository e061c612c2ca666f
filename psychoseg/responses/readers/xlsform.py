"""What an XLSForm says of each question: wording, choices, kind; beside an export as a workbook, or inside one as JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from psychoseg.errors import ResponsesError
from psychoseg.responses.opening.cells import Cells
from psychoseg.responses.opening.source import Source
from psychoseg.responses.opening.workbook import read_workbook
from psychoseg.responses.readers.codebook import Choice
from psychoseg.responses.readers.markup import without_tags

_ONE = re.compile(r"select(?:_one| one)(?: from)? +(?P<list>\S+)")
_SEVERAL = re.compile(r"(?:select(?:_multiple| multiple| all that apply)|select_multiple)(?: from)? +(?P<list>\S+)")  # fmt: skip
_KINDS = {
    "integer": "numeric", "int": "numeric", "decimal": "numeric", "range": "numeric", "calculate": "", "date": "date",
    "time": "date", "datetime": "date", "text": "open", "string": "open"
}  # fmt: skip
_JOINTS = ("/", ".", ":", "-")
_MOST_TRIED, _MOST_BYTES = 8, 10_000_000
_KNOWN = 0.5


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form; ``kind`` is as in :class:`Column`, empty where the form does not say."""

    path: tuple[str, ...]
    label: str
    kind: str
    choices: tuple[Choice, ...] = ()


def questions(survey: Iterable[Mapping[str, Any]], choices: Iterable[Mapping[str, Any]]) -> list[Question]:
    """The questions of a form, each with the groups it stands in.

    Parameters
    ----------
    survey, choices : iterable of mapping
        The rows of its two sheets, by the names of their columns.
    """
    lists: dict[str, list[Choice]] = {}
    for entry in choices:
        name = _text(entry, "list_name") or _text(entry, "list name")
        lists.setdefault(name, []).append(
            Choice(_text(entry, "name") or _text(entry, "value"), _label(entry))
        )
    path: list[str] = []
    found = []
    for entry in survey:
        written = " ".join(_text(entry, "type").split())
        name = _text(entry, "name") or _text(entry, "$autoname")
        if re.match(r"begin[_ ](group|repeat|kobomatrix|score|rank)", written):
            path.append(name)
        elif re.match(r"end[_ ](group|repeat|kobomatrix|score|rank)", written):
            path = path[:-1]
        elif name:
            several, one = _SEVERAL.match(written), _ONE.match(written)
            match = several or one
            listed = _text(entry, "select_from_list_name") or (match["list"] if match else "")
            kind = (
                "multiple" if several or written.startswith("select_multiple")
                else "single" if one or written.startswith("select_one") else _KINDS.get(written, "")
            )  # fmt: skip
            options = list(lists.get(listed, ()))
            if re.search(r"\bor[_ ](specify[_ ])?other$", written):
                options.append(Choice("other", "Other"))
            found.append(Question((*path, name), _label(entry), kind, tuple(options)))
    return found


def by_header(form: Sequence[Question]) -> dict[str, Question]:
    """Questions by the headers their columns may have: the path with any joint, or the name where it is the only one."""
    found: dict[str, Question] = {}
    names = [question.path[-1] for question in form]
    for question in form:
        for joint in _JOINTS:
            found[joint.join(question.path)] = question
        if names.count(question.path[-1]) == 1:
            found.setdefault(question.path[-1], question)
    return found


def form_beside(source: Source, header: Sequence[str]) -> list[Question]:
    """The questions of the XLSForm beside an export, where it has half of the export's columns or its own are in there."""
    for name, content in list(source.companions(".xlsx", ".xls").items())[:_MOST_TRIED]:
        if len(content) > _MOST_BYTES:
            continue
        container = "xlsx" if name.casefold().endswith("x") else "xls"
        try:
            survey = read_workbook(content, name, container, sheet="survey", form=True)
            choices = _choices(content, name, container)
        except ResponsesError:
            continue
        form = questions(_rows(survey), choices)
        named = by_header(form)
        base = {re.sub(r"\[[0-9]+\]", "", entry) for entry in header}
        if form and len(base & set(named)) >= _KNOWN * sum(bool(question.kind) for question in form):
            return form
    return []


def _choices(content: bytes, name: str, container: str) -> list[dict[str, str]]:
    """The rows of the sheet of choices; a form without lists has none."""
    try:
        return _rows(read_workbook(content, name, container, sheet="choices", form=True))
    except ResponsesError:
        return []


def _rows(cells: Cells) -> list[dict[str, str]]:
    header = [entry.strip() for entry in cells.header]
    return [dict(zip(header, cells.row(at), strict=True)) for at in range(len(cells))]


def _text(entry: Mapping[str, Any], key: str) -> str:
    value = entry.get(key)
    return "" if value is None else str(value).strip()


def _label(entry: Mapping[str, Any]) -> str:
    """The wording in the form's first language."""
    label = entry.get("label")
    if label is None:
        label = next((value for key, value in entry.items() if key.startswith("label:") and value), "")
    first = next((part for part in label if part), "") if isinstance(label, list) else label
    return without_tags(str(first or ""))
