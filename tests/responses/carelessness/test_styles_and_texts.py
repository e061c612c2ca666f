"""Indices of how a scale is used, of random halves, of page times and of what was written."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from psychoseg.errors import ResponsesError
from psychoseg.plan import Exclusions, Plan
from psychoseg.questionnaire import parse
from psychoseg.responses import Wave, ingest, read_table
from psychoseg.responses.carelessness import (
    acquiescence,
    even_odd,
    extreme_share,
    is_nonsense,
    resampled_reliability,
)
from psychoseg.responses.paradata import page_times

ENDS = dict.fromkeys("abcdef", (1.0, 5.0))
SCALES = {name: [f"{name}{at}" for at in range(6)] for name in "pqrst"}


def population(seed, people=150, careless=30):
    """Honest people with a trait a scale, and then people who answer at random."""
    rng = np.random.default_rng(seed)
    traits = rng.normal(size=(people, 5))
    honest = np.clip(
        np.round(3 + np.repeat(traits, 6, axis=1) + rng.normal(scale=0.7, size=(people, 30))), 1, 5
    )
    return pd.DataFrame(np.vstack([honest, rng.integers(1, 6, (careless, 30))]), columns=[item for items in SCALES.values() for item in items])  # fmt: skip


def test_random_halves_tell_random_answers_from_honest_ones_as_well_as_even_and_odd_items_do():
    answers = population(1)

    found = resampled_reliability(answers, SCALES)

    honest, careless = found[:150], found[150:]
    above = (honest.to_numpy()[:, None] > careless.to_numpy()).mean()
    usual = even_odd(answers, SCALES)
    assert above > 0.9
    assert above >= (usual[:150].to_numpy()[:, None] > usual[150:].to_numpy()).mean() - 0.02
    assert found.equals(resampled_reliability(answers, SCALES))


@given(st.permutations(list(range(12))))
def test_random_halves_do_not_hang_on_who_else_is_there(order):
    answers = population(2, people=12, careless=0)

    turned = resampled_reliability(answers.iloc[order], SCALES)

    assert turned.sort_index().equals(resampled_reliability(answers, SCALES))


@given(st.lists(st.lists(st.integers(1, 5), min_size=6, max_size=6), min_size=1, max_size=8))
def test_saying_yes_to_everything_is_one_and_mirrored_answers_turn_the_sign(rows):
    answers = pd.DataFrame(rows, columns=list("abcdef"))
    turned = frozenset("def")

    found = acquiescence(answers, ENDS, turned)

    assert found.between(-1, 1).all()
    assert np.allclose(acquiescence(6 - answers, ENDS, turned), -found)
    assert extreme_share(answers, ENDS).equals(extreme_share(6 - answers, ENDS))
    assert acquiescence(answers * 0 + 5, ENDS, turned).eq(1).all()


HONEST = [
    "no", "ok", "none", "5", "n/a", "NHS", "TV", "It depends", "Because it's cheap", "Weil es schmeckt", "C'est bon", "Ich weiß nicht",
    "好吃", "вкусно", "لذيذ", "😀", "Rhythm and why", "BMW, VW", "HTML", "10-12 euros", "2024", "Crwth", "Strč prst skrz krk", "asparagus",
    "Sdílím", "very very good", "Poiré", "wertvoll", "Wert", "liberty", "Because of the property", "Qwant", "Lkw", "Mmm, nice", "Hmm", "yes", "not sure",
]  # fmt: skip
EMPTY = ["asdf", "asdfasdf", "qwerty", "....", "?", "-", "aaaaaaa", "sdfkjhsdf", "xcvbnm", "test", "blah blah", "12345678", "ffffff", "hjkl", "qwertz", "fghj dfgh", "!!!", "zzzzzz"]  # fmt: skip


@pytest.mark.parametrize("text", HONEST)
def test_short_and_foreign_answers_are_no_nonsense(text):
    assert not is_nonsense(text)


@pytest.mark.parametrize("text", EMPTY)
def test_answers_that_say_nothing_are_nonsense(text):
    assert is_nonsense(text)


ASKED = parse(
    """
