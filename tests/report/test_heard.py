"""Sentences that earlier stages finish are known to the report: those in their sources, and those in real runs."""

import ast
import re
from dataclasses import replace
from pathlib import Path

import pytest

import psychoseg
from psychoseg.report import html
from psychoseg.report.heard import HEARD, Pattern, told, value_told
from psychoseg.report.language import LANGUAGES, speaking, untold
from psychoseg.report.translation import translated

ROOT = Path(psychoseg.__file__).parent
STAGES = ("personas", "sensitivity", "factors", "segments", "stats", "responses/weighting", "responses/doubts.py",
          "responses/carelessness/signs.py", "responses/used.py", "activation", "study/letters.py", "responses/ingest.py", "pipeline.py", "report/legible.py")  # fmt: skip
TRANSLATED = [code for code in LANGUAGES if code != "en"]
NOT_IN_REPORTS = (
    "factors/confirmatory", "factors/style.py", "factors/evidence.py", "factors/suggestions.py", "factors/screening.py",
    "segments/comparison.py",
)  # fmt: skip
"""Printed by commands of their own."""
ELSEWHERE = (
    "The weights did not settle", "Farthest off is", "No weights between", "Columns in different units", "No font on",
    "Formed in 7 other ways", "Formed from another representation",
)  # fmt: skip
"""Errors that stop a run, and what commands print beside the report."""
COMPOSED = (
    "8 of 9 criteria alone would take 5 (stability, gap). The runner-up is 4, which 0 would take.",
    "The rule would take 4; a person took 5. 3 of 9 criteria alone would take 5 (BIC).",
    "spend has a long tail (skewness 3.2): a few people with large amounts can form a segment of their own. Look at it.",
    "spend has a long tail (skewness 3.2): a few people with large amounts can form a segment of their own. Look at it, or write log: [spend] in its block.",
    "120 people for 4 dimensions are fewer than 70 a dimension: another sample may give other segments. Formed from half of these people, as many agree with these by 0.62 (median adjusted Rand index).",
    "Income: 12% of everybody gave no answer, but 22% of Thrifty and 31% of Bold; figures there are of those who answered and may not hold for the segments.",
    "2 quotes are not printed: no font on the machine that made this report has letters of Arabic.",
    "1 sign, such as an emoji, is left out of texts: no font on the machine that made this report has them.",
    "Of how people use the scale little lies between segments: answers at the ends of the scale 3%, answers in its middle 12% (eta squared). No items are opposites of each other, so agreeing whatever is asked cannot be told.",
    "2 questions and 3 scale means in blocks weighted 1, 2, divided by their ranges, each person's level of answering taken out",
    "given in weight, raked to sex, age by region, kept within 0.2 to 5 times their mean",
    "parallel analysis finds 6, but with more than 4 a factor is left that fewer than 3 items load on most, so 4 are kept",
    "A small group stays hidden in larger segments: 4% of people (3% to 5%; 44 effective) are a group of their own by likelihood, which is best with 6 groups; 61% in segment 3 and 39% in segment 5. To see them apart, ask for segments: 6 with method: mixture (k-means rather divides a large group than parts a small one).",
    "Missing attitude answers by reason: left out 388, don't know 1,204.",
    "Segments 1 and 3 cannot be told apart well (they overlap as one group does and one is taken for the other; a member of either belongs to the other with probability 0.31 on average). Merged, they hold 41% of people; the segments would explain 38% of the variance instead of 44%.",
)
"""As stages put them together of parts."""


def stage_files():
    for stage in STAGES:
        path = ROOT / stage
        files = [path] if path.suffix else sorted(path.rglob("*.py"))
        yield from (one for one in files if not one.relative_to(ROOT).as_posix().startswith(NOT_IN_REPORTS))


def texts_of(file):
    """Every text of a module that is no docstring and no error: f-strings with 7 in their holes."""
    tree = ast.parse(file.read_text("utf-8"))
    left = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            left.add(id(node.value))
        if isinstance(node, ast.Raise) or (isinstance(node, ast.Call) and "Error" in ast.unparse(node.func)):
            left.update(map(id, ast.walk(node)))
        if isinstance(node, ast.JoinedStr) and id(node) not in left:
            left.update(id(part) for part in ast.walk(node) if part is not node)
    for node in ast.walk(tree):
        if id(node) in left:
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        if isinstance(node, ast.JoinedStr):
            yield "".join(part.value if isinstance(part, ast.Constant) else "7" for part in node.values)


