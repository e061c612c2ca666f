"""Marks, explanations and quick fixes for a text that is being written."""

from __future__ import annotations

from pathlib import Path

import pytest

from psychoseg.lint import Severity, lint
from psychoseg.lint.editor import actions, hover, marks
from psychoseg.questionnaire import parse

TEXT = Path(__file__).with_name("opened.yml").read_text(encoding="utf-8")


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "q.yml")


def test_findings_are_marked_at_their_words(path):
    tag, order = marks(TEXT, path)

    assert (tag.code, tag.severity, TEXT[tag.start : tag.end]) == ("QW104", Severity.WARNING, "don't you?")
    assert (order.code, TEXT[order.start : order.end]) == ("QR316", '"Who cooks?"')


@pytest.mark.parametrize("end", range(0, len(TEXT), 7))
def test_a_text_that_is_half_written_never_raises(end, path):
    for mark in marks(TEXT[:end], path):
        assert 0 <= mark.start < mark.end or not TEXT[:end].strip()


def test_faults_are_marked_where_they_stand(path):
    broken = TEXT.replace("type: open", "type: opne")

    (mark,) = marks(broken, path)

    assert mark.message == "type is 'opne'; did you mean open?"
    assert broken[mark.start :].startswith("opne")
    assert mark.severity is Severity.ERROR


def test_a_file_that_is_no_questionnaire_is_left_alone(path):
    assert marks("services: {web: {image: tea}}", path) == ()


def test_settings_that_cannot_be_used_are_told_at_the_top(tmp_path, path):
    (tmp_path / "psychoseg.toml").write_text("[lint]\nlevl = 3\n")

    (mark,) = marks(TEXT, path)

    assert mark.start == 0
    assert "'levl' is not a setting of lint" in mark.message


def test_hovering_shows_the_page_of_the_rule(path):
    found = marks(TEXT, path)

    assert "**QW104 tag-question**" in hover(found, found[0].start + 1)
    assert hover(found, 0) == ""


def test_the_safe_fix_comes_first_and_mends(path):
    _, order = marks(TEXT, path)

    fix, allow = actions(TEXT, order)

    assert fix.safe
    assert fix.title == "Put “Someone else” behind the other answers"
    assert "QR316" not in {found.code for found in lint(parse(fix.text))}
    assert not allow.safe


def test_a_rule_can_be_allowed_with_a_reason_to_fill_in(path):
    tag, _ = marks(TEXT, path)

    (allow,) = actions(TEXT, tag)

    assert allow.title == "Allow tag-question here, with a reason"
    assert parse(allow.text).items[0].allow == (("tag-question", "why it is right here"),)


def test_a_fault_of_the_file_has_no_quick_fix(path):
    (mark,) = marks(TEXT.replace("type: open", "type: opne"), path)

    assert actions("", mark) == ()
