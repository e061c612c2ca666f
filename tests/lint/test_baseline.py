"""Known findings are held back; new ones are not."""

from __future__ import annotations

import json

import pytest

from psychoseg.errors import UsageError
from psychoseg.lint import Finding, Severity
from psychoseg.lint.baseline import read, written

TAG = Finding(
    "QW104",
    "tag-question",
    Severity.WARNING,
    "m",
    "a.yml",
    8,
    9,
    "herbs",
    "You grow herbs, don't you?",
    16,
    26,
)
OTHER = Finding("QS418", "missing-objective", Severity.INFO, "no objective is given", "a.yml", 1, 1)


def kept(tmp_path, known, now):
    path = tmp_path / "known.json"
    path.write_text(written(known))
    return read(str(path)).sift(now)


def test_a_known_finding_is_held_back_wherever_it_moved(tmp_path):
    moved = Finding("QW104", "tag-question", Severity.WARNING, "m", "b.yml", 80, 1, "herbs", TAG.text, 16, 26)

    assert kept(tmp_path, [TAG, OTHER], [moved, OTHER]) == ([], 2, 0)


def test_a_changed_wording_is_new(tmp_path):
    changed = Finding(
        "QW104", "tag-question", Severity.WARNING, "m", "a.yml", 8, 9, "herbs", "You grow mint, don't you?"
    )

    assert kept(tmp_path, [TAG], [changed]) == ([changed], 0, 1)


def test_a_finding_is_held_back_as_often_as_it_was_there(tmp_path):
    assert kept(tmp_path, [TAG, TAG], [TAG, TAG, TAG]) == ([TAG], 2, 0)


def test_the_file_says_which_rules_and_items_it_holds():
    entries = list(json.loads(written([TAG, TAG]))["findings"].values())

    assert entries == [{"rule": "QW104", "item": "herbs", "times": 2}]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        '{"schema": "psychoseg/lint-baseline/9"}',
        '{"schema": "psychoseg/lint-baseline/1", "findings": {"a": 1}}',
    ],
)
def test_what_is_no_baseline_is_refused_with_a_way_out(tmp_path, content):
    path = tmp_path / "known.json"
    path.write_text(content)

    with pytest.raises(UsageError, match="--write-baseline writes one"):
        read(str(path))


def test_a_missing_file_is_named():
    with pytest.raises(UsageError, match=r"gone\.json cannot be read"):
        read("gone.json")
