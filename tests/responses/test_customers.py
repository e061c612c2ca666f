"""Customer data joins by key, with match rates both ways, and describes people without forming segments."""

import pytest

from psychoseg.errors import ResponsesError, StudyError
from psychoseg.personas.profile import measures
from psychoseg.plan import Exclusions, Plan
from psychoseg.questionnaire import parse
from psychoseg.responses import Wave, ingest, read_table
from psychoseg.responses.customers import CustomerField, Customers, CustomerSettings
from psychoseg.study import read_study

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
"""
)
FIELDS = (
    CustomerField("spend", "Spend", "numeric", "Spend last year", "euros", "value"),
    CustomerField("seen", "Seen", "date", "Last seen"),
    CustomerField("tier", "Tier", "nominal", "Tier"),
)
ANSWERS = "cust,rest,rush\n a 01,3,1\nB02,1,2\n007,2,3\n,1,1\n"
FILE = "id,Spend,Seen,Tier,Name\nA01,12.5,2026-03-01,gold,Ann\nb02,,2026-02-01 10:00,silver,Bob\n7,99,2026-01-01,gold,Cy\nX9,1,2026-01-05,gold,Di\n"
KEEP = Plan(exclude=Exclusions(attention=False, speed=0, straight=0, unanswered=1))


def read(file=FILE, answers=ANSWERS, key="cust", fields=FIELDS):
    customers = Customers(
        CustomerSettings("c.csv", "id", key, fields), read_table(file.encode(), "c.csv", form="table")
    )
    return ingest(
        read_table(answers.encode(), "x.csv", form="table"), ASKED, KEEP, Wave("w"), customers=customers
    )


def test_keys_match_whatever_their_case_and_blanks_and_leading_zeros_count():
    found = read()

    assert found.customers.table["spend"].tolist()[0] == 12.5
    assert found.customers.table["tier"].tolist()[:2] == ["gold", "silver"]
    assert found.customers.table["tier"].isna().tolist() == [False, False, True, True]
    assert (
        "2 of 4 respondents (50.0%) have a customer, and 2 of 4 customers (50.0%) answered"
        in found.changes[-1]
    )
    assert "Name" not in found.customers.table


def test_what_is_known_describes_people_and_is_no_answer():
    found = read()

    described = {measure.key: measure for measure in measures(found, ASKED)}
    assert described["customer_spend"].unit == "euros"
    assert described["customer_seen"].numbers.tolist()[:2] == [0, 28]
    assert described["customer_tier_gold"].numbers.tolist()[:2] == [1, 0]
    assert list(found.answers) == ["rest", "rush"]


@pytest.mark.parametrize(
    ("file", "message"),
    [
        (FILE + "a 01,3,2026-01-01,gold,Ann\n", r"2 customers share a key \(lines 2, 6\); keep one"),
        (
            FILE.replace("12.5", "12,5".join('""')),
            r"1 cells are not a number \(line 2\); write plain numbers",
        ),
        (FILE.replace("2026-03-01", "1.3.2026"), r"1 cells are not a day \(line 2\); write days as"),
        (FILE.replace("Spend,", "Spent,"), "no column 'Spend'; did you mean Spent"),
    ],
)
def test_what_cannot_be_joined_is_refused_by_name_and_line_without_telling_keys(file, message):
    with pytest.raises(ResponsesError, match=message) as caught:
        read(file)

    assert "a 01" not in str(caught.value).casefold()


def test_two_respondents_with_one_customer_and_an_absent_column_are_refused():
    with pytest.raises(ResponsesError, match=r"2 respondents share a customer \(lines 2, 6\)"):
        read(answers=ANSWERS + "A01,2,2\n")
    with pytest.raises(
        ResponsesError, match="no column csut, which study.yml names as the customers' key; did you mean cust"
    ):
        read(key="csut")


def test_a_column_of_many_groups_is_no_group():
    many = "id,Tier\n" + "".join(f"c{at},g{at}\n" for at in range(60))

    with pytest.raises(ResponsesError, match="60 groups; a nominal column has at most 50"):
        read(many, fields=(CustomerField("tier", "Tier", "nominal", "Tier"),))


def test_a_study_says_what_is_known_of_customers(tmp_path):
    path = tmp_path / "study.yml"
    path.write_text(
        "title: T\ncustomers: {file: c.csv, key: id, columns: {spend: {kind: numeric, unit: euros}}}\n"
    )

    found = read_study(tmp_path).customers

    assert found.fields[0].column == "spend"
    path.write_text("title: T\ncustomers: {file: ../c.csv, key: id, columns: {spend: {kind: money}}}\n")
    with pytest.raises(StudyError) as caught:
        read_study(tmp_path)
    assert "leads out of the study folder" in str(caught.value)
    assert "kind is 'money'; choose from numeric, date, nominal" in str(caught.value)
