"""Frozen values: what dataclasses promise has to hold here too."""

from __future__ import annotations

import copy
import dataclasses
import pickle

import pytest

from psychoseg.errors import Fault
from psychoseg.lint import Finding, Severity
from psychoseg.questionnaire import Item, Option, Questionnaire
from psychoseg.values import dataclass, field, replace


@dataclass(frozen=True)
class Cup:
    """A value with every kind of field."""

    tea: str
    size: int = 2
    notes: list[str] = field(default_factory=list)
    seen: str = field(default="", compare=False)


def test_fields_are_given_in_order_or_by_name():
    assert Cup("green", 3).size == Cup("green", size=3).size == 3
    assert Cup("green").size == 2


@pytest.mark.parametrize(
    ("given", "named", "message"),
    [
        ((), {}, "tea is missing"),
        (("green",), {"tea": "black"}, "tea is given twice"),
        (("green",), {"sugar": 1}, "sugar is not a field"),
        (("green", 1, [], "", 5), {}, "5 values for 4 fields"),
    ],
)
def test_wrong_fields_are_refused_by_name(given, named, message):
    with pytest.raises(TypeError, match=message):
        Cup(*given, **named)


def test_a_default_that_can_change_is_made_anew_for_each_value():
    assert Cup("green").notes is not Cup("green").notes


def test_equal_values_are_equal_and_hash_alike():
    assert Fault("a:1:1", "a tab") == Fault("a:1:1", "a tab")
    assert hash(Fault("a:1:1", "a tab")) == hash(Fault("a:1:1", "a tab"))
    assert Fault("a:1:1", "a tab") != Fault("a:1:2", "a tab")
    assert Fault("a:1:1", "a tab") != Option("a:1:1", "a tab")
    assert Cup("green", seen="today") == Cup("green", seen="yesterday")


def test_nothing_can_be_changed_afterwards():
    fault = Fault("a:1:1", "a tab")

    with pytest.raises(dataclasses.FrozenInstanceError, match="hint"):
        fault.hint = "x"
    with pytest.raises(dataclasses.FrozenInstanceError, match="hint"):
        del fault.hint


def test_a_value_shows_its_fields():
    assert repr(Fault("a:1:1", "a tab")) == "Fault(where='a:1:1', what='a tab', hint='', kind='')"


def test_the_standard_library_takes_them_for_dataclasses():
    option = Option("1", "Tea")

    assert dataclasses.is_dataclass(option)
    assert (
        dataclasses.replace(option, label="Coffee")
        == replace(option, label="Coffee")
        == Option("1", "Coffee")
    )
    assert dataclasses.asdict(option)["label"] == "Tea"
    assert [one.name for one in dataclasses.fields(Cup)] == ["tea", "size", "notes", "seen"]
    assert not dataclasses.fields(Cup)[3].compare


def test_they_survive_copying_and_pickling():
    finding = Finding("QW104", "tag-question", Severity.WARNING, "m", "a.yml", 1, 1)

    assert copy.deepcopy(finding) == pickle.loads(pickle.dumps(finding)) == finding


def test_replacing_forgets_what_was_worked_out_before():
    asked = Questionnaire("q", "Q", "1", "en", ())
    assert asked.items == ()

    assert replace(asked, title="R").title == "R"
    assert "items" not in vars(replace(asked, title="R"))
    assert Item("a", "b", "open", "open").name == "b"
