import os
import random
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest

from psychoseg.errors import ResponsesError
from psychoseg.responses import read_table
from psychoseg.responses.readers import isolated

PEOPLE = pd.DataFrame(
    {
        "sex": [1.0, 2.0, 2.0, 9.0, None],
        "age": [34.0, 51.5, -1.0, 28.0, 99.0],
        "why": ["größer", "x" * 400, "", "日本", "no"],
        "day": pd.to_datetime(["2026-01-05", "2026-02-01", None, "2026-03-03", "2026-03-04"]),
    }
)


def written(tmp_path, suffix, **more):
    path = tmp_path / f"people.{suffix}"
    if suffix in {"sav", "zsav"}:
        pyreadstat.write_sav(
            PEOPLE, path, file_label="Tea 2026", column_labels={"sex": "Are you …?", "age": "Your age"},
            variable_value_labels={"sex": {1: "Man", 2: "Woman", 9: "No answer"}},
            missing_ranges={"sex": [9], "age": [{"lo": -9, "hi": -1}, 99]}, row_compress=suffix == "zsav", **more,
        )  # fmt: skip
    elif suffix == "por":
        pyreadstat.write_por(PEOPLE[["sex", "age"]].fillna(0), path)
    elif suffix == "dta":
        pyreadstat.write_dta(
            PEOPLE.assign(sex=[1, 2, 2, "a", "b"]), path, column_labels=["Are you …?", "Your age", "Why", "Day"],
            variable_value_labels={"sex": {1: "Man", 2: "Woman", "a": "Refused"}}, missing_user_values={"sex": ["a", "b"]},
        )  # fmt: skip
    else:
        pyreadstat.write_xport(PEOPLE[["sex", "age"]], path)
    return path


@pytest.mark.parametrize("suffix", ["sav", "zsav"])
def test_declared_missing_values_are_kept_and_described_apart_from_blanks(tmp_path, suffix):
    table = read_table(written(tmp_path, suffix).read_bytes(), f"people.{suffix}")

    assert table.platform == "spss"
    assert table.rows_are == "case"
    assert table.cells["sex"].tolist() == ["1", "2", "2", "9", ""]
    assert table.cells["age"].tolist() == ["34", "51.5", "-1", "28", "99"]
    assert table.cells["why"].tolist() == PEOPLE["why"].tolist()
    assert table.cells["day"].tolist()[:3] == ["2026-01-05", "2026-02-01", ""]
    sex, age = table.column("sex"), table.column("age")
    assert (sex.text, sex.kind, sex.label_of("2")) == ("Are you …?", "single", "Woman")
    assert [choice.missing for choice in sex.options] == ["", "", "user-missing"]
    assert sex.missing.codes == ("9",)
    assert (age.missing.codes, age.missing.ranges) == (("99",), ((-9.0, -1.0),))
    assert age.missing.holds("-3")
    assert table.column("day").kind == "date"


def test_letters_of_missing_in_stata_are_kept_apart_with_their_labels(tmp_path):
    table = read_table(written(tmp_path, "dta").read_bytes(), "people.dta")

    assert table.cells["sex"].tolist() == ["1", "2", "2", ".a", ".b"]
    assert table.column("sex").missing.codes == (".a", ".b")
    assert table.column("sex").label_of(".a") == "Refused"


@pytest.mark.parametrize(("suffix", "platform"), [("por", "spss"), ("xpt", "sas")])
def test_portable_and_transport_files_are_read(tmp_path, suffix, platform):
    table = read_table(written(tmp_path, suffix).read_bytes(), f"people.{suffix}")

    assert table.platform == platform
    assert table.cells.shape == (5, 2)
    assert table.cells.iloc[1, 1] == "51.5"


def test_multiple_response_sets_are_groups_of_columns(shared):
    path = shared / "samples" / "responses" / "spss" / "pyreadstat_simple_alltypes.sav"
    if not path.exists():
        pytest.skip("the file with sets is not on this machine")

    groups = read_table(path.read_bytes(), path.name).groups

    dichotomies = groups["mymrset"]
    assert [column.kind for column in dichotomies] == ["multiple"] * 3
    assert dichotomies[0].chosen == ("1",)
    assert dichotomies[0].stem == "My multiple response set"
    assert [choice.code for choice in dichotomies[0].options] == ["bool1", "bool2", "bool3"]
    assert [choice.code for choice in groups["categorical_array"][0].options] == ["a", "b", "c", "d"]


@pytest.mark.parametrize("suffix", ["sav", "zsav", "dta"])
def test_a_damaged_file_is_refused_or_read_and_never_crashes(tmp_path, suffix):
    whole = bytearray(written(tmp_path, suffix).read_bytes())
    chance = random.Random(20260101)
    for attempt in range(8):
        content = bytearray(whole)
        if attempt % 2:
            del content[chance.randrange(200, len(content)) :]
        else:
            for _ in range(6):
                at = chance.randrange(4, len(content))
                content[at] ^= 1 << chance.randrange(8)
        try:
            table = read_table(bytes(content), f"people.{suffix}")
        except ResponsesError as problem:
            assert "people" in str(problem)
        else:
            assert len(table.cells) <= 5


def test_a_crash_or_a_hang_of_the_parser_ends_in_one_sentence(tmp_path, monkeypatch):
    content = written(tmp_path, "sav").read_bytes()
    crash = tmp_path / "crash.py"

    for code, message in (
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "its parser broke off"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", "was not read within"),
        ("import sys; sys.stderr.write('std::bad_alloc'); sys.exit(1)", "more memory than any"),
        ("import sys; sys.stdout.write('nonsense')", "its parser broke off"),
        ("import time; time.sleep(60)", "was not read within"),
    ):
        crash.write_text(code)
        monkeypatch.setattr(isolated.child, "__file__", str(crash))
        monkeypatch.setattr(isolated, "CHILD_SECONDS", -9)
        with pytest.raises(ResponsesError, match=message):
            read_table(content, "people.sav")


def test_without_the_extra_the_message_names_it(tmp_path):
    written(tmp_path, "sav")
    code = (
        "import sys, pathlib, json; sys.modules['pyreadstat'] = None\n"
        "sys.argv = ['child', json.dumps(dict(what='statistical', container='sav', path=sys.argv[1], seconds=60, memory=2**31))]\n"
        "from psychoseg.responses.readers.child import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "people.sav")],
        capture_output=True,
        text=True,
        check=False,
    )

    told = isolated._refused(done.stderr.encode(), "people.sav", "sav")
    assert 'pip install "psychoseg[spss]"' in str(told)


def test_the_child_uses_nothing_of_the_package():
    source = (Path(isolated.__file__).parent / "child.py").read_text()

    assert "psychoseg" not in [
        word for line in source.splitlines() if "import" in line for word in line.split()
    ]
    assert os.access(isolated.child.__file__, os.R_OK)
