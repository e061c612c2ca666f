import json

import numpy as np
import pandas as pd
import pytest

from psychoseg.errors import ModelError
from psychoseg.factors import FactorModel


@pytest.fixture(scope="module")
def model(food_fit) -> FactorModel:
    return food_fit.model


def test_a_model_survives_json_exactly_and_scores_the_same(model, food_fit):
    again = FactorModel.from_plain(json.loads(json.dumps(model.to_plain())))

    assert again.to_plain() == model.to_plain()
    assert again.score(food_fit.responses.answers).equals(food_fit.scores)


def test_scoring_one_by_one_equals_scoring_all_in_any_order_of_columns(model, food_fit):
    answers = food_fit.responses.answers.iloc[:40]

    together = model.score(answers)
    apart = pd.concat([model.score(answers.iloc[[at]][list(reversed(answers.columns))]) for at in range(40)])

    assert np.allclose(together, apart, atol=1e-12)


def test_scores_with_every_item_answered_are_thurstones(model, food_fit):
    answers = food_fit.responses.answers.dropna()

    z = (answers - model.mean) / model.sd
    expected = z.to_numpy() @ np.linalg.inv(model.item_correlations) @ model.structure.to_numpy()

    assert np.allclose(model.score(answers), expected, atol=1e-10)


def test_regression_scores_of_real_answers_equal_those_of_r(bfi, shared):
    reference = json.loads((shared / "reference" / "bfi_scores.json").read_text())
    stored = reference["oblimin"]
    complete = bfi.dropna()
    names = stored["loadings"]["cols"]
    model = FactorModel(
        pattern=pd.DataFrame(stored["loadings"]["values"], index=complete.columns, columns=names),
        correlations=pd.DataFrame(stored["Phi"]["values"], index=names, columns=names),
        item_correlations=complete.corr(),
        mean=pd.Series(reference["mean"]),
        sd=pd.Series(reference["sd"]),
        scales=dict.fromkeys(complete.columns, (1, 6)),
        method="as stored",
    )
    theirs = np.array(stored["regression_thurstone"]["scores_first"]["values"])

    ours = model.score(complete).iloc[: len(theirs)].to_numpy()

    assert np.abs(ours - theirs).max() < 1e-4


def test_a_person_with_answers_missing_is_scored_from_the_others(model, food_fit):
    whole = food_fit.responses.answers.dropna().iloc[:200]
    holes = whole.copy()
    holes.iloc[:, ::5] = np.nan

    correlation = np.corrcoef(model.score(whole).to_numpy().ravel(), model.score(holes).to_numpy().ravel())[
        0, 1
    ]

    assert correlation > 0.9
    assert model.score(holes * np.nan).isna().all(axis=None)


def test_answers_on_another_scale_or_without_an_item_are_refused(model, food_fit):
    answers = food_fit.responses.answers

    with pytest.raises(ModelError, match=r"made from a scale of 1 to 5"):
        model.score(answers + 4)
    with pytest.raises(ModelError, match="no column compare_prices"):
        model.score(answers.drop(columns="compare_prices"))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"schema": "psychoseg/factor-model/9"}, "this psychoseg reads"),
        ({"extra": 1}, "unknown extra"),
        ({"mean": [1.0]}, "factor model"),
        ({"sd": None}, "should be a list"),
        ({"factors": ["a"]}, "factor model"),
    ],
)
def test_a_stored_model_that_was_tampered_with_is_refused(model, change, message):
    with pytest.raises(ModelError, match=message):
        FactorModel.from_plain({**model.to_plain(), **change})


def test_a_model_whose_names_disagree_cannot_exist(model):
    with pytest.raises(ModelError, match="same items and factors in the same order"):
        FactorModel(
            model.pattern,
            model.correlations.iloc[::-1, ::-1],
            model.item_correlations,
            model.mean,
            model.sd,
            model.scales,
            "",
        )
