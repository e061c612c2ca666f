"""Triple-S, the interchange standard of survey programs: metadata as XML or keywords, data in fixed columns or as CSV, 1.0 to 3.0."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, replace

from psychoseg.errors import Fault, ResponsesError
from psychoseg.responses.readers.assembling import UNSURE, assemble, unique_ids
from psychoseg.responses.readers.cells import cells_of
from psychoseg.responses.readers.codebook import Choice, Column
from psychoseg.responses.readers.encodings import to_utf8
from psychoseg.responses.readers.limits import MOST_FIELD
from psychoseg.responses.readers.markup import without_tags
from psychoseg.responses.readers.raw import RawTable, Reader
from psychoseg.responses.readers.source import Source, file_stem
from psychoseg.responses.readers.triple_s_keywords import is_keywords, parse_keywords
from psychoseg.responses.readers.xml_document import child_of, local, parse_xml, text_of

_TRUE = {"1", "T", "t", "Y", "y", "TRUE", "true"}


@dataclass(frozen=True)
class _Variable:
    """One variable of the metadata; places are 1 the first, ends included."""

    name: str
    label: str
    type: str
    use: str
    start: int
    finish: int
    values: tuple[Choice, ...]
    subfields: int
    width: int
    decimals: int


def recognise(source: Source) -> tuple[str, ...]:
    """The signals: the root of the metadata and its data beside it, or the metadata beside the data."""
    if source.container == "text" and is_keywords(source.content):
        return ("begins with SSS and VERSION", "metadata as keywords, before they were XML")
    if source.container == "xml":
        if local(source.root.tag) != "sss":
            return ()
        return ("the root is sss", f"version {source.root.get('version', 'unknown')}")
    metadata = _metadata(source)
    if metadata is None:
        return ()
    name, root = metadata
    return (
        (f"{name} beside it describes it", f"Triple-S version {root.get('version', 'unknown')}")
        if _fits(source.content, root)
        else ()
    )


def _metadata(source: Source) -> tuple[str, ET.Element] | None:
    """The metadata of the same name beside the data."""
    for name, content in source.companions(".sss", ".xml").items():
        if file_stem(name) != source.stem:
            continue
        if is_keywords(content):
            return name, parse_keywords(content)
        if re.search(rb"<sss\b", content[:4000], re.I):
            return name, parse_xml(content, name)
    return None


def _fits(content: bytes, root: ET.Element) -> bool:
    """Whether the data are as wide as the metadata says."""
    variables, form, skip = _variables(root)
    if not variables:
        return False
    lines = content.decode("latin-1").splitlines()[skip : skip + 20]
    widest = max(variable.finish for variable in variables)
    if form == "csv":
        return all(len(row) >= widest for row in csv.reader(lines) if row)
    return (
        bool(lines)
        and max(len(line) for line in lines) >= min(variable.start for variable in variables)
        and max(len(line) for line in lines) <= widest + 400
    )


def read(source: Source, evidence: tuple[str, ...]) -> RawTable:
    """The answers as the metadata lays them out; multiple answers are one column an option, 1 and 0.

    Raises
    ------
    ResponsesError
        Where the other file of the pair is missing, or records do not fit the metadata.
    """
    if source.container == "text" and is_keywords(source.content):
        root, content, data_name = parse_keywords(source.content), *_data(source)
    elif source.container == "xml":
        root, content, data_name = source.root, *_data(source)
    else:
        found = _metadata(source)
        if found is None:
            raise ResponsesError(f"{source.name} needs its metadata, a .sss file of the same name beside it.")
        (_, root), content, data_name = found, source.content, source.name
    variables, form, skip = _variables(root)
    if not variables:
        raise ResponsesError(f"{source.name} describes no variables.")
    text, encoding, notes = to_utf8(content, data_name, source.encoding or _declared(content))
    records, lines = _records(text.decode(), form, skip)
    if not records:
        raise ResponsesError(f"{data_name} holds no records.")
    _refuse_short(records, lines, variables, form, data_name)
    ids, repairs = unique_ids([variable.name for variable in variables])
    names: list[str] = []
    columns: list[Column] = []
    texts: list[list[str]] = []
    for variable, name in zip(variables, ids, strict=True):
        for column, answers in _columns(variable, name, records, form):
            names.append(column.source)
            columns.append(column)
            texts.append(answers)
    ids, more = unique_ids([column.id for column in columns])
    columns = [
        replace(column, id=name, position=at + 1)
        for at, (column, name) in enumerate(zip(columns, ids, strict=True))
    ]
    cells = cells_of(data_name, names, texts, rows_are="line", notes=(*source.notes, *notes), lines=lines)
    cells = replace(cells, encoding=encoding, delimiter="," if form == "csv" else "")
    return assemble(cells, columns, "triple_s", evidence, container="text", repairs=[*repairs, *more])


def _declared(content: bytes) -> str:
    """Data are in Latin-1 before version 3 unless they are UTF-8."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return ""


