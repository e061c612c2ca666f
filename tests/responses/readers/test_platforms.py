"""Small exports as each platform writes them: recognised by two signs, columns grouped, people set aside."""

import csv
import importlib.util
import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from psychoseg.errors import ResponsesError
from psychoseg.responses import read_table

SPEC = importlib.util.spec_from_file_location("workbooks", Path(__file__).with_name("workbooks.py"))
workbooks = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(workbooks)


def table_of(*rows, name="export.csv", delimiter=",", **more):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return read_table(text.getvalue().encode(), name, **more)


def kinds(table):
    return {column.id: column.kind for column in table.columns}


def of_group(table, name):
    return {column.id: (column.kind, column.option) for column in table.groups[name]}


# Qualtrics ------------------------------------------------------------------------------------------

OWN = [
    "StartDate",
    "EndDate",
    "Status",
    "IPAddress",
    "Progress",
    "Duration (in seconds)",
    "Finished",
    "ResponseId",
]
ASKED = {
    "Q1": ("How are you?", "QID1"),
    "Q2_1": ("Which drinks? - Tea", "QID2_1"),
    "Q2_2": ("Which drinks? - Milk, warm", "QID2_2"),
    "Q2_9_TEXT": ("Which drinks? - Other - Text", "QID2_9_TEXT"),
    "Q3_1": ("How often? - Tea", "QID3_1"),
    "Q3_2": ("How often? - Milk", "QID3_2"),
    "Q4_First Click": ("Timing - First Click", "QID4_FIRST_CLICK"),
    "Q4_Page Submit": ("Timing - Page Submit", "QID4_PAGE_SUBMIT"),
    "Q4_Click Count": ("Timing - Click Count", "QID4_CLICK_COUNT"),
    "Q3_DO_1": ("Q3 - Display Order", "QID3_DO_1"),
    "1_Q5": ("Tea - Why?", "1_QID5_TEXT"),
    "Q6": ("Choose", "QID6"),
}
NUMERIC = [
    ["2026-01-01 10:00:00", "2026-01-01 10:02:00", "0", "192.0.2.1", "100", "120", "1", "R_1",
     "1", "1", "", "cocoa", "4", "2", "1.5", "9.1", "3", "1|2", "it is good", "1,3"],
    ["2026-01-01 11:00:00", "2026-01-01 11:02:00", "1", "192.0.2.2", "100", "90", "1", "R_2",
     "2", "1", "1", "", "5", "1", "1.1", "8.0", "2", "2|1", "", "2"],
    ["2026-01-01 12:00:00", "2026-01-01 12:02:00", "0", "192.0.2.3", "40", "30", "0", "R_3",
     "3", "", "", "", "", "", "", "", "", "", "", ""],
]  # fmt: skip
TEXT = [
    [*row[:2], "Survey Preview" if row[2] == "1" else "IP Address", *row[3:6], "False" if row[6] == "0" else "True", row[7],
     "Well", "Tea" if row[9] else "", "Milk, warm" if row[10] else "", row[11], "Often", "Never", *row[14:]]
    for row in NUMERIC
]  # fmt: skip
MODERN = [json.dumps({"ImportId": name, "timeZone": "America/Denver"}) for name in OWN] + [
    json.dumps({"ImportId": entry[1]}) for entry in ASKED.values()
]
PYTHON = [str({"ImportId": name}) for name in OWN] + [
    str({"ImportId": entry[1].replace("_", "-")}) for entry in ASKED.values()
]
HEAD = [[*OWN, *ASKED], ["Anfangsdatum", *OWN[1:], *(entry[0] for entry in ASKED.values())]]


@pytest.mark.parametrize("imports", [MODERN, PYTHON], ids=["modern", "2016"])
@pytest.mark.parametrize("body", [NUMERIC, TEXT], ids=["codes", "labels"])
def test_qualtrics_is_read_with_questions_layouts_timings_and_people_set_aside(imports, body):
    table = table_of(*HEAD, imports, *body)

    assert table.platform == "qualtrics"
    assert list(table.cells.index) == [4, 5, 6]
    assert table.set_aside.tolist() == ["", "preview or spam", "unfinished"]
    assert (table.complete, table.partial) == (1, 1)
    assert table.respondent.tolist() == ["R_1", "R_2", "R_3"]
    assert table.seconds.tolist() == [120, 90, 30]
    assert list(table.personal.columns) == ["IPAddress"]
    assert of_group(table, "Q2") == {
        "Q2_1": ("multiple", "1"),
        "Q2_2": ("multiple", "2"),
        "Q2_9_TEXT": ("open", "9"),
    }
    assert [choice.label for choice in table.column("Q2_1").options] == ["Tea", "Milk, warm"]
    assert (table.column("Q3_1").stem, table.column("Q3_1").text) == ("How often?", "Tea")
    roles = {
        column.id: (column.role, column.unit)
        for column in table.columns
        if column.role in {"page time", "order"}
    }
    assert roles == {
        "Q4_First Click": ("page time", "seconds"),
        "Q4_Page Submit": ("page time", "seconds"),
        "Q4_Click Count": ("page time", "clicks"),
        "Q3_DO_1": ("order", ""),
    }
    assert table.column("1_Q5").kind == "open"
    assert table.timezone == ("America/Denver" if imports is MODERN else "")
    assert (table.column("Q6").kind, table.column("Q6").separator) == ("multiple", ",")


