"""A truth file is refused with every fault at its place."""

import pytest

from psychoseg.questionnaire import parse, read
from psychoseg.resources import folder
from psychoseg.simulate import Level, TruthError, read_truth

TEA = parse("""
id: tea
title: Tea
scales:
  agreement: {1: Disagree, 2: Neither, 3: Agree}
constructs:
  calm: {name: Calm, high: calm, low: lively}
sections:
  - id: all
    items:
      - {id: slow, text: I take my time., type: likert, scale: agreement, construct: calm}
      - {id: hurry, text: I hurry., type: likert, scale: agreement, construct: calm, reverse: true}
      - {id: kind, text: Which tea did you drink last?, type: single, options: {1: Green, 2: Black}}
      - {id: cups, text: How many cups did you drink yesterday?, type: numeric, min: 0, max: 30}
""")

GOOD = """\
questionnaire: tea
waves: [now]
shapes:
  even: [0.3, 0.4, 0.3]
factors:
  calm:
    slow: {loading: 0.8, answers: even}
    hurry: {loading: 0.7, answers: even}
segments:
  early: {name: Early, share: {now: 0.4}, means: {calm: -1}}
  late: {name: Late, share: {now: 0.6}, means: {calm: 0.7}}
answers:
  kind:
    everyone: {1: 0.5, 2: 0.5}
  cups:
    everyone: {mean: 3, spread: 2}
    late: {mean: 5}
"""


def read_tea(tmp_path, text):
    path = tmp_path / "tea.truth.yml"
    path.write_text(text, encoding="utf-8")
    return read_truth(path, TEA)


def test_a_good_file_is_read(tmp_path):
    truth = read_tea(tmp_path, GOOD)

    assert truth.factors == ("calm",)
    assert truth.loadings.loc["hurry", "calm"] == 0.7
    assert truth.answers["cups"] == {"early": Level(3, 2), "late": Level(5, 2)}
    assert truth.means.loc["early", "calm"] == -1


@pytest.mark.parametrize(
    ("written", "instead", "where", "what"),
    [
        ("questionnaire: tea", "questionnaire: coffee", ":1:16:", "not of tea"),
        ("even: [0.3, 0.4, 0.3]", "even: [0.3, 0.4, 0.4]", ":4:9:", "add up to 1.1"),
        ("    slow:", "    slo:", ":7:5:", "did you mean slow"),
        ("loading: 0.8", "loading: 8", ":7:21:", "from 0.05 to 0.95"),
        ("loading: 0.8", "weight: 0.8", ":7:12:", "not a key"),
        ("answers: even}\nsegments", "answers: evn}\nsegments", ":8:36:", "did you mean even"),
        ("{now: 0.4}", "{now: 0.5}", ":10:3:", "add up to 1.1"),
        ("{now: 0.4}", "{nwo: 0.4}", ":10:32:", "did you mean now"),
        ("{calm: -1}", "{clam: -1}", ":10:51:", "did you mean calm"),
        ("  kind:", "  knid:", ":13:3:", "did you mean kind"),
        ("{1: 0.5, 2: 0.5}", "{1: 0.5, 3: 0.5}", ":14:24:", "no code of kind"),
        ("{1: 0.5, 2: 0.5}", "{1: 0.5, 2: 0.9}", ":14:15:", "add up to 1.4"),
        ("    late: {mean", "    lat: {mean", ":17:5:", "did you mean late"),
        ("{mean: 3, spread: 2}", "{mean: 3}", ":16:15:", "needs a spread"),
        ("{mean: 3, spread: 2}", "{0-9: 0.5, 20-40: 0.5}", ":16:26:", "does not fit cups"),
    ],
)
def test_a_fault_is_reported_at_its_place(tmp_path, written, instead, where, what):
    assert written in GOOD

    with pytest.raises(TruthError) as caught:
        read_tea(tmp_path, GOOD.replace(written, instead, 1))

    assert any(where in f"{fault}" and what in f"{fault}" for fault in caught.value.faults), str(caught.value)


def test_every_fault_is_reported_at_once(tmp_path):
    faulty = (
        GOOD.replace("    slow:", "    slo:")
        .replace("{calm: -1}", "{clam: -1}")
        .replace("  kind:", "  knid:")
        .replace("    late: {mean", "    lat: {mean")
    )

    with pytest.raises(TruthError) as caught:
        read_tea(tmp_path, faulty + "missing: {cusp: 0.1}\ncareless: {sleepy: 0.1}\n")

    places = [fault.where.split(":", 1)[1] for fault in caught.value.faults]
    assert places == ["6:3", "7:5", "10:51", "13:3", "13:3", "17:5", "18:11", "19:12"]


@pytest.mark.parametrize(
    ("extra", "what"),
    [
        ("invitation: {cups: {0-9: 2}}\n", "give its answers as bands"),
        ("invitation: {kind: {9: 2}}\n", "there is no code"),
        ("population: {kind: {1: 0.2, 2: 0.2}}\n", "add up to 0.4"),
        ("careless: {random: 0.5, speeding: 0.5}\n", "nobody is left"),
        ("within: 3\n", "from 0 to 1"),
        ("wthin: 0.5\n", "did you mean within"),
    ],
)
def test_the_whole_must_make_sense(tmp_path, extra, what):
    with pytest.raises(TruthError, match=what):
        read_tea(tmp_path, GOOD + extra)


def test_correlations_that_cannot_be_are_refused(tmp_path):
    food = read(folder("questionnaires") / "everyday_food.yml")
    text = (folder("questionnaires") / "everyday_food.truth.yml").read_text(encoding="utf-8")
    path = tmp_path / "food.truth.yml"
    path.write_text(
        text.replace(
            "thrift: {planning: 0.05}", "thrift: {planning: 0.9, novelty: -0.9, health: 0.9}"
        ).replace("health: {planet: 0.1}", "health: {planning: -0.9}"),
        encoding="utf-8",
    )

    with pytest.raises(TruthError, match="no people can have these correlations"):
        read_truth(path, food)
