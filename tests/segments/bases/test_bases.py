"""What segments are formed from: every kind of question, in one measure, by one recipe for anybody."""

import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from psychoseg.documents.plain import from_plain, to_plain
from psychoseg.errors import ModelError, PlanError
from psychoseg.forming import Forming, Part
from psychoseg.plan import Plan
from psychoseg.questionnaire import parse
from psychoseg.segments import Segmentation, Sources, basis_of, group
from psychoseg.segments.bases import Recipe, make

ASKED = parse("""
id: bikes
title: Bikes
scales: {five: {labels: {1: no, 2: rather no, 3: mixed, 4: rather yes, 5: yes}}}
constructs:
  speed: {name: Speed, basis: psychographic, high: fast, low: slow}
  thrift: {name: Thrift, basis: psychographic, high: thrifty, low: lavish}
sections:
  - id: all
    items:
      - {id: fast, text: I ride fast., type: likert, scale: five, construct: speed}
      - {id: calm, text: I ride calmly., type: likert, scale: five, construct: speed, reverse: true}
      - {id: cheap, text: I buy cheap parts., type: likert, scale: five, construct: thrift}
      - {id: compare, text: I compare prices., type: likert, scale: five, construct: thrift}
      - {id: way, text: How do you commute?, type: single, role: behaviour, options: {1: bike, 2: bus, 3: car, 9: {label: Prefer not to say, missing: refused}}}
      - {id: often, text: How often?, type: single, role: behaviour, options: {1: seldom, 2: monthly, 3: daily}}
      - {id: owns, text: What do you own?, type: multiple, role: technographic, options: {1: bike, 2: car, 3: train pass}}
      - {id: spend, text: What did you spend?, type: numeric, role: value, unit: euros}
      - {id: age, text: How old are you?, type: numeric, role: demographic, unit: years}
      - {id: income, text: What do you earn?, type: single, role: demographic, sensitive: true, options: {1: little, 2: much}}
      - {id: why, text: Why?, type: open}
""")

ANSWERS = ["fast", "calm", "cheap", "compare"]


def people(count: int = 400, seed: int = 1) -> Sources:
    """Two kinds of people who differ in everything."""
    rng = np.random.default_rng(seed)
    kind = np.repeat([0, 1], [int(count * 0.6), count - int(count * 0.6)])
    scores = pd.DataFrame({"speed": 3.0 * kind + rng.normal(size=count), "thrift": rng.normal(size=count)})
    answers = pd.DataFrame(
        {name: np.clip(np.round(2 + 2 * kind + rng.normal(0, 0.7, count)), 1, 5) for name in ANSWERS}
    )
    profile = pd.DataFrame(
        {
            "way": np.where(rng.random(count) < 0.85, np.array(["1", "3"])[kind], "2"),
            "often": np.array(["1", "2", "3"])[np.clip(kind + rng.integers(0, 2, count), 0, 2)],
            **{f"owns_{code}": (rng.random(count) < 0.2 + 0.6 * kind).astype(float) for code in "123"},
            "spend": np.round(np.exp(3 + kind + rng.normal(0, 1.2, count))),
            "age": np.round(30 + 20 * kind + rng.normal(0, 5, count)),
            "income": rng.choice(["1", "2"], count),
        }
    )
    return Sources(scores, answers, profile)


def formed(*parts: Part, **choices: str) -> Forming:
    return Forming(basis=parts, **choices)


MIXED = formed(
    Part("items", ("way", "owns", "age")), Part("means", ("speed",), 0.5), Part("scores", weight=2.0)
)


def variance(basis, weights=None) -> pd.Series:
    values = basis.table.to_numpy(dtype=float)
    given = np.ones(len(values)) if weights is None else weights
    means, divisors = basis.scaling.measured(values, given)
    return pd.Series((((values - means) / divisors) ** 2).mean(axis=0), index=basis.recipe.names)


def test_each_kind_of_question_has_its_columns():
    basis = make(MIXED, ASKED, people())

    assert list(basis.table.columns) == [
        "way=1", "way=2", "way=3", "owns_1", "owns_2", "owns_3", "age", "mean of speed", "speed", "thrift",
    ]  # fmt: skip
    assert basis.variables == 6
    assert basis.words == (
        "2 factor scores, 3 questions and 1 scale mean in blocks weighted 1, 0.5, 2, divided by their standard deviations"
    )


def test_one_question_weighs_as_much_as_one_number_however_many_columns_it_takes():
    found = variance(make(formed(Part("items", ("way", "owns", "age"))), ASKED, people()))

    assert found[["way=1", "way=2", "way=3"]].sum() == pytest.approx(1)
    assert found[["owns_1", "owns_2", "owns_3"]].sum() == pytest.approx(1)
    assert found["age"] == pytest.approx(1)


def test_a_block_has_the_share_of_variance_its_weight_says_however_many_columns_it_has():
    found = variance(make(MIXED, ASKED, people()))
    blocks = found.iloc[:7].sum(), found["mean of speed"], found[["speed", "thrift"]].sum()

    assert np.array(blocks) / blocks[0] == pytest.approx([1, 0.5, 2])


