"""Qualtrics exports of three generations: import ids as JSON, as Python dicts, or V1 to V10 over names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from psychoseg.errors import ResponsesError
from psychoseg.responses.opening.cells import Cells, evened
from psychoseg.responses.opening.source import Source
from psychoseg.responses.readers.assembling import UNSURE, assemble, unique_ids
from psychoseg.responses.readers.codebook import Choice, Column
from psychoseg.responses.readers.kinds import is_date
from psychoseg.responses.readers.layouts import filled_values, holds_code_lists, is_chosen_or_blank, is_ranked
from psychoseg.responses.readers.qualtrics_survey import Question, described, survey_beside
from psychoseg.responses.readers.raw import RawTable, Reader
from psychoseg.responses.readers.stems import shared_name, split_stem

METADATA = {
    "StartDate": "started", "EndDate": "ended", "RecordedDate": "other", "Status": "status", "Progress": "progress",
    "Duration (in seconds)": "duration", "Finished": "progress", "ResponseId": "respondent", "ResponseID": "respondent",
    "ResponseSet": "other", "DistributionChannel": "channel", "UserLanguage": "language",
}  # fmt: skip
"""The platform's own columns and what they record; their names are the same in every language of the export."""

PERSONAL = {
    "IPAddress": "ip", "RecipientLastName": "name", "RecipientFirstName": "name", "RecipientEmail": "email",
    "EmailAddress": "email", "Name": "name", "ExternalReference": "id", "ExternalDataReference": "id",
    "LocationLatitude": "place", "LocationLongitude": "place", "LocationAccuracy": "place",
}  # fmt: skip
"""Those that say who somebody is, with the kind of personal data."""

_IMPORT_ID = re.compile(r"""\{['"]ImportId['"]: ?['"]([^'"]+)['"]""")
_ZONE = re.compile(r"""['"]timeZone['"]: ?['"]([^'"]+)['"]""")
_QUESTION = re.compile(r"(?:[0-9]+_)?QID[0-9]+(?:#[0-9]+)?")
_TIMING = re.compile(r"_(First Click|Last Click|Page Submit|Click Count)$")
_ORDER = re.compile(r"(_DO(_.+)?|_DO)$")
_DERIVED = re.compile(
    r"( - (Parent Topics?|Topics?|Topic Hierarchy.*|Sentiment.*|Actionability|Effort.*|Emotion.*)|_NPS_GROUP)$"
)
_EMBEDDED = re.compile(r"Q_[A-Z][A-Za-z]+")
_PREVIEWS = {
    "1",
    "Survey Preview",
    "2",
    "Survey Test",
    "8",
    "Spam",
    "9",
    "Survey Preview Spam",
    "Spam Preview",
}
_NOT_FINISHED = {"0", "False", "FALSE", "false"}
_FINISHED_WORDS = {"0", "1", "true", "false", ""}


@dataclass(frozen=True)
class _Head:
    """What stands above the answers."""

    generation: str
    rows: int
    texts: tuple[str, ...] = ()
    imports: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    zone: str = ""


def _head(cells: Cells) -> _Head | None:
    """The header rows, wherever the row of import ids stands; None where nothing looks like them."""
    for at in range(min(3, len(cells))):
        row = cells.row(at)
        if sum(bool(_IMPORT_ID.match(cell)) for cell in row) > len(row) / 2:
            imports = tuple(match.group(1) if (match := _IMPORT_ID.match(cell)) else "" for cell in row)
            zone = next((match.group(1) for cell in row if (match := _ZONE.search(cell))), "")
            texts = tuple(evened(cell) for cell in cells.row(at - 1)) if at else ()
            return _Head("of 2016" if "{'" in row[0][:2] else "modern", at + 1, texts, imports, (), zone)
    first = cells.row(0)
    coded = sum(re.fullmatch(r"V[0-9]{1,2}", name) is not None for name in cells.header)
    if coded >= 4 and {"ResponseID", "ResponseSet"} <= set(first):
        names = tuple(
            evened(cell) if re.fullmatch(r"V[0-9]{1,2}", name) or cell in PERSONAL else name
            for name, cell in zip(cells.header, first, strict=True)
        )
        return _Head("legacy", 1, tuple(evened(cell) for cell in first), (), names)
    known = _own(cells.header)
    if "Duration (in seconds)" in known or len(known) >= 6:
        dates = [
            cells.header.index(name) for name in ("StartDate", "EndDate", "RecordedDate") if name in known
        ]
        labelled = bool(first and dates) and all(first[at].strip() and not is_date(first[at]) for at in dates)
        return _Head(
            "without its further header rows",
            int(labelled),
            tuple(evened(cell) for cell in first) if labelled else (),
        )
    return None


