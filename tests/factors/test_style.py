"""Response style against hand-computed figures on real answers, and against planted yea-saying."""

import numpy as np
import pandas as pd
import pytest

from psychoseg.errors import PlanError, ResponsesError
from psychoseg.factors import align, extract
from psychoseg.factors.plots import loadings_map, scree
from psychoseg.factors.retention import retain
from psychoseg.factors.style import ipsatise, opposite_pairs, style_effects, styles, without_style

PAIRS = (("A1", "A2"), ("C4", "C1"), ("C5", "C2"), ("E1", "E3"), ("E2", "E4"), ("O2", "O1"), ("O5", "O3"))


def test_acquiescence_extremes_and_ipsatised_correlations_of_real_answers(reference, bfi):
    theirs = reference.figures("response_quality")["bfi"]
    answers = bfi.dropna()

    found = styles(answers, dict.fromkeys(answers.columns, (1, 6)), PAIRS).people

    points = (
        found["acquiescence"] * 2.5
    )  # the reference counts scale points, here it is a share of the half range
    assert points.mean() == pytest.approx(theirs["acquiescence"]["mean"], abs=1e-8)
    assert points.iloc[: len(theirs["acquiescence"]["first"])].tolist() == pytest.approx(
        theirs["acquiescence"]["first"], abs=1e-8
    )
    assert found["extremes"].mean() == pytest.approx(theirs["ers"]["mean"], abs=1e-8)
    assert found["midpoint"].isna().all()
    R = ipsatise(answers).corr()
    assert np.abs(R.to_numpy() - np.array(theirs["cor_ipsatized"]["values"])).max() < 1e-8
    assert (np.linalg.eigvalsh(R) > 1e-8).sum() == theirs["rank_ipsatized"]


def yea_sayers(lean=0.8, n=900, seed=1):
    """Two constructs of six items, half of each keyed against, and a leaning that adds to every answer."""
    rng = np.random.default_rng(seed)
    content = np.repeat(rng.normal(size=(n, 2)), 6, axis=1)
    key = np.tile([1, 1, 1, -1, -1, -1], 2)
    bias = lean * rng.normal(size=n)
    z = content * key + bias[:, None] + 0.9 * rng.normal(size=(n, 12))
    given = pd.DataFrame(np.clip(np.round(z) + 3, 1, 5), columns=[f"q{at:02}" for at in range(12)])
    reversed_items = frozenset(given.columns[key < 0])
    keyed = given.copy()
    for item in reversed_items:
        keyed[item] = 6 - keyed[item]
    constructs = {item: "one" if at < 6 else "two" for at, item in enumerate(given.columns)}
    return given, keyed, constructs, reversed_items, bias


def test_the_planted_leaning_is_recovered_from_pairs_found_in_the_answers():
    given, _, constructs, reversed_items, bias = yea_sayers()

    pairs = opposite_pairs(given, constructs, reversed_items)
    found = styles(given, dict.fromkeys(given.columns, (1, 5)), pairs)

    assert len(pairs) == 6
    assert np.corrcoef(found.people["acquiescence"], bias)[0, 1] > 0.85
    assert found.caveats == ()


def test_without_pairs_acquiescence_is_unknown_and_said_to_be():
    given, *_ = yea_sayers()

    found = styles(given, dict.fromkeys(given.columns, (1, 5)), ())

    assert found.people["acquiescence"].isna().all()
    assert "No pairs of items keyed against each other" in found.caveats[0]


def test_the_effect_of_each_correction_is_shown_beside_the_solution():
    given, keyed, constructs, reversed_items, _ = yea_sayers(lean=0.5)
    found = styles(
        given, dict.fromkeys(given.columns, (1, 5)), opposite_pairs(given, constructs, reversed_items)
    )

    effects = {
        effect.correction: effect
        for effect in style_effects(
            keyed, given, found, reversed_items, extract(keyed.corr(), 2).pattern, "oblimin"
        )
    }

    assert effects["ipsatised"].rank == 11
    assert any("not defined" in caveat for caveat in effects["ipsatised"].caveats)
    truth = pd.DataFrame(np.kron(np.eye(2), np.ones((6, 1))), given.columns, ["one", "two"])
    _, mended = align(effects["acquiescence partialled out"].pattern, truth)
    assert mended.min() > 0.97
    style = effects["a factor for response style"].pattern["response style"]
    forward = [item for item in given.columns if item not in reversed_items]
    assert (style[forward] > 0).all()
    assert (style[list(reversed_items)] < 0).all()


def test_style_that_does_not_vary_cannot_be_taken_out():
    given, *_ = yea_sayers()

    with pytest.raises(PlanError, match="does not vary"):
        without_style(given, pd.Series(0.0, index=given.index))


def test_charts_are_plain_data():
    _, keyed, *_ = yea_sayers()
    R = keyed.corr()

    line, cells = scree(retain(R, 900, np.random.default_rng(1))), loadings_map(extract(R, 2).pattern)

    assert len(line.number) == len(line.chance) == len(line.reduced_chance) == 12
    assert line.eigenvalue[line.kept - 1] > line.chance[line.kept - 1]
    assert len(cells) == 24
    assert sum(cell.main for cell in cells) == 12


def test_ipsatised_answers_are_refused_by_the_analysis_with_the_reason(food, food_responses):
    from psychoseg.factors import analyse

    answers = ipsatise(food_responses.answers.dropna())

    with pytest.raises(ResponsesError, match="as ipsatised answers do"):
        analyse(
            answers, pd.Series(1.0, answers.index), food.questionnaire, food.plan, np.random.default_rng(1)
        )