@pytest.mark.parametrize("standardise", ["spread", "range"])
@settings(max_examples=15, deadline=None)
@given(unit=st.floats(0.01, 1000), shift=st.floats(-50, 50))
def test_no_unit_of_any_input_changes_a_segment(standardise, unit, shift):
    forming, sources = (
        formed(Part("items", ("age", "way", "fast")), standardise=standardise),
        people(100),
    )
    elsewhere = Sources(
        sources.scores, sources.answers, sources.profile.assign(age=sources.profile["age"] * unit + shift)
    )

    one, other = (measured(make(forming, ASKED, each)) for each in (sources, elsewhere))

    assert np.allclose(one, other, atol=1e-6)


def measured(basis) -> np.ndarray:
    values = basis.table.to_numpy(dtype=float)
    means, divisors = basis.scaling.measured(values, np.ones(len(values)))
    return (values - means) / divisors


def test_by_the_range_two_answers_of_a_choice_are_as_far_apart_as_the_ends_of_a_scale():
    forming = formed(Part("items", ("way", "fast")), standardise="range")
    sources = people()
    X = measured(make(forming, ASKED, sources))
    way, fast = sources.profile["way"], sources.answers["fast"]
    bike, car = (np.flatnonzero(way == code)[0] for code in "13")
    low, high = (np.flatnonzero(fast == end)[0] for end in (1, 5))

    assert ((X[bike, 1:] - X[car, 1:]) ** 2).sum() == pytest.approx(1)
    assert abs(X[low, 0] - X[high, 0]) == pytest.approx(1)


def test_columns_as_they_are_need_one_unit():
    make(formed(Part("items", ("speed", "thrift")), standardise="none"), ASKED, people())

    with pytest.raises(PlanError, match="different units .1 to 5, years."):
        make(formed(Part("items", ("fast", "age")), standardise="none"), ASKED, people())


def test_codes_and_ranks_are_handed_to_methods_that_take_them():
    basis = make(formed(Part("items", ("way", "fast", "age"))), ASKED, people(), coded=True)

    assert basis.recipe.options() == {"nominal": (1,), "ordinal": (0,)}
    assert basis.words.endswith(
        "numbers divided by their standard deviations, choices and scales as codes and ranks"
    )
    assert sorted(set(basis.table["way"])) == [0, 1, 2]
    assert sorted(set(basis.table["fast"])) == [0, 1, 2, 3, 4]
    assert list(basis.in_numbers.table.columns) == ["fast", "way=1", "way=2", "way=3", "age"]
    assert variance(basis)["age"] == pytest.approx(1)


def test_a_role_and_what_constructs_divide_by_name_their_items():
    def columns(name):
        return make(formed(Part("items", (name,))), ASKED, people()).recipe

    assert {column.variable for column in columns("behaviour").columns} == {"way", "often"}
    assert columns("psychographic").names == tuple(ANSWERS)
    assert columns("thrift").names == ("cheap", "compare")


def test_steps_are_numbers_in_the_order_asked_and_amounts_may_be_logarithms():
    forming = formed(Part("items", ("often", "spend"), log=("spend",), ordered=("often",)))
    sources = people()
    table = make(forming, ASKED, sources).table

    assert table["often"].tolist() == [float(code) - 1 for code in sources.profile["often"]]
    assert np.allclose(table["log of spend"], np.log1p(sources.profile["spend"]))


def test_an_amount_with_a_long_tail_is_told_with_the_way_out():
    (note,) = make(formed(Part("items", ("spend",))), ASKED, people()).notes

    assert "long tail" in note
    assert "write log: [spend]" in note
    assert make(formed(Part("items", ("spend",), log=("spend",))), ASKED, people()).notes == ()


@pytest.mark.parametrize(
    ("part", "message"),
    [
        (Part("items", ("wya",)), "study.yml:7:5: wya is no item.*did you mean why"),
        (Part("items", ("channel",)), "channel is no item.*roles here are attitude, behaviour"),
        (Part("means", ("sped",)), "no construct.*did you mean speed"),
        (Part("items", ("why",)), r"why \(open\) cannot form segments"),
        (Part("items", ("income",)), "income is sensitive .so marked.*write sensitive: true"),
        (Part("items", ("way",), log=("way",)), "log names way, which is no numeric item"),
        (Part("items", ("demographic",)), "income is sensitive"),
    ],
)
def test_what_cannot_form_segments_is_refused_with_its_place(part, message):
    placed = Part(part.kind, part.names, part.weight, part.log, part.ordered, "study.yml:7:5")

    with pytest.raises(PlanError, match=message):
        make(formed(placed), ASKED, people())


def test_an_item_in_two_blocks_is_refused():
    with pytest.raises(PlanError, match="fast is in the basis twice"):
        make(formed(Part("items", ("fast",)), Part("means", ("speed",))), ASKED, people())


def test_sensitive_answers_enter_with_a_reason_that_is_told():
    basis = make(formed(Part("items", ("income",)), sensitive="the client is a bank"), ASKED, people())

    assert any("for this reason: the client is a bank" in note for note in basis.notes)


