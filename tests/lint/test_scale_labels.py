"""Labels of answer scales in four languages: their family, their side, how far out, and what a list of them is."""

from __future__ import annotations

import pytest

from psychoseg.lint.lexicon import lexicon
from psychoseg.lint.scale_labels import LANGUAGES, NOT_FAMILIES, label_scale, readings
from psychoseg.questionnaire.model import Item, Option, Scale


def asked(*labels: str, language: str = "en") -> Item:
    options = tuple(Option(str(number), label) for number, label in enumerate(labels, 1))
    return Item("q", "How was it?", "single", "behaviour", options=options, language=language)


@pytest.mark.parametrize(
    ("label", "language", "family", "side", "strength"),
    [
        ("Very satisfied", "en", "satisfaction", "+", 3),
        ("Satisfied with the service", "en", "satisfaction", "+", 2),
        ("Slightly dissatisfied", "en", "satisfaction", "-", 1),
        ("Not satisfied at all", "en", "satisfaction", ".", 0),
        ("Not very likely", "en", "likelihood", ".", 0.5),
        ("5 – Extremely important", "en", "importance", "+", 4),
        ("Very much like me: 5", "en", "resemblance", "+", 3),
        ("STRONGLY AGREE", "en", "agreement", "+", 3),
        ("Terrible", "en", "quality", "-", 4),
        ("Not dissatisfied", "en", "satisfaction", "0", 0),
        ("sehr unzufrieden", "de", "satisfaction", "-", 3),
        ("Stimme überhaupt nicht zu", "de", "agreement", "-", 4),
        ("gar nicht wichtig", "de", "importance", ".", 0),
        ("plutôt satisfait(e)", "fr", "satisfaction", "+", 1),
        ("Pas du tout d’accord", "fr", "agreement", "-", 4),
        ("muy insatisfecho/a", "es", "satisfaction", "-", 3),
        ("nada probable", "es", "likelihood", ".", 0),
    ],
)
def test_a_label_has_a_family_a_side_and_a_strength(label, language, family, side, strength):
    found = readings(label, language)[family]

    assert (found.side, found.strength) == (side, strength)


@pytest.mark.parametrize(
    "label",
    [
        "Tea",
        "",
        "1",
        "I agree with both of them",
        "A very long label that goes on and on for ever and ever",
        "Nottingham",
    ],
)
def test_other_labels_have_none(label):
    assert readings(label) == {}


def test_a_language_that_is_not_known_has_no_labels():
    assert readings("Mycket bra", "sv") == {}


def test_a_middle_fits_every_family():
    scale = label_scale(asked("Good", "Neutral", "Poor"))

    assert scale is not None
    assert (scale.family, scale.count("+"), scale.count("0"), scale.count("-")) == ("quality", 1, 1, 1)
    assert scale.is_whole


def test_answers_that_are_no_answer_are_left_out_of_the_scale():
    scale = label_scale(asked("Very good", "Good", "Poor", "Don’t know", "Prefer not to say"))

    assert scale is not None
    assert scale.texts == ("Very good", "Good", "Poor")


def test_most_labels_decide_the_family_and_the_odd_one_is_told():
    scale = label_scale(asked("Very likely", "Likely", "Unlikely", "On Mondays"))

    assert scale is not None
    assert (scale.family, scale.is_whole) == ("likelihood", False)


def test_a_list_of_things_is_no_scale():
    assert label_scale(asked("Tea", "Coffee", "Good")) is None


def test_a_scale_shared_by_name_is_read_as_well():
    agree = Scale("agree", ((1, "Disagree"), (2, ""), (3, "Agree")))
    scale = label_scale(Item("q", "It was late.", "likert", "attitude", scale=agree))

    assert scale is not None
    assert scale.family == "agreement"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_of_the_word_lists_is_a_side_with_its_strength(language):
    for family, words in lexicon("scale_labels", language).groups.items():
        if family not in NOT_FAMILIES:
            for word, value in words.items():
                assert value[:1] in {"+", "-", "0", "."}, (family, word)
                assert float(value[1:] or 0) >= 0, (family, word)
                assert word == word.lower()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_families(language):
    needed = {
        "agreement",
        "satisfaction",
        "quality",
        "likelihood",
        "importance",
        "frequency",
        "rate",
        "difficulty",
        "comparison",
    }

    assert needed | NOT_FAMILIES <= lexicon("scale_labels", language).groups.keys()
