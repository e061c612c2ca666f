import time

import pytest

from psychoseg.errors import QuestionnaireError
from psychoseg.questionnaire import parse

HEAD = """
id: tea
title: Tea
scales:
  agree: {1: Disagree, 2: Neither, 3: Agree}
constructs:
  calm: {name: Calm, high: calm, low: restless}
"""


def asked(items: str, head: str = HEAD):
    return parse(
        head
        + "sections:\n  - id: all\n    items:\n"
        + "\n".join(f"      - {line}" for line in items.strip().splitlines())
    )


def test_an_item_takes_what_it_does_not_say_from_its_section():
    found = parse(
        HEAD
        + """
sections:
  - id: all
    order: random
    defaults: {type: likert, scale: agree, construct: calm}
    items:
      - {id: a, text: I rest., reverse: true}
      - {id: b, text: I run., scale: agree}
"""
    )

    assert [item.scale.highest for item in found.attitudes] == [3, 3]
    assert found.item("a").reverse
    assert not found.item("b").reverse
    assert found.item("a").random_order


def test_options_may_be_a_mapping_or_a_list_with_details():
    found = asked(
        """{id: one, text: Which?, type: single, options: {1: This, no: That}}
{id: two, text: Which?, type: multiple, options: [{code: a, label: A}, {code: none, label: None, exclusive: true}]}"""
    )

    assert found.item("one").codes == ("1", "no")
    assert found.item("two").columns == ("two_a", "two_none")
    assert found.item("two").options[1].exclusive


@pytest.mark.parametrize(
    ("items", "message"),
    [
        ("{id: 1st, text: x, type: open}", "'1st' cannot be used as id"),
        ("{id: a\u200bb, text: x, type: open}", r"'a\\u200bb' cannot be used as id"),
        ("{id: a, text: , type: open}", "text is blank|needs a value for text"),
        ("{id: a, text: x, type: opne}", "did you mean open"),
        ("{id: a, text: x, type: likert, scale: agre}", "there is no scale 'agre'; did you mean agree"),
        ("{id: a, text: x, type: likert, scale: agree, construct: clam}", "did you mean calm"),
        ("{id: a, text: x, type: likert, scale: agree, revesre: true}", "did you mean reverse"),
        ("{id: a, text: x, type: likert, scale: agree, reverse: ture}", "write true or false"),
        ("{id: a, text: x, type: likert, scale: agree, reverse: 'true'}", "write true or false"),
        ("{id: a, text: x, type: likert}", "a likert item needs scale"),
        ("{id: a, text: x, type: single}", "a single item needs options"),
        ("{id: a, text: x, type: single, options: {1: A}}", "fewer than two options"),
        ("{id: a, text: x, type: single, options: {1: A, 2: a}}", "two options have the label"),
        ("{id: a, text: x, type: numeric, min: 5, max: 5}", "max 5 is not above min 5"),
        ("{id: a, text: x, type: numeric, min: .nan}", "should be a number"),
        ("{id: a, text: x, type: price, steps: [3, 2]}", "price steps should rise"),
        ("{id: a, text: x, type: open, construct: calm}", "only likert items can"),
        ("{id: a, text: x, type: likert, scale: agree, role: attention}", "needs expected"),
        ("{id: a, text: x, type: likert, scale: agree, role: attention, expected: 9}", "'9' is not a code"),
        ("{id: a, text: x, type: likert, scale: agree, counts: [7]}", "'7' is not a code"),
        ("{id: a, text: x, type: open}\n{id: A, text: y, type: open}", "first on line 11"),
        (
            "{id: a, text: x, type: multiple, options: {1: A, 2: B}}\n{id: a_1, text: y, type: open}",
            "also the column of an option",
        ),
        ("{id: a, text: Would you add mint, if anything?, type: open}", "a comma ends a text; put the whole"),
        ("just text", "expected an item as a mapping"),
    ],
)
def test_a_faulty_item_is_refused_with_its_place_and_a_way_out(items, message):
    with pytest.raises(QuestionnaireError, match=message) as caught:
        asked(items)

    assert all(fault.where.startswith("questionnaire.yml:") for fault in caught.value.faults)


@pytest.mark.parametrize(
    ("scale", "message"),
    [
        ("{1: a, 2: b, 4: c}", "leaves out the code 3"),
        ("{1: a, 2: A}", "has the label 'a' twice"),
        ("{1: a}", "fewer than two points"),
        ("{1: a, 2: }", "an end without a label"),
        ("{low: a, high: b}", "codes are whole numbers"),
        ("[a, b]", "should map codes to labels"),
    ],
)
def test_a_faulty_scale_is_refused(scale, message):
    with pytest.raises(QuestionnaireError, match=message):
        asked("{id: a, text: x, type: open}", HEAD.replace("{1: Disagree, 2: Neither, 3: Agree}", scale))


def test_all_faults_come_together_in_file_order():
    with pytest.raises(QuestionnaireError) as caught:
        parse("titel: x\nsections:\n  - id: s\n    items:\n      - {id: 9, text: x, type: open}\n")

    places = [int(fault.where.split(":")[1]) for fault in caught.value.faults]
    assert places == sorted(places)
    assert "did you mean title" in str(caught.value)
    assert "needs a value for id" in str(caught.value)


def test_a_file_of_a_later_language_version_is_refused():
    with pytest.raises(QuestionnaireError, match="update psychoseg"):
        parse(
            "questionnaire: 99\nid: a\ntitle: a\nsections: [{id: s, items: [{id: a, text: x, type: open}]}]"
        )


def test_five_thousand_items_load_within_seconds():
    lines = "\n".join(
        f"{{id: q{number}, text: How often is number {number} true?, type: likert, scale: agree}}"
        for number in range(5000)
    )

    begun = time.monotonic()
    found = asked(lines)

    assert len(found.items) == 5000
    assert time.monotonic() - begun < 10
