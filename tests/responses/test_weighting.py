import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from psychoseg.errors import ResponsesError
from psychoseg.questionnaire import parse
from psychoseg.responses.weighting import rake, weigh
from psychoseg.stats.moments import effective_base


@settings(max_examples=30)
@given(st.integers(0, 10_000), st.floats(0.2, 0.8), st.floats(0.2, 0.8))
def test_raked_shares_equal_the_population_on_every_margin(seed, first, second):
    rng = np.random.default_rng(seed)
    groups = pd.DataFrame({"a": rng.choice(["x", "y"], 200), "b": rng.choice(["u", "v"], 200)})

    weights = rake(groups, {"a": {"x": first, "y": 1 - first}, "b": {"u": second, "v": 1 - second}})

    assert weights.mean() == pytest.approx(1)
    assert weights[groups["a"] == "x"].sum() / 200 == pytest.approx(first, abs=1e-6)
    assert weights[groups["b"] == "u"].sum() / 200 == pytest.approx(second, abs=1e-6)


def test_raking_real_answers_equals_another_program(shared):
    # R package survey 4.1-1, rake(epsilon = 1e-10)
    reference = json.loads((shared / "reference" / "quality" / "rake_ref.json").read_text())
    people = pd.read_csv(shared / "reference" / "quality" / "bfi_demog_raked.csv")
    groups = pd.DataFrame(
        {
            "gender": people["gender"].astype(int).astype(str),
            "education": people["education"].astype(int).astype(str),
            "age": pd.cut(
                people["age"], [0, 24, 34, 44, 200], labels=["-24", "25-34", "35-44", "45+"]
            ).astype(str),
        }
    )

    weights = rake(
        groups,
        {
            "gender": {"1": 0.49, "2": 0.51},
            "education": {"1": 0.10, "2": 0.28, "3": 0.29, "4": 0.20, "5": 0.13},
            "age": {"-24": 0.14, "25-34": 0.18, "35-44": 0.17, "45+": 0.51},
        },
    )

    assert reference
    assert weights.min() == pytest.approx(0.128561904, rel=1e-4)
    assert weights.max() == pytest.approx(12.829404503, rel=1e-4)
    assert effective_base(weights) == pytest.approx(715.029815, rel=1e-4)


def test_people_of_unknown_category_keep_their_share():
    groups = pd.DataFrame({"a": ["x", "x", "x", "y", None]})

    weights = rake(groups, {"a": {"x": 0.5, "y": 0.5}})

    assert weights.iloc[4] == pytest.approx(1)
    assert weights[groups["a"] == "x"].sum() == pytest.approx(2)


def test_margins_that_do_not_fit_the_sample_are_refused_all_at_once():
    asked = parse(
        "id: a\ntitle: a\nsections: [{id: s, items: [{id: sex, text: x, type: single, options: {f: A, m: B}},"
        " {id: age, text: y, type: numeric}]}]"
    )
    table = pd.DataFrame({"sex": ["f", "f"], "age": [20.0, 30.0]})

    with pytest.raises(ResponsesError) as caught:
        weigh(
            table,
            asked,
            (
                ("sex", (("f", 0.5), ("m", 0.5))),
                ("agee", (("1-2", 1.0),)),
                ("age", (("18-34", 0.5), ("35+", 0.5))),
            ),
        )

    assert "nobody in this wave is in m of sex" in str(caught.value)
    assert "agee is not a single-choice or numeric item; did you mean age?" in str(caught.value)
    assert "nobody in this wave is in 35+ of age" in str(caught.value)
