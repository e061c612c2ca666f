"""What an analyst should hear before anything is computed."""

from __future__ import annotations

import numpy as np
import pandas as pd

from psychoseg.responses.doubts import doubts


def answers(people: int = 400, items: int = 4) -> pd.DataFrame:
    values = np.random.default_rng(2).integers(1, 6, size=(people, items)).astype(float)
    return pd.DataFrame(values, columns=[f"a{at}" for at in range(1, items + 1)])


def test_ordinary_answers_raise_no_doubt():
    assert doubts(answers()) == ()


def test_an_item_nobody_answered_is_named():
    (found,) = doubts(answers().assign(a2=np.nan))

    assert found == "nobody answered a2; was it in the field?"


def test_an_item_that_everybody_answered_alike_is_named():
    (found,) = doubts(answers().assign(a3=3.0))

    assert "everybody gave a3 the same answer" in found


def test_a_copied_item_and_its_mirror_image_are_named():
    given = answers()

    (copy,) = doubts(given.assign(a4=given["a1"]))
    (mirror,) = doubts(given.assign(a4=6 - given["a1"]))

    assert copy.startswith("a4 holds the same answers as a1")
    assert mirror.startswith("a4 holds the same answers as a1")


def test_few_people_are_told_by_how_few():
    assert "fewer than the 4 attitude items" in doubts(answers(3))[-1]
    assert "too few to find segments" in doubts(answers(30))[-1]
    assert "another sample's chance" in doubts(answers(80))[-1]
