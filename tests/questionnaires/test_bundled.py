"""The questionnaires that ship are whole and follow their own advice."""

import re
from itertools import pairwise

import pytest

from psychoseg.questionnaire import read
from psychoseg.resources import folder

FILES = sorted(
    path for path in folder("questionnaires").glob("*.yml") if not path.name.endswith(".truth.yml")
)
ASKED = {path.stem: read(path) for path in FILES}
every_questionnaire = pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED.keys())


def test_both_questionnaires_ship():
    assert {"everyday_food", "business_software"} <= set(ASKED)


@every_questionnaire
def test_a_questionnaire_says_what_it_is_for(asked):
    assert asked.objective
    assert 1 <= len(asked.kpis) <= 4
    assert asked.target
    assert asked.licence
    assert asked.credit
    assert asked.consent.retention
    assert asked.consent.contact.endswith("@example.org")


@pytest.mark.parametrize(
    ("name", "constructs", "statements"), [("everyday_food", 7, 32), ("business_software", 5, 20)]
)
def test_there_are_enough_statements(name, constructs, statements):
    assert len(ASKED[name].constructs) == constructs
    assert len(ASKED[name].attitudes) >= statements


@every_questionnaire
def test_every_construct_has_four_statements_one_reversed_and_two_poles(asked):
    for construct in asked.constructs:
        statements = asked.measured_by(construct.id)
        assert len(statements) >= 4
        assert 1 <= sum(item.reverse for item in statements) < len(statements) / 2
        assert construct.high != construct.low
        assert max(len(construct.high), len(construct.low)) <= 16


@every_questionnaire
def test_no_statement_is_worded_with_a_negation(asked):
    for item in asked.attitudes:
        assert not re.search(r"\b(not|never|no|none|nothing|without)\b|n't", item.text.lower()), item.text


@every_questionnaire
def test_statements_are_shown_in_random_order(asked):
    assert all(item.random_order for item in asked.attitudes)


@every_questionnaire
def test_options_that_stand_alone_come_last_and_say_so(asked):
    for item in asked.items:
        if item.type == "multiple":
            assert [option.exclusive for option in item.options] == [False] * (len(item.options) - 1) + [True]
        missing = [option.missing for option in item.options]
        assert missing == sorted(missing)


@every_questionnaire
def test_sensitive_choices_can_be_refused(asked):
    for item in asked.items:
        if item.sensitive:
            assert not item.required
            assert item.type == "numeric" or any(option.missing for option in item.options)


@every_questionnaire
def test_everything_the_report_prints_has_a_short_wording(asked):
    for item in asked.items:
        if not item.construct and item.role != "attention":
            assert item.short
            assert len(item.short) <= 40
        for option in item.options:
            assert option.missing or item.role == "consent" or option.short


@every_questionnaire
def test_ranges_do_not_overlap(asked):
    for item in asked.items:
        ends = [[int(number) for number in re.findall(r"\d+", option.label)] for option in item.options]
        ranges = [pair for pair in ends if len(pair) == 2]
        assert all(before[1] < after[0] for before, after in pairwise(ranges))


@every_questionnaire
def test_each_part_of_a_study_is_asked(asked):
    for role in (
        "channel",
        "message",
        "offer",
        "price",
        "value",
        "open",
        "attention",
        "consent",
        "geographic",
    ):
        assert asked.with_role(role), role
    assert all(item.counts for item in asked.with_role("message", "offer"))


@every_questionnaire
def test_the_last_section_is_about_the_person_or_the_firm(asked):
    assert {item.role for item in asked.sections[-1].items} <= {
        "demographic",
        "geographic",
        "firmographic",
        "technographic",
        "value",
    }
