"""People measured a stretch at a time have the values they have together."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from psychoseg.questionnaire import parse
from psychoseg.responses.carelessness import (
    INDICES,
    antonyms,
    exact_duplicates,
    mahalanobis,
    page_speed,
    person_total,
    random_answers,
    synonyms,
)
from psychoseg.responses.carelessness.index import Material
from psychoseg.responses.carelessness.random_answers import random_among
from psychoseg.stats.moments import Moments

ITEMS = [f"q{number}" for number in range(12)]
ASKED = parse(
    "id: tea\ntitle: Tea\nscales: {agree: {1: No, 2: Rather no, 3: Neither, 4: Rather yes, 5: Yes}}\n"
    "constructs: {a: {high: a, low: no a}, b: {high: b, low: no b}, c: {high: c, low: no c}}\n"
    "sections:\n  - id: all\n    items:\n"
    + "".join(
        f"      - {{id: {name}, text: Statement {name}., type: likert, scale: agree, construct: {'abc'[at // 4]}{', reverse: true' if at % 4 == 3 else ''}}}\n"
        for at, name in enumerate(ITEMS)
    )
)


@st.composite
def tables(draw):
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    people = draw(st.integers(2, 80))
    taste = rng.normal(size=(people, 3)) * draw(st.floats(0, 2))
    answers = np.clip(np.round(3 + np.repeat(taste, 4, axis=1) + rng.normal(size=(people, 12))), 1, 5)
    answers[rng.random(answers.shape) < draw(st.sampled_from([0, 0.05, 0.6]))] = np.nan
    return pd.DataFrame(answers, columns=ITEMS, index=[f"p{number}" for number in range(people)])


def in_stretches(table, measure):
    """Every person's value, three people at a time."""
    whole = Material(table, ASKED)
    return pd.concat([measure(part) for part in whole.stretches(3)])


@pytest.mark.parametrize(
    ("measure", "together"),
    [
        (lambda of: mahalanobis(of.answers, of.moments), mahalanobis),
        (lambda of: person_total(of.answers, of.moments), person_total),
        (lambda of: synonyms(of.answers, 0.31, moments=of.moments), lambda all_: synonyms(all_, 0.31)),
        (lambda of: antonyms(of.answers, 0.31, moments=of.moments), lambda all_: antonyms(all_, 0.31)),
    ],
)
@settings(max_examples=40, deadline=None)
@given(table=tables())
def test_everybodys_moments_are_all_a_stretch_needs_of_the_others(measure, together, table):
    found = in_stretches(table, measure)

    pd.testing.assert_series_equal(found, together(table), rtol=1e-9, atol=1e-9)


@settings(max_examples=40, deadline=None)
@given(table=tables())
def test_rows_drawn_by_lot_are_the_same_ones_in_stretches(table):
    scales = {"a": ITEMS[:4], "b": ITEMS[4:8], "c": ITEMS[8:]}
    ends = dict.fromkeys(ITEMS, (1, 5))

    found = random_among(lambda: (table.iloc[at : at + 7] for at in range(0, len(table), 7)), scales, ends)

    together = random_answers(table, scales, ends)
    assert (found is None) == (together is None)
    if found is not None:
        pd.testing.assert_series_equal(found, together)


@settings(max_examples=60, deadline=None)
@given(table=tables())
def test_covariances_and_correlations_of_moments_are_those_of_the_answers(table):
    moments = Moments.of(table)

    np.testing.assert_allclose(moments.covariance(), table.cov(), rtol=1e-9, atol=1e-9)
    either = table.corr().to_numpy().copy()
    np.fill_diagonal(either, 1.0)
    np.testing.assert_allclose(moments.correlation(), either, rtol=1e-7, atol=1e-7)


@settings(max_examples=60, deadline=None)
@given(table=tables(), again=st.integers(0, 5))
def test_equal_rows_are_told_among_more_kinds_of_answers_than_fit_a_number(table, again):
    wide = pd.concat([table + at for at in range(4)], axis=1, ignore_index=True)
    wide = pd.concat([wide, wide.iloc[:again]], ignore_index=True) + np.arange(48) / 7

    found = exact_duplicates(wide)

    rows = wide.fillna(-1).apply(tuple, axis=1)
    others = rows.map(rows.value_counts()) - 1.0
    assert found.equals(others.where(wide.notna().sum(axis=1) >= 10))


def test_the_speed_over_pages_of_some_is_measured_by_everybodys_median():
    pages = pd.DataFrame([[10, 20], [20, 20], [5, 2]])

    assert page_speed(pages.iloc[2:], pages.median()).tolist() == page_speed(pages).tolist()[2:]


def test_an_index_that_needs_everybody_says_so():
    assert {index.name for index in INDICES if index.together} == {
        "failed_checks", "speed", "random_answers", "exact_duplicates", "closest_match", "same_text", "nonsense", "copied_question",
    }  # fmt: skip