def _own(names: Sequence[str]) -> list[str]:
    return [name for name in names if name in METADATA or name in PERSONAL]


def recognise(source: Source) -> tuple[str, ...]:
    """The signals: import ids, its own columns by name, what stands in them, the survey's file beside it."""
    cells = source.cells
    head = _head(cells)
    if head is None:
        return ()
    signals = []
    if head.imports:
        signals.append(f"row {head.rows + 1} holds import ids ({head.generation} export)")
    if head.generation == "legacy":
        signals += ["columns V1, V2, V3 …", "its own names ResponseID and ResponseSet in the second row"]
    known = _own(head.names or cells.header)
    if len(known) >= 4:
        signals.append(f"{len(known)} of its own columns ({', '.join(known[:3])} …)")
    if "Finished" in known and not head.names:
        values = {
            value.strip().casefold()
            for value in cells.below(head.rows).values(cells.header.index("Finished"))
        }
        if values <= _FINISHED_WORDS and values - {""}:
            signals.append("Finished holds 0 and 1, or True and False")
    if _survey(source, head):
        signals.append("the survey's file (.qsf) is beside it")
    return tuple(signals)


def _survey(source: Source, head: _Head) -> dict[str, Question]:
    """The questions of the survey's file beside the export, by id and tag; empty where there is none."""
    known = METADATA.keys() | PERSONAL.keys()
    names = [entry for entry in head.imports if _QUESTION.match(entry)]
    return survey_beside(
        source, names or [name for name in head.names or source.cells.header if name not in known]
    )


def read(source: Source, evidence: tuple[str, ...]) -> RawTable:
    """The answers below the header rows; previews, spam and unfinished rows are set aside.

    Raises
    ------
    ResponsesError
        Where there are header rows but no answers.
    """
    whole = source.cells
    head = _head(whole) or _Head("", 0)
    cells = whole.below(head.rows)
    if not len(cells):
        raise ResponsesError(f"{cells.name} has the {head.rows + 1} header rows of Qualtrics but no answers.")
    ids, repairs = unique_ids(head.names or cells.header)
    columns = [_column(at, name, head, cells) for at, name in enumerate(ids)]
    columns = _grouped(columns, cells, head)
    survey = _survey(source, head)
    if survey:
        columns = described(columns, survey)
    if head.generation.startswith("without"):
        repairs.append("the rows of question texts and import ids are missing, so columns have names only")
    reasons = _set_aside(cells, ids)
    unfinished = reasons.count("unfinished")
    marked = any(name in {"Finished", "Progress"} for name in ids)
    return assemble(
        cells,
        columns,
        "qualtrics",
        evidence,
        container=source.container,
        set_aside=reasons,
        complete=len(cells) - unfinished - reasons.count("preview or spam") if marked else None,
        partial=unfinished if marked else None,
        timezone=head.zone,
        repairs=repairs,
    )


