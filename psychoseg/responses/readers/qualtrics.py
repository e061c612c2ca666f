"""Qualtrics exports since 2017: three header rows, the third holding import ids as JSON."""

from __future__ import annotations

import re

import pandas as pd

from psychoseg.errors import ResponsesError
from psychoseg.responses.readers.cells import Cells
from psychoseg.responses.readers.raw import RawTable, Reader
from psychoseg.responses.readers.repeated import refuse_repeated

METADATA = (
    "StartDate", "EndDate", "Status", "IPAddress", "Progress", "Duration (in seconds)", "Finished", "RecordedDate",
    "ResponseId", "RecipientLastName", "RecipientFirstName", "RecipientEmail", "ExternalReference",
    "LocationLatitude", "LocationLongitude", "DistributionChannel", "UserLanguage",
)  # fmt: skip
"""The platform's own columns; their names are the same in every language of the export."""

_IMPORT_ID = re.compile(r"""\{['"]ImportId['"]: ?['"]""")
_PREVIEWS = {"1", "Survey Preview", "8", "Spam", "9", "Survey Preview Spam"}
_NOT_FINISHED = {"0", "False"}


def recognise(cells: Cells) -> tuple[str, ...]:
    """The signals of a Qualtrics export: import ids in the third row, its own columns, one column of texts."""
    signals = []
    if (
        len(cells.rows) >= 2
        and sum(bool(_IMPORT_ID.match(cell)) for cell in cells.rows[1]) > len(cells.header) / 2
    ):
        signals.append("the third row holds import ids")
    known = [name for name in METADATA if name in cells.header]
    if len(known) >= 4:
        signals.append(f"{len(known)} of its own columns ({', '.join(known[:3])} …)")
    return tuple(signals)


def read(cells: Cells, evidence: tuple[str, ...]) -> RawTable:
    """The answers under the three header rows; previews, spam and unfinished rows are set aside."""
    own = [at for at, name in enumerate(cells.header) if name in METADATA]
    asked = [at for at in range(len(cells.header)) if at not in own]
    refuse_repeated(cells, [cells.header[at] for at in asked])
    body, lines = cells.rows[2:], list(cells.lines[2:])
    if not body:
        raise ResponsesError(f"{cells.name} has the three header rows of Qualtrics but no answers.")
    whole = pd.DataFrame(
        [[row[at] for at in own] for row in body],
        index=lines,
        columns=[cells.header[at] for at in own],
        dtype="str",
    )
    table = pd.DataFrame(
        [[row[at] for at in asked] for row in body],
        index=lines,
        columns=[cells.header[at] for at in asked],
        dtype="str",
    )
    return RawTable(
        name=cells.name,
        platform="qualtrics",
        evidence=evidence,
        cells=table,
        set_aside=_set_aside(whole),
        respondent=whole.get("ResponseId"),
        seconds=pd.to_numeric(whole["Duration (in seconds)"], errors="coerce")
        if "Duration (in seconds)" in whole
        else None,
        dropped=tuple(whole.columns),
        repairs=cells.notes,
    )


def _set_aside(whole: pd.DataFrame) -> pd.Series:
    reasons = pd.Series("", index=whole.index, dtype="str")
    if "Finished" in whole:
        reasons[whole["Finished"].isin(_NOT_FINISHED)] = "unfinished"
    if "Status" in whole:
        reasons[whole["Status"].isin(_PREVIEWS)] = "preview or spam"
    return reasons


READER = Reader("qualtrics", 2, recognise, read)
