"""What the HTML page says, and what a template cannot do."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from dataclasses import replace
from pathlib import Path

import pytest

from psychoseg.errors import ReportError
from psychoseg.report import html
from psychoseg.report.data import Change, ShareChange
from psychoseg.report.sections import SECTIONS
from psychoseg.resources import folder
from psychoseg.segments.anew import Anew, Part


@pytest.fixture(scope="module")
def page(full) -> str:
    return html(full)


def visible(page: str) -> str:
    body = re.sub(r"<(style|svg).*?</\1>", " ", page, flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def test_every_segment_is_named_with_its_share_and_interval(page):
    text = visible(page)

    for name in ("Timetable Planners", "Pedal First", "Door-to-Door Pragmatists", "Curious Switchers"):
        assert name in text
    assert "23%" in text
    assert "21–25%" in text


def test_hostile_words_stay_words(page):
    assert "<script>alert" not in page
    assert "{{7*7}} &lt;script&gt;" in page
    assert not re.search(r"<[^>]*\sonmouseover=", page)


def test_control_characters_overrides_and_lone_halves_are_gone(page):
    assert not re.search("[\x00-\x08\x0e-\x1f\u202e\ud800-\udfff]", page)


def test_a_starred_row_is_never_printed_as_tested(page):
    for row in re.findall(r"<tr><th scope=\"row\">[^<]* \*</th>.*?</tr>", page, flags=re.S):
        assert "Index" not in row


def test_the_page_asks_for_nothing_from_outside(page):
    assert not re.search(r"(?:src|href)=\"(?!#)", page)
    assert not re.search(r"url\((?!data:(?:image/svg|font/ttf))", page)


def test_voice_speaks_of_groups_in_the_data(page):
    assert "they are" not in visible(page).lower()


def test_templates_hold_no_arithmetic_and_no_number_in_prose():
    for file in sorted((folder("templates") / "sections").glob("*.j2")):
        source = file.read_text("utf-8")
        prose = re.sub(r"\{[{%#].*?[}%#]\}|<[^>]*>", " ", source, flags=re.S)
        assert not re.search(r"\d", prose), file.name
        assert not re.search(r"\{[{%][^}]*\s[-+*/%]\s[^}]*[}%]\}", source), file.name


def test_a_small_study_has_fewer_pages_and_no_empty_ones(small):
    page = html(small)

    assert "How to reach and serve this group" not in page
    assert 'class="audit"' not in page
    assert "found nothing to mend" in page
    assert "Price" not in visible(page)


def test_a_study_without_segments_still_has_a_report(small):
    page = html(replace(small, personas=(), grouping=None, measurement=None))

    assert 'class="method"' in page
    assert 'class="summary' not in page


def test_low_bases_are_marked_and_withheld_numbers_are_dashes(report_of, persona_of):
    first = persona_of(1, 5, 0.2, flag="low")
    withheld = tuple(
        replace(one, segment=replace(one.segment, value=None, flag="suppressed"), index=None)
        for one in first.traits
    )
    data = report_of(5)
    page = html(replace(data, personas=(replace(first, traits=withheld), *data.personas[1:])))

    assert "Small base: read as a tendency" in page
    assert re.search(r"\d%‡", page)
    assert ">–</td>" in page


def test_a_later_wave_adds_a_page_about_change(moved):
    text = visible(html(moved))

    assert "Steady Drivers shrank, from 26% to 21%" in text
    assert "comparable with care" in text


def test_letters_name_the_segments_below_and_stand_at_nothing_that_formed_the_segments(report_of):
    data = report_of(5)
    page = html(data)

    printed = re.findall(r'<span class="sig">([A-Z]*)</span>', page)
    rows = {cell.letters for row in data.contrasts.rows for cell in row.cells}
    assert "".join(printed)
    assert set(printed) <= rows
    assert data.contrasts.words in visible(page)
    for row in re.findall(r'<tr><th scope="row">[^<]* \*</th>.*?</tr>', page, flags=re.S):
        assert not re.search(r'class="sig">[A-Z]', row)


def test_what_the_later_wave_alone_would_split_and_merge_is_on_the_page_about_change(moved):
    names = [one.name for one in moved.change.shares]
    anew = Anew(
        5, 900, 0.71, 0.71,
        (Part(1, 1, 0.55, 0.9), Part(1, 4, 0.4, 0.95), Part(2, 2, 0.97, 0.6), Part(3, 2, 0.9, 0.4), Part(4, 3, 0.9, 0.9)),
        ((4, 3, 0.82),), ((1, (1, 4)),), (((2, 3), 2),), (5,), (), (0.1,) * len(names), (f"{names[0]} split into two.",),
    )  # fmt: skip

    text = visible(html(replace(moved, change=replace(moved.change, anew=anew))))

    assert f"{names[0]} split 55% in 1, 40% in 4" in text
    assert f"{names[1]} merged 97% in 2" in text
    assert f"{names[3]} the same (0.82) 90% in 3" in text
    assert f"{names[0]} split into two." in text
    assert "A diagnosis only" in text


def test_more_than_seven_segments_turn_the_table_on_its_side(report_of):
    page = html(report_of(8))

    assert 'class="comparison wide"' in page


def test_a_study_may_bring_its_own_template(small):
    page = html(
        small, templates={"sections/cover.html.j2": "<section class='cover'>{{ report.title }}</section>"}
    )

    assert "<section class='cover'>How a region gets around</section>" in page


def test_an_unknown_name_in_a_template_is_reported_with_its_line_and_the_known_names(small):
    own = {"sections/cover.html.j2": "<p>\n{{ page.headlnie }}</p>"}

    with pytest.raises(ReportError, match=r"sections/cover\.html\.j2:2") as raised:
        html(small, templates=own)
    assert "page.lead" in str(raised.value)


@pytest.mark.parametrize(
    "attack",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ lipsum() }}",
        "{% for at in range(9) %}{% endfor %}",
        "{{ 7 * 7 }}",
        "{{ page.lead | attr('upper') }}",
        "{{ page.lead | safe }}",
        "{{ '%1000d' | format(1) }}",
        "{% include '../../pyproject.toml' %}",
    ],
)
def test_a_template_cannot_reach_out_or_compute(small, attack):
    with pytest.raises(ReportError, match=r"cover\.html\.j2|pyproject"):
        html(small, templates={"sections/cover.html.j2": attack})


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "http://example.org", "java&#10;script:x"]
)
def test_only_safe_links_leave_the_report(small, address):
    with pytest.raises(ReportError, match="may not be linked"):
        html(small, templates={"sections/cover.html.j2": f'<a href="{address}">x</a>'})


def test_every_section_has_a_template_and_a_module():
    names = [section.name for section in SECTIONS]

    assert len(names) == len(set(names))
    for name in names:
        assert (folder("templates") / "sections" / f"{name}.html.j2").exists()
        assert (Path(__file__).parents[2] / "psychoseg" / "report" / "sections" / f"{name}.py").exists()


def test_the_same_data_give_the_same_page(small):
    assert html(small) == html(small)


def test_a_wave_measured_with_an_earlier_model_shows_its_segments_and_no_empty_page(full):
    shares = tuple(
        ShareChange(one.number, one.name, one.share, one.share, one.share, 1.0, "no clear change")
        for one in full.personas
    )
    change = Change("spring", "autumn", shares, 0.01, (("Ease", 0.99),), ())

    page = html(replace(full, personas=(), grouping=None, measurement=None, change=change))

    assert "Why" not in "".join(re.findall(r"<h2[^>]*>(.*?)</h2>", page))
    assert page.count('<div class="key seg-') == len(shares)
    assert page.count('<i class="seg-') == len(shares)


def test_the_pages_own_script_is_the_only_one_it_allows(page):
    script = re.search(r"<script>(.*?)</script>", page, flags=re.S).group(1)
    digest = b64encode(hashlib.sha256(script.encode()).digest()).decode()

    assert f"script-src &#39;sha256-{digest}&#39;" in page
    assert "default-src &#39;none&#39;" in page
    assert page.count("<script") == 1


def test_all_that_is_said_stands_in_one_main_part_with_fonts_and_rules_for_screens(page):
    assert page.count("<main") == 1
    assert page.index("<main") < page.index("<section") < page.rindex("</section>") < page.index("</main>")
    assert '<style media="screen">' in page
    assert page.count("data:font/ttf;base64,") == 8


def test_no_head_of_a_table_is_empty(page):
    assert not re.search(r"<th[^>]*>(?:\s|<[^>]*>)*</th>", page)


def test_the_glossary_explains_only_words_that_the_report_uses(full, small):
    with_factors, without = html(full), html(replace(small, measurement=None))

    assert "How strongly a statement goes with a factor" in with_factors
    assert "How strongly a statement goes with a factor" not in without
    assert "The range that would hold the true figure" in without


def test_a_report_of_few_words_has_no_glossary(small):
    assert 'class="glossary' not in html(replace(small, measurement=None, grouping=None, personas=()))


def test_answers_stand_around_one_line_and_the_neutral_ones_apart(report_of):
    page = html(report_of(5))

    body = page[page.index('class="likert"') :]
    body = body[: body.index("</section>")]
    assert body.count('<table class="answers">') >= 5
    for table in re.findall(r'<table class="answers">.*?</table>', body, flags=re.S):
        for track in re.findall(r'<div class="track">(.*?)</div>', table, flags=re.S):
            zero = float(re.search(r'class="axis" style="left:([\d.]+)%', track).group(1))
            pieces = [
                (tone, float(left), float(width))
                for tone, left, width in re.findall(
                    r'piece (\w+)-\d" style="left:([\d.]+)%;width:([\d.]+)%', track
                )
            ]
            assert max(left + width for tone, left, width in pieces if tone == "no") <= zero + 0.1
            assert min(left for tone, left, _ in pieces if tone == "yes") >= zero - 0.1


@pytest.mark.parametrize(("segments", "least"), [(2, 8), (9, 3)])
def test_as_many_statements_as_the_page_holds_are_shown(report_of, segments, least):
    page = html(report_of(segments))

    assert page.count('<table class="answers">') >= least
