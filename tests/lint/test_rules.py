"""Every rule against its cases and its own examples, and what every rule must have."""

from __future__ import annotations

import importlib
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from psychoseg.errors import QuestionnaireError
from psychoseg.lint import Severity, lint
from psychoseg.lint import rules as rules_package
from psychoseg.lint.rules import RULES
from psychoseg.lint.rules._rule import Rule, rule
from psychoseg.lint.unreadable import unreadable
from psychoseg.questionnaire import parse

FOLDER = Path(rules_package.__file__).parent
CASES = Path(__file__).parent / "cases"
GROUPS = ("QW", "QC", "QR", "QS", "QE", "QD", "QV", "QY")


def cases(kind):
    for entry in RULES:
        path = CASES / f"{entry.name.replace('-', '_')}.yml"
        written = yaml.safe_load(path.read_text("utf-8"))[kind] if path.exists() else []
        for number, case in enumerate(written):
            yield pytest.param(entry, case, id=f"{entry.name}-{number}")


def read_by(entry, case, asked):
    """What a rule finds in a case; the cases of rules over faults are files that may not be readable."""
    if entry.over != "Fault":
        return found_by(entry, asked(case))
    try:
        parse(case, "case.yml")
    except QuestionnaireError as problem:
        return [one for one in unreadable(problem, "case.yml", RULES) if one.code == entry.code]
    return []


def found_by(entry, questionnaire):
    rules = (replace(entry, severity=Severity.INFO),) if entry.severity is Severity.OFF else None
    return [finding for finding in lint(questionnaire, rules=rules) if finding.code == entry.code]


@pytest.mark.parametrize(("entry", "case"), list(cases("trips")))
def test_a_rule_finds_what_it_is_for(entry, case, asked):
    found = read_by(entry, case, asked)

    assert found, case
    if isinstance(case, dict) and "span" in case:
        assert found[0].span == case["span"]


@pytest.mark.parametrize(("entry", "case"), list(cases("passes")))
def test_a_rule_is_silent_on_a_good_question(entry, case, asked):
    assert [finding.span or finding.message for finding in read_by(entry, case, asked)] == []


@pytest.mark.parametrize("entry", RULES, ids=lambda entry: entry.name)
def test_the_bad_example_of_a_rule_trips_it_and_the_good_one_does_not(entry, asked):
    for example in examples(entry.instead_of):
        assert read_by(entry, example, asked), example
    for example in examples(entry.write):
        assert not read_by(entry, example, asked), example


def examples(written):
    """One example a line, unless the lines are YAML."""
    first = written.splitlines()[0]
    return [written] if first.split(" ")[0].endswith(":") else written.splitlines()


@pytest.mark.parametrize(
    "entry", [entry for entry in RULES if entry.over == "Item"], ids=lambda entry: entry.name
)
def test_the_good_example_of_a_rule_trips_no_other_warning(entry, asked):
    for example in examples(entry.write):
        others = [
            finding.name
            for finding in lint(asked(example))
            if finding.item and finding.severity >= Severity.WARNING
        ]
        assert others == [], example


def test_every_file_in_the_folder_is_in_rules():
    files = {path.stem for path in FOLDER.glob("[a-z]*.py")}

    assert files == {entry.name.replace("-", "_") for entry in RULES}


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("[a-z]*.py")))
def test_a_file_is_named_for_the_rule_in_it_and_says_its_code_first(name):
    module = importlib.import_module(f"psychoseg.lint.rules.{name}")
    entry = getattr(module, name)

    assert isinstance(entry, Rule)
    assert module.__doc__.startswith(f"{entry.code}: ")


def test_codes_and_names_are_used_once_and_stand_in_order():
    codes = [entry.code for entry in RULES]
    names = {entry.name for entry in RULES}

    assert codes == sorted(set(codes), key=lambda code: (GROUPS.index(code[:2]), code))
    assert len(names) == len(RULES)


@pytest.mark.parametrize("entry", RULES, ids=lambda entry: entry.name)
def test_a_rule_explains_itself(entry):
    assert entry.summary.endswith(".")
    assert all([entry.why, entry.instead_of, entry.write, entry.source])
    assert entry.over in {"Item", "Questionnaire", "Allowance", "Fault"}


@pytest.mark.parametrize("entry", RULES, ids=lambda entry: entry.name)
def test_a_rule_has_ten_cases_and_some_of_each_kind(entry):
    written = yaml.safe_load((CASES / f"{entry.name.replace('-', '_')}.yml").read_text("utf-8"))

    assert min(len(written["trips"]), len(written["passes"])) >= 5
    assert len(written["trips"]) + len(written["passes"]) >= 10


def test_there_are_no_cases_for_a_rule_that_does_not_exist():
    assert {path.stem for path in CASES.glob("*.yml")} == {entry.name.replace("-", "_") for entry in RULES}


def test_a_rule_that_takes_something_else_is_refused_when_it_is_asked():
    @rule("XX1", source="nobody")
    def odd(scale: int):
        """Odd."""

    with pytest.raises(TypeError, match="annotate an Item, a Questionnaire or an Allowance"):
        _ = odd.over
