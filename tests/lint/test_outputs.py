"""Findings as people and programs read them."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from psychoseg.lint import Finding, Severity, catalogue
from psychoseg.lint import outputs as outputs_package
from psychoseg.lint.audit import Audit, Sheet, look
from psychoseg.lint.outputs import OUTPUTS, render
from psychoseg.lint.outputs.text import WIDEST, block
from psychoseg.lint.plain import from_words
from psychoseg.lint.settings import Settings
from psychoseg.questionnaire import parse

WARNING = Finding(
    code="QW104", name="tag-question", severity=Severity.WARNING, message="the tag asks people to go along", file="a.yml",
    line=8, column=9, item="herbs", text="You grow herbs, don't you?", start=16, end=26, suggestion="leave out the tag",
)  # fmt: skip
NOTE = Finding("QS418", "missing-objective", Severity.INFO, "no objective is given", "a.yml", 1, 1)
ERROR = Finding("QE501", "missing-consent", Severity.ERROR, "there is no consent text", "a.yml", 1, 1)
TEXT = """\
id: q
title: Q
objective: decide which herbs to sell
consent: {text: Taking part is voluntary., contact: us@example.org, retention: one year}
sections:
  - id: s
    items:
      - id: herbs
        type: open
        text: >-
          You grow herbs,
          don't you?
      - {id: who, text: "Who cooks?", type: single, options: {a: I do, b: Someone else, c: My partner, d: My children}}
