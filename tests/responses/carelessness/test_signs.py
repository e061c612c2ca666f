"""Signs of careless answers, by kind."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from psychoseg.responses.carelessness import doubt, patterned, random_answers, signs
from psychoseg.responses.ingest import _uncompared

ITEMS = [f"{scale}{at}" for scale in "xyz" for at in range(4)]
SCALES = {scale: [f"{scale}{at}" for at in range(4)] for scale in "xyz"}
ENDS = dict.fromkeys(ITEMS, (1.0, 5.0))


def honest(people: int, seed: int = 1) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    traits = rng.normal(size=(people, 3)) @ np.linalg.cholesky(np.full((3, 3), 0.2) + 0.8 * np.eye(3)).T
    answers = np.repeat(traits, 4, axis=1) * 0.9 + rng.normal(size=(people, 12)) * 0.7
    return pd.DataFrame(np.clip(np.round(3 + answers), 1, 5), columns=ITEMS)


@pytest.mark.parametrize(
    ("row", "drawn"),
    [
        ([2, 5] * 6, 1),
        ([1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1, 2], 1),
        ([1, 2, 3, 4, 5, 4, 3, 2, 1, 2, 3, 4], 1),
        ([1, 3, 5] * 4, 1),
        ([3] * 12, 0),
        ([2, 5] * 5 + [2, 4], 0),
        ([4, 4, 2, 5, 3, 4, 4, 2, 1, 3, 4, 2], 0),
    ],
)
def test_a_row_is_drawn_where_it_is_nothing_but_a_pattern(row, drawn):
    assert patterned(pd.DataFrame([row])).tolist() == [drawn]


@given(st.lists(st.integers(1, 5), min_size=2, max_size=5), st.integers(12, 24))
def test_every_repeated_block_of_different_answers_is_a_pattern(block, length):
    row = (block * length)[:length]
    assert patterned(pd.DataFrame([row])).tolist() == [1.0 if len(set(block)) > 1 else 0.0]


def test_rows_drawn_by_lot_are_mostly_found_and_honest_ones_seldom_taken():
    rng = np.random.default_rng(4)
    people = pd.concat(
        [honest(400), pd.DataFrame(rng.integers(1, 6, (40, 12)), columns=ITEMS)], ignore_index=True
    )

    found = random_answers(people.astype(float), SCALES, ENDS)

    assert found is not None
    assert found[:400].mean() <= 0.02
    assert found[400:].mean() >= 0.6


def test_lined_rows_do_not_hide_rows_drawn_by_lot():
    rng = np.random.default_rng(5)
    lot = pd.DataFrame(rng.integers(1, 6, (20, 12)), columns=ITEMS)
    lines = pd.DataFrame([[3.0] * 12] * 60, columns=ITEMS)
    people = pd.concat([honest(300), lot], ignore_index=True).astype(float)
    more = pd.concat([people, lines], ignore_index=True)

    alone = random_answers(people, SCALES, ENDS)
    beside = random_answers(more, SCALES, ENDS, more.max(axis=1) == more.min(axis=1))

    assert alone.tolist() == beside[:320].tolist()
    assert alone[300:].sum() >= 12


@pytest.mark.parametrize(
    ("keyed", "scales"),
    [
        (honest(40), SCALES),
        (honest(300)[ITEMS[:6]], {"x": ITEMS[:4]}),
        (honest(300), {"x": ITEMS[:2]}),
        (honest(300).assign(z3=3.0), SCALES),
    ],
    ids=["too few people", "too few items", "too short scales", "an item that does not vary"],
)
def test_lots_are_not_looked_for_where_they_cannot_be_told(keyed, scales):
    assert random_answers(keyed, scales, ENDS) is None


def test_equal_rows_are_a_sign_only_where_chance_makes_none():
    few = pd.DataFrame({"exact_duplicates": [1.0, 1.0] + [0.0] * 98})
    many = pd.DataFrame({"exact_duplicates": [1.0, 1.0] + [0.0] * 9998})

    assert signs(few, 12).sum().sum() == 2
    assert signs(many, 12).sum().sum() == 0


def test_a_reader_is_told_of_signs_among_the_people_used_and_not_of_those_set_aside():
    evidence = pd.DataFrame({"speed": [0.1] * 20 + [1.0] * 80}, index=[f"p{at}" for at in range(100)])

    assert "20 of 100" in doubt(evidence, evidence.index, 12)[0]
    assert doubt(evidence, evidence.index[20:], 12) == ()
    assert doubt(pd.DataFrame(index=evidence.index), evidence.index, 12) == ()


def test_that_nearly_equal_rows_were_not_looked_for_is_said_where_people_are_too_many():
    few = pd.DataFrame({"exact_duplicates": np.zeros(5000), "closest_match": np.zeros(5000)})
    many = pd.DataFrame({"exact_duplicates": np.zeros(5001)})

    assert _uncompared(few) == []
    assert "5,001 people are more than 5,000" in _uncompared(many)[0]
    assert _uncompared(pd.DataFrame(index=range(5001))) == []
