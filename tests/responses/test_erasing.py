"""Rows leave a file and nothing else does, or the file is left and the reason said."""

import bz2
import gzip
import io
import lzma
import struct
import zipfile
import zlib

import numpy as np
import pandas as pd
import pyarrow as pa
import pyreadstat
import pytest
import xlsxwriter
from pyarrow import feather
from pyarrow import parquet as pq

from psychoseg.responses import read_table
from psychoseg.responses.erasing import unpacked, without_rows

PEOPLE = pd.DataFrame(
    {
        "id": ["x1", "x2-erase", "x3", "x4"],
        "q1": [1.0, 4.0, np.nan, 2.0],
        "why": ["I like it", "Nobody but me would write so", "I like it", "ü & <b>"],
    }
)
CSV = "id,q1,why\nx1,1,I like it\nx2-erase,4,Nobody but me would write so\nx3,,I like it\nx4,2,ü & <b>\n"
PACKED = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress}


def cut(content: bytes, name: str, rows: list[int], **more: str) -> bytes | str:
    return without_rows(content, read_table(content, name, sheet=more.get("sheet", "")), rows, **more)


def searched(content: bytes, text: str) -> bool:
    return any(text.encode() in part for part in unpacked(content))


@pytest.mark.parametrize("how", PACKED)
def test_a_packed_text_is_packed_again_without_the_lines(how):
    content = PACKED[how](CSV.encode())

    kept = cut(content, f"export.csv.{how}", [3])

    assert searched(content, "x2-erase")
    assert not searched(kept, "x2-erase")
    assert list(unpacked(kept))[1].decode() == CSV.replace("x2-erase,4,Nobody but me would write so\n", "")


def test_other_files_of_an_archive_stay_byte_for_byte():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("folder/export.csv", CSV)
        archive.writestr("readme.txt", "what this is")
        archive.comment = b"spring"

    kept = cut(made.getvalue(), "export.zip", [3])

    with zipfile.ZipFile(io.BytesIO(kept)) as archive:
        assert archive.namelist() == ["folder/export.csv", "readme.txt"]
        assert archive.comment == b"spring"
        assert archive.read("readme.txt") == b"what this is"
        assert archive.getinfo("folder/export.csv").compress_type == zipfile.ZIP_DEFLATED
    assert not searched(kept, "x2-erase")


def test_a_parquet_file_keeps_its_schema_metadata_and_packing(tmp_path):
    table = pa.Table.from_pandas(
        PEOPLE.assign(why=PEOPLE["why"].astype("category")), preserve_index=False
    ).replace_schema_metadata({"made": "by hand"})
    path = tmp_path / "a.parquet"
    pq.write_table(table, path, compression={"id": "zstd", "q1": "none", "why": "gzip"}, row_group_size=2)

    kept = cut(path.read_bytes(), "a.parquet", [2])

    after = pq.ParquetFile(pa.BufferReader(kept))
    before = pq.ParquetFile(path)
    assert after.schema_arrow.equals(before.schema_arrow, check_metadata=True)
    assert after.read().to_pylist() == [row for row in before.read().to_pylist() if row["id"] != "x2-erase"]
    packed = [
        [file.metadata.row_group(0).column(at).compression for at in range(3)] for file in (before, after)
    ]
    assert packed[0] == packed[1]
    assert after.metadata.num_row_groups == 2
    assert b"Nobody but me" not in b"".join(
        map(bytes, after.read()["why"].combine_chunks().buffers()[-1:] or ())
    )
    assert (
        "Nobody but me would write so"
        not in after.read(["why"])["why"].unify_dictionaries().chunk(0).dictionary.to_pylist()
    )


def test_a_category_that_nobody_has_stays_and_one_that_only_they_had_goes(tmp_path):
    kinds = pd.Categorical(["a", "b", "a", "a"], categories=["c", "b", "a"], ordered=True)
    path = tmp_path / "a.arrow"
    feather.write_feather(pa.Table.from_pandas(PEOPLE.assign(kind=kinds), preserve_index=False), path)

    kept = cut(path.read_bytes(), "a.arrow", [2])

    column = feather.read_table(io.BytesIO(kept))["kind"]
    assert column.chunk(0).dictionary.to_pylist() == ["c", "a"]
    assert column.type.ordered
    assert column.to_pylist() == ["a", "a", "a"]


