"""What a client says in study.yml, from the file to the report: at the fit, and later without a new one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from psychoseg.errors import PlanError
from psychoseg.study import fit_wave
from psychoseg.study.rendering import render_again


@pytest.fixture
def own(fitted, tmp_path) -> Path:
    return Path(shutil.copytree(fitted[0], tmp_path / "study"))


def rewritten(folder: Path, old: str, new: str) -> None:
    path = folder / "study.yml"
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")


def activation(folder: Path, into: Path) -> dict:
    render_again(folder, None, into, formats=["json"], force=True)
    return json.loads((into / "report.json").read_text("utf-8"))["activation"]


def test_the_bundled_study_is_judged_and_its_people_can_be_found_again(fitted):
    plain = json.loads((fitted[1].folder / "report_data.json").read_text("utf-8"))["activation"]

    assert {one["role"] for one in plain["evaluation"]["placed"]} <= {
        "focus",
        "develop",
        "keep",
        "do not pursue",
    }
    assert [sheet["owner"] for sheet in plain["sheets"]].count("") == 3
    assert plain["typing"]["accuracy"] > 0.8
    assert len(plain["offered"]) == 5
    assert all(found for found in plain["advice"])


def test_a_report_takes_present_weights_without_a_new_fit(own, tmp_path):
    before = activation(own, tmp_path / "a")
    rewritten(own, "- {criterion: size, weight: 2}", "- {criterion: size, weight: 40}")

    after = activation(own, tmp_path / "b")

    assert after["evaluation"]["attractive"]["totals"] != before["evaluation"]["attractive"]["totals"]
    assert after["typing"] == before["typing"]
    assert len(list((own / "runs").iterdir())) == 1


def test_choices_for_segments_there_are_not_are_refused_with_their_line_when_the_report_is_made(
    own, tmp_path
):
    rewritten(own, "scores: {A: 4, B: 6, C: 7, D: 8, E: 3}", "scores: {A: 4, B: 6, F: 7}")

    with pytest.raises(
        PlanError, match=r"study\.yml:\d+:7: Expected growth has no score for segment C, D, E"
    ):
        activation(own, tmp_path / "a")


def test_a_criterion_that_means_nothing_stops_a_fit_before_its_long_work(own):
    rewritten(own, "criterion: main_shop_1", "criterion: main_shop_11")

    with pytest.raises(PlanError, match="did you mean main_shop_1"):
        fit_wave(own, with_pdf=False)
    assert len(list((own / "runs").iterdir())) == 1


def test_without_weights_there_is_no_evaluation(own, tmp_path):
    path = own / "study.yml"
    text = path.read_text("utf-8")
    path.write_text(text[: text.index("evaluate:")], encoding="utf-8")

    found = activation(own, tmp_path / "a")

    assert found["evaluation"] is None
    assert [sheet["owner"] for sheet in found["sheets"]] == [""] * 5
