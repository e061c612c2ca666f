"""Values that cannot be right get one clear answer each: refused with the way out, or read and said."""

import time

import pytest

from psychoseg.errors import ResponsesError
from psychoseg.plan import Exclusions, Plan
from psychoseg.questionnaire import parse
from psychoseg.responses import Wave, ingest, read_table

ASKED = parse(
    """
id: b
title: B
scales: {agree: {1: Disagree, 2: Rather disagree, 3: Neither, 4: Rather agree, 5: "I don't mind"}}
constructs: {calm: {high: calm, low: restless}}
sections:
  - id: all
    items:
      - {id: rest, text: I rest., type: likert, scale: agree, construct: calm}
      - {id: rush, text: I rush., type: likert, scale: agree, construct: calm}
      - {id: age, text: Age?, type: numeric, min: 0, max: 120}
      - {id: spend, text: Spend?, type: numeric}
      - {id: kind, text: Which?, type: single, options: {1: None, 2: N/A, 3: Black, 4: café crème}}
      - {id: why, text: Why?, type: open, quote: true}
"""
)
KEEP = Plan(exclude=Exclusions(attention=False, speed=0, straight=0, unanswered=1))
HEADER = "rest,rush,age,spend,kind,why"


def read(row, more="2,3,40,10,3,fine\n4,2,30,5,3,good\n", header=HEADER, wave=None):
    return ingest(
        read_table(f"{header}\n{row}\n{more}".encode(), "x.csv", form="table"), ASKED, KEEP, wave or Wave("w")
    )


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("3.5,1,40,1,3,", r"column rest: '3.5' is no code or label .*line 2"),
        ("0,1,40,1,3,", "'0' is no code"),
        ("6,1,40,1,3,", "'6' is no code"),
        ("TRUE,1,40,1,3,", "'TRUE' is no code"),
        ("1e0,1,40,1,3,", "'1e0' is no code"),
        ("0x5,1,40,1,3,", "'0x5' is no code"),
        ("5_0,1,40,1,3,", "'5_0' is no code"),
        ("inf,1,40,1,3,", "'inf' is no code"),
        ("Jan-02,1,40,1,3,", "a date that a spreadsheet made of an answer"),
        ("2026-01-02,1,40,1,3,", "a date that a spreadsheet made of an answer"),
        ("1,1,40,1,1;3;4,", "several answers to a question that takes one"),
        ("1,1,199,1,3,", "'199' is outside 0 to 120"),
        ("1,1,-3,1,3,", "'-3' is outside 0 to 120"),
        ("1,1,40,€ 12,3,", "'€ 12' is not a number .*without a sign for per cent or money"),
        ("1,1,40,12%,3,", "without a sign for per cent or money"),
        ("1,1,40,inf,3,", "'inf' is not a number"),
        ("1,1,40,nan,3,", "'nan' is not a number"),
        ("1,1,40,1_000,3,", "'1_000' is not a number"),
        ("1,1,40,0x1F,3,", "'0x1F' is not a number"),
    ],
)
def test_what_cannot_be_is_refused_with_the_way_out(row, message):
    with pytest.raises(ResponsesError, match=message):
        read(row)


def test_labels_of_another_language_are_listed_all_at_once():
    with pytest.raises(ResponsesError) as caught:
        read("Stimme zu,Stimme eher zu,40,1,3,", "Teils teils,Lehne ab,30,1,3,\nLehne eher ab,1,30,1,3,\n")

    assert len(caught.value.faults) == 5


@pytest.mark.parametrize(
    ("cell", "code"),
    [("5.0", 5), ("+5", 5), (" 5 ", 5), ("５", 5), ("٥", 5), ("5\u00a0", 5), ("I don’t mind", 5), ("I  DON'T MIND", 5), ("i don't mind", 5), ("Rather\u00a0agree", 4)],
)  # fmt: skip
def test_an_answer_in_another_spelling_is_the_same_answer(cell, code):
    assert read(f'"{cell}",1,40,1,3,').answers["rest"].iloc[0] == code


def test_a_letter_written_in_two_signs_is_the_same_letter_and_words_for_nothing_can_be_answers():
    found = read("1,1,40,1,cafe\u0301 cre\u0300me,", "1,2,40,1,None,\n2,2,40,1,N/A,\n")

    assert found.profile["kind"].tolist() == ["4", "1", "2"]
    assert any("labels matched once quotes, signs, case or blanks" in change for change in found.changes)


def test_labels_and_codes_may_stand_in_one_column():
    assert read("Neither,1,40,1,3,").answers["rest"].tolist() == [3, 2, 4]


def test_who_stands_twice_is_counted_once_and_it_is_said_whether_the_answers_differ():
    rows = "a,2,3,40,10,3,fine\na,2,3,40,10,3,fine\nb,4,2,30,5,3,good\nb,1,2,30,5,3,good"
    found = read("c,1,1,40,1,3,", rows + "\n", "id," + HEADER, Wave("w", respondent="id"))

    assert list(found.answers.index) == ["c", "a", "b"]
    assert sorted(found.exclusions["detail"]) == [
        "an id that stands on an earlier line, with other answers",
        "an id that stands on an earlier line, with the same answers",
    ]


def test_a_megabyte_of_text_is_cut_and_counted_in_bounded_time():
    begun = time.perf_counter()

    found = read(f'1,1,40,1,3,"{"so nice " * 130_000}"')

    assert len(found.open["why"].iloc[0] or "") <= 10_000 or found.open["why"].isna().all()
    assert found.masks["cut"] == 1
    assert time.perf_counter() - begun < 10


def test_answers_that_say_nothing_are_counted():
    found = read("1,1,40,1,3,asdf", "2,3,40,10,3,.\n4,2,30,5,3,good\n3,2,30,5,3,😀\n")

    assert "why: 2 of 4 written answers say nothing" in found.changes


def test_hostile_text_stays_text_and_cannot_act():
    found = read(
        "1,1,40,1,3,\"\x1b[2J=cmd|' /C calc'!A0 <script>alert(1)</script> {{7*7}} \u202etxt\"",
        "2,3,40,10,3,fine\n",
    )

    text = found.texts["why"].iloc[0]
    assert "{{7*7}}" in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_doubling_every_row_doubles_the_people_and_changes_no_share():
    rows = "2,3,40,10,3,fine\n4,2,30,5,1,good\n"
    once, twice = read("1,1,50,3,3,", rows), read("1,1,50,3,3,", rows + "1,1,50,3,3,\n" + rows)

    assert len(twice.answers) == 2 * len(once.answers)
    assert (
        once.profile["kind"]
        .value_counts(normalize=True)
        .equals(twice.profile["kind"].value_counts(normalize=True))
    )


def test_years_of_birth_where_ages_are_asked_are_told_from_single_slips_and_named_once():
    years = "".join(f"{at % 5 + 1},{at % 4 + 1},{1950 + at},1,3,\n" for at in range(30))
    with pytest.raises(
        ResponsesError,
        match=r"31 answers from 1950 to 1999 are outside 0 to 120 \(lines 2, 3, 4 and 28 more\); they look like years",
    ):
        read("1,1,1999,1,3,", years)


def test_many_numbers_outside_a_range_are_one_fault_with_their_extremes():
    wild = "".join(f"{at % 5 + 1},{at % 4 + 1},{-at - 200},1,3,\n" for at in range(30))
    with pytest.raises(ResponsesError) as caught:
        read("1,1,40,1,3,", wild)
    assert len(caught.value.faults) == 1
    assert "30 answers from -229 to -200 are outside 0 to 120" in str(caught.value)
