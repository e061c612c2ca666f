"""A few people who decide the result are found by leaving them out, and told; ordinary people are not."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from psychoseg.factors import analyse
from psychoseg.forming import Forming, Part
from psychoseg.plan import Plan
from psychoseg.questionnaire import Questionnaire, parse
from psychoseg.responses import Responses, Wave, ingest, read_table
from psychoseg.segments import Sources, basis_of, group
from psychoseg.sensitivity import Influence, influence
from psychoseg.sensitivity.influence import Changed
from psychoseg.stats.streams import stream

ITEMS = [f"q{factor}{at}" for factor in "ab" for at in range(5)]
ASKED: Questionnaire = parse(
    "id: x\ntitle: X\nscales:\n  agree: {1: not at all, 2: little, 3: some, 4: much, 5: fully}\n"
    "constructs:\n  a: {name: Calm}\n  b: {name: Bold}\nsections:\n  - id: s\n    items:\n"
    + "".join(
        f"      - {{id: {name}, type: likert, text: I like it {name}., scale: agree, construct: {name[1]}}}\n"
        for name in ITEMS
    )
    + "      - {id: spend, text: How much did you spend?, type: numeric}\n"
)
PLAN = Plan(resamples=4, starts=10, fewest_segments=2, most_segments=4, weight_column="w")


def wave(people: int, seed: int, *, rare: bool = False) -> pd.DataFrame:
    """Ordinary people: two factors, amounts with a tail, equal weights."""
    rng = np.random.default_rng(seed)
    factors = np.repeat(rng.normal(size=(people, 2)), 5, axis=1)
    answers = np.round(3 + 0.8 * factors + 0.7 * rng.normal(size=(people, 10)))
    table = pd.DataFrame(np.clip(answers - 1, 1, 2) if rare else np.clip(answers, 1, 5), columns=ITEMS)
    return table.assign(spend=np.exp(rng.normal(4, 0.5, people)).round(), w=1.0)


def found(table: pd.DataFrame, plan: Plan = PLAN) -> Influence | None:
    raw = read_table(table.to_csv(index=False).encode(), "export.csv", form="table")
    responses: Responses = ingest(raw, ASKED, plan, Wave("a"))
    analysis = analyse(responses.answers, responses.weights, ASKED, plan, stream(plan.seed, "retention"))
    sources = Sources(analysis.model.score(responses.answers), responses.answers, responses.profile)
    grouped = group(
        basis_of(plan, ASKED, sources), responses.weights, plan, stream(plan.seed, "stability"), probe=False
    )
    return influence(ASKED, responses, plan, analysis.model, grouped)


@pytest.mark.parametrize(("people", "seed"), [(100, 1), (180, 2), (600, 3)])
def test_ordinary_people_decide_nothing(people, seed):
    said = found(wave(people, seed))

    assert said is None or said.caveats == ()


def test_one_person_at_every_end_where_others_hardly_answer_so_is_told():
    table = wave(140, 5, rare=True)
    table.loc[0, ITEMS] = [5.0, 4.0] * 5

    said = found(table)

    assert said.people == 1
    assert list(said.moves.index) == ["line 2"]
    assert f"One person of {said.of} decides part of the result" in said.caveats[0]
    assert "Without them " in said.caveats[0]


def test_two_of_the_same_amount_do_not_hide_each_other():
    table = wave(150, 8)
    table.loc[[3, 4], "spend"] = 999_999.0

    said = found(table, replace(PLAN, forming=Forming(basis=(Part("scores"), Part("items", ("spend",))))))

    assert said.people == 2
    assert "Without them the standard deviation of spend is" in said.caveats[0]


def test_one_amount_beyond_all_measure_is_told_where_amounts_form_segments():
    table = wave(150, 6)
    table.loc[3, "spend"] = 999_999.0

    said = found(table, replace(PLAN, forming=Forming(basis=(Part("scores"), Part("items", ("spend",))))))

    assert list(said.moves.index) == ["line 5"]
    assert "Without them the standard deviation of spend is 100% less." in said.caveats[0]


def test_one_weight_beyond_all_measure_is_told():
    table = wave(150, 7)
    table.loc[9, ITEMS] = [1.0, 5.0] * 5
    table.loc[9, "w"] = 60.0

    said = found(table, replace(PLAN, largest_weight=1000.0))

    assert list(said.moves.index) == ["line 11"]
    assert said.share > 0.2
    assert said.caveats


SAME = Changed(3)
ALL = Influence(1, 400, 3, 399.0, (4,), 0.01, "spend", 0.2, SAME)


@pytest.mark.parametrize(
    ("without", "ordinary", "told"),
    [
        (SAME, (), ""),
        (replace(SAME, factors=2), (SAME,), "2 factors instead of 3"),
        (replace(SAME, factors=2), (SAME, replace(SAME, factors=2)), ""),
        (replace(SAME, factors=4), (), ""),
        (replace(SAME, loading=0.2), (replace(SAME, loading=0.03),), "up to 0.20"),
        (replace(SAME, loading=0.12), (), ""),
        (replace(SAME, loading=0.2), (replace(SAME, loading=0.15),), ""),
        (replace(SAME, moved=0.3), (replace(SAME, moved=0.02),), "30% of the others"),
        (Changed(0, why_not="q1 does not vary."), (SAME,), "for this reason: q1 does not vary."),
        (Changed(0, why_not="q1 does not vary."), (Changed(0, why_not="It does not."),), ""),
        (replace(SAME, moved=0.3), (replace(SAME, moved=0.2),), ""),
    ],
)
def test_only_what_ordinary_people_do_not_change_as_much_is_told(without, ordinary, told):
    caveats = replace(ALL, without=without, ordinary=ordinary).caveats

    assert bool(caveats) is bool(told)
    assert not told or told in caveats[0]
