"""Reading levels against texts whose words, sentences and syllables are counted by hand."""

from __future__ import annotations

import pytest

from psychoseg.lint.readability import reading_level, syllables


def test_the_grade_follows_the_formula():
    # 9 words, 1 sentence, 12 syllables
    level = reading_level(["How many cups of tea did you drink yesterday?"])

    assert level.value == pytest.approx(0.39 * 9 + 11.8 * 12 / 9 - 15.59, abs=0.05)


def test_lix_follows_the_formula():
    # 7 words, 1 sentence, 2 of 7 letters or more
    level = reading_level(["Quante volte mangia pesce durante la settimana?"], "it-IT")

    assert (level.formula, level.value) == ("LIX", round(7 + 100 * 2 / 7, 1))


def test_texts_are_judged_together_and_each_has_at_least_one_sentence():
    assert reading_level(["I cook", "I bake"]).value == reading_level(["I cook. I bake."]).value


@pytest.mark.parametrize("texts", [[], ["", " … ", "7 + 5"]])
def test_where_there_are_no_words_there_is_no_level(texts):
    assert reading_level(texts) is None


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("a", 1), ("tea", 1), ("the", 1), ("make", 1), ("cheese", 1), ("asked", 1), ("wanted", 2), ("table", 2),
        ("apple", 2), ("questions", 2), ("yesterday", 3), ("family", 3), ("organic", 3), ("supermarket", 4),
        ("makes", 1), ("boxes", 2), ("prices", 2), ("whole", 1), ("satisfied", 3), ("information", 4),
    ],
)  # fmt: skip
def test_syllables_of_common_words_are_counted(word, count):
    assert syllables(word) == count
