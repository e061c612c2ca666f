"""What a LimeSurvey structure file (.lss) says of each question: wording, type, options, rows."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field

from psychoseg.responses.readers.codebook import Choice
from psychoseg.responses.readers.markup import without_tags
from psychoseg.responses.readers.xml_document import local, parse_xml

_MULTIPLE, _RANKING, _NUMERIC, _DATE = {"M", "P"}, {"R"}, {"N", "K"}, {"D"}
_OPEN = {"S", "T", "U", "Q"}


@dataclass(frozen=True)
class Question:
    """One question of the survey; ``parts`` are its rows or options by code."""

    code: str
    text: str
    type: str
    options: tuple[Choice, ...] = ()
    parts: dict[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """What its columns hold."""
        for types, kind in (
            (_MULTIPLE, "multiple"),
            (_RANKING, "ranking"),
            (_NUMERIC, "numeric"),
            (_DATE, "date"),
            (_OPEN, "open"),
        ):
            if self.type in types:
                return kind
        return "single"


@dataclass(frozen=True)
class Structure:
    """The questions of a survey, by code and by the number that response files use."""

    by_code: dict[str, Question]
    by_number: dict[str, str]


def read_structure(content: bytes, name: str) -> Structure:
    """The questions in the survey's base language."""
    root = parse_xml(content, name)
    texts = {(row.get("qid"), row.get("language")): row for row in _rows(root, "question_l10ns")}
    answer_texts = {
        row.get("aid", ""): row.get("answer", "") for row in reversed(list(_rows(root, "answer_l10ns")))
    }
    options: dict[str, list[Choice]] = {}
    seen: set[tuple[str, str, str]] = set()
    for row in _rows(root, "answers"):
        key = (row.get("qid", ""), row.get("code", ""), row.get("scale_id", "0"))
        if key in seen or key[2] not in {"0", ""}:
            continue
        seen.add(key)
        label = row.get("answer") or answer_texts.get(row.get("aid", ""), "")
        options.setdefault(key[0], []).append(Choice(key[1], without_tags(label)))
    parts: dict[str, dict[str, str]] = {}
    by_code, by_number = {}, {}

    def wording(row: dict[str, str]) -> str:
        own = row.get("question")
        if own is not None:
            return without_tags(own)
        return without_tags(
            next((text.get("question", "") for (qid, _), text in texts.items() if qid == row.get("qid")), "")
        )

    for row in [
        *_rows(root, "subquestions"),
        *(row for row in _rows(root, "questions") if row.get("parent_qid", "0") not in {"0", ""}),
    ]:
        parts.setdefault(row.get("parent_qid", ""), {}).setdefault(row.get("title", ""), wording(row))
    for row in _rows(root, "questions"):
        if row.get("parent_qid", "0") not in {"0", ""} or row.get("title", "") in by_code:
            continue
        number = row.get("qid", "")
        question = Question(
            row.get("title", ""),
            wording(row),
            row.get("type", ""),
            tuple(options.get(number, ())),
            parts.get(number, {}),
        )
        by_code[question.code] = question
        by_number[f"{row.get('sid', '')}X{row.get('gid', '')}X{number}"] = question.code
    return Structure(by_code, by_number)


def _rows(root: ET.Element, table: str) -> Iterator[dict[str, str]]:
    for element in root:
        if local(element.tag) != table:
            continue
        for rows in element:
            if local(rows.tag) == "rows":
                for row in rows:
                    yield {local(cell.tag): cell.text or "" for cell in row}
