"""Forsta Plus (once Confirmit): the JSON of its API, read with the schema beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from psychoseg.errors import PsychosegError, ResponsesError
from psychoseg.responses.readers.assembling import UNSURE, assemble
from psychoseg.responses.readers.cells import cells_of
from psychoseg.responses.readers.codebook import Choice, Column
from psychoseg.responses.readers.json_document import parse_json, plain
from psychoseg.responses.readers.markup import without_tags
from psychoseg.responses.readers.raw import RawTable, Reader
from psychoseg.responses.readers.source import Source

_OWN = {
    "responseid": ("meta", "respondent", ""), "respid": ("meta", "other", ""), "status": ("meta", "status", ""), "interview_start": ("meta", "started", ""),
    "interview_end": ("meta", "ended", ""), "last_touched": ("meta", "other", ""), "channel": ("meta", "channel", ""), "lastchannel": ("meta", "channel", ""),
    "email": ("personal", "other", "email"), "smtpstatus": ("meta", "other", ""), "last_channel_used": ("meta", "channel", ""),
    "first_question_on_last_page_displayed": ("meta", "progress", ""), "last_question_answered": ("meta", "progress", ""),
}  # fmt: skip
_WORDS = {
    "incomplete": "unfinished",
    "screened": "screened out",
    "quotafull": "screened out",
    "error": "preview or spam",
}
_KINDS = {
    "singleChoice": "single",
    "multiChoice": "multiple",
    "ranking": "ranking",
    "text": "open",
    "dateTime": "date",
    "numeric": "numeric",
    "rating": "single",
    "multiGrid": "multiple",
}
_MOST_LOOPS = 60


def _rows(document: Any) -> list[dict[str, Any]]:
    return [row for row in document if isinstance(row, dict)] if isinstance(document, list) else []


def recognise(source: Source) -> tuple[str, ...]:
    """The signals: its ids and states, and answers as lists under true and false."""
    rows = _rows(source.document)
    if not rows or not all("responseid" in row for row in rows):
        return ()
    signals = ["every record has a responseid"]
    if sum(bool({"respid", "interview_start", "interview_end"} & set(row)) for row in rows) > 0.9 * len(rows):
        signals.append("with respid and the times of the interview")
    if any(
        isinstance(value, dict) and value and set(value) <= {"true", "false"}
        for row in rows
        for value in row.values()
    ):
        signals.append("several answers are lists under true and false")
    return tuple(signals)


def _schema(source: Source) -> dict[str, dict[str, Any]]:
    """The variables of the schema beside the records, loops among them, by name."""
    for name, content in source.companions(".json").items():
        if b'"variableType"' not in content:
            continue
        try:
            document = parse_json(content, name)
        except PsychosegError:
            continue
        if isinstance(document, dict) and isinstance(document.get("root"), dict):
            found = {str(entry.get("name", "")): entry for entry in _variables(document["root"])}
            used = {name for row in _rows(source.document)[:50] for name in row}
            if len(used & set(found)) >= 0.5 * len(used - set(_OWN)):
                return found
    return {}


def _variables(node: dict[str, Any], depth: int = 0) -> Iterator[dict[str, Any]]:
    for entry in [*(node.get("keys") or []), *(node.get("variables") or [])]:
        if isinstance(entry, dict):
            yield entry
    if depth < 10:
        for inner in node.get("children") or []:
            if isinstance(inner, dict):
                yield from _variables(inner, depth + 1)


def read(source: Source, evidence: tuple[str, ...]) -> RawTable:
    """The answers; a list under true and false is one column an option, a key that is absent was not asked."""
    schema = _schema(source)
    found: dict[str, Column] = {}
    records = []
    for row in _rows(source.document):
        record: dict[str, str] = {}
        for name, value in row.items():
            _put(record, found, name, value, schema, name)
        records.append(record)
    if not found:
        raise ResponsesError(f"{source.name} holds no answers.")
    names = list(found)
    cells = cells_of(
        source.name,
        names,
        [[record.get(name, "") for record in records] for name in names],
        notes=source.notes,
    )
    columns = _with_options([replace(found[name], position=at + 1) for at, name in enumerate(names)], schema)
    states = [str(row.get("status", "")) for row in _rows(source.document)]
    repairs = [] if schema else ["the schema's JSON was not beside it, so questions have names only"]
    return assemble(
        cells, columns, "forsta", evidence, container="json", set_aside=[_WORDS.get(state, "") for state in states],
        complete=states.count("complete") if any(states) else None, partial=states.count("incomplete") if any(states) else None, repairs=repairs,
    )  # fmt: skip


def _put(
    record: dict[str, str],
    found: dict[str, Column],
    name: str,
    value: Any,
    schema: dict[str, dict[str, Any]],
    variable: str,
) -> None:
    """Lay one answer out over its columns."""
    if isinstance(value, dict) and value and set(value) <= {"true", "false"}:
        for state in ("true", "false"):
            for code in value.get(state) or []:
                column = f"{name}_{code}"
                record[column] = "1" if state == "true" else "0"
                found.setdefault(
                    column,
                    Column(
                        column,
                        name,
                        import_id=variable,
                        kind="multiple",
                        group=name,
                        option=str(code),
                        chosen=("1",),
                    ),
                )
    elif isinstance(value, dict):
        ranking = (schema.get(variable) or {}).get("variableType") == "ranking"
        for code, inner in value.items():
            column = f"{name}_{code}"
            record[column] = plain(inner)
            found.setdefault(
                column,
                Column(
                    column,
                    name,
                    import_id=variable,
                    kind="ranking" if ranking else UNSURE,
                    group=name,
                    option=str(code),
                ),
            )
    elif isinstance(value, list) and all(isinstance(entry, dict) for entry in value):
        for at, entry in enumerate(value[:_MOST_LOOPS], 1):
            key = plain(entry.get(variable, at))
            for inner, content in entry.items():
                if inner != variable:
                    _put(record, found, f"{name}_{key}_{inner}", content, schema, inner)
    else:
        record[name] = plain(value)
        kind, role, personal = _OWN.get(name, (UNSURE, "", ""))
        found.setdefault(
            name, Column(name, name, import_id=variable, kind=kind, role=role, personal=personal)
        )


def _with_options(columns: list[Column], schema: dict[str, dict[str, Any]]) -> list[Column]:
    """Wording and options from the schema; without it the options of a multi-select are the codes that occur."""
    codes: dict[str, list[str]] = {}
    for column in columns:
        if column.kind == "multiple":
            codes.setdefault(column.group, []).append(column.option)
    described = []
    for column in columns:
        entry = schema.get(column.import_id, {})
        title = _text(entry.get("texts")) or _text(entry.get("titles"))
        options = tuple(
            Choice(str(option.get("code", "")), _text(option.get("texts")))
            for option in entry.get("options") or []
            if isinstance(option, dict)
        )
        parts = {
            str(field.get("code", "")): _text(field.get("texts"))
            for field in entry.get("fields") or []
            if isinstance(field, dict)
        }
        kind = (
            column.kind if column.kind != UNSURE else _KINDS.get(str(entry.get("variableType", "")), UNSURE)
        )
        if kind == "multiple" and not options and column.option:
            options = tuple(Choice(code) for code in codes[column.group])
        if kind == "ranking":
            options = tuple(Choice(code, text) for code, text in parts.items())
        label = (
            parts.get(column.option, "")
            or next((choice.label for choice in options if choice.code == column.option), "")
            if column.option
            else ""
        )
        described.append(
            replace(
                column,
                text=label or title or column.id,
                stem=title if column.group else "",
                kind=kind,
                options=options,
                option=column.option if kind in {"multiple", "ranking"} else "",
            )
        )
    return described


def _text(texts: Any) -> str:
    return (
        without_tags(str(texts[0].get("text", "")))
        if isinstance(texts, list) and texts and isinstance(texts[0], dict)
        else ""
    )


READER = Reader("forsta", 2, recognise, read, ("json",), title="Forsta Plus")
