"""What a Qualtrics survey file (.qsf) says of each column: wording, options with their exported codes, kinds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from psychoseg.errors import ResponsesError
from psychoseg.responses.opening.json_document import parse_json
from psychoseg.responses.opening.source import Source
from psychoseg.responses.readers.codebook import Choice, Column
from psychoseg.responses.readers.markup import without_tags

_IMPORTED = re.compile(r"(?:[0-9]+_)?(?P<question>QID[0-9]+)(?:#(?P<side>[0-9]+))?(?:[-_](?P<parts>.+))?")
_SEVERAL = {"MAVR", "MAHR", "MACOL", "MSB"}
_KNOWN = 0.5
"""Share of a file's questions that a survey must have to be the one they were asked with."""


@dataclass(frozen=True)
class Question:
    """One question of the survey.

    Parameters
    ----------
    tag : str
        What its columns are called in exports.
    kind : str
        What its columns hold, as in :class:`Column`; ``matrix`` for rows that are answered on ``options``.
    options : tuple of Choice
        By exported code.
    rows : dict of str to str
        Wording of each row of a matrix or slider, by the suffix its columns have.
    several : bool
        Whether the rows of a matrix take several answers each.
    sides : tuple of Question
        The questions that share the rows of a side-by-side.
    """

    tag: str
    text: str
    kind: str
    options: tuple[Choice, ...] = ()
    rows: dict[str, str] = field(default_factory=dict)
    several: bool = False
    sides: tuple[Question, ...] = ()


def survey_beside(source: Source, names: Sequence[str]) -> dict[str, Question]:
    """The questions of the survey file beside an export, by id and by tag; empty where none fits.

    Parameters
    ----------
    source : Source
    names : sequence of str
        Import ids of the export's questions where it has them, else names of its columns.
    """
    for name, content in source.companions(".qsf").items():
        try:
            questions = read_survey(content, name)
        except ResponsesError:
            continue
        asked = {match["question"] for entry in names if (match := _IMPORTED.fullmatch(entry))}
        tags = [entry for entry in names if _tagged(entry, questions) is not None]
        if (asked and len(asked & set(questions)) >= _KNOWN * len(asked)) or (
            not asked and len(tags) >= _KNOWN * len(names)
        ):
            return questions
    return {}


def read_survey(content: bytes, name: str) -> dict[str, Question]:
    """The questions of a survey file, each under its id and under its tag.

    Raises
    ------
    ResponsesError
        Where the file is not JSON.
    """
    document = parse_json(content, name)
    found: dict[str, Question] = {}
    for element in _mappings(document.get("SurveyElements") if isinstance(document, dict) else None):
        payload = element.get("Payload")
        if element.get("Element") != "SQ" or not isinstance(payload, dict):
            continue
        question = _question(payload)
        if question is not None:
            found[str(payload.get("QuestionID", ""))] = question
            found.setdefault(question.tag, question)
    return found


def _mappings(listed: Any) -> Iterator[dict[str, Any]]:
    entries = listed.values() if isinstance(listed, dict) else listed if isinstance(listed, list) else ()
    return (entry for entry in entries if isinstance(entry, dict))


def _question(payload: dict[str, Any]) -> Question | None:
    """One question; None for texts and pictures that are only shown."""
    kind, selector = str(payload.get("QuestionType", "")), str(payload.get("Selector", ""))
    tag, text = str(payload.get("DataExportTag", "")), without_tags(str(payload.get("QuestionText", "")))
    recodes = payload.get("RecodeValues") or {}
    if kind in {"DB", "Timing", "Captcha", "Meta"}:
        return None
    if kind == "SBS":
        sides = tuple(
            side for entry in _mappings(payload.get("AdditionalQuestions")) if (side := _question(entry))
        )
        return Question(tag, text, "matrix", (), _rows(payload), sides=sides)
    if kind == "Matrix":
        several = "multiple" in str(payload.get("SubSelector", "")).casefold()
        options = _choices(payload.get("Answers"), payload.get("AnswerOrder"), recodes)
        return Question(tag, text, "open" if selector == "TE" else "matrix", options, _rows(payload), several)
    choices = _choices(payload.get("Choices"), payload.get("ChoiceOrder"), recodes)
    if kind == "MC":
        return Question(tag, text, "multiple" if selector in _SEVERAL else "single", choices)
    if kind == "RO":
        return Question(tag, text, "ranking", choices)
    if kind in {"Slider", "CS"}:
        return Question(tag, text, "numeric", (), {choice.code: choice.label for choice in choices})
    settings = (payload.get("Validation") or {}).get("Settings") or {}
    number = isinstance(settings, dict) and settings.get("ContentType") == "ValidNumber"
    return Question(tag, text, "numeric" if number else "open")


