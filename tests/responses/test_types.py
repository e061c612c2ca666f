"""Every type of the questionnaire language, read from an export or refused by name."""

import pytest

from psychoseg.errors import ResponsesError
from psychoseg.personas.profile import measures
from psychoseg.plan import Exclusions, Plan
from psychoseg.questionnaire import parse
from psychoseg.responses import Wave, ingest, read_table

ASKED = parse(
    """
id: tea
title: Tea
scales:
  agree:
    labels: {1: Disagree, 2: Neither, 3: Agree}
    missing: {99: {label: Don't know, missing: dont_know}}
constructs: {calm: {high: calm, low: restless}}
sections:
  - id: all
    items:
      - id: views
        type: matrix
        text: "Your views:"
        scale: agree
        construct: calm
        rows: {rest: I rest., rush: {text: I rush., reverse: true}}
      - {id: tell, text: Would you recommend us?, type: nps, short: Recommends}
      - {id: first, text: When?, type: date, earliest: 2026-01-01, latest: 2026-06-30}
      - {id: best, text: Rank them., type: ranking, options: {a: Green, b: Black, c: Red}}
      - id: place
        text: Where?
        type: single
        options: {1: At home, 2: {label: "Elsewhere, namely", specify: true}}
"""
)
HEADER = "rest,rush,tell,first,best_a,best_b,best_c,place,place_2_text\n"
KEEP = Plan(exclude=Exclusions(attention=False, speed=0, straight=0, unanswered=1))


def read(rows, header=HEADER):
    return ingest(read_table((header + rows).encode(), "x.csv"), ASKED, KEEP, Wave("w"))


def test_every_type_is_read_from_its_columns():
    found = read("3,1,10,2026-03-01,1,2,,2,in a tent\n1,99,7,2026-03-02 11:20:00,,1,2,1,\n2,2,0,,,,,,\n")

    assert found.answers["rest"].tolist() == [3, 1, 2]
    assert found.answers["rush"].tolist()[0] == 3
    assert found.answers["rush"].isna().tolist() == [False, True, False]
    assert found.profile["tell"].tolist() == ["10", "7", "0"]
    assert found.profile["first"].tolist()[:2] == ["2026-03-01", "2026-03-02"]
    assert found.profile["best_b"].tolist()[:2] == [2, 1]
    assert "rush: 1 refusals read as missing" in found.changes
    assert "place_2_text: 1 texts written in, not analysed" in found.changes


def test_the_column_of_written_in_texts_may_be_left_out():
    found = read("3,1,10,,,,,2\n1,2,7,,,,,1\n", HEADER.replace(",place_2_text", ""))

    assert found.profile["place"].tolist() == ["2", "1"]


def test_those_who_would_recommend_are_described_by_their_share():
    found = read("3,1,10,,,,,2,\n1,2,7,,,,,1,\n2,2,9,,,,,1,\n")

    (share,) = [entry for entry in measures(found, ASKED) if entry.item == "tell"]
    assert share.numbers.tolist() == [1, 0, 1]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("3,1,11,,,,,1,", "column tell: '11' is no code or label"),
        ("3,1,5,March,,,,1,", "column first: 'March' is not a day .*; write days as 2026-03-01"),
        ("3,1,5,2026-02-30,,,,1,", "'2026-02-30' is not a day"),
        ("3,1,5,2025-12-31,,,,1,", "2025-12-31 is outside 2026-01-01 to 2026-06-30"),
        ("3,1,5,,4,,,1,", "column best_a: '4' is no rank .*; ranks run from 1 to 3"),
        ("3,1,5,,1,1,,1,", "item best: one rank for two options"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_with_its_place(row, message):
    with pytest.raises(ResponsesError, match=message):
        read(f"{row}\n1,2,5,,,,,2,\n")


def test_labels_are_read_in_every_language_of_the_questionnaire():
    asked = parse(
        """
id: tea
title: Tea
scales: {agree: {1: {en: Disagree, de: Nein}, 2: {en: Agree, de: Ja}}}
constructs: {calm: {high: calm, low: restless}}
sections:
  - id: all
    items:
      - {id: rest, text: I rest., type: likert, scale: agree, construct: calm}
      - {id: kind, text: Which?, type: single, options: {1: {en: Green, de: Grün}, 2: {label: {en: Not sure, de: Unsicher}, missing: dont_know}}}
      - {id: place, text: Where?, type: multiple, options: {a: {en: Home, de: Daheim}, b: {en: Work, de: Arbeit}}}
"""
    )
    rows = 'rest,kind,place\nJa,Grün,Daheim\nDisagree,Unsicher,"Arbeit, Home"\n'

    found = ingest(read_table(rows.encode(), "x.csv"), asked, KEEP, Wave("w"))

    assert found.answers["rest"].tolist() == [2, 1]
    assert found.profile["kind"].isna().tolist() == [False, True]
    assert found.profile["place_b"].tolist() == [0, 1]