def test_qualtrics_of_the_legacy_kind_has_names_in_its_second_row():
    names = [
        "ResponseID",
        "ResponseSet",
        "Name",
        "ExternalDataReference",
        "EmailAddress",
        "IPAddress",
        "Status",
        "StartDate",
        "EndDate",
        "Finished",
    ]
    table = table_of(
        [*(f"V{at}" for at in range(1, 11)), "Q1", "LocationLatitude", ""],
        [*names, "How are you?", "LocationLatitude", ""],
        [
            "R_1",
            "Default",
            "Ann",
            "",
            "ann@example.org",
            "192.0.2.1",
            "0",
            "2017-07-18 08:28:09",
            "2017-07-18 08:28:48",
            "1",
            "2",
            "47.1",
            "",
        ],
    )

    assert table.platform == "qualtrics"
    assert list(table.cells.columns) == ["Q1"]
    assert table.column("Q1").text == "How are you?"
    assert set(table.personal.columns) == {
        "Name",
        "ExternalDataReference",
        "EmailAddress",
        "IPAddress",
        "LocationLatitude",
    }


def test_qualtrics_without_its_further_header_rows_is_known_by_names_and_values():
    table = table_of(HEAD[0], *NUMERIC)

    assert table.platform == "qualtrics"
    assert len(table.cells) == 3
    assert any("the rows of question texts and import ids are missing" in repair for repair in table.repairs)


def test_qualtrics_headers_alone_are_refused():
    with pytest.raises(ResponsesError, match="the 3 header rows of Qualtrics but no answers"):
        table_of(*HEAD, MODERN)


# SurveyMonkey ---------------------------------------------------------------------------------------

SM = ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address"]


def sm_row(at, *answers):
    return [str(11_000_000_000 + at), "400", "01/02/2026", "01/02/2026", "192.0.2.1", *answers]


def test_surveymonkey_condensed_groups_what_its_blank_headers_span():
    table = table_of(
        [*SM, "How are you?", "Which drinks?", "", "", "Rank", "", "", "Rate", ""],
        ["", "", "", "", "", "Response", "Tea", "Milk", "Other (please specify)", "A", "B", "C", "Taste", "Price"],
        *(sm_row(at, "Well", "Tea", "Milk" if at % 2 else "", "cocoa", *(["1", "2", "3"] if at % 2 else ["3", "1", "2"]), "Good", "Bad" if at % 3 else "Good") for at in range(8)),
    )  # fmt: skip

    assert table.platform == "surveymonkey"
    assert [column.kind for column in table.groups["Which drinks?"]] == ["multiple", "multiple", "open"]
    assert [column.kind for column in table.groups["Rank"]] == ["ranking"] * 3
    assert [column.text for column in table.groups["Rate"]] == ["Taste", "Price"]
    assert kinds(table)["How are you?"] == "single"
    assert list(table.personal.columns) == ["IP Address"]
    assert table.respondent.iloc[0] == "11000000000"


def test_surveymonkey_expanded_single_choices_are_joined_into_one_column():
    rows = [sm_row(at, *(["Woman", ""] if at % 2 else ["", "Man"]), "Tea", "Milk") for at in range(30)]
    table = table_of(
        [*SM, "Gender", "", "Which?", ""], ["", "", "", "", "", "Woman", "Man", "Tea", "Milk"], *rows
    )

    assert table.cells["Gender"].tolist()[:2] == ["Man", "Woman"]
    assert [choice.label for choice in table.column("Gender").options] == ["Woman", "Man"]
    assert [column.kind for column in table.groups["Which?"]] == ["multiple"] * 2
    assert any("single choices laid out as one column an option joined" in repair for repair in table.repairs)


