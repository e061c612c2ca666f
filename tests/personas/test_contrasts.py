"""What differs between segments beyond what formed them, tested without double dipping."""

import json

import numpy as np
import pandas as pd
import pytest

from psychoseg.documents.plain import to_plain
from psychoseg.personas.contrasts import Contrasts, contrasts
from psychoseg.personas.profile import Measure
from psychoseg.segments.methods import WeightedKMeans
from psychoseg.stats.intervals import Estimator


def share(item: str, hits, label: str = "", code: str = "", formed: bool = False) -> Measure:
    key = f"{item}_{code}" if code else item
    return Measure(item, key, label or key, "behaviour", "share", pd.Series(hits, dtype=float), formed)


def amount(item: str, values) -> Measure:
    return Measure(item, item, item, "value", "euros", pd.Series(values, dtype=float))


def compared(measures, segments, scores=None, weights=None) -> Contrasts:
    segments = pd.Series(segments)
    people = len(segments)
    return contrasts(
        measures,
        pd.DataFrame(np.zeros((people, 1)), columns=["f"]) if scores is None else scores,
        pd.Series(np.ones(people) if weights is None else weights),
        segments,
        range(1, int(segments.max()) + 1),
        Estimator(least_base=20),
        0.05,
        rng=np.random.default_rng(0),
    )


def test_noise_has_no_significant_statement_about_what_formed_the_segments_and_rarely_about_anything_else():
    rng = np.random.default_rng(2)
    studies_with_a_finding = 0
    for _ in range(40):
        X = rng.normal(size=(300, 4))
        labels = WeightedKMeans(3, n_init=2, random_state=0).fit(X).labels_ + 1
        scores = pd.DataFrame(X, columns=list("abcd"))
        measures = [share(f"x{at}", rng.random(300) < 0.4) for at in range(6)]
        formed = [share("a", X[:, 0] > 0, formed=True)]

        found = compared(measures + formed, labels, scores)

        assert {one.item for one in found.contrasts}.isdisjoint({"a", "b", "c", "d"})
        assert all(cell.letters == "" for row in found.rows if row.item == "a" for cell in row.cells)
        assert found.tested == 6
        studies_with_a_finding += any(one.significant for one in found.contrasts)
        assert not any("p_value" in entry for entry in to_plain(found.carriers))

    assert studies_with_a_finding / 40 <= 0.125


def test_what_formed_the_segments_gets_its_effect_with_an_interval():
    rng = np.random.default_rng(1)
    segments = np.repeat([1, 2], 150)
    scores = pd.DataFrame({"strong": segments * 3 + rng.normal(size=300), "weak": rng.normal(size=300)})

    strong, weak = compared([], segments, scores).carriers

    assert (strong.name, weak.name) == ("strong", "weak")
    assert strong.low < strong.explained < strong.high
    assert strong.explained > 0.6
    assert weak.explained < 0.05


def test_options_that_exclude_each_other_are_one_test_and_those_of_a_multiple_choice_one_each():
    rng = np.random.default_rng(3)
    segments, region = rng.integers(1, 4, size=400), rng.integers(3, size=400)
    used = rng.random((400, 2)) < 0.5

    found = compared(
        [share("region", region == at, f"Region: {at}", str(at)) for at in range(3)]
        + [share("media", used[:, at], code=str(at)) for at in range(2)],
        segments,
    )

    assert sorted(one.label for one in found.contrasts) == ["Region", "media_0", "media_1"]
    assert found.tested == 3
    assert found.pairs == 5 * 3
    assert next(one for one in found.contrasts if one.item == "region").omnibus.df1 == 4


def test_letters_name_the_segments_that_lie_lower():
    segments = np.repeat([1, 2, 3], 200)
    hits = np.random.default_rng(4).random(600) < np.repeat([0.8, 0.5, 0.2], 200)

    (row,) = compared([share("x", hits)], segments).rows

    assert [cell.letters for cell in row.cells] == ["BC", "C", ""]
    assert row.cells[0].index > 120
    assert row.cells[0].difference > 0.5
    assert row.total.base == 600


def test_an_amount_with_a_long_tail_is_compared_by_ranks_and_another_by_means():
    rng = np.random.default_rng(5)
    segments = np.repeat([1, 2], 150)

    found = compared(
        [amount("spend", np.exp(2 * rng.normal(size=300))), amount("age", rng.normal(size=300))], segments
    )

    tests = {one.item: one.omnibus.test for one in found.contrasts}
    assert tests == {"spend": "Kruskal-Wallis", "age": "Welch F"}


def test_weights_turn_tests_into_design_based_ones():
    rng = np.random.default_rng(6)
    segments, weights = np.repeat([1, 2], 150), rng.uniform(0.3, 3, size=300)

    found = compared(
        [share("x", rng.random(300) < 0.5), amount("age", rng.normal(size=300))], segments, weights=weights
    )

    assert {one.omnibus.test for one in found.contrasts} == {"Rao-Scott F", "Welch F, design-based"}
    assert all(one.omnibus.effective < one.omnibus.base for one in found.contrasts)


def test_small_bases_are_neither_shown_nor_lettered():
    segments = np.repeat([1, 2], [200, 10])
    hits = np.repeat([0.0, 1.0], [200, 10])

    (row,) = compared([share("x", hits)], segments).rows

    assert not row.cells[1].estimate.shown
    assert row.cells[1].letters == row.cells[0].letters == ""


def test_items_nobody_differs_on_or_answered_are_left_out_of_the_family():
    segments = np.repeat([1, 2], 100)

    found = compared([share("same", np.ones(200)), share("none", np.full(200, np.nan))], segments)

    assert found.tested == 0
    assert found.contrasts == ()


def test_the_bundled_studys_contrasts_are_plain_data_with_every_number_finite(food_fit):
    from psychoseg.personas.profile import measures

    responses, grouped = food_fit.responses, food_fit.grouped
    found = contrasts(
        measures(responses, food_fit.questionnaire, grouped.segmentation.factors),
        food_fit.scores,
        responses.weights,
        grouped.assignments["segment"],
        range(1, len(grouped.segmentation.names) + 1),
        Estimator(),
        0.05,
        rng=np.random.default_rng(0),
    )

    assert json.loads(json.dumps(to_plain(found), allow_nan=False))["tested"] == found.tested
    assert found.contrasts[0].significant
    assert found.contrasts[0].omnibus.less_biased == pytest.approx(
        max(one.omnibus.less_biased for one in found.contrasts)
    )
