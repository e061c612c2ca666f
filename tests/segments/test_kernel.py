"""The compiled kernel and the one in NumPy: the same numbers to the last bit, whatever the data and the threads."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from psychoseg.segments import kernel
from psychoseg.segments.kernel import compiled, plain
from psychoseg.segments.kernel.seeding import plus_plus


@pytest.fixture(scope="module")
def library(built):
    return built(kernel.LIBRARY)


@given(
    seed=st.integers(0, 10_000), rows=st.integers(2, 90), columns=st.integers(1, 5), clusters=st.integers(1, 6),
    levels=st.integers(0, 3), tolerance=st.sampled_from([0.0, 0.01]), steps=st.sampled_from([1, 3, 100]),
)  # fmt: skip
def test_compiled_and_plain_give_the_same_bits(
    library, seed, rows, columns, clusters, levels, tolerance, steps
):
    rng = np.random.default_rng(seed)
    values = (
        rng.normal(size=(rows, columns))
        if levels == 0
        else rng.integers(levels + 1, size=(rows, columns)) * 1.0
    )
    weights = rng.integers(3, size=(4, rows)).astype(float)
    weights[:, 0] += 1
    centres = values[rng.integers(rows, size=(4, clusters))]

    fast = compiled.lloyd(library, values, weights, centres, steps, tolerance)
    slow = plain.lloyd(values, weights, centres, steps, tolerance)

    assert all(np.array_equal(one, other) for one, other in zip(fast, slow, strict=True))


def test_threads_change_nothing(library, monkeypatch):
    rng = np.random.default_rng(1)
    values, weights = rng.normal(size=(3000, 6)), rng.random((24, 3000))
    centres = plus_plus(values, weights, 5, rng)

    found = []
    for threads in (1, 2, 7):
        monkeypatch.setattr(compiled, "threads", lambda threads=threads: threads)
        found.append(compiled.lloyd(library, values, weights, centres, 100, 0.0))

    assert all(
        np.array_equal(one, other) for ends in found[1:] for one, other in zip(found[0], ends, strict=True)
    )


def test_the_fallback_takes_problems_in_portions_without_another_result(monkeypatch):
    rng = np.random.default_rng(2)
    values, weights = rng.normal(size=(200, 3)), rng.random((10, 200))
    centres = plus_plus(values, weights, 4, rng)
    whole = plain.lloyd(values, weights, centres, 100, 0.0)

    monkeypatch.setattr(plain, "MOST_NUMBERS", 1700)

    assert all(
        np.array_equal(*both)
        for both in zip(whole, plain.lloyd(values, weights, centres, 100, 0.0), strict=True)
    )


def test_a_cluster_that_loses_its_people_takes_the_farthest_one():
    values = np.array([[0.0], [1.0], [2.0], [50.0]])

    ends = kernel.lloyd(values, np.ones((1, 4)), np.array([[[1.0], [1000.0]]]))

    assert ends.labels.tolist() == [[0, 0, 0, 1]]
    assert ends.centres.ravel().tolist() == [1.0, 50.0]