def test_surveymonkey_flattened_and_single_header_and_panel_exports_are_read():
    flat = table_of(
        [*SM, "How are you? - Response", "Which? - Tea", "Which? - Milk"],
        *(sm_row(at, "Well" if at % 2 else "Ill", "Tea", "Milk" if at % 2 else "") for at in range(6)),
    )
    single = table_of(
        ["RespondentID", "Mood?", "Age"],
        *([str(3887201482 + at), "-" if at % 2 else "Good", "-" if at % 3 else "30 - 44"] for at in range(9)),
    )
    panel = table_of(
        ["respondent_id", "q0001", "q0002_0001", "q0002_0002"],
        *([str(3887201482 + at), "Yes", "Tea" if at % 2 else "Not selected", "Milk"] for at in range(9)),
    )

    assert [table.platform for table in (flat, single, panel)] == ["surveymonkey"] * 3
    assert [column.kind for column in flat.groups["Which?"]] == ["multiple"] * 2
    assert single.column("Mood?").missing.codes == ("-",)
    assert [column.kind for column in panel.groups["q0002"]] == ["multiple"] * 2


# Google Forms, Microsoft Forms, Alchemer ------------------------------------------------------------


@pytest.mark.parametrize(
    ("stamp", "times"),
    [
        ("Timestamp", "2026/01/05 9:{at:02d}:00 AM GMT+1"),
        ("Zeitstempel", "05.01.2026 09:{at:02d}:00"),
        ("Marca temporal", "5/1/2026 9:{at:02d}:00"),
    ],
)
def test_google_forms_is_read_in_any_language_with_grids_and_lists(stamp, times):
    rows = [
        [
            times.format(at=at),
            f"p{at}@example.org",
            ("Tea;Milk", "Tea;Cocoa", "Tea", "Milk;Cocoa")[at % 4],
            "Good",
            "Bad" if at % 2 else "Good",
            "4",
        ]
        for at in range(12)
    ]
    table = table_of(
        [
            stamp,
            "Email Address",
            "Which drinks do you like best?",
            "Please rate these [Taste]",
            "Please rate these [Price]",
            "How likely is it?",
        ],
        *rows,
    )

    assert table.platform == "google_forms"
    assert list(table.personal.columns) == ["Email Address"]
    assert table.column("Which drinks do you like best?").separator == ";"
    assert [column.text for column in table.groups["Please rate these"]] == ["Taste", "Price"]
    assert table.timezone == ("GMT+1" if "GMT" in times else "")


def test_a_log_with_time_stamps_is_not_google_forms():
    table = table_of(
        ["Timestamp", "temperature", "humidity"], *([f"1/2/2026 10:00:0{at}", "20", "40"] for at in range(9))
    )

    assert table.platform == "table"


def test_microsoft_forms_is_read_from_its_workbook():
    rows = [["ID", "Start time", "Completion time", "Email", "Name", "Which drinks?", "How are you?"]]
    rows += [
        [at, "1/5/26 9:00:00", "1/5/26 9:05:00", "anonymous", "", "Tea;Milk;" if at % 2 else "Tea;", "Well"]
        for at in range(1, 9)
    ]
    table = read_table(workbooks.workbook({"Sheet1": rows}), "Tea(1-8).xlsx")

    assert table.platform == "microsoft_forms"
    assert table.column("Which drinks?").separator == ";"
    assert set(table.personal.columns) == {"Email", "Name"}
    assert table.respondent.tolist()[0] == "1"


def test_alchemer_is_read_with_options_before_questions_and_partial_rows_set_aside():
    table = table_of(
        ["Response ID", "Time Started", "Date Submitted", "Status", "How are you?", "Tea:Which drinks?", "Milk:Which drinks?", "Other - Write In:Which drinks?"],
        ["1", "2026-01-01 10:00:00", "2026-01-01 10:05:00", "Complete", "Well", "Tea", "", "cocoa"],
        ["2", "2026-01-01 10:00:00", "2026-01-01 10:05:00", "Partial", "Ill", "Tea", "Milk", ""],
        ["3", "2026-01-01 10:00:00", "2026-01-01 10:05:00", "Disqualified", "", "", "", ""],
    )  # fmt: skip

    assert table.platform == "alchemer"
    assert table.set_aside.tolist() == ["", "unfinished", "screened out"]
    assert (table.complete, table.partial) == (1, 1)
    assert [(column.kind, column.text) for column in table.groups["Which drinks?"]] == [
        ("multiple", "Tea"),
        ("multiple", "Milk"),
        ("open", "Other - Write In"),
    ]


# LimeSurvey, REDCap, ODK ----------------------------------------------------------------------------

