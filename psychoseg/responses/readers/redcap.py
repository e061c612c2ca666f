"""REDCap: CSV with codes or labels, checkboxes and events, read with the data dictionary beside it; project XML (ODM)."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, replace

from psychoseg.errors import ResponsesError
from psychoseg.responses.readers.assembling import UNSURE, assemble, unique_ids
from psychoseg.responses.readers.cells import Cells, cells_of
from psychoseg.responses.readers.codebook import Choice, Column
from psychoseg.responses.readers.delimited import read_delimited
from psychoseg.responses.readers.layouts import filled_values
from psychoseg.responses.readers.markup import without_tags
from psychoseg.responses.readers.personal_data import kind_by_name
from psychoseg.responses.readers.raw import RawTable, Reader
from psychoseg.responses.readers.source import Source
from psychoseg.responses.readers.xml_document import child_of, local, text_of

_FIELD = "Variable / Field Name"
_OWN = {
    "redcap_event_name": "event", "redcap_repeat_instrument": "event", "redcap_repeat_instance": "event",
    "redcap_data_access_group": "other", "redcap_survey_identifier": "other", "redcap_survey_timestamp": "ended",
    "event name": "event", "repeat instrument": "event", "repeat instance": "event", "survey identifier": "other", "survey timestamp": "ended",
}  # fmt: skip
_FIRST = {
    "record_id",
    "study_id",
    "participant_id",
    "subject_id",
    "redcap_id",
    "recordid",
    "record id",
    "study id",
    "participant id",
}
_BOX = re.compile(r"^(?P<field>[a-z][a-z0-9_]*?)___(?P<code>[a-z0-9_-]+)$")
_LABEL_BOX = re.compile(r"^(?P<text>.+) \(choice=(?P<label>.+)\)$", re.S)
_STATUS = {"0", "1", "2", ""}
_WORDS = {"Incomplete", "Unverified", "Complete", ""}
_DATES = ("date_", "datetime_")


@dataclass(frozen=True)
class _Field:
    """One row of the data dictionary."""

    name: str
    text: str
    type: str
    options: tuple[Choice, ...]
    validation: str
    identifier: bool
    matrix: str


def recognise(source: Source) -> tuple[str, ...]:
    """The signals: form states, checkboxes, its own columns, the first column, the dictionary beside it."""
    if source.container == "xml":
        root = source.root
        if local(root.tag) != "odm":
            return ()
        system = root.get("SourceSystem", "")
        return (
            "the root is ODM",
            f"written by {system}" if system == "REDCap" else "study data of CDISC ODM",
        )
    cells = source.cells
    signals = []
    states = [
        at
        for at, name in enumerate(cells.header)
        if name.endswith("_complete") and filled_values(cells, at) <= _STATUS
    ]
    worded = [
        at
        for at, name in enumerate(cells.header)
        if name == "Complete?" and filled_values(cells, at) <= _WORDS
    ]
    if states or worded:
        signals.append(f"states of {len(states or worded)} forms ({cells.header[(states or worded)[0]]})")
    boxes = [name for name in cells.header if _BOX.match(name) or _LABEL_BOX.match(name)]
    if len(boxes) >= 2:
        signals.append(f"{len(boxes)} checkboxes ({boxes[0][:40]} …)")
    own = [name for name in cells.header if name.casefold() in _OWN]
    if own:
        signals.append(f"its own column {own[0]}")
    if signals and cells.header and cells.header[0].casefold() in _FIRST:
        signals.append(f"the first column is {cells.header[0]}")
    if signals and _dictionary(source) is not None:
        signals.append("the data dictionary is beside it")
    return tuple(signals)


def _dictionary(source: Source) -> dict[str, _Field] | None:
    """The dictionary beside the file, where it knows most of its columns."""
    names = {(match.group("field") if (match := _BOX.match(name)) else name) for name in source.cells.header}
    names = {name for name in names if not name.endswith("_complete") and name not in _OWN}
    for beside, content in source.companions(".csv").items():
        if _FIELD.encode() not in content[:2000] and b"field_name" not in content[:200]:
            continue
        fields = _fields(read_delimited(content, beside))
        if len(names & set(fields)) >= 0.6 * len(names):
            return fields
    return None


def _fields(cells: Cells) -> dict[str, _Field]:
    header = [name.casefold() for name in cells.header]

    def column(*names: str) -> int | None:
        return next((header.index(name) for name in names if name in header), None)

    places = {
        "name": column("variable / field name", "field_name"),
        "text": column("field label", "field_label"),
        "type": column("field type", "field_type"),
        "choices": column("choices, calculations, or slider labels", "select_choices_or_calculations"),
        "validation": column(
            "text validation type or show slider number", "text_validation_type_or_show_slider_number"
        ),
        "identifier": column("identifier?", "identifier"),
        "matrix": column("matrix group name", "matrix_group_name"),
    }
    found = {}
    for at in range(len(cells)):
        row = cells.row(at)

        def cell(part: str, row: tuple[str, ...] = row) -> str:
            place = places[part]
            return "" if place is None else row[place].strip()

        listed = cell("type") in {"radio", "dropdown", "checkbox"}
        options = _choices(cell("choices")) if listed else ()
        if cell("type") == "yesno":
            options = (Choice("1", "Yes"), Choice("0", "No"))
        elif cell("type") == "truefalse":
            options = (Choice("1", "True"), Choice("0", "False"))
        found[cell("name")] = _Field(
            cell("name"), without_tags(cell("text")), cell("type"), options, cell("validation"),
            cell("identifier").casefold() in {"y", "yes", "1"}, cell("matrix"),
        )  # fmt: skip
    return found


def _choices(text: str) -> tuple[Choice, ...]:
    """``1, one|2, two`` as choices."""
    parts = [part.split(",", 1) for part in text.split("|") if "," in part]
    return tuple(Choice(code.strip(), without_tags(label.strip())) for code, label in parts)


def read(source: Source, evidence: tuple[str, ...]) -> RawTable:
    """The answers; one row a record, event and repeat, as the project keeps them."""
    fields: dict[str, _Field] | None
    if source.container == "xml":
        cells, fields = _odm(source.root, source.name)
    else:
        cells, fields = source.cells, _dictionary(source)
    if not len(cells):
        raise ResponsesError(f"{cells.name} has the header of REDCap but no answers.")
    ids, repairs = unique_ids(cells.header)
    columns = [_column(at, name, cells, fields or {}) for at, name in enumerate(ids)]
    columns = _boxes(columns, cells, fields or {})
    events = [column for column in columns if column.role == "event"]
    records = len(cells.values(0))
    if events and records < len(cells):
        repairs.append(f"{records} records in {len(cells)} rows: one row for each event or repeat")
    if fields is None:
        repairs.append("no data dictionary beside it, so columns have names only")
    return assemble(cells, columns, "redcap", evidence, container=source.container, repairs=repairs)


def _column(at: int, name: str, cells: Cells, fields: dict[str, _Field]) -> Column:
    header = cells.header[at]
    found = Column(name, header, at + 1, text=header, kind=UNSURE)
    if at == 0:
        return replace(found, kind="meta", role="respondent")
    if header.casefold() in _OWN or header.endswith("_timestamp"):
        return replace(found, kind="meta", role=_OWN.get(header.casefold(), "ended"))
    if (header.endswith("_complete") and filled_values(cells, at) <= _STATUS) or header == "Complete?":
        return replace(found, kind="meta", role="status")
    entry = fields.get(header)
    if entry is None:
        return found
    kind = UNSURE
    if entry.options:
        kind = "single"
    elif (
        entry.type in {"calc", "slider"}
        or entry.validation in {"integer", "number"}
        or entry.validation.startswith("number_")
    ):
        kind = "numeric"
    elif entry.validation.startswith(_DATES):
        kind = "date"
    elif entry.type == "notes":
        kind = "open"
    personal = (kind_by_name(header) or kind_by_name(entry.text) or "other") if entry.identifier else ""
    return replace(
        found, text=entry.text or header, kind=kind, options=entry.options,
        group=entry.matrix, personal="id" if personal == "other" else personal,
    )  # fmt: skip


def _boxes(columns: list[Column], cells: Cells, fields: dict[str, _Field]) -> list[Column]:
    """The checkboxes of one field together."""
    groups: dict[str, list[tuple[int, str, str]]] = {}
    for at, column in enumerate(columns):
        match, label = _BOX.match(column.source), _LABEL_BOX.match(column.source)
        if match and filled_values(cells, at) <= {"0", "1"}:
            groups.setdefault(match.group("field"), []).append((at, match.group("code"), ""))
        elif label:
            groups.setdefault(label.group("text"), []).append(
                (at, label.group("label"), label.group("label"))
            )
    found = list(columns)
    for field, entries in groups.items():
        entry = fields.get(field)
        known = (
            {choice.code.casefold().replace("-", "_"): choice for choice in entry.options} if entry else {}
        )
        choices = {at: known.get(code, Choice(code, label)) for at, code, label in entries}
        options = entry.options if entry and entry.options else tuple(choices.values())
        for at, _, shown in entries:
            found[at] = replace(
                columns[at], kind="multiple", group=field, stem=entry.text if entry else field if shown else "",
                text=choices[at].label or choices[at].code, option=choices[at].code, options=options, chosen=("Checked",) if shown else ("1",),
            )  # fmt: skip
    return found


def _odm(root: ET.Element, name: str) -> tuple[Cells, dict[str, _Field]]:
    """Rows and fields of a project's XML."""
    lists: dict[str, tuple[Choice, ...]] = {}
    boxes: dict[str, tuple[str, str]] = {}
    for element in root.iter():
        if local(element.tag) == "codelist":
            items = [inner for inner in element if local(inner.tag) == "codelistitem"]
            lists[element.get("OID", "")] = tuple(
                Choice(item.get("CodedValue", ""), without_tags(text_of(child_of(item, "decode"))))
                for item in items
            )
            given = next(
                (value for key, value in element.attrib.items() if key.endswith("CheckboxChoices")), ""
            )
            variable = next((value for key, value in element.attrib.items() if key.endswith("}Variable")), "")
            if given:
                boxes[variable] = (variable, given)
    fields: dict[str, _Field] = {}
    order = []
    for element in root.iter():
        if local(element.tag) != "itemdef":
            continue
        oid = element.get("OID", "")
        order.append(oid)
        question = child_of(element, "question")
        reference = child_of(element, "codelistref")
        kind = next((value for key, value in element.attrib.items() if key.endswith("FieldType")), "")
        validation = next(
            (value for key, value in element.attrib.items() if key.endswith("TextValidationType")), ""
        )
        options = lists.get(reference.get("CodeListOID", ""), ()) if reference is not None else ()
        identifier = any(key.endswith("Identifier") and value == "y" for key, value in element.attrib.items())
        fields[oid] = _Field(oid, without_tags(text_of(question)), kind, options, validation, identifier, "")
    for variable, given in boxes.values():
        text = next((field.text for oid, field in fields.items() if oid.startswith(f"{variable}___")), "")
        fields[variable] = _Field(
            variable, text.removesuffix(")").split(" (choice=")[0], "checkbox", _choices(given), "", False, ""
        )
    rows = _odm_rows(root)
    if not rows:
        raise ResponsesError(f"{name} describes a project but holds no answers; export the data too.")
    used = [oid for oid in order if any(oid in row for row in rows)] or list(
        dict.fromkeys(key for row in rows for key in row)
    )
    extra = [
        key for key in ("redcap_event_name", "redcap_repeat_instance") if any(key in row for row in rows)
    ]
    first = used[:1]
    header = [*first, *extra, *used[1:]]
    return cells_of(name, header, [[row.get(key, "") for row in rows] for key in header]), fields


def _odm_rows(root: ET.Element) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    for subject in root.iter():
        if local(subject.tag) != "subjectdata":
            continue
        found: dict[tuple[str, str], dict[str, str]] = {}
        events = [inner for inner in subject if local(inner.tag) == "studyeventdata"] or [subject]
        for event in events:
            place = event.get("StudyEventOID", "") if event is not subject else ""
            name = next(
                (value for key, value in event.attrib.items() if key.endswith("UniqueEventName")), place
            )
            for form in event:
                if local(form.tag) != "formdata":
                    continue
                repeat = form.get("FormRepeatKey", "1")
                row = found.setdefault((name, repeat), {"redcap_event_name": name} if name else {})
                for item in form.iter():
                    if local(item.tag) == "itemdata":
                        row[item.get("ItemOID", "")] = item.get("Value", "")
        rows += found.values()
    return rows


READER = Reader("redcap", 2, recognise, read, ("text", "xlsx", "xls", "ods", "xml"), title="REDCap")
