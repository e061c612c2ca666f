"""Columns and codes of any export find their items, by the surest sign, or are reported with the nearest."""

import itertools

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from psychoseg.errors import ResponsesError
from psychoseg.plan import Exclusions, Plan
from psychoseg.questionnaire import parse
from psychoseg.responses import Mapping, Wave, ingest, read_table
from psychoseg.responses.matching import Match
from psychoseg.responses.matching.near import accepted, likeness
from psychoseg.responses.readers.codebook import Choice, Column
from psychoseg.responses.readers.raw import RawTable

ASKED = parse(
    """
id: tea
title: Tea
scales: {agree: {1: {en: Disagree, de: Nein}, 2: Neither, 3: {en: Agree, de: Ja}}}
constructs: {calm: {high: calm, low: restless}}
sections:
  - id: all
    items:
      - id: views
        type: matrix
        text: How much do you agree?
        scale: agree
        construct: calm
        rows: {rest: I take my time over tea., rush: {text: I drink my tea in a hurry., reverse: true}}
      - {id: cups, text: How many cups did you drink yesterday?, type: numeric, min: 0, max: 30}
      - id: place
        text: Where do you drink tea?
        type: multiple
        options: {h: At home, w: "At work, or on the way", c: In a café}
"""
)
KEEP = Plan(exclude=Exclusions(attention=False, speed=0, straight=0, unanswered=1))
ROWS = [["3", "1", "2", "1", "0", "1"], ["1", "3", "0", "0", "1", "0"], ["2", "2", "9", "1", "1", "1"]]
PLAIN = ["rest", "rush", "cups", "place_h", "place_w", "place_c"]


def csv_of(header, rows):
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in [header, *rows]) + "\n"


def read(header, rows=ROWS, mapping=None, wave=None, asked=ASKED):
    raw = read_table(csv_of(header, rows).encode(), "x.csv")
    return ingest(raw, asked, KEEP, wave or Wave("w"), mapping)


def same(found, expected):
    assert found.answers.equals(expected.answers)
    assert found.profile.equals(expected.profile)
    assert found.states.equals(expected.states)


@pytest.mark.parametrize(
    "header",
    [
        ["REST", "Rush", "cups", "place[h]", "place[w]", "place[c]"],
        ["rest", "rush", "cups", "place/h", "place/w", "place/c"],
        ["rest", "rush", "cups", "place___h", "place___w", "place___c"],
        ["How much do you agree? [I take my time over tea.]", "How much do you agree? [I drink my tea in a hurry.]",
         "How many cups did you drink yesterday?", "Where do you drink tea? - At home",
         "Where do you drink tea? - At work, or on the way", "Where do you drink tea? - In a café"],
        ["I take my time over tea", "I drink my tea in a hurry", "How many cups did you drink yesterday",
         "At home:Where do you drink tea?", "At work, or on the way:Where do you drink tea?", "In a café:Where do you drink tea?"],
        ["rest", "rush", "cups", "At home", "At work, or on the way", "In a café"],
    ],
)  # fmt: skip
def test_every_usual_layout_of_headers_gives_the_same_answers(header):
    same(read(header), read(PLAIN))


@pytest.mark.parametrize("cells", [["At home", "", ""], ["h", "", ""], ["Yes", "No", "No"], ["1", "", "0"], ["TRUE", "FALSE", "FALSE"], ["at  HOME", "", ""]])  # fmt: skip
def test_an_option_chosen_is_said_in_any_usual_way(cells):
    found = read(PLAIN, [["3", "1", "2", *cells]])

    assert found.profile[["place_h", "place_w", "place_c"]].to_numpy().tolist() == [[1, 0, 0]]


@pytest.mark.parametrize("cell", ["At home,At work, or on the way", "h;w", "At work, or on the way;At home", "h w", "At home|At work, or on the way", "h, At work, or on the way", "At home;At work, or on the way;"])  # fmt: skip
def test_options_in_one_cell_are_told_apart_even_where_a_label_holds_the_sign_between_them(cell):
    found = read(["rest", "rush", "cups", "place"], [["3", "1", "2", cell]])

    assert found.profile[["place_h", "place_w", "place_c"]].to_numpy().tolist() == [[1, 1, 0]]


def test_a_column_of_all_options_beside_one_column_each_is_not_read_twice():
    found = read([*PLAIN, "place"], [[*row, "h"] for row in ROWS])

    same(found, read(PLAIN))


def test_a_nearly_equal_wording_is_found_with_its_score_and_one_that_turns_the_meaning_is_not():
    found = read(["I take my time over my tea.", *PLAIN[1:]])

    (match,) = [entry for entry in found.mapping.matches if entry.column == "rest"]
    assert match.how == "near text"
    assert 0.9 <= match.score < 1
    assert any("rest from I take my time over my tea. (0." in change for change in found.changes)
    with pytest.raises(ResponsesError, match=r"no column rest .*"):
        read(["I never take my time over tea.", *PLAIN[1:]])


