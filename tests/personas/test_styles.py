"""Segments that differ in how people use a scale are told from those that differ in what they think."""

import json

import numpy as np
import pandas as pd
import pytest

from psychoseg.documents.plain import to_plain
from psychoseg.personas.profile import in_spreads
from psychoseg.personas.styles import response_styles
from psychoseg.questionnaire import parse
from psychoseg.stats.intervals import Estimator

CONSTRUCTS, ITEMS, PEOPLE = 4, 5, 600


def asked(low: int = 1, high: int = 5, reverse=(3, 4)) -> str:
    scale = ", ".join(f"{code}: answer {code}" for code in range(low, high + 1))
    lines = ["id: x", "title: X", f"scales: {{s: {{labels: {{{scale}}}}}}}", "constructs:"]
    lines += [f"  c{at}: {{name: C{at}, basis: psychographic, high: h{at}, low: l{at}}}" for at in range(4)]
    lines += ["sections:", "  - id: s", "    items:"]
    lines += [
        f"      - {{id: q{at * ITEMS + number + 1:02}, text: Statement {at} {number}., type: likert, scale: s, construct: c{at}"
        + (", reverse: true}" if number in reverse else "}")
        for at in range(CONSTRUCTS)
        for number in range(ITEMS)
    ]
    return "\n".join(lines)


QUESTIONNAIRE = parse(asked())
TURNED = [item.id for item in QUESTIONNAIRE.attitudes if item.reverse]


def keyed(content: np.ndarray, leaning: np.ndarray, seed: int = 0) -> pd.DataFrame:
    """Keyed answers of people with these positions and this inclination to agree."""
    rng = np.random.default_rng(seed)
    columns = {}
    for item in QUESTIONNAIRE.attitudes:
        sign = -1 if item.reverse else 1
        raw = 3 + sign * content[:, int(item.construct[1])] + leaning + rng.normal(0, 0.6, len(content))
        columns[item.id] = np.clip(np.round(raw), 1, 5)
    raw_answers = pd.DataFrame(columns)
    return raw_answers.assign(**{name: 6 - raw_answers[name] for name in TURNED})


def judged(content: np.ndarray, leaning: np.ndarray, segments: np.ndarray):
    scores, weights = pd.DataFrame(content), pd.Series(1.0, index=range(len(content)))
    return response_styles(
        keyed(content, leaning),
        QUESTIONNAIRE,
        in_spreads(scores, weights),
        weights,
        pd.Series(segments),
        Estimator(),
    )


def test_a_segment_of_people_who_agree_with_everything_is_said_to_be_one():
    rng = np.random.default_rng(1)
    yes = np.repeat([0, 1], [PEOPLE * 2 // 3, PEOPLE // 3])

    found = judged(rng.normal(0, 0.6, (PEOPLE, CONSTRUCTS)), 0.9 * yes, yes + 1)

    assert found.pairs >= 4
    assert found.between[0] > 0.3
    (told,) = (caveat for caveat in found.caveats if caveat.startswith("Segment 2"))
    assert "agreeing whatever is asked: +" in told
    assert "much lies between segments" in found.words


def test_segments_of_people_who_think_differently_are_not_said_to_be_ways_of_answering():
    rng = np.random.default_rng(2)
    kind = rng.integers(0, 2, PEOPLE)
    content = rng.normal(0, 0.4, (PEOPLE, CONSTRUCTS)) + np.where(kind, 0.8, -0.8)[:, None] * [1, 1, -1, 0]

    found = judged(content, rng.normal(0, 0.3, PEOPLE), kind + 1)

    assert found.between[0] < 0.05
    assert found.caveats == ()
    assert "little lies between segments" in found.words
    assert json.dumps(to_plain(found), allow_nan=False)


def test_the_use_of_a_scale_does_not_hang_on_its_width_or_direction():
    rng = np.random.default_rng(3)
    content = rng.normal(0, 0.7, (PEOPLE, CONSTRUCTS))
    segments = (content[:, 0] > 0).astype(int) + 1

    one = judged(content, np.zeros(PEOPLE), segments)
    other = judged(-content, np.zeros(PEOPLE), segments)

    assert one.between == pytest.approx(other.between, abs=0.02)


def test_where_no_items_are_opposites_agreement_is_not_told():
    one_way = parse(asked(reverse=()))
    rng = np.random.default_rng(4)
    answers = pd.DataFrame({item.id: rng.integers(1, 6, 200).astype(float) for item in one_way.attitudes})
    weights = pd.Series(1.0, index=range(200))

    found = response_styles(
        answers,
        one_way,
        pd.DataFrame(rng.normal(size=(200, 4))),
        weights,
        pd.Series([1, 2] * 100),
        Estimator(),
    )

    assert found.pairs == 0
    assert not found.segments[0].acquiescence.shown
    assert "cannot be told" in found.words


def test_segments_of_the_planted_study_hardly_differ_in_the_planted_inclination_to_agree(shared):
    """k-means on scale means finds content: eta squared with the planted inclination stays low, and ours says so too."""
    from psychoseg.segments.methods import WeightedKMeans

    planted = pd.read_csv(shared / "reference" / "data" / "planted_wave1.csv")
    planted = planted[planted["careless"] == 0].reset_index(drop=True)
    questionnaire = parse(asked())
    answers = planted[[item.id for item in questionnaire.attitudes]].astype(float)
    answers = answers.assign(**{name: 6 - answers[name] for name in TURNED})
    means = pd.DataFrame(
        {f"c{at}": answers.iloc[:, 5 * at : 5 * at + 5].mean(axis=1) for at in range(CONSTRUCTS)}
    )
    weights = pd.Series(1.0, index=answers.index)
    standard = in_spreads(means, weights)
    segments = pd.Series(WeightedKMeans(4, n_init=10).fit(standard.to_numpy()).labels_ + 1)

    found = response_styles(answers, questionnaire, standard, weights, segments, Estimator())

    groups = planted["acquiescence"].groupby(segments)
    planted_share = (groups.mean() ** 2 * groups.size()).sum() / (planted["acquiescence"] ** 2).sum()
    assert found.between[0] < 0.05
    assert planted_share < 0.05
    assert found.caveats == ()
