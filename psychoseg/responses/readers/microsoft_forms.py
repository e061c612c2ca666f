"""Microsoft Forms workbooks: ID, start and completion time, e-mail and name, then the questions."""

from __future__ import annotations

import re
from dataclasses import replace

from psychoseg.errors import ResponsesError
from psychoseg.responses.readers.assembling import UNSURE, assemble, unique_ids
from psychoseg.responses.readers.cells import Cells
from psychoseg.responses.readers.codebook import Column
from psychoseg.responses.readers.layouts import filled_values
from psychoseg.responses.readers.raw import RawTable, Reader
from psychoseg.responses.readers.source import Source

_STARTS = {
    "start time",
    "startzeit",
    "hora de inicio",
    "heure de début",
    "begintijd",
    "ora di inizio",
    "hora de início",
    "開始時刻",
    "开始时间",
}
_ENDS = {
    "completion time",
    "fertigstellungszeit",
    "hora de finalización",
    "heure de fin",
    "tijd van voltooien",
    "ora di completamento",
    "hora de conclusão",
    "完了時刻",
    "完成时间",
}
_EMAILS = {
    "email",
    "e-mail",
    "correo electrónico",
    "adresse de messagerie",
    "e-mailadres",
    "posta elettronica",
    "メール",
    "电子邮件",
}
_NAMES = {"name", "nombre", "nom", "naam", "nome", "名前", "名称"}
_CHANGED = {
    "last modified time",
    "zeitpunkt der letzten änderung",
    "hora de la última modificación",
    "heure de la dernière modification",
}
_SCORES = re.compile(r"(total points|quiz feedback|grade posted time|(points|feedback) - .+)", re.I)
_FILE = re.compile(r"\([0-9]+-[0-9]+\)\.xlsx$", re.I)


def recognise(source: Source) -> tuple[str, ...]:
    """The signals: its first columns in any of several languages, lists that end in a semicolon, the file's name."""
    header = [name.casefold() for name in source.cells.header[:7]]
    if len(header) < 3 or header[0].rstrip(".") != "id" or header[1] not in _STARTS or header[2] not in _ENDS:
        return ()
    signals = [f"the first columns are {', '.join(source.cells.header[:3])}"]
    if any(name in _EMAILS for name in header[3:]) and any(name in _NAMES for name in header[3:]):
        signals.append(f"then {' and '.join(source.cells.header[3:5])}")
    if any(_is_list(source.cells, at) for at in range(3, len(source.cells.header))):
        signals.append("lists end in a semicolon")
    if _FILE.search(source.name):
        signals.append("the file is named as Forms names it")
    return tuple(signals)


def _is_list(cells: Cells, at: int) -> bool:
    values = filled_values(cells, at)
    return bool(values) and all(value.endswith(";") for value in values)


def read(source: Source, evidence: tuple[str, ...]) -> RawTable:
    """The answers; lists are cut at semicolons."""
    cells = source.cells
    if not len(cells):
        raise ResponsesError(f"{cells.name} has the header of Microsoft Forms but no answers.")
    ids, repairs = unique_ids(cells.header)
    columns = [_column(at, name, cells) for at, name in enumerate(ids)]
    return assemble(cells, columns, "microsoft_forms", evidence, container=source.container, repairs=repairs)


def _column(at: int, name: str, cells: Cells) -> Column:
    header = cells.header[at]
    word = header.casefold()
    found = Column(name, header, at + 1, text=header, kind=UNSURE)
    if at < 7:
        if at == 0:
            return replace(found, kind="meta", role="respondent")
        for names, kind, role, personal in (
            (_STARTS, "meta", "started", ""),
            (_ENDS, "meta", "ended", ""),
            (_CHANGED, "meta", "other", ""),
            (_EMAILS, "personal", "other", "email"),
            (_NAMES, "personal", "other", "name"),
        ):
            if word in names:
                return replace(found, kind=kind, role=role, personal=personal)
    if _SCORES.fullmatch(header):
        return replace(found, kind="meta", role="score")
    if _is_list(cells, at):
        return replace(found, kind="multiple", separator=";")
    return found


READER = Reader("microsoft_forms", 2, recognise, read, title="Microsoft Forms")
