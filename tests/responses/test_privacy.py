"""Personal data is found by name and content, and taken out of texts, without spoiling ordinary answers."""

import time

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from psychoseg.plan import Exclusions, Plan
from psychoseg.questionnaire import parse
from psychoseg.responses import Wave, ingest, read_table
from psychoseg.responses.privacy import Pseudonyms, kind_by_content, masked, scrub
from psychoseg.responses.privacy.kinds import kind_of, kinds_by_content
from psychoseg.responses.privacy.patterns import is_card, is_iban

KEEP = Plan(exclude=Exclusions(attention=False, speed=0, straight=0, unanswered=1))


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (["ann@example.org", "b.c@example.co.uk", "x@example.net"], "email"),
        (["192.0.2.1", "198.51.100.7", "2001:db8::1"], "ip"),
        (["+49 30 901820", "030 901820", "(555) 010-9999"], "phone"),
        (["GB82WEST12345698765432", "DE89 3704 0044 0532 0130 00", "FR1420041010050500013M02606"], "account"),
        (["4111111111111111", "5500 0000 0000 0004", "4012888888881881"], "account"),
        (["52.5200, 13.4050", "48.85661,2.35222", "-33.8688; 151.2093"], "place"),
        (["2026-03-01", "2026-03-02", "2026-03-03"], ""),
        (["10:30:00", "11:15:00", "09:00:00"], ""),
        (["12", "100", "3.5"], ""),
        (["8812345677", "8812345678", "8812345679"], ""),
        (["card 4111 1111 1111 1111", "4012888888881881.", "no"], "account"),
        (["5", "4"], ""),
    ],
)
def test_columns_are_known_by_what_is_in_them(texts, kind):
    assert kind_by_content(texts) == kind


def test_one_slip_is_told_of_a_column_but_does_not_make_it_personal():
    found = kinds_by_content(
        pa.chunked_array([["4111 1111 1111 1111", "4111 1111 1111 1112", "cheap", "good value"]])
    )

    assert found == {"account": 1}
    assert kind_of(found, 4) == ""


CANARIES = [
    "kim.canary@example.org", "https://example.org/u/canary", "@canary_77", "GB82 WEST 1234 5698 7654 32", "4111 1111 1111 1111",
    "192.0.2.177", "2001:db8::beef:77", "+44 20 7946 0958", "(555) 010-4477", "07700 900177", "52.520077, 13.405077", "8812345677",
]  # fmt: skip


@pytest.mark.parametrize("canary", CANARIES)
@pytest.mark.parametrize("around", ["{}", "write to {} please", "({}), thanks.", "Kontakt:{}!"])
def test_personal_data_goes_wherever_it_stands_in_a_text(canary, around):
    found = scrub(around.format(canary))

    assert canary not in found.text
    assert "77" not in found.text or canary.startswith("4111")
    assert sum(found.masks.values()) >= 1


def test_names_known_from_the_persons_row_go_and_names_said_in_a_known_way():
    found = scrub("I am Zoë Canary and zoë likes it. My name is Kim Lee.", names=["Canary, Zoë"])

    assert (
        found.text
        == "I am [name removed] [name removed] and [name removed] likes it. My name is [name removed]."
    )
    assert found.masks["name"] == 4


def test_postal_codes_go_only_where_the_wave_says_people_live_there():
    text = "I live at SW1A 1AA, 10115 Berlin"

    assert scrub(text).text == text
    assert scrub(text, postcodes=["GB", "DE"]).text == "I live at [place removed], [place removed] Berlin"


SUBJECTS = ["The price", "My family", "Delivery", "This brand", "Cooking at home", "The app", "Packaging", "The new shop", "Quality", "A good meal"]  # fmt: skip
ENDS = [
    "went up by 12.5% between 2019 and 2024.", "matters more than 3/4 of the rest.", "costs 1,299.99 or 1.000.000 a year.",
    "was 10/10, 5 stars!", "took 2-3 days, since 2010-2015.", "opened on 01.02.2024 at 10:30:00.", "is worth $1,000, maybe 45 euros.",
    "needs 4 x 250 g, 1/2 cup, 180°C.", "has 24/7 support and 5G.", "reached me on 2026-03-01, twice.", "v1.2.3 works better; see page 123-125.",
    "is no. 1 of 100 000 products.", "at 8 am @ home, e.g. on Mondays.", "sells 6-packs for 12-15 people: great.", "is (in my view) fine.",
]  # fmt: skip


def test_ordinary_answers_are_left_as_they_are_in_more_than_99_of_100():
    answers = [f"{subject} {end}" for subject in SUBJECTS for end in ENDS]

    changed = [answer for answer in answers if scrub(answer).text != answer]

    assert len(changed) / len(answers) < 0.01, changed


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_scrubbing_twice_changes_nothing_more_and_never_fails(text):
    once = masked(text)

    assert masked(once) == once


