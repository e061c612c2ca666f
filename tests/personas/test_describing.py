import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from psychoseg.personas.model import Trait
from psychoseg.personas.naming import essence, name_all
from psychoseg.personas.quotes import masked
from psychoseg.personas.terms import terms
from psychoseg.questionnaire import Construct
from psychoseg.segments.markers import marks_share
from psychoseg.stats.estimate import Estimate


def at(key: str, mean: float) -> Trait:
    estimate = Estimate(mean, mean - 0.1, mean + 0.1, "sd", 200, 200, 200)
    return Trait(key, key, key, "attitude", True, estimate, Estimate(0.0, -0.1, 0.1, "sd", 900, 900, 900))


CONSTRUCTS = {
    name: Construct(name, name, "psychographic", f"high-{name}", f"low-{name}") for name in ("a", "b", "c")
}


def test_a_name_comes_from_the_poles_that_lie_farthest_out():
    position = (at("a", 0.5), at("b", -1.2), at("c", 0.1))

    assert [(term.word, term.mean, term.trait.key) for term in terms(position, CONSTRUCTS)] == [
        ("low-b", -1.2, "b"),
        ("high-a", 0.5, "a"),
    ]
    assert name_all([position], CONSTRUCTS) == ["Low-b and high-a"]
    assert (
        essence(position, CONSTRUCTS) == "People in this group are more often low-b and high-a than others."
    )


def test_a_segment_near_the_middle_gets_no_flattering_name():
    position = (at("a", 0.1), at("b", -0.2), at("c", 0.49))

    assert name_all([position], CONSTRUCTS) == ["Middle of the road"]
    assert "close to the average" in essence(position, CONSTRUCTS)


def test_a_segment_whose_positions_are_withheld_is_not_said_to_stand_anywhere():
    hidden = tuple(
        replace(one, segment=replace(one.segment, flag="suppressed")) for one in (at("a", 2.0), at("b", -2.0))
    )

    assert name_all([hidden, (at("a", 0.1),), hidden], CONSTRUCTS) == [
        "Too few to describe",
        "Middle of the road",
        "Too few to describe 2",
    ]
    assert essence(hidden, CONSTRUCTS) == "Too few people answered to say what this group is like."


def test_a_segment_that_no_attitude_formed_is_named_by_the_answer_that_marks_it_most():
    def share(label: str, own: float, total: float, *, formed: bool = True) -> Trait:
        both = (Estimate(value, value - 0.05, value + 0.05, "share", 200, 200, 200) for value in (own, total))
        return Trait(label, label, label, "behaviour", formed, *both)

    near = (at("a", 0.1),)
    traits = [
        (share("rides a bike", 0.7, 0.3), share("owns a car", 0.6, 0.5)),
        (share("owns a car", 0.55, 0.5), share("flies", 0.9, 0.3, formed=False)),
    ]

    assert name_all([near, near], CONSTRUCTS, traits) == ["Marked by rides a bike", "Middle of the road"]


def test_a_mean_whose_interval_reaches_the_average_or_that_is_not_shown_gives_no_word():
    unsure = replace(at("a", 0.7), segment=Estimate(0.7, -0.1, 1.5, "sd", 12, 12, 12))
    hidden = replace(at("b", 0.9), segment=Estimate(None, None, None, "sd", 12, 12, 12, "suppressed"))

    assert terms((unsure, hidden), CONSTRUCTS) == ()


def test_there_are_at_most_three_words_and_none_twice():
    alike = {name: Construct(name, name, "psychographic", "keen", "calm") for name in ("a", "b")}
    far = tuple(at(name, 0.6 + place / 10) for place, name in enumerate("abcdef"))
    constructs = {
        name: Construct(name, name, "psychographic", f"high-{name}", f"low-{name}") for name in "abcdef"
    }

    assert [term.word for term in terms(far, constructs)] == ["high-f", "high-e", "high-d"]
    assert [term.word for term in terms((at("a", 0.6), at("b", 0.9)), alike)] == ["keen"]


