"""Five reasons for a missing answer stay apart to the end."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from psychoseg.errors import ResponsesError
from psychoseg.plan import Exclusions, Plan
from psychoseg.questionnaire import parse
from psychoseg.responses import Mapping, Wave, ingest, read_table
from psychoseg.responses.missing import STATES, kind_of
from psychoseg.responses.readers.codebook import Choice, Column, Missing
from psychoseg.responses.readers.raw import RawTable

ASKED = parse(
    """
id: cars
title: Cars
scales:
  agree:
    labels: {1: Disagree, 2: Neither, 3: Agree}
    missing: {8: {label: Don't know, missing: dont_know}, 9: {label: Prefer not to say, missing: refused}}
constructs: {calm: {high: calm, low: restless}}
sections:
  - id: start
    items:
      - {id: rest, text: I rest., type: likert, scale: agree, construct: calm}
      - {id: rush, text: I rush., type: likert, scale: agree, construct: calm}
      - {id: car, text: Own car?, type: single, options: {1: Yes, 2: No, 7: {label: Not sure, missing: dont_know}}}
      - {id: trips, text: How many trips?, type: numeric, ask_if: car == 1}
      - {id: used, text: Used for?, type: multiple, ask_if: trips > 2, options: {w: Work, f: Fun}}
  - id: close
    ask_if: car != 2
    items:
      - {id: why, text: Why?, type: open}
      - {id: when, text: When?, type: date}
"""
)
HEADER = "rest,rush,car,trips,used_w,used_f,why,when\n"
KEEP = Plan(exclude=Exclusions(attention=False, speed=0, straight=0, unanswered=1))


def read(rows, mapping=None, header=HEADER):
    return ingest(read_table((header + rows).encode(), "x.csv"), ASKED, KEEP, Wave("w"), mapping)


def test_every_state_is_told_from_every_other():
    found = read(
        "3,8,1,3,1,,because,2026-01-01\n"
        "1,9,1,1,,,because,\n"  # two trips or fewer: used is not shown; the last question is not reached
        "2,,2,,,,,\n"  # rush was seen and left out; all else is not shown
        "2,1,7,,,,,2026-01-02\n"  # not sure about the car: trips not shown, why was left out
    )

    assert found.states.astype(str).to_numpy().tolist() == [
        ["answered", "dont_know", "answered", "answered", "answered", "answered", "answered"],
        ["answered", "refused", "answered", "answered", "not_shown", "answered", "not_reached"],
        ["answered", "seen_unanswered", "answered", "not_shown", "not_shown", "not_shown", "not_shown"],
        ["answered", "answered", "dont_know", "not_shown", "not_shown", "seen_unanswered", "answered"],
    ]


def test_an_answer_of_somebody_routing_does_not_ask_is_kept_and_said():
    found = read("2,1,2,5,,,,\n2,2,1,1,,,,\n")

    assert found.profile["trips"].tolist() == [5, 1]
    assert found.strays == {"trips": (2,)}
    assert (
        "trips: 1 answers of people whom the questionnaire's routing does not ask (line 2); kept"
        in found.changes
    )


def test_a_value_outside_the_options_is_a_fault_that_says_how_to_declare_it():
    with pytest.raises(ResponsesError) as caught:
        read("3,-99,1,3,1,,x,\n99,1,1,3,1,,x,\n")

    message = str(caught.value)
    assert "column rush: '-99' is no code or label of this item (line 2)" in message
    assert "rush: {-99: seen_unanswered} under missing in mapping.yml" in message
    assert "column rest: '99'" in message


def test_values_the_study_declares_are_missing_by_their_own_kind():
    found = read(
        "3,-99,1,-99,1,,x,\n1,3,1,-77,1,,x,2026-01-01\n",
        Mapping(missing={"-99": "seen_unanswered"}, missing_in={"trips": {"-77": "refused"}}),
    )

    assert found.states["rush"].tolist() == ["seen_unanswered", "answered"]
    assert found.states["trips"].tolist() == ["seen_unanswered", "refused"]
    assert found.profile["trips"].isna().all()


def test_no_negative_number_is_missing_unless_declared():
    found = read("3,1,1,-99,,,x,\n1,3,1,2,,,x,2026-01-01\n2,3,1,4,1,,x,2026-01-01\n")

    assert found.profile["trips"].tolist() == [-99, 2, 4]
    assert any("trips: 1 answers are -99 and were kept as numbers" in change for change in found.changes)


def test_a_declared_value_inside_a_sliders_range_is_an_answer():
    asked = parse(
        """
id: s
title: S
sections:
  - id: a
    items:
      - {id: slide, text: Where?, type: numeric, min: 0, max: 100}
      - {id: other, text: Other?, type: numeric}
"""
    )
    found = ingest(
        read_table(b"slide,other\n99,1\n12,99\n", "x.csv"),
        asked,
        KEEP,
        Wave("w"),
        Mapping(missing={"99": "refused"}),
    )

    assert found.profile["slide"].tolist() == [99, 12]
    assert found.states["other"].tolist() == ["answered", "refused"]


def raw_with(columns, rows):
    table = pd.DataFrame(
        rows, columns=[column.id for column in columns], index=range(2, 2 + len(rows)), dtype="str"
    )
    return RawTable("x.sav", "spss", (), table, pd.Series("", index=table.index, dtype="str"), columns=tuple(columns), rows_are="case", complete=len(rows))  # fmt: skip


def test_what_the_file_itself_declares_is_kept_by_kind_and_who_finished_saw_all():
    columns = [
        Column("rest", "rest", missing=Missing(codes=("-1",), not_shown="-2", seen_unanswered="-3")),
        Column(
            "rush",
            "rush",
            options=(Choice("77", "Refused to say", "user-missing"),),
            missing=Missing(codes=("77",)),
        ),
        *(Column(name, name) for name in ("car", "trips", "used_w", "used_f", "why", "when")),
    ]
    rows = [["-1", "2", "2"], ["-2", "3", "1"], ["-3", "2", "1"], ["1", "77", "1"]]
    found = ingest(raw_with(columns, [[*row, *[""] * 5] for row in rows]), ASKED, KEEP, Wave("w"))

    assert found.states["rest"].tolist() == ["missing", "not_shown", "seen_unanswered", "answered"]
    assert found.states["rush"].tolist()[3] == "refused"
    assert found.states["when"].tolist()[:2] == ["not_shown", "seen_unanswered"]


@pytest.mark.parametrize(
    ("label", "kind"),
    [("Weiß nicht", "dont_know"), ("Keine Angabe", "refused"), ("No sabe", "dont_know"), ("N/A", "not_applicable"), ("Blue", "missing")],
)  # fmt: skip
def test_labels_of_no_answer_are_read_in_several_languages(label, kind):
    assert kind_of(label) == kind


def test_shuffled_questions_share_a_place_so_that_nobody_is_said_to_have_left_at_one_of_them():
    asked = parse(
        """
id: s
title: S
sections:
  - id: a
    order: random
    items:
      - {id: one, text: One?, type: open}
      - {id: two, text: Two?, type: open}
  - id: b
    items:
      - {id: three, text: Three?, type: open}
"""
    )
    found = ingest(read_table(b"one,two,three\nx,,\n,x,x\n", "x.csv"), asked, KEEP, Wave("w"))

    assert found.states.astype(str).to_numpy().tolist() == [
        ["answered", "seen_unanswered", "not_reached"],
        ["seen_unanswered", "answered", "answered"],
    ]


CELL = {
    "rest": st.sampled_from(["", "1", "2", "8"]),
    "rush": st.sampled_from(["", "3", "9"]),
    "car": st.sampled_from(["", "1", "2", "7"]),
    "trips": st.sampled_from(["", "0", "3"]),
    "used_w": st.sampled_from(["", "1", "0"]),
    "used_f": st.sampled_from(["", "1"]),
    "why": st.sampled_from(["", "x"]),
    "when": st.sampled_from(["", "2026-01-01"]),
}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(*CELL.values()), min_size=1, max_size=6))
def test_every_answer_has_one_state_and_answered_means_an_answer(rows):
    rows = [("1", "3", *row[2:]) for row in rows]  # somebody is left to analyse, whatever is drawn
    found = read("\n".join(",".join(row) for row in rows) + "\n")

    assert set(found.states.astype(str).to_numpy().ravel()) <= set(STATES)
    assert ((found.states["trips"] == "answered") == found.profile["trips"].notna()).all()
    blank = [row[3] == "" for row in rows]
    assert ((found.states["trips"] == "answered").to_numpy() != blank).all()