id: t
title: T
scales: {agree: {1: Disagree, 2: Neither, 3: Agree}}
constructs: {calm: {high: calm, low: restless}}
sections:
  - id: all
    items:
      - {id: rest, text: I rest., type: likert, scale: agree, construct: calm}
      - {id: rush, text: I rush., type: likert, scale: agree, construct: calm, reverse: true}
      - {id: why, text: Why do you like tea so much?, type: open}
"""
)
HEADER = "StartDate,EndDate,Status,Progress,Duration (in seconds),Finished,ResponseId,rest,rush,why,P1_First Click,P1_Page Submit,P1_Click Count,P2_Page Submit\n"
IMPORTS = ",".join(f'"{{""ImportId"":""{name}""}}"' for name in ("startDate", "endDate", "status", "progress", "duration", "finished", "_recordId", "QID1", "QID2", "QID3_TEXT", "QID4_FIRST_CLICK", "QID4_PAGE_SUBMIT", "QID4_CLICK_COUNT", "QID5_PAGE_SUBMIT"))  # fmt: skip
KEEP = Plan(exclude=Exclusions(attention=False, speed=0, straight=0, unanswered=1))


def export(rows):
    lines = [
        f"2026-01-01 10:00:00,2026-01-01 10:05:00,0,100,300,1,R_{at},{row}" for at, row in enumerate(rows)
    ]
    return read_table((HEADER + HEADER + IMPORTS + "\n" + "\n".join(lines) + "\n").encode(), "x.csv")


def test_times_on_pages_are_read_and_hurrying_through_them_is_evidence_a_rule_can_use():
    raw = export(
        ["3,1,Cheap,0.5,10,3,20", "1,2,asdf,0.5,10,3,20", "2,3,Why do you like tea so much?,0.1,2,1,4"]
    )

    found = ingest(raw, ASKED, KEEP, Wave("w"))
    strict = ingest(raw, ASKED, Plan(exclude=Exclusions(attention=False, speed=0, straight=0, unanswered=1, page_speed=2, nonsense=1)), Wave("w"))  # fmt: skip

    assert list(page_times(raw).columns) == ["P1_Page Submit", "P2_Page Submit"]
    assert found.evidence["page_speed"].tolist() == [1, 1, 3]
    assert found.evidence["nonsense"].tolist() == [0, 1, 0]
    assert found.evidence["copied_question"].tolist() == [0, 0, 1]
    assert strict.exclusions["rule"].tolist() == [
        "hurried through the pages",
        "wrote nothing that can be read",
    ]
    assert len(strict.everyone.answers) == 3


def test_weights_that_let_one_person_outvote_dozens_are_refused_unless_allowed():
    rows = "".join(f"{1 + at % 3},{1 + at % 2},x,{1 if at else 1000}\n" for at in range(12))
    raw = read_table(("rest,rush,why,w\n" + rows).encode(), "x.csv")
    plan = Plan(exclude=KEEP.exclude, weight_column="w")

    with pytest.raises(
        ResponsesError, match=r"1 people would weigh more than 30 times the median, the most 1000 times"
    ):
        ingest(raw, ASKED, plan, Wave("w"))
    allowed = ingest(
        raw, ASKED, Plan(exclude=KEEP.exclude, weight_column="w", largest_weight=2000), Wave("w")
    )
    assert any("very uneven" in caveat for caveat in allowed.caveats)


def test_times_in_milliseconds_and_times_of_nothing_are_said():
    raw = export(["3,1,a,,,,", "1,2,b,,,,"])
    raw.seconds[:] = [240_000.0, -5.0]

    found = ingest(raw, ASKED, KEEP, Wave("w"))

    assert "interview times look like milliseconds; they are only compared with each other" in found.changes
    assert "1 interview times of 0 or less are no times" in found.changes