def test_ipsatised_answers_lose_the_level_and_keep_the_content():
    sources = people()
    level = pd.Series(np.tile([0.0, 1.0], 200))
    lifted = sources.answers[["fast", "calm"]].clip(2, 4) + np.outer(level, [1, -1])
    freed = make(
        formed(Part("items", ("speed",)), ipsatise="centre"),
        ASKED,
        Sources(sources.scores, sources.answers.assign(**lifted), sources.profile),
    ).table

    plain = sources.answers[["fast", "calm"]].clip(2, 4)
    assert np.allclose(freed.mean(axis=1), plain.mean(axis=1))
    assert np.allclose(freed["fast"], freed["calm"])


def test_answers_keyed_one_way_are_not_ipsatised():
    with pytest.raises(PlanError, match="thrift has items keyed one way only"):
        make(formed(Part("items", ("thrift",)), ipsatise="centre"), ASKED, people())
    with pytest.raises(PlanError, match="a matrix of correlations that has no inverse"):
        make(Forming(ipsatise="centre"), ASKED, people())


@pytest.fixture(scope="module")
def segmented():
    sources = people()
    plan = Plan(resamples=10, starts=5, fewest_segments=2, most_segments=3, forming=MIXED)
    gone = sources.profile.assign(way=sources.profile["way"].where(np.arange(400) >= 7))
    sources = Sources(sources.scores, sources.answers, gone)
    basis = make(MIXED, ASKED, sources)
    weights = pd.Series(np.tile([0.5, 1.5], 200))
    return sources, group(basis, weights, plan, np.random.default_rng(0), probe=False)


def test_mixed_questions_find_the_two_kinds_of_people(segmented):
    _, found = segmented

    assert found.candidates.chosen == 2
    kinds = np.repeat([0, 1], [240, 160])[7:]
    assert adjusted_rand_score(kinds, found.assignments["segment"][7:]) > 0.95


def test_people_without_an_answer_that_forms_segments_are_in_none_and_counted(segmented):
    _, found = segmented

    assert (found.assignments["segment"][:7] == 0).all()
    assert found.placed.sum() == 393
    assert any("7 people gave no answer" in caveat and "are in none" in caveat for caveat in found.caveats)


def test_medoids_take_codes_and_people_who_left_something_unanswered():
    sources = people(200)
    gone = sources.profile.assign(way=sources.profile["way"].where(np.arange(200) >= 7))
    plan = Plan(
        resamples=10, starts=5, fewest_segments=2, most_segments=3, forming=replace(MIXED, method="pam")
    )
    basis = basis_of(plan, ASKED, Sources(sources.scores, sources.answers, gone))

    found = group(basis, pd.Series(1.0, range(200)), plan, np.random.default_rng(0))

    assert basis.recipe.options() == {"nominal": (0,)}
    assert found.placed.all()
    assert any("are where their other answers put them" in caveat for caveat in found.caveats)
    kinds = np.repeat([0, 1], [120, 80])
    assert adjusted_rand_score(kinds, found.assignments["segment"]) > 0.9
    stored = Segmentation.from_plain(json.loads(json.dumps(found.segmentation.to_plain())))
    assert stored.assign(basis.table).equals(found.assignments)


def test_anybody_is_placed_by_the_stored_recipe_one_at_a_time(segmented):
    sources, found = segmented
    again = Segmentation.from_plain(json.loads(json.dumps(found.segmentation.to_plain())))

    apart = [
        again.assign(
            again.table(
                Sources(*(table.iloc[[at]] for table in (sources.scores, sources.answers, sources.profile)))
            )
        )
        for at in (0, 10, 399)
    ]

    assert again == found.segmentation
    assert pd.concat(apart)["segment"].tolist() == found.assignments["segment"].iloc[[0, 10, 399]].tolist()


def test_an_answer_that_was_not_known_places_nobody(segmented):
    sources, found = segmented
    strange = Sources(
        sources.scores[-1:], sources.answers[-1:], sources.profile[-1:].assign(way=["helicopter"])
    )

    assert found.segmentation.assign(found.segmentation.table(strange))["segment"].tolist() == [0]


def test_answers_that_lack_a_column_are_refused_by_name(segmented):
    sources, found = segmented
    lacking = Sources(sources.scores, sources.answers, sources.profile.drop(columns="age"))

    with pytest.raises(ModelError, match="lack age"):
        found.segmentation.table(lacking)


def test_what_does_not_vary_is_refused_by_name():
    sources = people()
    same = Sources(sources.scores, sources.answers, sources.profile.assign(age=40.0))
    basis = make(formed(Part("items", ("age", "fast"))), ASKED, same)

    with pytest.raises(PlanError, match="age cannot form segments"):
        group(basis, pd.Series(1.0, range(400)), Plan(), np.random.default_rng(0))


def test_a_recipe_survives_json():
    recipe = make(formed(Part("items", ("speed",)), ipsatise="spread"), ASKED, people()).recipe

    assert from_plain(Recipe, json.loads(json.dumps(to_plain(recipe)))) == recipe
