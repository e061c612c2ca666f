"""Scores, reliability, adequacy and screening against R's psych and lavaan, and on answers with known faults."""

import numpy as np
import pandas as pd
import pytest

from psychoseg.errors import ModelError, PlanError
from psychoseg.factors import extract, suitability
from psychoseg.factors.bootstrap import loading_intervals
from psychoseg.factors.model import FactorModel
from psychoseg.factors.omega import omega, schmid_leiman
from psychoseg.factors.reliability import heterotrait_monotrait, reliability, scale_reliability
from psychoseg.factors.scores import determinacy, score_weights
from psychoseg.factors.screening import mardia, screen
from psychoseg.factors.suggestions import suggestions

STORED = {"regression": "regression_thurstone", "bartlett": "bartlett", "tenberge": "tenBerge"}


@pytest.mark.parametrize("rotation", ["varimax", "oblimin"])
def test_score_weights_scores_and_determinacy(reference, bfi_complete, bfi, rotation):
    theirs = reference.figures("bfi_scores")[rotation]
    R = bfi_complete.to_numpy()
    pattern, phi = reference.matrix(theirs["loadings"]).to_numpy(), reference.matrix(theirs["Phi"]).to_numpy()
    whole = bfi.dropna()
    z = (whole - whole.mean()) / whole.std()

    for method, stored in STORED.items():
        weights = score_weights(R, pattern, phi, method)
        assert np.abs(weights - reference.matrix(theirs[stored]["weights"]).to_numpy()).max() < 1e-10
        first = reference.matrix(theirs[stored]["scores_first"]).to_numpy()
        assert np.abs(z.to_numpy()[: len(first)] @ weights - first).max() < 1e-8
    assert determinacy(R, pattern, phi) == pytest.approx(theirs["determinacy_R2"], abs=1e-10)


def test_ten_berges_scores_correlate_exactly_as_the_factors_do(bfi_complete):
    found = extract(bfi_complete, 5)
    pattern, phi = found.pattern.to_numpy(), found.correlations.to_numpy()

    weights = score_weights(bfi_complete.to_numpy(), pattern, phi, "tenberge")

    assert weights.T @ bfi_complete.to_numpy() @ weights == pytest.approx(phi, abs=1e-10)


def model_of(answers: pd.DataFrame, factors: int) -> FactorModel:
    R = answers.corr()
    found = extract(R, factors)
    return FactorModel(
        found.pattern, found.correlations, R, answers.mean(), answers.std(ddof=0),
        dict.fromkeys(answers.columns, (-9, 9)), found.method,
    )  # fmt: skip


def two_factors(n=800, seed=1, negative=False) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    z = np.repeat(rng.normal(size=(n, 2)), 4, axis=1) + rng.normal(size=(n, 8))
    if negative:
        z[:, 3] *= -1
    return pd.DataFrame(np.clip(z.round(), -9, 9), columns=[f"q{at}" for at in range(8)])


@pytest.mark.parametrize("method", ["regression", "bartlett", "tenberge", "means"])
def test_people_are_scored_from_what_they_answered(method):
    answers = two_factors(negative=True)
    model = model_of(answers, 2)
    holes = answers.copy()
    holes.iloc[0, 0] = np.nan
    holes.iloc[1] = np.nan
    holes.iloc[2, :3] = np.nan

    whole, found = model.score(answers, method), model.score(holes, method)

    assert np.corrcoef(whole.iloc[:, 0], found.iloc[:, 0].fillna(0))[0, 1] > 0.95
    assert found.iloc[0].notna().all()
    assert found.iloc[1].isna().all()
    assert np.allclose(whole.iloc[3:], found.iloc[3:])


