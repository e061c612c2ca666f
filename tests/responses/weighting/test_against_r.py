"""Weights, design effects and effective bases equal those of R's survey 4.1-1 and anesrake 0.80."""

import json

import numpy as np
import pandas as pd
import pytest

from psychoseg.responses.weighting import post_stratify, rake, trim
from psychoseg.stats.moments import design_effect, effective_base

TARGETS = {
    "gender": {"1": 0.49, "2": 0.51},
    "education": {"1": 0.10, "2": 0.28, "3": 0.29, "4": 0.20, "5": 0.13},
    "ageg": {"<25": 0.14, "25-34": 0.18, "35-44": 0.17, "45+": 0.51},
}


@pytest.fixture(scope="session")
def survey(shared):
    return json.loads((shared / "reference" / "survey_weights.json").read_text())


@pytest.fixture(scope="session")
def raked(shared):
    return json.loads((shared / "reference" / "quality" / "rake_ref.json").read_text())


@pytest.fixture(scope="session")
def people(shared):
    table = pd.read_csv(shared / "reference" / "quality" / "bfi_demog_raked.csv")
    return table.assign(gender=table["gender"].astype(str), education=table["education"].astype(str))


@pytest.fixture(scope="session")
def schools(shared):
    return pd.read_csv(shared / "reference" / "data" / "apiclus1.csv")


def margin_error(people, weights):
    return max(
        abs(weights[people[margin] == category].sum() / weights.sum() - share)
        for margin, shares in TARGETS.items()
        for category, share in shares.items()
    )


def test_raked_weights_equal_survey_for_every_person(people, raked):
    weights = rake(people[list(TARGETS)], TARGETS)

    np.testing.assert_allclose(weights, people["w"], rtol=0, atol=1e-8)
    assert weights.std() == pytest.approx(raked["sd"], abs=1e-8)
    assert design_effect(weights) == pytest.approx(raked["deff_kish"], abs=1e-8)
    assert effective_base(weights) == pytest.approx(raked["neff"], abs=1e-6)
    assert margin_error(people, weights) < 1e-10
    assert np.average(people["age"], weights=weights) == pytest.approx(raked["svymean_age"]["mean"], abs=1e-7)


def test_weights_raked_to_numbers_of_schools_equal_survey(schools, survey):
    reference = survey["rake_clus1"]
    population = {"stype": {"E": 4421, "H": 755, "M": 1018}, "sch.wide": {"No": 1072, "Yes": 5122}}
    shares = {
        margin: {category: count / 6194 for category, count in counts.items()}
        for margin, counts in population.items()
    }

    weights = rake(schools[list(population)], shares, start=schools["pw"])

    # survey stops once no cell is off by more than one school, hence the tolerance stated with its figures
    np.testing.assert_allclose(weights * 6194 / len(schools), reference["weights"], rtol=1e-4)
    assert effective_base(weights) == pytest.approx(reference["ess"], rel=1e-4)
    assert np.average(schools["api00"], weights=weights) == pytest.approx(
        reference["mean_api00"]["est"], rel=1e-6
    )


def test_weights_of_complete_personality_answers_equal_survey(shared, survey):
    reference = survey["bfi_raked"]
    table = pd.read_csv(shared / "reference" / "data" / "bfi.csv").dropna(
        subset=[
            name for name in pd.read_csv(shared / "reference" / "data" / "bfi.csv", nrows=0) if name != "age"
        ]
    )
    groups = table[["gender", "education"]].astype(int).astype(str)

    weights = rake(
        groups,
        {
            "gender": {"1": 0.49, "2": 0.51},
            "education": {"1": 0.10, "2": 0.25, "3": 0.35, "4": 0.18, "5": 0.12},
        },
    )

    assert table["id"].tolist() == reference["row_ids"]
    np.testing.assert_allclose(weights, reference["weights"], rtol=0, atol=1e-8)
    assert effective_base(weights) == pytest.approx(reference["ess"], abs=1e-6)
    assert design_effect(weights) == pytest.approx(reference["deff_kish"], abs=1e-9)


def test_design_effect_and_mean_of_given_weights_equal_survey(shared, survey):
    schools = pd.read_csv(shared / "reference" / "data" / "apistrat.csv")
    reference = survey["api_strat"]

    assert effective_base(schools["pw"]) == pytest.approx(reference["kish_ess"], abs=1e-9)
    assert design_effect(schools["pw"]) == pytest.approx(reference["kish_deff"], abs=1e-12)
    assert np.average(schools["api00"], weights=schools["pw"]) == pytest.approx(
        reference["mean_api00"]["est"], abs=1e-9
    )


def test_cell_weights_of_a_stratified_sample_are_its_design_weights(shared):
    # the weights of this sample are the schools of each type in the population over those asked
    schools = pd.read_csv(shared / "reference" / "data" / "apistrat.csv")
    shares = {"E": 4421 / 6194, "H": 755 / 6194, "M": 1018 / 6194}

    weights = post_stratify(schools["stype"], shares)

    np.testing.assert_allclose(weights, schools["pw"] / schools["pw"].mean(), rtol=1e-6)


def test_trimmed_weights_equal_survey(people, raked):
    trimmed = trim(rake(people[list(TARGETS)], TARGETS), most=5)

    assert trimmed.max() == pytest.approx(raked["trim5"]["max"])
    assert trimmed.sum() == pytest.approx(raked["trim5"]["sum"])
    assert design_effect(trimmed) == pytest.approx(raked["trim5"]["deff"], abs=1e-8)
    assert margin_error(people, trimmed) == pytest.approx(raked["trim5"]["margin_err"], abs=1e-8)


def test_bounded_raking_equals_anesrake_and_meets_every_margin(people, raked):
    # anesrake lets its cap be passed by 1e-4, hence the bound it reached instead of the 5 it was given
    reference = raked["anesrake_cap5"]

    weights = rake(people[list(TARGETS)], TARGETS, most=reference["max"])

    assert weights.max() == pytest.approx(reference["max"], abs=1e-8)
    assert weights.min() == pytest.approx(reference["min"], abs=1e-5)
    assert design_effect(weights) == pytest.approx(reference["deff"], abs=5e-5)
    assert margin_error(people, weights) < 1e-9
