"""What a questionnaire can say, key by key; what it cannot is refused with its place and a way out."""

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from psychoseg.errors import QuestionnaireError
from psychoseg.questionnaire import parse, read

HEAD = """
id: tea
title: Tea
scales:
  agree: {1: Disagree, 2: Neither, 3: Agree}
constructs:
  calm: {name: Calm, high: calm, low: restless}
"""
ITEM = "{id: a, text: Why?, type: open}"


def asked(items, top=""):
    lines = "\n".join(f"      {line}" for line in items.strip("\n").splitlines())
    return parse(f"{HEAD}{top}\nsections:\n  - id: all\n    items:\n{lines}\n")


def refused(items, top=""):
    with pytest.raises(QuestionnaireError) as caught:
        asked(items, top)
    return str(caught.value)


def test_a_matrix_is_read_as_its_rows():
    found = asked(
        """
- id: views
  type: matrix
  text: How far do you agree?
  scale: agree
  construct: calm
  randomise: true
  rows:
    rest: I rest at noon.
    run: {text: I run at noon., reverse: true, short: Runs}
"""
    )

    (battery,) = found.batteries
    assert battery.items == ("rest", "run")
    assert (battery.id, battery.text, battery.section, battery.line) == (
        "views",
        "How far do you agree?",
        "all",
        12,
    )
    assert [item.stem for item in found.items] == [battery.text] * 2
    assert [item.battery for item in found.items] == ["views"] * 2
    assert [item.reverse for item in found.attitudes] == [False, True]
    assert all(item.random_order and item.scale.highest == 3 for item in found.items)
    assert found.item("run").line == 20


def test_a_matrix_of_options_is_read_as_single_choices():
    found = asked(
        "- {id: m, type: matrix, text: How often?, options: {1: Daily, 2: Less}, rows: {tea: Tea, milk: Milk}}"
    )

    assert [(item.type, item.codes) for item in found.items] == [("single", ("1", "2"))] * 2


def test_a_net_promoter_item_has_its_eleven_points_built_in():
    found = asked("- {id: a, text: Would you recommend it?, type: nps}").item("a")

    assert found.codes == tuple(map(str, range(11)))
    assert found.scale.labels[0] == (0, "Not at all likely")


def test_a_ranking_takes_a_column_an_option():
    found = asked("- {id: r, text: Rank them., type: ranking, options: {a: A, b: B}, randomise: true}")

    assert found.item("r").columns == ("r_a", "r_b")
    assert found.item("r").randomise


def test_a_date_may_have_a_range():
    found = asked("- {id: d, text: When?, type: date, earliest: 2026-01-01, latest: 2026-12-31}").item("d")

    assert (found.earliest, found.latest) == ("2026-01-01", "2026-12-31")


def test_options_say_what_kind_of_answer_they_are():
    found = asked(
        """
- id: a
  text: Which?
  type: multiple
  options:
    1: This
    2: {label: Another, specify: true, fixed: true}
    8: {label: None of these, exclusive: true}
    9: {label: Prefer not to say, missing: refused}
    10: {label: Left out, missing: true}
"""
    ).item("a")

    assert [option.missing for option in found.options] == ["", "", "", "refused", "missing"]
    assert found.text_columns == ("a_2_text",)
    assert (found.options[1].fixed, found.options[2].exclusive, found.options[2].line) == (True, True, 18)


def test_a_scale_may_have_answers_beside_it_that_are_none():
    top = "scales:\n  agree:\n    labels: {1: No, 2: Yes}\n    missing: {98: Refused, 99: {label: Don't know, missing: dont_know}}\n"
    found = parse(
        f"id: a\ntitle: A\n{top}sections: [{{id: s, items: [{{id: x, text: I rest., type: likert, scale: agree}}]}}]"
    ).item("x")

    assert found.codes == ("1", "2")
    assert found.possible_codes == ("1", "2", "98", "99")
    assert [option.missing for option in found.scale.missing] == ["missing", "dont_know"]