def test_two_columns_that_are_equally_near_are_not_chosen_between():
    scores = likeness(
        [["I take my time over my tea"]], [["I take my time over my teas"], ["I take my time over my team"]]
    )

    assert accepted(scores) == []


def test_bad_cells_and_unknown_and_missing_columns_are_told_in_one_go():
    with pytest.raises(ResponsesError) as caught:
        read(
            ["rset", "rush", "cups", "place_h", "place_w", "place_c", "zz"],
            [["3", "7", "-1", "maybe", "0", "1", "x"]],
        )

    message = str(caught.value)
    for part in ("no column rest", "column 'rset' is not in", "column 'zz'", "column rush: '7'", "column cups: '-1' is outside 0 to 30", "column place_h: 'maybe'"):  # fmt: skip
        assert part in message


def test_a_file_with_nothing_of_the_questionnaire_says_so_first():
    with pytest.raises(
        ResponsesError, match="none of the 6 columns of the questionnaire is found among 2 columns"
    ):
        read(["a", "b"], [["1", "2"]])


def test_the_same_question_in_two_columns_asks_for_a_choice():
    with pytest.raises(ResponsesError, match="it asks what cups asks, which is read from 'cups'; choose one"):
        read([*PLAIN, "How many cups did you drink yesterday?"], [[*row, "1"] for row in ROWS])


def test_what_a_mapping_states_comes_first_and_a_wrong_one_is_named():
    header = ["Q1", "Q2", "Q3", "Q4a", "Q4b", "Q4c"]
    stated = Mapping(tuple(Match(column, source) for column, source in zip(PLAIN, header, strict=True)))

    same(read(header, mapping=stated), read(PLAIN))
    with pytest.raises(ResponsesError, match=r"x\.csv has no column 'Q9', which rest is read from"):
        read(header, mapping=Mapping((Match("rest", "Q9"), *stated.matches[1:])))


def book(*columns, rows=ROWS, **more):
    table = pd.DataFrame(
        rows, columns=[column.id for column in columns], index=range(2, 2 + len(rows)), dtype="str"
    )
    return RawTable(
        "x.sav", "spss", (), table, pd.Series("", index=table.index, dtype="str"), columns=columns, **more
    )


def plain(*names):
    return [Column(name, name) for name in names]


def test_a_renamed_column_is_found_by_the_platforms_lasting_id():
    stated = Mapping(tuple(Match(name, name, import_id="QID9" if name == "cups" else "") for name in PLAIN), inherited="1-spring")  # fmt: skip
    columns = [Column(name, name, import_id="QID9" if name == "renamed" else "") for name in ["rest", "rush", "renamed", *PLAIN[3:]]]  # fmt: skip

    found = ingest(book(*columns), ASKED, KEEP, Wave("w"), stated)

    assert found.profile["cups"].tolist() == [2, 0, 9]


def test_the_codebooks_groups_find_the_options_of_a_question():
    options = (Choice("1", "At home"), Choice("2", "At work, or on the way"), Choice("3", "In a café"))
    places = [Column(f"V{code}", f"V{code}", group="V", stem="Where do you drink tea?", option=code, options=options, kind="multiple") for code in "123"]  # fmt: skip

    found = ingest(book(*plain("rest", "rush", "cups"), *places), ASKED, KEEP, Wave("w"))

    assert found.profile[["place_h", "place_w", "place_c"]].equals(
        read(PLAIN).profile[["place_h", "place_w", "place_c"]]
    )


def test_codes_of_the_file_that_stand_for_the_same_labels_are_read_by_label_and_said():
    options = (Choice("11", "Disagree"), Choice("12", "Neither"), Choice("13", "Agree"))
    found = ingest(book(Column("rest", "rest", options=options), *plain(*PLAIN[1:]), rows=[["13", *ROWS[0][1:]], ["11", *ROWS[1][1:]]]), ASKED, KEEP, Wave("w"))  # fmt: skip

    assert found.answers["rest"].tolist() == [3, 1]
    assert "rest: the file's code 13 is 'Agree', 3 here; read by its label" in found.drift


def test_labels_that_contradict_the_questionnaire_stop_and_a_mapping_settles_them():
    turned = (Choice("1", "Agree"), Choice("2", "Neither"), Choice("3", "Disagree"))
    raw = book(Column("rest", "rest", options=turned), *plain(*PLAIN[1:]))

    with pytest.raises(ResponsesError) as caught:
        ingest(raw, ASKED, KEEP, Wave("w"))
    found = ingest(raw, ASKED, KEEP, Wave("w"), Mapping(codes={"rest": {"1": "3", "3": "1"}}))

    assert "the file says that 1 is 'Agree', which is 3 in the questionnaire" in str(caught.value)
    assert found.answers["rest"].tolist() == [1, 3, 2]


def test_a_column_of_personal_data_nobody_asks_for_is_left_out_by_name():
    raw = book(*plain(*PLAIN), Column("Contact", "Contact", personal="email"), rows=[[*row, "a@example.org"] for row in ROWS])  # fmt: skip

    found = ingest(raw, ASKED, KEEP, Wave("w"))

    assert "columns of personal data left out: Contact (email)" in found.changes


