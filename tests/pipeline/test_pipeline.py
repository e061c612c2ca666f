import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pypdf
import pytest

from psychoseg.documents.plain import from_plain, parse_json, to_json
from psychoseg.errors import MethodWarning
from psychoseg.factors import align
from psychoseg.pipeline import fit, track
from psychoseg.plan import Exclusions, Plan
from psychoseg.questionnaire import read
from psychoseg.report import html, pdf
from psychoseg.report.assembly import fit_report, settings_of
from psychoseg.report.data import Cover, ReportData
from psychoseg.responses import Wave, ingest, read_table
from psychoseg.responses.held import Kept
from psychoseg.simulate import plain_csv, simulate


def wave_of(food, wave: str, seed: int):
    simulated = simulate(food.questionnaire, food.truth, wave=wave, respondents=1200, seed=seed)
    raw = read_table(
        plain_csv(simulated, food.questionnaire, start=datetime(2026, 9, 7, 9)).encode(), "later.csv"
    )
    extra = tuple(name for name in raw.cells.columns if name in {"respondent", "started", "seconds"})
    return ingest(raw, food.questionnaire, food.plan, Wave(wave, ignore=extra))


def tracked(food, food_fit, responses):
    before = tuple(persona.share for persona in food_fit.personas)
    return track(food_fit.model, food_fit.segmentation, before, food.questionnaire, responses, food.plan)


def test_the_same_inputs_give_the_same_result(food, food_responses, food_fit):
    again = fit(food.questionnaire, food_responses, food.plan)

    assert again.scores.equals(food_fit.scores)
    assert again.segmentation == food_fit.segmentation
    assert again.personas == food_fit.personas


def test_a_persons_own_names_replace_the_proposed_ones(food, food_responses):
    quick = Plan(resamples=10, starts=5, fewest_segments=5, most_segments=5, margins=food.plan.margins)

    found = fit(food.questionnaire, food_responses, quick, names={"A": "Careful shoppers"})

    assert found.personas[0].name == "Careful shoppers"
    assert found.segmentation.names[0] == "Careful shoppers"


def test_measuring_the_first_wave_again_gives_its_own_segments(food, food_fit):
    found = tracked(food, food_fit, food_fit.responses)

    assert found.assignments.equals(food_fit.grouped.assignments)
    assert all(size.verdict == "no clear change" for size in found.sizes)
    assert found.congruence.min() > 0.999


def test_a_population_that_did_not_change_is_not_said_to_have_changed(food, food_fit):
    found = tracked(food, food_fit, wave_of(food, "spring", 77))

    assert all(size.verdict == "no clear change" for size in found.sizes)
    assert found.congruence.min() > 0.95
    assert found.poor_fit < 0.03


def test_planted_drift_is_found_in_the_right_segments(food, food_fit):
    found = tracked(food, food_fit, wave_of(food, "autumn", 78))
    verdicts = {
        name: size.verdict for name, size in zip(food_fit.segmentation.names, found.sizes, strict=True)
    }

    grew = next(name for name in verdicts if "co-minded" in name)
    assert verdicts[grew] == "larger"
    assert "larger" not in {verdict for name, verdict in verdicts.items() if name != grew}


def test_intervals_of_planted_drift_hold_the_planted_change(food, food_fit):
    found = tracked(food, food_fit, wave_of(food, "autumn", 78))
    truth = food.simulated.truth.loc[food_fit.scores.index, "segment"]
    meant = pd.crosstab(food_fit.grouped.assignments["segment"], truth).idxmax(axis=1)
    planted = food.truth.shares("autumn") - food.truth.shares("spring")

    held = [
        size.difference.low <= planted[meant[number]] <= size.difference.high
        for number, size in enumerate(found.sizes, 1)
    ]

    assert sum(held) >= 4


def test_items_that_measure_something_else_are_a_warning(food, food_fit):
    responses = wave_of(food, "spring", 79)
    answers = responses.answers.copy()
    scrambled = ["compare_prices", "cheaper_version", "price_memory", "special_prices"]
    answers[scrambled] = np.random.default_rng(0).permuted(answers[scrambled].to_numpy(), axis=0)
    with pytest.warns(MethodWarning, match="come from the survey"):
        found = tracked(
            food, food_fit, replace(responses, held=replace(responses.held, answers=Kept.of(answers)))
        )

    assert found.congruence.min() < 0.85


def test_the_report_data_of_a_fit_survives_json(food, food_fit):
    settings = settings_of(food.plan, food_fit.tests, "0", [("study.yml", "sha256:0")])
    data = fit_report(
        Cover("T", "", "", "", "2026", "", "", "en"), food.questionnaire, food_fit.responses, food_fit.analysis,
        food_fit.grouped, food_fit.personas, food.plan, settings, [], food_fit.caveats,
    )  # fmt: skip

    assert from_plain(ReportData, parse_json(to_json(data), "r.json")) == data
    steps = data.sample.steps
    assert steps[0].count - sum(step.count for step in steps if step.removed) == steps[-1].count


def test_real_answers_give_back_the_five_factors_they_were_made_for(shared):
    """bfi, 2,800 people: every item on its own scale, and the reference loadings recovered."""
    questionnaire = read(Path(__file__).parents[2] / "notebooks" / "personality" / "questionnaire.yml")
    raw = read_table((shared / "reference" / "data" / "bfi.csv").read_bytes(), "bfi.csv")
    plan = Plan(
        exclude=Exclusions(attention=False, speed=0, straight=0, unanswered=1),
        resamples=10,
        starts=5,
        most_segments=3,
    )

    found = fit(questionnaire, ingest(raw, questionnaire, plan, Wave("all", respondent="id")), plan)

    pattern = found.model.pattern
    home = pattern.abs().idxmax(axis=1).map(found.analysis.constructs)
    right = sum(home[item.id] == item.construct for item in questionnaire.attitudes)
    assert len(found.responses.answers) == 2800
    assert pattern.shape[1] == 5
    assert right >= 24
    reference = json.loads((shared / "reference" / "bfi_efa5_pairwise.json").read_text())
    stored = reference["exact_minres_uls_paf"]["rotations"]["oblimin_gam0"]["loadings"]
    theirs = pd.DataFrame(stored["values"], index=stored["rows"], columns=stored["cols"])
    keyed = theirs.mul([-1 if questionnaire.item(item).reverse else 1 for item in theirs.index], axis=0)
    _, agreement = align(pattern, keyed)
    assert agreement.min() >= 0.95


def test_a_spread_of_the_bundled_study_takes_two_pages_whatever_its_labels(food, food_fit):
    settings = settings_of(food.plan, food_fit.tests, "0", [("study.yml", "sha256:0")])
    cover = Cover("T", "", "", "", "2026", "", "", "en")
    data = fit_report(
        cover, food.questionnaire, food_fit.responses, food_fit.analysis,
        food_fit.grouped, food_fit.personas, food.plan, settings, [], food_fit.caveats,
    )  # fmt: skip

    written = pypdf.PdfReader(io.BytesIO(pdf(html(data), made=datetime(2026, 3, 2, tzinfo=UTC), title="T")))

    words = [len(page.extract_text().split()) for page in written.pages]
    named = {
        title["/Title"]: written.get_destination_page_number(title)
        for title in written.outline
        if not isinstance(title, list)
    }
    begins = [named[persona.name] for persona in food_fit.personas]
    assert begins == [begins[0] + 2 * number for number in range(len(begins))]
    assert min(words[begins[0] : begins[-1] + 2]) > 150
