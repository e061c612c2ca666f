"""A plain CSV file: one header row of column names, one row a person who finished or not."""

from __future__ import annotations

import csv
import io
from datetime import datetime

import pandas as pd

from psychoseg.questionnaire import Questionnaire
from psychoseg.simulate.fieldwork import draw_fieldwork
from psychoseg.simulate.simulation import Simulated


def plain_csv(simulated: Simulated, questionnaire: Questionnaire, *, start: datetime) -> str:
    """The answers as a table: ``respondent``, ``started`` and ``seconds``, then every item's columns.

    Options of a multiple choice hold 1 where chosen and 0 where another one was; lines end with
    CR and LF, as spreadsheets write them.

    Examples
    --------
    >>> from psychoseg.questionnaire import read
    >>> from psychoseg.resources import folder
    >>> from psychoseg.simulate import read_truth, simulate
    >>> food = read(folder("questionnaires") / "everyday_food.yml")
    >>> truth = read_truth(folder("questionnaires") / "everyday_food.truth.yml", food)
    >>> spring = simulate(food, truth, wave="spring", respondents=40, seed=1)
    >>> plain_csv(spring, food, start=datetime(2026, 3, 2, 9))[:41]
    'respondent,started,seconds,shopping_share'
    """
    fieldwork = draw_fieldwork(simulated, start, previews=0)
    own = pd.DataFrame(
        {
            "respondent": fieldwork.ids,
            "started": fieldwork.started.dt.strftime("%Y-%m-%dT%H:%M:%S"),
            "seconds": fieldwork.seconds,
        }
    )
    table = pd.concat(
        [own, _with_zeros(simulated.answers, questionnaire).reset_index(drop=True)], axis="columns"
    )
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(table.columns)
    writer.writerows(table.to_numpy())
    return out.getvalue()


def _with_zeros(answers: pd.DataFrame, questionnaire: Questionnaire) -> pd.DataFrame:
    """The answers with 0 for options left unchosen by people who chose another."""
    filled = answers.copy()
    for item in questionnaire.items:
        if item.type == "multiple":
            answered = (filled[list(item.columns)] == "1").any(axis="columns")
            for column in item.columns:
                filled[column] = filled[column].mask(answered & (filled[column] == ""), "0")
    return filled
