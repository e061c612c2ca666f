"""What people get wrong in YAML, told by its place and in their own words."""

import time

import pytest

from psychoseg.documents import compose
from psychoseg.errors import QuestionnaireError


def refusal(text):
    with pytest.raises(QuestionnaireError) as caught:
        compose(text, "x.yml", QuestionnaireError)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "a: I am #1",
            "x.yml:1:9: YAML ends the text before # and reads only 'I am'; put the whole text in quotes",
        ),
        ("a: {b: I am #1}\nc: d", "x.yml:1:13: YAML ends a text before #"),
        ("a:\n  - why me #me then", "x.yml:2:12: YAML ends the text before #"),
        (
            "a: 1\n<<<<<<< ours\nb: 2\n=======\nb: 3\n>>>>>>> theirs\n",
            "x.yml:4:1: a conflict marker (=======)",
        ),
        ("a:\n\tb: 1", "x.yml:2:1: a tab before the text of the line; indent with spaces"),
        ("a: @home", "a text that starts with @; put the whole text in quotes"),
        ("a: `home`", "a text that starts with `"),
        ("a: %home", "a text that starts with %"),
        ("a: *home sweet home", "put a text that starts with * in quotes"),
        ("a: !home", "a text that starts with ! in quotes"),
        ("a: &home 1", "a text that starts with & in quotes"),
        ("a: 'home", "a quotation that is not closed"),
        ("a: b: c", "a colon inside a text that is not quoted"),
    ],
)
def test_a_mistake_is_named_with_a_way_out(text, told):
    assert told in refusal(text)


@pytest.mark.parametrize(
    "text",
    [
        "a: b # a comment",
        "a: two words  # a comment",
        "a: word #todo",
        'a: "I am #1"',
        "a: it is #",
        "# I am #1\na: b",
        "a: >-\n  I am #1",
        "a: the C# language",
        "a: b\n# ======= \nc: d",
    ],
)
def test_what_is_meant_so_is_read(text):
    assert compose(text, "x.yml", QuestionnaireError).pairs


@pytest.mark.parametrize(
    "text", [" #a" * 500_000, "a: b #c\n" * 200_000, "<<<<<<< \n" * 100_000, "a: x #y}\n" * 1_000 + "\t"]
)
def test_many_mistakes_are_told_quickly(text):
    begun = time.process_time()

    with pytest.raises(QuestionnaireError):
        compose(f"z: [\n{text}", "x.yml", QuestionnaireError)

    assert time.process_time() - begun < 5
