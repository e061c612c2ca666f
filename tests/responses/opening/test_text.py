import bz2
import gzip
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from psychoseg.errors import ResponsesError
from psychoseg.responses import read_table
from psychoseg.responses.opening.row_by_row import read_rows
from psychoseg.responses.opening.sound import MOST_COMPACT, read_sound

HEADER = "id,q1,q2,why\n"
GOOD = HEADER + "".join(f"{at},{at % 5 + 1},{at * 7 % 5 + 1},fine {at}\n" for at in range(1, 301))


def spoilt(lines, change):
    """The good table with some of its lines changed; 1 is the header."""
    found = GOOD.split("\n")
    for line in lines:
        found[line - 1] = change(found[line - 1])
    return "\n".join(found)


def zipped(**members):
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return found.getvalue()


WORDS = {
    "cp1252": ["sehr größer", "Käse für später", "naïve façade", "l’été “oui”"],
    "mac_roman": ["sehr größer", "Käse für später", "naïve façade", "très satisfait"],
    "cp1250": ["Zdecydowanie się zgadzam", "chciałbym wziąć udział", "příliš žluťoučký kůň"],
    "cp1254": ["Katılmıyorum çünkü değişiklik şart", "Çok iyi bir ürün", "İyi değil"],
}


@pytest.mark.parametrize(
    "encoding", [*WORDS, "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_a_table_in_any_of_these_encodings_is_the_same_table(encoding):
    words = WORDS.get(encoding, ["größer", "日本", "да"])
    text = "id,why\n" + "".join(f"{at},{words[at % len(words)]}\n" for at in range(40))

    table = read_table(text.encode(encoding), "x.csv")

    assert table.cells["why"].tolist() == [words[at % len(words)] for at in range(40)]
    assert table.encoding == {"utf-8-sig": "utf-8-sig"}.get(encoding, encoding)


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("shift_jis", ["とても満足している", "どちらとも言えない"]),
        ("gbk", ["非常满意", "不确定，我不知道"]),
        ("cp1251", ["Полностью согласен", "Затрудняюсь ответить"]),
        ("koi8_r", ["Полностью согласен", "Затрудняюсь ответить"]),
        ("euc_kr", ["매우 만족합니다", "잘 모르겠습니다"]),
    ],
)
def test_a_table_in_another_script_is_asked_about_with_what_it_would_be_and_read_when_told(encoding, words):
    content = ("id,why\n" + "".join(f"{at},{word}\n" for at, word in enumerate(words))).encode(encoding)

    with pytest.raises(ResponsesError, match="cannot be told for certain") as caught:
        read_table(content, "x.csv")
    assert words[0][:6] in str(caught.value)
    assert "--encoding" in str(caught.value)
    assert read_table(content, "x.csv", encoding=encoding).cells["why"].tolist() == words


def test_lines_in_another_encoding_than_the_rest_are_named_all_at_once():
    lines = [
        line.encode() for line in spoilt([3, 30, 40], lambda line: line.replace("fine", "größer")).split("\n")
    ]
    for at in (17, 133):
        lines[at - 1] = lines[at - 1].replace(b"fine", "für".encode("latin-1"))

    with pytest.raises(ResponsesError, match=r"mixes two encodings.*\n.*x.csv:17: .*\n.*x.csv:133: "):
        read_table(b"\n".join(lines), "x.csv")


def test_zero_bytes_are_named_by_line():
    with pytest.raises(ResponsesError, match=r"a zero byte.*\(lines 12, 58, 201\)"):
        read_table(spoilt([12, 58, 201], lambda line: line.replace("fine", "fi\0ne")).encode(), "x.csv")


def test_pairs_of_surrogates_are_joined_and_half_a_pair_is_refused():
    pair, half = b"\xed\xa0\xbd\xed\xb8\x80", b"\xed\xa0\xbd"

    assert read_table(b"id,why\n1," + pair + b"\n", "x.csv").cells["why"].tolist() == ["😀"]
    with pytest.raises(ResponsesError, match=r"half of a surrogate pair.*\n.*x.csv:2"):
        read_table(b"id,why\n1," + half + b"\n", "x.csv")


def test_an_encoding_that_does_not_exist_is_refused():
    with pytest.raises(ResponsesError, match="There is no encoding 'latin-99'"):
        read_table(GOOD.encode(), "x.csv", encoding="latin-99")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GOOD.replace("\n", "\r"), "old Macs"),
        (GOOD.replace(",", "|"), "vertical bars"),
        (GOOD.replace(",", "\t"), "tabs"),
        ("sep=;\n" + GOOD.replace(",", ";"), "semicolons"),
        ("Survey of tea\n\n" + GOOD, "1 line above the header left out"),
        (GOOD.replace("\n", ",\n"), "an empty last column left out"),
        (HEADER + GOOD[len(HEADER) :].replace("\n", ",\n"), "beyond the last column left out of 300 lines"),
        (GOOD[:-1], "no line break after the last row"),
    ],
)
def test_what_is_odd_about_a_table_is_said_and_nothing_shifts(text, said):
    table = read_table(text.encode(), "x.csv")

    assert any(said in repair for repair in table.repairs), table.repairs
    assert table.cells["q1"].tolist() == [str(at % 5 + 1) for at in range(1, 301)]
    assert table.cells["why"].iloc[-1] == "fine 300"


