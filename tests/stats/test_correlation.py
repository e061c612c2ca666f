"""Ordinal correlations and missing answers, against R's lavaan, psych and polycor and against simulated truth."""

import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from psychoseg.errors import PlanError
from psychoseg.stats.correlation import correlate, too_coarse
from psychoseg.stats.missing import saturated
from psychoseg.stats.polychoric import polychoric, sampling_covariance
from psychoseg.stats.polyserial import polyserial


def figures(shared, name):
    return json.loads((shared / "reference" / f"{name}.json").read_text())


def test_polychoric_correlations_and_thresholds_are_lavaans(bfi, shared):
    theirs = figures(shared, "bfi_polychoric")

    found = polychoric(bfi.dropna())

    lavaan, psych = (
        np.array(theirs[name]["values"]) for name in ("two_step_lavaan_pairwise", "psych_correct0")
    )
    assert np.abs(found.correlation.to_numpy() - lavaan).max() < 1e-6
    assert np.abs(found.correlation.to_numpy() - psych).max() < 1e-4
    assert found.correlation.loc["A1", "A2"] == pytest.approx(theirs["polycor_A1_A2"]["two_step"], abs=1e-5)
    for item, cuts in theirs["thresholds_available_case"].items():
        assert found.thresholds[item] == pytest.approx(cuts, abs=1e-10)


def test_full_information_means_covariances_likelihood_and_littles_test(bfi, shared):
    theirs = figures(shared, "bfi_missing_fiml")

    found = saturated(bfi)

    assert found.mean.to_dict() == pytest.approx(theirs["mean"], abs=1e-7)
    assert np.abs(found.covariance.to_numpy() - np.array(theirs["cov"]["values"])).max() < 1e-7
    assert found.log_likelihood == pytest.approx(theirs["loglik_saturated"], abs=1e-5)
    assert (found.mcar_chi2, found.mcar_df) == (
        pytest.approx(theirs["little_mcar"]["chisq"], rel=1e-8),
        theirs["little_mcar"]["df"],
    )
    assert found.patterns == theirs["patterns"]


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.floats(-0.9, 0.9), st.integers(2, 6))
def test_the_correlation_behind_cut_normals_comes_back(seed, rho, categories):
    rng = np.random.default_rng(seed)
    z = rng.multivariate_normal([0, 0], [[1, rho], [rho, 1]], 6000)
    cuts = np.sort(rng.uniform(-1.2, 1.2, categories - 1))

    found = polychoric(pd.DataFrame(np.column_stack([np.digitize(z[:, 0], cuts), np.digitize(z[:, 1], [0])])))

    error = np.sqrt(found.variance.iloc[0, 1])
    assert abs(found.correlation.iloc[0, 1] - rho) < 5 * error + 0.005


def test_weights_of_whole_people_equal_repeated_rows():
    rng = np.random.default_rng(3)
    z = rng.normal(size=(300, 1)) + rng.normal(size=(300, 4))
    answers = pd.DataFrame(np.digitize(z, [-1, 0, 1.3]), columns=list("abcd")).astype(float)
    answers.iloc[5, 2] = np.nan
    weights = rng.integers(1, 4, 300)
    repeated = answers.loc[answers.index.repeat(weights)]

    weighted = correlate(answers, weights, kind="polychoric").table
    assert np.allclose(weighted, correlate(repeated, kind="polychoric").table, atol=1e-8)
    assert np.allclose(saturated(answers, weights).covariance, saturated(repeated).covariance, atol=1e-7)


def test_the_stated_errors_are_those_seen_over_samples():
    found = []
    for seed in range(200):
        z = np.random.default_rng(seed).multivariate_normal([0, 0], [[1, 0.6], [0.6, 1]], 300)
        one = polychoric(pd.DataFrame(np.digitize(z, [-1, 0.3])))
        found.append((one.correlation.iloc[0, 1], np.sqrt(one.variance.iloc[0, 1])))
    seen, stated = np.array(found)[:, 0], np.array(found)[:, 1]

    assert stated.mean() == pytest.approx(seen.std(), rel=0.12)


def test_the_sampling_covariance_has_the_stated_variances_on_its_diagonal(bfi):
    answers = bfi.dropna().iloc[:, :6]
    found = polychoric(answers)

    covariance = sampling_covariance(answers, found)

    stated = found.variance.to_numpy()[np.triu_indices(6, 1)]
    assert np.diag(covariance) == pytest.approx(stated, rel=0.01)