version: 1
language: en
"""


def audit(*findings, level="warning", **more):
    asked = from_words(["You grow herbs, don't you?"])
    return Audit((Sheet(asked, findings, Settings(level=level), kind="list"),), **more)


@pytest.fixture
def linted():
    sheet = look(parse(TEXT, "my study/herbs, 50%.yml"), catalogue(), Settings(), text=TEXT)
    return Audit((sheet,), catalogue())


def test_every_file_in_the_folder_is_listed():
    files = {path.stem for path in Path(outputs_package.__file__).parent.glob("[!_]*.py")}

    assert files == set(OUTPUTS)


@pytest.mark.parametrize("form", OUTPUTS)
def test_every_form_is_the_same_each_time_and_bears_nothing_and_hostile_text(form, linted):
    hostile = Finding(
        "QW104",
        "tag-question",
        Severity.ERROR,
        "a\x1b[2J<b>",
        "a\u202e.yml",
        1,
        1,
        "q",
        "no\x07w?",
        0,
        4,
        "]]>\udcff",
    )

    assert render(linted, form) == render(linted, form)
    assert render(Audit(()), form) is not None
    shown = render(audit(hostile), form)
    assert not {"\x1b", "\u202e", "\x07"} & set(shown)
    shown.encode()


def test_a_finding_is_a_place_its_words_and_what_to_do():
    assert block(WARNING).splitlines() == [
        "a.yml:8:9: QW104 tag-question: the tag asks people to go along",
        "    You grow herbs, don't you?",
        "                    ^^^^^^^^^^",
        "    → leave out the tag",
    ]


def test_the_text_ends_with_counts_and_the_code_to_explain():
    assert render(audit(WARNING), "text").splitlines()[-3:] == [
        "",
        "1 warning in 1 question",
        "psychoseg explain QW104 says why it matters and where that is known from",
    ]


def test_the_worst_findings_are_counted_first():
    assert "2 errors, 1 warning, 1 info in 1 question" in render(audit(NOTE, WARNING, ERROR, ERROR), "text")


def test_findings_below_the_level_are_only_counted():
    assert render(audit(NOTE), "text").splitlines() == ["1 info in 1 question", "--level info shows 1 more"]
    assert "no objective is given" in render(audit(NOTE, level="info"), "text")


def test_the_facts_about_a_questionnaire_come_with_it(linted):
    assert "2 items (1 open, 1 single) · about 1 minute · reading level grade" in render(linted, "text")


def test_fixes_are_announced(linted):
    assert "1 can be fixed without changing what is asked: add --fix" in render(linted, "text")


def test_statistics_count_by_rule():
    assert "2  QE501  missing-consent\n1  QW104  tag-question" in render(
        audit(WARNING, ERROR, ERROR, statistics=True), "text"
    )


def test_colours_come_only_when_asked_for():
    assert "\x1b" not in block(WARNING)
    assert "\x1b[33mQW104 tag-question\x1b[0m" in block(WARNING, colours=True)


def test_carets_stand_under_wide_and_escaped_characters():
    text = "東\x07x now?"
    finding = Finding("QW104", "tag-question", Severity.WARNING, "m", "a.yml", 1, 1, "q", text, 4, 7)

    _, words, carets = block(finding).splitlines()

    assert words == "    東\\x07x now?"
    assert carets == " " * (4 + 2 + 4 + 2) + "^^^"


def test_a_long_text_is_shown_around_the_words_it_is_about():
    text = "a " * 300 + "HERE" + " b" * 300
    finding = Finding("QW104", "tag-question", Severity.WARNING, "m", "a.yml", 1, 1, "q", text, 600, 604)

    _, words, carets = block(finding).splitlines()

    assert len(words) <= WIDEST + 6
    assert words[carets.index("^") : carets.rindex("^") + 1] == "HERE"


def test_the_concise_form_is_one_line_a_finding():
    assert render(audit(WARNING), "concise").splitlines() == [
        "a.yml:8:9: warning: QW104 tag-question: the tag asks people to go along",
        "1 warning in 1 question",
    ]


def test_json_has_a_schema_findings_facts_and_a_summary(linted):
    plain = json.loads(render(linted, "json"))

    assert plain["schema"] == "psychoseg/lint/1"
    assert [found["code"] for found in plain["findings"]] == ["QW104", "QR316"]
    assert [found["fixable"] for found in plain["findings"]] == [False, True]
    assert plain["summary"] == {
        "error": 0,
        "warning": 2,
        "info": 0,
        "fixable": 1,
        "held_back": 0,
        "gone_from_baseline": 0,
    }
    (facts,) = plain["questionnaires"]
    assert (facts["items"], facts["types"], facts["score"]) == (2, {"open": 1, "single": 1}, 50)
    assert facts["reading_level"]["formula"] == "Flesch-Kincaid"
    assert "statistics" not in plain


def test_json_holds_null_where_nothing_is():
    (plain,) = json.loads(render(audit(NOTE, level="info", statistics=True), "json"))["findings"]

    assert plain["severity"] == "info"
    assert plain["item"] is plain["span"] is plain["suggestion"] is None


def test_sarif_names_rules_levels_regions_and_fixes(linted):
    log = json.loads(render(linted, "sarif"))
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    tag, order = run["results"]

    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    assert run["columnKind"] == "unicodeCodePoints"
    assert driver["rules"][tag["ruleIndex"]]["id"] == tag["ruleId"] == "QW104"
    place = tag["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "my%20study/herbs%2C%2050%25.yml"
    assert place["region"] == {"startLine": 12, "startColumn": 11, "endLine": 12, "endColumn": 21}
    (fix,) = order["fixes"]
    (change,) = fix["artifactChanges"][0]["replacements"]
    assert change["insertedContent"]["text"]
    assert change["deletedRegion"]["startLine"] == change["deletedRegion"]["endLine"] == 13
    assert {rule["defaultConfiguration"]["level"] for rule in driver["rules"]} <= {
        "none",
        "note",
        "warning",
        "error",
    }
    assert all(rule["help"]["text"] and rule["help"]["markdown"] for rule in driver["rules"])


def test_a_path_from_the_root_is_a_file_uri():
    found = Finding("QW104", "tag-question", Severity.WARNING, "m", "/home/a b.yml", 1, 1)

    (run,) = json.loads(render(audit(found), "sarif"))["runs"]

    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "file:///home/a%20b.yml"


def test_github_annotations_escape_what_would_end_them(linted):
    first, second = render(linted, "github").splitlines()

    assert first.startswith(
        "::warning file=my study/herbs%2C 50%25.yml,line=12,endLine=12,title=QW104 tag-question,col=11"
    )
    assert "::the tag asks people to go along; " in first
    assert second.endswith("move it to the end of the list")


def test_a_message_with_a_percent_sign_stays_one_annotation():
    found = Finding("XX1", "x", Severity.INFO, "half: 50%\n::error::no", "a.yml", 1, 1)

    assert render(audit(found, level="info"), "github") == (
        "::notice file=a.yml,line=1,endLine=1,title=XX1 x,col=1,endColumn=2::half: 50%25\\n::error::no"
    )


def test_junit_has_a_suite_a_file_and_a_failure_a_finding(linted):
    top = ET.fromstring(render(linted, "junit"))

    assert (top.tag, top.get("tests"), top.get("failures")) == ("testsuites", "2", "2")
    (suite,) = top
    assert [case.find("failure").get("type") for case in suite] == ["warning", "warning"]
    assert suite[0].get("name") == "herbs QW104 tag-question"


def test_a_file_without_findings_passes_in_junit():
    top = ET.fromstring(render(audit(), "junit"))

    assert (top.get("tests"), top.get("failures")) == ("1", "0")
    assert top.find("testsuite/testcase/failure") is None


def test_what_a_baseline_held_back_is_told():
    shown = render(audit(held=3, gone=1), "text")

    assert "3 known findings held back by the baseline; 1 more are in it and no longer found" in shown
