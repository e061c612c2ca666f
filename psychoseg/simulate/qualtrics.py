"""The CSV file Qualtrics writes since 2017: three header rows, its own columns, then numeric values."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import datetime

import numpy as np
import pandas as pd

from psychoseg.questionnaire import Item, Questionnaire
from psychoseg.simulate.fieldwork import Fieldwork, draw_fieldwork
from psychoseg.simulate.simulation import Simulated

PREVIEWS = 3
_ZONE = "Europe/Berlin"
_OWN = {
    "StartDate": ("Start Date", "startDate"),
    "EndDate": ("End Date", "endDate"),
    "Status": ("Response Type", "status"),
    "IPAddress": ("IP Address", "ipAddress"),
    "Progress": ("Progress", "progress"),
    "Duration (in seconds)": ("Duration (in seconds)", "duration"),
    "Finished": ("Finished", "finished"),
    "RecordedDate": ("Recorded Date", "recordedDate"),
    "ResponseId": ("Response ID", "_recordId"),
    "RecipientLastName": ("Recipient Last Name", "recipientLastName"),
    "RecipientFirstName": ("Recipient First Name", "recipientFirstName"),
    "RecipientEmail": ("Recipient Email", "recipientEmail"),
    "ExternalReference": ("External Data Reference", "externalDataReference"),
    "LocationLatitude": ("Location Latitude", "locationLatitude"),
    "LocationLongitude": ("Location Longitude", "locationLongitude"),
    "DistributionChannel": ("Distribution Channel", "distributionChannel"),
    "UserLanguage": ("User Language", "userLanguage"),
}


def qualtrics_csv(simulated: Simulated, questionnaire: Questionnaire, *, start: datetime) -> str:
    """The text of the export: numeric values, a column an option, lines ending with LF.

    The first rows are previews by the survey's own authors (Status 1); who stopped halfway stands
    there unfinished. Addresses come from the ranges kept for documentation, places from the sea.

    Parameters
    ----------
    start : datetime
        When the invitation goes out, in the survey's time zone.

    Examples
    --------
    >>> from psychoseg.questionnaire import read
    >>> from psychoseg.resources import folder
    >>> from psychoseg.simulate import read_truth, simulate
    >>> food = read(folder("questionnaires") / "everyday_food.yml")
    >>> truth = read_truth(folder("questionnaires") / "everyday_food.truth.yml", food)
    >>> spring = simulate(food, truth, wave="spring", respondents=40, seed=1)
    >>> text = qualtrics_csv(spring, food, start=datetime(2026, 3, 2, 9))
    >>> text[:41]
    'StartDate,EndDate,Status,IPAddress,Progre'
    """
    fieldwork = draw_fieldwork(simulated, start, previews=PREVIEWS)
    header = list(_header(questionnaire))
    own = _own_cells(fieldwork, questionnaire)
    asked = pd.concat([_tried(simulated, questionnaire, PREVIEWS), simulated.answers], ignore_index=True)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows(zip(*header, strict=True))
    writer.writerows(pd.concat([own, asked], axis="columns").to_numpy())
    return out.getvalue()


def _tried(simulated: Simulated, questionnaire: Questionnaire, count: int) -> pd.DataFrame:
    """Answers of the survey's authors, who click through: every item as somebody else answered it."""
    rng = simulated.streams.of("previews")
    columns = [
        simulated.answers[list(item.columns)]
        .iloc[rng.integers(0, len(simulated.answers), count)]
        .reset_index(drop=True)
        for item in questionnaire.items
    ]
    return pd.concat(columns, axis="columns")


def _header(questionnaire: Questionnaire) -> Iterator[tuple[str, str, str]]:
    """Name, text and import id of every column."""
    for name, (text, import_id) in _OWN.items():
        zone = {"timeZone": _ZONE} if name.endswith("Date") else {}
        yield name, text, _as_json({"ImportId": import_id} | zone)
    number = 0
    for section in questionnaire.sections:
        rows = [item for item in section.items if item.type == "likert"]
        matrix = number + 1 if len(rows) > 1 else 0
        number += bool(matrix)
        for item in section.items:
            if matrix and item.type == "likert":
                row = rows.index(item) + 1
                yield item.id, f"{section.title} - {item.text}", _as_json({"ImportId": f"QID{matrix}_{row}"})
            else:
                number += 1
                yield from _question_header(item, f"QID{number}")


def _question_header(item: Item, question: str) -> Iterator[tuple[str, str, str]]:
    if item.type == "multiple":
        for option, column in zip(item.options, item.columns, strict=True):
            yield column, f"{item.text} - {option.label}", _as_json({"ImportId": f"{question}_{option.code}"})
    elif item.type == "price":
        for at, (step, column) in enumerate(zip(item.steps, item.columns, strict=True), 1):
            yield column, f"{item.text} - {step:g} {item.unit}", _as_json({"ImportId": f"{question}_{at}"})
    else:
        suffix = "_TEXT" if item.type in {"open", "numeric"} else ""
        yield item.id, item.text, _as_json({"ImportId": f"{question}{suffix}"})


def _as_json(value: dict[str, str]) -> str:
    return json.dumps(value, separators=(",", ":"))


def _own_cells(fieldwork: Fieldwork, questionnaire: Questionnaire) -> pd.DataFrame:
    """The platform's own columns, as texts."""
    finished = fieldwork.progress == 100
    cells = dict.fromkeys(_OWN, "") | {
        "StartDate": fieldwork.started.dt.strftime("%Y-%m-%d %H:%M:%S"),
        "EndDate": fieldwork.ended.dt.strftime("%Y-%m-%d %H:%M:%S"),
        "Status": fieldwork.is_preview.astype(int).astype("str"),
        "IPAddress": fieldwork.addresses,
        "Progress": fieldwork.progress.astype("str"),
        "Duration (in seconds)": fieldwork.seconds.astype("str"),
        "Finished": finished.astype(int).astype("str"),
        "RecordedDate": fieldwork.recorded.dt.strftime("%Y-%m-%d %H:%M:%S"),
        "ResponseId": fieldwork.ids,
        "LocationLatitude": fieldwork.places[0],
        "LocationLongitude": fieldwork.places[1],
        "DistributionChannel": pd.Series(np.where(fieldwork.is_preview, "preview", "anonymous")),
        "UserLanguage": questionnaire.language.upper(),
    }
    return pd.DataFrame(cells)
