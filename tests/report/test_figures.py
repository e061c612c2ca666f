"""Every figure of a report in one table."""

import csv
import io
from dataclasses import replace

import pytest

from psychoseg.report.figures import EVERYBODY, figures, figures_csv


def test_every_trait_of_every_segment_and_everybody_is_there_once(full):
    found = figures(full)

    assert len({(one.segment, one.key, one.table) for one in found}) == len(found)
    for persona in full.personas:
        own = {one.key for one in found if one.segment == persona.letter and one.table == "profile"}
        assert own == {trait.key for trait in persona.traits}
    assert {one.segment for one in found} == {EVERYBODY, *(one.letter for one in full.personas)}


def test_each_has_three_bases_and_an_interval_or_a_flag(full):
    for one in figures(full):
        assert one.flag in {"ok", "low", "suppressed", "not asked"}
        assert (one.value is None) == (one.flag in {"suppressed", "not asked"})
        assert one.base >= 0
        assert one.effective >= 0


def test_what_formed_the_segments_has_no_p_value_and_no_letters(full):
    formed = [one for one in figures(full) if one.forms_segments]

    assert formed
    assert not [one for one in formed if one.p_value is not None or one.letters]


def test_the_clients_evaluation_is_there_with_totals_and_intervals(full):
    found = [one for one in figures(full) if one.table == "evaluation"]
    evaluation = full.activation.evaluation

    for side, axis in (("attractive", evaluation.attractive), ("ours", evaluation.ours)):
        totals = [one for one in found if one.key == f"{side}:total"]
        assert [one.segment for one in totals] == [one.letter for one in full.personas]
        assert [(one.value, one.low, one.high) for one in totals] == [
            (one.value, one.low, one.high) for one in axis.totals
        ]
        assert len([one for one in found if one.role == side]) == len(full.personas) * (
            len(axis.criteria) + 1
        )
    given = [one for one in found if one.label == "growth"]
    assert {(one.base, one.low) for one in given} == {(0, None)}


def test_a_withheld_figure_shows_nothing_in_the_csv(full):
    first = full.personas[0]
    hidden = tuple(replace(one, segment=replace(one.segment, flag="suppressed")) for one in first.traits)
    data = replace(full, personas=(replace(first, traits=hidden), *full.personas[1:]))

    rows = list(csv.DictReader(io.StringIO(figures_csv(data).decode("utf-8-sig"))))

    own = [row for row in rows if row["segment"] == "A" and row["table"] == "profile"]
    assert own
    assert not [row for row in own if row["value"] or row["low"] or row["high"] or row["index"]]


@pytest.mark.parametrize("attack", ["=1+1", "@x", "\t=2", "＝3"])
def test_no_cell_of_the_csv_can_act_as_a_formula(small, attack):
    first = small.personas[0]
    data = replace(small, personas=(replace(first, name=attack), *small.personas[1:]))

    for row in csv.reader(io.StringIO(figures_csv(data).decode("utf-8-sig"))):
        assert not row[1].lstrip().startswith(("=", "@", "＝"))
