"""Confirmatory analysis and invariance against R's lavaan, and on waves whose changes are known."""

import numpy as np
import pandas as pd
import pytest

from psychoseg.errors import PlanError
from psychoseg.factors.confirmatory import confirm, held_out_check, sample_of
from psychoseg.factors.confirmatory.invariance import LEVELS, _built, invariance, score_test
from psychoseg.factors.confirmatory.longitudinal import longitudinal

STRUCTURE = {"visual": ["x1", "x2", "x3"], "textual": ["x4", "x5", "x6"], "speed": ["x7", "x8", "x9"]}
LAVAAN = {
    "npar": "parameters", "chisq": "chi_square", "df": "df", "pvalue": "p_value", "cfi": "cfi", "tli": "tli",
    "rmsea": "rmsea", "rmsea.ci.lower": "rmsea_low", "rmsea.ci.upper": "rmsea_high", "srmr": "srmr", "aic": "aic",
    "bic": "bic", "logl": "log_likelihood", "baseline.chisq": "baseline_chi_square", "baseline.df": "baseline_df",
}  # fmt: skip


def as_lavaan(fit) -> dict[str, float]:
    return {theirs: getattr(fit, ours) for theirs, ours in LAVAAN.items()}


def wanted(stored) -> dict[str, float]:
    return pytest.approx({name: stored[name] for name in LAVAAN}, abs=1e-5)


@pytest.fixture(scope="module")
def pupils(reference) -> pd.DataFrame:
    return reference.data("holzinger_swineford1939")


def test_one_group(reference, pupils):
    theirs = reference.figures("invariance_hs1939")["single_group"]

    found = confirm(pupils, STRUCTURE)

    assert as_lavaan(found.fit) == wanted(theirs["fit"])
    standardised = {row["rhs"]: row["std.all"] for row in theirs["estimates"] if row["op"] == "=~"}
    assert found.loadings["standardised"].to_dict() == pytest.approx(standardised, abs=1e-5)


@pytest.mark.parametrize("group", ["school", "sex"])
def test_every_level_of_invariance_and_the_differences(reference, pupils, group):
    theirs = reference.figures("invariance_hs1939")[f"by_{group}"]

    found = invariance(pupils, pupils[group], STRUCTURE)

    assert found.groups == theirs["n_per_group"]
    for level in found.levels:
        stored = level.name.replace(" ", "_")
        assert as_lavaan(level.fit) == wanted(theirs["fit"][stored])
        if level.df is not None:
            ours = {
                "d_chisq": level.chi_square, "d_df": level.df, "p": level.p_value, "d_cfi": level.cfi,
                "d_rmsea": level.rmsea, "d_srmr": level.srmr,
            }  # fmt: skip
            change = theirs["difference"][stored]
            assert ours == pytest.approx({name: change[name] for name in ours}, abs=1e-5)
            decision = theirs["decision_chen2007"][stored]
            assert level.holds == (decision["pass_dCFI_010"] and decision["pass_dRMSEA_015"])


def test_partial_invariance_and_the_score_tests_that_suggest_it(reference, pupils):
    theirs = reference.figures("invariance_hs1939")

    found = invariance(pupils, pupils["school"], STRUCTURE)
    partial = invariance(
        pupils, pupils["school"], STRUCTURE, free=frozenset({"intercept:x3", "intercept:x7"})
    )

    assert found.reached == "metric"
    assert [(hint.what, hint.item) for hint in found.hints[:2]] == [("intercept", "x3"), ("intercept", "x7")]
    ours = {f"{hint.item}~1 g1": hint.chi_square for hint in found.hints if hint.what == "intercept"}
    stored = {row["lhs"]: row["X2"] for row in theirs["by_school"]["scalar_score_tests"]}
    assert ours == pytest.approx({name: stored[name] for name in ours}, abs=1e-3)
    assert as_lavaan(partial.level("scalar").fit) == wanted(theirs["partial_scalar_x3_x7_school"])