@pytest.mark.parametrize(
    ("suffix", "packing"), [("sav", {}), ("sav", {"row_compress": True}), ("zsav", {"compress": True})]
)
def test_an_spss_file_keeps_its_dictionary_to_the_byte(tmp_path, suffix, packing):
    path = tmp_path / f"a.{suffix}"
    long = PEOPLE.assign(far=["short", "y" * 700, "z" * 300, ""])
    pyreadstat.write_sav(
        long, path, file_label="Spring", column_labels=["Id", "Likes", "Why", "Far"], note="a note",
        variable_value_labels={"q1": {1: "no", 4: "yes"}}, missing_ranges={"q1": [4, {"lo": 8, "hi": 9}]},
        variable_measure={"q1": "ordinal"}, variable_display_width={"q1": 9}, **packing,
    )  # fmt: skip
    content = path.read_bytes()

    kept = cut(content, path.name, [2])

    (tmp_path / f"b.{suffix}").write_bytes(kept)
    before, about = pyreadstat.read_sav(path, user_missing=True)
    after, told = pyreadstat.read_sav(tmp_path / f"b.{suffix}", user_missing=True)
    pd.testing.assert_frame_equal(after, before.drop(index=1).reset_index(drop=True))
    told.number_rows += 1
    assert {key: repr(value) for key, value in vars(told).items()} == {
        key: repr(value) for key, value in vars(about).items()
    }
    assert kept[84:600] == content[84:600]
    assert searched(content, "x2-erase")
    assert not searched(kept, "x2-erase")
    assert not searched(kept, "yyyyyyyy")


def test_a_long_packed_spss_file_is_packed_in_blocks_again(tmp_path):
    rng = np.random.default_rng(1)
    many = pd.DataFrame(rng.normal(size=(9000, 60)), columns=[f"v{at}" for at in range(60)])
    path = tmp_path / "a.zsav"
    pyreadstat.write_sav(many, path, compress=True)

    kept = cut(path.read_bytes(), "a.zsav", [1, 5000, 9000])

    (tmp_path / "b.zsav").write_bytes(kept)
    after, _ = pyreadstat.read_sav(tmp_path / "b.zsav")
    pd.testing.assert_frame_equal(after, many.drop(index=[0, 4999, 8999]).reset_index(drop=True))


def test_multiple_response_sets_and_whatever_else_stands_in_the_dictionary_stay(tmp_path):
    path = tmp_path / "a.sav"
    pyreadstat.write_sav(PEOPLE, path)
    content = path.read_bytes()
    sets = b"$many=D1 1 0  id q1\n".ljust(20)
    end = content.index(struct.pack("<ii", 999, 0))
    content = content[:end] + struct.pack("<iiii", 7, 7, 1, len(sets)) + sets + content[end:]

    kept = cut(content, "a.sav", [2])

    assert sets in kept
    (tmp_path / "b.sav").write_bytes(kept)
    assert pyreadstat.read_sav(tmp_path / "b.sav")[0]["id"].tolist() == ["x1", "x3", "x4"]


@pytest.mark.parametrize("version", [8, 10, 12, 13, 14, 15])
def test_a_stata_file_of_any_version_keeps_labels_and_reasons(tmp_path, version):
    path = tmp_path / "a.dta"
    pyreadstat.write_dta(
        PEOPLE, path, version=version, column_labels=["Id", "Likes", "Why"], file_label="Spring",
        variable_value_labels={"q1": {1: "no", 4: "yes"}},
    )  # fmt: skip

    kept = cut(path.read_bytes(), "a.dta", [2])

    (tmp_path / "b.dta").write_bytes(kept)
    before, about = pyreadstat.read_dta(path)
    after, told = pyreadstat.read_dta(tmp_path / "b.dta")
    pd.testing.assert_frame_equal(after, before.drop(index=1).reset_index(drop=True))
    assert told.variable_value_labels == about.variable_value_labels
    assert (told.column_labels, told.file_label) == (about.column_labels, about.file_label)
    assert b"x2-erase" not in kept


def test_stata_files_with_long_texts_are_left(tmp_path):
    path = tmp_path / "a.dta"
    PEOPLE.to_stata(path, version=118, write_index=False, convert_strl=["why"])

    assert "strL" in cut(path.read_bytes(), "a.dta", [2])