LSS = """<?xml version="1.0"?><document><LimeSurveyDocType>Survey</LimeSurveyDocType>
<questions><rows>
<row><qid>7</qid><parent_qid>0</parent_qid><sid>1</sid><gid>2</gid><type>L</type><title>mood</title><question>&lt;b&gt;How are you?&lt;/b&gt;</question></row>
<row><qid>8</qid><parent_qid>0</parent_qid><sid>1</sid><gid>2</gid><type>M</type><title>drinks</title><question>Which drinks?</question></row>
</rows></questions>
<subquestions><rows>
<row><qid>9</qid><parent_qid>8</parent_qid><title>SQ1</title><question>Tea</question></row>
<row><qid>10</qid><parent_qid>8</parent_qid><title>SQ2</title><question>Milk</question></row>
</rows></subquestions>
<answers><rows><row><qid>7</qid><code>A1</code><answer>Well</answer></row><row><qid>7</qid><code>A2</code><answer>Ill</answer></row></rows></answers>
</document>"""
LSR = """<?xml version="1.0"?><document><LimeSurveyDocType>Responses</LimeSurveyDocType><responses>
<fields><fieldname>id</fieldname><fieldname>submitdate</fieldname><fieldname>token</fieldname><fieldname>1X2X7</fieldname><fieldname>1X2X8SQ1</fieldname><fieldname>1X2X8SQ2</fieldname></fields>
<rows><row><id>1</id><submitdate>2026-01-01 10:00:00</submitdate><token>abc</token><_1X2X7>A1</_1X2X7><_1X2X8SQ1>Y</_1X2X8SQ1></row>
<row><id>2</id><_1X2X7>A2</_1X2X7></row></rows></responses></document>"""


@pytest.mark.parametrize(
    "header",
    [
        ["id", "submitdate", "lastpage", "startlanguage", "seed", "mood", "drinks[SQ1]", "drinks[SQ2]", "drinks[other]", "groupTime12"],
        ["id. Response ID", "submitdate. Date submitted", "lastpage. Last page", "startlanguage. Start language", "seed. Seed", "mood. How are you?",
         "drinks[SQ1]. Which drinks? [Tea]", "drinks[SQ2]. Which drinks? [Milk]", "drinks[other]. Which drinks? [Other]", "Group time: Drinks"],
        ["Response ID", "Date submitted", "Last page", "Start language", "Seed", "How are you?", "Which drinks? [Tea]", "Which drinks? [Milk]", "Which drinks? [Other]", "Group time: Drinks"],
    ],
    ids=["codes", "codes and texts", "texts"],
)  # fmt: skip
def test_limesurvey_is_read_with_codes_or_texts_as_headings(header):
    table = table_of(
        header,
        ["1", "2026-01-01 10:00:00", "3", "en", "77", "Well", "Yes", "", "cocoa", "12.5"],
        ["2", "", "1", "en", "78", "Ill", "Yes", "Yes", "", "3.5"],
        delimiter=";",
    )

    assert table.platform == "limesurvey"
    assert table.set_aside.tolist() == ["", "unfinished"]
    (group,) = [columns for columns in table.groups.values() if len(columns) == 3]
    assert [column.kind for column in group] == ["multiple", "multiple", "open"]
    assert group[0].chosen == ("Yes",)
    assert next(column for column in table.columns if column.role == "page time").position == 10


def test_limesurvey_archives_and_responses_take_wording_from_the_structure_and_leave_participants_unread():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("survey_1.lss", LSS)
        archive.writestr("survey_1_responses.lsr", LSR)
        archive.writestr("survey_1_tokens.lst", "<names><firstname>Ann</firstname></names>")

    inside = read_table(packed.getvalue(), "survey.lsa")
    beside = read_table(LSR.encode(), "survey_1_responses.lsr", beside={"survey_1.lss": LSS.encode()})

    for table in (inside, beside):
        assert table.platform == "limesurvey"
        assert table.cells.columns.tolist() == ["mood", "drinks[SQ1]", "drinks[SQ2]"]
        assert (table.column("mood").text, table.column("mood").label_of("A1")) == ("How are you?", "Well")
        assert [(column.kind, column.text) for column in table.groups["drinks"]] == [
            ("multiple", "Tea"),
            ("multiple", "Milk"),
        ]
        assert table.set_aside.tolist() == ["", "unfinished"]
        assert list(table.personal.columns) == ["token"]
    assert any("survey_1_tokens.lst inside left unread" in repair for repair in inside.repairs)


