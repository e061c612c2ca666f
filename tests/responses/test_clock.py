"""How long interviews took, told from whatever times a file holds."""

from __future__ import annotations

from datetime import datetime, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from psychoseg.plan import Exclusions, Plan
from psychoseg.questionnaire import parse
from psychoseg.responses import Wave, ingest, read_table
from psychoseg.responses.drafting import draft
from psychoseg.responses.inspection import inspect
from psychoseg.responses.paradata import with_clock
from psychoseg.responses.readers.clock import seconds_between, stamps

FORMS = [
    "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%dT%H:%M:%S.000+02:00", "%m/%d/%Y %I:%M:%S %p", "%d.%m.%Y %H:%M:%S",
    "%b %d, %Y %I:%M:%S %p", "%Y/%m/%d %I:%M:%S %p", "%m/%d/%y %H:%M:%S", "%d-%m-%Y %H:%M:%S",
]  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@given(
    st.datetimes(datetime(2001, 1, 13), datetime(2068, 12, 28)).map(lambda at: at.replace(microsecond=0)),
    st.integers(1, 7200),
)
def test_the_time_between_start_and_end_is_the_same_in_every_form(form, began, took):
    first = datetime(2024, 3, 25, 9, 30)  # tells days from months
    starts = pd.Series([first.strftime(form), began.strftime(form)])
    ends = pd.Series([first.strftime(form), (began + timedelta(seconds=took)).strftime(form)])
    assert seconds_between(starts, ends).tolist() == [0, took]


def test_unreadable_times_and_mixed_forms_do_not_spoil_the_others():
    found = stamps(
        pd.Series(["soon", "", "29/03/2026 02:30", "2026-03-29 24:00", "2026-03-29T02:30:00+02:00"])
    )
    assert found.isna().tolist() == [True, True, False, False, False]
    assert found.iloc[3] == pd.Timestamp("2026-03-30", tz="UTC")
    assert found.iloc[4] == pd.Timestamp("2026-03-29 00:30", tz="UTC")


ASKED = """
id: tea
title: Tea
version: 1
language: en
objective: Which teas to sell
scales: {agree: {1: Not at all, 2: A little, 3: Partly, 4: Mostly, 5: Fully}}
constructs: {calm: {name: Calm, basis: psychographic}}
sections:
  - id: one
    items:
"""
ITEMS = "".join(
    f"      - {{id: a{at}, type: likert, scale: agree, construct: calm, text: Tea {word} me}}\n"
    for at, word in enumerate(("calms", "suits", "wakes", "warms"))
)


def rows(lengths):
    start = datetime(2026, 5, 2, 10)
    return "".join(
        f"p{at},{at % 5 + 1},{(at + 1) % 5 + 1},{(at * 2) % 5 + 1},{(at * 3) % 5 + 1},{start:%d.%m.%Y %H:%M:%S},{start + timedelta(seconds=took):%d.%m.%Y %H:%M:%S}\n"
        for at, took in enumerate(lengths)
    )


def test_speeders_are_found_from_the_start_and_end_of_a_plain_table():
    raw = read_table(("id,a0,a1,a2,a3,Start time,End time\n" + rows([300] * 30 + [20])).encode(), "x.csv")
    found = ingest(raw, parse(ASKED + ITEMS), Plan(exclude=Exclusions(speed=0.4)), Wave("spring"))
    assert found.exclusions["respondent"].tolist() == ["p30"]
    assert "Start time and End time time the interviews and are no answers" in "\n".join(found.changes)


def test_a_column_the_questionnaire_asks_for_stays_an_answer_whatever_its_name():
    item = "      - {id: duration, type: numeric, role: behaviour, text: How long did you drink tea yesterday, unit: minutes, min: 0, max: 400}\n"
    lines = "".join(f"{a % 5 + 1},{(a + 1) % 5 + 1},{a * 2 % 5 + 1},{a * 3 % 5 + 1},{a}\n" for a in range(40))
    raw = read_table(("a0,a1,a2,a3,duration\n" + lines).encode(), "x.csv")
    found = ingest(raw, parse(ASKED + ITEMS + item), Plan(), Wave("spring"))
    assert found.profile["duration"].tolist() == list(range(40))
    assert with_clock(raw).seconds.tolist() == list(range(40))


@pytest.mark.parametrize(
    "cells", [["often", "never"], ["2026-05-02", "2026-05-03"], ["", ""], ["10:00", "noon"]]
)
def test_a_name_alone_makes_no_column_a_time(cells):
    raw = read_table(("start,q\n" + "".join(f"{cell},1\n" for cell in cells)).encode(), "x.csv")
    assert with_clock(raw) is raw


def test_inspect_and_drafts_leave_the_clock_out_of_the_questions():
    raw = with_clock(read_table(("id,a0,a1,a2,a3,start,end\n" + rows([300, 360, 420])).encode(), "x.csv"))
    found = inspect(raw)
    assert found.median_seconds == 360
    assert found.paradata == (("start", "started"), ("end", "ended"))
    assert {item.id for item in parse(draft(raw)).items} == {"id", "a0", "a1", "a2", "a3"}


def test_platforms_that_keep_only_start_and_end_have_interview_times():
    text = "#,Which tea?,Start Date (UTC),Submit Date (UTC),Network ID\nab12,Green,29-12-2018 23:46,30-12-2018 00:00,x1\ncd34,Black,27-12-2018 21:40,27-12-2018 21:45,x2\n"
    raw = read_table(text.encode(), "x.csv")
    assert raw.platform == "typeform"
    assert raw.seconds.tolist() == [14 * 60, 5 * 60]
