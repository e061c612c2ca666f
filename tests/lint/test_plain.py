"""Questions from lists, tables and the command line."""

from __future__ import annotations

import pytest

from psychoseg.errors import QuestionnaireError
from psychoseg.lint import catalogue
from psychoseg.lint.plain import from_lines, from_table, from_words, kind_of, suited


def test_a_list_has_a_question_a_line_and_keeps_the_lines_of_the_file():
    asked = from_lines("# habits\n\nDo you drink tea?\r\n  How often?", "tea.txt")

    assert [(item.text, item.line, item.column) for item in asked.items] == [
        ("Do you drink tea?", 3, 1),
        ("How often?", 4, 3),
    ]
    assert asked.source_name == "tea.txt"


@pytest.mark.parametrize("mark", ["1. ", "12) ", "(3) ", "- ", "* ", "• "])
def test_numbers_and_bullets_are_no_part_of_the_question(mark):
    (item,) = from_lines(f"{mark}Do you drink tea?", "tea.txt").items

    assert (item.text, item.column) == ("Do you drink tea?", len(mark) + 1)


@pytest.mark.parametrize(
    "text", ["3 cups a day are enough.", "1.5 litres are enough.", "-5 degrees is cold."]
)
def test_a_number_that_belongs_to_the_text_stays(text):
    assert from_lines(text, "tea.txt").items[0].text == text


def test_answers_may_follow_in_brackets():
    with_answers, without = from_lines("Tea? [Yes | No, never|]\nWhich [brand] of tea?", "tea.txt").items

    assert [option.label for option in with_answers.options] == ["Yes", "No, never"]
    assert with_answers.type == "single"
    assert (without.type, without.text) == ("open", "Which [brand] of tea?")


def test_a_rule_may_be_allowed_at_the_end_of_a_line():
    (item,) = from_lines("You drink tea, don't you?  # allow tag-question: asked so before", "tea.txt").items

    assert item.allow == (("tag-question", "asked so before"),)
    assert item.text == "You drink tea, don't you?"


def test_a_list_without_a_question_is_refused():
    with pytest.raises(QuestionnaireError, match=r"tea\.txt holds no question"):
        from_lines("# nothing\n\n", "tea.txt")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_is_read_with_any_usual_delimiter(delimiter):
    text = "\n".join(
        delimiter.join(row) for row in [("id", "Question", "options"), ("a", "Tea?", "Yes|No"), ("b", "", "")]
    )

    (item,) = from_table(text, "tea.csv").items

    assert (item.text, item.line) == ("Tea?", 2)
    assert [option.label for option in item.options] == ["Yes", "No"]


def test_lines_of_a_table_count_breaks_within_cells():
    asked = from_table('text,note\n"Tea,\nor not?",x\nCoffee?,y\n', "tea.csv")

    assert [(item.text, item.line) for item in asked.items] == [("Tea, or not?", 2), ("Coffee?", 4)]


def test_the_likeliest_column_is_taken_unless_another_is_named():
    text = "wording,text,stem\nA?,B?,C?\n"

    assert from_table(text, "tea.csv").items[0].text == "B?"
    assert from_table(text, "tea.csv", column="Stem").items[0].text == "C?"


def test_a_missing_column_names_the_nearest_or_all():
    with pytest.raises(QuestionnaireError, match="no column 'stam' of questions; did you mean stem"):
        from_table("id,stem\n1,A?", "tea.csv", column="stam")
    with pytest.raises(QuestionnaireError, match="its columns are 'id', 'stem'; name one with --column"):
        from_table("id,stem\n1,A?", "tea.csv")


def test_a_table_that_is_none_says_where():
    with pytest.raises(QuestionnaireError, match=r"tea\.csv:2: not a table"):
        from_table("id,text\n1," + "x" * 200_000, "tea.csv")


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("a.yml", "Do you?", "questionnaire"),
        ("a.CSV", "Do you?", "table"),
        ("a.txt", "Do you?", "list"),
        ("a.txt", "id\ttext\n1\tDo you?", "table"),
        ("a.txt", "Well, text?", "list"),
        ("-", "id: a\nsections: []", "questionnaire"),
        ("-", "", "list"),
    ],
)
def test_what_a_text_is_follows_from_its_name_and_its_content(name, text, kind):
    assert kind_of(name, text) == kind


def test_only_rules_about_single_items_judge_a_list():
    chosen = suited(catalogue())

    assert {rule.over for rule in chosen} == {"Item", "Questionnaire"}
    assert [rule.name for rule in chosen if rule.over == "Questionnaire"] == ["unread-language"]


def test_typed_questions_are_numbered():
    asked = from_words(["Tea? [Yes | No]", "  "])

    assert [(item.id, item.line) for item in asked.items] == [("text_1", 1)]


def test_a_term_at_the_end_of_a_text_is_found_at_its_true_length(tmp_path, capsys):
    from psychoseg.cli import main

    assert main(["lint", "--text", "email"]) in {0, 1}
    assert "Traceback" not in capsys.readouterr().err