DICTIONARY = (
    'Variable / Field Name,Form Name,Field Type,Field Label,"Choices, Calculations, OR Slider Labels",Text Validation Type OR Show Slider Number,Identifier?\n'
    'record_id,f,text,Record,,,\nmood,f,radio,How are you?,"1, Well | 2, Ill, or so",,\nage,f,text,Your age,,integer,\n'
    'drinks,f,checkbox,Which drinks?,"1, Tea | 2, Milk",,\nmail,f,text,Where can we reach you?,,email,y\n'
)


def test_redcap_is_read_with_its_dictionary_checkboxes_events_and_identifiers():
    table = table_of(
        ["record_id", "redcap_event_name", "mood", "age", "drinks___1", "drinks___2", "mail", "f_complete"],
        ["1", "first_arm_1", "1", "34", "1", "0", "a@example.org", "2"],
        ["1", "second_arm_1", "2", "", "0", "0", "", "0"],
        beside={"project_dictionary.csv": DICTIONARY.encode()},
    )

    assert table.platform == "redcap"
    assert table.column("mood").label_of("2") == "Ill, or so"
    assert [(column.kind, column.text, column.option) for column in table.groups["drinks"]] == [
        ("multiple", "Tea", "1"),
        ("multiple", "Milk", "2"),
    ]
    assert table.column("mail").personal == "email"
    assert table.column("redcap_event_name").role == "event"
    assert any("1 records in 2 rows" in repair for repair in table.repairs)


def test_redcap_with_labels_is_known_by_its_checkboxes_and_states():
    table = table_of(
        ["Record ID", "Which drinks? (choice=Tea)", "Which drinks? (choice=Milk)", "Complete?"],
        ["1", "Checked", "Unchecked", "Complete"],
        ["2", "Unchecked", "Unchecked", "Incomplete"],
    )

    assert table.platform == "redcap"
    assert [(column.kind, column.option, column.chosen) for column in table.groups["Which drinks?"]] == [
        ("multiple", "Tea", ("Checked",)),
        ("multiple", "Milk", ("Checked",)),
    ]


@pytest.mark.parametrize("joint", ["/", ".", ":"])
def test_kobo_and_odk_are_read_with_groups_as_paths_and_split_selects(joint):
    base = joint.join(["group", "drinks"])
    table = table_of(
        ["start", "end", "deviceid", "phonenumber", joint.join(["group", "mood"]), base, f"{base}{joint}tea", f"{base}{joint}milk", "_uuid", "_submission_time"],
        ["2026-01-01T10:00:00", "2026-01-01T10:05:00", "d1", "0301234567", "well", "tea milk", "1", "1", "u1", "2026-01-01T10:06:00"],
        ["2026-01-01T11:00:00", "2026-01-01T11:05:00", "d2", "0301234568", "ill", "milk", "0", "1", "u2", "2026-01-01T11:06:00"],
    )  # fmt: skip

    assert table.platform == "odk"
    assert set(table.personal.columns) == {"deviceid", "phonenumber"}
    assert {column.option for column in table.groups[base]} == {"", "tea", "milk"}
    assert table.column(base).separator == " "


def test_kobo_submissions_as_json_are_read_with_their_form_and_repeats():
    document = {
        "content": {
            "survey": [
                {"type": "select_one mood", "name": "mood", "label": ["How are you?"]},
                {"type": "begin_repeat", "name": "child"},
                {"type": "integer", "name": "age", "label": "Age"},
                {"type": "end_repeat"},
            ],
            "choices": [
                {"list_name": "mood", "name": "w", "label": ["Well"]},
                {"list_name": "mood", "name": "i", "label": ["Ill"]},
            ],
        },
        "submissions": [
            {"mood": "w", "child": [{"child/age": 4}, {"child/age": 7}], "meta/instanceID": "uuid:1"},
            {"mood": "i", "meta/instanceID": "uuid:2"},
        ],
    }
    table = read_table(json.dumps(document).encode(), "kobo.json")

    assert table.platform == "odk"
    assert table.column("mood").label_of("w") == "Well"
    assert table.cells["child[2]/age"].tolist() == ["7", ""]
    assert table.column("child[1]/age").kind == "numeric"


# Typeform, Forsta, Triple-S -------------------------------------------------------------------------

