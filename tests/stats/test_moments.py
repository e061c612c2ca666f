import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from psychoseg.stats.moments import Moments, effective_base


def table(seed: int, people: int = 40, missing: float = 0.1) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    values = rng.integers(1, 6, (people, 4)).astype(float)
    values[rng.random(values.shape) < missing] = np.nan
    return pd.DataFrame(values, columns=list("abcd"))


@settings(max_examples=30)
@given(st.integers(0, 10_000), st.integers(5, 35))
def test_the_moments_of_two_parts_add_up_to_those_of_the_whole(seed, cut):
    answers = table(seed)
    weights = np.random.default_rng(seed).random(len(answers)) + 0.1

    parts = Moments.of(answers[:cut], weights[:cut], centre=[3] * 4) + Moments.of(
        answers[cut:], weights[cut:], centre=[3] * 4
    )
    whole = Moments.of(answers, weights, centre=[3] * 4)

    assert parts.people == whole.people
    assert np.allclose(parts.correlation(), whole.correlation(), atol=1e-12)
    assert np.allclose(parts.mean, whole.mean)


@settings(max_examples=30)
@given(st.integers(0, 10_000))
def test_a_whole_weight_is_as_many_copies_of_a_person(seed):
    answers = table(seed)
    copies = np.random.default_rng(seed).integers(1, 4, len(answers))

    weighted = Moments.of(answers, copies)
    repeated = Moments.of(answers.loc[answers.index.repeat(copies)])

    assert np.allclose(weighted.correlation(), repeated.correlation(), atol=1e-10)
    assert np.allclose(weighted.sd, repeated.sd)


@settings(max_examples=30)
@given(st.integers(0, 10_000))
def test_without_weights_correlations_are_those_of_pandas(seed):
    answers = table(seed)

    assert np.allclose(Moments.of(answers).correlation(), answers.corr(), atol=1e-10)


def test_pairwise_correlations_of_real_answers_equal_those_of_r(bfi, shared):
    reference = json.loads((shared / "reference" / "bfi_correlation.json").read_text())["pairwise"]

    found = Moments.of(bfi)

    assert np.abs(found.correlation().to_numpy() - np.array(reference["R"]["values"])).max() < 1e-12
    assert np.array_equal(found.pairs.round(), np.array(reference["pair_n"]["values"]))


def test_weighted_correlations_and_means_of_real_answers_equal_those_of_r(bfi, shared):
    reference = json.loads((shared / "reference" / "survey_weights.json").read_text())["bfi_raked"]
    people = bfi.loc[reference["row_ids"]]

    found = Moments.of(people, reference["weights"])

    assert np.abs(found.correlation().to_numpy() - np.array(reference["weighted_cor"]["values"])).max() < 1e-7
    assert found.mean.to_dict() == pytest.approx(reference["weighted_mean"], abs=1e-7)
    assert effective_base(reference["weights"]) == pytest.approx(reference["ess"])


def test_moments_about_different_centres_do_not_merge():
    answers = table(1)

    with pytest.raises(ValueError, match="same centre"):
        Moments.of(answers, centre=[1] * 4) + Moments.of(answers, centre=[2] * 4)


def test_the_effective_base_of_equal_weights_is_the_number_of_people():
    assert effective_base([2.0] * 7) == pytest.approx(7)
    assert effective_base([]) == 0


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(3, 12))
def test_a_pair_without_spread_has_no_correlation_and_all_others_have_that_of_pandas(seed, people):
    rng = np.random.default_rng(seed)
    answers = pd.DataFrame(rng.integers(1, 4, (people, 4)).astype(float), columns=list("abcd"))
    answers = answers.mask(rng.random(answers.shape) < 0.3)
    wanted = answers.corr(min_periods=2)
    found = Moments.of(answers).correlation()

    off = ~np.eye(4, dtype=bool)
    assert (found.isna().to_numpy() == wanted.isna().to_numpy())[off].all()
    np.testing.assert_allclose(found.to_numpy()[off], wanted.to_numpy()[off], atol=1e-9)
