"""Letters in study.yml: told where a fit on other data gave them to other people, and quiet where it did not."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest

from psychoseg.study import read_study
from psychoseg.study.letters import lettered, moved, write_letters
from psychoseg.study.runs import finish, writing

FIRST = datetime(2026, 1, 2, tzinfo=UTC)
PEOPLE = [f"r{at:03d}" for at in range(300)]
AT_FIRST = pd.Series([1] * 150 + [2] * 100 + [3] * 50, pd.Index(PEOPLE, name="respondent"), name="segment")
TURNED = AT_FIRST.map({1: 2, 2: 1, 3: 3})


@pytest.fixture
def study(tmp_path):
    (tmp_path / "study.yml").write_text("title: T\nquestionnaire: q.yml\n", encoding="utf-8")
    return tmp_path


def said(study, text):
    (study / "study.yml").write_text(f"title: T\nquestionnaire: q.yml\n{text}", encoding="utf-8")
    return read_study(study)


def kept(study, segments, config, day, wave="w"):
    made = FIRST + timedelta(days=day)
    with writing(study, made) as writer:
        writer.write_table("assignments.parquet", segments.to_frame())
        write_letters(writer, config)
        finish(writer, kind="fit", wave=wave, made=made, seed=1, plan={}, inputs={}, summary={})


def test_a_letter_whose_people_are_elsewhere_is_told_with_where_they_are(study):
    kept(study, AT_FIRST, read_study(study), 1)
    config = said(study, "segments: {names: {A: Ann}}\nactivate: {C: {owner: Cy}}\n")

    (told,) = moved(study, "w", config, TURNED)

    assert "segment A (names)" in told
    assert "100% of the people" in told
    assert "are in B now" in told


def test_it_is_told_again_until_the_letters_are_put_right(study):
    kept(study, AT_FIRST, read_study(study), 1)
    config = said(study, "segments: {names: {A: Ann}}\n")
    kept(study, TURNED, config, 2)

    assert moved(study, "w", config, TURNED)

    righted = said(study, "segments: {names: {B: Ann}}\n")
    assert moved(study, "w", righted, TURNED) == ()
    kept(study, TURNED, righted, 3)
    assert moved(study, "w", righted, TURNED) == ()
    assert moved(study, "w", righted, AT_FIRST)


def test_the_same_segments_are_nothing_to_tell(study):
    kept(study, AT_FIRST, read_study(study), 1)
    config = said(study, "segments: {names: {A: Ann, B: Bo}}\n")

    assert moved(study, "w", config, AT_FIRST) == ()


def test_without_letters_an_earlier_fit_or_people_in_both_nothing_is_told(study):
    config = said(study, "segments: {names: {A: Ann}}\n")
    assert moved(study, "w", config, TURNED) == ()

    kept(study, AT_FIRST, config, 1, wave="another")
    assert moved(study, "w", config, TURNED) == ()

    kept(study, AT_FIRST, config, 2)
    strangers = TURNED.set_axis([f"s{at}" for at in range(300)])
    assert moved(study, "w", config, strangers) == ()
    assert moved(study, "w", read_study(study), TURNED)
    assert moved(study, "w", replace(config, names={}), TURNED) == ()


def test_an_earlier_run_that_was_changed_stops_no_new_one(study):
    kept(study, AT_FIRST, read_study(study), 1)
    config = said(study, "segments: {names: {A: Ann}}\n")
    people = next((study / "runs").glob("*/assignments.parquet"))
    people.write_bytes(people.read_bytes()[:-1])

    assert moved(study, "w", config, TURNED) == ()


def test_what_is_said_by_letter_is_gathered_from_every_part(study):
    config = said(
        study,
        "segments: {names: {B: Bo}}\nactivate: {A: {owner: Al}}\n"
        "evaluate:\n  attractive:\n  - {criterion: growth, scores: {A: 3, B: 4}, reason: r}\n"
        "  ours:\n  - {criterion: size}\n  roles: {B: keep}\n",
    )

    parts = lettered(config)

    assert {letter: sorted(found) for letter, found in parts.items()} == {
        "A": ["activate", "scores of growth"],
        "B": ["names", "roles", "scores of growth"],
    }
    assert "where" not in json.dumps(parts)


def test_a_fit_keeps_what_was_said_by_letter(fitted):
    folder, run = fitted

    assert run.read_json("letters.json").keys() == lettered(read_study(folder)).keys()
