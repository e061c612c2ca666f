"""Clouds without segments give the answers people gave, as often and as related, and nothing more."""

import numpy as np
import pytest

from psychoseg.segments.clouds import cloud
from psychoseg.segments.local_independence import likelihood
from psychoseg.segments.structure import structure

PEOPLE = 400


def steps(seed: int, cuts: tuple[float, ...], related: float = 0.4) -> np.ndarray:
    """Answers in steps of one hidden trait that everybody has more or less of."""
    rng = np.random.default_rng(seed)
    hidden = np.sqrt(related) * rng.normal(size=(PEOPLE, 1)) + np.sqrt(1 - related) * rng.normal(
        size=(PEOPLE, 8)
    )
    return np.digitize(hidden, cuts).astype(float)


def choices(seed: int) -> np.ndarray:
    """Two choices among four that hang on one trait, and three numbers that do."""
    rng = np.random.default_rng(seed)
    trait = rng.normal(size=(PEOPLE, 1))

    def one() -> np.ndarray:
        liking = rng.normal(size=(PEOPLE, 4)) + [0.5, 0, -0.3, -0.6] + trait * [0.5, -0.5, 0.2, 0]
        return np.eye(4)[liking.argmax(axis=1)]

    return np.column_stack([one(), one(), rng.normal(size=(PEOPLE, 3)) + 0.5 * trait])


@pytest.mark.parametrize("cuts", [(0.4,), (-1.5, -0.5, 0.5, 1.5)])
def test_answers_in_steps_come_as_often_and_as_related_as_people_gave_them(cuts):
    X = steps(1, cuts)
    draw = cloud(X, np.random.default_rng(0))

    drawn = np.vstack([draw() for _ in range(40)])

    assert set(np.unique(drawn)) == set(np.unique(X))
    assert np.allclose(drawn.mean(axis=0), X.mean(axis=0), atol=0.03)
    assert np.allclose(np.corrcoef(drawn.T), np.corrcoef(X.T), atol=0.06)


def test_of_answers_that_exclude_each_other_everybody_gives_one():
    X = choices(2)
    draw = cloud(X, np.random.default_rng(0), [range(4), range(4, 8)])

    drawn = np.vstack([draw() for _ in range(20)])

    assert (drawn[:, :4].sum(axis=1) == 1).all()
    assert np.allclose(drawn[:, :8].mean(axis=0), X[:, :8].mean(axis=0), atol=0.04)


def asked(X: np.ndarray, segments: int, stability: float, **more):
    X = (X - X.mean(axis=0)) / X.std(axis=0)
    return structure(X, np.ones(len(X)), segments, range(2, 5), stability, np.random.default_rng(4), **more)


@pytest.mark.parametrize(
    ("X", "levels"),
    [
        (steps(3, (0.4,)), ()),
        (steps(4, (-1.5, -0.5, 0.5, 1.5)), ()),
        (choices(5), ((0, 1, 2, 3), (4, 5, 6, 7))),
    ],
    ids=["yes or no", "five steps", "choices and numbers"],
)
def test_a_single_trait_behind_answers_of_any_kind_makes_no_segments(X, levels):
    found = asked(X, 3, 0.4, levels=levels)

    assert found.separation_p > 0.025
    assert found.verdict in {"constructed", "none"}


def test_kinds_of_people_who_say_yes_to_other_things_are_segments():
    rng = np.random.default_rng(6)
    shares = np.where(np.eye(3).repeat([3, 3, 3], axis=1) > 0, 0.92, 0.08)
    kind = rng.integers(0, 3, PEOPLE)

    found = asked((rng.random((PEOPLE, 9)) < shares[kind]).astype(float), 3, 0.95)

    assert found.verdict == "natural"
    assert found.gain > 1.1 * found.gain_without


def test_independent_answers_are_as_likely_as_their_shares_say():
    X = np.array([[0.0], [0.0], [0.0], [1.0]]).repeat(100, axis=0)
    share = (100 + 0.5) / 401

    expected = 0.25 * np.log(share) + 0.75 * np.log(1 - share)
    assert likelihood(X, np.zeros(400, dtype=np.int64)) == pytest.approx(expected)
