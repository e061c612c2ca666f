"""A second wave's questionnaire beside the first, from two files to what has changed between them."""

import pytest

from psychoseg.lint import lint
from psychoseg.questionnaire import read

FIRST = """\
id: tea
title: Tea
version: 1
language: en
objective: decide which tea to sell
consent: {text: You may stop., contact: tea@example.org, retention: one year}
scales:
  agree: {1: Disagree, 2: Neither, 3: Agree}
constructs:
  calm: {high: calm, low: restless}
sections:
  - id: views
    order: random
    defaults: {type: likert, scale: agree, construct: calm}
    items:
      - {id: rest, text: I rest after work.}
      - {id: sit, text: I sit down to drink tea.}
      - {id: hurry, text: I hurry from one thing to the next., reverse: true}
  - id: habits
    items:
      - {id: kind, text: Which tea did you drink last?, type: single, options: {1: Green, 2: Black}}
"""


@pytest.fixture
def compared(tmp_path):
    """The codes found in a second wave that is the first with some texts replaced."""
    (tmp_path / "first.yml").write_text(FIRST)

    def changed(*replaced):
        text = FIRST.replace("version: 1", "version: 2\nparent: first.yml")
        for old, new in replaced:
            assert old in text
            text = text.replace(old, new)
        (tmp_path / "second.yml").write_text(text)
        return {found.name for found in lint(read(tmp_path / "second.yml")) if found.code.startswith("QV")}

    return changed


def test_the_same_questionnaire_is_passed_in_silence(compared):
    assert compared() == set()


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("I rest after work.", "I relax after work.", {"wording-changed"}),
        ("I rest after work.", "I rest after work", set()),
        ("2: Black}", "2: Black, 3: Red}", {"options-changed"}),
        ("{1: Green, 2: Black}", "{1: Black, 2: Green}", {"codes-changed"}),
        ("{1: Disagree, 2: Neither, 3: Agree}", "{1: Agree, 2: Neither, 3: Disagree}", {"scale-changed"}),
        ("{1: Disagree, 2: Neither, 3: Agree}", "{1: Disagree, 2: Agree}", {"scale-changed"}),
        ("      - {id: sit, text: I sit down to drink tea.}\n", "", {"item-dropped"}),
        ("id: sit,", "id: sits,", {"item-dropped", "item-added", "id-renamed"}),
        ("id: sit,", "id: sits, was: sit,", set()),
        ("version: 2", "version: 1", set()),
    ],
)
def test_a_change_is_found_and_nothing_else(compared, old, new, found):
    assert compared((old, new)) == found


def test_a_change_under_the_same_version_is_told(compared):
    changes = compared(("version: 2", "version: 1"), ("I rest after work.", "I relax after work."))

    assert changes == {"wording-changed", "version-not-raised"}


def test_shuffled_items_have_no_order_to_change(compared):
    rest = "      - {id: rest, text: I rest after work.}\n"
    sit = "      - {id: sit, text: I sit down to drink tea.}\n"

    assert compared((rest + sit, sit + rest)) == set()
    assert compared(("    order: random\n", ""), (rest + sit, sit + rest)) == {"order-changed"}
