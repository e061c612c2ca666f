import pytest
from hypothesis import given
from hypothesis import strategies as st

from psychoseg.errors import QuestionnaireError
from psychoseg.questionnaire import parse
from psychoseg.questionnaire.routing import ConditionError, parse_condition


def holds(text, **answers):
    return parse_condition(text).holds(answers)


@pytest.mark.parametrize(
    ("text", "answers", "asked"),
    [
        ("car == yes", {"car": "yes"}, True),
        ("car == yes", {"car": "no"}, False),
        ("car != yes", {"car": "no"}, True),
        ("car == 1", {"car": "1.0"}, True),
        ("trips > 2", {"trips": "3"}, True),
        ("trips > 2", {"trips": "2"}, False),
        ("trips <= 2.5", {"trips": "2.5"}, True),
        ("trips >= -1", {"trips": "-2"}, False),
        ("trips < 3", {"trips": "a few"}, False),
        ("area in [north, south]", {"area": "south"}, True),
        ("area in [north, south]", {"area": "east"}, False),
        ("bought has 3", {"bought": ["1", "3"]}, True),
        ("bought has 2", {"bought": ["1", "3"]}, False),
        ("answered(why)", {"why": "because"}, True),
        ("answered(why)", {"why": ""}, False),
        ("answered == 1", {"answered": "1"}, True),
        ("not car == yes", {"car": "no"}, True),
        ("a == 1 or b == 1 and c == 1", {"a": "1", "b": "0", "c": "0"}, True),
        ("(a == 1 or b == 1) and c == 1", {"a": "1", "b": "0", "c": "0"}, False),
        ("job == 'self-employed, alone'", {"job": "self-employed, alone"}, True),
    ],
)
def test_a_condition_holds_for_the_answers_it_names(text, answers, asked):
    assert parse_condition(text).holds(answers) is asked


@pytest.mark.parametrize("text", ["car == yes", "car != yes", "trips > 2", "car in [yes]", "bought has 1"])
def test_who_left_an_item_out_meets_no_comparison_with_it(text):
    item = parse_condition(text).items[0]

    assert parse_condition(text).holds({item: ""}) is False


def test_what_is_not_asked_yet_is_open_unless_the_rest_settles_it():
    assert holds("car == yes and trips > 2", car="yes") is None
    assert holds("car == yes and trips > 2", car="no") is False
    assert holds("car == yes or trips > 2", car="yes") is True
    assert holds("not trips > 2") is None


@pytest.mark.parametrize(
    ("text", "what", "hint"),
    [
        ("car = yes", "nothing says what the answer to 'car' should be", "write =="),
        ("car is yes", "nothing says what the answer to 'car' should be", "write ==, !="),
        ("car ==", "nothing where a code", ""),
        ("== yes", "'==' where an item should stand", ""),
        ("car == yes && trips > 2", "'&&' where the condition should end", "write and"),
        ("car == yes trips > 2", "'trips' where the condition should end", "join conditions"),
        ("!car", "'!' where an item should stand", "write not"),
        ("trips > many", "'many' after > is not a number", ""),
        ("area in north", "no [ after in", ""),
        ("area in [north", "no ] after the values", ""),
        ("(car == yes", "no ) after what ( began", ""),
        ("car == 'yes", "a quotation that is not closed", "add a second '"),
        ("", "nothing where an item should stand", ""),
        ("not", "nothing where an item should stand", ""),
        ("(" * 30 + "a == 1" + ")" * 30, "nested more than 20 levels deep", ""),
        ("a == 1 or " * 500, "a condition of 5,000 characters", "the most is 2,000"),
    ],
)
def test_what_is_no_condition_is_refused_with_a_way_out(text, what, hint):
    with pytest.raises(ConditionError) as caught:
        parse_condition(text)

    assert what in caught.value.what
    assert hint in caught.value.hint


names = st.sampled_from(["car", "trips", "bought"])
values = st.sampled_from(["yes", "no", "3", "two words"])
leaves = st.one_of(
    st.builds("{} == '{}'".format, names, values),
    st.builds("{} in ['{}', 7]".format, names, values),
    st.builds("answered({})".format, names),
)
conditions = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds("({} and {})".format, inner, inner),
        st.builds("({} or {})".format, inner, inner),
        st.builds("not ({})".format, inner),
    ),
    max_leaves=6,
)


@given(conditions, st.dictionaries(names, values))
def test_a_condition_means_the_same_when_it_is_written_out_and_read_again(text, answers):
    found = parse_condition(text)

    assert parse_condition(str(found)).holds(answers) is found.holds(answers)


@given(st.text(max_size=80))
def test_no_text_does_more_than_be_refused(text):
    try:
        parse_condition(text)
    except ConditionError as problem:
        assert 0 <= problem.at <= len(text)


def asked(condition):
    return parse(
        "id: a\ntitle: A\nsections:\n  - id: s\n    items:\n"
        "      - {id: own_car, text: A car?, type: single, options: {yes: 'Yes', no: 'No'}}\n"
        f"      - id: trips\n        text: Trips?\n        type: numeric\n        ask_if: {condition}\n"
    )


def test_an_item_keeps_its_condition():
    assert asked("own_car == yes").item("trips").ask_if.items == ("own_car",)


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("own_cra == yes", "questionnaire.yml:10:17: there is no item 'own_cra'; did you mean own_car"),
        ("own_car = yes", "questionnaire.yml:10:25: ask_if has nothing says"),
        ("'own_car == yes and zz == 1'", "questionnaire.yml:10:37: there is no item 'zz'"),
        ("[own_car]", "ask_if should be a condition, found a list"),
    ],
)
def test_a_fault_in_a_condition_points_at_its_word(condition, message):
    with pytest.raises(QuestionnaireError) as caught:
        asked(condition)

    assert message in str(caught.value)
