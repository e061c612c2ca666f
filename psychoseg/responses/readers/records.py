"""Any JSON that is one list of records: what is left of JSON when no platform is recognised."""

from __future__ import annotations

from typing import Any

from psychoseg.errors import ResponsesError
from psychoseg.responses.readers.assembling import UNSURE, assemble, unique_ids
from psychoseg.responses.readers.cells import cells_of
from psychoseg.responses.readers.codebook import Column
from psychoseg.responses.readers.flattening import as_columns, flat
from psychoseg.responses.readers.raw import RawTable, Reader
from psychoseg.responses.readers.source import Source


def _records(document: Any) -> tuple[str, list[dict[str, Any]]]:
    """The one list of objects in a document, and the key it stands under."""
    lists = {"": document} if isinstance(document, list) else document if isinstance(document, dict) else {}
    found = [
        (name, [entry for entry in value if isinstance(entry, dict)])
        for name, value in lists.items()
        if isinstance(value, list) and value and all(isinstance(entry, dict) for entry in value)
    ]
    is_form = isinstance(document, dict) and {"fields", "pages", "SurveyElements", "root", "questions"} & set(
        document
    )
    return found[0] if len(found) == 1 and not is_form else ("", [])


def recognise(source: Source) -> tuple[str, ...]:
    """One list of records."""
    name, records = _records(source.document)
    return (f"{len(records)} records" + (f" under {name!r}" if name else ""),) if records else ()


def read(source: Source, evidence: tuple[str, ...]) -> RawTable:
    """One row a record, one column a field."""
    _, records = _records(source.document)
    if not records:
        raise ResponsesError(f"{source.name} is JSON without a list of records.")
    header, columns = as_columns([flat(record, ".") for record in records])
    if not header:
        raise ResponsesError(f"{source.name} holds records without answers.")
    ids, repairs = unique_ids(header)
    cells = cells_of(source.name, header, columns, notes=source.notes)
    described = [
        Column(name, header[at], at + 1, text=header[at], kind=UNSURE) for at, name in enumerate(ids)
    ]
    return assemble(cells, described, "records", evidence, container="json", repairs=repairs)


READER = Reader("records", 1, recognise, read, ("json",), title="a list of JSON records")
