"""LimeSurvey: CSV and Excel results with codes or texts as headings, response files (.lsr) and archives (.lsa)."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zipfile
import zlib
from dataclasses import replace

from psychoseg.errors import ResponsesError, visible
from psychoseg.responses.readers.assembling import UNSURE, assemble, unique_ids
from psychoseg.responses.readers.cells import Cells, cells_of
from psychoseg.responses.readers.codebook import Choice, Column, Missing
from psychoseg.responses.readers.layouts import filled_values
from psychoseg.responses.readers.limesurvey_structure import Question, Structure, read_structure
from psychoseg.responses.readers.limits import MOST_DOCUMENT_BYTES
from psychoseg.responses.readers.markup import without_tags
from psychoseg.responses.readers.raw import RawTable, Reader
from psychoseg.responses.readers.source import Source
from psychoseg.responses.readers.xml_document import child_of, local, parse_xml, text_of

_OWN = {
    "id": ("meta", "respondent", ""), "submitdate": ("meta", "ended", ""), "lastpage": ("meta", "progress", ""),
    "startlanguage": ("meta", "language", ""), "seed": ("meta", "other", ""), "token": ("personal", "other", "id"),
    "startdate": ("meta", "started", ""), "datestamp": ("meta", "other", ""), "ipaddr": ("personal", "device", "ip"),
    "refurl": ("personal", "other", "account"), "interviewtime": ("meta", "duration", ""),
    "firstname": ("personal", "other", "name"), "lastname": ("personal", "other", "name"), "email": ("personal", "other", "email"),
    "quota_exit": ("meta", "other", ""),
}  # fmt: skip
_TEXTS = {
    "response id": "id", "date submitted": "submitdate", "last page": "lastpage", "start language": "startlanguage",
    "seed": "seed", "access code": "token", "token": "token", "date started": "startdate", "date last action": "datestamp",
    "ip address": "ipaddr", "referrer url": "refurl", "total time": "interviewtime",
    "antwort id": "id", "datum abgeschickt": "submitdate", "letzte seite": "lastpage", "start-sprache": "startlanguage",
    "id de la réponse": "id", "date de soumission": "submitdate", "dernière page": "lastpage", "langue de départ": "startlanguage",
    "id de respuesta": "id", "fecha de envío": "submitdate", "última página": "lastpage", "idioma inicial": "startlanguage",
}  # fmt: skip
_PART = re.compile(r"^(?P<code>[A-Za-z][A-Za-z0-9_]*)\[(?P<part>[^\[\]]+)\](?:\[(?P<scale>[^\[\]]+)\])?$")
_SPOKEN = re.compile(
    r"^(?:(?P<code>[A-Za-z][A-Za-z0-9_]*)(?:\[(?P<part>[^\[\]]+)\])?[.:] )?(?P<text>.+?)(?: ?\[(?P<label>[^\[\]]+)\])?(?: ?\[(?P<scale>[^\[\]]+)\])?$",
    re.S,
)
_TIME = re.compile(r"(^(?:groupTime|interviewtime)|Time$|^Group time: |^Question time: )")
_SGQA = re.compile(r"^_?[0-9]+X[0-9]+X[0-9]+")
_YES = {"Y", "Yes", "Ja", "Oui", "Sí", "Si", "Sim", "Tak", "Да", "はい", "1"}
_NO = {"N", "No", "Nein", "Non", "Não", "Nie", "Нет", "いいえ", "0"}
_FILE = re.compile(r"results-survey[0-9]+|vvexport_[0-9]+|survey_[0-9]+_responses", re.I)


def _own(name: str) -> str:
    """The platform's own name for a heading, by code, by ``code. text`` or by text."""
    token = name.split(". ", 1)[0].strip()
    return token if token in _OWN else _TEXTS.get(name.casefold(), "")


def recognise(source: Source) -> tuple[str, ...]:
    """The signals: its own headings, parts in brackets, the file's name; for XML its document type."""
    if source.container == "lsa":
        return ("a zip archive", "a .lss and a .lsr file inside")
    if source.container == "xml":
        kind = text_of(child_of(source.root, "limesurveydoctype"))
        return (
            ("LimeSurveyDocType is Responses", "rows of answers by question number")
            if kind.casefold() == "responses"
            else ()
        )
    cells = source.cells
    own = [name for name in cells.header if _own(name)]
    if len({_own(name) for name in own} & {"id", "submitdate", "lastpage", "startlanguage", "seed"}) < 3:
        return ()
    signals = [f"its own columns {', '.join(own[:4])}"]
    if cells.header and _own(cells.header[0]) == "id":
        signals.append("they stand first, the id before all others")
    if sum(bool(_PART.match(name) or re.search(r"\[[^\[\]]+\]$", name)) for name in cells.header) >= 2:
        signals.append("parts of questions stand in brackets")
    if _FILE.search(source.name):
        signals.append("the file is named as LimeSurvey names it")
    return tuple(signals)


