import pandas as pd
import pytest

from psychoseg.responses import read_table
from psychoseg.responses.readers.codebook import Choice, Column, Missing
from psychoseg.responses.readers.raw import RawTable


@pytest.mark.parametrize(
    ("cell", "declared"),
    [
        ("99", True),
        ("99.0", True),
        ("-5", True),
        ("-10", False),
        ("9", False),
        ("", False),
        ("n/a", False),
        ("NA", True),
    ],
)
def test_only_values_that_a_file_declares_are_no_answers(cell, declared):
    missing = Missing(codes=("99", "NA"), ranges=((-9.0, -1.0),))

    assert missing.holds(cell) is declared
    assert not Missing()


def test_the_columns_of_one_question_are_found_together():
    table = pd.DataFrame({"a": ["1"], "b_1": ["1"], "b_2": [""]})
    options = (Choice("1", "Tea"), Choice("2", "Coffee"))
    columns = (
        Column("a", "a", 1, kind="single", options=(Choice("1", "Yes"),)),
        Column("b_1", "b_1", 2, kind="multiple", group="b", option="1", options=options),
        Column("b_2", "b_2", 3, kind="multiple", group="b", option="2", options=options),
        Column("Status", "Status", 4, kind="meta", role="status"),
    )

    raw = RawTable("x.csv", "table", (), table, pd.Series([""]), columns=columns)

    assert [column.id for column in raw.asked] == ["a", "b_1", "b_2"]
    assert [len(group) for group in raw.groups.values()] == [1, 2]
    assert raw.column("b_2").label_of("2") == "Coffee"
    assert raw.column("zz") is None


def test_a_table_made_without_a_codebook_still_works():
    assert read_table(b"a,b\n1,2\n", "x.csv").cells.shape == (1, 2)