@pytest.mark.parametrize(
    "text", ["a@" * 5000, "1 " * 10000, ":" * 20000, "+" * 20000, "1-" * 10000, "x" * 20000, "a.b" * 6000]
)
def test_hostile_texts_are_scrubbed_in_bounded_time(text):
    begun = time.perf_counter()

    scrub(text, names=["Ann"], postcodes=["GB", "DE", "NL"])

    assert time.perf_counter() - begun < 1.5


@given(st.integers(0, 10**15 - 1), st.integers(8, 21), st.integers(1, 9))
def test_one_wrong_digit_is_always_seen_by_the_checks(number, place, more):
    body = f"{number:015d}"
    iban = "GB82WEST12345698765432"
    wrong = iban[:place] + str((int(iban[place]) + more) % 10) + iban[place + 1 :]

    assert sum(is_card(f"{body}{digit}") for digit in range(10)) <= 1
    assert is_iban(iban)
    assert not is_iban(wrong)


def test_the_same_person_has_another_name_in_another_study_and_no_name_tells_the_id():
    one, other = Pseudonyms(b"1" * 32), Pseudonyms(b"2" * 32)

    assert one.of("R_1") != other.of("R_1")
    assert "R_1" not in one.of("R_1")
    assert "1111" not in repr(one)


ASKED = parse(
    """
id: p
title: P
scales: {agree: {1: Disagree, 2: Neither, 3: Agree}}
constructs: {calm: {high: calm, low: restless}}
sections:
  - id: all
    items:
      - {id: rest, text: I rest., type: likert, scale: agree, construct: calm}
      - {id: why, text: Why?, type: open, quote: true}
      - {id: who, text: Your name?, type: open, personal: name, reason: prize draw}
      - {id: may, text: May we quote?, type: single, role: consent, options: {1: Yes, 2: No}}
"""
)


def test_answers_that_are_personal_data_go_and_the_persons_name_goes_from_the_rest():
    raw = read_table(
        b"rest,why,who,may,E-Mail\n3,Ask Kim Canary about it,Kim Canary,1,kim@example.org\n1,Fine,,1,\n",
        "x.csv",
    )

    found = ingest(raw, ASKED, KEEP, Wave("w"))

    assert found.open["why"].tolist() == ["Ask [name removed] [name removed] about it", "Fine"]
    assert "who" not in found.open
    assert "who" not in found.profile
    assert "columns of personal data left out: E-Mail (email)" in found.changes
    assert any("personal data taken out of written answers" in change for change in found.changes)
    assert found.masks["answers that are personal data"] == 1


def test_ids_that_are_addresses_are_said_and_named_by_pseudonyms():
    raw = read_table(
        b"id,rest,why,who,may\na@example.org,3,,,1\nb@example.org,1,,,1\nc@example.org,2,,,1\n", "x.csv"
    )

    found = ingest(raw, ASKED, KEEP, Wave("w", respondent="id"), named=Pseudonyms(b"k" * 32).of_all)

    assert not any("@" in name for name in found.answers.index)
    assert "the respondents' ids are personal data; they are kept as pseudonyms only" in found.changes


@pytest.mark.parametrize(("rows", "said"), [(",3,,,1\nb,1,,,1\n", "1 rows have no id and go by their line"), ("A,3,,,1\na,1,,,1\n", "1 ids differ from another in case")])  # fmt: skip
def test_odd_ids_are_said(rows, said):
    found = ingest(
        read_table(f"id,rest,why,who,may\n{rows}".encode(), "x.csv"), ASKED, KEEP, Wave("w", respondent="id")
    )

    assert any(said in change for change in found.changes)


def test_ids_stay_texts_and_ids_a_spreadsheet_rounded_are_refused():
    header = "id,rest,why,who,may\n"
    found = ingest(read_table(f"{header}007,3,,,1\n7,1,,,1\n90071992547409931,2,,,1\n90071992547409932,2,,,1\n".encode(), "x.csv"), ASKED, KEEP, Wave("w", respondent="id"))  # fmt: skip

    assert list(found.answers.index) == ["007", "7", "90071992547409931", "90071992547409932"]
    with pytest.raises(ValueError, match=r"'1\.23457E\+12' is a rounded number \(lines 2, 3\)"):
        ingest(read_table(f"{header}1.23457E+12,3,,,1\n1.23457E+12,1,,,1\n".encode(), "x.csv"), ASKED, KEEP, Wave("w", respondent="id"))  # fmt: skip