def test_labels_that_look_like_codes_are_labels_where_the_column_holds_labels():
    asked = parse(
        """
id: h
title: H
sections:
  - id: a
    items:
      - {id: people, text: How many people?, type: single, options: {1: "2", 2: "3", 3: "4 or more"}}
      - {id: other, text: Other?, type: open}
"""
    )

    assert read(["people", "other"], [["2", "x"], ["4 or more", "y"]], asked=asked).profile["people"].tolist() == ["1", "3"]  # fmt: skip
    assert read(["people", "other"], [["2", "x"], ["1", "y"]], asked=asked).profile["people"].tolist() == [
        "2",
        "1",
    ]


def test_questions_that_were_numbered_anew_are_not_taken_for_each_other():
    columns = [Column("rest", "rest", text="I drink my tea in a hurry."), Column("rush", "rush", text="I take my time over tea."), *plain(*PLAIN[2:])]  # fmt: skip

    with pytest.raises(ResponsesError, match="column 'rest' asks what rush asks in the questionnaire"):
        ingest(book(*columns), ASKED, KEEP, Wave("w"))

    other = [Column("rest", "rest", text="Something that is quite another matter"), *plain(*PLAIN[1:])]
    found = ingest(book(*other), ASKED, KEEP, Wave("w"))
    assert any("rest: found by its id, but the file asks 'Something that" in note for note in found.drift)


OTHER = parse(
    """
id: o
title: O
sections:
  - id: a
    items:
      - {id: kind, text: Which kind?, type: single, options: {1: Green, 2: {label: Another, specify: true}}}
      - {id: place, text: Where?, type: multiple, options: {h: Home, o: {label: Elsewhere, specify: true}}}
      - {id: first, text: Please say why., type: open}
      - {id: second, text: Please say why., type: open}
"""
)


def test_a_text_written_in_where_an_option_asks_for_one_is_that_option_and_said():
    found = read(["kind", "place", "first", "second"], [["Oolong", "Home, in a tent", "a", "b"], ["1", "h", "c", "d"]], asked=OTHER)  # fmt: skip

    assert found.profile["kind"].tolist() == ["2", "1"]
    assert found.profile["place_o"].tolist() == [1, 0]
    assert "kind: 1 texts written in read as 'Another'" in found.changes
    with pytest.raises(ResponsesError, match="'7' is no code"):
        read(["kind", "place", "first", "second"], [["7", "h", "", ""]], asked=OTHER)


def test_headers_that_stand_twice_are_taken_in_their_order_and_said():
    why = [
        Column(name, "Please say why.", text="Please say why.")
        for name in ("Please say why.", "Please say why. [2]")
    ]
    raw = book(*plain("kind", "place"), *why, rows=[["1", "h", "a", "b"]])

    found = ingest(raw, OTHER, KEEP, Wave("w"))

    assert {one.column: one.source for one in found.mapping.matches}["second"] == "Please say why. [2]"
    assert any("first, second: their columns share one header" in note for note in found.drift)


def test_texts_beside_the_options_of_a_question_are_left_aside_by_name():
    places = [Column(f"V{code}", f"V{code}", group="V", stem="Where do you drink tea?", option=label, kind="multiple", text=label) for code, label in enumerate(["At home", "At work, or on the way", "In a café"])]  # fmt: skip
    written = Column("V9", "Elsewhere:Where?", group="V", option="Elsewhere", kind="open")

    found = ingest(book(*plain("rest", "rush", "cups"), *places, written, rows=[[*row, "tent"] for row in ROWS]), ASKED, KEEP, Wave("w"))  # fmt: skip

    assert "column V9: texts written in beside options, not analysed" in found.drift


LABELS = {"1": ["1", "Disagree", "1.0", " Nein"], "2": ["2", "neither", "+2"], "3": ["3", "Agree", "JA"]}


@settings(max_examples=30, deadline=None)
@given(
    order=st.permutations(range(6)),
    people=st.permutations(range(3)),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    spelling=st.lists(st.integers(0, 20), min_size=6, max_size=6),
)
def test_order_labels_or_codes_and_encoding_make_no_difference(order, people, encoding, spelling):
    turn = itertools.cycle(spelling)
    header = [*PLAIN[:5], "Where do you drink tea? - In a café"]
    rows = [
        [*(LABELS[cell][next(turn) % len(LABELS[cell])] for cell in row[:2]), *row[2:5], "In a café" if row[5] == "1" else ""]
        for row in ROWS
    ]  # fmt: skip
    shuffled = [[header[at] for at in order], *([rows[person][at] for at in order] for person in people)]
    text = csv_of(shuffled[0], shuffled[1:])

    found = ingest(read_table(text.encode(encoding), "x.csv"), ASKED, KEEP, Wave("w"))
    expected = read(PLAIN)

    for table in ("answers", "profile", "states"):
        turned = getattr(expected, table).iloc[list(people)].reset_index(drop=True)
        assert getattr(found, table).reset_index(drop=True).equals(turned)