def _data(source: Source) -> tuple[bytes, str]:
    for name, content in source.companions(".asc", ".csv", ".dat", ".txt").items():
        if file_stem(name) == source.stem:
            return content, name
    raise ResponsesError(
        f"{source.name} describes data; the data file of the same name (.asc or .csv) must lie beside it."
    )


def _variables(root: ET.Element) -> tuple[list[_Variable], str, int]:
    """Every variable, whether the data are fixed or csv, and how many records to skip."""
    survey = child_of(root, "survey")
    record = next(
        (inner for inner in (survey if survey is not None else root) if local(inner.tag) == "record"), None
    )
    if record is None:
        return [], "fixed", 0
    form = record.get("format", "fixed").casefold()
    skip = record.get("skip", "0")
    found = [_variable(element) for element in record if local(element.tag) == "variable"]
    return [variable for variable in found if variable.start > 0], form, int(skip) if skip.isdecimal() else 0


def _variable(element: ET.Element) -> _Variable:
    position = child_of(element, "position")
    values = child_of(element, "values")
    spread = child_of(element, "spread")
    start = _whole(position.get("start") if position is not None else None)
    options, width, decimals = [], 1, 0
    for inner in values if values is not None else ():
        if local(inner.tag) == "value":
            options.append(Choice((inner.get("code") or "").strip(), _wording(inner)))
        elif local(inner.tag) == "range":
            for end in ("from", "to"):
                text = inner.get(end, "")
                width = max(width, len(text))
                decimals = max(decimals, len(text.partition(".")[2]))
    subfields = _whole(spread.get("subfields") if spread is not None else None)
    return _Variable(
        name=text_of(child_of(element, "name")) or f"V{element.get('ident', '')}",
        label=_wording(child_of(element, "label")),
        type=element.get("type", "character").casefold(),
        use=element.get("use", "").casefold(),
        start=start,
        finish=_whole(position.get("finish") if position is not None else None) or start,
        values=tuple(options),
        subfields=subfields,
        width=max([width, _whole(spread.get("width") if spread is not None else None), *(len(choice.code) for choice in options)]) if subfields else width,
        decimals=decimals,
    )  # fmt: skip


def _wording(element: ET.Element | None) -> str:
    """A label; where it is given by mode and language, the text for interviewing, else the first one."""
    if element is None:
        return ""
    texts = [inner for inner in element if local(inner.tag) == "text"]
    if texts:
        chosen = next((inner for inner in texts if inner.get("mode") == "interview"), texts[0])
        return without_tags(text_of(chosen))
    return without_tags(text_of(element))


def _whole(text: str | None) -> int:
    return int(text) if text and text.strip().isdecimal() and len(text.strip()) < 10 else 0


def _records(text: str, form: str, skip: int) -> tuple[list[list[str]] | list[str], list[int]]:
    if form == "csv":
        before = csv.field_size_limit(MOST_FIELD)
        try:
            reader = csv.reader(io.StringIO(text, newline=""))
            rows, lines, begin = [], [], 1
            for row in reader:
                if any(cell.strip() for cell in row):
                    rows.append(row)
                    lines.append(begin)
                begin = reader.line_num + 1
        finally:
            csv.field_size_limit(before)
        return rows[skip:], lines[skip:]
    kept = [(at, line) for at, line in enumerate(re.split(r"\r\n|\n|\r", text), 1) if line.strip("\x1a \t")]
    return [line for _, line in kept[skip:]], [at for at, _ in kept[skip:]]


