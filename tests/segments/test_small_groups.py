import numpy as np
import pandas as pd
import pytest

from psychoseg.plan import Plan
from psychoseg.segments import group
from psychoseg.segments.candidates import Candidates, Vote
from psychoseg.segments.methods import WeightedKMeans
from psychoseg.segments.small_groups import small_groups

CENTRES = np.array([[0.0, 0, 0], [6, 0, 0], [0, 6, 0], [3.2, 3.2, 2.6]])


def people(seed: int = 4, share: float = 0.05, count: int = 1200) -> tuple[np.ndarray, np.ndarray]:
    """Three large groups and a small one between them, and everybody's group."""
    rng = np.random.default_rng(seed)
    truth = rng.choice(4, count, p=[0.4, 0.3, 0.3 - share, share])
    return CENTRES[truth] + rng.normal(size=(count, 3)), truth


def hidden(X: np.ndarray, *, bic: int, chosen: int, most: int = 5, weights: np.ndarray | None = None):
    solutions = {number: WeightedKMeans(number).fit(X) for number in range(2, most + 1)}
    found = Candidates((), chosen, "", votes=(Vote("BIC", bic, "smallest"),))
    return small_groups(X, X, np.ones(len(X)) if weights is None else weights, found, solutions)


def test_a_group_of_a_twentieth_within_larger_segments_is_told_with_its_size_and_where_its_people_are():
    X, truth = people()

    (found,) = hidden(X, bic=4, chosen=3)

    assert found.low <= (truth == 3).mean() <= found.high
    assert found.people == pytest.approx((truth == 3).sum(), rel=0.2)
    assert sum(share for _, share in found.parts) <= 1 + 1e-9
    assert "are a group of their own by likelihood, which is best with 4 groups" in found.words


def test_nothing_is_told_of_a_group_that_a_segment_shows():
    rng = np.random.default_rng(1)
    far = np.array([[0.0, 0, 0], [9, 0, 0], [0, 9, 0], [9, 9, 9]])
    X = far[rng.choice(4, 1200, p=[0.4, 0.3, 0.25, 0.05])] + rng.normal(size=(1200, 3))

    assert hidden(X, bic=4, chosen=4) == ()


def test_pieces_of_the_tail_of_one_skewed_cloud_are_no_groups():
    for seed in range(5):
        X = np.exp(0.5 * np.random.default_rng(seed).normal(size=(800, 4)))
        assert hidden(X, bic=6, chosen=3, most=6) == ()


def test_nothing_is_told_where_one_group_is_likeliest_or_answers_have_few_values():
    X, _ = people()

    assert hidden(X, bic=1, chosen=3) == ()
    assert hidden(np.round(X / 4), bic=4, chosen=3) == ()


def test_a_small_group_counts_by_weight():
    X, truth = people(share=0.05)
    weights = np.where(truth == 3, 6.0, 1.0)

    assert hidden(X, bic=4, chosen=3, weights=weights) == ()


def test_the_hidden_group_reaches_the_caveats_of_a_segmentation():
    X, _ = people()
    scores = pd.DataFrame(X, columns=list("abc"))
    plan = Plan(
        resamples=4, starts=5, fewest_segments=2, most_segments=5, segments=3, segments_reason="asked for"
    )

    found = group(scores, pd.Series(1.0, scores.index), plan, np.random.default_rng(0), probe=False)

    assert [one.numbers for one in found.hidden] == [4]
    assert any("A small group stays hidden in larger segments" in caveat for caveat in found.caveats)
