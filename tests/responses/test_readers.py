import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from psychoseg.errors import PsychosegError, ResponsesError
from psychoseg.responses import read_table


def test_a_plain_table_is_read_as_text_and_nothing_is_guessed():
    table = read_table(b"id,a,b\n007,NA,1\n8,None,\n", "x.csv")

    assert table.platform == "table"
    assert table.cells["id"].tolist() == ["007", "8"]
    assert table.cells["a"].tolist() == ["NA", "None"]
    assert table.cells["b"].tolist() == ["1", ""]


def test_rows_keep_the_line_of_the_file_they_begin_on():
    table = read_table(b'a,b\n1,"two\nlines"\n\n3,4\n', "x.csv")

    assert list(table.cells.index) == [2, 5]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a;b\n1;2\n3;4\n", "semicolons"),
        (b"a\tb\n1\t2\n3\t4\n", "tabs"),
        (b"a|b\n1|2\n3|4\n", "vertical bars"),
        ("a,b\nKäse,1\n".encode("cp1252"), "read as Windows-1252"),
        ("a,b\nKäse,1\n".encode("utf-16"), "UTF-16"),
        (b"a,b,\n1,2,\n3,4,\n", "an empty last column"),
    ],
)
def test_an_unusual_file_is_read_and_what_was_odd_is_said(content, said):
    table = read_table(content, "x.csv")

    assert list(table.cells.columns) == ["a", "b"]
    assert any(said in repair for repair in table.repairs)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"  \n ", "is empty"),
        (b"a,b\n", "a header but no answers"),
        (b"1,2\n3,4\n", "holds numbers, not the names"),
        (b"a,,c\n1,2,3\n", "column 2 has no name"),
        (b"a,b,a\n1,2,3\n", "columns 1 and 3 are both called 'a'"),
        (b"a,b\n1,2,3\n4,5\n6\n", r"x.csv:2: 3 cells where the header has 2.*\n.*x.csv:4: 1 cells"),
        (b'a,b\n1,"2\n3,4\n', "x.csv:2: a quote that opens on this line is never closed"),
        (b'a,b\n1,"2"x\n', "quotes of this line do not match"),
        (b"a,b\n1,\x002\n", "x.csv:2: a zero byte"),
        (b"\xfe\xff", "is empty"),
        (b"\xff\xfea", "begins as UTF-16"),
        (b"a,b\n1,\x81\n", "encoding cannot be told"),
        (b"PK\x03\x04\x00", "a zip archive or workbook that is cut off"),
        (b"%PDF-1.4", "a PDF"),
        (b"$FL2@(#)", "damaged or is not a real SPSS file"),
        (b"<!DOCTYPE html><title>Log in</title>", "a web page"),
        (b'{"a": 1}', "JSON that no reader recognises"),
        (b"\x1f\x8b\x08", "was cut off"),
    ],
)
def test_a_file_that_cannot_be_a_table_is_refused_with_the_reason(content, message):
    with pytest.raises(ResponsesError, match=message):
        read_table(content, "x.csv")


def test_an_unknown_reader_is_refused_with_the_nearest_one():
    with pytest.raises(ResponsesError, match="did you mean qualtrics"):
        read_table(b"a,b\n1,2\n", "x.csv", form="qualtrix")


QUALTRICS = (
    "StartDate,EndDate,Status,IPAddress,Progress,Duration (in seconds),Finished,ResponseId,q1\n"
    'Anfangsdatum,Enddatum,Status,IP,Fortschritt,Dauer,Fertig,Id,"Ein Text,\nzweite Zeile"\n'
    + ",".join(
        f'"{{""ImportId"":""{name}""}}"'
        for name in ["startDate", "endDate", "status", "ip", "p", "d", "f", "_recordId", "QID1"]
    )
    + "\n2026-01-01,2026-01-01,0,192.0.2.1,100,120,1,R_1,3\n"
    "2026-01-01,2026-01-01,1,192.0.2.2,100,90,1,R_2,4\n"
    "2026-01-01,2026-01-01,0,192.0.2.3,40,30,0,R_3,\n"
)


def test_a_qualtrics_export_is_recognised_by_two_signals_whatever_its_language():
    table = read_table(QUALTRICS.encode(), "x.csv")

    assert table.platform == "qualtrics"
    assert len(table.evidence) == 3
    assert list(table.cells.columns) == ["q1"]
    assert table.set_aside.tolist() == ["", "preview or spam", "unfinished"]
    assert table.seconds.tolist() == [120, 90, 30]
    assert table.respondent.tolist() == ["R_1", "R_2", "R_3"]
    assert "IPAddress" in table.dropped


def test_one_signal_alone_does_not_make_a_qualtrics_export():
    table = read_table(b"ResponseId,Status,Finished,Progress,q1\n1,0,1,100,3\n", "x.csv")

    assert table.platform == "table"


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_do_more_than_raise_our_own_error(content):
    with contextlib.suppress(PsychosegError):
        read_table(content, "x.csv")
