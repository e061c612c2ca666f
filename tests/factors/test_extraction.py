import numpy as np
import pandas as pd
import pytest
from factor_analyzer import calculate_bartlett_sphericity, calculate_kmo
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from psychoseg.errors import PlanError
from psychoseg.factors import align, congruence, extract, retain, suitability
from psychoseg.stats.smoothing import positive_definite


def population(
    seed: int, factors: int = 3, per_factor: int = 5, phi: float = 0.3
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """True loadings of a simple structure, and answers of 1,500 people."""
    rng = np.random.default_rng(seed)
    items = [f"q{number:02}" for number in range(factors * per_factor)]
    loadings = np.zeros((len(items), factors))
    for at in range(len(items)):
        loadings[at, at // per_factor] = rng.uniform(0.5, 0.8)
    correlations = np.full((factors, factors), phi) + (1 - phi) * np.eye(factors)
    common = rng.multivariate_normal(np.zeros(factors), correlations, 1500) @ loadings.T
    unique = rng.normal(size=common.shape) * np.sqrt(1 - (loadings**2).sum(axis=1))
    return pd.DataFrame(loadings, items, [f"T{at}" for at in range(factors)]), pd.DataFrame(
        common + unique, columns=items
    )


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10_000))
def test_known_factors_come_back(seed):
    truth, answers = population(seed)
    R = answers.corr()

    kept = retain(R, len(answers), np.random.default_rng(0))
    _, agreement = align(extract(R, kept.chosen).pattern, truth)

    assert kept.chosen == 3
    assert agreement.min() > 0.97


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(["oblimin", "promax", "varimax"]))
def test_order_and_signs_of_loadings_and_correlations_belong_together(seed, rotation):
    _, answers = population(seed, phi=0.5)
    R = answers.corr()

    found = extract(R, 3, rotation)

    reproduced = found.pattern @ found.correlations @ found.pattern.T
    off = ~np.eye(len(R), dtype=bool)
    assert np.sqrt(((R - reproduced).to_numpy()[off] ** 2).mean()) == pytest.approx(found.rmsr)
    assert found.rmsr < 0.03
    assert (found.pattern**3).sum().min() > 0


def test_extraction_reaches_the_minres_optimum_that_a_direct_search_finds():
    _, answers = population(3)
    R = answers.corr().to_numpy()
    off = ~np.eye(len(R), dtype=bool)

    def misfit(flat):
        A = flat.reshape(len(R), 3)
        return ((R - A @ A.T)[off] ** 2).sum()

    found = extract(answers.corr(), 3)
    fitted = found.pattern @ found.correlations @ found.pattern.T
    start = np.linalg.cholesky(found.correlations)
    direct = minimize(misfit, (found.pattern.to_numpy() @ start + 0.01).ravel(), tol=1e-12)

    assert ((R - fitted.to_numpy())[off] ** 2).sum() == pytest.approx(direct.fun, rel=1e-5)


def test_suitability_of_complete_answers_equals_factor_analyzers():
    _, answers = population(4)

    found = suitability(answers.corr(), len(answers))
    per_item, overall = calculate_kmo(answers)
    chi2, p_value = calculate_bartlett_sphericity(answers)

    assert found.kmo == pytest.approx(overall)
    assert found.items.to_numpy() == pytest.approx(per_item)
    assert (found.chi2, found.p_value) == (pytest.approx(chi2), pytest.approx(p_value))


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10_000))
def test_the_order_of_items_does_not_matter(seed):
    _, answers = population(seed)
    shuffled = answers.sample(frac=1, axis=1, random_state=seed % 1000)

    one, other = extract(answers.corr(), 3), extract(shuffled.corr(), 3)

    assert np.abs(np.diag(congruence(one.pattern, other.pattern))) == pytest.approx(1, abs=1e-5)


def test_independent_answers_hold_no_factor():
    rng = np.random.default_rng(8)
    noise = pd.DataFrame(rng.normal(size=(800, 12)))

    assert retain(noise.corr(), 800, np.random.default_rng(0)).chosen <= 1


@pytest.mark.parametrize("factors", [0, 8, 100])
def test_numbers_of_factors_that_cannot_be_are_refused(factors):
    _, answers = population(5)

    with pytest.raises(PlanError, match="ask for 1 to 7"):
        extract(answers.corr(), factors)


def test_one_factor_is_not_rotated():
    _, answers = population(6, factors=2)

    found = extract(answers.corr(), 1)

    assert found.correlations.to_numpy().tolist() == [[1.0]]
    assert "unrotated" in found.method


def test_a_matrix_that_is_not_positive_definite_is_smoothed_and_said_to_be():
    R = pd.DataFrame([[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]], dtype=float)

    smooth, caveats = positive_definite(R)

    assert np.linalg.eigvalsh(smooth)[0] > 0
    assert np.allclose(np.diag(smooth), 1)
    assert "smoothed" in caveats[0]
    assert positive_definite(smooth)[1] == ()


def test_congruence_does_not_care_about_item_order():
    rng = np.random.default_rng(20260101)
    pattern = pd.DataFrame(rng.normal(size=(9, 2)), index=[f"q{i}" for i in range(9)], columns=["a", "b"])

    shuffled = pattern.sample(frac=1, random_state=1)

    assert np.diag(congruence(pattern, shuffled)) == pytest.approx(1)
    with pytest.raises(ValueError, match="same items"):
        congruence(pattern, pattern.iloc[1:])
