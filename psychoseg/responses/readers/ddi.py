"""Archives' data with a DDI codebook beside them: delimited or in fixed places, wording, options and missing codes from the codebook."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass, replace

from psychoseg.errors import Fault, ResponsesError
from psychoseg.responses.opening.cells import Cells, cells_of
from psychoseg.responses.opening.encodings import to_utf8
from psychoseg.responses.opening.source import Source
from psychoseg.responses.opening.xml_document import child_of, local, parse_xml, text_of
from psychoseg.responses.readers.assembling import UNSURE, assemble, unique_ids
from psychoseg.responses.readers.codebook import Choice, Column, Missing
from psychoseg.responses.readers.layouts import filled_values
from psychoseg.responses.readers.markup import without_tags
from psychoseg.responses.readers.raw import RawTable, Reader

_KNOWN = 0.6
"""Share of a file's columns that a codebook must have to be the one of the file."""


@dataclass(frozen=True)
class _Variable:
    """One variable of the codebook; ``start`` and ``finish`` are its place in fixed records, 1 the first."""

    name: str
    text: str
    kind: str
    options: tuple[Choice, ...]
    missing: Missing
    weight: bool
    start: int
    finish: int
    decimals: int


def recognise(source: Source) -> tuple[str, ...]:
    """The signals: a codebook beside the file that has its columns, or whose places fit its lines."""
    found = _beside(source)
    if found is None:
        return ()
    name, variables, fixed = found
    if fixed:
        return (f"{name} beside it describes it", f"lines as long as its {len(variables)} variables")
    known = len({variable.name for variable in variables} & set(source.cells.header))
    return (
        f"{name} beside it describes it",
        f"{known} of {len(source.cells.header)} columns are its variables",
    )


def _beside(source: Source) -> tuple[str, list[_Variable], bool] | None:
    """The codebook of a file, and whether the file has places instead of cells."""
    for name, content in source.companions(".xml").items():
        if not re.search(rb"<(?:\w+:)?codebook\b", content[:4000], re.I):
            continue
        try:
            variables = _variables(parse_xml(content, name))
        except ResponsesError:
            continue
        if not variables:
            continue
        if _in_places(source.content, variables):
            return name, variables, True
        header = source.cells.header
        if header and len({variable.name for variable in variables} & set(header)) >= _KNOWN * len(header):
            return name, variables, False
    return None


def _in_places(content: bytes, variables: Sequence[_Variable]) -> bool:
    """Whether every line is as long as the codebook says, and the first one names nothing."""
    if min(variable.start for variable in variables) < 1:
        return False
    width = max(variable.finish for variable in variables)
    lines = [line for line in content[:200_000].decode("latin-1").splitlines()[:50] if line.strip("\x1a \t")]
    if len(content) > 200_000:
        lines = lines[:-1]
    first = lines[0] if lines else ""
    named = sum(variable.name in first for variable in variables) > len(variables) / 2
    return bool(lines) and not named and all(len(line.rstrip()) <= width for line in lines) and (
        max(len(line) for line in lines) >= width - 20
    )  # fmt: skip


def _variables(root: ET.Element) -> list[_Variable]:
    found = []
    for description in (element for element in root if local(element.tag) == "datadscr"):
        found += [_variable(element) for element in description if local(element.tag) == "var"]
    return [variable for variable in found if variable.name]


def _variable(element: ET.Element) -> _Variable:
    options, codes, ranges = [], [], []
    for inner in element:
        if local(inner.tag) == "catgry":
            code = text_of(child_of(inner, "catvalu"))
            absent = (inner.get("missing") or "").casefold() in {"y", "yes", "true"}
            options.append(
                Choice(code, without_tags(text_of(child_of(inner, "labl"))), "declared" if absent else "")
            )
            if absent:
                codes.append(code)
        elif local(inner.tag) == "invalrng":
            more, spans = _declared(inner)
            codes += more
            ranges += spans
    place = child_of(element, "location")
    start = _whole(place.get("StartPos") if place is not None else None)
    width = _whole(place.get("width") if place is not None else None)
    finish = _whole(place.get("EndPos") if place is not None else None) or start + max(width, 1) - 1
    question = child_of(element, "qstn")
    asked = text_of(child_of(question, "qstnlit")) if question is not None else ""
    form = child_of(element, "varformat")
    written = (form.get("type") if form is not None else "") or ""
    continuous = (element.get("intrvl") or "").casefold() == "contin"
    answers = [choice for choice in options if not choice.missing]
    kind = (
        "open" if written.casefold() == "character" and not answers
        else "numeric" if continuous and written and len(answers) < 3
        else "single" if len(answers) > 1 else UNSURE
    )  # fmt: skip
    return _Variable(
        element.get("name") or element.get("ID") or "", without_tags(asked or text_of(child_of(element, "labl"))), kind,
        tuple(options), Missing(tuple(dict.fromkeys(codes)), tuple(ranges)), bool(element.get("wgt")), start, finish,
        _whole(element.get("dcml")),
    )  # fmt: skip


