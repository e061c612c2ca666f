"""What other programs get holds the same answers, words and reasons, and nothing that can act."""

import csv
import io
import json

import numpy as np
import pandas as pd
import pyreadstat
import pytest
import xmlschema
from hypothesis import given
from hypothesis import strategies as st

from psychoseg.plan import Exclusions, Plan
from psychoseg.questionnaire import parse
from psychoseg.responses import Wave, ingest, read_table
from psychoseg.responses.exports import EXPORTS, dataset_of
from psychoseg.responses.exports.sav import spss_names
from psychoseg.responses.exports.spreadsheet import inert

ASKED = parse(
    """
id: tea
title: Tea & <cake>
scales:
  agree:
    labels: {1: Disagree, 2: Neither, 3: "Agree < fully"}
    missing: {8: {label: Don't know, missing: dont_know}, 9: {label: Prefer not to say, missing: refused}}
constructs: {calm: {high: calm, low: restless}}
sections:
  - id: all
    items:
      - {id: rest, text: I rest & sleep., type: likert, scale: agree, construct: calm}
      - {id: rush, text: I rush., type: likert, scale: agree, construct: calm, reverse: true}
      - {id: kind, text: Which?, type: single, options: {1: Green, 2: Black}}
      - {id: land, text: Where from?, type: single, options: {uk: Britain, de: Germany}}
      - {id: cups, text: How many?, type: numeric, min: 0, max: 100, decimals: 1, ask_if: kind == 1}
      - {id: place, text: Where?, type: multiple, options: {h: At home, w: "At work, mostly"}}
      - {id: best, text: Rank., type: ranking, options: {a: Green, b: Black}}
      - {id: buy, text: Buy?, type: price, steps: [1, 2], unit: euros}
      - {id: day, text: When?, type: date}
"""
)
KEEP = Plan(exclude=Exclusions(attention=False, speed=0, straight=0, unanswered=1))
ROWS = """id,rest,rush,kind,land,cups,place,best_a,best_b,buy_1,buy_2,day
p1,3,1,1,uk,2.5,"h;w",1,2,1,0,2026-01-01
p2,1,8,2,de,,w,2,1,1,1,2026-02-01
p3,2,9,1,,7,,1,,0,0,
p4,2,2,1,de,,,,,,,
"""


@pytest.fixture(scope="module")
def found():
    return ingest(read_table(ROWS.encode(), "x.csv", form="table"), ASKED, KEEP, Wave("w", respondent="id"))


@pytest.fixture(scope="module")
def data(found):
    table = pd.concat([found.answers, found.profile, found.weights.rename("weight")], axis=1)
    segments = pd.Series([1, 2, 1, 2], index=table.index)
    return dataset_of(ASKED, table, found.states, segments, ("=Planners", "Others"))


def again(files, main, **more):
    beside = {f"x{suffix}": content for suffix, content in files.items() if suffix != main}
    raw = read_table(files[main], f"x{main}", beside=beside, **more)
    plan = Plan(exclude=KEEP.exclude, weight_column="weight")
    return ingest(raw, ASKED, plan, Wave("w", respondent="respondent", ignore=("segment",)))


def test_answers_and_reasons_come_back_from_spss_as_they_went(found, data):
    files = EXPORTS["sav"](data)

    back = again(files, ".sav")

    assert back.answers.equals(found.answers)
    pd.testing.assert_frame_equal(back.profile, found.profile, check_dtype=False)
    assert back.states.astype(str).equals(found.states.astype(str))
    assert back.weights.tolist() == found.weights.tolist()


def test_people_who_are_in_no_segment_have_no_answer_there(found):
    table = pd.concat([found.answers, found.profile, found.weights.rename("weight")], axis=1)
    segments = pd.Series([1, 0, 1, 2], index=table.index)

    data = dataset_of(ASKED, table, found.states, segments, ("One", "Two"))

    assert data.table["segment"].isna().tolist() == [False, True, False, False]
    assert all(EXPORTS[kind](data) for kind in EXPORTS)


