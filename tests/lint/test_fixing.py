"""Safe fixes change what they are for and not one byte more."""

from __future__ import annotations

import pytest

from psychoseg.lint import Finding, Severity, catalogue, lint
from psychoseg.lint.editing import CannotEditError
from psychoseg.lint.fix import Edit, Fix
from psychoseg.lint.fixing import applied, difference, mend, with_exception
from psychoseg.questionnaire import parse

HEAD = """\
# kept as it is
id: q
title:   "Q"
objective: o
consent: {text: t, contact: c, retention: r}
sections:
  - id: s
    items:
"""
ASKED = "      - id: a\n        text: Which?\n        type: multiple\n        options:\n"


def edited(options, *edits, newline="\n"):
    """The options after the edits, checked to be the only thing that changed."""
    text = (HEAD + ASKED + options + "  # the end\n").replace("\n", newline)
    new = applied(text, edits)
    start, end = (HEAD + ASKED).replace("\n", newline), "  # the end\n".replace("\n", newline)
    assert new.startswith(start)
    assert new.endswith(end)
    parse(new)
    return new[len(start) : -len(end)]


def mark(code):
    return Edit("a", code, "exclusive", "true")


def last(code):
    return Edit("a", code, move_last=True)


def gone(code):
    return Edit("a", code, delete=True)


@pytest.mark.parametrize(
    ("before", "edit", "after"),
    [
        ("          1: Tea\n          2: None\n", mark("2"), "          1: Tea\n          2: {label: None, exclusive: true}\n"),
        ('          1: Tea\n          2: "None, no"  # x\n', mark("2"), '          1: Tea\n          2: {label: "None, no", exclusive: true}  # x\n'),
        ("          1: Tea\n          2: None, no\n", mark("2"), "          1: Tea\n          2: {label: 'None, no', exclusive: true}\n"),
        ("          1: Tea\n          2: None\n            at all\n", mark("2"), "          1: Tea\n          2: {label: 'None at all', exclusive: true}\n"),
        ("          1: Tea\n          2: {label: None, short: N}\n", mark("2"), "          1: Tea\n          2: {label: None, short: N, exclusive: true}\n"),
        ("          1: Tea\n          2: {label: None, exclusive: false}\n", mark("2"), "          1: Tea\n          2: {label: None, exclusive: true}\n"),
        ("          1: Tea\n          2:\n            label: None  # x\n", mark("2"), "          1: Tea\n          2:\n            label: None  # x\n            exclusive: true\n"),
        ("          - {code: 1, label: Tea}\n          - code: 2\n            label: None\n", mark("2"),
         "          - {code: 1, label: Tea}\n          - code: 2\n            label: None\n            exclusive: true\n"),
        ("          1: Tea\n          2: Other\n          3: Milk\n", last("2"), "          1: Tea\n          3: Milk\n          2: Other\n"),
        ("          1: Tea\n          # why\n          2: Other  # so\n\n          3: Milk\n", last("2"), "          1: Tea\n\n          3: Milk\n          # why\n          2: Other  # so\n"),
        ("          1: Tea\n          2: {label: Other,\n              short: O}\n          3: Milk\n", last("2"),
         "          1: Tea\n          3: Milk\n          2: {label: Other,\n              short: O}\n"),
        ("          - {code: 1, label: Tea}\n          -\n            code: 2\n            label: Other\n          - {code: 3, label: Milk}\n", last("2"),
         "          - {code: 1, label: Tea}\n          - {code: 3, label: Milk}\n          -\n            code: 2\n            label: Other\n"),
        ("          {1: Tea, 2: Other,\n           3: Milk}\n", last("2"), "          {1: Tea, 3: Milk,\n           2: Other}\n"),
        ("          [{code: 1, label: Tea}, {code: 2, label: Other}, {code: 3, label: Milk}]\n", last("1"),
         "          [{code: 2, label: Other}, {code: 3, label: Milk}, {code: 1, label: Tea}]\n"),
        ("          1: Tea\n          2: Milk\n", last("2"), "          1: Tea\n          2: Milk\n"),
        ("          1: Tea\n          2: Tea too\n          3: Milk\n", gone("2"), "          1: Tea\n          3: Milk\n"),
        ("          {1: Tea, 2: Tea too, 3: Milk}\n", gone("1"), "          {2: Tea too, 3: Milk}\n"),
        ("          {1: Tea, 2: Tea too, 3: Milk}\n", gone("3"), "          {1: Tea, 2: Tea too}\n"),
        ("          1: Tea\n          2: Milk\n", Edit("a", "2", "label", "'Milk, hot'"), "          1: Tea\n          2: 'Milk, hot'\n"),
        ("          1: Tea\n          2: {label: Milk}\n", Edit("a", "2", "label", "Hot milk"), "          1: Tea\n          2: {label: Hot milk}\n"),
    ],
)  # fmt: skip
def test_an_edit_changes_its_option_and_nothing_else(before, edit, after):
    assert edited(before, edit) == after
    windows = edited(before, edit, newline="\r\n")
    assert windows == after.replace("\n", "\r\n")


def test_an_option_at_the_very_end_of_a_file_can_be_moved_behind():
    text = HEAD + ASKED + "          1: Tea\n          2: Other\n          3: Milk"

    assert applied(text, [last("2")]).endswith("1: Tea\n          3: Milk\n          2: Other")