def test_line_numbers_are_those_of_the_file_whatever_stands_above_and_inside():
    text = "Title\n\n" + GOOD.replace("fine 5\n", '"two\nlines, yes"\n').replace(
        "fine 9\n", '"three\r\nof\nthem"\n'
    )

    table = read_table(text.encode(), "x.csv")

    line = {table.cells["id"].iloc[at]: table.cells.index[at] for at in range(300)}
    assert (line["1"], line["5"], line["6"], line["9"], line["10"], line["300"]) == (4, 8, 10, 13, 16, 306)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (spoilt([6, 51, 151, 251], lambda line: line + ",extra"), [6, 51, 151, 251]),
        (spoilt([8, 10], lambda line: line[:3]), [8, 10]),
        (spoilt([78], lambda line: line.replace("fine", '"fine')), [78]),
        (spoilt([78, 90], lambda line: line.replace("fine", '"fine" x') + "y"), [78, 90]),
        (spoilt([20], lambda line: line.replace("fine", '"fine') + ",x") + 'a",b,c,d\n', [20]),
    ],
)
def test_every_damaged_line_is_named_in_one_go(text, places):
    with pytest.raises(ResponsesError) as caught:
        read_table(text.encode(), "x.csv")

    assert [int(fault.where.rsplit(":", 1)[1]) for fault in caught.value.faults][: len(places)] == places


def test_a_stray_quote_that_swallows_whole_rows_is_found():
    text = spoilt([20], lambda line: line.replace("fine", '"fine'))
    text = text.replace("fine 60\n", 'fine"\n')

    with pytest.raises(
        ResponsesError, match=r"x.csv:20: a quote that opens on this line closes \d+ lines later"
    ):
        read_table(text.encode(), "x.csv")


def test_decimal_commas_become_points_and_lists_of_codes_stay():
    rows = "".join(f"{at};{at % 3},{at % 97:02d};{at % 3 + 1},{at % 3 + 2}\n" for at in range(100))

    table = read_table(("id;spent;chosen\n" + rows).encode(), "x.csv")

    assert table.cells["spent"].iloc[5] == "2.05"
    assert table.cells["chosen"].iloc[0] == "1,2"
    assert any("decimal commas read as points in 'spent'" in repair for repair in table.repairs)
    assert any("'chosen' may hold decimal commas or lists" in repair for repair in table.repairs)


@pytest.mark.parametrize(
    "content",
    [gzip.compress(GOOD.encode()), bz2.compress(GOOD.encode()), zipped(a__csv=GOOD, b__txt="read me")],
)
def test_a_packed_table_is_read_through(content):
    table = read_table(content, "x.csv.gz")

    assert len(table.cells) == 300
    assert any("unpacked from" in repair for repair in table.repairs)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (lambda: zipped(a__csv=GOOD, b__csv=GOOD), "2 files that may be the answers"),
        (lambda: zipped(), "no files|holds no"),
        (lambda: gzip.compress(b"0" * 60_000_000), "unpacks to more than"),
        (lambda: gzip.compress(GOOD.encode())[:-30], "was cut off|is damaged"),
        (lambda: gzip.compress(gzip.compress(gzip.compress(b"a,b\n1,2\n"))), "archive inside an archive"),
        (
            lambda: gzip.compress((",".join(f"c{at}" for at in range(400_000)) + "\n1\n").encode()),
            "more than 1,000,000 bytes",
        ),
        (lambda: (",".join(f"c{at}" for at in range(30_000)) + "\n1\n").encode(), "30,000 columns"),
        (lambda: b"Unnamed: 0,q1\n1,2\n", "column 1 has no name"),
        (lambda: b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "declares entities"),
        (lambda: b"<a>" * 500 + b"</a>" * 500, "nested more than"),
        (lambda: b'{"a": [' * 100_000, "nested too deeply|not JSON"),
        (lambda: b'[{"a": NaN}]', "no number in JSON"),
        (lambda: b"PAR1 this is no Parquet PAR1", "is damaged"),
        (
            lambda: b"Variable / Field Name,Form Name,Field Type,Field Label\nq1,f,text,Why\n",
            "a REDCap data dictionary, not answers",
        ),
    ],
)
def test_a_file_beyond_the_limits_or_of_another_kind_is_refused_at_once(content, message):
    with pytest.raises(ResponsesError, match=message):
        read_table(content(), "x.csv")


