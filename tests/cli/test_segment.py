"""``psychoseg segment``: the account of one wave's segments."""

import json
import shutil
from pathlib import Path

import pytest

from psychoseg.cli import main
from psychoseg.cli.segment_account import segment_facts, segment_lines
from psychoseg.study import Segmented, segment_wave


@pytest.fixture(scope="module")
def study(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("segment") / "study"
    assert main(["new", str(folder)]) == 0
    settings = folder / "study.yml"
    quick = (
        settings.read_text()
        .replace("resamples: 30", "resamples: 10")
        .replace("most_segments: 8", "most_segments: 5")
    )
    settings.write_text(quick)
    return folder


@pytest.fixture(scope="module")
def found(study) -> Segmented:
    return segment_wave(study)


@pytest.fixture(scope="module")
def brief(study, tmp_path_factory) -> Path:
    """The same study, whose segments are formed once, in one way and two or three of them."""
    folder = tmp_path_factory.mktemp("brief") / "study"
    shutil.copytree(study, folder)
    settings = folder / "study.yml"
    once = "plan:\n  alternatives: false\n  refit: false\n"
    text = settings.read_text().replace("most_segments: 5", "most_segments: 3")
    settings.write_text(text.replace("plan:\n", once, 1))
    return folder


def test_the_account_answers_an_experts_questions_in_order(found):
    told = "\n".join(segment_lines(found))

    questions = (
        "How many?",
        "Are there segments at all?",
        "How firm is each",
        "Can they be told apart?",
        "What sets them apart?",
        "And formed otherwise?",
        "What carries them?",
        "Do they think, or only answer, differently?",
    )
    places = [told.index(question) for question in questions]
    assert places == sorted(places)
    assert "5         " in told
    assert "<- chosen" in told
    assert "criteria alone would take 5" in told
    assert "Calinski-Harabasz" in told
    assert "separation p = " in told
    assert "adjusted by Holm" in told
    assert max(map(len, told.splitlines())) < 120


def test_the_facts_are_json_with_every_number_finite(found):
    facts = json.loads(json.dumps(segment_facts(found), allow_nan=False))

    assert facts["chosen"] == len(facts["segments"]) == len(facts["centres"]) == 5
    assert sum(segment["share"] for segment in facts["segments"]) == pytest.approx(1)
    assert facts["structure"]["verdict"] == "natural"
    assert facts["contrasts"]["tested"] > 20
    assert all(1 <= len(words) <= 3 for words in facts["terms"])
    assert all(term["trait"]["segment"]["base"] > 50 for words in facts["terms"] for term in words)
    assert all("p_value" not in carrier for carrier in facts["contrasts"]["carriers"])
    assert facts["apart"]["recognition"]["accuracy"] > 0.9
    assert facts["apart"]["proposals"] == []
    assert [one["segments"] for one in facts["tried"]] == [2, 3, 4, 5]
    assert {vote["criterion"] for vote in facts["votes"]} >= {"gap", "prediction strength", "BIC", "ICL"}
    assert all(len(one["within"]) == one["segments"] for one in facts["tried"])
    ways = {one["kind"] for one in facts["sensitivity"]["alternatives"]}
    assert ways == {"number", "representation", "method", "people", "weights"}
    assert min(one["agreement"] for one in facts["representations"]["tried"]) > 0.9
    assert max(facts["styles"]["between"]) < 0.14
    assert facts["basis"]["columns"] == facts["factors"]


def test_another_method_can_be_looked_at_and_a_wrong_name_is_met_with_the_nearest(brief, capsys):
    assert main(["segment", str(brief), "--method", "ward", "--k", "2", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["method"].startswith(
        "Ward's tree on standardised factor scores"
    )

    assert main(["segment", str(brief), "--method", "kmean"]) == 2
    assert "did you mean kmeans" in capsys.readouterr().err


def test_another_number_can_be_looked_at_and_nothing_is_written(brief, capsys):
    main(["segment", str(brief), "--k", "99"])  # the first reading marks the folder as a study
    capsys.readouterr()
    before = sorted(brief.rglob("*"))

    assert main(["segment", str(brief), "--k", "3", "--compare", "--json"]) == 0

    facts = json.loads(capsys.readouterr().out)
    assert facts["chosen"] == 3
    assert {one["segments"] for one in facts["methods"]["compared"]} == {2, 3}
    assert facts["reason"] == "asked for on the command line"
    assert sorted(brief.rglob("*")) == before


def test_an_impossible_number_and_a_wave_that_is_not_there_are_refused(study, capsys):
    assert main(["segment", str(study), "--k", "99"]) == 2
    assert "99" in capsys.readouterr().err

    assert main(["segment", str(study), "--wave", "3-winter"]) == 2
    assert "3-winter" in capsys.readouterr().err
