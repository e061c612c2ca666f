"""How far one person moves correlations and spreads is what comes out when they are really left out."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from psychoseg.stats.influence import moved_correlation, moved_spread


def left_out(table: pd.DataFrame, weights: np.ndarray) -> tuple[list[float], list[float]]:
    """The same by computing all again without each person."""

    def measured(values: np.ndarray, given: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        about = values - np.average(values, axis=0, weights=given)
        covariance = (about * given[:, None]).T @ about / given.sum()
        sd = np.sqrt(np.diag(covariance))
        return covariance / np.outer(sd, sd), sd

    values = table.to_numpy()
    whole, sd = measured(values, weights)
    correlations, spreads = [], []
    for one in range(len(values)):
        others = np.arange(len(values)) != one
        without, own = measured(values[others], weights[others])
        correlations.append(np.abs(without - whole).max())
        spreads.append(max(0.0, (1 - own / sd).max()))
    return correlations, spreads


@given(seed=st.integers(0, 10_000), people=st.integers(8, 60), tail=st.booleans())
@settings(max_examples=25)
def test_the_closed_form_is_what_leaving_each_person_out_gives(seed, people, tail):
    rng = np.random.default_rng(seed)
    values = rng.normal(size=(people, 4))
    table = pd.DataFrame(np.exp(2 * values) if tail else values)
    weights = rng.uniform(0.1, 5, people)

    correlations, spreads = left_out(table, weights)

    assert moved_correlation(table, weights) == pytest.approx(correlations, abs=1e-7)
    assert moved_spread(table, weights) == pytest.approx(spreads, abs=1e-7)


def test_nobody_who_moves_as_much_as_asked_for_is_passed_over():
    rng = np.random.default_rng(3)
    table = pd.DataFrame(rng.standard_t(3, size=(400, 5)))

    whole = moved_correlation(table, np.ones(400))
    quick = moved_correlation(table, np.ones(400), at_least=0.02)

    assert (whole >= 0.02).sum() > 5
    assert quick[whole >= 0.02] == pytest.approx(whole[whole >= 0.02])


def test_a_column_that_varies_in_one_person_only_has_no_spread_without_them():
    table = pd.DataFrame({"a": [1.0, 1, 1, 5], "b": [1.0, 2, 3, 4]})

    assert moved_correlation(table, np.ones(4))[3] == 1
    assert moved_spread(table, np.ones(4))[3] == 1


def test_who_gave_no_answer_moves_no_correlation_of_it():
    table = pd.DataFrame({"a": [1.0, 2, 3, 4, 5, np.nan], "b": [2.0, 1, 4, 3, 6, 3.2]})

    assert moved_correlation(table, np.ones(6))[5] < 0.01


def test_a_heavy_weight_moves_as_many_people_would():
    rng = np.random.default_rng(4)
    table = pd.DataFrame(rng.normal(size=(200, 3)))
    weights = np.ones(200)
    weights[7] = 60

    assert moved_correlation(table, weights).argmax() == 7
    assert moved_correlation(table, weights)[7] > 10 * moved_correlation(table, np.ones(200))[7]