def test_a_format_named_by_hand_is_used_and_must_fit():
    with pytest.raises(ResponsesError, match="which the reader spss does not read"):
        read_table(GOOD.encode(), "x.csv", form="spss")
    assert read_table(b"q1\xa7q2\n1\xa72\n", "x.csv", encoding="latin-1", delimiter="§").cells.shape == (1, 2)


CELL = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(CELL, CELL, st.integers(0, 99).map(str)), min_size=1, max_size=12),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from(["\n", "\r\n"]),
    st.permutations([0, 1, 2]),
)
def test_encoding_delimiter_line_ends_and_order_of_columns_change_nothing(
    rows, delimiter, encoding, ends, order
):
    rows = [(f"a{one}", other, number) for one, other, number in rows]
    names = ("first", "second", "third")

    def quoted(text):
        return '"' + text.replace('"', '""') + '"'

    lines = [delimiter.join(quoted(row[at]) for at in order) for row in [names, *rows]]
    table = read_table((ends.join(lines) + ends).encode(encoding), "x.csv", delimiter=delimiter)

    assert table.cells["first"].tolist() == [row[0] for row in rows]
    assert table.cells["second"].tolist() == [row[1] for row in rows]
    assert table.cells["third"].tolist() == [row[2] for row in rows]


def filled(rows):
    """The rows that hold anything, each with its line."""
    texts = [column.to_pylist() for column in rows.columns]
    found = zip(rows.lines.tolist(), zip(*texts, strict=True), strict=True)
    return [(line, cells) for line, cells in found if any(cell.strip() for cell in cells)]


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from('ab,;"\n\r1 é'), max_size=60), st.sampled_from([1, 7, 1 << 20]))
def test_the_fast_way_and_the_slow_way_agree_on_every_sound_table(text, at_a_time):
    body = ("x,y\n" + text).encode()
    fast = read_sound(body, ",", 2, at_a_time=at_a_time)
    if fast is None:
        return

    slow = read_rows(body, "x", ",", 2, 1)

    assert filled(fast) == filled(slow)
    assert (fast.header, fast.header_line) == (slow.header, slow.header_line)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(CELL, st.sampled_from(["", "1", "2"])), min_size=1, max_size=30), st.integers(1, 40)
)
def test_where_a_text_is_cut_into_stretches_makes_no_difference(rows, at_a_time):
    rows = [(f"a{one}", other) for one, other in rows]
    lines = ["first,second", *('"' + one.replace('"', '""') + f'",{other}' for one, other in rows)]

    found = read_sound(("\n".join(lines) + "\n").encode(), ",", 2, at_a_time=at_a_time)

    assert list(zip(*(column.to_pylist() for column in found.columns), strict=True)) == rows


def test_a_very_wide_table_is_read_as_it_is():
    width = MOST_COMPACT + 1
    lines = [
        ",".join(f"c{at}" for at in range(width)),
        *[",".join(str(row) for _ in range(width)) for row in "12"],
    ]

    found = read_sound(("\n".join(lines) + "\n").encode(), ",", width, at_a_time=1)

    assert found.header[-1] == f"c{width - 1}"
    assert [column.to_pylist() for column in found.columns] == [["1", "2"]] * width
    assert found.lines.tolist() == [2, 3]


def test_codes_that_look_like_no_answer_are_named_and_not_taken_for_it():
    rows = "".join(f"{at},{-99 if at % 7 == 0 else at % 5},{at - 20}\n" for at in range(40))

    table = read_table(("id,q1,change\n" + rows).encode(), "x.csv")

    assert table.cells["q1"].iloc[0] == "-99"
    assert not table.column("q1").missing
    assert [
        repair for repair in table.repairs if "-99 stands in 'q1', which never hold other negative" in repair
    ]
    assert not [repair for repair in table.repairs if "'change'" in repair]


def test_lines_of_fixed_places_without_their_description_are_refused():
    with pytest.raises(ResponsesError, match="has no cells but places"):
        read_table(b"0011101\n0022000\n", "wave.asc")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("I don’t know, it’s fine", "cp1252"),
        ("I don’t know, it’s fine", "mac_roman"),
        ("très bien, j’espère que l’été sera beau", "cp1252"),
        ("Oranges.\xa0Apples", "cp1252"),
        ("el país está mejor, ¿no?", "cp1252"),
        ("três vezes, não há opção", "cp1252"),
    ],
)
def test_apostrophes_and_hard_spaces_do_not_hide_the_encoding(text, encoding):
    content = ("id;why\n" + "".join(f"{at};{text}\n" for at in range(12))).encode(encoding)

    assert read_table(content, "x.csv").cells["why"].iloc[0] == text
