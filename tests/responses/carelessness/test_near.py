"""Nearly equal rows are found without comparing everybody with everybody, and none is missed."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from psychoseg.plan import Exclusions, Plan
from psychoseg.questionnaire import parse
from psychoseg.responses import Wave, ingest, read_table
from psychoseg.responses.carelessness import closest_match, near_match
from psychoseg.responses.carelessness.measures import MOST_COMPARED

ASKED = parse(
    "id: tea\ntitle: Tea\nscales: {agree: {1: No, 2: Rather no, 3: Neither, 4: Rather yes, 5: Yes}}\n"
    "constructs: {calm: {high: calm, low: restless}}\nsections:\n  - id: all\n    items:\n"
    + "".join(
        f"      - {{id: q{at}, text: Statement {at}., type: likert, scale: agree, construct: calm}}\n"
        for at in range(12)
    )
)


@st.composite
def copied_tables(draw):
    """Answers of which some are copies of others with some answers changed or left out."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    people, items = draw(st.integers(2, 60)), draw(st.integers(10, 40))
    answers = rng.integers(1, draw(st.sampled_from([3, 6, 12])), (people, items)).astype(float)
    for row in np.flatnonzero(rng.random(people) < 0.5):
        answers[row] = answers[rng.integers(0, people)]
        changed = rng.random(items) < rng.choice([0, 0.05, 0.2, 0.5])
        answers[row, changed] = rng.integers(1, 6, changed.sum())
    answers[rng.random(answers.shape) < draw(st.sampled_from([0, 0.02, 0.4]))] = np.nan
    return pd.DataFrame(answers, index=[f"p{at}" for at in range(people)])


@settings(max_examples=150, deadline=None)
@given(copied_tables(), st.sampled_from([0.3, 0.5, 2 / 3, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0]), st.booleans())
def test_matches_are_those_of_comparing_every_pair(answers, share, earlier):
    found = near_match(answers, share, earlier=earlier)

    every = closest_match(answers, earlier=earlier).where(lambda shares: shares >= share - 1e-6, 0.0)
    pd.testing.assert_series_equal(found, every.where(answers.notna().sum(axis=1) >= 10))


def test_a_few_copies_among_many_people_are_found():
    rng = np.random.default_rng(20260101)
    answers = rng.integers(1, 6, (20_000, 30)).astype(float)
    copies = rng.choice(np.arange(10_000, 20_000), 50, replace=False)
    answers[copies] = answers[copies - 10_000]
    for row in copies:
        answers[row, rng.choice(30, 4, replace=False)] = 9

    found = near_match(pd.DataFrame(answers), 0.85, earlier=True)

    assert sorted(np.flatnonzero(found >= 0.85)) == sorted(copies)
    assert found[copies].to_numpy() == pytest.approx(26 / 30)
    assert found.notna().all()


def test_whose_row_agrees_with_too_many_to_compare_is_not_known():
    rng = np.random.default_rng(3)
    answers = np.full((400, 12), 3.0)
    answers[:, :8] = rng.integers(1, 3, (400, 8))
    table = pd.DataFrame(answers)

    whole = near_match(table, 0.6)
    some = near_match(table, 0.6, most_pairs=2_000)

    assert whole.notna().all()
    assert some.isna().any()
    assert (some.dropna() <= whole[some.notna()]).all()


def test_with_very_many_people_the_rule_takes_whom_comparing_every_pair_takes():
    rng = np.random.default_rng(7)
    answers = pd.DataFrame(
        rng.integers(1, 6, (MOST_COMPARED + 50, 12)), columns=[f"q{at}" for at in range(12)]
    )
    plan = Plan(exclude=Exclusions(attention=False, speed=0, straight=0, unanswered=1, duplicates=0.75))

    found = ingest(read_table(answers.to_csv(index=False).encode(), "x.csv"), ASKED, plan, Wave("w"))

    every = closest_match(answers, earlier=True)
    taken = found.exclusions["respondent"].str.removeprefix("line ").astype(int) - 2
    assert sorted(taken) == sorted(every.index[every >= 0.75 - 1e-9])
    assert len(taken) > 10
    assert found.evidence["earlier_match"].max() == every.max()
