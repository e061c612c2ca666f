"""Figures of R's psych, GPArotation and stats on the public bfi data, from ../shared/reference."""

import json

import numpy as np
import pandas as pd
import pytest

from psychoseg.factors import align, congruence, extract, suitability
from psychoseg.factors.reliability import cronbach_alpha
from psychoseg.factors.retention import minimum_average_partial, random_eigenvalues
from psychoseg.stats.moments import Moments


def matrix(stored) -> pd.DataFrame:
    return pd.DataFrame(stored["values"], index=stored["rows"], columns=stored["cols"])


@pytest.mark.parametrize(("kind", "n"), [("complete", 2436), ("pairwise", 2800)])
def test_sampling_adequacy_and_sphericity(bfi, shared, kind, n):
    reference = json.loads((shared / "reference" / "bfi_adequacy.json").read_text())[kind]
    answers = bfi.dropna() if kind == "complete" else bfi

    found = suitability(Moments.of(answers).correlation(), n)

    assert found.kmo == pytest.approx(reference["KMO_overall"], abs=1e-10)
    assert found.items.to_dict() == pytest.approx(reference["KMO_items"], abs=1e-10)
    assert found.df == reference["bartlett"]["df"]
    chi2 = next(value for name, value in reference["bartlett"].items() if name.startswith("chi"))
    assert found.chi2 == pytest.approx(chi2, rel=1e-10)


@pytest.mark.parametrize("kind", ["complete", "pairwise"])
@pytest.mark.parametrize(
    ("rotation", "variant", "close"),
    [
        ("oblimin", "oblimin_gam0", 1e-4),
        ("varimax", "varimax_kaiser", 1e-4),
        ("promax", "promax4_psych", 1e-5),
    ],
)
def test_loadings_and_factor_correlations(bfi, shared, kind, rotation, variant, close):
    reference = json.loads((shared / "reference" / f"bfi_efa5_{kind}.json").read_text())[
        "exact_minres_uls_paf"
    ]
    stored = reference["rotations"][variant]
    theirs = matrix(stored["loadings"])

    found = extract(
        Moments.of(bfi.dropna() if kind == "complete" else bfi).correlation(), 5, rotation, promax="psych"
    )
    ours, agreement = align(found.pattern, theirs)

    assert agreement.min() > 0.99999
    assert np.abs(ours.to_numpy() - theirs.to_numpy()).max() < close
    communality = ((found.pattern @ found.correlations) * found.pattern).sum(axis=1)
    assert communality.to_dict() == pytest.approx(reference["communalities"], abs=1e-6)
    assert found.rmsr == pytest.approx(reference["fit"]["RMSR"], abs=1e-6)
    if rotation != "varimax":
        phi = np.array(stored["Phi"]["values"])
        order = [list(found.pattern.columns).index(name) for name in matched(found.pattern, theirs)]
        signs = np.sign(
            [congruence(theirs, found.pattern).iloc[at, column] for at, column in enumerate(order)]
        )
        mine = found.correlations.to_numpy()[np.ix_(order, order)] * np.outer(signs, signs)
        assert np.abs(mine - phi).max() < 5 * close


def matched(pattern, theirs):
    return congruence(theirs, pattern).abs().idxmax(axis=1)


def test_random_eigenvalues(shared):
    reference = json.loads((shared / "reference" / "bfi_retention.json").read_text())["parallel"]

    found = random_eigenvalues(25, 2436, np.random.default_rng(1))

    assert np.abs(found - np.array(reference["normal_pca"]["q95"])).max() < 0.01


def test_minimum_average_partial(bfi, shared):
    reference = json.loads((shared / "reference" / "bfi_retention.json").read_text())["MAP"]

    assert (
        minimum_average_partial(Moments.of(bfi.dropna()).correlation().to_numpy()) == reference["n_squared"]
    )


def test_alpha_of_each_scale(bfi, shared):
    reference = json.loads((shared / "reference" / "bfi_reliability.json").read_text())

    for name, items in reference["keys"].items():
        plain = [item.lstrip("-") for item in items]
        answers = bfi[plain].dropna()
        for item in items:
            if item.startswith("-"):
                answers[item[1:]] = 7 - answers[item[1:]]
        assert cronbach_alpha(answers.cov()) == pytest.approx(
            reference["scales"][name]["alpha_raw"], abs=1e-10
        )


@pytest.mark.parametrize(
    ("case", "factors", "improper"), [("harman5", 2, True), ("thurstone", 4, True), ("thurstone", 3, False)]
)
def test_improper_solutions_are_flagged_and_sound_ones_are_not(shared, case, factors, improper):
    folder = shared / "reference" / "data"
    if case == "harman5":
        raw = pd.read_csv(folder / "harman5_raw.csv").select_dtypes("number")
        correlation = raw[[name for name in raw.columns if raw[name].nunique() > 2][-5:]].corr()
    else:
        correlation = pd.read_csv(folder / "thurstone_cor.csv", index_col=0)

    found = extract(correlation, factors) if factors <= len(correlation) // 2 else None

    assert found is not None
    assert bool(found.caveats) == improper
