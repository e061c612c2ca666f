"""What a segment writes about: themes beside its other traits, and quotes that hold them."""

import pandas as pd
import pytest

from psychoseg.personas import describe
from psychoseg.personas.quotes import quotes
from psychoseg.responses.themes import Theme, Themes, themes_of
from psychoseg.stats.estimate import Estimate
from psychoseg.stats.intervals import Estimator


@pytest.fixture(scope="module")
def themes(food, food_responses):
    return themes_of(
        food_responses.texts, food_responses.weights, food.questionnaire, {}, Estimator(), found=4
    )


@pytest.fixture(scope="module")
def personas(food_fit, themes):
    return describe(
        food_fit.responses, food_fit.questionnaire, food_fit.analysis, food_fit.scores, food_fit.grouped,
        food_fit.plan, themes=themes,
    ).personas  # fmt: skip


def test_every_theme_is_a_trait_of_every_segment_with_the_base_of_those_who_wrote(personas, themes, food_fit):
    for persona in personas:
        told = persona.block("open")
        members = food_fit.grouped.assignments["segment"] == persona.number

        assert [trait.label for trait in told] == [theme.name for theme in themes.themes]
        for at, trait in enumerate(told):
            wrote = themes.table.loc[members, at].notna()
            assert trait.segment.base == int(wrote.sum())
            assert trait.total.base == int(themes.table[at].notna().sum())


def test_what_the_segments_write_about_differs_as_it_was_made_to(personas):
    assert any(trait.significant for persona in personas for trait in persona.block("open"))


def test_themes_do_not_describe_a_segment(personas):
    assert not [one for persona in personas for one in persona.descriptors if one.trait.role == "open"]


def test_a_quote_says_how_many_of_the_segment_wrote_of_its_theme(personas, themes, food_fit):
    told = [(persona, quote) for persona in personas for quote in persona.quotes if quote.about]
    names = [theme.name for theme in themes.themes]

    assert told
    for persona, quote in told:
        members = food_fit.grouped.assignments["segment"] == persona.number
        quotable = food_fit.responses.open.loc[members, themes.themes[names.index(quote.about)].item].notna()
        held = themes.table.loc[members, names.index(quote.about)] == 1
        assert 1 <= quote.alike <= int((held & quotable).sum())
        assert quote.alike <= quote.answered


def test_an_answer_that_holds_the_segments_own_theme_is_quoted_before_a_nearer_one(food_fit):
    item = next(item for item in food_fit.questionnaire.items if item.type == "open")
    people = food_fit.responses.answers.index[:20]
    texts = [f"Nothing much to say about number {at}" for at in range(20)]
    texts[19] = "The price of it all is what counts for me"
    table = pd.DataFrame({0: [float(at == 19) for at in range(20)]}, index=people)
    found = Themes((Theme(item.id, "price", ("price",), "declared", Estimate(0.05, 0.0, 0.2, "share", 20, 20, 20)),), table, {})  # fmt: skip
    responses = _Written(pd.DataFrame({item.id: texts}, index=people))
    members = pd.Series(True, index=people)
    shadow = pd.Series([at / 20 for at in range(20)], index=people)

    first = quotes(responses, food_fit.questionnaire, members, shadow, found)[0]

    assert (first.text, first.about, first.alike, first.answered) == (texts[19], "price", 1, 20)
    assert quotes(responses, food_fit.questionnaire, members, shadow)[0].text == texts[0]


class _Written:
    """The one table of a wave that quotes are taken from."""

    def __init__(self, opened):
        self.open = opened