def test_every_whole_sentence_of_a_stage_is_heard():
    said = {
        text
        for file in stage_files()
        for text in texts_of(file)
        if re.fullmatch(r"[A-Z7][^\n]{24,}[^.]\.", text)
    }

    with speaking("de"):
        unheard = [text for text in said if told(text) == text and not text.startswith((*ELSEWHERE, "7"))]

    assert len(said) > 60
    assert unheard == []


@pytest.mark.parametrize("code", TRANSLATED)
@pytest.mark.parametrize("text", COMPOSED)
def test_sentences_put_together_of_parts_are_heard_whole(text, code):
    with speaking(code):
        said = told(text)

        assert untold() == set()
    assert not re.search(r"\b(?:people|of|the|from|with|left out|criteria|answers)\b", said), said


NOTES = (
    "factor scores, weight 1", "items (channel, need), weight 0.5", "scale means (ease), weight 0.25",
    "items (channel)", "scale means (ease)", "scale means, weight 2",
    "read as table: 12 named columns; cells separated by tabs; 2 lines above the header left out",
    "read as google_forms: its times are written as Forms writes them; 14 headers are question texts",
    "its times are written as Sheets writes them",
    "cells separated by semicolons", "cells separated by vertical bars",
    "1 line above the header left out", "1 row above the header left out", "3 rows above the header left out",
    "4 rows have no id and go by their line", "4 rows have no id and go by their row",
    "4 rows have no id and go by their case", "4 rows have no id and go by their record",
    "1 variable declares missing values; they are kept apart from blanks",
    "12 variables declare missing values; they are kept apart from blanks",
    "fresh_1: found by its id, but the file asks 'I like what I know' (likeness 0.31)",
    "the file calls itself 'wave one'",
    "1 header stands more than once; the second is called 'Other [2]' and so on",
    "3 headers stand more than once; the second is called 'Other [2]' and so on",
    "Dauer times the interviews and is no answer", "start and end time the interviews and are no answers",
    "10 columns matched by near text: fresh_1 from Q7 (0.93); fresh_2 from Q8 (0.91) and 8 more",
    "3 columns matched by import id: fresh_1 from QID3",
    "-99 stands in 'a', 'b', 'c' and 4 more columns, which never hold other negative numbers, and no code list has it; if it means no answer, declare it as missing",
    "read as Mac Roman (old Macs), because line 7 is not UTF-8",
    "The segments were not evaluated: Growth has no score for segment D, E (study.yml:90:7); Main shop: Market is not known, or withheld, in segment C (study.yml:82:7).",
    "Not all that study.yml says under activate goes with the segments: activate names segment F (study.yml:106:3).",
    "study.yml speaks of segment C (names, scores of Growth), but 83% of the people who were in it when that was written (run 20261129T173143Z-fit-1) are in D now. Put the letter right and fit again.",
    "The segments were not evaluated: roles names segment G (study.yml:99:3); Growth has a score for segment C (study.yml:90:7).",
)  # fmt: skip
"""As they are put together while an export is read, and of what the client says."""


NOTED = {"changes", "notes", "repairs", "said", "signals", "told"}
"""Lists of what was read and changed, which the annex of a report prints."""
PARTS = ("as Forms writes them", "as Sheets writes them")


def noted_in(file):
    """What a reader of exports notes: its signals, and what it set right, f-strings with 7 in their holes."""
    for place in ast.walk(ast.parse(file.read_text("utf-8"))):
        found = []
        if isinstance(place, ast.FunctionDef) and place.name == "recognise":
            rows = [one for one in ast.walk(place) if isinstance(one, ast.List | ast.Tuple)]
            found = [part for one in rows for part in one.elts]
        if isinstance(place, ast.Call) and isinstance(place.func, ast.Attribute) and place.args:
            held = place.func.value
            name = getattr(held, "id", getattr(held, "attr", ""))
            found = (
                place.args
                if place.func.attr == "noting" or (place.func.attr == "append" and name in NOTED)
                else []
            )
        for one in found:
            if isinstance(one, ast.Constant) and isinstance(one.value, str):
                yield one.value
            if isinstance(one, ast.JoinedStr):
                yield "".join(part.value if isinstance(part, ast.Constant) else "7" for part in one.values)


@pytest.mark.parametrize("code", TRANSLATED)
@pytest.mark.parametrize("text", NOTES)
def test_notes_put_together_of_parts_are_heard_whole(text, code):
    with speaking(code):
        said = told(text)

        assert untold() == set()
    assert not re.search(r"\b(?:by|is|are|of|the|from|with|for|more|its)\b", said), said


