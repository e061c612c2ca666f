"""The pages of evidence: every criterion, the river, gorges, overlap, and every other way of forming segments."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pandas as pd
import pypdf
import pytest

from psychoseg.documents.plain import from_plain, parse_json, to_json
from psychoseg.personas.styles import ResponseStyles, StyleOf
from psychoseg.plan import Plan
from psychoseg.report import html, pdf
from psychoseg.report.assembly import firmness_of
from psychoseg.report.data import Firmness, ReportData
from psychoseg.report.firm_charts import gorge_chart, river_chart, stability_boxes
from psychoseg.segments import group
from psychoseg.segments.apart import told_apart
from psychoseg.segments.methods import WeightedKMeans
from psychoseg.segments.representations import Carried, Representation, Representations, Weakest
from psychoseg.sensitivity import Alternative, Sensitivity
from psychoseg.stats.estimate import Estimate

HOSTILE = "<b>{{7*7}}</b>"


def found(count: int, most: int) -> Firmness:
    """The evidence of people in so many clear groups, beside invented alternatives."""
    rng = np.random.default_rng(count)
    centres = 8 * np.eye(count)
    scores = pd.DataFrame(
        np.repeat(centres, 40, axis=0) + rng.normal(size=(40 * count, count)),
        columns=[f"f{at}" for at in range(count)],
    )
    plan = Plan(resamples=10, starts=5, fewest_segments=2, most_segments=most)
    weights = pd.Series(1.0, index=scores.index)
    grouped = group(scores, weights, plan, np.random.default_rng(0), probe=False)
    points = grouped.segmentation.standardised(scores).to_numpy()
    apart = told_apart(points, WeightedKMeans(count, n_init=5).fit(points), weights.to_numpy())
    grouped = replace(grouped, apart=apart)
    mean = Estimate(0.25, 0.2, 0.3, "of answers", 60, 60.0, 60.0)
    styles = ResponseStyles(
        tuple(StyleOf(at + 1, mean, mean, mean, (0.1, 0.0, 0.0)) for at in range(count)),
        (0.02, 0.03, 0.01),
        (1.0,) * count,
        4,
    )
    carried = tuple(Carried(f"Question {at} {HOSTILE}", 0.9 - at / 20) for at in range(12))
    weakest = Weakest("Question 11", 0.3, 0.9, 0.9, 0.95)
    ways = Representations("scores", (Representation("single items", 20, 300, 0.8, 0.02),), carried, weakest)
    sensitivity = Sensitivity(
        (
            *(
                Alternative("number", f"one segment {word}", count, 300, 0.8, 0.1)
                for word in ("fewer", "more")
            ),
            *(Alternative("representation", f"representation {at}", count, 300, 0.8, 0.1) for at in range(4)),
            *(Alternative("method", f"method {at} {HOSTILE}", count, 300, 0.9, 0.01) for at in range(8)),
            Alternative("method", "latent classes", count, why_not="takes no numbers"),
        )
    )
    return firmness_of(grouped, weights, styles, ways, sensitivity)


@pytest.fixture(scope="module")
def five() -> Firmness:
    return found(5, 6)


@pytest.fixture(scope="module")
def page(five, full) -> str:
    return html(replace(full, firmness=five))


def section(page: str) -> str:
    return page[page.index('id="firmness"') : page.index("Questionnaire", page.index('id="firmness"'))]


def test_every_number_and_criterion_and_way_is_on_the_page(page, five):
    told = section(page)

    for one in five.tried:
        assert re.search(rf'<th scope="row">{one.segments}(, chosen|, runner-up)?</th>', told)
    for vote in five.votes:
        assert vote.criterion.replace("&", "&amp;") in told
    assert "5, chosen" in told
    assert "not formed" in told
    assert told.count("Method ") >= 8


def test_hostile_words_stay_words(page):
    assert "<b>{{7*7}}</b>" not in page
    assert "&lt;b&gt;{{7*7}}" in section(page)


def test_the_evidence_survives_json(five, full):
    data = replace(full, firmness=five)

    assert from_plain(ReportData, parse_json(to_json(data), "r.json"), "r.json") == data


def test_a_report_stored_before_there_was_such_evidence_is_read(full):
    stored = parse_json(to_json(full), "r.json")
    del stored["firmness"]

    assert from_plain(ReportData, stored, "r.json").firmness is None


def test_the_evidence_takes_two_pages_however_long_it_is(small):
    data = replace(small, personas=(), measurement=None, grouping=None, firmness=found(8, 12))

    read = pypdf.PdfReader(io.BytesIO(pdf(html(data), made=datetime(2026, 3, 2, tzinfo=UTC), title="T")))

    begins = [
        (title["/Title"], read.get_destination_page_number(title))
        for title in read.outline
        if not isinstance(title, list)
    ]
    at = [title for title, _ in begins].index("What speaks for and against the segments")
    ends = [*(page for _, page in begins), len(read.pages)][at + 1]
    assert ends - begins[at][1] == 2


def test_drawings_tell_their_numbers_in_words(five):
    drawn = (
        stability_boxes(five.stability, width=200, height=120),
        river_chart(five.river, five.chosen, width=400, height=150),
        gorge_chart(five.gorges[0], width=100, height=60),
    )

    titles = [re.search("<title>(.*?)</title>", each).group(1) for each in drawn]
    assert "5: 1.00 (chosen)" in titles[0]
    assert "together before: A" in titles[1]
    assert "with segment A" in titles[2]
    assert all("nan" not in each for each in drawn)


def test_bands_of_the_river_stay_within_the_segments_they_join(five):
    drawing = river_chart(five.river, five.chosen, width=400, height=150)

    assert drawing.count("<path d=") == len(five.river.flows)
    heights = [float(value) for value in re.findall(r'height="([\d.]+)" fill=', drawing)]
    for bank in five.river.banks:
        assert sum(bank.shares) == pytest.approx(1)
    assert max(heights) < 150