FORM = {
    "title": "Tea",
    "fields": [
        {"id": "a", "title": "How are *you*?", "type": "yes_no"},
        {"id": "b", "title": "Which drinks?", "type": "multiple_choice", "properties": {"allow_multiple_selection": True, "allow_other_choice": True, "choices": [{"label": "Tea"}, {"label": "Milk"}]}},
        {"id": "c", "title": "And for breakfast?", "type": "multiple_choice", "properties": {"allow_multiple_selection": True, "choices": [{"label": "Tea"}, {"label": "Cocoa"}]}},
        {"id": "d", "title": "How likely?", "type": "opinion_scale", "properties": {"steps": 5, "start_at_one": True}},
        {"id": "e", "title": "Your mail", "type": "email"},
    ],
}  # fmt: skip
TF_HEADER = [
    "#",
    "<strong>How are you?</strong>",
    "Tea",
    "Milk",
    "Other",
    "Tea",
    "Cocoa",
    "How likely?",
    "Your mail",
    "Start Date (UTC)",
    "Submit Date (UTC)",
    "Network ID",
]
TF_ROWS = [
    [
        "t1",
        "1",
        "Tea",
        "",
        "cola",
        "Tea",
        "Cocoa",
        "4",
        "a@example.org",
        "2026-01-01 10:00",
        "2026-01-01 10:05",
        "n1",
    ],
    ["t2", "0", "Tea", "Milk", "", "", "Cocoa", "5", "", "2026-01-01 10:00", "2026-01-01 10:05", "n2"],
]


def test_typeform_options_are_put_back_under_their_questions_by_the_form():
    table = table_of(TF_HEADER, *TF_ROWS, beside={"form.json": json.dumps(FORM).encode()})

    assert table.platform == "typeform"
    assert [(column.kind, column.option) for column in table.groups["Which drinks?"]] == [
        ("multiple", "Tea"),
        ("multiple", "Milk"),
        ("multiple", "Other"),
    ]
    assert [column.option for column in table.groups["And for breakfast?"]] == ["Tea", "Cocoa"]
    assert table.cells["Tea [2]"].tolist() == ["Tea", ""]
    assert [choice.code for choice in table.column("How likely?").options] == ["1", "2", "3", "4", "5"]
    assert table.column("Your mail").personal == "email"


def test_typeform_without_its_form_groups_neighbours_that_hold_their_own_header():
    table = table_of(TF_HEADER, *TF_ROWS)

    assert table.platform == "typeform"
    assert [column.option for column in table.groups["options 1"]] == ["Tea", "Milk", "Other"]
    assert [column.option for column in table.groups["options 2"]] == ["Tea", "Cocoa"]


def test_typeforms_api_gives_answers_by_field_and_who_never_submitted():
    items = [
        {"landing_id": "1", "token": "1", "landed_at": "2026-01-01T10:00:00Z", "submitted_at": "2026-01-01T10:05:00Z",
         "metadata": {"network_id": "n", "user_agent": "Mozilla/5.0 (X)"},
         "answers": [{"field": {"id": "b", "type": "multiple_choice"}, "type": "choices", "choices": {"labels": ["Tea", "Milk"]}},
                     {"field": {"id": "a", "type": "yes_no"}, "type": "boolean", "boolean": True}]},
        {"landing_id": "2", "landed_at": "2026-01-01T10:00:00Z", "submitted_at": "0001-01-01T00:00:00Z", "metadata": {}, "answers": None},
    ]  # fmt: skip
    table = read_table(
        json.dumps({"items": items}).encode(),
        "responses.json",
        beside={"form.json": json.dumps(FORM).encode()},
    )

    assert table.platform == "typeform"
    assert table.set_aside.tolist() == ["", "unfinished"]
    assert table.cells.loc[1].to_dict() == {"a": "1", "b": "Tea; Milk"}
    assert (table.column("b").text, table.column("b").separator) == ("Which drinks?", "; ")
    assert set(table.personal.columns) == {"metadata.network_id", "metadata.user_agent"}


def test_forsta_lists_under_true_and_false_are_columns_of_one_question():
    rows = [
        {"responseid": 1, "respid": 1, "status": "complete", "interview_start": "2026-01-01T10:00:00", "q1": {"true": ["1"], "false": ["2"]}, "q2": {"1": "3", "2": "1"}, "loop": [{"loop": "1", "q3": "x"}]},
        {"responseid": 2, "respid": 2, "status": "incomplete", "interview_start": "2026-01-01T10:00:00"},
    ]  # fmt: skip
    schema = {
        "languages": [],
        "root": {"variables": [
            {"name": "q1", "titles": [{"text": "Which?"}], "variableType": "multiChoice", "options": [{"code": "1", "texts": [{"text": "Tea"}]}, {"code": "2", "texts": [{"text": "Milk"}]}]},
            {"name": "q2", "titles": [{"text": "Rate"}], "variableType": "rating", "fields": [{"code": "1", "texts": [{"text": "Taste"}]}], "options": [{"code": "1", "texts": [{"text": "Bad"}]}, {"code": "3", "texts": [{"text": "Good"}]}]},
        ]},
    }  # fmt: skip
    table = read_table(
        json.dumps(rows).encode(), "data.json", beside={"schema.json": json.dumps(schema).encode()}
    )

    assert table.platform == "forsta"
    assert table.set_aside.tolist() == ["", "unfinished"]
    assert [(column.kind, column.text) for column in table.groups["q1"]] == [
        ("multiple", "Tea"),
        ("multiple", "Milk"),
    ]
    assert table.cells.loc[1, ["q1_1", "q1_2", "q2_1", "loop_1_q3"]].tolist() == ["1", "0", "3", "x"]
    assert table.cells.loc[2].tolist() == [""] * table.cells.shape[1]
    assert (table.column("q2_1").text, table.column("q2_1").label_of("3")) == ("Taste", "Good")