def _refuse_short(
    records: list[list[str]] | list[str], lines: list[int], variables: list[_Variable], form: str, name: str
) -> None:
    """Raise where a CSV record has too few cells; a fixed record may end where its blanks begin."""
    if form != "csv":
        return
    widest = max(variable.finish for variable in variables)
    faults = [
        Fault(
            f"{name}:{line}",
            f"{len(record)} cells where the metadata has {widest}",
            "",
        )
        for record, line in zip(records, lines, strict=True)
        if len(record) < widest
    ]
    if faults:
        raise ResponsesError(f"{name} has records that do not fit its metadata:", faults)


def _columns(
    variable: _Variable, name: str, records: list[list[str]] | list[str], form: str
) -> list[tuple[Column, list[str]]]:
    """The columns of one variable with their cells."""
    raw = [_cut(variable, record, form) for record in records]
    if variable.type == "multiple":
        return _several(variable, name, raw, form)
    texts = ["".join(parts).strip() for parts in raw]
    kind = {
        "single": "single",
        "quantity": "numeric",
        "character": "open",
        "logical": "single",
        "date": "date",
        "time": "date",
    }.get(variable.type, UNSURE)
    options = variable.values
    if variable.type == "logical":
        texts = ["" if not text else "1" if text in _TRUE else "0" for text in texts]
        options = (Choice("1", "Yes"), Choice("0", "No"))
    elif variable.type == "quantity" and variable.use != "serial":
        texts = [_number(text) for text in texts]
    elif variable.type == "single":
        codes = {choice.code.lstrip("0") or "0": choice.code for choice in variable.values}
        texts = [codes.get(text.lstrip("0") or "0", text) if text else "" for text in texts]
    elif variable.type == "date":
        texts = [re.sub(r"^([0-9]{4})([0-9]{2})([0-9]{2})$", r"\1-\2-\3", text) for text in texts]
    elif variable.type == "time":
        texts = [
            re.sub(r"^([0-9]{2})([0-9]{2})([0-9]{2})$", r"\1:\2:\3", text.zfill(6) if text else "")
            for text in texts
        ]
    serial = variable.use == "serial"
    column = Column(
        name, variable.name, text=variable.label, kind="meta" if serial else kind, options=options if kind in {"single", "numeric"} else (),
        role="respondent" if serial else "weight" if variable.use == "weight" else "",
    )  # fmt: skip
    return [(column, texts)]


def _cut(variable: _Variable, record: list[str] | str, form: str) -> list[str]:
    """The cells, or the stretch of a record, that belong to a variable."""
    if form == "csv":
        return [str(cell) for cell in record[variable.start - 1 : variable.finish]]
    return [str(record)[variable.start - 1 : variable.finish]]


def _number(text: str) -> str:
    """A number without leading zeros."""
    match = re.fullmatch(r"([+-]?)0*([0-9]+(?:\.[0-9]+)?)", text)
    return ("-" if match.group(1) == "-" else "") + match.group(2) if match else text


def _several(
    variable: _Variable, name: str, raw: list[list[str]], form: str
) -> list[tuple[Column, list[str]]]:
    """One column an option: from a string of 0 and 1, or from places that hold a code each."""
    codes = [choice.code for choice in variable.values]
    plain = {code.lstrip("0") or "0": code for code in codes}
    chosen: list[set[str] | None] = []
    for parts in raw:
        if variable.subfields:
            joined = "".join(parts)
            cuts = (
                parts
                if form == "csv" and len(parts) > 1
                else [joined[at : at + variable.width] for at in range(0, len(joined), variable.width)]
            )
            found = {
                plain.get(part.strip().lstrip("0") or "0", part.strip())
                for part in cuts[: variable.subfields]
                if part.strip() and part.strip().strip("0")
            }
            chosen.append(found if any(part.strip() for part in parts) else None)
        else:
            bits = (
                "".join(part.strip() or "0" for part in parts)
                if len(parts) > 1
                else "".join(parts).rstrip("\r\n")
            )
            if not bits.strip():
                chosen.append(None)
                continue
            chosen.append(
                {plain[str(at)] for at, bit in enumerate(bits, 1) if bit == "1" and str(at) in plain}
            )
    return [
        (
            Column(
                f"{name}_{choice.code}",
                variable.name,
                text=choice.label,
                kind="multiple",
                group=name,
                stem=variable.label,
                option=choice.code,
                options=variable.values,
                chosen=("1",),
            ),
            ["" if found is None else "1" if choice.code in found else "0" for found in chosen],
        )
        for choice in variable.values
    ]


READER = Reader("triple_s", 2, recognise, read, ("text", "xml"), title="Triple-S")
