"""How long a questionnaire takes, and that looking at it does not."""

import time

import pytest

from psychoseg.lint import lint
from psychoseg.lint.length import minutes, seconds
from psychoseg.questionnaire import parse, read
from psychoseg.resources import folder


def test_the_bundled_questionnaires_take_about_as_long_as_they_tell_people():
    food = minutes(read(folder("questionnaires") / "everyday_food.yml"))
    software = minutes(read(folder("questionnaires") / "business_software.yml"))

    assert food.longest == pytest.approx(11, abs=1.5)
    assert software.longest == pytest.approx(9, abs=1.5)


def test_sections_and_the_opening_add_up_to_the_whole(asked):
    found = minutes(
        asked({"sections": [{"id": "a", "repeat": 6}, {"id": "b", "intro": "Now to b.", "repeat": 3}]})
    )

    assert [name for name, _ in found.sections] == ["a", "b"]
    opening = 60 * len(["Taking", "part", "is", "voluntary."]) / 238
    assert sum(taken for _, taken in found.sections) + opening / 60 == pytest.approx(found.longest)
    assert found.shortest == pytest.approx(found.longest)


def test_what_depends_on_other_answers_counts_only_in_the_longest(asked):
    own = {"id": "own", "text": "A car?", "type": "single", "options": {1: "Yes", 2: "No"}}
    trips = {"id": "trips", "text": "How many trips?", "type": "numeric", "ask_if": "own == 1"}

    found = minutes(asked({"sections": [{"id": "a", "items": [own, trips]}]}))

    assert found.longest - found.shortest == pytest.approx(
        seconds(asked({"sections": [{"id": "a", "items": [own, trips]}]}).item("trips")) / 60
    )


def test_a_row_of_a_matrix_takes_less_than_an_item_of_its_own(asked):
    rows = {"r1": "I run.", "r2": "I row."}
    matrix = {"id": "g", "type": "matrix", "text": "How far do you agree?", "scale": "agree", "rows": rows}
    first, second = asked({"sections": [{"id": "a", "items": [matrix]}]}).items

    assert seconds(second, first) < seconds(first) - 1


def test_open_questions_take_longest(asked):
    (box,) = asked({"text": "Why?", "type": "open"}).items
    (choice,) = asked("Why? [This | That]").items

    assert seconds(box) > 3 * seconds(choice)


HOSTILE = {
    "routed": "text: Is number {n} true?, type: single, options: {{1: A, 2: B}}, ask_if: q{m} == 1 and q{m} == 2",
    "unaided": "text: Which tea brands come to mind{n}?, type: open",
    "aided": "text: Which of these brands{n} have you heard of?, type: multiple, options: {{1: A, 2: B, 3: C}}",
    "overall": "text: 'Overall, how good or poor was number {n}?', type: single, options: {{1: Good, 2: Poor}}",
    "bad": "text: How annoying was number {n} rated good?, type: single, options: {{1: Good, 2: Poor}}",
    "attitudes": "text: I do number {n}., type: likert, scale: agree, construct: c{n}",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_thousands_of_items_of_one_kind_are_linted_in_seconds(kind):
    count = 3000
    items = "\n".join(
        f"      - {{id: q{number}, {HOSTILE[kind].format(n=number, m=max(number - 1, 0))}}}"
        for number in range(count)
    )
    constructs = "\n".join(f"  c{number}: {{name: C{number}}}" for number in range(count))
    text = (
        "id: a\ntitle: A\nbrands: [Leaf, Bud]\nscales: {agree: {1: Disagree, 2: Neither, 3: Agree}}\n"
        f"constructs:\n{constructs}\nsections:\n  - id: s\n    intro: About Leaf.\n    items:\n{items}\n"
    )
    questionnaire = parse(text)

    began = time.process_time()
    lint(questionnaire)

    assert time.process_time() - began < 20
