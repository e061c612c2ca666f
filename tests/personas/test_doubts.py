"""What is left out of a description, and what is doubtful about it."""

from __future__ import annotations

import pandas as pd
import pytest

from psychoseg.personas.profile import Measure, measures
from psychoseg.personas.scarce import FEWEST, MOST_ANSWERS, comparable
from psychoseg.personas.unanswered import uneven_answers
from psychoseg.plan import Plan
from psychoseg.questionnaire import parse
from psychoseg.responses import Wave, ingest, read_table

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
      - {id: a1, type: likert, scale: agree, construct: calm, text: Tea calms me}
      - {id: a2, type: likert, scale: agree, construct: calm, text: Tea suits me}
      - {id: kind, type: single, role: behaviour, text: Which tea did you drink last?, options: {1: Green, 2: Black, 3: None, 9: {label: Prefer not to say, missing: true}}}
      - {id: cups, type: numeric, role: behaviour, text: How many cups did you drink yesterday?, unit: cups, min: 0, max: 30, ask_if: kind != 3}
"""


def responses(rows):
    lines = "id,a1,a2,kind,cups\n" + "".join(
        f"p{at},{at % 5 + 1},{at * 2 % 5 + 1},{row}\n" for at, row in enumerate(rows)
    )
    asked = parse(ASKED)
    return asked, ingest(read_table(lines.encode(), "x.csv"), asked, Plan(), Wave("spring"))


def test_an_answer_of_fewer_than_five_people_is_not_shown_and_said():
    asked, found = responses(["1,2"] * 60 + ["2,3"] * FEWEST + ["3,"] * (FEWEST - 1))

    kept, caveats = comparable(measures(found, asked))

    assert [measure.label for measure in kept if measure.item == "kind"] == ["Green", "Black"]
    assert caveats == ("Answers that fewer than 5 people gave are not shown: None.",)


def test_an_answer_nobody_gave_says_nothing_of_anybody_and_stays():
    asked, found = responses(["1,2"] * 60 + ["2,3"] * 10)

    kept, caveats = comparable(measures(found, asked))

    assert "None" in [measure.label for measure in kept]
    assert caveats == ()


@pytest.mark.parametrize(("answers", "left"), [(MOST_ANSWERS, True), (MOST_ANSWERS + 1, False)])
def test_a_question_with_too_many_answers_to_compare_is_left_out_and_said(answers, left):
    numbers = pd.Series(range(10 * answers)) % answers
    found = [
        Measure("town", f"town_{at}", f"Town {at}", "profile", "share", (numbers == at).astype(float))
        for at in range(answers)
    ]

    kept, caveats = comparable(found)

    assert bool(kept) is left
    assert any(f"town has {answers} different answers" in caveat for caveat in caveats) is not left


def test_a_segment_that_leaves_a_question_out_more_often_is_named_with_both_shares():
    asked, found = responses(["1,", "1,2"] * 50 + ["2,3"] * 100)
    segments = pd.Series([1] * 100 + [2] * 100, index=found.answers.index)

    told = uneven_answers(found, asked, segments, ["Calm", "Busy"])

    assert told == (
        "How many cups did you drink yesterday?: 25% of everybody gave no answer, but 50% of Calm and 0% of Busy; "
        "figures there are of those who answered and may not hold for the segments.",
    )


def test_a_refusal_is_a_missing_answer_and_a_question_not_asked_is_none():
    asked, found = responses(["3,"] * 60 + ["9,2"] * 40 + ["2,3"] * 100)
    segments = pd.Series([1] * 100 + [2] * 100, index=found.answers.index)

    (told,) = uneven_answers(found, asked, segments, ["Calm", "Busy"])

    assert told.startswith("Which tea did you drink last?: 20% of everybody gave no answer, but 40% of Calm")


def test_answers_missing_alike_in_every_segment_raise_no_doubt():
    asked, found = responses(["1,", "1,2"] * 100)
    segments = pd.Series([1, 1, 2, 2] * 50, index=found.answers.index)

    assert uneven_answers(found, asked, segments, ["Calm", "Busy"]) == ()
