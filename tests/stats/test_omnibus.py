"""Tests over all groups at once, against R's and for what they promise."""

import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.oneway import anova_oneway

from psychoseg.stats.effects import standardised_difference
from psychoseg.stats.multiplicity import CORRECTIONS
from psychoseg.stats.omnibus import explained, mean_test, rank_test, table_test


def coded(values) -> np.ndarray:
    return pd.factorize(values, sort=True)[0]


@pytest.fixture(scope="module")
def burgers(shared):
    folder = shared / "reference"
    answers = pd.read_csv(folder / "data" / "mcdonalds.csv")
    stored = json.loads((folder / "mcdonalds_published.json").read_text())
    return answers, np.array(stored["kmeans_k4"]["labels"]) - 1, stored


def test_descriptors_of_published_segments_have_the_published_tests(burgers):
    answers, segments, published = burgers
    stored, theirs = published["descriptors"], published["descriptor_p"]
    ones = np.ones(len(answers))

    tables = {
        "like_cat": table_test(segments, coded(answers["Like"]), ones),
        "gender": table_test(segments, coded(answers["Gender"]), ones),
        "visit_cat": table_test(segments, coded(answers["VisitFrequency"]), ones),
    }
    age = answers["Age"].to_numpy(dtype=float)
    ranks, means = rank_test(segments, age, ones), mean_test(segments, age, ones)

    for name, found in tables.items():
        assert found.statistic == pytest.approx(stored[name]["chisq"], rel=1e-10)
        assert found.df1 == stored[name]["df"]
        assert found.effect == pytest.approx(stored[name]["cramers_v"], rel=1e-10)
    assert ranks.statistic == pytest.approx(stored["age"]["kruskal"]["H"], rel=1e-10)
    assert means.statistic == pytest.approx(stored["age"]["welch"]["F"], rel=1e-9)
    assert means.df2 == pytest.approx(stored["age"]["welch"]["df2"], rel=1e-9)
    assert means.effect == pytest.approx(stored["age"]["anova"]["eta2"], rel=1e-10)
    raw = [tables["like_cat"].p_value, tables["gender"].p_value, ranks.p_value, tables["visit_cat"].p_value]
    for ours, name in (("Bonferroni", "bonferroni"), ("Holm", "holm"), ("Benjamini-Hochberg", "BH")):
        expected = [theirs[name][key] for key in ("like", "gender", "age", "visit")]
        assert CORRECTIONS[ours](raw) == pytest.approx(expected, rel=1e-8)


def test_tables_of_weighted_answers_have_rao_and_scotts_test(shared):
    folder = shared / "reference"
    stored = json.loads((folder / "survey_weights.json").read_text())["bfi_raked"]
    people = pd.read_csv(folder / "data" / "bfi.csv", index_col=0)
    people = people.loc[stored["row_ids"]] if people.index.isin(stored["row_ids"]).any() else people
    theirs = stored["rao_scott_segment_by_gender"]["F"]

    found = table_test(
        np.array(stored["kmeans4_weighted"]["labels"]) - 1,
        coded(people["gender"]),
        np.array(stored["weights"]),
    )

    assert found.test == "Rao-Scott F"
    assert found.statistic == pytest.approx(theirs["statistic"], rel=1e-8)
    assert [found.df1, found.df2] == pytest.approx(theirs["df"], rel=1e-8)
    assert found.p_value == pytest.approx(theirs["p"], rel=1e-6)
    assert found.effective == pytest.approx(stored["ess"], rel=1e-6)


@settings(max_examples=20)
@given(st.integers(0, 10_000))
def test_without_weights_means_and_tables_are_those_of_other_libraries(seed):
    rng = np.random.default_rng(seed)
    groups, y = rng.integers(3, size=80), rng.normal(size=80)
    answers = rng.integers(4, size=80)

    means, table = mean_test(groups, y, np.full(80, 2.5)), table_test(groups, answers, np.full(80, 2.5))

    theirs = anova_oneway([y[groups == at] for at in range(3)], use_var="unequal")
    assert means.p_value == pytest.approx(theirs.pvalue)
    chi = stats.chi2_contingency(pd.crosstab(groups, answers), correction=False)
    assert table.p_value == pytest.approx(chi.pvalue)


