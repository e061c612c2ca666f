"""Answers that are no answer, in four languages."""

from __future__ import annotations

import pytest

from psychoseg.lint.escapes import (
    KINDS,
    LANGUAGES,
    belongs_last,
    escape_kind,
    is_open,
    opens_the_list,
    usual_answers,
)
from psychoseg.questionnaire.model import Item, Option


@pytest.mark.parametrize(
    ("label", "language", "kind"),
    [
        ("Other (please say)", "en", "other"),
        ("Other, namely:", "en", "other"),
        ("None of these", "en", "none"),
        ("None of the brands on this list", "en", "none"),
        ("I don’t know.", "en", "unknown"),
        ("Not sure / can't say", "en", "unknown"),
        ("I prefer not to answer this", "en", "refusal"),
        ("I have no car", "en", "inapplicable"),
        ("N/A", "en", "inapplicable"),
        ("Weiß nicht", "de", "unknown"),
        ("Keine Angabe", "de", "refusal"),
        ("Sonstiges (bitte angeben)", "de", "other"),
        ("Je ne sais pas", "fr", "unknown"),
        ("Aucun de ceux-ci", "fr", "none"),
        ("Prefiero no contestar", "es", "refusal"),
        ("Otro", "es", "other"),
        ("Other", "sv", "other"),
    ],
)
def test_a_way_out_is_known_by_its_words(label, language, kind):
    assert escape_kind(label, language) == kind


@pytest.mark.parametrize(
    "label", ["Tea", "Other Street", "No", "Never", "Nothing but fruit", "Bank of None", "Both of my sons"]
)
def test_an_answer_of_substance_is_none(label):
    assert escape_kind(label) == ""


def test_none_begins_a_count_and_none_of_these_closes_a_list():
    assert not belongs_last("None")
    assert belongs_last("None of these")


def test_an_option_marked_as_missing_is_a_way_out_whatever_it_says():
    assert is_open(Option("9", "Skip", missing=True))


def test_a_list_is_open_when_one_answer_takes_in_the_rest():
    closed = Item("q", "Which?", "single", "behaviour", options=(Option("1", "Tea"), Option("2", "Coffee")))
    open_one = Item(
        "q", "Which?", "single", "behaviour", options=(Option("1", "Tea"), Option("2", "Any other drink"))
    )

    assert not opens_the_list(closed)
    assert opens_the_list(open_one)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_lists_every_kind(language):
    assert {*KINDS, "none of these", "opening"} <= usual_answers(language).groups.keys()
