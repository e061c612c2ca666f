"""Running rules, honouring what an author allows, and staying quick on hostile texts."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import replace

import pytest

from psychoseg.errors import UsageError
from psychoseg.lint import Severity, catalogue, lint
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.selection import choose, find
from psychoseg.questionnaire import Item, parse

TAG = "You grow herbs, don't you?"


def names(findings):
    return [finding.name for finding in findings]


def test_a_good_questionnaire_is_passed_in_silence(asked):
    assert lint(asked("How many tents do you own?")) == ()


def test_findings_come_in_file_order(asked):
    questionnaire = asked(
        "Isn't the hall cold?\nYou sing, and it goes well, doesn't it?\nDo you agree that it is late?"
    )

    found = lint(questionnaire)

    assert [finding.item for finding in found] == ["q0", "q1", "q2"]
    assert [finding.line for finding in found] == sorted(finding.line for finding in found)


def test_a_finding_points_at_the_line_of_its_item():
    questionnaire = parse(
        "id: q\ntitle: Q\nlanguage: en\nversion: 1\nobjective: decide where to camp\nconsent: {text: You may stop., contact: c, retention: r}\n"
        f'sections:\n  - id: s\n    items:\n      - {{id: herbs, type: open, text: "{TAG}"}}\n',
        "herbs.yml",
    )

    (found,) = lint(questionnaire)

    assert (found.file, found.line, found.item, found.span) == ("herbs.yml", 10, "herbs", "don't you?")


def test_an_item_may_allow_a_rule_by_name_or_by_code(asked):
    for key in ("tag-question", "QW104"):
        assert lint(asked({"text": TAG, "type": "open", "allow": {key: "asked so in every wave"}})) == ()


def test_a_questionnaire_may_allow_a_rule_for_all_its_items(asked):
    assert lint(asked({"consent": None, "allow": {"missing-consent": "given on paper"}})) == ()


def test_an_allowance_in_one_item_does_not_reach_another(asked):
    questionnaire = asked({"sections": [{"id": "s", "items": [
        {"text": TAG, "type": "open", "allow": {"tag-question": "as before"}},
        {"text": "You grow beans, don't you?", "type": "open"},
    ]}]})  # fmt: skip

    assert [(finding.item, finding.name) for finding in lint(questionnaire)] == [("q1", "tag-question")]


def test_an_allowance_without_a_reason_still_counts_but_is_told(asked):
    found = lint(asked({"text": TAG, "type": "open", "allow": {"tag-question": ""}}))

    assert names(found) == ["suppression-without-reason"]


def test_an_unknown_rule_in_allow_names_the_nearest(asked):
    found = lint(asked({"text": TAG, "type": "open", "allow": {"tag-questions": "as before"}}))

    assert names(found) == ["unknown-code", "tag-question"]
    assert found[0].suggestion == "did you mean tag-question?"


def test_an_allowance_is_not_called_unused_when_its_rule_did_not_run(asked):
    questionnaire = asked({"text": "How are you?", "type": "open", "allow": {"tag-question": "as before"}})

    assert lint(questionnaire, rules=choose(catalogue(), ["QY"])) == ()
    assert names(lint(questionnaire, rules=choose(catalogue(), ["QY", "QW"]))) == ["unused-suppression"]


def test_wording_in_another_language_is_not_judged_and_the_engine_says_so(asked):
    questionnaire = replace(asked(f"{TAG}\nHow old are you? [0–20 | 20–40 | 41 or more]"), language="sv")

    assert names(lint(questionnaire)) == ["unread-language", "overlapping-ranges"]


def test_a_rule_that_is_off_runs_only_when_it_is_selected():
    @rule("XX101", source="nobody", severity=Severity.OFF)
    def shouting(item: Item):
        """Capital letters."""
        yield Notice("capital letters")

    assert choose([shouting], ["XX101"])[0].severity is Severity.INFO
    assert choose([shouting], ["XX"])[0].severity is Severity.OFF
    assert choose([shouting]) == (shouting,)


def test_a_notice_may_matter_less_than_its_rule(asked):
    (found,) = lint(asked("Do you agree that it was late? [Agree | Neither | Disagree]"))

    assert found.severity is Severity.INFO


def test_rules_are_selected_by_code_name_or_beginning():
    rules = catalogue()

    assert {entry.code[:2] for entry in choose(rules, ["QW"])} == {"QW"}
    assert names(choose(rules, ["tag-question,QC201"])) == ["tag-question", "double-barrelled"]
    assert names(choose(rules, ["QW104", "QW101"], ["QW101"])) == ["tag-question"]
    assert len(choose(rules, [], ["QE501"])) == len(rules) - 1


def test_an_unknown_rule_cannot_be_selected():
    with pytest.raises(UsageError, match="There is no rule 'double-bareled'; did you mean double-barrelled"):
        find(catalogue(), "double-bareled")


def test_a_long_text_is_cut_and_linted_in_no_time(asked):
    endless = asked({"text": "Isn't it late? " + "cold and wet " * 20_000, "type": "open"})

    began = time.perf_counter()
    found = lint(endless)

    assert time.perf_counter() - began < 1
    assert "leading-negative-question" in names(found)
    assert all(len(finding.text) <= 2_000 for finding in found)


def test_quoted_and_bracketed_words_are_not_the_askers_own(asked):
    assert lint(asked('Have you read "The Best Years, Aren\'t They?" (a terrible, shameful book)?')) == ()


def test_linting_starts_without_the_numeric_stack():
    code = (
        "import sys, psychoseg.cli.lint, psychoseg.cli.explain, psychoseg.lint; "
        "print(sorted({'numpy', 'pandas', 'scipy', 'rich', 'jinja2', 'sklearn'} & set(sys.modules)))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_a_published_instrument_keeps_its_words_and_is_still_checked_for_its_answers(asked):
    faults = {
        "text": "You grow herbs, don't you?",
        "type": "single",
        "options": {1: "0-5", 2: "5-10", 3: "11 or more"},
        "construct": "",
    }

    plain = [one.code for one in lint(asked({"sections": [{"id": "s", "items": [faults]}]}))]
    published = [
        one.code
        for one in lint(asked({"sections": [{"id": "s", "instrument": "Herb Scale", "items": [faults]}]}))
    ]

    assert {"QW104", "QR301"} <= set(plain)
    assert "QW104" not in published
    assert "QR301" in published


def test_the_lead_in_of_a_battery_is_read_like_a_question(asked):
    questionnaire = parse(
        """
id: q
title: Q
scales: {agree: {1: Bad, 2: Good}}
sections:
  - id: s
    items:
      - {id: grid, type: matrix, scale: agree, text: How satisfied are you with our superb kitchen?, rows: {soup: Soup, bread: Bread}}
"""
    )

    found = [one for one in lint(questionnaire) if one.code == "QW102"]

    assert [one.item for one in found] == ["grid"]
    assert found[0].span == "superb"


def test_every_translation_is_read_by_the_rules_of_its_language(asked):
    questionnaire = asked(
        {
            "language": "en",
            "sections": [
                {
                    "id": "s",
                    "items": [
                        {
                            "type": "open",
                            "construct": "",
                            "text": {"en": "How often do you cook?", "de": "Sie kochen gern, nicht wahr?"},
                        }
                    ],
                }
            ],
        }
    )

    found = [one for one in lint(questionnaire) if one.code == "QW104"]

    assert [one.message[:7] for one in found] == ["in de: "]
    assert found[0].span == "nicht wahr"