@settings(max_examples=10)
@given(st.lists(st.floats(1e-12, 1), min_size=1, max_size=30))
def test_corrections_are_those_of_statsmodels(p_values):
    for ours, theirs in (("Holm", "holm"), ("Bonferroni", "bonferroni"), ("Benjamini-Hochberg", "fdr_bh")):
        assert CORRECTIONS[ours](p_values) == pytest.approx(
            multipletests(p_values, method=theirs)[1].tolist()
        )


@pytest.mark.parametrize("test", ["table", "mean", "rank"])
def test_with_weights_that_go_with_the_answer_a_test_rejects_as_often_as_it_says(test):
    rng = np.random.default_rng(11)
    hits = 0
    for _ in range(400):
        groups, y = rng.integers(3, size=300), rng.normal(size=300)
        weights = np.exp(0.5 * y + 0.5 * rng.normal(size=300))
        found = (
            table_test(groups, (y > 0).astype(int), weights)
            if test == "table"
            else mean_test(groups, y, weights)
            if test == "mean"
            else rank_test(groups, y, weights)
        )
        hits += found.p_value < 0.05

    assert 0.02 <= hits / 400 <= 0.085


def test_effects_without_chance_are_near_zero_where_nothing_differs():
    rng = np.random.default_rng(3)
    groups, weights = rng.integers(5, size=400), np.ones(400)

    table, mean = (
        table_test(groups, rng.integers(6, size=400), weights),
        mean_test(groups, rng.normal(size=400), weights),
    )

    assert table.less_biased < table.effect
    assert mean.less_biased < mean.effect
    assert table.less_biased < 0.08
    assert mean.less_biased < 0.01


def test_missing_answers_and_people_without_weight_are_left_out():
    groups, y = np.array([0, 0, 0, 1, 1, 1, -1, 1]), np.array([1.0, 2, 4, 5, 7, 6, 5, np.nan])
    weights = np.array([1.0, 1, 1, 1, 1, 1, 1, 0])

    assert mean_test(groups, y, weights).base == 6
    assert mean_test(groups, y, weights).p_value == pytest.approx(
        mean_test(groups[:6], y[:6], weights[:6]).p_value
    )


def test_what_cannot_be_tested_is_not():
    ones = np.ones(6)

    assert table_test(np.zeros(6, dtype=int), np.arange(6) % 2, ones) is None
    assert table_test(np.arange(6) % 2, np.full(6, -1), ones) is None
    assert mean_test(np.repeat([0, 1], 3), np.repeat([1.0, 2.0], 3), ones) is None
    assert rank_test(np.repeat([0, 1], 3), np.ones(6), ones) is None
    assert explained(np.repeat([0, 1], 3), np.full(6, np.nan), ones) == 0


def test_an_empty_cell_and_extreme_weights_break_nothing():
    groups, answers = np.repeat([0, 1, 2], 30), np.repeat([0, 0, 1], 30)
    weights = np.where(np.arange(90) == 0, 500.0, 1.0)

    found = table_test(groups, answers, weights)

    assert 0 <= found.p_value <= 1
    assert np.isfinite(found.statistic)


def test_the_standardised_difference_is_cohens_d():
    one, other = np.array([1.0, 2, 3, 5]), np.array([4.0, 6, 7, 9, 9])
    pooled = np.sqrt((3 * one.var(ddof=1) + 4 * other.var(ddof=1)) / 7)

    found = standardised_difference(np.append(one, other), np.ones(9), np.arange(9) < 4)

    assert found == pytest.approx((one.mean() - other.mean()) / pooled)