def test_the_whole_says_what_it_is_for_and_what_it_promises():
    found = asked(
        """
- {id: sex, text: Which?, type: single, options: {1: A, 2: B}, screen_out: [2]}
- {id: age, text: Age?, type: numeric, sensitive: true, reason: to weight, personal: other, decimals: 0}
- {id: post, text: E-mail?, type: open, personal: email, objective: follow-up, was: mail, help: One line., show: “Tea!”}
""",
        """
audience: expert
anonymous: true
sponsor: The tea board
brands: [Leaf]
glossary: {oolong: half-oxidised tea}
incentive: A tea spoon
instrument: Tea Inventory
section_order: random
personal_data: {ip: to find repeated answers}
consent: {text: You may stop., purpose: to plan, voluntary: yes, parental: a parent signs}
quotas:
  - {item: sex, cells: {1: 48%, 2: 52%}}
  - {item: age, cells: {18-29: 100, 30-99: 300}}
history:
  - {version: 1, date: 2025-03-01, wave: spring, changes: first}
""",
    )

    assert found.random_sections
    assert found.anonymous
    assert (found.audience, found.brands, found.glossary) == (
        "expert",
        ("Leaf",),
        (("oolong", "half-oxidised tea"),),
    )
    assert found.quotas[0].cells[1].share == pytest.approx(0.52)
    assert found.quotas[1].cells[0].count == 100
    assert found.history[0].date == "2025-03-01"
    assert {item.instrument for item in found.items} == {"Tea Inventory"}
    assert found.item("sex").screen_out == ("2",)
    assert {"quotas", "brands"} <= found.written
    assert "version" not in found.written


