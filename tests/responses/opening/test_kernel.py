"""A delimited text taken apart in compiled code: the cells that Arrow finds, and the same doubts."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from psychoseg.responses.opening import kernel
from psychoseg.responses.opening.row_by_row import read_rows
from psychoseg.responses.opening.sound import read_sound


@pytest.fixture(scope="module")
def library(built):
    return built(kernel.LIBRARY)


def both(body, delimiter, width, at_a_time):
    """What compiled code makes of a text, and what Arrow does, or row by row Python where Arrow has doubts."""
    fast = read_sound(body, delimiter, width, at_a_time=at_a_time)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kernel, "LIBRARY", None)
        slow = read_sound(body, delimiter, width, at_a_time=at_a_time)
    if slow is None and fast is not None:
        slow = read_rows(body, "a.csv", delimiter, width, 1)
    return fast, slow


def assert_same(fast, slow):
    if fast is None:  # a header alone is left to the slower reader
        assert slow is None or not len(slow.lines)
        return
    assert slow is not None
    assert fast.header == slow.header
    assert fast.header_line == slow.header_line
    assert np.array_equal(fast.lines, slow.lines)
    for one, other in zip(fast.columns, slow.columns, strict=True):
        assert one.type == other.type
        assert one.equals(other) or one.to_pylist() == other.to_pylist()


CELLS = st.text('ab1,;"\n é', max_size=12) | st.sampled_from(
    ["", "1", "2", "12345678", "123456789", "yes", "ZZ\0"]
)


@st.composite
def tables(draw):
    """Cells written as programs write them, with a slip now and then."""
    width, delimiter = draw(st.integers(1, 4)), draw(st.sampled_from([",", ";", "\t"]))
    rows = draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=12))
    end = draw(st.sampled_from(["\n", "\r\n"]))
    always = draw(st.booleans())

    def written(cell):
        needs = always or any(sign in cell for sign in (delimiter, '"', "\n"))
        return '"' + cell.replace('"', '""') + '"' if needs else cell

    lines = [delimiter.join(map(written, row)) for row in rows]
    text = end.join(lines) + draw(st.sampled_from(["", end, end + end]))
    if draw(st.integers(0, 3)) == 0 and text:
        at = draw(st.integers(0, len(text) - 1))
        text = text[:at] + draw(st.sampled_from(["", '"', delimiter, "\n", "\r", "x"])) + text[at + 1 :]
    return text.encode(), delimiter, width


@settings(max_examples=600, deadline=None)
@given(table=tables(), at_a_time=st.sampled_from([1, 7, 40, 8 << 20]))
def test_compiled_code_reads_what_arrow_reads(library, table, at_a_time):
    body, delimiter, width = table

    assert_same(*both(body, delimiter, width, at_a_time))


@settings(max_examples=300, deadline=None)
@given(body=st.binary(min_size=1, max_size=60) | st.text('a,"\n\r', min_size=1, max_size=40).map(str.encode))
def test_no_bytes_whatever_bring_it_down(library, body):
    with kernel.Table(library, 2, ",", repeats=True) as table:
        table.add(pa.py_buffer(body))

        assert table.rows <= len(body)


@pytest.mark.parametrize("kinds", [1, 5, 127, 128, 129, 300, 3_000, 32_767, 32_768, 40_000])
def test_columns_of_any_number_of_different_texts(library, kinds):
    rng = np.random.default_rng(kinds)
    rows = 90_000
    some = rng.integers(kinds, size=rows)
    lines = [f"{number},answer number {number},{at}" for at, number in enumerate(some.tolist())]
    body = ("few,long,own\n" + "\n".join(lines) + "\n").encode()

    assert_same(*both(body, ",", 3, 200_000))


def test_a_table_of_very_many_columns_is_held_as_it_is(library):
    body = (",".join(f"q{at}" for at in range(1_200)) + "\n" + (",".join(["3"] * 1_200) + "\n") * 5).encode()

    assert_same(*both(body, ",", 1_200, 8 << 20))


def test_a_cell_of_megabytes_is_left_to_the_slower_reader(library):
    assert read_sound(b"id,why\n1," + b"x" * (1 << 21) + b"\n", ",", 2) is None