VARIABLES = """<variable ident="1" type="quantity" use="serial"><name>ID</name><label>Number</label><position start="1" finish="{id}"/><values><range from="1" to="999"/></values></variable>
<variable ident="2" type="single"><name>Q1</name><label>How are <b>you</b>?</label><position start="{q1}"/><values><value code="1">Well</value><value code="2">Ill &amp; tired</value></values></variable>
<variable ident="3" type="multiple"><name>Q2</name><label>Which?</label><position start="{q2}" finish="{q2end}"/><values><value code="1">Tea</value><value code="2">Milk</value><value code="3">Cocoa</value></values></variable>
<variable ident="4" type="multiple"><name>Q3</name><label>Two best</label><position start="{q3}" finish="{q3end}"/><spread subfields="2"/><values><value code="1">Tea</value><value code="3">Cocoa</value></values></variable>
<variable ident="5" type="quantity"><name>Q4</name><label>Spent</label><position start="{q4}" finish="{q4end}"/><values><range from="0.00" to="99.99"/></values></variable>
<variable ident="6" type="logical"><name>Q5</name><label>Again?</label><position start="{q5}"/></variable>
<variable ident="7" type="character"><name>Q6</name><label>Why</label><position start="{q6}" finish="{q6end}"/><size>10</size></variable>"""
FIXED = VARIABLES.format(id=3, q1=4, q2=5, q2end=7, q3=8, q3end=9, q4=10, q4end=14, q5=15, q6=16, q6end=25)
COLUMNS = VARIABLES.format(id=1, q1=2, q2=3, q2end=3, q3=4, q3end=5, q4=6, q4end=6, q5=7, q6=8, q6end=8)


@pytest.mark.parametrize("version", ["1.1", "1.2", "2.0", "3.0"])
@pytest.mark.parametrize("given", ["metadata", "data"])
def test_triple_s_pairs_are_read_from_either_file(version, given):
    doctype = (
        '<!DOCTYPE sss PUBLIC "-//triple-s//DTD Survey Interchange v1.1//EN" "http://example.org/sss.dtd">'
    )
    metadata = f'<?xml version="1.0" encoding="ISO-8859-1"?>{doctype}<sss version="{version}"><survey><record ident="A">{FIXED}</record></survey></sss>'
    fixed = "00111013102.501gr\xfcn      \n0022000       0\n"
    files = {"wave.sss": metadata.encode("latin-1"), "wave.asc": fixed.encode("latin-1")}
    name = "wave.sss" if given == "metadata" else "wave.asc"

    table = read_table(files.pop(name), name, beside=files)

    assert table.platform == "triple_s"
    assert table.respondent.tolist() == ["001", "002"]
    row = table.cells.iloc[0].to_dict()
    assert row["Q1"] == "1"
    assert [row["Q2_1"], row["Q2_2"], row["Q2_3"]] == ["1", "0", "1"]
    assert [row["Q3_1"], row["Q3_3"], row["Q4"], row["Q5"]] == ["1", "1", "2.50", "1"]
    assert table.cells["Q5"].tolist() == ["1", "0"]
    assert table.cells["Q3_1"].tolist() == ["1", ""]
    assert table.column("Q1").label_of("2") == "Ill & tired"
    assert [column.text for column in table.groups["Q2"]] == ["Tea", "Milk", "Cocoa"]
    assert row["Q6"] == "grün"