def read(source: Source, evidence: tuple[str, ...]) -> RawTable:
    """The answers, with wording and options where a structure file is beside or inside; unsubmitted rows are set aside."""
    structure: Structure | None = None
    if source.container == "lsa":
        cells, structure = _archive(source)
    elif source.container == "xml":
        cells = _responses(source.root, source.name)
        structure = _beside(source)
    else:
        cells, structure = source.cells, _beside(source)
    if not len(cells):
        raise ResponsesError(f"{cells.name} has the header of LimeSurvey but no answers.")
    cells = replace(cells, header=tuple(_translated(name, structure) for name in cells.header))
    ids, repairs = unique_ids(cells.header)
    columns = [_column(at, name, cells, structure) for at, name in enumerate(ids)]
    columns = _with_layouts(columns, cells)
    submitted = next((at for at, name in enumerate(cells.header) if _own(name) == "submitdate"), None)
    reasons = [""] * len(cells)
    if submitted is not None:
        reasons = [
            "" if text.strip() not in {"", "N", "NA", "N/A"} else "unfinished"
            for text in cells.texts(submitted)
        ]
    if structure is None and source.container != "text":
        repairs.append("no structure file (.lss) beside it, so questions have numbers only")
    return assemble(
        cells,
        columns,
        "limesurvey",
        evidence,
        container=source.container,
        set_aside=reasons,
        complete=reasons.count("") if submitted is not None else None,
        partial=reasons.count("unfinished") if submitted is not None else None,
        repairs=repairs,
    )


def _beside(source: Source) -> Structure | None:
    """The structure file beside a results file, where its questions are those of the file."""
    header = set(source.cells.header) if source.container != "xml" else set()
    for name, content in source.companions(".lss").items():
        structure = read_structure(content, name)
        codes = {
            (match.group("code") if (match := _PART.match(column)) else column.split(". ")[0])
            for column in header
        }
        if not header or len(codes & set(structure.by_code)) >= 0.3 * len(structure.by_code):
            return structure
    return None


def _part(archive: zipfile.ZipFile, suffix: str, name: str) -> bytes:
    """The member of an archive whose name ends so."""
    entry = next((entry for entry in archive.infolist() if entry.filename.endswith(suffix)), None)
    if entry is None:
        raise ResponsesError(f"{name} is a LimeSurvey archive without a file of responses.")
    if entry.file_size > MOST_DOCUMENT_BYTES:
        raise ResponsesError(
            f"{name} unpacks to {entry.file_size:,} bytes; the most that is read is {MOST_DOCUMENT_BYTES:,}."
        )
    return archive.read(entry)


