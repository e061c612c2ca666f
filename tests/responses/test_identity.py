"""Whose row is whose: the ids of a table that comes from no platform."""

from __future__ import annotations

import pandas as pd
import pytest

from psychoseg.errors import ResponsesError
from psychoseg.plan import Plan
from psychoseg.questionnaire import parse
from psychoseg.responses import ingest
from psychoseg.responses.model import Wave
from psychoseg.responses.readers import read_table

QUESTIONNAIRE = """\
id: tea
title: Tea
language: en
scales: {agree: {1: Disagree, 2: Neither, 3: Agree}}
constructs: {calm: {high: calm, low: restless}}
sections:
  - id: all
    items:
      - {id: rest, text: I take my time over tea., type: likert, scale: agree, construct: calm}
      - {id: rush, text: I drink my tea in a hurry., type: likert, scale: agree, construct: calm, reverse: true}
"""
ANSWERS = ["3,1", "1,3", "2,2", "3,2", "1,2", "2,1"]


def read(header: str, ids: list[str], **wave: str):
    rows = "\n".join(f"{name},{answer}" for name, answer in zip(ids, ANSWERS, strict=True))
    table = read_table(f"{header},rest,rush\n{rows}\n".encode(), "answers.csv")
    return ingest(table, parse(QUESTIONNAIRE), Plan(), Wave(id="a", **wave))


@pytest.mark.parametrize("header", ["id", "Respondent ID", "resp_id", "UUID"])
def test_a_column_called_as_ids_are_and_different_in_every_row_names_the_people(header):
    found = read(header, ["007", "7", "a", "b", "c", "d"])

    assert list(found.answers.index) == ["007", "7", "a", "b", "c", "d"]
    assert any(f"people go by the column {header}" in change for change in found.changes)


def test_a_column_called_id_that_repeats_itself_is_no_id():
    with pytest.raises(ResponsesError, match="column 'id' is not in the questionnaire"):
        read("id", ["x", "x", "x", "y", "y", "y"])


def test_an_id_that_wave_yml_names_in_another_case_is_found():
    found = read("Panelist", ["a", "b", "c", "d", "e", "f"], respondent="panelist")

    assert list(found.answers.index) == ["a", "b", "c", "d", "e", "f"]


def test_ids_a_spreadsheet_has_rounded_are_refused():
    with pytest.raises(ResponsesError, match="damaged by a spreadsheet"):
        read("id", ["9.00E+15"] * 6)


def test_answers_are_never_taken_for_ids():
    questionnaire = parse(QUESTIONNAIRE.replace("{id: rest,", "{id: record,"))
    table = read_table(b"record,rush\n3,1\n1,3\n2,2\n", "answers.csv")

    found = ingest(table, questionnaire, Plan(), Wave(id="a"))

    assert isinstance(found.answers, pd.DataFrame)
    assert list(found.answers.columns) == ["record", "rush"]
