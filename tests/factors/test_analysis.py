import numpy as np
import pandas as pd
import pytest

from psychoseg.errors import ResponsesError
from psychoseg.factors import align, analyse
from psychoseg.plan import Plan
from psychoseg.questionnaire import parse


def asked(items: int = 8):
    listed = "\n".join(
        f"      - {{id: q{number}, text: T{number}., type: likert, scale: agree, construct: {'a' if number % 2 else 'b'}}}"
        for number in range(items)
    )
    return parse(
        "id: x\ntitle: X\nscales: {agree: {1: No, 2: Rather no, 3: Neither, 4: Rather yes, 5: Yes}}\n"
        f"constructs: {{a: {{high: h, low: l}}, b: {{high: h2, low: l2}}}}\nsections:\n  - id: s\n    items:\n{listed}\n"
    )


def answers(people: int, items: int = 8) -> pd.DataFrame:
    rng = np.random.default_rng(1)
    common = rng.normal(size=(people, 2))
    latent = np.column_stack([common[:, number % 2] + rng.normal(size=people) for number in range(items)])
    return pd.DataFrame(
        np.clip(np.round(latent + 3), 1, 5), columns=[f"q{number}" for number in range(items)]
    )


def run(table: pd.DataFrame, plan: Plan | None = None):
    return analyse(
        table,
        pd.Series(1.0, index=table.index),
        asked(table.shape[1]),
        plan or Plan(),
        np.random.default_rng(0),
    )


def test_factors_are_named_after_the_constructs_they_carry():
    found = run(answers(600))

    assert found.retention.chosen == 2
    assert set(found.constructs.values()) == {"a", "b"}
    assert all(found.reliabilities[name].alpha > 0.6 for name in found.model.factors)


def test_the_bundled_study_gives_back_the_factors_it_was_made_from(food, food_fit):
    _, agreement = align(food_fit.model.pattern, food.truth.loadings.loc[list(food_fit.model.items)])

    assert len(food_fit.model.factors) == len(food.truth.factors)
    assert agreement.min() > 0.95


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda t: t.assign(q3=4.0), "column q3: all 600 answers are 4"),
        (lambda t: t.assign(q3=np.nan), "column q3: nobody answered it"),
        (lambda t: t.iloc[:8], "8 people for 8 items"),
        (lambda t: t[["q0", "q1", "q2"]], "at least 6 are needed"),
        (lambda t: t.assign(q3=4.0).iloc[:5], r"column q3.*\n.*5 people for 8 items"),
    ],
)
def test_answers_that_cannot_be_analysed_are_refused_with_every_reason(spoil, message):
    table = spoil(answers(600))
    questionnaire = asked(8)

    with pytest.raises(ResponsesError, match=message):
        analyse(table, pd.Series(1.0, index=table.index), questionnaire, Plan(), np.random.default_rng(0))


def test_noise_ends_with_no_factor_instead_of_an_invented_one():
    refused = 0
    for seed in range(20):
        answers_to_nothing = np.random.default_rng(seed).integers(1, 6, (1000, 8)).astype(float)
        noise = pd.DataFrame(answers_to_nothing, columns=[f"q{number}" for number in range(8)])
        try:
            run(noise)
        except ResponsesError as problem:
            refused += "finds no factor" in str(problem)

    assert refused >= 17


def test_few_people_are_a_caveat():
    assert any("few" in caveat for caveat in run(answers(35)).caveats)


def test_a_person_may_overrule_the_number_of_factors_with_a_reason():
    found = run(answers(600), Plan(factors=1, factors_reason="one theme was designed"))

    assert found.retention.chosen == 1
    assert found.retention.reason == "one theme was designed"


def test_listwise_uses_only_those_who_answered_everything():
    table = answers(600)
    table.iloc[:100, 0] = np.nan

    assert run(table, Plan(missing="listwise")).n == pytest.approx(500)
    assert run(table).n == pytest.approx(600)


def test_identical_items_are_smoothed_and_said_to_be():
    table = answers(600)
    table["q2"] = table["q0"]

    assert any("smoothed" in caveat for caveat in run(table).caveats)


def test_items_that_do_not_vary_among_those_who_answered_both_are_named_as_a_pair():
    table = answers(200)
    first, second = table.columns[:2]
    table.loc[table.index[20:], first] = np.where(np.arange(180) % 2, 1.0, 5.0)
    table.loc[table.index[:20], first] = 3.0
    table.loc[table.index[20:], second] = np.nan

    with pytest.raises(ResponsesError, match=f"columns {first} and {second}"):
        run(table)
