"""Which column of a file holds which answers of the questionnaire."""

from __future__ import annotations

from psychoseg.errors import Fault, ResponsesError, did_you_mean, shorten
from psychoseg.questionnaire import Questionnaire
from psychoseg.responses.readers import RawTable


def match_columns(raw: RawTable, questionnaire: Questionnaire, ignore: tuple[str, ...]) -> dict[str, str]:
    """Which column of the file holds each column of the questionnaire."""
    present = {name.casefold(): name for name in raw.cells.columns}
    found: dict[str, str] = {}
    faults: list[Fault] = []
    used: set[str] = set()
    for item in questionnaire.items:
        whole = present.get(item.id.casefold())
        wanted = item.columns if whole is None or item.type != "multiple" else (item.id,)
        for column in wanted:
            name = present.get(column.casefold())
            if name is None:
                free = [other for other in raw.cells.columns if other.casefold() not in used]
                faults.append(
                    Fault(
                        raw.name,
                        f"no column {column} ({shorten(item.text)})",
                        did_you_mean(column, free[:500]) if free else "",
                    )
                )
            else:
                found[column] = name
                used.add(name.casefold())
        for column in item.text_columns:
            if column.casefold() in present:
                found[column] = present[column.casefold()]
                used.add(column.casefold())
    skip = {name.casefold() for name in ignore}
    for name in raw.cells.columns:
        if name.casefold() not in used | skip:
            wanted_names = [column for item in questionnaire.items for column in item.columns]
            faults.append(
                Fault(
                    raw.name,
                    f"column {shorten(name)} is not in the questionnaire",
                    did_you_mean(name, wanted_names) if len(wanted_names) < 5000 else "",
                )
            )
    if faults:
        raise ResponsesError(
            f"The columns of {raw.name} and the items of the questionnaire do not match. "
            "Add what is missing to the questionnaire, or list columns to leave out under ignore in wave.yml.",
            faults,
        )
    return found
