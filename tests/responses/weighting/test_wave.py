import pandas as pd
import pytest

from psychoseg.errors import ResponsesError, StudyError
from psychoseg.plan import Plan
from psychoseg.questionnaire import parse
from psychoseg.responses import Wave, ingest, read_table
from psychoseg.responses.weighting import weigh
from psychoseg.study import read_study

ASKED = parse(
    "id: a\ntitle: a\nscales: {s: {1: No, 2: Yes}}\nconstructs: {c: {high: h, low: l}}\nsections: [{id: s, items: ["
    "{id: q, text: x, type: likert, scale: s, construct: c},"
    " {id: sex, text: x, type: single, options: {f: A, m: B}}, {id: age, text: y, type: numeric}]}]"
)
PEOPLE = pd.DataFrame({"sex": ["f", "f", "f", "m", "m", "m"], "age": [20.0, 30, 50, 20, 50, 60]})
SEX = ("sex", (("f", 0.4), ("m", 0.6)))
CELLS = ("sex by age", (("f by 18-34", 0.3), ("f by 35+", 0.1), ("m by 18-34", 0.1), ("m by 35+", 0.5)))


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


def test_crossed_margins_weight_to_cells():
    weights, made = weigh(PEOPLE, ASKED, (CELLS,))

    assert weights.tolist() == pytest.approx([0.9, 0.9, 0.6, 0.6, 1.5, 1.5])
    assert made.words == "weighted to the cells of sex by age"
    assert made.deff == pytest.approx(sum(weight**2 for weight in weights) / 6)


def test_cells_can_be_raked_together_with_other_margins():
    weights, made = weigh(PEOPLE, ASKED, (CELLS, ("age", (("18-29", 0.3), ("30+", 0.7)))))

    assert weights[PEOPLE["sex"] == "f"].sum() / 6 == pytest.approx(0.4)
    assert weights[PEOPLE["age"] < 30].sum() / 6 == pytest.approx(0.3)
    assert made.words == "raked to sex by age, age"


def test_faults_of_cells_are_told_all_at_once():
    with pytest.raises(ResponsesError) as caught:
        weigh(
            PEOPLE,
            ASKED,
            (
                ("sex by agee", (("f by 18+", 1.0),)),
                ("sex by age", (("f", 0.2), ("g by 18+", 0.2), ("f by old", 0.2), ("f by 18-19", 0.4))),
                ("age", (("18-34", 0.5), ("30+", 0.5))),
            ),
        )

    message = str(caught.value)
    assert "agee is not a single-choice or numeric item; did you mean age?" in message
    assert "f is no cell of sex by age; join one category of each with ' by '" in message
    assert "g is not a code of sex; choose from f, m" in message
    assert "old is not a band of age; write 18-34 or 55+" in message
    assert "nobody in this wave is in f by 18-19 of sex by age" in message
    assert "18-34 and 30+ of age overlap; each person must be in one" in message


def test_given_weights_are_kept_or_raked_from_and_bounds_hold():
    given = pd.Series([1.0, 1, 4, 2, 2, 2], name="w")

    alone, made = weigh(PEOPLE, ASKED, (), given=given)
    raked, both = weigh(PEOPLE, ASKED, (SEX,), given=given)
    bounded, all_three = weigh(PEOPLE, ASKED, (SEX,), given=given, bounds=(0.5, 1.5))

    assert alone.tolist() == [0.5, 0.5, 2, 1, 1, 1]
    assert made.words == "given in w"
    assert raked.iloc[2] / raked.iloc[0] == pytest.approx(4)
    assert both.words == "given in w, raked to sex"
    assert bounded.between(0.5 - 1e-6, 1.5 + 1e-6).all()
    assert bounded.iloc[:3].sum() / 6 == pytest.approx(0.4)
    assert all_three.words == "given in w, raked to sex, kept within 0.5 to 1.5 times their mean"


def exported(column, plan=None):
    rows = "".join(f"{1 + (at % 2)},{'fm'[at % 2]},{20 + at},{weight}\n" for at, weight in enumerate(column))
    raw = read_table(("q,sex,age,w\n" + rows).encode(), "may.csv")
    return ingest(raw, ASKED, plan or Plan(weight_column="w"), Wave("may"))


def test_a_column_of_the_export_can_hold_the_weights():
    found = exported(["2", " 6.0 ", "4", "4"])

    assert found.weights.tolist() == [0.5, 1.5, 1, 1]
    assert found.weighting.words == "given in w"
    assert found.weights.index.equals(found.answers.index)


def test_cells_that_are_no_weights_are_named_with_their_lines():
    with pytest.raises(ResponsesError) as caught:
        exported(["1", "0", "", "-2", "heavy", "0"])

    message = str(caught.value)
    assert "may.csv, column w: '0' is no weight (lines 3, 7); weights are numbers above 0" in message
    assert "'' is no weight (line 4)" in message
    assert "'-2' is no weight (line 5)" in message


def test_a_column_of_weights_that_is_not_there_is_named():
    with pytest.raises(
        ResponsesError, match=r"no column ww, which study.yml names as the weights; did you mean w\?"
    ):
        exported(["1", "1"], Plan(weight_column="ww"))


def study(tmp_path, weights):
    (tmp_path / "study.yml").write_text(f"title: x\nweights: {weights}")
    return read_study(tmp_path).plan


def test_a_study_names_a_column_bounds_and_cells(tmp_path):
    plan = study(tmp_path, "{column: w, trim: [0.2, 5], sex by age: {f by 18+: 40, m by 18+: 60}}")

    assert plan.weight_column == "w"
    assert plan.bounds == (0.2, 5)
    assert plan.margins == (("sex by age", (("f by 18+", 0.4), ("m by 18+", 0.6))),)
    assert ("weights within", "0.2 to 5 times their mean") in plan.described()
    assert study(tmp_path, "{column: w, trim: 5}").bounds == (0, 5)
    assert [name for name, _ in Plan().described() if "weight" in name] == ["weighted to"]


def test_an_item_may_be_called_trim_or_column(tmp_path):
    plan = study(tmp_path, "{trim: {a: 1}, column: {b: 1}}")

    assert [name for name, _ in plan.margins] == ["trim", "column"]
    assert plan.bounds is None


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ("{column: w, trim: 0.5}", "trim should be the most a weight may be"),
        ("{column: w, trim: [2, 5]}", r"write trim: 5 or trim: \[0.2, 5\]"),
        ("{column: w, trim: [1, 2, 3]}", "trim should be"),
        ("{trim: 5}", "no weights to trim; give shares or a column"),
        ("{column: [a, b]}", "column should be a text"),
    ],
)
def test_bounds_and_columns_that_cannot_be_are_refused(tmp_path, weights, message):
    with pytest.raises(StudyError, match=message):
        study(tmp_path, weights)