def test_what_forms_the_segments_is_said_block_by_block(full):
    plan = (
        ("segments from", "factor scores, weight 1 and items (channel, need), weight 0.5"),
        ("segments reason", "none"),
    )

    with speaking("fr"):
        found = translated(replace(full, settings=replace(full.settings, plan=plan))).settings.plan

    assert [value.replace("\u00a0", " ") for _, value in found] == [
        "scores factoriels, poids 1 ; items (channel, need), poids 0,5",
        "none",
    ]


def test_what_is_noted_while_an_export_is_read_is_heard():
    files = sorted((ROOT / "responses").rglob("*.py"))
    noted = {
        text
        for file in files
        for text in noted_in(file)
        if re.search("[a-z]{2} [a-z]{2}", text) and text[0] != "#"
    }

    with speaking("de"):
        unheard = {
            text for text in noted - {*PARTS}
            if told(text) == text and not any(re.search(re.escape(text).replace("7", ".*"), one) for one in NOTES)
        }  # fmt: skip

    assert len(noted) > 70
    assert "\n".join(sorted(unheard)) == ""


def test_every_pattern_is_said_by_a_stage():
    every = "\n".join(
        text
        for file in sorted(ROOT.rglob("*.py"))
        if "report/heard" not in file.as_posix()
        for text in texts_of(file)
    )

    shown = {
        one
        for one in HEARD
        for text in NOTES
        for part in (text, *re.split("; |: ", text))
        if one == part or Pattern(one).values(part)
    }
    pieces = {
        piece
        for one in HEARD
        if one not in shown
        for piece in re.split(r"\{\w+\}|[,;:().]", one)
        if len(piece.split()) > 4
    }
    gone = [piece for piece in pieces if piece.strip() not in every and not re.search("pairs? of|quotes?|signs?|of texts|(?:little|much) lies", piece)]  # fmt: skip

    assert "\n".join(gone) == ""


@pytest.mark.parametrize("code", TRANSLATED)
def test_numbers_inside_a_sentence_follow_the_language(code):
    with speaking(code):
        said = told("The smallest segment holds 4% of people (3% to 5%), below the 12% asked for.")

    assert [part.replace("\u00a0", " ") for part in re.findall(r"\d+\s?%", said)] == [
        "4 %",
        "3 %",
        "5 %",
        "12 %",
    ]


def test_a_sentence_inside_a_sentence_is_said_too():
    with speaking("de"):
        said = told("The result hangs on who was set aside. With the 91 people whom the quality rules set aside there would be 5 factors instead of 4 (lowest congruence 0.82) and 3 segments too (adjusted Rand index 0.71 among the others, largest change of a segment's share 6.0 points).")  # fmt: skip

    assert "5 Faktoren statt 4 (niedrigste Kongruenz 0,82) und ebenfalls 3 Segmente" in said
    assert not re.search("people|factors|points", said)


def test_what_is_not_known_stays_english_and_is_marked_so(full):
    strange = replace(full, caveats=("Nobody ever said <this> before.",))

    page = html(replace(strange, cover=replace(full.cover, language="fr")))

    assert '<span lang="en">Nobody ever said &lt;this&gt; before.</span>' in page


def test_names_that_people_chose_are_never_translated():
    with speaking("de"):
        assert value_told("Salt and pepper") == "Salt and pepper"
        assert told("Salt and pepper is less firm than the others (Jaccard 0.71).") == (
            "Salt and pepper ist weniger fest als die anderen (Jaccard 0,71)."
        )


def test_a_name_made_of_words_lists_them_as_the_language_does_and_a_given_one_stays(full):
    first = replace(full.personas[0], name="Thrifty and bold 2", essence="People in this group are more often thrifty, bold and curious than others.")  # fmt: skip
    given = replace(full.personas[1], name="Salt and pepper", essence=first.essence)

    with speaking("de"):
        found = translated(replace(full, personas=(first, given))).personas

    assert [one.name for one in found] == ["Thrifty und bold 2", "Salt and pepper"]


def test_a_working_name_is_said_in_a_later_wave_too(moved):
    essence = "People in this group are more often thrifty and bold than others."
    first = replace(moved.change.shares[0], name="Thrifty and bold", essence=essence)
    change = replace(moved.change, shares=(first, *moved.change.shares[1:]))

    with speaking("de"):
        found = translated(replace(moved, personas=(), change=change)).change.shares

    assert [one.name for one in found[:2]] == ["Thrifty und bold", moved.change.shares[1].name]
