"""Typeform: CSV and Excel results, read with the form's JSON beside them, and the JSON of its Responses API."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from psychoseg.errors import PsychosegError, ResponsesError
from psychoseg.responses.readers.assembling import UNSURE, assemble, unique_ids
from psychoseg.responses.readers.cells import Cells, cells_of
from psychoseg.responses.readers.codebook import Choice, Column
from psychoseg.responses.readers.flattening import as_columns
from psychoseg.responses.readers.json_document import parse_json, plain
from psychoseg.responses.readers.layouts import filled_values
from psychoseg.responses.readers.markup import without_emphasis
from psychoseg.responses.readers.raw import RawTable, Reader
from psychoseg.responses.readers.source import Source

_OWN = {
    "#": ("meta", "respondent", ""), "Start Date (UTC)": ("meta", "started", ""), "Submit Date (UTC)": ("meta", "ended", ""),
    "Stage Date (UTC)": ("meta", "other", ""), "Network ID": ("personal", "device", "device"), "Tags": ("meta", "other", ""),
    "Ending": ("meta", "other", ""), "Response Type": ("meta", "status", ""),
}  # fmt: skip
_PERSONAL = {"email": "email", "phone_number": "phone", "contact_info": "name", "address": "address"}
_KINDS = {
    "short_text": "open", "long_text": "open", "email": "open", "website": "open", "phone_number": "open", "number": "numeric", "date": "date",
    "file_upload": "open", "yes_no": "single", "legal": "single", "opinion_scale": "single", "rating": "single", "nps": "single", "dropdown": "single",
    "multiple_choice": "single", "picture_choice": "single", "ranking": "ranking", "payment": "open",
}  # fmt: skip


@dataclass(frozen=True)
class _Field:
    """One question of the form."""

    id: str
    title: str
    type: str
    several: bool
    choices: tuple[str, ...]
    group: str = ""
    stem: str = ""
    steps: int = 0
    first: int = 0


def recognise(source: Source) -> tuple[str, ...]:
    """The signals: the token first and the UTC times last; for JSON, items of answers by field."""
    if source.container == "json":
        items = _items(source.document)
        if not items:
            return ()
        fields = sum(
            "field" in answer
            for item in items
            for answer in item.get("answers") or []
            if isinstance(answer, dict)
        )
        return (
            ("items with a landing id and a time of submission", "answers by field and type")
            if fields
            else ()
        )
    header = source.cells.header
    signals = []
    if header and header[0] == "#":
        signals.append("the first column is called #")
    utc = [name for name in header if name in {"Start Date (UTC)", "Submit Date (UTC)", "Stage Date (UTC)"}]
    if len(utc) >= 2:
        signals.append(f"its times are {utc[0]} and {utc[1]}")
    if "Network ID" in header:
        signals.append("its own column Network ID")
    return tuple(signals)


def _items(document: Any) -> list[dict[str, Any]]:
    listed = (
        document.get("items")
        if isinstance(document, dict)
        else document
        if isinstance(document, list)
        else None
    )
    items = [item for item in listed or [] if isinstance(item, dict)]
    return (
        items
        if items
        and all(
            {"landing_id", "submitted_at"} & set(item) and ("answers" in item or "landed_at" in item)
            for item in items
        )
        else []
    )


def _form(source: Source) -> list[_Field]:
    """The form beside the results, where it has most of their questions."""
    for name, content in source.companions(".json").items():
        if b'"fields"' not in content:
            continue
        try:
            document = parse_json(content, name)
        except PsychosegError:
            continue
        if isinstance(document, dict) and isinstance(document.get("fields"), list):
            fields = list(_fields(document["fields"]))
            if fields and _fits(source, fields):
                return fields
    return []


def _fits(source: Source, fields: list[_Field]) -> bool:
    if source.container == "json":
        known = {field.id for field in fields}
        used = {
            answer.get("field", {}).get("id")
            for item in _items(source.document)
            for answer in item.get("answers") or []
        }
        return len(used & known) >= 0.5 * max(1, len(used))
    titles = {field.title for field in fields}
    headers = {without_emphasis(name) for name in source.cells.header}
    plain_titles = [field.title for field in fields if not field.several]
    return bool(titles & headers) and len(headers & set(plain_titles)) >= 0.5 * max(1, len(plain_titles))


def _fields(listed: list[Any], group: str = "", stem: str = "") -> Iterator[_Field]:
    for entry in listed:
        if not isinstance(entry, dict):
            continue
        given = entry.get("properties")
        more: dict[str, Any] = given if isinstance(given, dict) else {}
        kind = str(entry.get("type", ""))
        title = without_emphasis(str(entry.get("title", "")))
        if kind in {"group", "inline_group", "matrix", "contact_info"} and isinstance(
            more.get("fields"), list
        ):
            yield from _fields(
                more["fields"],
                group=title if kind == "matrix" else "",
                stem=title if kind == "matrix" else "",
            )
            continue
        if kind in {"statement", "welcome_screen", "thankyou_screen"}:
            continue
        choices = tuple(
            without_emphasis(str(choice.get("label", "")))
            for choice in more.get("choices") or []
            if isinstance(choice, dict)
        )
        if more.get("allow_other_choice"):
            choices = (*choices, "Other")
        steps = more.get("steps")
        yield _Field(
            str(entry.get("id", "")), title, kind, bool(more.get("allow_multiple_selection")), choices, group, stem,
            steps if isinstance(steps, int) else 0, 1 if more.get("start_at_one") or kind == "rating" else 0,
        )  # fmt: skip


def read(source: Source, evidence: tuple[str, ...]) -> RawTable:
    """The answers; with the form beside, options are under their question again."""
    fields = _form(source)
    if source.container == "json":
        return _from_api(source, evidence, fields)
    cells = source.cells
    if not len(cells):
        raise ResponsesError(f"{cells.name} has the header of Typeform but no answers.")
    plain_names = [name if name in _OWN else without_emphasis(name) for name in cells.header]
    ids, repairs = unique_ids(plain_names)
    columns = [_column(at, name, plain_names[at], cells) for at, name in enumerate(ids)]
    columns = _by_form(columns, plain_names, fields) if fields else _by_runs(columns, plain_names, cells)
    if not fields:
        repairs.append(
            "the form's JSON was not beside it: options are grouped by what stands in their columns, without the question's text"
        )
    kinds = (
        [text.strip() for text in cells.texts(plain_names.index("Response Type"))]
        if "Response Type" in plain_names
        else []
    )
    reasons = ["" if kind in {"completed", ""} else "unfinished" for kind in kinds] or [""] * len(cells)
    return assemble(
        cells, columns, "typeform", evidence, container=source.container, set_aside=reasons,
        complete=reasons.count("") if kinds else None, partial=reasons.count("unfinished") if kinds else None,
        timezone="UTC" if "Submit Date (UTC)" in cells.header else "", repairs=repairs,
    )  # fmt: skip


def _column(at: int, name: str, header: str, cells: Cells) -> Column:
    found = Column(name, cells.header[at], at + 1, text=header, kind=UNSURE)
    if header in _OWN and (at == 0 or at > len(cells.header) - 12):
        kind, role, personal = _OWN[header]
        return replace(found, kind=kind, role=role, personal=personal)
    return found


def _by_form(columns: list[Column], headers: list[str], fields: list[_Field]) -> list[Column]:
    """Walk the form and the columns together: a multi-select takes the next columns that are called like its options."""
    found = list(columns)
    at = 1
    for field in fields:
        if field.several or field.type == "ranking":
            start = next(
                (place for place in range(at, len(headers)) if headers[place] in field.choices), None
            )
            if start is None:
                continue
            places = [start]
            while (
                places[-1] + 1 < len(headers)
                and headers[places[-1] + 1] in field.choices
                and len(places) < len(field.choices)
            ):
                places.append(places[-1] + 1)
            options = tuple(Choice("", choice) for choice in field.choices)
            for place in places:
                found[place] = replace(
                    columns[place], kind="ranking" if field.type == "ranking" else "multiple", group=field.title, stem=field.title, import_id=field.id,
                    option=headers[place], options=options, chosen=() if field.type == "ranking" else (headers[place],),
                )  # fmt: skip
            at = places[-1] + 1
            continue
        single = next((place for place in range(at, len(headers)) if headers[place] == field.title), None)
        if single is None or found[single].kind != UNSURE:
            continue
        found[single] = _typed(found[single], field)
        at = single + 1
    return found


def _typed(column: Column, field: _Field) -> Column:
    options = tuple(Choice("", choice) for choice in field.choices)
    if field.type in {"yes_no", "legal"}:
        options = (Choice("1", "Yes"), Choice("0", "No"))
    elif field.type in {"opinion_scale", "rating", "nps"}:
        last = field.first + (field.steps or 11) - 1
        options = tuple(Choice(str(step)) for step in range(field.first, last + 1))
    return replace(
        column, import_id=field.id, kind="multiple" if field.several else _KINDS.get(field.type, UNSURE), options=options, group=field.group,
        stem=field.stem, personal=_PERSONAL.get(field.type, ""), separator="; " if field.several else "",
    )  # fmt: skip


def _by_runs(columns: list[Column], headers: list[str], cells: Cells) -> list[Column]:
    """Neighbouring columns that hold nothing but their own header are options of one question."""
    is_option = [
        column.kind == UNSURE
        and bool(values := filled_values(cells, at))
        and {without_emphasis(value) for value in values} == {headers[at]}
        for at, column in enumerate(columns)
    ]
    found, at, number = list(columns), 0, 0
    while at < len(columns):
        run: list[int] = []
        while (
            at < len(columns)
            and (is_option[at] or (run and _is_other(columns[at], headers[at]) and at + 1 < len(columns)))
            and headers[at] not in {headers[place] for place in run}
        ):
            run.append(at)
            at += 1
            if headers[run[-1]].casefold() == "other":
                break
        if len(run) >= 2:
            number += 1
            options = tuple(Choice("", headers[place]) for place in run)
            for place in run:
                other = not is_option[place]
                found[place] = replace(
                    columns[place], kind="open" if other else "multiple", group=f"options {number}", option=headers[place],
                    options=() if other else options, chosen=() if other else (headers[place],),
                )  # fmt: skip
        elif not run:
            at += 1
    return found


def _is_other(column: Column, header: str) -> bool:
    return column.kind == UNSURE and header.casefold() == "other"


def _from_api(source: Source, evidence: tuple[str, ...], fields: list[_Field]) -> RawTable:
    known = {field.id: field for field in fields}
    records: list[dict[str, str]] = []
    kinds: dict[str, str] = {}
    for item in _items(source.document):
        record = {"token": plain(item.get("token") or item.get("landing_id"))}
        for own in ("landed_at", "submitted_at"):
            record[own] = plain(item.get(own))
        for key, value in (item.get("metadata") or {}).items():
            record[f"metadata.{key}"] = plain(value)
        for key, value in (item.get("hidden") or {}).items():
            record[f"hidden.{key}"] = plain(value)
        for answer in item.get("answers") or []:
            if isinstance(answer, dict) and isinstance(answer.get("field"), dict):
                name = str(answer["field"].get("id", ""))
                kinds.setdefault(name, str(answer["field"].get("type", "")))
                record[name] = _answer(answer)
        records.append(record)
    header, texts = as_columns(records)
    order = [
        *(name for name in header if name not in kinds),
        *(name for name in known if name in kinds),
        *(name for name in header if name in kinds and name not in known),
    ]
    cells = cells_of(source.name, order, [texts[header.index(name)] for name in order], notes=source.notes)
    columns = [_api_column(at, name, kinds, known) for at, name in enumerate(order)]
    reasons = [
        "unfinished" if text.startswith("0001-01-01") or not text else ""
        for text in texts[header.index("submitted_at")]
    ]
    repairs = [] if known else ["the form's JSON was not beside it, so questions have ids only"]
    return assemble(
        cells, columns, "typeform", evidence, container="json", set_aside=reasons, complete=reasons.count(""),
        partial=reasons.count("unfinished"), timezone="UTC", repairs=repairs,
    )  # fmt: skip


def _api_column(at: int, name: str, kinds: dict[str, str], fields: dict[str, _Field]) -> Column:
    found = Column(name, name, at + 1, text=name, kind=UNSURE)
    if name in kinds:
        field = fields.get(name)
        if field:
            return replace(_typed(found, field), text=field.title)
        return replace(
            found,
            import_id=name,
            kind=_KINDS.get(kinds[name], UNSURE),
            personal=_PERSONAL.get(kinds[name], ""),
        )
    role = {"token": "respondent", "landed_at": "started", "submitted_at": "ended"}.get(name, "other")
    if name in {"metadata.network_id", "metadata.user_agent"}:
        return replace(found, kind="personal", role="device", personal="device")
    if name == "metadata.referer":
        return replace(found, kind="personal", role="other", personal="account")
    return replace(found, kind="meta", role=role) if not name.startswith("hidden.") else found


def _answer(answer: dict[str, Any]) -> str:
    kind = str(answer.get("type", ""))
    value = answer.get(kind)
    if isinstance(value, dict):
        if "labels" in value or "other" in value:
            labels = [str(label) for label in value.get("labels") or []]
            return "; ".join([*labels, *([str(value["other"])] if value.get("other") else [])])
        if "label" in value:
            return plain(value["label"])
    return plain(value) if not isinstance(value, (dict, list)) else json.dumps(value, ensure_ascii=False)


READER = Reader("typeform", 2, recognise, read, ("text", "xlsx", "xls", "ods", "json"), title="Typeform")
