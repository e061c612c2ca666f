"""Every index equals the figure of R's careless 1.2.2, respondent by respondent."""

import json
import re

import numpy as np
import pandas as pd
import pytest

from psychoseg.plan import Exclusions
from psychoseg.responses.carelessness import (
    antonyms,
    average_string,
    closest_match,
    even_odd,
    longest_string,
    mahalanobis,
    mahalanobis_cut,
    pairs,
    person_total,
    response_variability,
    split_variability,
    synonyms,
)

REVERSED = ["A1", "C4", "C5", "E1", "E2", "O2", "O5"]


@pytest.fixture(scope="session")
def rows(shared):
    """Figures by row of careless's own example data."""
    return json.loads((shared / "reference" / "response_quality.json").read_text())["careless_dataset"]


@pytest.fixture(scope="session")
def figures(shared):
    """Means, quantiles and counts over bfi and careless's example data."""
    return json.loads((shared / "reference" / "quality" / "careless_ref.json").read_text())


@pytest.fixture(scope="session")
def by_person(shared):
    return pd.read_csv(shared / "reference" / "quality" / "careless_bfi_rows.csv", index_col=0)


@pytest.fixture(scope="session")
def example(shared):
    return pd.read_csv(shared / "reference" / "data" / "careless_dataset.csv")


def keyed(answers):
    turned = answers.copy()
    turned[REVERSED] = 7 - turned[REVERSED]
    return turned


def fives(answers):
    """Scales of five items that stand side by side."""
    return {str(at): list(answers.columns[at : at + 5]) for at in range(0, answers.shape[1], 5)}


def same(found, reference, close=1e-10):
    wanted = np.array([np.nan if value in (None, "NA") else value for value in reference], dtype=float)
    np.testing.assert_allclose(found.to_numpy(dtype=float), wanted, rtol=0, atol=close)


def summary(found, reference, close=1e-9):
    # R's figures were printed with ten places
    assert found.isna().sum() == reference["nNA"]
    for name, value in {
        "mean": found.mean(), "sd": found.std(), "min": found.min(), "max": found.max(),
        "q01": found.quantile(0.01), "q50": found.quantile(0.5), "q99": found.quantile(0.99),
    }.items():  # fmt: skip
        assert value == pytest.approx(reference[name], rel=close, abs=close)


def test_strings_equal_careless(example, rows):
    same(longest_string(example), rows["longstring"], 0)
    same(average_string(example), rows["avgstr"])


def test_strings_of_incomplete_answers_equal_careless(bfi, figures):
    summary(longest_string(bfi), figures["longstring_all"])
    summary(average_string(bfi), figures["avgstr_all"])


def test_longest_strings_of_bfi_are_as_frequent_as_in_careless(bfi, figures):
    counted = longest_string(bfi.dropna()).value_counts()

    assert {str(length): int(people) for length, people in counted.items()} == figures["longstring_cc_table"]


def test_variability_equals_careless_over_all_items_and_by_block(example, rows, bfi, figures):
    same(response_variability(example), rows["irv"])
    for number, block in enumerate(np.array(rows["irv_by_block10"]).T):
        same(response_variability(example.iloc[:, number * 10 : number * 10 + 10]), block)
    summary(response_variability(bfi), figures["irv_all"])


def test_variability_split_in_five_equals_careless(bfi, figures):
    parts = split_variability(bfi.dropna(), 5)

    for number in range(1, 6):
        summary(parts[number], figures["irv_split5_cc"][f"irv{number}"])


def test_mahalanobis_equals_careless_and_flags_the_same_people(example, rows):
    distance = mahalanobis(example)

    same(distance, rows["mahad"])
    assert (distance > mahalanobis_cut(50, 0.99)).astype(int).tolist() == rows["mahad_flag_99"]


def test_mahalanobis_of_incomplete_answers_equals_careless(bfi, figures):
    distance = mahalanobis(bfi)

    summary(distance, figures["mahad_all"])
    assert (distance > mahalanobis_cut(25, 0.99)).sum() == figures["mahad_all_flag99"]


def test_mahalanobis_flags_on_bfi_are_as_many_as_in_careless(bfi, figures):
    distance = mahalanobis(bfi.dropna())

    assert (distance > mahalanobis_cut(25, 0.99)).sum() == figures["mahad_cc_flag99"]
    assert (distance > mahalanobis_cut(25, 0.999)).sum() == figures["mahad_cc_flag999"]
    assert mahalanobis_cut(25, 0.999) == pytest.approx(figures["chi2_999_25"])


def test_even_odd_is_what_careless_gives_with_the_sign_turned(example, rows, bfi, figures):
    same(-even_odd(example, fives(example)), rows["evenodd"])
    summary(-even_odd(keyed(bfi.dropna()), fives(bfi)), figures["evenodd_rev_cc"])
    summary(-even_odd(bfi.dropna(), fives(bfi)), figures["evenodd_raw_cc"])


def test_synonyms_equal_careless(example, rows, bfi, figures):
    assert len(pairs(example, 0.60)) == rows["psychsyn_pairs"]
    same(synonyms(example, 0.60), rows["psychsyn"])
    summary(synonyms(bfi.dropna(), 0.50), figures["psychsyn50"])
    summary(synonyms(bfi.dropna(), 0.55), figures["psychsyn55"])


def test_antonyms_equal_careless(bfi, figures):
    assert len(pairs(bfi.dropna(), 0.35, opposite=True)) == figures["psychant35_pairs"]
    summary(antonyms(bfi.dropna(), 0.35), figures["psychant35"])


def test_the_pairs_are_those_careless_lists(bfi, figures):
    found = pairs(bfi.dropna(), 0.50).sort_values("correlation", ascending=False)

    listed = figures["psychsyn_critval_top"]
    assert list(zip(found["later"], found["earlier"], strict=True)) == [
        (pair["v1"], pair["v2"]) for pair in listed
    ]
    assert found["correlation"].tolist() == pytest.approx([pair["r"] for pair in listed])


def test_every_person_of_bfi_has_the_figures_careless_gives(bfi, by_person):
    complete = bfi.dropna()
    found = pd.DataFrame(
        {
            "longstr": longest_string(complete),
            "avgstr": average_string(complete),
            "irv": response_variability(complete),
            "mahad": mahalanobis(complete),
            "evenodd_rev": -even_odd(keyed(complete), fives(complete)),
            "psychsyn50": synonyms(complete, 0.50),
        }
    )

    assert found.index.tolist() == by_person.index.tolist()
    for name, values in found.items():
        same(values, by_person[name])


def test_the_shares_of_volunteers_that_usual_lines_take_are_those_the_plan_tells(bfi):
    complete = bfi.dropna()

    taken = {
        "mahalanobis": mahalanobis(complete) > mahalanobis_cut(25, 0.999),
        "even_odd": even_odd(keyed(complete), fives(complete)) < 0.30,
        "person_total": person_total(complete) < 0,
        "duplicates": closest_match(complete, earlier=True) >= 0.85,
    }

    for rule, people in taken.items():
        assert re.search(rf"{rule} at \S+\s+takes {people.mean():.1%}".replace("%", " %"), Exclusions.__doc__)