def _choices(listed: Any, order: Any, recodes: Any) -> tuple[Choice, ...]:
    """Options in the order they were shown, under the codes they are exported with."""
    if isinstance(listed, list):
        listed = {str(at): entry for at, entry in enumerate(listed, 1)}
    if not isinstance(listed, dict):
        return ()
    shown = [str(entry) for entry in order] if isinstance(order, list) else []
    keys = [key for key in dict.fromkeys(shown) if key in listed] or list(listed)
    codes = recodes if isinstance(recodes, dict) else {}
    return tuple(Choice(str(codes.get(key, key)), _display(listed[key])) for key in keys)


def _display(choice: Any) -> str:
    return without_tags(str(choice.get("Display", "") if isinstance(choice, dict) else choice))


def _rows(payload: dict[str, Any]) -> dict[str, str]:
    """The wording of each row by its id, and by its own tag where it has one."""
    listed = payload.get("Choices")
    if isinstance(listed, list):
        listed = {str(at): entry for at, entry in enumerate(listed, 1)}
    tags = payload.get("ChoiceDataExportTags")
    found: dict[str, str] = {}
    for key, entry in (listed or {}).items():
        found[str(key)] = _display(entry)
        if isinstance(tags, dict) and tags.get(key):
            found[str(tags[key])] = _display(entry)
    return found


def described(columns: Sequence[Column], survey: dict[str, Question]) -> list[Column]:
    """The columns with what the survey file says of them; those it does not know stay as they are."""
    return [
        column if column.kind in {"meta", "personal"} else _described(column, survey) for column in columns
    ]


def _tagged(name: str, survey: dict[str, Question]) -> tuple[Question, str] | None:
    """The question whose tag a column's name begins with, the longest there is, and what follows it."""
    for end in range(len(name), 0, -1):
        if (end == len(name) or name[end] in "_#") and name[:end] in survey:
            return survey[name[:end]], name[end:].lstrip("_")
    return None


def _described(column: Column, survey: dict[str, Question]) -> Column:
    match = _IMPORTED.fullmatch(column.import_id)
    named = _tagged(column.source, survey)
    if match and match["question"] in survey:
        question, side, rest = (
            survey[match["question"]],
            match["side"],
            (match["parts"] or "").replace("-", "_"),
        )
        rest = named[1].partition("_")[2] if named and side else named[1] if named else rest
    elif named:
        question, rest, side = named[0], named[1], ""
    else:
        return column
    if rest.startswith("#"):
        side, _, rest = rest[1:].partition("_")
    if column.kind == "open" and column.source.casefold().endswith("_text"):
        return replace(column, stem=question.text, group=column.group or question.tag)
    group = question.tag
    if side and question.sides:
        at = int(side) - 1 if side.isdigit() else -1
        if not 0 <= at < len(question.sides):
            return column
        inner = question.sides[at]
        question = replace(inner, text=f"{question.text} {inner.text}".strip(), rows=question.rows)
        group = f"{group}#{side}"
    return _filled(column, question, group, rest)


def _filled(column: Column, question: Question, group: str, rest: str) -> Column:
    """A column as one row, one option or the whole of its question."""
    row = next((key for key in sorted(question.rows, key=len, reverse=True) if _begins(rest, key)), "")
    if question.kind == "matrix":
        if not row or not question.options:
            return column
        code = rest[len(row) :].lstrip("_")
        label = next((choice.label for choice in question.options if choice.code == code), "")
        if question.several and label:
            return replace(
                column, kind="multiple", group=f"{group}_{row}", stem=f"{question.text} {question.rows[row]}",
                text=label, option=code, options=question.options, separator="", chosen=column.chosen or ("1",),
            )  # fmt: skip
        if code:
            return column
        return replace(
            column, kind="multiple" if question.several else "single", group=group, stem=question.text,
            text=question.rows[row], options=question.options, option="",
            separator="," if question.several else "",
        )  # fmt: skip
    if question.kind in {"multiple", "ranking"} and rest:
        label = next((choice.label for choice in question.options if choice.code == rest), "")
        if not label:
            return column
        return replace(
            column, kind=question.kind, group=group, stem=question.text, text=label, option=rest,
            options=question.options, separator="",
        )  # fmt: skip
    if question.kind == "numeric" and row:
        return replace(column, kind="numeric", group=group, stem=question.text, text=question.rows[row])
    if rest:
        return column
    separator = column.separator or "," if question.kind == "multiple" else ""
    return replace(
        column, kind=question.kind, text=question.text, options=question.options, separator=separator
    )


def _begins(rest: str, key: str) -> bool:
    return rest == key or rest.startswith(f"{key}_")