def _column(at: int, name: str, head: _Head, cells: Cells) -> Column:
    source = cells.header[at]
    plain = re.sub(r" \[[0-9]+\]$", "", name)
    text = head.texts[at] if at < len(head.texts) else ""
    found = Column(
        name,
        source,
        at + 1,
        import_id=head.imports[at] if at < len(head.imports) else "",
        text=text,
        kind=UNSURE,
    )
    if plain in METADATA:
        return replace(found, kind="meta", role=METADATA[plain])
    if plain in PERSONAL:
        role = "device" if plain == "IPAddress" else "other"
        return replace(found, kind="personal", personal=PERSONAL[plain], role=role)
    if _TIMING.search(plain):
        return replace(
            found, kind="meta", role="page time", unit="clicks" if plain.endswith("Count") else "seconds"
        )
    if _ORDER.search(plain):
        return replace(found, kind="meta", role="order")
    if _DERIVED.search(plain) or (_EMBEDDED.fullmatch(plain) and not found.import_id.startswith("QID")):
        return replace(found, kind="meta", role="score" if "Score" in plain else "other")
    if plain.endswith("_TEXT") or found.import_id.upper().endswith(("_TEXT", "-TEXT")):
        return replace(found, kind="open")
    if holds_code_lists(cells, at):
        return replace(found, kind="multiple", separator=",")
    return found


def _grouped(columns: list[Column], cells: Cells, head: _Head) -> list[Column]:
    """The columns with the question that several of them belong to, its wording, options and layout."""
    questions: dict[str, list[int]] = {}
    for at, column in enumerate(columns):
        if column.kind in {"meta", "personal"}:
            continue
        questions.setdefault(_question(column, head), []).append(at)
    found = list(columns)
    for key, places in questions.items():
        answers = [at for at in places if not columns[at].source.endswith("_TEXT")]
        if not key or len(places) < 2 or (len(answers) < 2 and len(places) < 3 and len(answers) != 1):
            continue
        name = shared_name([columns[at].source for at in places]) or key
        stem, parts = split_stem([columns[at].text for at in answers]) if len(answers) > 1 else ("", [])
        labels = dict(zip(answers, parts, strict=False))
        layout = _layout(cells, answers, parts) if len(answers) > 1 else ""
        options = (
            tuple(Choice(_suffix(columns[at].source, name), labels[at]) for at in answers if at in labels)
            if layout
            else ()
        )
        for at in places:
            column = columns[at]
            written_in = at not in answers
            found[at] = replace(
                column,
                group=name,
                stem=stem or columns[places[0]].text,
                text=labels.get(at, column.text),
                kind="open" if written_in else layout or column.kind,
                option=_suffix(column.source.removesuffix("_TEXT"), name) if layout or written_in else "",
                options=options if not written_in else (),
                chosen=tuple(sorted(filled_values(cells, at))[:1])
                if layout == "multiple" and not written_in
                else (),
            )
    return found


def _question(column: Column, head: _Head) -> str:
    """What names the question of a column: its import id, or else the beginning of its header."""
    if head.imports:
        match = _QUESTION.match(column.import_id)
        return match.group() if match else ""
    base = re.sub(r"_TEXT$", "", column.source)
    match = re.fullmatch(r"(.+?)((?:_[0-9]+)+)", base)
    return match.group(1) if match else base


def _layout(cells: Cells, places: list[int], labels: list[str]) -> str:
    if is_chosen_or_blank(cells, places, labels):
        return "multiple"
    if is_ranked(cells, places):
        return "ranking"
    return ""


def _suffix(name: str, group: str) -> str:
    return name[len(group) :].lstrip("_#.- ") if name.startswith(group) else name


def _set_aside(cells: Cells, ids: list[str]) -> list[str]:
    reasons = [""] * len(cells)

    def mark(name: str, values: set[str], reason: str) -> None:
        if name in ids:
            for at, text in enumerate(cells.texts(ids.index(name))):
                if text.strip() in values:
                    reasons[at] = reason

    if "Finished" in ids:
        mark("Finished", _NOT_FINISHED, "unfinished")
    elif "Progress" in ids:
        mark("Progress", {str(share) for share in range(100)}, "unfinished")
    mark("DistributionChannel", {"preview", "test"}, "preview or spam")
    mark("Status", _PREVIEWS, "preview or spam")
    return reasons


READER = Reader("qualtrics", 2, recognise, read, title="Qualtrics")
