"""Segments beside the same number of them from other representations of the same answers."""

import numpy as np
import pandas as pd
import pytest

from psychoseg.forming import Forming, Part
from psychoseg.plan import Plan
from psychoseg.questionnaire import parse
from psychoseg.segments import Basis, Sources, basis_of, group
from psychoseg.segments.methods import WeightedKMeans
from psychoseg.segments.once import beside, form_once
from psychoseg.segments.representations import representations

PEOPLE = 400


def asked(factors: int, items: int) -> str:
    """A questionnaire of so many constructs, each with so many statements."""
    lines = ["id: x", "title: X", "scales: {seven: {labels: {1: a, 2: b, 3: c, 4: d, 5: e, 6: f, 7: g}}}"]
    lines += ["constructs:"]
    lines += [
        f"  c{at}: {{name: C{at}, basis: psychographic, high: high {at}, low: low {at}}}"
        for at in range(factors)
    ]
    lines += ["sections:", "  - id: s", "    items:"]
    lines += [
        f"      - {{id: q{at}_{number}, text: Statement {at} {number}., type: likert, scale: seven, construct: c{at}}}"
        for at in range(factors)
        for number in range(items)
    ]
    return "\n".join(lines)


ASKED = parse(asked(3, 4))


def answers(apart: float, seed: int = 0) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Three factors of which the first two groups of people differ on, and the scores on each."""
    rng = np.random.default_rng(seed)
    kind = np.repeat([0, 1], PEOPLE // 2)
    factors = rng.normal(size=(PEOPLE, 3))
    factors[:, 0] += apart * (kind - 0.5)
    scores = pd.DataFrame(factors, columns=["c0", "c1", "c2"])
    items = pd.DataFrame(
        {
            f"q{at}_{number}": np.clip(np.round(4 + factors[:, at] + rng.normal(0, 0.7, PEOPLE)), 1, 7)
            for at in range(3)
            for number in range(4)
        }
    )
    return scores, items


def found(scores: pd.DataFrame, items: pd.DataFrame, forming: Forming | None = None, most: int = 3):
    plan = Plan(resamples=10, starts=10, fewest_segments=2, most_segments=most, forming=forming or Forming())
    sources = Sources(scores, items, pd.DataFrame(index=scores.index))
    weights = pd.Series(1.0, index=scores.index)
    grouped = group(basis_of(plan, ASKED, sources), weights, plan, np.random.default_rng(0), probe=False)
    return representations(grouped, ASKED, sources, weights, plan, np.random.default_rng(1))


def test_clear_segments_come_from_every_representation_of_the_answers():
    result = found(*answers(apart=5), most=2)

    assert [one.name for one in result.tried][:2] == ["single items", "scale means"]
    assert all(one.agreement > 0.9 for one in result.tried[:2])
    assert result.carried[0].variable == "c0"
    assert result.carried[0].explained > 0.7 > 0.2 > result.carried[-1].explained
    assert not any("hang on how" in caveat for caveat in result.caveats)


def test_segments_that_only_one_representation_shows_are_doubted():
    """The groups differ on what scores leave out: the difference of two items of each construct."""
    rng = np.random.default_rng(3)
    scores, items = answers(apart=0)
    kind = rng.integers(0, 2, PEOPLE)
    for at in range(3):
        items[f"q{at}_0"] = np.clip(2 + 4 * kind + rng.integers(-1, 2, PEOPLE), 1, 7)
        items[f"q{at}_1"] = np.clip(6 - 4 * kind + rng.integers(-1, 2, PEOPLE), 1, 7)

    result = found(scores, items)

    assert all(one.agreement < 0.6 for one in result.tried[:2])
    assert len([caveat for caveat in result.caveats if "hang on how answers were condensed" in caveat]) >= 2


def test_a_variable_that_only_disturbs_is_named():
    rng = np.random.default_rng(5)
    truth = np.repeat([0, 1, 2, 3], PEOPLE // 4)
    scores = pd.DataFrame(
        np.array([[0, 0], [3, 0], [0, 3], [3, 3]])[truth] + rng.normal(size=(PEOPLE, 2)), columns=["a", "b"]
    ).assign(noise=rng.normal(size=PEOPLE))
    forming = Forming(basis=(Part(),), standardise="spread")
    plan = Plan(resamples=10, starts=10, fewest_segments=4, most_segments=4, forming=forming)
    weights = pd.Series(1.0, index=scores.index)
    grouped = group(scores, weights, plan, np.random.default_rng(0), probe=False)

    result = representations(
        grouped,
        ASKED,
        Sources(scores, answers(0)[1], pd.DataFrame()),
        weights,
        plan,
        np.random.default_rng(1),
    )

    assert result.weakest.variable == "noise"
    assert result.weakest.stability_without > result.weakest.stability + 0.05
    assert any("noise carries least" in caveat and "only disturb" in caveat for caveat in result.caveats)


def test_answers_as_given_stand_beside_ipsatised_ones():
    both = parse(asked(2, 4).replace("q0_3, text: Statement 0 3., ", "q0_3, reverse: true, text: Statement 0 3., ").replace("q1_3, text: Statement 1 3., ", "q1_3, reverse: true, text: Statement 1 3., "))  # fmt: skip
    scores, items = answers(apart=5)
    scores, items = scores[["c0", "c1"]], items[[name for name in items if name[1] in "01"]]
    forming = Forming(basis=(Part("items"),), ipsatise="centre")
    plan = Plan(resamples=10, starts=5, fewest_segments=2, most_segments=2, forming=forming)
    sources, weights = Sources(scores, items, pd.DataFrame(index=scores.index)), pd.Series(1.0, scores.index)
    grouped = group(basis_of(plan, both, sources), weights, plan, np.random.default_rng(0), probe=False)

    result = representations(grouped, both, sources, weights, plan, np.random.default_rng(1))

    assert "each person's level of answering taken out" in grouped.segmentation.method
    assert result.tried[0].name == "answers as given"
    assert result.tried[0].agreement > 0.5


def test_a_number_that_another_representation_cannot_give_is_there_with_its_reason():
    scores, items = answers(apart=5)

    result = found(scores, items.assign(q0_0=4.0))

    refused = next(one for one in result.tried if one.name == "single items")
    assert refused.agreement is None
    assert "q0_0 cannot form segments" in refused.why_not


def test_segments_formed_once_do_not_hang_on_the_order_of_people():
    scores, _ = answers(apart=3)
    shuffled = scores.sample(frac=1, random_state=1)
    weights = pd.Series(1.0, index=scores.index)

    one, other = (
        form_once(Basis.of_scores(each), weights[each.index], WeightedKMeans, 3, starts=5, seed=1).labels
        for each in (scores, shuffled)
    )

    assert (one == other[scores.index]).all()


def test_a_share_that_has_no_partner_changes_by_all_it_holds():
    one, other = pd.Series([0, 0, 0, 0, 1]), pd.Series([0, 0, 1, 1, 2])

    assert beside(one, other, pd.Series(1.0, range(5))).change == pytest.approx(0.4)
