import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from psychoseg.errors import PsychosegError
from psychoseg.questionnaire import parse
from psychoseg.responses import read_table
from psychoseg.responses.drafting import draft
from psychoseg.responses.ladders import in_order


def drafted(text, **more):
    return parse(draft(read_table(text.encode(), "wave 1.csv", **more)))


def test_answers_in_words_become_a_scale_where_their_order_is_known():
    rows = "".join(
        f"{one},{other}\n"
        for one, other in [("Agree", "Disagree"), ("Strongly agree", "Agree"), ("Disagree", "Agree")] * 4
    )

    asked = drafted(
        "Timestamp,How do you see it? [Taste is all],How do you see it? [Price is all]\n".replace(
            "Timestamp,", ""
        )
        + rows
    )

    assert [item.type for item in asked.items] == ["likert", "single"]
    assert asked.scales[0].labels == ((1, "Disagree"), (2, "Agree"), (3, "Strongly agree"))


def test_rows_of_a_grid_become_a_battery_on_one_scale():
    stamps = "".join(
        f"1/2/2026 10:00:{at:02d},{('Agree', 'Disagree', 'Strongly agree')[at % 3]},{('Disagree', 'Agree', 'Agree')[at % 3]}\n"
        for at in range(12)
    )
    asked = drafted(
        "Timestamp,How do you see this matter? [Taste is all],How do you see this matter? [Price is all]\n"
        + stamps
    )

    assert [battery.text for battery in asked.batteries] == ["How do you see this matter?"]
    assert {(item.text, item.type, item.scale.id) for item in asked.items} == {
        ("Taste is all", "likert", "disagree_to_strongly_agree"), ("Price is all", "likert", "disagree_to_strongly_agree"),
    }  # fmt: skip


def test_the_columns_of_a_multi_select_become_one_question_with_its_write_in():
    rows = "".join(
        f"{11_000_000_000 + at},Tea,{'Milk' if at % 2 else ''},{'cola' if at % 3 else ''}\n"
        for at in range(8)
    )

    asked = drafted("Respondent ID,Which drinks?,,\n,Tea,Milk,Other (please specify)\n" + rows)

    (item,) = asked.items
    assert (item.type, item.text) == ("multiple", "Which drinks?")
    assert [option.label for option in item.options] == ["Tea", "Milk"]


def test_personal_columns_are_marked_and_their_answers_are_not_listed():
    text = draft(read_table(b"First name,q1\nAnn,1\nAnn,2\nBob,1\n", "x.csv"))

    assert "Ann" not in text
    assert parse(text).items[0].personal == "name"


@pytest.mark.parametrize(
    ("labels", "ordered"),
    [
        (["Often", "Never", "Sometimes"], ["Never", "Sometimes", "Often"]),
        (["Trifft zu", "Trifft nicht zu", "Teils/teils"], ["Trifft nicht zu", "Teils/teils", "Trifft zu"]),
        (["Tea", "Milk", "Cocoa"], []),
        (["Agree", "Disagree"], []),
        (["Agree", "Disagree", "Blue"], []),
    ],
)
def test_only_ladders_that_are_known_are_put_in_order(labels, ordered):
    assert in_order(labels) == ordered


@pytest.mark.parametrize("name", ["NULL", "null", "Null", "true", "no", "on", "id", "x1e5"])
def test_a_column_named_like_a_value_of_yaml_keeps_its_name(name):
    drafted = draft(read_table(f"{name},b\nyes,1\nno,2\nyes,3\n".encode(), f"{name}.csv"))
    assert parse(drafted).items[0].id.startswith(name)


WORDS = st.sampled_from(
    ["NULL", "null", "~", "true", "No", "on", "yes", "id", "ID", "1e5", "-", "?", "#", "x: y"]
)
NAME = WORDS | st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=30
).filter(str.strip)
ANSWER = st.one_of(
    st.sampled_from(["1", "2", "3", "yes", "no", "Agree", "Disagree", "NA", "", "null", "NULL", "~", "-"]),
    st.text(max_size=8),
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(NAME, min_size=1, max_size=5),
    st.lists(st.lists(ANSWER, min_size=5, max_size=5), min_size=2, max_size=8),
)
def test_whatever_columns_are_called_and_hold_the_draft_can_be_read(names, rows):
    def quoted(text):
        return '"' + text.replace('"', '""').replace("\0", "") + '"'

    lines = [",".join(map(quoted, names)), *(",".join(map(quoted, row[: len(names)])) for row in rows)]
    try:
        table = read_table("\n".join(lines).encode("utf-8", "ignore"), "x.csv")
    except PsychosegError:
        return
    parse(draft(table))


def test_ranges_are_listed_by_size_and_who_does_not_know_counts_as_no_answer():
    rows = "".join(
        f"{age},{yes}\n" for age, yes in [("> 60", "No"), ("18-29", "Don't know"), ("30-60", "Yes")] * 5
    )

    age, been = drafted("Age,Have you been there?\n" + rows).items

    assert [option.label for option in age.options] == ["18-29", "30-60", "> 60"]
    assert [(option.label, bool(option.missing)) for option in been.options] == [
        ("Yes", False), ("No", False), ("Don't know", True),
    ]  # fmt: skip


def test_zero_and_one_are_no_and_yes_and_large_codes_are_numbers():
    rows = "".join(f"{at % 2},{40 + at % 8},{(1, 2, 99)[at % 3]}\n" for at in range(24))

    member, age, kind = drafted("member,age,kind\n" + rows).items

    assert [(option.code, option.label) for option in member.options] == [("0", "No"), ("1", "Yes")]
    assert age.type == "numeric"
    assert kind.type == "single"


def test_rows_of_a_battery_are_named_by_their_own_words():
    head = ["Respondent ID", "Please say how you like each of these people", ""]
    rows = "".join(
        f"{11_000_000_000 + at},{('Much', 'Little')[at % 2]},{('Little', 'Much')[at % 2]}\n"
        for at in range(8)
    )

    asked = drafted(",".join(head) + "\n,Han Solo,<em>Yoda</em>\n" + rows)

    assert [(item.id, item.text) for item in asked.items] == [
        ("Please_say_how_you_l_Han_Solo", "Han Solo"),
        ("Please_say_how_you_l_Yoda", "Yoda"),
    ]


def test_a_range_that_became_a_date_is_remarked():
    text = draft(read_table(("staff\n" + "Jun-25\n26-100\n01-May\n" * 4).encode(), "a.csv"))

    assert "a spreadsheet seems to have made dates of ranges" in text
