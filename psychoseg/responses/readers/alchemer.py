"""Alchemer (once SurveyGizmo) exports: the option stands before its question, ``Option:Question``."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from psychoseg.errors import ResponsesError
from psychoseg.responses.readers.assembling import UNSURE, assemble, unique_ids
from psychoseg.responses.readers.cells import Cells
from psychoseg.responses.readers.codebook import Choice, Column
from psychoseg.responses.readers.layouts import filled_values, is_chosen_or_blank, is_ranked
from psychoseg.responses.readers.markup import without_tags
from psychoseg.responses.readers.raw import RawTable, Reader
from psychoseg.responses.readers.source import Source

_OWN = {
    "Response ID": ("meta", "respondent", ""), "Time Started": ("meta", "started", ""), "Date Submitted": ("meta", "ended", ""),
    "Status": ("meta", "status", ""), "Contact ID": ("personal", "other", "id"), "Legacy Comments": ("meta", "other", ""),
    "Comments": ("meta", "other", ""), "Language": ("meta", "language", ""), "Referer": ("personal", "other", "account"),
    "Extended Referer": ("personal", "other", "account"), "SessionID": ("personal", "device", "id"), "User Agent": ("personal", "device", "device"),
    "Tags": ("meta", "other", ""), "IP Address": ("personal", "device", "ip"), "Longitude": ("personal", "other", "place"),
    "Latitude": ("personal", "other", "place"), "Country": ("meta", "other", ""), "City": ("personal", "other", "place"),
    "State/Region": ("meta", "other", ""), "Postal": ("personal", "other", "address"), "Device": ("meta", "other", ""), "Link Name": ("meta", "channel", ""),
}  # fmt: skip
_STATES = {"Complete", "Partial", "Disqualified", "Deleted", ""}
_FILE = re.compile(r"[0-9]{14}-SurveyExport", re.I)
_WRITTEN = re.compile(r"write.?in|other.{0,30}(specify|:)|\(s\):?$|: text$", re.I)


def recognise(source: Source) -> tuple[str, ...]:
    """The signals: its own columns, the states of an answer, options before questions, the file's name."""
    cells = source.cells
    own = [name for name in cells.header if name in _OWN]
    signals = []
    if {"Time Started", "Date Submitted"} <= set(own) or len(own) >= 6:
        signals.append(f"{len(own)} of its own columns ({', '.join(own[:3])} …)")
    if (
        "Status" in own
        and {"Complete", "Partial", "Disqualified"} & set(cells.values(cells.header.index("Status")))
        <= _STATES
    ):
        values = {value.strip() for value in cells.values(cells.header.index("Status"))}
        if values <= _STATES and values - {""}:
            signals.append("Status holds Complete, Partial or Disqualified")
    if len(_questions(cells.header)) >= 2:
        signals.append("options stand before their questions")
    if _FILE.search(source.name):
        signals.append("the file is named as Alchemer names it")
    return tuple(signals) if signals and (len(own) >= 2 or _FILE.search(source.name)) else ()


def _questions(header: tuple[str, ...]) -> dict[str, list[tuple[int, str]]]:
    """The columns of questions that several share: the text after a colon that ends more than one header."""
    parts: dict[int, list[tuple[str, str]]] = {}
    ends: Counter[str] = Counter(header)
    for at, name in enumerate(header):
        cuts = [place for place, sign in enumerate(name) if sign == ":" and 0 < place < len(name) - 1]
        parts[at] = [(name[:place], name[place + 1 :].strip()) for place in cuts]
        for _, end in set(parts[at]):
            if len(end) > 3:
                ends[end] += 1
    found: dict[str, list[tuple[int, str]]] = {}
    for at, options in parts.items():
        fitting = [(option, end) for option, end in options if ends[end] > 1]
        if fitting:
            option, end = fitting[0]
            found.setdefault(end, []).append((at, option))
    return {end: entries for end, entries in found.items() if len(entries) > 1 or end in header}


def read(source: Source, evidence: tuple[str, ...]) -> RawTable:
    """The answers; partial and disqualified rows are set aside."""
    cells = source.cells
    if not len(cells):
        raise ResponsesError(f"{cells.name} has the header of Alchemer but no answers.")
    ids, repairs = unique_ids(cells.header)
    columns = [_column(at, name, cells.header[at]) for at, name in enumerate(ids)]
    for question, entries in _questions(cells.header).items():
        _group(columns, cells, question, entries)
    reasons = _reasons(cells)
    states = "Status" in cells.header
    return assemble(
        cells,
        columns,
        "alchemer",
        evidence,
        container=source.container,
        set_aside=reasons,
        complete=reasons.count("") if states else None,
        partial=reasons.count("unfinished") if states else None,
        repairs=repairs,
    )


def _column(at: int, name: str, header: str) -> Column:
    if header in _OWN and name == header:
        kind, role, personal = _OWN[header]
        return Column(name, header, at + 1, text=header, kind=kind, role=role, personal=personal)
    return Column(name, header, at + 1, text=without_tags(header), kind=UNSURE)


def _group(columns: list[Column], cells: Cells, question: str, entries: list[tuple[int, str]]) -> None:
    base = next((at for at, name in enumerate(cells.header) if name == question), None)
    written = [(at, option) for at, option in entries if _WRITTEN.search(option)]
    rest = [entry for entry in entries if entry not in written]
    places, labels = [at for at, _ in rest], [option for _, option in rest]
    chosen = len(rest) > 1 and is_chosen_or_blank(cells, places, labels)
    layout = "multiple" if chosen else "ranking" if is_ranked(cells, places) else ""
    options = tuple(Choice("", without_tags(label)) for label in labels) if layout else ()
    stem = without_tags(question)
    for at, option in entries:
        label = without_tags(option)
        is_text = (at, option) in written
        columns[at] = replace(
            columns[at],
            text=label,
            group=stem,
            stem=stem,
            kind="open" if is_text else layout or columns[at].kind,
            option=label if is_text or layout else "",
            options=() if is_text else options,
            chosen=tuple(filled_values(cells, at)) if layout == "multiple" and not is_text else (),
        )
    if base is not None:
        columns[base] = replace(columns[base], group=stem, stem=stem)


def _reasons(cells: Cells) -> list[str]:
    if "Status" not in cells.header:
        return [""] * len(cells)
    words = {"Partial": "unfinished", "Disqualified": "screened out", "Deleted": "preview or spam"}
    return [words.get(text.strip(), "") for text in cells.texts(cells.header.index("Status"))]


READER = Reader("alchemer", 2, recognise, read, title="Alchemer")
