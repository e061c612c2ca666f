"""Whole scales in four languages pass; with a side cut short, or two labels swapped, they do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from psychoseg.lint.rules.missing_midpoint import missing_midpoint
from psychoseg.lint.rules.mixed_dimensions import mixed_dimensions
from psychoseg.lint.rules.option_order import option_order
from psychoseg.lint.rules.unbalanced_scale import unbalanced_scale
from psychoseg.questionnaire.model import Item, Option

BALANCED = {
    "en": [
        ["Very satisfied", "Fairly satisfied", "Neither satisfied nor dissatisfied", "Fairly dissatisfied", "Very dissatisfied"],
        ["Strongly agree", "Agree", "Neither agree nor disagree", "Disagree", "Strongly disagree"],
        ["Very good", "Good", "Neither good nor poor", "Poor", "Very poor"],
        ["Much better", "Somewhat better", "About the same", "Somewhat worse", "Much worse"],
        ["Strongly support", "Somewhat support", "Neutral", "Somewhat oppose", "Strongly oppose"],
        ["Very positive", "Positive", "Neutral", "Negative", "Very negative"],
    ],
    "de": [
        ["Sehr zufrieden", "Eher zufrieden", "Teils teils", "Eher unzufrieden", "Sehr unzufrieden"],
        ["Stimme voll und ganz zu", "Stimme eher zu", "Teils teils", "Stimme eher nicht zu", "Stimme überhaupt nicht zu"],
        ["Sehr gut", "Gut", "Mittelmäßig", "Schlecht", "Sehr schlecht"],
        ["Viel besser", "Etwas besser", "Unverändert", "Etwas schlechter", "Viel schlechter"],
    ],
    "fr": [
        ["Très satisfait", "Plutôt satisfait", "Ni satisfait ni insatisfait", "Plutôt insatisfait", "Très insatisfait"],
        ["Tout à fait d’accord", "Plutôt d’accord", "Ni d’accord ni pas d’accord", "Plutôt pas d’accord", "Pas du tout d’accord"],
        ["Très bon", "Bon", "Moyen", "Mauvais", "Très mauvais"],
    ],
    "es": [
        ["Muy satisfecho", "Algo satisfecho", "Ni satisfecho ni insatisfecho", "Algo insatisfecho", "Muy insatisfecho"],
        ["Totalmente de acuerdo", "De acuerdo", "Ni de acuerdo ni en desacuerdo", "En desacuerdo", "Totalmente en desacuerdo"],
        ["Muy bueno", "Bueno", "Regular", "Malo", "Muy malo"],
    ],
}  # fmt: skip
ONE_SIDED = {
    "en": [
        ["Not at all", "Slightly", "Moderately", "Very", "Extremely"],
        ["Never", "Rarely", "Sometimes", "Often", "Always"],
        ["Not at all important", "Slightly important", "Moderately important", "Very important", "Extremely important"],
        ["Not worried at all", "A little worried", "Quite worried", "Very worried"],
        ["Excellent", "Very good", "Good", "Fair", "Poor"],
        ["Never", "Once a year", "Once a month", "Once a week", "Every day"],
    ],
    "de": [["Nie", "Selten", "Manchmal", "Oft", "Immer"], ["Gar nicht", "Etwas", "Ziemlich", "Sehr"]],
    "fr": [["Jamais", "Rarement", "Parfois", "Souvent", "Toujours"], ["Pas du tout", "Un peu", "Beaucoup", "Énormément"]],
    "es": [["Nunca", "Raramente", "A veces", "A menudo", "Siempre"], ["Nada", "Un poco", "Bastante", "Totalmente"]],
}  # fmt: skip


def asked(labels, language):
    options = tuple(Option(str(number), label) for number, label in enumerate(labels, 1))
    return Item("q", "How was it?", "single", "behaviour", options=options, language=language)


def found(rule, labels, language):
    return [notice.message for notice in rule.on_item(asked(labels, language))]


def every(scales):
    return [
        pytest.param(language, labels, id=f"{language}-{labels[0]}")
        for language, lists in scales.items()
        for labels in lists
    ]


def some(scales):
    return st.sampled_from([(language, labels) for language, lists in scales.items() for labels in lists])


@pytest.mark.parametrize(("language", "labels"), every(BALANCED) + every(ONE_SIDED))
@pytest.mark.parametrize("downward", [False, True])
def test_a_whole_scale_is_passed_in_either_direction(language, labels, downward):
    labels = labels[::-1] if downward else labels

    for rule in (unbalanced_scale, option_order, mixed_dimensions):
        assert found(rule, labels, language) == [], rule.name


@pytest.mark.parametrize(("language", "labels"), every(BALANCED))
def test_a_scale_without_one_of_its_sides_is_unbalanced(language, labels):
    assert found(unbalanced_scale, labels[:3], language)
    assert found(unbalanced_scale, labels[2:], language)


@pytest.mark.parametrize(("language", "labels"), every(BALANCED))
def test_a_scale_without_its_middle_is_balanced_and_lacks_a_midpoint(language, labels):
    without = labels[:2] + labels[3:]

    assert found(unbalanced_scale, without, language) == []
    assert found(missing_midpoint, without, language)


@given(some(BALANCED), st.permutations(range(5)))
def test_a_two_sided_scale_is_in_order_only_when_it_runs_one_way(scale, places):
    language, labels = scale
    shuffled = [labels[place] for place in places]
    inner = [place for place in places if place != 2 or places[0] != 2 != places[-1]]
    whole = inner in (sorted(inner), sorted(inner, reverse=True))

    assert (found(option_order, shuffled, language) == []) == whole


@given(some(ONE_SIDED), st.data())
def test_a_one_sided_scale_with_its_ends_swapped_inward_is_out_of_order(scale, data):
    language, labels = scale
    place = data.draw(st.integers(1, len(labels) - 2))
    moved = [*labels[1 : place + 1], labels[0], *labels[place + 1 :]]

    assert found(option_order, moved, language), moved
