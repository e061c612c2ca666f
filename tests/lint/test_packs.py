"""The core wording rules in German, French and Spanish."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
import yaml

from psychoseg.lint import lint
from psychoseg.lint.pack import LANGUAGES, pack
from psychoseg.lint.rules import RULES

CASES = Path(__file__).parent / "packs"
NAMES = {rule.name for rule in RULES}
HOSTILE = (
    "a " * 20_000,
    "und " * 10_000,
    "wie zufrieden sind sie mit " + "a " * 10_000,
    "est-ce que vous " * 3_000,
    "no cree " * 5_000,
)


def cases(kind):
    for language in LANGUAGES:
        written = yaml.safe_load((CASES / f"{language}.yml").read_text("utf-8"))
        for rule, entry in written.items():
            for number, text in enumerate(entry[kind]):
                yield pytest.param(language, rule, text, id=f"{language}-{rule}-{number}")


def found(language, text, asked):
    answers = re.search(r"\[(.+)\]", text)
    item = {"text": text.partition(" [")[0], "type": "open"}
    if answers:
        item |= {"type": "single", "options": dict(enumerate(answers[1].split(" | "), 1))}
    questionnaire = asked(
        {"language": language, "sections": [{"id": "only", "items": [item | {"construct": ""}]}]}
    )
    return [finding.name for finding in lint(questionnaire) if finding.item]


@pytest.mark.parametrize(("language", "rule", "text"), list(cases("trips")))
def test_a_pack_finds_what_its_rule_is_for(language, rule, text, asked):
    assert rule in found(language, text, asked)


@pytest.mark.parametrize(("language", "rule", "text"), list(cases("passes")))
def test_a_pack_is_silent_on_a_good_question(language, rule, text, asked):
    assert rule not in found(language, text, asked)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pack_names_rules_that_exist_and_every_one_has_cases(language):
    written = yaml.safe_load((CASES / f"{language}.yml").read_text("utf-8"))

    assert set(pack(language)) <= NAMES
    assert set(written) == set(pack(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_pattern_of_a_pack_is_slow_on_any_text(language):
    for frames in pack(language).values():
        for pattern in (*frames.find, *frames.unless):
            for text in HOSTILE:
                began = time.perf_counter()
                pattern.search(text)
                assert time.perf_counter() - began < 2, pattern.source


def test_a_language_without_a_pack_gets_a_note_and_no_wording_rules(asked):
    questionnaire = asked(
        {
            "language": "fi",
            "sections": [
                {"id": "only", "items": [{"text": "Eikö niin, eikö?", "type": "open", "construct": ""}]}
            ],
        }
    )

    names = [finding.name for finding in lint(questionnaire)]

    assert "unread-language" in names
    assert "tag-question" not in names
