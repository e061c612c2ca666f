"""Every named extraction, rotation and index of fit against R's psych, GPArotation, EFAtools and SPSS."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import approx_fprime

from psychoseg.errors import PlanError
from psychoseg.factors import extract
from psychoseg.factors.extraction import likelihood, minres
from psychoseg.factors.extraction.principal_axis import SPSS, principal_axis
from psychoseg.factors.rotation import procrustes, rotate
from psychoseg.factors.rotation.criteria import bifactor, crawford_ferguson, geomin, oblimin, target, varimax
from psychoseg.factors.second_opinion import second_opinions

NAMED = {
    "varimax_kaiser": ("varimax", {}),
    "varimax_raw": ("varimax", {"kaiser": False}),
    "quartimax": ("quartimax", {}),
    "oblimin_gam0": ("oblimin", {}),
    "oblimin_gam0_kaiser": ("oblimin", {"kaiser": True}),
    "geomin_delta01": ("geomin", {}),
    "promax4_R": ("promax", {"promax": "R"}),
    "promax4_SPSS": ("promax", {"promax": "SPSS"}),
    "promax4_psych": ("promax", {"promax": "psych"}),
}


@pytest.mark.parametrize("kind", ["complete", "pairwise"])
@pytest.mark.parametrize(("stored", "method"), [("exact_minres_uls_paf", "minres"), ("exact_ml", "ml")])
def test_extractions_reach_the_exact_solution(reference, kind, stored, method):
    theirs = reference.figures(f"bfi_efa5_{kind}")
    R = reference.matrix(reference.figures("bfi_correlation")[kind]["R"])

    found = extract(R, 5, "none", method=method, n=theirs["n"])

    assert reference.furthest(found.unrotated, reference.matrix(theirs[stored]["loadings"])) < 1e-6
    assert found.communality.to_dict() == pytest.approx(theirs[stored]["communalities"], abs=1e-6)
    fit, wanted = found.fit, theirs[stored]["fit"]
    ours = {
        "df": fit.df, "F_ML": fit.discrepancy, "F_null": fit.null_discrepancy, "df_null": fit.null_df,
        "chisq_n_minus_1": fit.chi_square_n_minus_1, "chisq_n": fit.chi_square_n, "chisq_bartlett": fit.chi_square,
        "null_chisq_bartlett": fit.null_chi_square, "RMSEA_from_n_minus_1": fit.rmsea.value,
        "RMSEA_psych": fit.rmsea_psych.value, "CFI_n_minus_1": fit.cfi, "TLI_psych": fit.tli_psych,
        "TLI_n_minus_1": fit.tli, "BIC_psych": fit.bic, "RMSR": fit.rmsr,
    }  # fmt: skip
    assert ours == pytest.approx({name: wanted[name] for name in ours}, rel=1e-6, abs=1e-6)


def test_intervals_and_variants_of_fit_that_psych_and_efatools_print(reference, bfi_complete):
    anchors = reference.figures("bfi_efa5_complete")["anchors"]

    fit = extract(bfi_complete, 5, "none", method="ml", n=2436).fit

    psych, efatools = anchors["psych_ml_none"]["fit"], anchors["efatools_ml"]["fit"]
    assert (fit.rmsea_psych.low, fit.rmsea_psych.high) == pytest.approx(
        (psych["RMSEA_lo90"], psych["RMSEA_hi90"]), abs=1e-5
    )
    assert (fit.rmsea.low, fit.rmsea.high) == pytest.approx(
        (efatools["RMSEA_LB"], efatools["RMSEA_UB"]), abs=1e-6
    )
    assert fit.chi_square_empirical == pytest.approx(psych["chi_empirical"], rel=1e-5)
    assert fit.rmsr_corrected == pytest.approx(psych["RMSR_df_corrected"], abs=1e-6)
    assert (fit.srmr, fit.aic) == pytest.approx((efatools["SRMR"], efatools["AIC"]), rel=1e-6)


@pytest.mark.parametrize("kind", ["complete", "pairwise"])
@pytest.mark.parametrize(("stored", "method"), [("exact_minres_uls_paf", "minres"), ("exact_ml", "ml")])
@pytest.mark.parametrize("variant", NAMED)
def test_named_rotations(reference, kind, stored, method, variant):
    theirs = reference.figures(f"bfi_efa5_{kind}")[stored]["rotations"][variant]
    R = reference.matrix(reference.figures("bfi_correlation")[kind]["R"])
    rotation, how = NAMED[variant]

    found = extract(R, 5, rotation, method=method, **how)

    assert reference.furthest(found.pattern, reference.matrix(theirs["loadings"])) < 1e-5
    if theirs.get("Phi"):
        assert reference.phi_furthest(found, theirs) < 1e-5
    if theirs.get("criterion") is not None:
        assert found.value == pytest.approx(theirs["criterion"], abs=1e-7)
        assert found.reached > 1


@pytest.mark.parametrize(
    ("data", "case", "factors"),
    [
        ("harman74_cor", "harman74", 4),
        ("harman23_cor", "harman23", 2),
        ("thurstone_cor", "thurstone", 3),
        ("harman8_cor", "harman8", 2),
    ],
)
@pytest.mark.parametrize(("stored", "method"), [("uls", "minres"), ("ml", "ml")])
def test_textbook_matrices(reference, data, case, factors, stored, method):
    theirs, R = reference.figures("classic_efa")[case], reference.symmetric(data)

    found = extract(R, factors, "none", method=method, n=theirs["n"])

    loadings = reference.matrix(theirs[stored]["loadings"])
    loadings.index = R.index
    assert reference.furthest(found.unrotated, loadings) < 1e-5
    assert found.fit.chi_square == pytest.approx(theirs[stored]["fit"]["chisq_bartlett"], abs=1e-3)
    for variant, rotated in (theirs[stored].get("rotations") or {}).items():
        rotation, how = NAMED[variant]
        wanted = reference.matrix(rotated["loadings"])
        wanted.index = R.index
        assert reference.furthest(extract(R, factors, rotation, method=method, **how).pattern, wanted) < 1e-4


def test_spss_principal_axes_with_its_stopping_rule(reference):
    theirs, R = reference.figures("spss_ids2_paf5"), reference.symmetric("ids2_cor")

    early = extract(R, 5, "promax", method="paf_spss")
    whole = extract(R, 5, "promax", method="paf")

    assert principal_axis(R.to_numpy(), 5, SPSS)[1] == theirs["spss_23"]["paf_iterations"]
    assert reference.furthest(early.unrotated, reference.matrix(theirs["spss_27"]["paf"])) < 1e-7
    assert reference.furthest(early.pattern, reference.matrix(theirs["spss_27"]["promax4"])) < 2e-4
    assert (
        reference.furthest(whole.pattern, reference.matrix(theirs["exact_converged"]["promax4_SPSS"])) < 1e-4
    )
    assert "SPSS's stop" in early.method


@pytest.mark.parametrize("method", ["minres", "ml", "paf"])
@pytest.mark.parametrize(
    ("case", "factors", "improper"), [("harman5", 2, True), ("thurstone", 4, True), ("thurstone", 3, False)]
)
def test_heywood_cases_are_flagged_by_name_whatever_extracts(reference, method, case, factors, improper):
    R = (
        reference.data("harman5_raw", index_col=0).corr()
        if case == "harman5"
        else reference.symmetric("thurstone_cor")
    )

    found = extract(R, factors, method=method, n=12)

    assert bool(found.heywood) == improper
    assert any("Heywood" in caveat for caveat in found.caveats) == improper
    if case == "harman5":
        assert found.heywood == ("population",)


def population(seed, factors=3, per_factor=5, phi=0.3):
    rng = np.random.default_rng(seed)
    items = [f"q{number:02}" for number in range(factors * per_factor)]
    A = np.zeros((len(items), factors))
    for at in range(len(items)):
        A[at, at // per_factor] = rng.uniform(0.5, 0.8)
    between = np.full((factors, factors), phi) + (1 - phi) * np.eye(factors)
    R = A @ between @ A.T
    np.fill_diagonal(R, 1.0)
    return pd.DataFrame(A, items, [f"T{at}" for at in range(factors)]), pd.DataFrame(R, items, items)


@pytest.mark.parametrize("method", ["minres", "ml", "paf", "dwls", "wls"])
def test_every_extraction_finds_the_factors_of_a_population(reference, method):
    A, R = population(1)
    pairs = len(R) * (len(R) - 1) // 2
    variance = {"dwls": np.full(R.shape, 0.01), "wls": 0.01 * np.eye(pairs)}.get(method)

    found = extract(R, 3, "oblimin", method=method, variance=variance, n=500)

    assert reference.furthest(found.pattern, A) < 1e-4
    assert found.fit.chi_square == pytest.approx(0, abs=1e-4)
    assert found.fit.cfi == pytest.approx(1)


@pytest.mark.parametrize("part", [minres._misfit, likelihood._discrepancy])
def test_derivatives_are_those_of_the_function(bfi_complete, part):
    R = bfi_complete.to_numpy()[:12, :12]
    at = np.random.default_rng(1).uniform(0.3, 0.9, 12)
    at = np.log(at) if part is likelihood._discrepancy else at

    _, slope, hessian = part(R, 3, at)

    assert slope == pytest.approx(approx_fprime(at, lambda x: part(R, 3, x)[0], 1e-7), abs=1e-5)
    numeric = np.array([approx_fprime(at, lambda x, i=i: part(R, 3, x)[1][i], 1e-7) for i in range(12)])
    assert np.abs(hessian() - numeric).max() < 1e-5


@pytest.mark.parametrize(
    "criterion",
    [oblimin(), oblimin(0.3), geomin(), varimax, bifactor, crawford_ferguson(0.2), target(np.zeros((6, 3)))],
)
def test_gradients_of_rotation_criteria(criterion):
    L = np.random.default_rng(3).normal(size=(6, 3))

    _, slope = criterion(L[None])

    numeric = approx_fprime(L.ravel(), lambda x: float(criterion(x.reshape(1, 6, 3))[0][0]), 1e-7)
    assert slope[0].ravel() == pytest.approx(numeric, abs=2e-5)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(["oblimin", "geomin", "promax", "varimax", "bifactor"]))
def test_rotation_keeps_what_the_factors_explain(seed, rotation):
    A = np.random.default_rng(seed).uniform(-0.5, 0.5, size=(9, 3))

    found = rotate(A, rotation)

    assert found.pattern @ found.phi @ found.pattern.T == pytest.approx(A @ A.T, abs=1e-8)
    assert np.diag(found.phi) == pytest.approx(1)


def test_schmid_leiman_structure_is_found_by_bifactor_rotation():
    general = np.full(12, 0.6)
    group = np.kron(np.eye(3), np.full((4, 1), 0.5))
    truth = np.column_stack([general, group])
    turn, _ = np.linalg.qr(np.random.default_rng(5).normal(size=(4, 4)))

    found = rotate(truth @ turn, "bifactor").pattern

    assert np.abs(found[:, 0]) == pytest.approx(general, abs=1e-4)


def test_a_target_that_leaves_loadings_free_is_met_by_an_oblique_turn():
    A, R = population(2)
    wanted = np.where(A.to_numpy() == 0, 0.0, np.nan)

    turned, phi = procrustes(extract(R, 3, "none").unrotated.to_numpy(), wanted, oblique=True)

    assert np.abs(turned[wanted == 0]).max() < 1e-5
    assert np.abs(phi[np.triu_indices(3, 1)]) == pytest.approx(0.3, abs=1e-4)


@pytest.mark.parametrize("rotation", ["oblimin", "varimax", "quartimax"])
def test_statsmodels_and_factor_analyzer_agree(bfi_complete, rotation):
    found = second_opinions(bfi_complete, extract(bfi_complete, 5, rotation), "minres", rotation)

    assert [opinion.by for opinion in found] == ["statsmodels", "factor_analyzer"]
    assert max(opinion.difference for opinion in found) < 1e-3
    assert [opinion.caveat for opinion in found] == [None, None]


def test_matrices_and_methods_that_cannot_be_used_are_refused_with_what_to_do():
    _, R = population(3)
    singular = R.copy()
    singular.iloc[1] = singular.iloc[0]
    singular.iloc[:, 1] = singular.iloc[:, 0]
    singular.iloc[0, 1] = singular.iloc[1, 0] = 1.0
    broken = R.copy()
    broken.iloc[0, 3] = np.nan

    with pytest.raises(PlanError, match="did you mean 'minres'|did you mean minres"):
        extract(R, 2, method="minrse")
    with pytest.raises(PlanError, match="There is no rotation 'obliman'"):
        extract(R, 2, "obliman")
    with pytest.raises(PlanError, match="that can be inverted, and this one cannot.*Use minres"):
        extract(singular, 2, method="ml")
    with pytest.raises(PlanError, match="q00 and q03 is not a number"):
        extract(broken, 2)
    with pytest.raises(PlanError, match="needs finite variances of shape"):
        extract(R, 2, method="dwls", variance=np.ones(3))
    assert extract(singular, 2).heywood or extract(singular, 2).converged
