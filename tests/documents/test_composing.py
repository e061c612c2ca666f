import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from psychoseg.documents import Scalar, compose, read_document
from psychoseg.errors import PsychosegError, QuestionnaireError


def value_of(text: str, key: str = "a") -> Scalar:
    return next(node for name, node in compose(text, "x.yml", QuestionnaireError).pairs if name.text == key)


@pytest.mark.parametrize("written", ["no", "off", "NO", "012", "12:30", "1e3", "0x1F", "1_000", "2024-13-45"])
def test_a_value_stays_the_text_that_was_written(written):
    assert value_of(f"a: {written}").text == written


def test_every_node_knows_its_line_and_column():
    node = value_of("b: 1\na:   here")

    assert (node.line, node.column) == (2, 6)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        ("# only a comment", "is empty"),
        ("- a\n- b", "expected a mapping of keys and values, found a list"),
        ("just words", "expected a mapping of keys and values, found a value"),
        ("a: 1\n---\nb: 2", r"x.yml:2:1: a second document"),
        ("a: 1\nb: 2\na: 3", r"x.yml:3:1: the key 'a' stands twice; first on line 1"),
        ("a: !!python/object/apply:os.system [id]", r"x.yml:1:4: a tag"),
        ("a: &name 1", "an anchor"),
        ("a: &name 1\nb: *name", "an alias"),
        ("a: {<<: {b: 1}}", "a merge key"),
        ("a: b: c", "put the whole text in quotes"),
        ("a:\n\tb: 1", "indent with spaces"),
        ("? [a, b]\n: 1", "a list as a key"),
        ("a: \x00", "a control character"),
        ("a: [1, 2", "expected"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_place(text, message):
    with pytest.raises(QuestionnaireError, match=message):
        compose(text, "x.yml", QuestionnaireError)


def test_all_faults_of_a_file_are_reported_at_once():
    with pytest.raises(QuestionnaireError) as caught:
        compose("a: &x 1\nb: !t 2\na: 3", "x.yml", QuestionnaireError)

    assert len(caught.value.faults) == 3


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 50_000, "- " * 50_000, "a: " + "&x [" * 1000])
def test_deep_nesting_is_refused_quickly(text):
    begun = time.monotonic()

    with pytest.raises(QuestionnaireError):
        compose(text, "x.yml", QuestionnaireError)

    assert time.monotonic() - begun < 5


@given(st.text(max_size=200))
def test_no_text_does_more_than_raise_our_own_error(text):
    with contextlib.suppress(PsychosegError):
        compose(text, "x.yml", QuestionnaireError)


def test_a_missing_file_names_the_nearest_one(tmp_path):
    (tmp_path / "questionnaire.yml").write_text("a: 1")

    with pytest.raises(QuestionnaireError, match=r"did you mean questionnaire\.yml"):
        read_document(tmp_path / "questionaire.yml", QuestionnaireError)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04rest", "an Excel workbook"),
        (b"%PDF-1.7", "a PDF"),
        (b"a: caf\xe9\n", "byte 6 is not UTF-8"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_named(tmp_path, content, message):
    path = tmp_path / "q.yml"
    path.write_bytes(content)

    with pytest.raises(QuestionnaireError, match=message):
        read_document(path, QuestionnaireError)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_with_or_without_a_mark_is_read(tmp_path, encoding):
    path = tmp_path / "q.yml"
    path.write_bytes("a: Käse".encode(encoding))

    assert read_document(path, QuestionnaireError).pairs[0][1].text == "Käse"


def test_a_folder_and_a_huge_file_are_refused(tmp_path):
    huge = tmp_path / "huge.yml"
    huge.write_bytes(b"a: 1\n" * 1_000_000)

    with pytest.raises(QuestionnaireError, match="is a folder"):
        read_document(tmp_path, QuestionnaireError)
    with pytest.raises(QuestionnaireError, match="the most that is read"):
        read_document(huge, QuestionnaireError)
