import numpy as np
import pytest

from psychoseg.errors import ResponsesError
from psychoseg.plan import Exclusions, Plan
from psychoseg.questionnaire import parse
from psychoseg.responses import Wave, ingest, read_table

ASKED = parse(
    """
id: tea
title: Tea
scales: {agree: {1: Disagree, 2: Rather disagree, 3: Neither, 4: Rather agree, 5: Agree}}
constructs: {calm: {high: calm, low: restless}}
sections:
  - id: all
    items:
      - {id: rest, text: I rest., type: likert, scale: agree, construct: calm}
      - {id: rush, text: I rush., type: likert, scale: agree, construct: calm, reverse: true}
      - {id: check, text: Choose 2., type: likert, scale: agree, role: attention, expected: 2}
      - {id: cups, text: How many cups yesterday?, type: numeric, min: 0, max: 20}
      - id: kind
        text: Which kind?
        type: single
        options: {1: Green, 2: Black, 9: {label: I don't know, missing: true}}
      - {id: place, text: Where?, type: multiple, options: {home: At home, work: At work}}
      - {id: price, text: Would you buy?, type: price, steps: [1, 2]}
      - {id: why, text: Why?, type: open, quote: true}
      - {id: may, text: May we quote you?, type: single, role: consent, options: {1: Yes, 2: No}}
"""
)
HEADER = "rest,rush,check,cups,kind,place_home,place_work,price_1,price_2,why,may\n"
KEEP = Plan(exclude=Exclusions(attention=False, speed=0, straight=0, unanswered=1))


def read(rows: str, plan: Plan = KEEP, wave: Wave | None = None, header: str = HEADER):
    return ingest(read_table((header + rows).encode(), "x.csv"), ASKED, plan, wave or Wave("w"))


def test_codes_and_labels_in_any_usual_spelling_are_the_same_answer():
    found = read(
        "5,1,2,3,1,1,,1,2,,1\nagree,DISAGREE,2,3,Green,At home,,yes,no,,Yes\n 5.0 ,1,2,+3,1,1,0,1,0,,1\n"
    )

    assert found.answers["rest"].tolist() == [5, 5, 5]
    assert found.profile["kind"].tolist() == ["1", "1", "1"]
    assert found.profile["price_2"].tolist() == [0, 0, 0]
    assert found.profile["place_work"].tolist() == [0, 0, 0]


def test_reverse_keyed_items_turn_on_the_range_of_the_scale_not_of_the_answers():
    found = read("3,2,2,1,1,1,,1,2,,1\n4,3,2,1,1,1,,1,2,,1\n")

    assert found.answers["rush"].tolist() == [4, 3]
    assert "1 reverse-keyed items turned round: rush" in found.changes


def test_a_blank_is_missing_and_a_refusal_is_missing_and_counted():
    found = read("3,,2,,9,,,,,,1\n3,2,2,1,I don’t know,1,,1,2,,1\n")

    assert np.isnan(found.answers["rush"].iloc[0])
    assert found.profile["kind"].isna().all()
    assert found.profile.loc[:, ["place_home", "place_work"]].iloc[0].isna().all()
    assert "kind: 2 refusals read as missing" in found.changes


def test_all_unreadable_cells_are_reported_at_once_with_line_and_way_out():
    with pytest.raises(ResponsesError) as caught:
        read('9,1,2,3,1,1,,1,2,,1\n6,1,2,"3,5",Gren,1,,1,maybe,,1\n6,1,2,99,1,7,,1,2,,1\n')

    message = str(caught.value)
    assert "column rest: '6' is no code or label of this item (lines 3, 4)" in message
    assert "column rest: '9'" in message
    assert "column cups: '3,5' is not a number (line 3); write decimals with a point" in message
    assert "column cups: '99' is outside 0 to 20 (line 4)" in message
    assert "column kind: 'Gren'" in message
    assert "column price_2: 'maybe' is neither yes nor no" in message
    assert "column place_home: '7'" in message


def test_missing_and_unknown_columns_are_named_with_the_nearest_ones():
    with pytest.raises(ResponsesError) as caught:
        read("1,1\n", header="rset,rush\n")

    assert "no column rest (" in str(caught.value)
    assert "did you mean rset?" in str(caught.value)
    assert "column 'rset' is not in the questionnaire; did you mean rest?" in str(caught.value)
    assert "under ignore in wave.yml" in str(caught.value)


def test_columns_listed_under_ignore_are_left_out():
    found = read(
        "3,2,2,1,1,1,,1,2,,1,x\n", header=HEADER.strip() + ",extra\n", wave=Wave("w", ignore=("extra",))
    )

    assert "extra" not in found.profile


def test_several_choices_in_one_cell_are_told_apart():
    header = HEADER.replace("place_home,place_work", "place")
    found = read(
        '3,2,2,1,1,"home,work",1,2,,1\n3,2,2,1,1,At work;At home,1,2,,1\n3,2,2,1,1,work,1,2,,1\n',
        header=header,
    )

    assert found.profile["place_home"].tolist() == [1, 1, 0]
    assert found.profile["place_work"].tolist() == [1, 1, 1]


def test_only_answers_of_people_who_agreed_can_be_quoted():
    found = read("3,2,2,1,1,1,,1,2,For calm,1\n3,2,2,1,1,1,,1,2,Secret,2\n3,2,2,1,1,1,,1,2,Silent,\n")

    assert found.open["why"].dropna().tolist() == ["For calm"]


def test_who_fails_the_check_is_set_aside_with_the_reason_and_rows_add_up():
    found = read("3,2,2,1,1,1,,1,2,,1\n3,2,5,1,1,1,,1,2,,1\n", Plan(exclude=Exclusions(speed=0, straight=0)))

    assert found.rows == len(found.answers) + found.excluded == 2
    assert found.exclusions[["respondent", "rule"]].values.tolist() == [
        ["line 3", "failed the attention check"]
    ]


def test_nobody_left_is_an_error_that_says_why():
    with pytest.raises(ResponsesError, match=r"Nobody of the 1 rows.*1 failed the attention check"):
        read("3,2,5,1,1,1,,1,2,,1\n", Plan(exclude=Exclusions(speed=0, straight=0)))


def test_the_respondents_id_comes_from_the_column_named():
    found = read(
        "a,3,2,2,1,1,1,,1,2,,1\nb,3,2,2,1,1,1,,1,2,,1\n",
        header="who," + HEADER,
        wave=Wave("w", respondent="who"),
    )

    assert list(found.answers.index) == ["a", "b"]
    with pytest.raises(ResponsesError, match="did you mean"):
        read("a,3,2,2,1,1,1,,1,2,,1\n", header="who," + HEADER, wave=Wave("w", respondent="woh"))


def test_the_order_of_columns_changes_nothing():
    rows = ["3", "2", "2", "1", "1", "1", "", "1", "2", "", "1"]
    names = HEADER.strip().split(",")
    turned = read(",".join(rows[::-1]) + "\n", header=",".join(names[::-1]) + "\n")

    assert turned.answers.equals(read(",".join(rows) + "\n").answers)


def test_the_invented_export_loses_exactly_those_its_truth_calls_careless_or_incomplete(food, food_responses):
    truth = food.simulated.truth
    careful = truth.index[(truth["careless"] == "careful") & (truth["progress"] == 100)]

    kept = food_responses.answers.index.intersection(careful)

    assert len(kept) / len(careful) > 0.97
    assert food_responses.rows == len(food_responses.answers) + food_responses.excluded
