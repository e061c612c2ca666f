"""How many factors: every criterion against R's psych and EFAtools, and the decision against known truth."""

import numpy as np
import pandas as pd
import pytest

from psychoseg.factors import align, extract, retain
from psychoseg.factors.retention import (
    MEASURES,
    average_partials,
    comparison_data,
    empirical_kaiser,
    first_not_rejected,
    hull,
    permuted_eigenvalues,
    random_eigenvalues,
    steps,
    very_simple_structure,
)
from psychoseg.factors.retention.parallel import eigenvalues_of, resampled_eigenvalues


@pytest.mark.parametrize("kind", ["pca", "smc"])
def test_parallel_analysis_in_both_forms(reference, bfi_complete, kind):
    theirs = reference.figures("bfi_retention")["parallel"]
    stored = theirs[f"normal_{kind}"]
    rng = np.random.default_rng(1)

    mean = random_eigenvalues(25, 2436, rng, kind=kind, quantile=None)
    high = random_eigenvalues(25, 2436, rng, kind=kind)

    assert np.abs(mean - stored["mean"]).max() < 5 * np.sqrt(2) * max(stored["mc_se_mean"])
    assert np.abs(high - stored["q95"]).max() < 0.01
    observed = eigenvalues_of(bfi_complete.to_numpy()[None], kind)[0]
    assert observed == pytest.approx(theirs[f"observed_{kind}"], abs=1e-10)


def test_permuted_answers_give_the_same_bounds(reference, bfi):
    stored = reference.figures("bfi_retention")["parallel"]["permuted_pca"]

    found = permuted_eigenvalues(bfi, np.random.default_rng(2), draws=100)

    assert np.abs(found - stored["q95"]).max() < 0.02


def test_average_partials_and_the_empirical_kaiser_criterion(reference, bfi_complete):
    theirs = reference.figures("bfi_retention")
    R = bfi_complete.to_numpy()

    squared, fourth = average_partials(R)

    assert squared[:24] == pytest.approx(theirs["MAP"]["squared"][:24], abs=1e-8)
    assert fourth[:24] == pytest.approx(theirs["MAP"]["fourth"][:24], abs=1e-8)
    eigenvalues = eigenvalues_of(R[None])[0]
    assert empirical_kaiser(eigenvalues, 2436) == pytest.approx(theirs["EKC"]["reference"], abs=1e-10)


@pytest.mark.parametrize(("stored", "method"), [("ml", "ml"), ("uls", "minres")])
def test_the_hull_and_what_stands_on_it(reference, bfi_complete, stored, method):
    theirs = reference.figures("bfi_retention")["hull"][stored]["results"]

    found = steps(bfi_complete.to_numpy(), 2436, 9, method)

    assert [step.caf for step in found] == pytest.approx(theirs[0]["y"], abs=1e-5)
    assert [step.fit.cfi for step in found] == pytest.approx(theirs[1]["y"], abs=1e-5)
    for measure, wanted in zip(MEASURES, theirs, strict=True):
        number, on = hull(found, measure)
        assert number == wanted["n_factors"]
        assert list(on) == [at for at, inside in enumerate(wanted["on_hull"]) if inside]


def test_the_table_of_votes_shows_the_disagreement_on_real_answers(bfi_complete):
    found = retain(bfi_complete, 2436, np.random.default_rng(1))
    votes = {name: number for name, number, _ in found.votes}

    assert votes["Parallel analysis"] == votes["Minimum average partial"] == found.chosen == 5
    assert votes["Parallel analysis, factor form"] == 8
    assert votes["Empirical Kaiser criterion"] == votes["Eigenvalue above 1"] == 6
    assert found.reason == "parallel analysis decides"
    assert found.stability[0][0] == 5


def answers_of(seed, factors=6, per_factor=5, phi=0.4, n=500, ordinal=False) -> pd.DataFrame:
    """Communalities of .5; ordinal answers have five points and lean to either side."""
    rng = np.random.default_rng(seed)
    A = np.kron(np.eye(factors), np.full((per_factor, 1), np.sqrt(0.5)))
    between = np.full((factors, factors), phi) + (1 - phi) * np.eye(factors)
    z = rng.multivariate_normal(np.zeros(factors), between, n) @ A.T
    z += rng.normal(size=z.shape) * np.sqrt(0.5)
    if ordinal:
        cuts = [[-1.8, -1.2, -0.6, 0.2], [-0.2, 0.6, 1.2, 1.8]]
        z = np.column_stack([np.digitize(column, cuts[at % 2]) for at, column in enumerate(z.T)])
    return pd.DataFrame(z, columns=[f"q{at:02}" for at in range(z.shape[1])])


