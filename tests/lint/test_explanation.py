"""A rule's page and the list of rules, as the commands print them."""

from __future__ import annotations

import json

import pytest

from psychoseg.cli import main
from psychoseg.lint import catalogue, measured
from psychoseg.lint.explanation import as_plain, languages, page
from psychoseg.lint.groups import GROUPS


def test_explain_shows_a_rule_whole(capsys):
    assert main(["explain", "qr320"]) == 0

    out = capsys.readouterr().out
    assert out.startswith("QR320 exclusive-option-in-multi (warning)\n")
    for part in (
        "Why it matters",
        "Instead of",
        "Write",
        "Source",
        "Languages",
        "English",
        "--fix makes it",
        "allow: {exclusive-option-in-multi:",
    ):
        assert part in out


def test_explain_in_json_holds_the_same(capsys):
    assert main(["explain", "QW104", "--json"]) == 0

    plain = json.loads(capsys.readouterr().out)
    assert (plain["code"], plain["name"], plain["fix"], plain["languages"]) == (
        "QW104",
        "tag-question",
        False,
        ["en", "de", "es", "fr"],
    )
    assert plain["group"] == "Wording that biases"


@pytest.mark.parametrize("rule", catalogue(), ids=lambda rule: rule.name)
def test_every_rule_has_a_page_and_plain_values(rule):
    assert rule.why in page(rule).replace("\n  ", " ")
    json.dumps(as_plain(rule))
    assert languages(rule)


def test_precision_comes_from_the_measured_file(tmp_path, monkeypatch):
    row = {"flags": 20, "right": 19, "precision": 0.95, "low": 0.76, "high": 0.99}
    table = {
        "corpus": "invented",
        "date": "2026-01-01",
        "questions": 1000,
        "rules": {"QW101": row, "QW104": {**row, "flags": 0}},
    }
    path = tmp_path / "measured.json"
    path.write_text(json.dumps(table))
    monkeypatch.setattr(measured, "PATH", str(path))
    first, *_ = catalogue()

    assert "right in 19 of 20 flags, precision 0.95 (0.76 to 0.99); invented, 2026-01-01" in page(first)
    assert as_plain(first)["measured"]["right"] == 19
    assert measured.measured("QW104") is None
    assert measured.measured("QC201") is None


def test_where_nothing_was_measured_the_page_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(measured, "PATH", str(tmp_path / "absent.json"))

    assert "not measured" in page(catalogue()[0])


def test_explain_alone_lists_every_rule_and_points_to_the_list(capsys):
    assert main(["explain"]) == 0

    out = capsys.readouterr().out
    assert [line.split()[0] for line in out.splitlines() if line[:2] in GROUPS] == [
        rule.code for rule in catalogue()
    ]
    assert "psychoseg rules" in out


def test_rules_are_listed_by_group(capsys):
    assert main(["rules"]) == 0

    out = capsys.readouterr().out
    assert [line for line in out.splitlines() if line in GROUPS.values()] == list(GROUPS.values())


def test_rules_in_json_and_markdown(capsys):
    assert main(["rules", "--json"]) == 0
    assert [rule["code"] for rule in json.loads(capsys.readouterr().out)] == [
        rule.code for rule in catalogue()
    ]
    assert main(["rules", "--markdown"]) == 0
    out = capsys.readouterr().out
    assert out.count("## ") == len(GROUPS)
    assert "| QW104 | tag-question | warning |" in out


def test_explain_names_the_nearest_rule(capsys):
    assert main(["explain", "loaded-words"]) == 2
    assert "did you mean loaded-wording" in capsys.readouterr().err