def _declared(element: ET.Element) -> tuple[list[str], list[tuple[float, float]]]:
    """Single values and ranges that are no answers."""
    codes, ranges = [], []
    for inner in element:
        if local(inner.tag) == "item" and inner.get("VALUE"):
            codes.append(str(inner.get("VALUE")))
        elif local(inner.tag) == "range":
            low, high = _number(inner.get("min")), _number(inner.get("max"))
            if low is not None or high is not None:
                ranges.append((float("-inf") if low is None else low, float("inf") if high is None else high))
    return codes, ranges


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None


def _whole(text: str | None) -> int:
    return int(text) if text and text.strip().isdecimal() and len(text.strip()) < 10 else 0


def read(source: Source, evidence: tuple[str, ...]) -> RawTable:
    """The answers with what the codebook says of them.

    Raises
    ------
    ResponsesError
        Where there is no codebook beside the file, or a record is longer than it says.
    """
    found = _beside(source)
    if found is None:
        raise ResponsesError(
            f"{source.name} needs its DDI codebook, an .xml file with its variables, beside it."
        )
    name, variables, fixed = found
    cells = _cut(source, variables, name) if fixed else source.cells
    if not len(cells):
        raise ResponsesError(f"{cells.name} holds no records.")
    ids, repairs = unique_ids(cells.header)
    known = {variable.name: variable for variable in variables}
    columns = [_column(at, one, cells, known) for at, one in enumerate(ids)]
    unknown = [column.source for column in columns if column.source not in known]
    if unknown:
        repairs.append(f"columns the codebook does not have: {', '.join(unknown[:5])}")
    return assemble(cells, columns, "ddi", evidence, container=source.container, repairs=repairs)


def _column(at: int, name: str, cells: Cells, known: dict[str, _Variable]) -> Column:
    header = cells.header[at]
    found = Column(name, header, at + 1, text=header, kind=UNSURE)
    variable = known.get(header)
    if variable is None:
        return found
    return replace(
        found, text=variable.text or header, kind=variable.kind, missing=_as_written(variable.missing, cells, at),
        options=_written(variable.options, cells, at) if variable.kind != "open" else (),
        role="weight" if variable.weight else "",
    )  # fmt: skip


def _written(options: tuple[Choice, ...], cells: Cells, at: int) -> tuple[Choice, ...]:
    """Options under the codes as the file writes them: codebooks keep leading zeros that tables lose."""
    plain = {choice.code.lstrip("0") or "0": choice.code for choice in options}
    values = {value.strip() for value in filled_values(cells, at)}
    if len(plain) < len(options) or values <= {choice.code for choice in options}:
        return options
    shorter = {code: short for short, code in plain.items()}
    return tuple(replace(choice, code=shorter[choice.code]) for choice in options)


def _as_written(missing: Missing, cells: Cells, at: int) -> Missing:
    options = tuple(Choice(code) for code in missing.codes)
    return replace(missing, codes=tuple(choice.code for choice in _written(options, cells, at)))


def _cut(source: Source, variables: Sequence[_Variable], name: str) -> Cells:
    """Records in fixed places as a table."""
    text, encoding, notes = to_utf8(source.content, source.name, source.encoding)
    lines = [
        (at, line)
        for at, line in enumerate(re.split(r"\r\n|\n|\r", text.decode()), 1)
        if line.strip("\x1a \t")
    ]
    width = max(variable.finish for variable in variables)
    faults = [
        Fault(f"{source.name}:{at}", f"{len(line.rstrip())} places where {name} has {width}", "")
        for at, line in lines
        if len(line.rstrip()) > width
    ]
    if faults:
        raise ResponsesError(f"{source.name} has records that do not fit its codebook:", faults)
    columns = [
        [_decimal(line[variable.start - 1 : variable.finish].strip(), variable) for _, line in lines]
        for variable in variables
    ]
    cells = cells_of(
        source.name, [variable.name for variable in variables], columns,
        rows_are="line", notes=(*source.notes, *notes), lines=[at for at, _ in lines],
    )  # fmt: skip
    return replace(cells, encoding=encoding)


def _decimal(text: str, variable: _Variable) -> str:
    """A number with the point that fixed records leave out."""
    places = variable.decimals
    if not places or variable.kind == "open" or not re.fullmatch(r"[+-]?[0-9]+", text):
        return text
    sign, digits = ("-", text[1:]) if text[0] == "-" else ("", text.lstrip("+"))
    digits = digits.zfill(places + 1)
    return f"{sign}{digits[:-places].lstrip('0') or '0'}.{digits[-places:]}"


READER = Reader("ddi", 2, recognise, read, ("text",), title="data with a DDI codebook")