def workbook(*, formula: str = "", merged: bool = False, note: bool = False) -> bytes:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made)
    data = book.add_worksheet("Data")
    bold = book.add_format({"bold": True})
    for at, row in enumerate(
        [list(PEOPLE.columns), *PEOPLE.astype(object).where(PEOPLE.notna(), "").to_numpy().tolist()]
    ):
        for column, value in enumerate(row):
            data.write(at, column, value, bold if at == 0 else None)
    data.set_row(2, 30)
    sums = book.add_worksheet("Sums")
    sums.write_formula("A1", "=SUM(Data!B2:B5)", None, 7)
    if formula:
        data.write_formula("B3", formula, None, 4)
    if merged:
        data.merge_range("C3:C4", "both")
    if note:
        data.write_comment("A3", "the man from Kiel")
    book.close()
    return made.getvalue()


def test_a_row_of_a_workbook_becomes_blank_and_all_else_stays():
    content = workbook()

    kept = cut(content, "a.xlsx", [3], sheet="Data")

    after = read_table(kept, "a.xlsx", sheet="Data").cells
    assert after["id"].tolist() == ["x1", "x3", "x4"]
    assert after.index.tolist() == [2, 4, 5]
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(io.BytesIO(kept)) as new:
        changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
        assert new.namelist() == old.namelist()
        assert b'ht="30"' in new.read("xl/worksheets/sheet1.xml")
    assert changed == ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"]
    assert not searched(kept, "x2-erase")
    assert not searched(kept, "Nobody but me")


@pytest.mark.parametrize(
    ("way", "why"),
    [({"formula": "=B2+1"}, "formulas"), ({"merged": True}, "merged"), ({"note": True}, "comments")],
)
def test_a_workbook_that_would_be_damaged_is_left(way, why):
    assert why in cut(workbook(**way), "a.xlsx", [3], sheet="Data")


LSS = "<document><LimeSurveyDocType>Survey</LimeSurveyDocType></document>"
LSR = (
    "<?xml version='1.0' encoding='UTF-8'?>\n<document>\n <LimeSurveyDocType>Responses</LimeSurveyDocType>\n"
    " <responses>\n  <fields><fieldname>id</fieldname><fieldname>token</fieldname><fieldname>submitdate</fieldname>"
    "<fieldname>1X2X3</fieldname></fields>\n  <rows>\n"
    + "".join(
        f"   <row>\n    <id><![CDATA[{at}]]></id>\n    <token><![CDATA[tok{at}]]></token>\n"
        f"    <submitdate><![CDATA[2026-03-0{at} 10:00:00]]></submitdate>\n    <_1X2X3><![CDATA[{text}]]></_1X2X3>\n   </row>\n"
        for at, text in enumerate(["fine", "odd </row> in a text", "good"], 1)
    )
    + "  </rows>\n </responses>\n</document>\n"
)
LST = "<document><tokens><rows>" + "".join(
    f"<row><email><![CDATA[p{at}@example.org]]></email><token><![CDATA[tok{at}]]></token></row>" for at in (1, 2, 3)
) + "</rows></tokens></document>"  # fmt: skip


def test_a_limesurvey_archive_loses_the_answers_and_the_participant():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("survey_1.lss", LSS)
        archive.writestr("survey_1_responses.lsr", LSR)
        archive.writestr("survey_1_tokens.lst", LST)
    content = made.getvalue()
    raw = read_table(LSR.encode(), "a.lsr")

    kept = without_rows(content, raw, [2], token=["tok2"])

    with zipfile.ZipFile(io.BytesIO(kept)) as archive:
        answers, people = (
            archive.read(f"survey_1_{name}").decode() for name in ("responses.lsr", "tokens.lst")
        )
    assert read_table(answers.encode(), "a.lsr").cells.shape[0] == 2
    assert "odd </row>" not in answers
    assert people == LST.replace(
        "<row><email><![CDATA[p2@example.org]]></email><token><![CDATA[tok2]]></token></row>", ""
    )


def test_what_is_damaged_is_left():
    content = b"$FL2" + bytes(60) + struct.pack("<iii", 2, 1, 1) + bytes(200)

    from psychoseg.responses.erasing import spss

    assert "unusual layout" in spss.without(content, [1])
    assert list(unpacked(b"\x1f\x8b" + zlib.compress(b"x"))) == [b"\x1f\x8b" + zlib.compress(b"x")]