def test_new_people_are_scored_from_the_frozen_numbers_only():
    answers = two_factors()
    model = model_of(answers, 2)
    again = FactorModel.from_plain(model.to_plain())

    alone = again.score(answers.iloc[[7]], "bartlett")

    assert alone.iloc[0].tolist() == pytest.approx(
        model.score(answers, "bartlett").iloc[7].tolist(), abs=1e-12
    )
    assert (model.determinacy > 0.7).all()
    with pytest.raises(ModelError, match="no scoring by 'regresion'; did you mean"):
        model.score(answers, "regresion")
    with pytest.raises(PlanError, match="no weights by"):
        score_weights(np.eye(3), np.ones((3, 1)) / 2, np.eye(1), "means")


def test_a_model_with_correlations_that_cannot_be_is_refused():
    answers = two_factors()
    model = model_of(answers, 2)
    impossible = model.correlations.copy()
    impossible.iloc[0, 1] = impossible.iloc[1, 0] = 1.4

    with pytest.raises(ModelError, match="not symmetric or not positive"):
        FactorModel(
            model.pattern,
            impossible,
            model.item_correlations,
            model.mean,
            model.sd,
            model.scales,
            model.method,
        )


def test_every_measure_of_the_reliability_of_a_scale(reference, bfi):
    theirs = reference.figures("bfi_reliability")

    for name, keys in theirs["keys"].items():
        answers = bfi[[key.lstrip("-") for key in keys]].dropna()
        for key in keys:
            if key.startswith("-"):
                answers[key[1:]] = 7 - answers[key[1:]]
        wanted, found = theirs["scales"][name], scale_reliability(answers.cov())
        assert found.alpha == pytest.approx(wanted["alpha_raw"], abs=1e-10)
        assert found.alpha_standardised == pytest.approx(wanted["alpha_std"], abs=1e-10)
        assert found.lambda2 == pytest.approx(wanted["guttman"]["lambda2"], abs=1e-10)
        assert found.lambda6 == pytest.approx(wanted["guttman"]["lambda6"], abs=1e-10)
        assert found.omega_unidimensional == pytest.approx(wanted["omega_u_ml_std"], abs=1e-6)
        assert found.composite_reliability == pytest.approx(wanted["CR_std"], abs=1e-5)
        assert found.omega_covariance == pytest.approx(wanted["omega_u_cov_cfa"], abs=1e-5)
        assert found.omega_observed == pytest.approx(wanted["omega_u_over_observed_variance"], abs=1e-5)
        assert found.average_variance_extracted == pytest.approx(wanted["AVE_std"], abs=1e-5)
        assert found.table["item_rest"].to_dict() == pytest.approx(wanted["r_drop"], abs=1e-10)
        assert found.table["alpha_if_dropped"].to_dict() == pytest.approx(
            wanted["alpha_if_dropped"], abs=1e-10
        )


@pytest.mark.parametrize(
    ("case", "factors"), [("omega_bfi25_5f", 5), ("omega_bfi25_3f", 3), ("omega_thurstone_3f", 3)]
)
def test_hierarchical_omega(reference, bfi_complete, case, factors):
    theirs = reference.figures("bfi_reliability")[case]

    found = omega(reference.symmetric("thurstone_cor") if "thurstone" in case else bfi_complete, factors)

    assert found.hierarchical == pytest.approx(theirs["omega_h"], abs=1e-4)
    assert found.total == pytest.approx(theirs["omega_total"], abs=1e-3)
    assert found.limit == pytest.approx(theirs["omega_lim"], abs=1e-3)
    groups = np.array(theirs["omega_group"]["values"])[1:]
    assert found.subscales.to_numpy() == pytest.approx(groups, abs=1e-4)


def test_a_general_factor_needs_factors_that_agree():
    pattern = pd.DataFrame(np.kron(np.eye(2), np.full((3, 1), 0.7)), columns=["a", "b"])
    against = pd.DataFrame([[1, -0.3], [-0.3, 1]], ["a", "b"], ["a", "b"])

    with pytest.raises(PlanError, match="correlate negatively"):
        schmid_leiman(pattern, against)


