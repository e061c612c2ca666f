"""Some of the people of a wave, with all that belongs to them."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from psychoseg.responses.among import among
from psychoseg.responses.held import Kept


def test_every_table_keeps_these_people_in_their_order(food_responses):
    people = pd.Series(np.arange(len(food_responses.index)) % 3 != 0, index=food_responses.index)

    some = among(food_responses, people)

    for name in ("answers", "profile", "open", "texts", "states"):
        pd.testing.assert_frame_equal(getattr(some, name), getattr(food_responses, name)[people.to_numpy()])
    pd.testing.assert_series_equal(some.weights, food_responses.weights[people])
    assert some.rows == food_responses.rows


def test_everybody_is_the_very_same_wave(food_responses):
    assert among(food_responses, pd.Series(data=True, index=food_responses.index)) is food_responses


@given(st.lists(st.booleans(), min_size=1, max_size=30), st.data())
def test_some_of_some_are_those_of_the_whole(first, data):
    table = pd.DataFrame({"a": np.arange(len(first), dtype=float)})
    second = data.draw(st.lists(st.booleans(), min_size=sum(first), max_size=sum(first)))

    kept = Kept.of(table).only(np.array(first, dtype=bool)).only(np.array(second, dtype=bool))

    assert kept.frame["a"].tolist() == pytest.approx(
        table["a"][np.array(first)][np.array(second, dtype=bool)].tolist()
    )
