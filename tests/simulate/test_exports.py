"""The texts are those a platform would have written."""

import csv
import io
import ipaddress
import json
import re
from datetime import datetime

import pytest

from psychoseg.questionnaire import read
from psychoseg.resources import folder
from psychoseg.simulate import plain_csv, qualtrics_csv, read_truth, simulate

FOOD = read(folder("questionnaires") / "everyday_food.yml")
TRUTH = read_truth(folder("questionnaires") / "everyday_food.truth.yml", FOOD)
SPRING = simulate(FOOD, TRUTH, wave="spring", respondents=200, seed=3)
START = datetime(2026, 3, 2, 9)
EXPORT = qualtrics_csv(SPRING, FOOD, start=START)
NAMES, TEXTS, IDS, *LINES = csv.reader(io.StringIO(EXPORT, newline=""))
ROWS = [dict(zip(NAMES, line, strict=True)) for line in LINES]
COLUMNS = [column for item in FOOD.items for column in item.columns]


def test_the_first_row_holds_the_platforms_columns_and_then_the_items():
    assert NAMES[:9] == [
        "StartDate", "EndDate", "Status", "IPAddress", "Progress", "Duration (in seconds)", "Finished",
        "RecordedDate", "ResponseId",
    ]  # fmt: skip
    assert NAMES[17:] == COLUMNS


def test_the_second_row_holds_the_wordings():
    assert TEXTS[NAMES.index("age")] == "How old are you, in years?"
    assert TEXTS[NAMES.index("channels_1")].endswith(
        "did you see or hear something about food? - On television"
    )
    assert TEXTS[NAMES.index("box_price_2")].endswith("23 euros")


def test_the_third_row_holds_unique_import_ids():
    ids = [json.loads(cell)["ImportId"] for cell in IDS]

    assert ids[:2] == ["startDate", "endDate"]
    assert all(re.fullmatch(r"QID\d+(_\d+|_TEXT)?", entry) for entry in ids[17:])
    assert len(set(ids)) == len(ids)
    assert json.loads(IDS[0])["timeZone"] == "Europe/Berlin"


def test_lines_end_with_a_line_feed_alone():
    assert "\r" not in EXPORT
    assert EXPORT.endswith("\n")


def test_previews_come_first_and_are_no_respondents():
    previews = [row for row in ROWS if row["Status"] == "1"]

    assert previews == ROWS[:3]
    assert {row["DistributionChannel"] for row in previews} == {"preview"}
    assert not {row["ResponseId"] for row in previews} & set(SPRING.answers.index)
    assert max(row["StartDate"] for row in previews) < "2026-03-02 09:00:00"


def test_people_stand_in_the_order_they_came_with_their_own_answers():
    people = ROWS[3:]

    assert [row["ResponseId"] for row in people] == list(SPRING.answers.index)
    assert [row["StartDate"] for row in people] == sorted(row["StartDate"] for row in people)
    assert [[row[column] for column in COLUMNS] for row in people] == SPRING.answers.to_numpy().tolist()
    assert all(re.fullmatch(r"R_[A-Za-z0-9]{15}", row["ResponseId"]) for row in ROWS)


def test_unfinished_rows_say_so():
    unfinished = [row for row in ROWS if row["Finished"] == "0"]

    assert unfinished
    assert all(int(row["Progress"]) < 100 and row["income"] == "" for row in unfinished)
    assert all(row["Progress"] == "100" for row in ROWS if row["Finished"] == "1")
    assert all(row["RecordedDate"] > row["EndDate"] for row in unfinished)


def test_durations_are_the_time_between_start_and_end():
    for row in ROWS:
        start, end = (datetime.fromisoformat(row[name]) for name in ("StartDate", "EndDate"))
        assert (end - start).total_seconds() == int(row["Duration (in seconds)"])


def test_addresses_belong_to_nobody():
    documentation = [
        ipaddress.ip_network(net) for net in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24")
    ]

    for row in ROWS:
        assert any(ipaddress.ip_address(row["IPAddress"]) in network for network in documentation)
        assert row["RecipientEmail"] == row["RecipientLastName"] == row["RecipientFirstName"] == ""


def test_the_plain_file_says_who_did_not_choose_an_option():
    header, *rows = csv.reader(io.StringIO(plain_csv(SPRING, FOOD, start=START), newline=""))
    options = [header.index(column) for column in FOOD.item("bought").columns]

    assert header == ["respondent", "started", "seconds", *COLUMNS]
    assert len(rows) == 200
    for row in rows:
        assert {row[at] for at in options} in ({"0", "1"}, {""})


@pytest.mark.parametrize("write", [qualtrics_csv, plain_csv])
def test_the_same_answers_give_the_same_text(write):
    assert write(SPRING, FOOD, start=START) == write(SPRING, FOOD, start=START)
