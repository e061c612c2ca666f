"""The few questions that tell segments: right as often as is said, and no better than chance in noise."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from psychoseg.activation.typing_questions import typing_questions
from psychoseg.questionnaire.answers import Scale
from psychoseg.questionnaire.model import Item

SCALE = Scale("agree", tuple((code, str(code)) for code in range(1, 6)))


def asked(count: int, reverse: tuple[int, ...] = ()) -> dict[str, Item]:
    return {
        f"q{at}": Item(
            f"q{at}", f"Statement {at}", "likert", "attitude", SCALE, construct="c", reverse=at in reverse
        )
        for at in range(count)
    }


def answered(
    rng: np.random.Generator, people: int = 900, items: int = 12, apart: float = 2.0
) -> tuple[pd.DataFrame, pd.Series]:
    segments = np.arange(people) % 3
    centres = np.zeros((3, items))
    centres[0, :3], centres[1, 3:6], centres[2, 6:9] = apart, apart, apart
    values = np.clip(np.round(2.5 + centres[segments] + rng.normal(0, 0.8, (people, items))), 1, 5)
    names = [f"q{at}" for at in range(items)]
    return pd.DataFrame(values, columns=names), pd.Series(segments + 1)


def placed(found, answers: pd.DataFrame) -> np.ndarray:
    raw = answers[[question.item for question in found.questions]].to_numpy()
    key = np.array([question.weights for question in found.questions])
    return np.argmax(raw @ key + np.array(found.constants), axis=1) + 1


def test_the_printed_key_places_people_as_often_as_is_said():
    rng = np.random.default_rng(20260101)
    answers, segments = answered(rng)
    new, truth = answered(rng)

    found = typing_questions(answers, segments, pd.Series(np.ones(len(answers))), asked(12))

    assert 3 <= len(found.questions) <= 8
    assert found.accuracy > 0.85
    assert (placed(found, new) == truth).mean() == pytest.approx(found.accuracy, abs=0.04)
    assert {question.item for question in found.questions} <= {f"q{at}" for at in range(9)}


def test_the_key_is_for_answers_as_they_are_worded():
    answers, segments = answered(np.random.default_rng(3))
    ones = pd.Series(np.ones(len(answers)))
    plain = typing_questions(answers, segments, ones, asked(12))

    turned = typing_questions(answers, segments, ones, asked(12, reverse=tuple(range(12))))

    assert (placed(turned, 6 - answers) == placed(plain, answers)).mean() > 0.99


def test_noise_is_told_no_better_than_by_chance():
    rng = np.random.default_rng(5)
    answers, segments = answered(rng, apart=0.0)

    found = typing_questions(answers, segments, pd.Series(np.ones(len(answers))), asked(12))

    assert found.accuracy < 0.42


def test_the_order_of_people_changes_nothing():
    answers, segments = answered(np.random.default_rng(7))
    turn = np.random.default_rng(1).permutation(len(answers))
    ones = pd.Series(np.ones(len(answers)))

    first = typing_questions(answers, segments, ones, asked(12))

    assert (
        typing_questions(answers.iloc[turn], segments.iloc[turn], ones, asked(12)).questions
        == first.questions
    )


def test_too_few_complete_answers_give_no_questions():
    answers, segments = answered(np.random.default_rng(9))
    gappy = answers.mask(np.random.default_rng(2).random(answers.shape) < 0.2)
    ones = pd.Series(np.ones(len(answers)))

    assert typing_questions(gappy, segments, ones, asked(12)) is None
    assert typing_questions(answers[:90], segments[:90], ones[:90], asked(12)) is None