def test_the_marker_rule_is_flexclusts(shared):
    stored = json.loads((shared / "reference" / "mcdonalds_published.json").read_text())
    answers = pd.read_csv(shared / "reference" / "data" / "mcdonalds.csv")
    items = (answers.iloc[:, :11] == "Yes").astype(float)
    means, total = items.groupby(stored["kmeans_k4"]["labels"]).mean(), items.mean()
    rule = stored["marker_rule"]
    theirs = np.array(rule["absolute"]["values"]) | np.array(rule["relative"]["values"])

    ours = [[marks_share(means.loc[at, name], total[name]) for name in items] for at in range(1, 5)]

    assert np.array_equal(ours, theirs.astype(bool))


def test_every_descriptor_marks_its_segment(food_fit):
    for persona in food_fit.personas:
        for descriptor in persona.descriptors:
            inside, total = descriptor.trait.segment, descriptor.trait.total
            assert inside.low <= inside.value <= inside.high
            assert inside.base > 0
            if inside.unit == "share":
                assert marks_share(inside.value, total.value)


def test_no_two_segments_share_a_name():
    same = (at("a", 1.0), at("b", 0.8), at("c", 0.0))
    third = (at("a", 1.0), at("b", 0.8), at("c", 0.6))

    names = name_all([same, third, same], CONSTRUCTS)

    assert len(set(names)) == 3


def test_every_descriptor_is_significant_not_used_to_form_segments_and_from_another_item(food_fit):
    for persona in food_fit.personas:
        chosen = [descriptor.trait for descriptor in persona.descriptors]
        assert 1 <= len(chosen) <= 3
        assert all(trait.significant and not trait.forms_segments for trait in chosen)
        assert len({trait.item for trait in chosen}) == len(chosen)


def test_items_that_formed_the_segments_carry_no_test(food_fit):
    for persona in food_fit.personas:
        assert all(trait.p_value is None for trait in (*persona.statements, *persona.dimensions))


def test_shares_of_people_and_of_spending_add_up_to_one(food_fit):
    assert sum(persona.share.value for persona in food_fit.personas) == pytest.approx(1)
    assert sum(persona.value_share.value for persona in food_fit.personas) == pytest.approx(1)


def test_a_total_is_the_same_in_every_persona_and_lies_between_the_segments(food_fit):
    by_key = pd.DataFrame(
        {
            persona.letter: {trait.key: trait.segment.value for trait in persona.traits}
            for persona in food_fit.personas
        },
        dtype=float,
    )
    totals = [{trait.key: trait.total.value for trait in persona.traits} for persona in food_fit.personas]

    assert all(entry == totals[0] for entry in totals)
    shown = by_key.dropna()
    assert (shown.min(axis=1) <= pd.Series(totals[0])[shown.index] + 1e-9).all()
    assert (shown.max(axis=1) >= pd.Series(totals[0])[shown.index] - 1e-9).all()


def test_behaviour_planted_in_a_segment_is_found_in_it(food, food_fit):
    """The segment that eats eco-minded is where organic food was planted."""
    eco = next(persona for persona in food_fit.personas if "co-minded" in persona.name)

    organic = next(trait for trait in eco.traits if trait.label == "Organic food")

    assert organic.significant
    assert organic.index > 150


def test_quotes_are_words_somebody_wrote_and_agreed_to(food, food_fit):
    written = set(food.simulated.answers["matters"])
    consenting = food.simulated.answers.loc[food.simulated.answers["quote_consent"] == "1", "matters"]

    for persona in food_fit.personas:
        assert persona.quotes
        for quote in persona.quotes:
            assert quote.text in written
            assert quote.text in set(consenting)
            assert 5 <= len(quote.text.split()) <= 25


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("mail me at jo@example.org please", "mail me at [address removed] please"),
        ("see https://example.org/x?y=1 for it", "see [link removed] for it"),
        ("ask @somebody there", "ask [name removed] there"),
        ("call 030 1234567 today", "call [number removed] today"),
        ("DE89 3704 0044 0532 0130 00 is mine", "[account removed] is mine"),
        ("from 192.0.2.17 I think", "from [number removed] I think"),
        ("I cook 5 days a week for 2 euros", "I cook 5 days a week for 2 euros"),
        ("a\u202eb\x1b[2J c", "ab[2J c"),
    ],
)
def test_personal_data_are_masked_and_ordinary_words_are_not(text, kept):
    assert masked(text) == kept


def test_answers_that_name_nothing_to_act_on_are_marked(food_fit):
    marked = {trait.label for trait in food_fit.personas[0].traits if trait.residual}

    assert marked >= {"None of these", "Main place of purchase: Somewhere else"}
    assert "Television" not in marked
