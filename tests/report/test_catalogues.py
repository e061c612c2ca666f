"""Every catalogue translates every message, whole, and says the same."""

import re

import pytest
from babel import Locale
from babel.messages.pofile import read_po

from psychoseg.errors import ReportError
from psychoseg.report.catalogue import FOLDER, catalogue, parsed
from psychoseg.report.heard import CONTEXT
from psychoseg.report.language import LANGUAGES
from psychoseg.report.messages import messages
from psychoseg.study.config import REPORT_LANGUAGES

TRANSLATED = [code for code in LANGUAGES if code != "en"]
HOLE = re.compile(r"\{\w+\}")


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_message_is_translated_and_no_catalogue_holds_another(code):
    wanted = {(one.context, one.text) for one in messages()}

    assert set(catalogue(code).messages) == wanted


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_translation_holds_what_its_message_holds(code):
    told = catalogue(code).messages
    for one in messages():
        forms = told[one.context, one.text]
        assert len(forms) == (2 if one.many else 1), one.text
        assert set(HOLE.findall(forms[-1])) == set(HOLE.findall(one.many or one.text)), one.text
        assert set(HOLE.findall(forms[0])) <= set(HOLE.findall(one.text + one.many)), one.text


@pytest.mark.parametrize("code", TRANSLATED)
def test_no_entry_is_fuzzy_or_obsolete_and_others_read_the_file_alike(code):
    path = FOLDER / f"{code}.po"
    with path.open("rb") as file:
        whole = read_po(file)

    entries = [one for one in whole if one.id]

    assert not whole.obsolete
    assert not [one.id for one in entries if one.fuzzy]
    for one in entries:
        text, forms = (one.id[0], one.string) if one.pluralizable else (one.id, (one.string,))
        assert catalogue(code).messages[one.context or "", text] == tuple(forms)


def test_a_plural_has_the_forms_of_its_language():
    assert [catalogue("fr").form(count) for count in (0, 1, 2)] == [0, 0, 1]
    assert [catalogue("de").form(count) for count in (0, 1, 2)] == [1, 0, 1]


@pytest.mark.parametrize("code", LANGUAGES)
def test_numbers_are_written_as_the_common_locale_data_say(code):
    own, known = LANGUAGES[code], Locale(code)

    assert own.decimal == known.number_symbols["latn"]["decimal"]
    assert own.group == known.number_symbols["latn"]["group"]
    assert own.percent == known.percent_formats[None].pattern.removeprefix("#,##0")
    assert own.name == known.get_display_name(code)


@pytest.mark.parametrize("code", TRANSLATED)
def test_quotes_shares_and_punctuation_follow_the_language(code):
    for (context, text), forms in catalogue(code).messages.items():
        for form in forms:
            assert not re.search(r"\w %", form), (context, text, form)
            assert not re.search(r"[“”]", form) or code == "de", (text, form)
            if code == "fr":
                said = re.sub(
                    r"`[^`]*`|log: \[|segments: \{|method: mixture", "", form
                )  # what is written in a file
                assert not re.search(r"\w[:;?!](?:\s|$)|[^\u00a0][»]|«[^\u00a0]", said), (text, form)


def test_a_study_names_the_languages_that_reports_are_made_in():
    assert tuple(LANGUAGES) == REPORT_LANGUAGES


def test_entries_without_a_translation_or_in_doubt_are_left_out():
    text = 'msgid "Base"\nmsgstr ""\n\n#, fuzzy\nmsgid "Name"\nmsgstr "Nom"\n\nmsgctxt "heard"\nmsgid ""\n"Two "\n"lines"\nmsgstr "Deux lignes"\n'

    assert parsed(text, "fr.po").messages == {(CONTEXT, "Two lines"): ("Deux lignes",)}


def test_a_file_that_is_no_catalogue_is_refused_by_name():
    with pytest.raises(ReportError, match="xx.po is no catalogue of messages: hello"):
        parsed("hello\n", "xx.po")