def test_tetrachoric_of_a_table_with_an_empty_cell_is_bounded_and_extreme_ones_are_named():
    rows = [(0, 0, 30), (0, 1, 20), (1, 1, 50)]
    answers = pd.DataFrame([(a, b) for a, b, n in rows for _ in range(n)], columns=["a", "b"])
    equal = pd.DataFrame({"a": [0, 1] * 20, "b": [0, 1] * 20, "c": [0, 0, 1, 1] * 10})

    found = polychoric(answers)

    assert 0.8 < found.correlation.loc["a", "b"] < 0.999
    assert found.sparse == (("a", "b"),)
    assert polychoric(equal).unbounded == (("a", "b"),)
    assert any("do not bound" in caveat for caveat in correlate(equal, kind="polychoric").caveats)


def test_polyserial_and_mixed_correlations():
    rng = np.random.default_rng(2)
    z = rng.multivariate_normal([0, 0, 0], [[1, 0.5, 0.3], [0.5, 1, 0.4], [0.3, 0.4, 1]], 5000)
    answers = pd.DataFrame(
        {"x": z[:, 0], "y": np.digitize(z[:, 1], [-1, 0.5]), "z": np.digitize(z[:, 2], [0.0])}
    )

    found = correlate(answers, kind="mixed").table

    assert polyserial(answers["x"], answers["y"]) == pytest.approx(0.5, abs=0.04)
    assert found.loc["x", "z"] == pytest.approx(0.3, abs=0.05)
    assert found.loc["y", "z"] == pytest.approx(0.4, abs=0.06)


def test_spearman_is_scipys_and_errors_are_given():
    answers = pd.DataFrame(np.random.default_rng(4).normal(size=(80, 3)), columns=list("abc"))

    found = correlate(answers, kind="spearman")

    assert found.table.loc["a", "b"] == pytest.approx(stats.spearmanr(answers["a"], answers["b"]).statistic)
    assert 0.09 < found.error.loc["a", "b"] < 0.13


def test_missing_at_random_is_mended_by_likelihood_and_not_by_listwise_deletion():
    rng = np.random.default_rng(5)
    x = rng.normal(size=20_000)
    y = 0.6 * x + 0.8 * rng.normal(size=20_000)
    answers = pd.DataFrame({"x": x, "y": np.where(x > 0.3, np.nan, y)})

    assert correlate(answers, missing="ml").table.loc["x", "y"] == pytest.approx(0.6, abs=0.02)
    assert correlate(answers, missing="listwise").table.loc["x", "y"] < 0.5
    assert saturated(answers).mcar_p < 1e-6


def test_a_smoothed_matrix_people_of_weight_zero_and_coarse_items_are_told():
    rng = np.random.default_rng(6)
    answers = pd.DataFrame(rng.normal(size=(16, 14)))
    answers = answers.mask(rng.random(answers.shape) < 0.2)
    yes_no = pd.DataFrame({"a": [0, 1] * 10, "b": np.arange(20)})

    found = correlate(answers, np.r_[0, np.ones(15)])

    assert any("smoothed" in caveat for caveat in found.caveats)
    assert any("1 people of weight 0" in caveat for caveat in found.caveats)
    assert np.linalg.eigvalsh(found.table)[0] > 0
    assert too_coarse(yes_no) == ("a",)


@pytest.mark.parametrize(
    ("how", "message"),
    [
        ({"kind": "polychorik"}, "did you mean polychoric"),
        ({"missing": "mean"}, "no treatment of missing answers 'mean'"),
        ({"kind": "polychoric", "missing": "ml"}, "Pearson correlations only"),
    ],
)
def test_kinds_that_do_not_exist_or_go_together_are_refused(how, message):
    with pytest.raises(PlanError, match=message):
        correlate(pd.DataFrame({"a": [1, 2, 3], "b": [1, 3, 2]}), **how)


def test_pairs_without_people_or_variation_have_no_polychoric_correlation():
    answers = pd.DataFrame(
        {"a": [1, 2, 1, 2, np.nan], "b": [1, 2, 2, 1, 1.0], "still": 3.0, "c": [np.nan] * 4 + [2.0]}
    )

    found = polychoric(answers).correlation

    assert np.isfinite(found.loc["a", "b"])
    assert found.loc["a", ["still", "c"]].isna().all()
