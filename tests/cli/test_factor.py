"""``psychoseg factor``: the account of one wave's factors."""

import json
from pathlib import Path

import pytest

from psychoseg.cli import main
from psychoseg.cli.factor_facts import factor_facts
from psychoseg.cli.factor_lines import factor_lines
from psychoseg.study import Factored, factor_wave


@pytest.fixture(scope="module")
def study(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("factor") / "study"
    assert main(["new", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def found(study) -> Factored:
    return factor_wave(study)


def test_the_account_answers_an_experts_questions_in_order(found):
    told = "\n".join(factor_lines(found))

    questions = (
        "Do the answers suit it?", "How many factors?", "Does the solution fit?", "Which items carry which factor?",
        "How do factors correlate?", "How reliable are they?", "Does it hold in people who were not looked at?",
        "Is it response style?",
    )  # fmt: skip
    places = [told.index(question) for question in questions]
    assert places == sorted(places)
    for named in ("Bartlett's correction", "direct oblimin", "20 of 20 starts", "statsmodels agrees", "KMO"):
        assert named in told
    assert max(map(len, told.splitlines())) < 150


def test_the_facts_are_json_with_every_number_finite_or_null(found):
    facts = json.loads(json.dumps(factor_facts(found), allow_nan=False))

    assert facts["retention"]["chosen"] == len(facts["determinacy"]) == 7
    assert facts["solution"]["fit"]["chi_square"] > 0
    assert set(facts["solution"]["pattern"]) == {item["item"] for item in facts["items"]}
    assert len(facts["retention"]["scree"]["chance"]) == len(facts["items"])


def test_only_one_wave_is_read_and_nothing_is_written(
    study, found, capsys
):  # whose first reading named the study
    before = sorted(path for path in study.rglob("*"))

    assert main(["factor", str(study), "--wave", "2-autumn", "--json"]) == 0

    assert json.loads(capsys.readouterr().out)["wave"] == "2-autumn"
    assert sorted(path for path in study.rglob("*")) == before


def test_a_wave_that_is_not_there_is_one_clear_message(study, capsys):
    assert main(["factor", str(study), "--wave", "3-winter"]) == 2

    assert "3-winter" in capsys.readouterr().err