def test_bootstrap_errors_are_those_seen_over_samples():
    truth = [extract(two_factors(300, seed).corr(), 2).pattern.abs().max(axis=1) for seed in range(60)]
    answers = two_factors(300, 999)

    found = loading_intervals(answers, extract(answers.corr(), 2), np.random.default_rng(1), draws=200)

    seen = pd.DataFrame(truth).std().mean()
    main = np.nanmean(found.error.where(found.low.abs() > 0.3))
    assert main == pytest.approx(seen, rel=0.25)
    assert found.unstable == ()
    assert found.failed == 0


@pytest.mark.parametrize(
    ("method", "rotation"), [("ml", "varimax"), ("minres", "promax"), ("paf", "geomin"), ("minres", "none")]
)
def test_bootstrap_keeps_order_and_signs_for_every_method(method, rotation):
    answers = two_factors(300, 5)
    answers.iloc[3, 2] = np.nan
    solution = extract(answers.corr(), 2, rotation, method=method)

    found = loading_intervals(
        answers, solution, np.random.default_rng(1), method=method, rotation=rotation, draws=20
    )

    inside = (found.low <= solution.pattern) & (solution.pattern <= found.high)
    assert inside.to_numpy().mean() > 0.6
    assert (found.phi_low <= found.phi_high).all().all()


def test_scales_that_measure_the_same_have_a_heterotrait_ratio_near_one():
    answers = two_factors()
    R = answers.corr()

    mixed = heterotrait_monotrait(R, {"x": ["q0", "q1"], "y": ["q2", "q3"], "z": ["q4", "q5"]})

    assert mixed.loc["x", "y"] > 0.85
    assert mixed.loc["x", "z"] < 0.4


def test_items_to_drop_are_suggested_with_reasons_and_not_dropped():
    answers = two_factors()
    answers["noise"] = np.random.default_rng(3).integers(-3, 4, len(answers))
    answers["q3"] *= -1  # its key was forgotten
    R = answers.corr()
    solution = extract(R, 2)
    own = ["q0", "q1", "q2", "q3"]
    one = reliability(
        R.loc[own, own], answers[own].std(), pd.Series(0.7, own), pd.Series(0.51, own), len(answers), 0.95
    )
    factor = solution.pattern.loc["q0"].abs().idxmax()

    found = {entry.item: entry.reasons for entry in suggestions(solution, suitability(R, 800), {factor: one})}

    assert "loads on no factor" in found["noise"][0]
    assert any("is its key right?" in reason for reason in found["q3"])
    assert "q5" not in found
    assert "noise" in solution.pattern.index


def test_floors_twins_still_items_and_loners_are_screened():
    answers = two_factors()
    answers["floor"] = np.where(np.random.default_rng(2).random(len(answers)) < 0.7, -9, 3)
    answers["twin"] = answers["q0"]
    answers.loc[answers.index[:40], "twin"] += 1

    found = {
        one.item: " ".join(one.doubts)
        for one in screen(answers, answers.corr(), dict.fromkeys(answers, (-9, 9)))
    }

    assert (
        "70% of people are on the lowest answer" in found["floor"] or "on the lowest answer" in found["floor"]
    )
    assert "correlates with no item" in found["floor"]
    assert "says the same as twin" in found["q0"]
    assert "hardly varies" in found["q4"]


def test_mardias_kurtosis_is_p_times_p_plus_2_for_normal_answers_and_more_for_heavy_tails():
    rng = np.random.default_rng(4)
    normal, heavy = pd.DataFrame(rng.normal(size=(3000, 4))), pd.DataFrame(rng.standard_t(4, size=(3000, 4)))

    assert mardia(normal).kurtosis == pytest.approx(24, abs=1)
    assert mardia(heavy).kurtosis_p < 1e-6


def test_adequacy_of_a_matrix_that_cannot_be_inverted_is_refused(bfi):
    answers = bfi.dropna()
    ipsatised = answers.sub(answers.mean(axis=1), axis=0)

    with pytest.raises(PlanError, match="ipsatised"):
        suitability(ipsatised.corr(), len(answers))
    assert suitability(answers.corr(), len(answers)).determinant == pytest.approx(
        0.000564063865899759, rel=1e-8
    )
