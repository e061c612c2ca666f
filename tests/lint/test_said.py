"""What rules are called and what they say has words in every language of the report."""

import ast
import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from psychoseg.lint import Severity, lint
from psychoseg.lint import rules as rules_package
from psychoseg.lint.rules import RULES
from psychoseg.report.catalogue import catalogue
from psychoseg.report.finding_messages import FINDINGS
from psychoseg.report.findings import FINDING, RULE, finding_told, rule_told, shape_of
from psychoseg.report.language import LANGUAGES, speaking, untold

FOLDER = Path(rules_package.__file__).parent
CASES = Path(__file__).parent / "cases"
TRANSLATED = [code for code in LANGUAGES if code != "en"]
READ = [entry for entry in RULES if entry.over != "Fault"]
"""Rules over what keeps a file from being read say nothing in a report."""
PUT_TOGETHER = (
    "depends on its own answer",
    "trip can never hold: trip runs from 0 to 12",
    "trip == 9 can never hold: trip has no code '9'",
    "the options have changed (new: 'Tram'; gone: 'Bus'; 3 was 'Metro')",
    "it was not reversed and is now",
    "2 was labelled with nothing",
    "the lead-in was 'Think of last week. How often did you…'",
    "there was no wording",
    "there was no lead-in",
    "there was no instruction",
    "there was no stimulus",
    "“Yes” and “yes!” mean the same",
    "every answer is unfavourable",
    "it was reversed and is not now",
    "every answer but the middle is unfavourable",
    "the consent does not say whom to ask",
    "ease has one item",
    "in de: “obviously” says the answer is settled",
    "“diagnosed” is about health, which needs a reason",
    "the answers are about ease, not about how often",
)
"""As rules put them together of parts."""


def trips(entry, asked):
    """What a rule says of the cases that trip it."""
    path = CASES / f"{entry.name.replace('-', '_')}.yml"
    written = yaml.safe_load(path.read_text("utf-8"))["trips"] if path.exists() else []
    running = replace(entry, severity=Severity.INFO) if entry.severity is Severity.OFF else entry
    everything = [running if other.code == entry.code else other for other in RULES]
    return {
        one.message
        for case in written
        for one in lint(asked(case), rules=everything)
        if one.code == entry.code
    }


def written_in(entry):
    """The first arguments of the notices in a rule's file: texts, and f-strings with None for each hole."""
    file = FOLDER / f"{entry.name.replace('-', '_')}.py"
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Notice" and node.args:
            for one in ends_of(node.args[0]):
                if isinstance(one, ast.Constant):
                    yield [one.value]
                elif isinstance(one, ast.JoinedStr):
                    yield [part.value if isinstance(part, ast.Constant) else None for part in one.values]


def ends_of(node):
    return [*ends_of(node.body), *ends_of(node.orelse)] if isinstance(node, ast.IfExp) else [node]


def known(message):
    with speaking("de"):
        finding_told(message)
        return untold() == set()


@pytest.mark.parametrize("code", TRANSLATED)
@pytest.mark.parametrize("entry", RULES, ids=lambda entry: entry.name)
def test_a_rule_has_a_name_in_every_language(entry, code):
    with speaking(code):
        said = rule_told(entry.name)

    assert said != entry.name
    assert (RULE, entry.name) in catalogue(code).messages


@pytest.mark.parametrize("entry", READ, ids=lambda entry: entry.name)
def test_what_a_rule_finds_in_its_cases_is_said_in_every_language(entry, asked):
    found = trips(entry, asked)
    assert found

    for code in TRANSLATED:
        with speaking(code):
            for message in found:
                finding_told(message)

            assert untold() == set(), code


@pytest.mark.parametrize("entry", READ, ids=lambda entry: entry.name)
def test_every_notice_in_a_rule_s_source_is_said_or_is_of_parts_that_its_cases_show(entry, asked):
    found = {*trips(entry, asked), *PUT_TOGETHER}

    unsaid = [
        parts for parts in written_in(entry)
        if not known("".join("7" if part is None else part for part in parts))
        and not any(re.fullmatch("".join(".*" if part is None else re.escape(part) for part in parts), one) for one in found)
    ]  # fmt: skip

    assert unsaid == []


@pytest.mark.parametrize("code", TRANSLATED)
@pytest.mark.parametrize("message", PUT_TOGETHER)
def test_messages_put_together_of_parts_are_said_whole(message, code):
    with speaking(code):
        said = finding_told(message)

        assert untold() == set()
    assert not re.search(r"\b(?:the|is|has|about|nothing|runs)\b", said), said


@pytest.mark.parametrize(
    "entry", [one for one in READ if len(one.spoken) > len(one.languages)], ids=lambda entry: entry.name
)
def test_what_a_rule_finds_in_the_words_of_its_summary_is_said_too(entry):
    words = entry.summary.rstrip(".")

    assert (FINDING, words[:1].lower() + words[1:]) in catalogue("de").messages


def test_every_message_is_said_by_a_rule(asked):
    sources = "\n".join(
        file.read_text("utf-8") for file in (*FOLDER.parent.rglob("*.py"), *FOLDER.parent.rglob("*.yml"))
    )
    said = [*PUT_TOGETHER, *(one for entry in READ for one in trips(entry, asked))]
    said += [entry.summary.rstrip(".")[:1].lower() + entry.summary.rstrip(".")[1:] for entry in READ]

    gone = [
        one for one in FINDINGS
        if not all(piece in sources for piece in re.split(r"\{\w+\}", one))
        and not any(shape_of(one).search(message) for message in said)
    ]  # fmt: skip

    assert "\n".join(gone) == ""


def test_the_questionnaire_s_own_words_are_never_translated():
    with speaking("de"):
        said = finding_told("“agreement” and “every answer is praise” share a number")

    assert said == "„agreement“ und „every answer is praise“ haben eine Zahl gemeinsam"
