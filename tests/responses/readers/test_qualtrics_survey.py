"""The survey file of Qualtrics beside an export gives wording, options and kinds."""

import json

import pytest

from psychoseg.errors import ResponsesError
from psychoseg.responses.drafting import draft
from psychoseg.responses.readers.files import read_file


def _question(qid, tag, kind, selector, text, **more):
    return {
        "Element": "SQ",
        "Payload": {
            "QuestionID": qid,
            "DataExportTag": tag,
            "QuestionType": kind,
            "Selector": selector,
            "QuestionText": text,
            **more,
        },
    }


def _shown(*labels):
    return {str(at): {"Display": label} for at, label in enumerate(labels, 1)}


SURVEY = [
    _question("QID9", "intro", "DB", "TB", "Welcome"),
    _question(
        "QID1", "drink", "MC", "SAVR", "What do you <b>drink</b>?",
        Choices=_shown("Tea", "Coffee", "Water"), ChoiceOrder=["2", "1", "3"], RecodeValues={"1": "10", "2": "20"},
    ),
    _question("QID2", "where", "MC", "MAVR", "Where do you shop?", Choices=_shown("Shop", "Online"), ChoiceOrder=[1, 2]),
    _question(
        "QID3", "feel", "Matrix", "Likert", "How far do you agree?", SubSelector="SingleAnswer",
        Choices=_shown("I plan ahead.", "I like new things."), Answers=_shown("Disagree", "Neither", "Agree"),
        ChoiceDataExportTags={"2": "news"}, RecodeValues={"1": 3, "2": 2, "3": 1},
    ),
    _question("QID4", "share", "Slider", "HSLIDER", "How much?", Choices=_shown("Of your money")),
    _question("QID5", "age", "TE", "SL", "Your age?", Validation={"Settings": {"ContentType": "ValidNumber"}}),
]  # fmt: skip
HEADER = ["StartDate", "EndDate", "Status", "Progress", "Duration (in seconds)", "Finished", "ResponseId"]
COLUMNS = [
    ("drink", "QID1"), ("where_1", "QID2_1"), ("where_2", "QID2_2"), ("feel_1", "QID3_1"), ("feel_news", "QID3_2"),
    ("share_1", "QID4_1"), ("age", "QID5_TEXT"),
]  # fmt: skip


def _export(folder, *, survey=SURVEY, labels=False):
    own = ["2026-03-01 10:00:00", "2026-03-01 10:05:00", "0", "100", "300", "1"]
    answers = [["20", "1", "", "3", "1", "40", "35"], ["10", "", "1", "2", "3", "5", "61"]]
    if labels:
        answers = [
            ["Coffee", "Shop", "", "Disagree", "Agree", "40", "35"],
            ["Tea", "", "Online", "Neither", "Disagree", "5", "61"],
        ]
    rows = [
        [*HEADER, *(name for name, _ in COLUMNS)],
        [*HEADER, *("text" for _ in COLUMNS)],
        [json.dumps({"ImportId": name}) for name in (*HEADER, *(at for _, at in COLUMNS))],
        *([*own, f"R_{at}", *row] for at, row in enumerate(answers)),
    ]
    quoted = "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    (folder / "export.csv").write_text(quoted + "\n", encoding="utf-8")
    if survey is not None:
        document = {"SurveyEntry": {"SurveyName": "x"}, "SurveyElements": survey}
        (folder / "survey.qsf").write_text(json.dumps(document), encoding="utf-8")
    return folder / "export.csv"


def _by_name(table):
    return {column.source: column for column in table.columns}


def test_a_survey_file_beside_an_export_gives_wording_options_and_kinds(tmp_path):
    table = read_file(_export(tmp_path))

    columns = _by_name(table)
    assert "the survey's file (.qsf) is beside it" in table.evidence
    assert columns["drink"].text == "What do you drink?"
    assert [(one.code, one.label) for one in columns["drink"].options] == [
        ("20", "Coffee"),
        ("10", "Tea"),
        ("3", "Water"),
    ]
    assert (columns["where_2"].kind, columns["where_2"].group, columns["where_2"].text) == (
        "multiple",
        "where",
        "Online",
    )
    assert (columns["feel_news"].stem, columns["feel_news"].text) == (
        "How far do you agree?",
        "I like new things.",
    )
    assert columns["feel_1"].label_of("3") == "Disagree"
    assert [columns[name].kind for name in ("share_1", "age")] == ["numeric", "numeric"]


def test_a_questionnaire_drafted_with_the_survey_file_has_its_labels(tmp_path):
    drafted = draft(read_file(_export(tmp_path)))

    for wording in (
        "What do you drink?",
        "Coffee",
        "Water",
        "I plan ahead.",
        "Neither",
        "Where do you shop?",
    ):
        assert wording in drafted


def test_codes_and_labels_are_drafted_as_the_same_questions(tmp_path):
    (tmp_path / "codes").mkdir()
    (tmp_path / "labels").mkdir()

    codes = read_file(_export(tmp_path / "codes"))
    labels = read_file(_export(tmp_path / "labels", labels=True))

    assert draft(codes).split("\n", 1)[1] == draft(labels).split("\n", 1)[1]


@pytest.mark.parametrize(
    "survey",
    [
        [_question("QID77", "other", "MC", "SAVR", "Another survey's", Choices=_shown("A", "B"))],
        [{"Element": "SQ", "Payload": None}, {"Element": "BL"}, 7],
        [_question("QID1", "drink", "MC", "SAVR", "Broken", Choices=["a", 3, None], RecodeValues=[1])],
        {"SQ": "not a list"},
    ],
)
def test_another_surveys_file_or_a_broken_one_changes_no_answer(tmp_path, survey):
    (tmp_path / "alone").mkdir()
    (tmp_path / "beside").mkdir()

    alone = read_file(_export(tmp_path / "alone", survey=None))
    beside = read_file(_export(tmp_path / "beside", survey=survey))

    assert beside.cells.equals(alone.cells)


def test_a_survey_file_alone_is_refused_as_no_answers(tmp_path):
    _export(tmp_path)

    with pytest.raises(ResponsesError, match="a Qualtrics questionnaire .*with this one beside it"):
        read_file(tmp_path / "survey.qsf")
