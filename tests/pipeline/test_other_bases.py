"""From answers to a report with segments that were not formed from factor scores, and a later wave placed by them."""

import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from psychoseg.documents.plain import to_plain
from psychoseg.forming import Forming, Part
from psychoseg.pipeline import fit, track
from psychoseg.report import html
from psychoseg.report.assembly import firmness_of, fit_report, settings_of
from psychoseg.report.data import Cover
from psychoseg.segments import Segmentation

BEHAVIOUR = Forming(
    basis=(Part("items", ("tools", "main_shop", "cooked_days")), Part("items", ("grocery_spend",), 0.5)),
    standardise="range",
)


@pytest.fixture(scope="module")
def behaving(food, food_responses):
    plan = replace(food.plan, fewest_segments=3, most_segments=4, forming=BEHAVIOUR)
    with pytest.warns(UserWarning, match="gave no answer"):
        return fit(food.questionnaire, food_responses, plan)


def test_what_formed_the_segments_is_never_tested_and_attitudes_are(behaving):
    inputs = {"tools", "main_shop", "cooked_days", "grocery_spend"}
    for persona in behaving.personas:
        for trait in persona.traits:
            assert trait.forms_segments is (trait.item in inputs)
            assert not trait.forms_segments or (trait.p_value is None and not trait.significant)
        assert any(trait.role == "attitude" and trait.p_value is not None for trait in persona.traits)
        assert not any(trait.forms_segments for trait in (*persona.dimensions, *persona.statements))


def test_people_without_an_answer_that_forms_segments_are_in_none_and_told(behaving):
    lacking = ~behaving.grouped.basis.complete

    assert (behaving.grouped.assignments["segment"] == 0).to_numpy().tolist() == lacking.tolist()
    assert lacking.any()
    assert any(f"{lacking.sum()} people gave no answer" in caveat for caveat in behaving.caveats)
    assert sum(persona.members for persona in behaving.personas) == (~lacking).sum()
    assert sum(persona.share.value for persona in behaving.personas) == pytest.approx(1)


def test_the_method_says_what_formed_the_segments_and_how(behaving):
    assert behaving.segmentation.method.startswith(
        "k-means on 4 questions in blocks weighted 1, 0.5, divided by their ranges"
    )


def test_the_report_stars_what_formed_the_segments_and_nothing_else(behaving, food):
    settings = settings_of(behaving.plan, behaving.tests, "0", [("study.yml", "sha256:0")])
    firmness = firmness_of(behaving.grouped, behaving.responses.weights, behaving.held.styles)
    data = fit_report(
        Cover("T", "", "", "", "2026", "", "", "en"), food.questionnaire, behaving.responses, behaving.analysis,
        behaving.grouped, behaving.personas, behaving.plan, settings, [], behaving.caveats, firmness=firmness,
    )  # fmt: skip

    page = html(data)

    assert "What they want *" not in page
    assert "Where this group stands *" not in page
    assert "* formed the segments, so never tested." in page
    assert len(data.grouping.map_points) == behaving.grouped.placed.sum()


def test_a_later_wave_is_placed_by_the_stored_recipe(behaving, food):
    stored = Segmentation.from_plain(json.loads(json.dumps(behaving.segmentation.to_plain())))
    before = tuple(persona.share for persona in behaving.personas)
    with pytest.warns(UserWarning, match="are in none"):
        found = track(behaving.model, stored, before, food.questionnaire, behaving.responses, behaving.plan)

    pd.testing.assert_frame_equal(found.assignments, behaving.grouped.assignments)
    assert all(abs(size.difference.value) < 1e-9 for size in found.sizes)


def test_other_representations_leave_what_is_not_an_attitude_as_it_is(behaving, food, food_responses):
    from psychoseg.segments import Sources
    from psychoseg.segments.representations import representations

    sources = Sources(behaving.scores, food_responses.answers, food_responses.profile)
    found = representations(
        behaving.grouped,
        food.questionnaire,
        sources,
        food_responses.weights,
        behaving.plan,
        np.random.default_rng(0),
    )

    assert found.tried == ()
    assert "no other representation" in found.words
    assert json.dumps(to_plain(found), allow_nan=False)