def test_two_waves_of_the_same_people(reference):
    theirs = reference.figures("invariance_longitudinal_poldem")["fit"]
    waves = [{"d": [f"y{at}" for at in range(first, first + 4)]} for first in (1, 5)]

    found = longitudinal(reference.data("political_democracy"), waves)

    for level in found.levels[:3]:
        assert as_lavaan(level.fit) == wanted(theirs[level.name])
    with pytest.raises(PlanError, match="same factors with as many items"):
        longitudinal(reference.data("political_democracy"), [waves[0], {"d": ["y5", "y6"]}])


@pytest.mark.parametrize(("wave", "moved"), [("null", set()), ("drift", set()), ("dif", {"q06", "q07"})])
def test_items_that_moved_between_waves_are_named_and_people_who_changed_are_not_blamed_on_items(
    reference, wave, moved
):
    items = [f"q{at:02}" for at in range(1, 21)]
    first, second = reference.data("planted_wave1")[items], reference.data(f"planted_wave2_{wave}")[items]
    answers = pd.concat([first, second], ignore_index=True)
    waves = pd.Series(["first"] * len(first) + ["second"] * len(second))
    structure = {f"F{at}": items[5 * at : 5 * at + 5] for at in range(4)}

    found = invariance(answers, waves, structure, levels=("configural", "metric", "scalar"))

    assert found.level("scalar").holds == (not moved)
    assert set(found.shifts.index[found.shifts["second"].abs() > 0.3]) == moved


def simulated(n=600, seed=1) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    z = np.repeat(rng.normal(size=(n, 3)), 4, axis=1) + rng.normal(size=(n, 12))
    return pd.DataFrame(z, columns=[f"q{at:02}" for at in range(12)])


def test_a_structure_found_in_one_half_is_confirmed_in_the_other():
    found = held_out_check(simulated(), 3, np.random.default_rng(1))

    assert sorted(map(len, found.structure.values())) == [4, 4, 4]
    assert found.confirmed.fit.cfi > 0.97
    assert found.explored == 300


def test_chi_square_of_a_true_structure_is_rejected_at_its_level():
    structure = {f"F{at}": [f"q{item:02}" for item in range(4 * at, 4 * at + 4)] for at in range(3)}

    rejected = [confirm(simulated(400, seed), structure).fit.p_value < 0.05 for seed in range(60)]

    assert sum(rejected) <= 8


def test_score_tests_need_no_refit_and_agree_with_one():
    answers = simulated(500)
    group = pd.Series(["a", "b"] * 250)
    answers.loc[group == "b", "q00"] += 0.5
    structure = {f"F{at}": [f"q{item:02}" for item in range(4 * at, 4 * at + 4)] for at in range(3)}
    items = [item for own in structure.values() for item in own]
    samples = [sample_of(answers[group == name], items, name) for name in ("a", "b")]

    whole = invariance(answers, group, structure)
    freed = invariance(answers, group, structure, free=frozenset({"intercept:q00"}))
    builder, parts = _built(structure, ["a", "b"], samples, LEVELS["scalar"], frozenset())
    chi, p_value = score_test("intercept:q00", builder, parts, samples, whole.models["scalar"])

    drop = whole.level("scalar").fit.chi_square - freed.level("scalar").fit.chi_square
    assert chi == pytest.approx(drop, rel=0.15)
    assert p_value < 1e-4


@pytest.mark.parametrize(
    ("structure", "answers", "message"),
    [
        ({"x": ["q00"], "y": ["q01", "q02"]}, simulated(), "one item cannot be confirmed"),
        ({"x": ["q00", "q01"], "y": ["q01", "q02"]}, simulated(), "q01: measures two factors"),
        ({"x": ["q00", "q01", "q02"]}, simulated(10), "at least 13 are needed"),
        ({"x": ["q00", "q01", "q02"]}, simulated().assign(q01=1.0), "do not vary in all.*q01"),
        ({"x": ["q00", "q01", "q02"]}, simulated().assign(q01=lambda t: t["q00"]), "copies or sums"),
    ],
)
def test_structures_and_answers_that_cannot_be_confirmed_are_refused(structure, answers, message):
    with pytest.raises(PlanError, match=message):
        confirm(answers, structure)


def test_invariance_of_one_group_is_refused():
    with pytest.raises(PlanError, match="at least two groups"):
        invariance(simulated(), pd.Series(["a"] * 600), {"x": ["q00", "q01"]})