def test_triple_s_data_may_be_csv_and_its_first_column_is_no_sign_of_another_platform():
    record = f'<record ident="A" format="csv" skip="1">{COLUMNS}</record>'
    metadata = f'<sss version="2.0"><survey>{record}</survey></sss>'
    data = 'RESPONDENT_ID,Q1,Q2,Q3.1,Q3.2,Q4,Q5,Q6\n1,1,101,3,1,2.50,1,"a, b"\n2,2,000,,,,0,\n'

    table = read_table(data.encode(), "wave.csv", beside={"wave.sss": metadata.encode()})

    assert table.platform == "triple_s"
    assert table.cells[["Q2_1", "Q2_2", "Q2_3"]].to_numpy().tolist() == [["1", "0", "1"], ["0", "0", "0"]]
    assert table.cells[["Q3_1", "Q3_3"]].to_numpy().tolist() == [["1", "1"], ["", ""]]
    assert table.cells["Q6"].tolist() == ["a, b", ""]
    assert read_table(data.encode(), "other.csv").platform == "table"


def test_half_a_triple_s_pair_is_refused_with_what_is_missing():
    metadata = f'<sss version="2.0"><survey><record ident="A">{FIXED}</record></survey></sss>'

    with pytest.raises(ResponsesError, match="the data file of the same name"):
        read_table(metadata.encode(), "wave.sss")


def test_any_list_of_records_is_read_as_what_it_is():
    table = read_table(b'{"answers": [{"q1": 1, "home": {"rooms": 2}}, {"q1": 2}]}', "x.json")

    assert table.platform == "records"
    assert table.cells.to_dict("list") == {"q1": ["1", "2"], "home.rooms": ["2", ""]}


@pytest.mark.parametrize("given", ["wave.sss", "wave.asc"])
def test_triple_s_of_the_first_versions_is_read_from_keywords(given):
    metadata = (
        'SSS\nVERSION 1.1\nDATE "1 March 1998"\nSURVEY\nTITLE "Tea"\nRECORD A\n'
        'VARIABLE 1\nNAME "Q1"\nLABEL "How are ""you""?"\nTYPE SINGLE\nPOSITION 1\nVALUES\n1 "Well"\n2 "Ill"\nEND VALUES\nEND VARIABLE\n'
        'VARIABLE 2\nNAME "Q2"\nLABEL "Which?"\nTYPE MULTIPLE\nPOSITION 2 TO 3\nVALUES\n1 "Tea"\n2 "Milk"\nEND VALUES\nEND VARIABLE\n'
        'VARIABLE 3\nNAME "Q3"\nLABEL "Cups"\nTYPE QUANTITY\nPOSITION 4 TO 5\nVALUES\n0 TO 99\nEND VALUES\nEND VARIABLE\n'
        "END RECORD\nEND SURVEY\nEND SSS\n"
    )
    files = {"wave.sss": metadata.encode(), "wave.asc": b"11007\n201 4\n"}

    table = read_table(files.pop(given), given, beside=files)

    assert table.platform == "triple_s"
    assert table.cells.to_numpy().tolist() == [["1", "1", "0", "7"], ["2", "0", "1", "4"]]
    assert (table.column("Q1").text, table.column("Q1").label_of("2")) == ('How are "you"?', "Ill")


@settings(max_examples=25, deadline=None)
@given(
    st.permutations(range(len(ASKED))),
    st.permutations(range(len(NUMERIC))),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_the_order_of_columns_and_rows_and_the_encoding_change_nothing_but_the_order(columns, rows, encoding):
    def shuffled(row):
        own, asked = row[: len(OWN)], row[len(OWN) :]
        return [*own, *(asked[at] for at in columns)]

    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(
        [*map(shuffled, HEAD), shuffled(MODERN), *(shuffled(NUMERIC[at]) for at in rows)]
    )
    table = read_table(text.getvalue().encode(encoding), "export.csv")
    plain = table_of(*HEAD, MODERN, *NUMERIC)

    assert {
        column.id: (column.kind, column.group, column.text, column.option, set(column.options))
        for column in table.columns
    } == {
        column.id: (column.kind, column.group, column.text, column.option, set(column.options))
        for column in plain.columns
    }
    order = table.respondent.tolist()
    for name in plain.cells.columns:
        by_person = dict(zip(plain.respondent, plain.cells[name], strict=True))
        assert table.cells[name].tolist() == [by_person[person] for person in order]


def test_no_message_about_a_damaged_line_shows_who_wrote_it():
    with pytest.raises(ResponsesError) as caught:
        read_table(b"mail,q1\nann@example.org,1,2\n+49 30 1234567,1,2\nAnn Smith,1,2\nR_12,1,2\n", "x.csv")

    assert "R_12" in str(caught.value)
    for hidden in ("ann@", "1234567", "Smith"):
        assert hidden not in str(caught.value)
