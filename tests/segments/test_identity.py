"""A segment keeps its number whatever is permuted: people, columns, seeds, threads; and across refits."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score
from threadpoolctl import threadpool_limits

from psychoseg.plan import Plan
from psychoseg.segments import Grouped, group
from psychoseg.segments.matching import match, relabelled

QUICK = Plan(resamples=6, starts=10, fewest_segments=2, most_segments=4)


def scores_of(seed: int = 0, people: int = 360, apart: float = 4.5) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    labels = rng.choice(3, people, p=[0.5, 0.3, 0.2])
    centres = apart * np.array([[0, 0, 0], [1, 0, 1], [0, 1, -1]])
    return pd.DataFrame(centres[labels] + rng.normal(size=(people, 3)), columns=["a", "b", "c"])


def grouped(scores: pd.DataFrame, weights=None, seed: int = 0, plan: Plan = QUICK) -> Grouped:
    given = pd.Series(1.0, index=scores.index) if weights is None else weights
    return group(scores, given, plan, np.random.default_rng(seed), probe=False)


@pytest.fixture(scope="module")
def found() -> Grouped:
    return grouped(scores_of())


def test_the_order_of_people_changes_no_number_of_the_evidence(found):
    scores = scores_of()

    other = grouped(scores.sample(frac=1, random_state=5))

    assert other.candidates == found.candidates
    assert (other.assignments["segment"].loc[scores.index] == found.assignments["segment"]).all()
    assert other.segmentation.names == found.segmentation.names
    assert other.stability.equals(found.stability)


def test_the_order_of_people_changes_nothing_with_weights_either():
    scores = scores_of(2)
    weights = pd.Series(np.random.default_rng(1).uniform(0.4, 2.5, len(scores)), index=scores.index)
    rows = scores.sample(frac=1, random_state=5).index

    one, other = grouped(scores, weights), grouped(scores.loc[rows], weights.loc[rows])

    assert (other.assignments["segment"].loc[scores.index] == one.assignments["segment"]).all()
    assert other.candidates.votes == one.candidates.votes


def test_the_order_of_columns_renames_no_segment(found):
    other = grouped(scores_of()[["c", "a", "b"]])

    assert (other.assignments["segment"] == found.assignments["segment"]).all()
    assert other.candidates.chosen == found.candidates.chosen


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_another_seed_renames_no_segment(found, seed):
    other = grouped(scores_of(), seed=seed)

    assert (other.assignments["segment"] == found.assignments["segment"]).all()


def test_the_number_of_threads_renames_no_segment(found):
    with threadpool_limits(limits=2):
        other = grouped(scores_of(), plan=replace(QUICK, resamples=2, most_segments=3))

    assert (other.assignments["segment"] == found.assignments["segment"]).all()


def test_units_rename_no_segment(found):
    other = grouped(scores_of() * [1000, 1, 0.01])

    assert (other.assignments["segment"] == found.assignments["segment"]).all()


def test_a_refit_of_another_sample_gets_the_first_ones_numbers_back():
    """The largest segment of the refit is another one; its number is still the first wave's."""
    first, second = scores_of(3), scores_of(4)
    lopsided = second.loc[(second["b"] > 2.2) | (second.index % 4 == 0)].reset_index(drop=True)
    frozen, refit = grouped(first).segmentation, grouped(lopsided)

    by_frozen = frozen.assign(lopsided)["segment"].to_numpy() - 1
    by_refit = refit.assignments["segment"].to_numpy() - 1
    matched = relabelled(by_refit, match(by_frozen, by_refit))

    assert (by_frozen != by_refit).mean() > 0.3
    assert (matched == by_frozen).mean() > 0.97
    assert adjusted_rand_score(by_frozen, by_refit) > 0.9


def test_asking_for_one_segment_more_is_a_split_of_one_that_is_named():
    scores = scores_of(5)
    two, three = (
        grouped(scores, plan=replace(QUICK, segments=k, segments_reason="asked"))
        .assignments["segment"]
        .to_numpy()
        - 1
        for k in (2, 3)
    )

    found = match(two, three)

    assert len(found.splits) == 1
    assert len(found.words(("1", "2"), ("1", "2", "3"))) == 1
    assert match(three, two).merges[0][0] == found.splits[0][1]