def _archive(source: Source) -> tuple[Cells, Structure]:
    """Responses and structure of an archive; the list of participants inside is never opened."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(source.content))
        parts = {suffix: _part(archive, suffix, source.name) for suffix in (".lss", "_responses.lsr")}
    except ResponsesError:
        raise
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, ValueError, EOFError) as problem:
        raise ResponsesError(f"{source.name} is damaged ({visible(problem)}); export it again.") from None
    root = parse_xml(parts["_responses.lsr"], f"{source.name} › responses")
    cells = _responses(root, source.name)
    members = [entry.filename for entry in archive.infolist() if entry.filename.endswith((".lst", ".lsi"))]
    if members:
        cells = cells.noting(f"{', '.join(visible(member) for member in members)} inside left unread")
    return cells, read_structure(parts[".lss"], f"{source.name} › structure")


def _responses(root: ET.Element, name: str) -> Cells:
    """The rows of a response file; a field without an element was not answered."""
    table = child_of(root, "responses")
    fields = child_of(table, "fields") if table is not None else None
    rows = child_of(table, "rows") if table is not None else None
    names = [text_of(entry) for entry in fields] if fields is not None else []
    if not names:
        raise ResponsesError(f"{name} is a LimeSurvey file without fields of responses.")
    records = (
        [{local(cell.tag).lstrip("_"): cell.text or "" for cell in row} for row in rows]
        if rows is not None
        else []
    )
    columns = [[record.get(field.casefold(), "") for record in records] for field in names]
    return cells_of(name, names, columns)


def _translated(name: str, structure: Structure | None) -> str:
    """The heading by question code instead of by number, where the structure tells."""
    if structure is None or not _SGQA.match(name):
        return name
    number = next(
        (
            known
            for known in sorted(structure.by_number, key=len, reverse=True)
            if name.lstrip("_").startswith(known)
        ),
        None,
    )
    if number is None:
        return name
    part = name.lstrip("_")[len(number) :]
    code = structure.by_number[number]
    return f"{code}[{part}]" if part else code


def _column(at: int, name: str, cells: Cells, structure: Structure | None) -> Column:
    header = cells.header[at]
    own = _own(header)
    found = Column(name, header, at + 1, text=header, kind=UNSURE)
    if own and not (own == "email" and at > 12):
        kind, role, personal = _OWN[own]
        return replace(found, kind=kind, role=role, personal=personal)
    if _TIME.search(header):
        return replace(
            found,
            kind="meta",
            role="duration" if header.startswith("interviewtime") else "page time",
            unit="seconds",
        )
    code, part, text, label = _parted(header)
    question = structure.by_code.get(code) if structure else None
    if part:
        comment = part.endswith("comment")
        base = part.removesuffix("comment")
        found = replace(found, group=code or text, stem=question.text if question else text if text != header else "", option=base,
                        text=_part_text(question, base) or label or base)  # fmt: skip
        if base == "other" or comment:
            return replace(found, kind="open")
    elif question:
        found = replace(found, text=question.text)
    elif text:
        found = replace(found, text=text)
    if question:
        return _by_structure(found, question, part)
    return found


def _parted(header: str) -> tuple[str, str, str, str]:
    """Code, part, text and label of a heading."""
    match = _PART.match(header)
    if match:
        scale = match.group("scale")
        return match.group("code"), match.group("part") + (f"_{scale}" if scale else ""), "", ""
    spoken = _SPOKEN.match(header)
    if not spoken:
        return header, "", "", ""
    text, label = without_tags(spoken.group("text")), without_tags(spoken.group("label") or "")
    part = spoken.group("part") or (
        "other" if label.casefold() in {"other", "sonstiges", "autre", "otro"} else label
    )
    return spoken.group("code") or ("" if part else header), part, text, label


def _part_text(question: Question | None, part: str) -> str:
    return question.parts.get(part, "") if question else ""


def _by_structure(column: Column, question: Question, part: str) -> Column:
    kind = question.kind
    if kind == "multiple" and part:
        options = tuple(Choice(code, text) for code, text in question.parts.items())
        return replace(column, kind="multiple", options=options)
    if kind == "ranking" and part:
        return replace(column, kind="single", options=question.options)
    return replace(
        column,
        kind=kind if kind != "multiple" else UNSURE,
        options=question.options,
        option="" if kind == "single" else column.option,
    )


def _with_layouts(columns: list[Column], cells: Cells) -> list[Column]:
    """Groups whose columns hold nothing but one word for yes are multi-selects; ``N/A`` means not shown."""
    groups: dict[str, list[int]] = {}
    for at, column in enumerate(columns):
        if column.group and column.kind not in {"meta", "personal"} and not _is_text(column):
            groups.setdefault(column.group, []).append(at)
    found = list(columns)
    for places in groups.values():
        values = set().union(*(filled_values(cells, at) for at in places)) - {"N/A"}
        group = columns[places[0]].group
        has_other = any(column.group == group and column.option == "other" for column in columns)
        is_multiple = len(places) > 1 and (
            (len(values) == 1 and values <= _YES) or (has_other and len(values) == 2 and values <= _YES | _NO)
        )
        for at in places:
            if is_multiple or (found[at].kind == "multiple" and not found[at].separator):
                options = found[at].options or tuple(
                    Choice(columns[place].option, columns[place].text) for place in places
                )
                found[at] = replace(
                    found[at],
                    kind="multiple",
                    options=options,
                    chosen=tuple(sorted(values & _YES)) or ("Y", "Yes"),
                )
            else:
                found[at] = replace(found[at], option="")
    shown = [
        at
        for at, column in enumerate(found)
        if column.kind not in {"meta", "personal"} and "N/A" in filled_values(cells, at)
    ]
    if len(shown) >= 2:
        for at in shown:
            found[at] = replace(found[at], missing=Missing(not_shown="N/A"))
    return found


def _is_text(column: Column) -> bool:
    return column.kind == "open" and bool(column.option)


READER = Reader(
    "limesurvey", 2, recognise, read, ("text", "xlsx", "xls", "ods", "xml", "lsa"), title="LimeSurvey"
)
