"""Whole columns of texts in compiled code: the names and repetitions that Python finds one by one."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from psychoseg.responses import kernel
from psychoseg.responses.narrow import repeated
from psychoseg.responses.opening.compact import texts_of
from psychoseg.responses.privacy import Pseudonyms

IDS = st.text(st.characters(codec="utf-8"), max_size=200) | st.text("ab \t\n\x0b\x1c\x1f\x85\xa0", max_size=6)


@pytest.fixture(scope="module")
def library(built):
    return built(kernel.LIBRARY)


@settings(max_examples=300)
@given(ids=st.lists(IDS, max_size=12), key=st.binary(min_size=32, max_size=150))
def test_the_pseudonyms_of_a_column_are_those_of_each_id(library, ids, key):
    pseudonyms = Pseudonyms(key)
    column = pd.Series(ids, dtype="str", index=range(2, len(ids) + 2))

    found = pseudonyms.of_all(column)

    assert found.tolist() == [pseudonyms.of(one) for one in ids]
    assert found.index.equals(column.index)


@pytest.mark.parametrize("length", [0, 1, 54, 55, 56, 63, 64, 65, 119, 120, 128, 1000])
def test_an_id_of_any_length_has_its_pseudonym(library, length):
    pseudonyms = Pseudonyms(b"k" * 32)

    assert pseudonyms.of_all(pd.Series(["x" * length], dtype="str")).tolist() == [pseudonyms.of("x" * length)]


def test_a_column_has_the_same_pseudonyms_without_a_compiler(library, monkeypatch):
    column = pd.Series([f"R_{number}" for number in range(100)], dtype="str")
    fast = Pseudonyms(b"k" * 32).of_all(column)

    monkeypatch.setattr(kernel, "LIBRARY", None)

    pd.testing.assert_series_equal(Pseudonyms(b"k" * 32).of_all(column), fast)


@given(texts=st.lists(st.text("ab\0é", max_size=18), max_size=30))
def test_repeated_texts_are_those_that_stood_before(texts):
    column = pd.Series(texts, dtype="str")

    assert repeated(column).tolist() == [text in texts[:at] for at, text in enumerate(texts)]


def test_equal_texts_have_equal_marks_wherever_they_lie_in_memory(library):
    texts = texts_of(pd.Series(["abcdefgh", "other", "abcdefgh", "", ""], dtype="str"))

    found = kernel.marks(library, texts)

    assert found[0] == found[2] != found[1]
    assert found[3] == found[4]
    assert kernel.marks(library, texts.slice(2)).tolist() == found[2:].tolist()


def test_missing_texts_have_no_mark(library):
    with pytest.raises(ValueError, match="have no place"):
        kernel.marks(library, pa.array(["a", None], pa.large_string()))