def test_spss_gets_labels_user_missing_values_and_sets_of_answers(data, tmp_path):
    files = EXPORTS["sav"](data)
    (tmp_path / "x.sav").write_bytes(files[".sav"])

    table, meta = pyreadstat.read_sav(tmp_path / "x.sav", user_missing=True)

    assert meta.variable_value_labels["rush"][-94.0] == "refused"
    assert meta.variable_value_labels["rush"][-95.0] == "don't know"
    assert meta.missing_ranges["rush"][0]["hi"] == -94
    assert table["rush"].tolist() == [1, -95, -94, 2]
    assert meta.column_names_to_labels["place_w"] == "Where? At work, mostly"
    assert meta.variable_value_labels["segment"] == {1.0: "=Planners", 2.0: "Others"}
    assert (
        "MRSETS /MDGROUP NAME=$place LABEL='Where?'\n  CATEGORYLABELS=VARLABELS VARIABLES=place_h place_w VALUE=1."
        in files[".sps"].decode("utf-8-sig").replace("\r\n", "\n")
    )


def test_answers_come_back_from_triple_s_as_they_went(found, data):
    back = again(EXPORTS["triples"](data), ".csv")

    assert back.answers.equals(found.answers)
    pd.testing.assert_frame_equal(back.profile, found.profile, check_dtype=False)


def test_triple_s_is_valid_by_the_standards_own_schema(shared, data):
    schema = xmlschema.XMLSchema(str(shared / "samples" / "specs" / "sss_v20.xsd"))
    text = EXPORTS["triples"](data)[".sss"].decode()

    schema.validate(
        text.replace("<sss version", '<sss xmlns="http://tempuri.org/sss_v20" version').split("?>", 1)[1]
    )
    assert "<title>Tea &amp; &lt;cake&gt;</title>" in text
    assert '<variable ident="1" type="character" use="serial">' in text


def test_answers_come_back_from_parquet_and_its_codebook_says_what_codes_mean(data):
    files = EXPORTS["parquet"](data)

    table = pd.read_parquet(io.BytesIO(files[".parquet"]))
    book = json.loads(files[".codebook.json"])

    assert table["rush"].tolist()[0] == 1
    rush = next(column for column in book["columns"] if column["name"] == "rush")
    assert rush["missing"] == {"dont_know": 1, "refused": 1}
    assert {"code": "3", "label": "Agree < fully"} in rush["options"]
    states = pd.read_parquet(io.BytesIO(files[".missing.parquet"]))
    assert states["cups"].tolist() == ["answered", "not_shown", "answered", "not_reached"]


def test_a_spreadsheet_gets_numbers_untouched_and_no_formula(data):
    rows = list(csv.reader(io.StringIO(EXPORTS["csv"](data)[".csv"].decode("utf-8-sig"))))

    assert rows[1][rows[0].index("cups")] == "2.5"
    assert rows[1][rows[0].index("day")] == "2026-01-01"
    assert len(rows) == 5


@given(st.text(max_size=40))
def test_no_text_can_begin_like_a_formula(text):
    made = inert(text)

    assert made.removeprefix("'") == text or made == text
    assert not made.lstrip('\u00a0 "').startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@given(st.lists(st.text(min_size=1, max_size=80), min_size=1, max_size=20))
def test_every_name_is_one_spss_takes_and_none_stands_twice(names):
    made = spss_names(names)

    assert len({name.casefold() for name in made}) == len(made)
    assert all(
        name[0].isalpha() and name.isascii() and len(name) <= 64 and not name.endswith(".") for name in made
    )


def test_reasons_never_collide_with_answers():
    from psychoseg.responses.exports.dataset import missing_codes

    codes, filled = missing_codes(pd.Series([-500.0, np.nan]), pd.Series(["answered", "not_shown"]))

    assert codes["not_shown"] < -500
    assert filled.tolist() == [-500.0, codes["not_shown"]]