@pytest.mark.parametrize(
    ("items", "message"),
    [
        ("- {id: ALL, text: x, type: open}", "SPSS and SQL keep the word"),
        ("- {id: with, text: x, type: open}", "write with_1 or another name"),
        ("- {id: p\u0430y, text: x, type: open}", "U+0430 CYRILLIC SMALL LETTER A"),
        ("- {id: ａ1, text: x, type: open}", "U+FF41 FULLWIDTH LATIN SMALL LETTER A"),
        ("- {id: a, text: x\u202ey, type: open}", "12:23: 'x\\u202ey' holds U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("- {id: a, text: x\u200by, type: open}", "U+200B ZERO WIDTH SPACE; remove what cannot be seen"),
        ("- {id: a, text: '?! …', type: open}", "no word stands in it"),
        ("- {id: a, text: 🙂, type: open}", "no word stands in it"),
        ("- {id: a, text: x, type: single, options: {1: A\u2066, 2: B}}", "U+2066"),
        ("- {id: a, text: x, type: numeric, max: .inf}", "write a finite number"),
        ("- {id: a, text: x, type: numeric, max: " + "9" * 5000 + "}", "more digits than the 18"),
        ("- {id: a, text: x, type: numeric, max: '9'}", "write it without quotes"),
        ("- {id: a, text: x, type: date, earliest: 2024-13-45}", "which is no day; write it as 2026-03-01"),
        ("- {id: a, text: x, type: date, earliest: 2026-02-01, latest: 2026-01-01}", "is not after earliest"),
        ("- {id: a, text: x, type: open, min: 3}", "min means nothing where type is open; it is for numeric items"),
        ("- {id: a, text: x, type: ranking}", "a ranking item needs options"),
        ("- {id: a, text: x, type: nps, scale: agree}", "an nps item runs from 0 to 10"),
        ("- {id: a, text: x, type: single, options: {1: A, 2: B}, screen_out: [3]}", "'3' is not a code"),
        ("- {id: a, text: x, type: single, options: {1: A, 2: {label: B, missing: dontknow}}}", "did you mean dont_know"),
        ("- {id: a, text: x, type: open, personal: mail}", "did you mean email"),
        ("- {id: a, text: {de: x}, type: open}", "text has no text in en; that is the questionnaire's own language"),
        ("- {id: a, text: {en: x, deutsch: y}, type: open}", "'deutsch' is not a language"),
        ("- {id: a, text: {en: x, de: }, type: open}", "text has no text in de"),
        ("- {id: m, type: matrix, text: x, rows: {a: A, b: B}}", "a matrix needs a scale or options"),
        ("- {id: m, type: matrix, text: x, scale: agree, rows: {a: A}}", "a matrix with a single row"),
        ("- {id: m, type: matrix, text: x, scale: agree}", "a matrix needs a value for rows"),
        ("- {id: m, type: matrix, text: x, scale: agree, rows: {a b: A, c: C}}", "'a b' cannot be used as id"),
        ("- {id: m, type: matrix, text: x, scale: agree, rows: {m: A, c: C}}", "the id 'm' is taken"),
        ("- {id: m, type: matrix, text: x, scale: agree, rows: {a: A, b: {text: B, revers: true}}}", "did you mean reverse"),
        ("- {id: a, text: x, type: single, options: {1: A, 2: {label: B, specify: true}}}\n- {id: a_2_text, text: y, type: open}", "also the column of an option of a"),
    ],
)  # fmt: skip
def test_a_faulty_item_is_refused_with_its_place_and_a_way_out(items, message):
    assert message in refused(items)


@pytest.mark.parametrize(
    ("top", "message"),
    [
        ("language: english", "write a code such as en"),
        ("audience: all", "choose from public, expert"),
        ("quotas: [{item: b, cells: {1: 10}}]", "there is no item 'b'; choose from a"),
        ("quotas: [{item: a, cells: {1: 60%, 2: 60%}}]", "add up to 120%"),
        ("quotas: [{item: a, cells: {1: 60%, 2: 40}}]", "write all cells one way"),
        ("quotas: [{item: a, cells: {1: many}}]", "write 48%, 0.48 or 240"),
        ("history: [{date: yesterday}]", "needs a value for version"),
        ("history: [{version: 1, date: yesterday}]", "which is no day"),
        ("personal_data: {mail: x}", "did you mean email"),
        ("parent: ../elsewhere.yml", "leads out of this folder"),
        ("parent: /etc/passwd", "leads out of this folder"),
        ("section_order: shuffled", "choose from fixed, random"),
        ("consent: {text: Hello., voluntry: yes}", "did you mean voluntary"),
    ],
)
def test_a_faulty_top_is_refused_with_its_place_and_a_way_out(top, message):
    assert message in refused(f"- {ITEM}", top)


@pytest.mark.parametrize(
    ("scale", "message"),
    [
        ("{labels: {1: a, 2: b}, missing: {2: c}}", "has the code '2' for an answer and for none"),
        ("{labels: {1: a, 2: b}, missing: {99: }}", "needs a label"),
        ("{missing: {99: c}}", "needs a value for labels"),
        ("{01: a, 1: b, 2: c}", "has the code 1 twice"),
    ],
)
def test_a_faulty_scale_is_refused(scale, message):
    with pytest.raises(QuestionnaireError) as caught:
        parse(f"id: a\ntitle: A\nscales: {{s: {scale}}}\nsections: [{{id: s, items: [{ITEM}]}}]")

    assert message in str(caught.value)


def test_joiners_that_shape_a_word_or_an_emoji_are_kept():
    found = asked("- {id: a, text: می‌خواهم چای 👩‍🌾, type: open}").item("a")

    assert "\u200c" in found.text
    assert "\u200d" in found.text


MANY_TONGUES = """
id: tea
language: en
title: {en: Tea, de: Tee}
consent: {text: {en: You may stop., de: Sie können aufhören.}}
scales:
  agree: {1: {en: 'No', de: Nein}, 2: {en: 'Yes', de: Ja, fr: Oui}}
sections:
  - id: habits
    title: {en: Habits, de: Gewohnheiten}
    items:
      - {id: a, type: likert, scale: agree, text: {en: I rest., de: Ich ruhe.}}
      - id: b
        type: single
        text: {en: Which?, de: Welche?}
        options:
          1: {en: Green, de: Grün}
          2: {label: {en: Black, de: Schwarz}, short: B}
      - {id: m, type: matrix, scale: agree, text: {en: "And now:", de: "Und nun:"}, rows: {x: {en: Milk, de: Milch}, y: Sugar}}
"""


def test_a_questionnaire_is_had_in_each_of_its_languages():
    found = parse(MANY_TONGUES)

    german = found.in_language("de")

    assert found.languages == ("en", "de", "fr")
    assert (german.language, german.title, german.sections[0].title) == ("de", "Tee", "Gewohnheiten")
    assert german.consent.text == "Sie können aufhören."
    assert german.item("a").text == "Ich ruhe."
    assert german.item("a").scale.labels == ((1, "Nein"), (2, "Ja"))
    assert [option.label for option in german.item("b").options] == ["Grün", "Schwarz"]
    assert (german.item("x").stem, german.item("x").text, german.batteries[0].text) == (
        "Und nun:",
        "Milch",
        "Und nun:",
    )
    assert {item.language for item in german.items} == {"de"}


def test_what_has_no_wording_in_a_language_falls_back_and_is_listed():
    found = parse(MANY_TONGUES)

    assert found.in_language("de").item("y").text == "Sugar"
    assert found.untranslated("de") == ("b.2.short", "y.text")
    assert found.untranslated("en") == ()
    assert found.in_language("en") is found
    with pytest.raises(QuestionnaireError, match="no wording in 'es'; choose from en, de, fr"):
        found.in_language("es")


def test_the_version_before_is_read_with_it(tmp_path):
    old = tmp_path / "earlier" / "one.yml"
    old.parent.mkdir()
    old.write_text("id: tea\ntitle: Tea\nsections: [{id: s, items: [{id: a, text: Why?, type: open}]}]")
    new = tmp_path / "two.yml"
    written = "id: tea\ntitle: Tea\nparent: earlier/one.yml\nsections: [{id: s, items: [{id: b, was: a, text: Why?, type: open}]}]"
    new.write_text(written)

    found = read(new)

    assert found.before.item("a").text == "Why?"
    assert found == replace(found, before=None)
    assert parse(written).before is None
    new.write_text(written.replace("was: a", "was: aa"))
    with pytest.raises(
        QuestionnaireError, match=r"two\.yml:4:28: b was 'aa', which .*one\.yml does not ask; .*a"
    ):
        read(new)
    old.write_text("id: tea\nsections: [{id: s, items: [{id: a, text: Why?, type: opne}]}]")
    with pytest.raises(QuestionnaireError, match=r"one\.yml:2:\d+: type is 'opne'; did you mean open"):
        read(new)
    new.write_text(written.replace("earlier/one.yml", "two.yml"))
    with pytest.raises(QuestionnaireError, match="names this file itself"):
        read(new)
    new.write_text(written.replace("earlier/one.yml", "earlier/none.yml"))
    with pytest.raises(QuestionnaireError, match="cannot be read"):
        read(new)


def test_a_version_before_behind_a_link_out_of_the_folder_is_refused(tmp_path):
    (tmp_path / "outside.yml").write_text("id: tea")
    inside = tmp_path / "study"
    inside.mkdir()
    (inside / "link.yml").symlink_to(tmp_path / "outside.yml")
    (inside / "q.yml").write_text(
        f"id: a\ntitle: A\nparent: link.yml\nsections: [{{id: s, items: [{ITEM}]}}]"
    )

    with pytest.raises(QuestionnaireError, match="through a link"):
        read(inside / "q.yml")


def test_five_thousand_items_with_all_there_is_load_in_no_time():
    items = "\n".join(
        f"- {{id: q{n}, text: Is number {n} true?, type: single, options: {{1: A, 2: {{label: B, missing: refused}}}},"
        f" ask_if: q{max(n - 1, 0)} == 1, short: s{n}, sensitive: true, reason: to know}}"
        for n in range(5000)
    )

    begun = time.process_time()
    found = asked(items)

    assert len(found.items) == 5000
    assert time.process_time() - begun < 5


words = st.sampled_from(
    ["id", "title", "sections", "items", "text", "type", "matrix", "single", "options", "rows", "scale", "scales",
     "quotas", "cells", "ask_if", "a == 1", "1", "2", "true", "2026-13-01", "x", "parent", "history", "missing"]
)  # fmt: skip
nodes = st.recursive(
    words | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=6),
    max_leaves=25,
)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(words, nodes, min_size=1, max_size=8))
def test_no_file_does_more_than_raise_our_own_error(content):
    import yaml

    text = yaml.safe_dump(content, allow_unicode=True)

    try:
        parse(text)
    except QuestionnaireError as problem:
        assert str(problem)


@given(st.text(max_size=300))
def test_no_text_does_more_than_raise_our_own_error(text):
    try:
        parse(text)
    except QuestionnaireError as problem:
        assert str(problem)
