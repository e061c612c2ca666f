"""Which rules run, and how much each matters."""

from __future__ import annotations

import pytest

from psychoseg.errors import UsageError
from psychoseg.lint import Severity, catalogue, lint
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.selection import choose
from psychoseg.questionnaire import Item


@rule("XX101", source="nobody", severity=Severity.OFF)
def shouting(item: Item):
    """Capital letters."""
    yield Notice("capital letters", severity=Severity.INFO)


def test_a_rule_that_is_off_joins_the_others_when_named():
    (joined,) = [one for one in choose([*catalogue(), shouting], extend=["shouting"]) if one.code == "XX101"]

    assert joined.severity is Severity.INFO
    assert len(choose([*catalogue(), shouting], extend=["shouting"])) == len(catalogue()) + 1


def test_everything_can_be_selected_at_once():
    assert [one.severity for one in choose([shouting], ["ALL"])] == [Severity.INFO]


def test_a_stated_severity_holds_whatever_the_rule_says(asked):
    chosen = choose([shouting], severity=[("XX101", "error")])

    assert [found.severity for found in lint(asked("How?"), rules=chosen)] == [Severity.ERROR]


def test_a_rule_is_turned_off_by_its_severity(asked):
    chosen = choose(catalogue(), severity=[("QW", "off")])

    assert lint(asked("You grow herbs, don't you?"), rules=chosen) == ()


def test_the_later_severity_holds():
    chosen = choose([shouting], severity=[("XX", "error"), ("XX101", "warning")])

    assert chosen[0].severity is Severity.WARNING


def test_a_severity_for_a_rule_that_does_not_exist_is_refused():
    with pytest.raises(UsageError, match="There is no rule 'QW1O1'"):
        choose(catalogue(), severity=[("QW1O1", "error")])
