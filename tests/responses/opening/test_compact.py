"""Columns that hold each text once say the same as columns that hold it in every cell."""

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from hypothesis import given, settings
from hypothesis import strategies as st

from psychoseg.responses.opening.compact import (
    MOST_DISTINCT,
    Growing,
    compact,
    distinct,
    from_pandas,
    is_compact,
    plain,
    spread,
    to_pandas,
)

TEXTS = st.lists(st.sampled_from(["", "1", "2", "yes", "nö", " ", "a\nb"]), max_size=40)


def column(texts):
    return pa.chunked_array([pa.array(texts, pa.large_string())])


@settings(max_examples=100, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_a_column_that_grows_by_stretches_holds_what_was_added(stretches):
    growing = Growing()
    for at, texts in enumerate(stretches):
        growing.add(compact(column(texts)) if at % 2 else column(texts))

    found = growing.column()

    told = [text for texts in stretches for text in texts]
    assert found.to_pylist() == plain(found).to_pylist() == told
    assert pd.Series(to_pandas(found)).astype("str").tolist() == told
    assert from_pandas(pd.Series(to_pandas(found))).to_pylist() == told


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.integers(0, 10))
def test_what_is_told_of_each_text_once_holds_for_every_cell(texts, start):
    short = compact(column(texts)).slice(start)

    lengths = spread(short, pc.utf8_length)
    known, cells = distinct(short)

    assert lengths.to_pylist() == [len(text) for text in texts[start:]]
    counted = dict(zip(known.to_pylist(), cells.tolist(), strict=True)) if is_compact(short) else None
    assert counted in (None, {text: texts[start:].count(text) for text in texts[start:]})


def test_only_texts_that_stand_in_some_cell_are_categories():
    ratings = compact(column(["header", "1", "2", "1", "2", "1"])).slice(1)

    assert list(pd.Series(to_pandas(ratings)).cat.categories) == ["1", "2"]


def test_a_rating_takes_a_byte_and_texts_that_hardly_repeat_stay_texts():
    ratings = compact(column(["1", "2", "3"] * 1000))
    ids = compact(column([f"R_{at}" for at in range(3000)]))
    many = compact(column([str(at % (MOST_DISTINCT + 1)) for at in range(3 * MOST_DISTINCT)]))

    assert ratings.type.index_type == pa.int8()
    assert not is_compact(ids)
    assert not is_compact(many)
    assert many.to_pylist()[-1] == str((3 * MOST_DISTINCT - 1) % (MOST_DISTINCT + 1))
