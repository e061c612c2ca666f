"""Findings as people and programs read them."""

from __future__ import annotations

import json

from psychoseg.lint import Finding, Severity, catalogue, lint
from psychoseg.lint.output import WIDEST, as_dicts, as_sarif, as_text, summary

WARNING = Finding(
    code="QW104", name="tag-question", severity=Severity.WARNING, message="the tag asks people to go along", file="a.yml",
    line=8, column=9, item="herbs", text="You grow herbs, don't you?", start=16, end=26, suggestion="leave out the tag",
)  # fmt: skip
NOTE = Finding("QS418", "missing-objective", Severity.INFO, "no objective is given", "a.yml", 1, 1)


def test_a_finding_is_a_place_its_words_and_what_to_do():
    assert as_text([WARNING], files=1).splitlines() == [
        "a.yml:8:9: QW104 tag-question: the tag asks people to go along",
        "    You grow herbs, don't you?",
        "                    ^^^^^^^^^^",
        "    → leave out the tag",
        "1 warning in 1 file",
    ]


def test_findings_below_the_level_are_only_counted():
    assert as_text([NOTE], files=2) == "1 info in 2 files"
    assert "no objective is given" in as_text([NOTE], files=2, level=Severity.INFO)


def test_the_summary_counts_the_worst_first():
    error = Finding("QE501", "missing-consent", Severity.ERROR, "there is no consent text", "a.yml", 1, 1)

    assert summary([NOTE, WARNING, error, error], files=3) == "2 errors, 1 warning, 1 info in 3 files"
    assert summary([], files=0) == "nothing found in 0 files"


def test_colours_come_only_when_asked_for():
    assert "\x1b" not in as_text([WARNING], files=1)
    assert "\x1b[33mQW104 tag-question\x1b[0m" in as_text([WARNING], files=1, colours=True)


def test_control_characters_in_a_questionnaire_never_reach_the_terminal():
    hostile = Finding(
        "QW104",
        "tag-question",
        Severity.WARNING,
        "a\x1b[2Jb",
        "a\u202e.yml",
        1,
        1,
        "q",
        "no\x07w?",
        0,
        4,
        "\x1b",
    )

    shown = as_text([hostile], files=1)

    assert not {"\x1b", "\u202e", "\x07"} & set(shown)
    assert "a\\u202e.yml:1:1" in shown


def test_carets_stand_under_wide_and_escaped_characters():
    text = "東\x07x now?"
    finding = Finding("QW104", "tag-question", Severity.WARNING, "m", "a.yml", 1, 1, "q", text, 4, 7)

    _, words, carets, _ = as_text([finding], files=1).splitlines()

    assert words == "    東\\x07x now?"
    assert carets == " " * (4 + 2 + 4 + 2) + "^^^"


def test_a_long_text_is_shown_around_the_words_it_is_about():
    text = "a " * 300 + "HERE" + " b" * 300
    finding = Finding("QW104", "tag-question", Severity.WARNING, "m", "a.yml", 1, 1, "q", text, 600, 604)

    _, words, carets, _ = as_text([finding], files=1).splitlines()

    assert len(words) <= WIDEST + 6
    assert words[carets.index("^") : carets.rindex("^") + 1] == "HERE"


def test_a_finding_as_plain_values_holds_none_where_nothing_is():
    (plain,) = as_dicts([NOTE])

    assert plain["severity"] == "info"
    assert plain["item"] is plain["span"] is plain["suggestion"] is None
    assert as_dicts([WARNING])[0]["span"] == "don't you?"


def test_sarif_names_rules_levels_and_places(asked):
    findings = lint(asked("You grow herbs, don't you?"))

    log = json.loads(json.dumps(as_sarif(findings, catalogue(), "1.2.3")))
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    (result,) = run["results"]

    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    assert driver["version"] == "1.2.3"
    assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "QW104"
    assert result["level"] == "warning"
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "case.yml"
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] > 1
    assert {rule["defaultConfiguration"]["level"] for rule in driver["rules"]} <= {
        "none",
        "note",
        "warning",
        "error",
    }