@pytest.mark.parametrize(
    "how",
    [{"phi": 0.0}, {}, {"ordinal": True}, {"per_factor": 3}, {"phi": 0.6}],
    ids=["uncorrelated", "correlated", "ordinal and skewed", "few items", "strongly correlated"],
)
def test_the_number_of_factors_of_known_answers_is_found(how):
    found = [
        retain(answers_of(seed, **how).corr(), 500, np.random.default_rng(seed)).chosen for seed in range(8)
    ]

    assert found.count(6) >= 7


def test_where_factors_correlate_strongly_the_reason_says_which_criteria_agreed():
    for seed in range(10):
        found = retain(answers_of(seed, phi=0.6).corr(), 500, np.random.default_rng(1))
        if found.reason != "parallel analysis decides":
            break

    assert "agree on 6, where components show 5" in found.reason


def test_comparison_data_finds_the_factors_of_skewed_ordinal_answers():
    answers = answers_of(1, factors=3, ordinal=True)

    found = comparison_data(answers, np.random.default_rng(1), people=4000, samples=60)

    assert found.factors == 3
    assert found.distances.shape == (4, 60)


def test_criteria_that_need_the_answers_are_counted_where_they_are_given():
    answers = answers_of(2, factors=2, phi=0.2)

    found = retain(answers.corr(), 500, np.random.default_rng(1), answers=answers)
    votes = {name: number for name, number, _ in found.votes}

    assert votes["Parallel analysis, permuted"] == votes["Comparison data"] == 2


def test_a_person_may_overrule_and_the_reason_is_kept():
    found = retain(
        answers_of(1).corr(), 500, np.random.default_rng(1), overrule=4, because="theory says four"
    )

    assert (found.chosen, found.reason) == (4, "theory says four")


def test_an_unfirm_number_is_said_to_be():
    answers = answers_of(3, factors=3, per_factor=4, phi=0.5, n=90)

    found = [retain(answers_of(s, 3, 4, 0.5, 80).corr(), 80, np.random.default_rng(1)) for s in range(6)]

    assert len(answers) == 90
    assert any("not firm" in caveat for one in found for caveat in one.caveats)


def test_drawn_matrices_have_the_eigenvalues_of_samples():
    R = np.kron(np.eye(2), np.full((3, 3), 0.4)) + 0.6 * np.eye(6)
    rng = np.random.default_rng(1)

    drawn = resampled_eigenvalues(R, 200, rng, 400).mean(axis=0)

    seen = np.mean(
        [
            np.linalg.eigvalsh(np.corrcoef(rng.multivariate_normal(np.zeros(6), R, 200).T))[::-1]
            for _ in range(400)
        ],
        axis=0,
    )
    assert drawn == pytest.approx(seen, abs=0.02)


def test_chi_square_stops_at_the_factors_of_normal_answers():
    answers = answers_of(4, factors=3, phi=0.3)

    assert first_not_rejected(steps(answers.corr().to_numpy(), 500, 6, "ml")) == 3


def test_factors_of_five_hundred_people_come_back():
    truth = pd.DataFrame(np.kron(np.eye(6), np.full((5, 1), np.sqrt(0.5))))
    near = []
    for seed in range(10):
        answers = answers_of(seed)
        pattern = extract(answers.corr(), 6).pattern
        near.append(align(pattern, truth.set_axis(answers.columns))[1].min())

    assert sum(value >= 0.98 for value in near) >= 9


def test_agreeing_with_everything_is_no_dimension(reference):
    answers = reference.data("planted_wave1")[[f"q{at:02}" for at in range(1, 21)]]

    found = retain(answers.corr(), len(answers), np.random.default_rng(1))
    votes = {name: number for name, number, _ in found.votes}

    assert votes["Parallel analysis, factor form"] == votes["BIC"] == 5
    assert found.chosen == 4


@pytest.mark.parametrize("complexity", [1, 2])
def test_very_simple_structure(reference, bfi_complete, complexity):
    theirs = reference.figures("bfi_retention")["VSS"]

    found = very_simple_structure(bfi_complete.to_numpy(), 8, complexity)

    # psych's minres stops a little early
    assert found == pytest.approx(theirs[f"complexity{complexity}"], abs=1e-6)
    assert int(np.argmax(found)) + 1 == theirs[f"n{complexity}"]
