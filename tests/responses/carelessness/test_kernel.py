"""The indices in compiled code and in NumPy: the same numbers, whatever was answered and left out."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from psychoseg.questionnaire import parse
from psychoseg.responses.carelessness import exact_duplicates, gather, kernel, mahalanobis
from psychoseg.responses.carelessness.answered import Answered
from psychoseg.responses.carelessness.duplicates import duplicates_among
from psychoseg.responses.carelessness.kernel import compiled
from psychoseg.stats import compiled as threading
from psychoseg.stats.moments import Moments


@pytest.fixture(scope="module")
def library(built):
    return built(kernel.LIBRARY)


def asked(items, scales, grid=0):
    """A questionnaire of statements on two scales of answers, every third of them reversed, the last ones a matrix."""

    def keys(at):
        return f"text: Statement {at} here., construct: c{at % scales}" + (
            ", reverse: true" if at % 3 == 2 else ""
        )

    alone = "".join(
        f"      - {{id: q{at}, type: likert, scale: {'ab'[at % 5 == 4]}, {keys(at)}}}\n"
        for at in range(items - grid)
    )
    rows = "".join(f"          q{at}: {{{keys(at)}}}\n" for at in range(items - grid, items))
    matrix = "      - id: grid\n        type: matrix\n        text: How much do you agree?\n        scale: a\n        rows:\n"
    return parse(
        "id: tea\ntitle: Tea\nscales:\n  a: {1: No, 2: Rather no, 3: Neither, 4: Rather yes, 5: Yes}\n"
        "  b: {0: Never, 1: Once, 2: Twice, 3: Often, 4: Daily, 5: Hourly, 6: Always}\nconstructs:\n"
        + "".join(f"  c{at}: {{high: much, low: little}}\n" for at in range(scales))
        + "sections:\n  - id: all\n    items:\n" + alone + (matrix + rows if grid else "")
    )  # fmt: skip


@st.composite
def waves(draw):
    """A questionnaire and answers to it: tastes, lots, lines, stairs, copies and gaps."""
    items, scales = draw(st.integers(1, 24)), draw(st.integers(1, 5))
    grid = draw(st.integers(0, min(items, 4)))
    questionnaire = asked(items, min(scales, items), grid if grid > 1 else 0)
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    people = draw(st.sampled_from([1, 2, 31, 64, 150]))
    places = np.arange(items)
    taste = rng.normal(size=(people, scales))[:, places % scales] * np.where(places % 3 == 2, -1, 1)
    answers = np.clip(
        np.round(3 + taste * draw(st.floats(0, 2)) + rng.normal(size=(people, items)) / 2), 1, 5
    )
    kinds = rng.integers(8, size=people)
    answers[kinds == 0] = rng.integers(1, 6, size=(1, items))
    answers[kinds == 1] = rng.integers(1, 6, size=((kinds == 1).sum(), 1))
    answers[kinds == 2] = places % draw(st.integers(1, 4)) + 1
    answers[rng.random(answers.shape) < draw(st.sampled_from([0, 0.03, 0.5]))] = np.nan
    answers[rng.random(people) < draw(st.sampled_from([0, 0.1]))] = np.nan
    kind = draw(st.sampled_from(["float16", "float32", "float64"]))
    return questionnaire, answers, kind


@settings(max_examples=150, deadline=None)
@given(wave=waves())
def test_compiled_and_plain_give_the_same_evidence(library, wave):
    questionnaire, values, kind = wave
    answers = pd.DataFrame(values, columns=[item.id for item in questionnaire.attitudes]).astype(kind)

    fast = gather(answers, questionnaire)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kernel, "LIBRARY", None)
        slow = gather(answers, questionnaire)

    pd.testing.assert_frame_equal(
        fast.drop(columns="mahalanobis"), slow.drop(columns="mahalanobis"), rtol=1e-12, atol=1e-12
    )
    pd.testing.assert_series_equal(fast["mahalanobis"], slow["mahalanobis"], rtol=1e-6, atol=1e-6)


def test_the_indices_of_many_people_do_not_depend_on_threads(library, monkeypatch):
    questionnaire = asked(12, 3)
    rng = np.random.default_rng(3)
    answers = pd.DataFrame(
        rng.integers(1, 6, (20_000, 12)), columns=[f"q{at}" for at in range(12)], dtype="float16"
    )

    found = []
    for several in (1, 2, 5):
        monkeypatch.setattr(threading, "threads", lambda several=several: several)
        found.append(gather(answers, questionnaire))

    assert found[0].equals(found[1])
    assert found[0].equals(found[2])


@pytest.mark.parametrize("missing", [0, 0.1])
def test_distances_are_those_that_numpy_solves_for(library, missing):
    rng = np.random.default_rng(5)
    values = rng.normal(size=(300, 7)) + rng.normal(size=(300, 1))
    values[rng.random(values.shape) < missing] = np.nan
    answers = pd.DataFrame(values, columns=list("abcdefg"))
    moments = Moments.of(answers)

    found = compiled.distances(
        library, Answered.of(answers, list("abcdefg")), moments.mean.to_numpy(),
        compiled.whitened(moments.covariance().to_numpy()),
    )  # fmt: skip

    np.testing.assert_allclose(found, mahalanobis(answers), rtol=1e-9)


def test_rows_that_share_a_mark_by_chance_are_no_copies():
    answers = pd.DataFrame([[1] * 10, [2] * 10, [1] * 10, [3] * 9 + [np.nan]])

    found = duplicates_among(answers, np.zeros(4, dtype=np.uint64), np.array([10, 10, 10, 9]))

    pd.testing.assert_series_equal(found, exact_duplicates(answers))


@given(people=st.integers(0, 40), removed=st.integers(0, 40), seed=st.integers(0, 1000))
def test_moments_part_as_they_merge(people, removed, seed):
    rng = np.random.default_rng(seed)
    answers = pd.DataFrame(rng.integers(1, 6, (people + removed, 3)).astype(float), columns=list("abc"))
    answers = answers.mask(rng.random(answers.shape) < 0.1)
    centre = np.full(3, 3.0)

    left = Moments.of(answers, centre=centre) - Moments.of(answers.iloc[people:], centre=centre)

    own = Moments.of(answers.iloc[:people], centre=centre)
    assert left.people == people
    for name in ("weight", "squared_weight", "first", "second", "cross"):
        assert np.array_equal(getattr(left, name), getattr(own, name))


def test_moments_of_answers_without_gaps_are_those_of_any():
    rng = np.random.default_rng(1)
    answers = pd.DataFrame(rng.integers(1, 6, (50, 4)).astype(float), columns=list("abcd"))

    whole = Moments.of(answers, centre=[3.0] * 4)

    gapped = Moments.of(pd.concat([answers, answers.iloc[:1] * np.nan]), centre=[3.0] * 4)
    for name in ("weight", "squared_weight", "first", "second", "cross"):
        assert np.array_equal(getattr(whole, name), getattr(gapped, name))