def test_an_item_can_be_given_a_key():
    text = HEAD + ASKED + "          1: Tea\n          2: Milk\n"

    assert applied(text, [Edit("a", key="required", value="true")]).endswith(
        "2: Milk\n        required: true\n"
    )


@pytest.mark.parametrize(
    ("options", "edit", "why"),
    [
        ("          1: Tea\n          2: Milk\n", mark("9"), "not written out"),
        (
            "          1: Tea\n          2: Milk\n",
            Edit("b", "1", "exclusive", "true"),
            "the item is not written out",
        ),
        ("          {1: Tea, 2: Milk}\n", Edit("a", "1", "label", "Tea, hot"), "cannot be changed safely"),
        ("          {1: Tea, 2: Milk}\n", Edit("a", "1", "label", "{"), "cannot be changed safely"),
    ],
)
def test_what_cannot_be_changed_safely_is_left(options, edit, why):
    with pytest.raises(CannotEditError, match=why):
        applied(HEAD + ASKED + options, [edit])


def test_answers_that_several_items_share_are_left():
    text = HEAD.replace(
        "    items:\n", "    defaults: {type: multiple, options: {1: Tea, 2: None of these}}\n    items:\n"
    )
    text += "      - {id: a, text: Which?}\n"

    mended = mend(text, lambda new: lint(parse(new)))

    assert mended.text == text
    assert [why for _, why in mended.left] == ["its answers are written elsewhere, for several items"]


def test_all_fixes_of_a_file_are_made_and_none_is_left():
    text = HEAD + ASKED + (
        "          1: Tea\n          2: Don't know\n          3: Milk\n          4: Other  # say which\n"
        "          5: Water\n          6: None of these\n"
    )  # fmt: skip

    mended = mend(text, lambda new: lint(parse(new)))

    assert mended.text == HEAD + ASKED + (
        "          1: Tea\n          3: Milk\n          5: Water\n          2: {label: Don't know, exclusive: true}\n"
        "          4: Other  # say which\n          6: {label: None of these, exclusive: true}\n"
    )
    assert not [found for found in lint(parse(mended.text)) if found.fix]
    assert parse(mended.text).items[0].codes == ("1", "3", "5", "2", "4", "6")


def test_a_fix_that_would_break_the_questionnaire_is_left():
    text = HEAD + ASKED + "          1: Tea\n          2: Milk\n"
    clash = Finding(
        "XX1", "x", Severity.INFO, "m", "q.yml", 9, 9, "a", fix=Fix("w", (Edit("a", "2", "label", "Tea"),))
    )

    def look(new):
        parse(new)
        return [clash]

    mended = mend(text, look)

    assert mended.text == text
    assert [why for _, why in mended.left] == ["questionnaire.yml has faults that must be mended first:"]


def test_a_rule_says_that_it_fixes_when_its_findings_carry_a_fix(asked):
    found = lint(asked("Which fuel? [Gas | Other | Wood | Oil]"))

    fixing = {rule.code for rule in catalogue() if rule.fixes}
    assert {one.code for one in found if one.fix} <= fixing
    assert {"QR316", "QR320"} <= fixing


@pytest.mark.parametrize(
    ("item", "after"),
    [
        ("      - {id: a, text: Tea?, type: open}\n", "      - {id: a, text: Tea?, type: open, allow: {tag-question: why}}\n"),
        ("      - id: a\n        text: Tea?\n        type: open\n", "      - id: a\n        text: Tea?\n        type: open\n        allow: {tag-question: why}\n"),
        ("      - {id: a, text: Tea?, type: open, allow: {QW101: x}}\n", "      - {id: a, text: Tea?, type: open, allow: {QW101: x, tag-question: why}}\n"),
        ("      - id: a\n        allow:\n          QW101: x\n        text: Tea?\n        type: open\n",
         "      - id: a\n        allow:\n          QW101: x\n          tag-question: why\n        text: Tea?\n        type: open\n"),
    ],
)  # fmt: skip
def test_an_exception_is_written_into_its_item(item, after):
    new = with_exception(HEAD + item, "a", "tag-question", "why")

    assert new == HEAD + after
    assert ("tag-question", "why") in parse(new).items[0].allow


def test_an_exception_can_be_written_into_a_row_of_a_matrix():
    item = (
        "      - id: m\n        text: Say how far you agree.\n        type: matrix\n        options: {1: No, 2: Yes}\n"
        "        rows:\n          a: I like tea, don't you?\n          b: I like milk.\n"
    )

    new = with_exception(HEAD + item, "a", "tag-question", "why")

    assert new == (HEAD + item).replace(
        "a: I like tea, don't you?", "a: {text: 'I like tea, don''t you?', allow: {tag-question: why}}"
    )
    assert parse(new).item("a").allow == (("tag-question", "why"),)
    with pytest.raises(CannotEditError, match="not written out"):
        applied(HEAD + item, [Edit("a", key="required", value="true")])


def test_an_exception_for_the_whole_file_stands_at_its_end():
    new = with_exception(HEAD + "      - {id: a, text: Tea?, type: open}\n", "", "no-open-ended", "short")

    assert parse(new).allow == (("no-open-ended", "short"),)


def test_the_difference_of_two_texts_turns_one_into_the_other():
    for old, new in [("", "a"), ("a", ""), ("aXa", "aYa"), ("aa", "aaa"), ("abc", "abc")]:
        change = difference(old, new)
        assert old[: change.start] + change.new + old[change.end :] == new
