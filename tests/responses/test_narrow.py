"""Answers held in few bytes are the same answers when they are made wide."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from psychoseg.plan import Exclusions, Plan
from psychoseg.questionnaire import parse
from psychoseg.responses import Wave, ingest, kernel, read_table
from psychoseg.responses.held import Kept
from psychoseg.responses.narrow import MANY, counted, numbers_at, texts_at, there, told, wide

ASKED = parse(
    """
id: tea
title: Tea
scales: {agree: {1: Disagree, 2: Neither, 3: Agree}}
constructs: {calm: {high: calm, low: restless}}
sections:
  - id: all
    items:
      - {id: rest, text: I rest., type: likert, scale: agree, construct: calm}
      - {id: rush, text: I rush., type: likert, scale: agree, construct: calm, reverse: true}
      - {id: spent, text: How much did you spend?, type: numeric}
      - {id: kind, text: Which kind?, type: single, options: {1: Green, 2: Black}}
      - {id: why, text: Why?, type: open, quote: true}
      - {id: may, text: May we quote you?, type: single, role: consent, options: {1: Yes, 2: No}}
"""
)
PLAN = Plan(exclude=Exclusions(attention=False, speed=0, straight=0, unanswered=1))


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.floats(allow_infinity=False) | st.integers(-3000, 3000), min_size=1, max_size=8), st.data()
)
def test_numbers_lose_nothing_in_the_narrowest_floats(values, data):
    which = np.array(data.draw(st.lists(st.integers(0, len(values) - 1), max_size=12)), dtype=int)

    found = wide(numbers_at(which, values, pd.RangeIndex(len(which))))

    assert found.dtype == float
    np.testing.assert_array_equal(found, np.array(values, dtype=float)[which])


@settings(max_examples=100, deadline=None)
@given(st.lists(st.none() | st.sampled_from(["", "a", "B", "ö"]), min_size=1, max_size=6), st.data())
def test_texts_are_held_once_and_told_once_for_every_different_one(values, data):
    which = np.array(data.draw(st.lists(st.integers(0, len(values) - 1), max_size=12)), dtype=int)
    asked: list[str] = []

    found = texts_at(which, values, pd.RangeIndex(len(which)))
    lengths = told(found, lambda text: asked.append(text) or len(text))

    there = [values[at] for at in which]
    assert [None if pd.isna(text) else text for text in wide(found)] == there
    assert [None if math.isnan(value) else value for value in lengths] == [
        None if text is None else len(text) for text in there
    ]
    assert len(asked) == len(set(asked))


def test_very_many_texts_are_the_same_texts():
    texts = [f"text {at}" for at in range(MANY + 1)]
    which = np.array([MANY, 0, len(texts), -1, -2])

    found = texts_at(which, [*texts, None], pd.RangeIndex(5))

    assert wide(found).fillna("none").tolist() == [
        f"text {MANY}", "text 0", "none", "none", f"text {MANY}",
    ]  # fmt: skip
    assert told(found, len).fillna(-1).tolist() == [10, 6, -1, -1, 10]


def test_a_column_of_kept_answers_is_that_of_the_whole_table():
    rows = "3,1,2.05,1,It is good.,1\n1,,,2,Cheap.,2\n,3,70000.5,,,1\n2,2,0.1,1,,\n"
    content = ("rest,rush,spent,kind,why,may\n" + rows).encode()

    found = ingest(read_table(content, "x.csv"), ASKED, PLAN, Wave("w"))

    for table, kept in (
        (found.answers, found.held.answers),
        (found.profile, found.held.profile),
        (found.open, found.held.open),
        (found.texts, found.held.texts),
    ):
        assert list(table.columns) == list(kept.columns)
        for name in table.columns:
            pd.testing.assert_series_equal(table[name], kept[name])
    assert found.answers["rush"].tolist()[:1] == [3.0]
    assert found.profile["spent"].tolist()[2] == 70000.5
    assert found.open["why"].tolist() == ["It is good.", None, None, None]
    assert found.held.answers.table["rest"].dtype == np.float16


def test_a_column_that_is_not_kept_is_not_there():
    kept = Kept.of(pd.DataFrame({"a": [1.0]}))

    assert "a" in kept
    assert "b" not in kept
    with pytest.raises(KeyError, match="b"):
        kept["b"]


@given(
    values=st.lists(st.sampled_from([0.0, -0.5, 1.0, 5.0, 2047.0, float("inf"), None]), max_size=40),
    kind=st.sampled_from(["float16", "float32", "float64"]),
    compiled=st.booleans(),
)
def test_answers_are_counted_and_found_by_their_bits(values, kind, compiled):
    column = pd.Series(values, dtype="float64").astype(kind)
    known = [value for value in values if value is not None]

    with pytest.MonkeyPatch.context() as patch:
        if not compiled:
            patch.setattr(kernel, "LIBRARY", None)
        counts = counted(column)

    assert counts == {value: known.count(value) for value in sorted(set(known))}
    assert there(column).tolist() == [value is not None for value in values]


@pytest.mark.parametrize("kinds", [3, 127, 128, 40_000])
def test_categories_of_any_number_are_counted(kinds):
    codes = np.append(np.arange(kinds), [-1, 0, 0])
    column = pd.Series(pd.Categorical.from_codes(codes, categories=[f"text {at}" for at in range(kinds + 1)]))

    found = counted(column)

    assert found["text 0"] == 3
    assert found[f"text {kinds}"] == 0
    assert sum(found.values()) == kinds + 2
    assert there(column).sum() == kinds + 2
