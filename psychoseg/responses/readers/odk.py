"""KoboToolbox, ODK Central and their kin: groups as paths in headers, split or joined multi-selects, JSON submissions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from psychoseg.errors import ResponsesError
from psychoseg.responses.opening.cells import Cells, cells_of
from psychoseg.responses.opening.flattening import as_columns, flat
from psychoseg.responses.opening.source import Source
from psychoseg.responses.readers.assembling import UNSURE, assemble, unique_ids
from psychoseg.responses.readers.codebook import Choice, Column, Missing
from psychoseg.responses.readers.layouts import filled_values
from psychoseg.responses.readers.raw import RawTable, Reader
from psychoseg.responses.readers.xlsform import Question, by_header, form_beside, questions

_OWN = {
    "start": ("meta", "started", ""), "end": ("meta", "ended", ""), "today": ("meta", "other", ""),
    "deviceid": ("personal", "device", "device"), "imei": ("personal", "device", "device"), "device_id": ("personal", "device", "device"),
    "subscriberid": ("personal", "device", "device"), "simserial": ("personal", "device", "device"), "simid": ("personal", "device", "device"),
    "phonenumber": ("personal", "other", "phone"), "phone_number": ("personal", "other", "phone"), "username": ("personal", "other", "name"),
    "email": ("personal", "other", "email"), "audit": ("meta", "link", ""), "instanceid": ("meta", "respondent", ""),
    "meta-instanceid": ("meta", "respondent", ""), "meta/instanceid": ("meta", "respondent", ""), "meta:instanceid": ("meta", "respondent", ""),
    "meta.instanceid": ("meta", "respondent", ""), "instancename": ("meta", "other", ""), "meta/versionid": ("meta", "other", ""),
    "meta/formuid": ("meta", "other", ""), "submissiondate": ("meta", "ended", ""), "key": ("meta", "respondent", ""), "parent_key": ("meta", "link", ""),
    "submitterid": ("personal", "other", "id"), "submittername": ("personal", "other", "name"), "attachmentspresent": ("meta", "other", ""),
    "attachmentsexpected": ("meta", "other", ""), "status": ("meta", "status", ""), "reviewstate": ("meta", "status", ""), "edits": ("meta", "other", ""),
    "formversion": ("meta", "other", ""), "_id": ("meta", "other", ""), "_uuid": ("meta", "respondent", ""), "_submission_time": ("meta", "ended", ""),
    "_submitted_by": ("personal", "other", "id"), "_validation_status": ("meta", "status", ""), "_notes": ("meta", "other", ""), "_status": ("meta", "status", ""),
    "_tags": ("meta", "other", ""), "_index": ("meta", "other", ""), "_parent_index": ("meta", "link", ""), "__version__": ("meta", "other", ""),
    "_version_": ("meta", "other", ""), "_xform_id_string": ("meta", "other", ""), "_attachments": ("meta", "link", ""), "_geolocation": ("personal", "other", "place"),
    "formhub/uuid": ("meta", "other", ""), "_bamboo_dataset_id": ("meta", "other", ""), "version": ("meta", "other", ""),
}  # fmt: skip
_STRONG = {
    "_uuid", "_submission_time", "_submitted_by", "_validation_status", "__version__", "_xform_id_string", "formhub/uuid", "instanceid",
    "meta-instanceid", "meta/instanceid", "meta:instanceid", "meta.instanceid", "submissiondate", "submitterid", "submittername", "attachmentspresent",
    "deviceid", "imei", "subscriberid", "simserial", "simid", "_index", "_geolocation", "meta/formuid", "meta/versionid", "reviewstate",
}  # fmt: skip
_PATH = re.compile(r"^[A-Za-z_][\w-]*([/.:-][A-Za-z_0-9][\w-]*)+$")
_GPS = re.compile(r"^_?.+_(latitude|longitude|altitude|precision)$|-(Latitude|Longitude|Altitude|Accuracy)$")


def _survey(document: Any) -> list[dict[str, Any]] | None:
    """The submissions of a JSON document, where it is one of this family."""
    if (
        isinstance(document, dict)
        and isinstance(document.get("submissions"), list)
        and isinstance(document.get("content"), dict)
    ):
        return _records(document["submissions"])
    listed = (
        document
        if isinstance(document, list)
        else document.get("results")
        if isinstance(document, dict)
        else None
    )
    if (
        isinstance(document, dict)
        and isinstance(document.get("value"), list)
        and any("__id" in entry for entry in document["value"] if isinstance(entry, dict))
    ):
        listed = document["value"]
    records = _records(listed or [])
    known = {
        "_uuid",
        "_submission_time",
        "__id",
        "meta/instanceID",
        "_xform_id_string",
        "formhub/uuid",
        "__system",
    }
    return (
        records
        if records and sum(bool(known & set(record)) for record in records) > 0.9 * len(records)
        else None
    )


def _records(listed: list[Any]) -> list[dict[str, Any]]:
    return [entry for entry in listed if isinstance(entry, dict)]


def recognise(source: Source) -> tuple[str, ...]:
    """The signals: what the phone and the server note, groups in headers, submissions under their keys."""
    if source.container == "json":
        records = _survey(source.document)
        if not records:
            return ()
        form = isinstance(source.document, dict) and "content" in source.document
        return (
            f"{len(records)} submissions",
            "the form's content beside them" if form else "each with its own id from the server",
        )
    cells = source.cells
    folded = [name.casefold() for name in cells.header]
    strong = [name for name, low in zip(cells.header, folded, strict=True) if low in _STRONG]
    signals = []
    if len(strong) >= 2:
        signals.append(f"its own columns {', '.join(strong[:4])}")
    if {"start", "end"} <= set(folded) or {"start", "today"} <= set(folded):
        signals.append("start and end of the interview on the phone")
    paths = [name for name in cells.header if _PATH.match(name) and name.casefold() not in _OWN]
    if len(paths) >= max(2, 0.2 * len(cells.header)):
        signals.append(f"{len(paths)} headers are paths of groups ({paths[0]} …)")
    return tuple(signals) if len(strong) >= 2 else ()


def read(source: Source, evidence: tuple[str, ...]) -> RawTable:
    """The answers; entries of repeat groups are numbered in their headers."""
    notes: list[str] = []
    if source.container == "json":
        document = source.document
        records = [flat(record) for record in _survey(document) or []]
        header, columns = as_columns(records)
        cells = cells_of(source.name, header, columns, notes=source.notes)
        form = _form(document)
        repeated = sorted(
            {match.group(1) for name in header if (match := re.match(r"(.+?)\[[0-9]+\]/", name))}
        )
        if repeated:
            notes.append(f"repeat groups laid out as numbered columns: {', '.join(repeated[:5])}")
    else:
        cells = source.cells
        form = form_beside(source, cells.header)
    if not len(cells) or not cells.header:
        raise ResponsesError(f"{cells.name} has the header of an ODK export but no answers.")
    ids, repairs = unique_ids(cells.header)
    described = by_header(form)
    columns_ = [_column(at, name, cells, described) for at, name in enumerate(ids)]
    columns_ = _selects(columns_, cells, described)
    columns_, said = _not_available(columns_, cells)
    return assemble(
        cells, columns_, "odk", evidence, container=source.container, repairs=[*repairs, *notes, *said]
    )


def _form(document: Any) -> list[Question]:
    """The questions of the form that came with the submissions."""
    content = document.get("content") if isinstance(document, dict) else None
    if not isinstance(content, dict):
        return []
    return questions(_records(content.get("survey") or []), _records(content.get("choices") or []))


def _column(at: int, name: str, cells: Cells, form: dict[str, Question]) -> Column:
    header = cells.header[at]
    found = Column(
        name, header, at + 1, import_id=header if _PATH.match(header) else "", text=header, kind=UNSURE
    )
    own = _OWN.get(header.casefold())
    if own and not (header.casefold() == "email" and at > 12):
        kind, role, personal = own
        return replace(found, kind=kind, role=role, personal=personal)
    if _GPS.search(header) and all(
        re.fullmatch(r"-?[0-9.]*|NA", value) for value in filled_values(cells, at)
    ):
        return replace(found, kind="personal", role="other", personal="place")
    entry = form.get(re.sub(r"\[[0-9]+\]", "", header))
    if entry is None:
        return found
    kind = entry.kind or (UNSURE if not entry.choices else "single")
    separator = " " if kind in {"multiple", "ranking"} else ""
    return replace(found, text=entry.label or header, kind=kind, separator=separator, options=entry.choices)


def _selects(columns: list[Column], cells: Cells, form: dict[str, Question]) -> list[Column]:
    """Multi-selects: ``question/option`` columns of yes and no, and the column of names with blanks between beside them."""
    names = {column.source: at for at, column in enumerate(columns)}
    groups: dict[tuple[str, str], list[int]] = {}
    yes_no = {"0", "1", "TRUE", "FALSE", "True", "False", "true", "false", "NA", "n/a"}
    for at, column in enumerate(columns):
        match = re.fullmatch(r"(.+)([/.:])([^/.:]+)", column.source)
        if match and column.kind == UNSURE and filled_values(cells, at) <= yes_no:
            groups.setdefault((match.group(1), match.group(2)), []).append(at)
    found = list(columns)
    for (base, joint), places in groups.items():
        whole = names.get(base)
        asked = form.get(re.sub(r"\[[0-9]+\]", "", base))
        several = asked is not None and asked.kind == "multiple"
        if len(places) < 2 or (whole is None and not several and not _all_yes(cells, places)):
            continue
        codes = [columns[at].source[len(base) + len(joint) :] for at in places]
        if whole is not None:
            parts = {part for value in filled_values(cells, whole) for part in value.split()} - {"NA"}
            if parts and not parts <= set(codes):
                continue
            found[whole] = replace(
                columns[whole], kind="multiple", separator=" ", group=base,
                options=columns[whole].options or tuple(Choice(code) for code in codes),
            )  # fmt: skip
        labels = {choice.code: choice.label for choice in asked.choices} if asked is not None else {}
        options = tuple(Choice(code, labels.get(code, "")) for code in codes)
        for at, code in zip(places, codes, strict=True):
            found[at] = replace(
                columns[at], kind="multiple", group=base, option=code, text=labels.get(code) or code, options=options,
                stem=asked.label if asked is not None else "",
                chosen=("1", "TRUE", "True", "true"),
            )  # fmt: skip
    return found


def _all_yes(cells: Cells, places: Sequence[int]) -> bool:
    """Whether columns without a joined one beside them are truth values, not numbers that happen to be 0 and 1."""
    values = set().union(*(filled_values(cells, at) for at in places))
    return bool(values & {"TRUE", "True", "true"})


def _not_available(columns: list[Column], cells: Cells) -> tuple[list[Column], list[str]]:
    """``NA`` where R wrote the file: no answer in columns that have no blanks besides."""
    marked = [
        at
        for at, column in enumerate(columns)
        if column.kind not in {"meta", "personal"} and "NA" in filled_values(cells, at)
    ]
    blanks = sum("" in cells.values(at) for at in marked)
    if len(marked) < 3 or blanks > 0.1 * len(marked):
        return columns, []
    found = [
        replace(column, missing=Missing(codes=("NA",))) if at in marked else column
        for at, column in enumerate(columns)
    ]
    return found, [f"NA is no answer in {len(marked)} columns, none of which has blanks: R wrote it so"]


READER = Reader("odk", 2, recognise, read, ("text", "xlsx", "xls", "ods", "json"), title="KoboToolbox or ODK")
