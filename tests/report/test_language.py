"""A report in another language: its words, its numbers, and what stays as people wrote it."""

import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from zipfile import ZipFile

import pytest

from psychoseg.errors import ReportError
from psychoseg.report import html
from psychoseg.report.data import AuditFinding
from psychoseg.report.format import coefficient, fixed, in_unit, in_words, interval, percent, span
from psychoseg.report.language import language_of, say, speaking
from psychoseg.report.slides import slides
from psychoseg.report.workbook import workbook
from psychoseg.stats.estimate import Estimate

MADE = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


def spoken(data, code):
    return replace(data, cover=replace(data.cover, language=code))


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("en", ["12,346", "1,234", "17%", "16–19%", "−0.2 to 0.1", ".75", "five"]),
        ("de", ["12.346", "1.234", "17\u00a0%", "16–19\u00a0%", "−0,2 bis 0,1", "0,75", "fünf"]),
        ("fr", ["12\u202f346", "1\u202f234", "17\u00a0%", "16–19\u00a0%", "−0,2 à 0,1", "0,75", "cinq"]),
        ("es", ["12.346", "1234", "17\u00a0%", "16–19\u00a0%", "−0,2 a 0,1", "0,75", "cinco"]),
    ],
)
def test_numbers_follow_the_language(code, written):
    share = Estimate(0.174, 0.158, 0.191, "share", 349, 352.0, 322.0)

    with speaking(code):
        found = [fixed(12345.6), fixed(1234), percent(0.174), interval(share), span(-0.2, 0.1, 1), coefficient(0.746), in_words(5)]  # fmt: skip

    assert found == written


@pytest.mark.parametrize(
    ("code", "written"),
    [("en", ["£113", "$4.5\u00a0a month"]), ("de", ["113\u00a0£", "4,5\u00a0$\u00a0a month"])],
)
def test_the_sign_of_a_currency_stands_where_the_language_has_it(code, written):
    with speaking(code):
        assert [in_unit(112.6, "£"), in_unit(4.5, "$ a month")] == written


def test_shares_in_office_files_are_written_as_in_the_report(full):
    def formats(code):
        files = {
            "xl/styles.xml": workbook(spoken(full, code), MADE),
            "ppt/charts": slides(spoken(full, code), MADE),
        }
        return {
            unescape(form)
            for start, file in files.items()
            for name in ZipFile(io.BytesIO(file)).namelist() if name.startswith(start) and name.endswith(".xml")
            for form in re.findall(r'formatCode="([^"]*%[^"]*)"', ZipFile(io.BytesIO(file)).read(name).decode())
        }  # fmt: skip

    assert {"0%", "0.0%"} < formats("en")
    assert {'0"\u00a0"%', '0.0"\u00a0"%'} < formats("es")
    assert not [form for form in formats("es") if re.search(r"[0#]%", form)]


def test_a_value_is_never_read_as_a_message():
    assert (
        say("{agency} for {client}", agency="{client}", client="{0.__class__}")
        == "{client} for {0.__class__}"
    )


def test_an_unknown_language_is_named_with_those_there_are():
    with pytest.raises(ReportError, match=r"(?s)en \(English\), de \(Deutsch\).*'da': no language"):
        language_of("da")


@pytest.mark.parametrize(
    ("code", "title"), [("de", "Zusammenfassung"), ("fr", "Synthèse"), ("es", "Resumen ejecutivo")]
)
def test_the_page_speaks_the_language_and_keeps_what_people_wrote(full, code, title):
    page = html(spoken(full, code))

    assert f'<html lang="{code}"' in page
    assert title in page
    assert "Executive summary" not in page
    assert "I like to leave whenever I want" in page
    assert "<script>alert" not in page


def test_the_questionnaire_check_speaks_the_language_and_quotes_what_was_asked(full):
    found = (
        AuditFinding("QC201", "double-barrelled", "warning", "q15", "two questions share one answer"),
        AuditFinding(
            "QR301", "overlapping-ranges", "error", "age", "“18 to 30” and “30 to 45” share a number"
        ),
        AuditFinding("X1", "of-another-package", "info", "q2", "says what nobody knows"),
    )

    page = html(spoken(replace(full, audit=found), "fr"))

    assert "question à double volet" in page
    assert "« 18 to 30 » et « 30 to 45 » ont un nombre en commun" in page.replace("\u00a0", " ")
    assert page.count('<span lang="en">says what nobody knows</span>') == 1
    assert '<span lang="en">of-another-package</span>' in page


def test_a_page_after_another_language_is_english_again(small):
    html(spoken(small, "de"))

    assert "Executive summary" in html(small)


def test_a_template_of_a_study_may_say_messages_but_not_reach_into_values(full):
    template = '<p>{{ say("Glossary") }} {{ say("{x.__class__}", x=page) }}</p>'

    page = html(spoken(full, "de"), templates={"sections/glossary.html.j2": template})

    assert re.search(r"<p>Glossar \{x\.__class__\}</p>", page)
