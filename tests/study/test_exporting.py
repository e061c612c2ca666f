import shutil

import pandas as pd
import pytest

from psychoseg.cli import main
from psychoseg.errors import StudyError
from psychoseg.study.exporting import export_run


@pytest.mark.parametrize(("form", "suffixes"), [("parquet", {".parquet", ".codebook.json", ".missing.parquet"}), ("sav", {".sav", ".sps"}), ("triples", {".sss", ".csv"}), ("csv", {".csv"})])  # fmt: skip
def test_a_run_is_written_for_other_programs(fitted, tmp_path, form, suffixes, capsys):
    folder, _ = fitted

    assert main(["export", str(folder), "--to", form, "--out", str(tmp_path / "out")]) == 0

    assert {path.name.removeprefix("1-spring") for path in (tmp_path / "out").iterdir()} == suffixes
    assert len(capsys.readouterr().out.splitlines()) == len(suffixes)
    assert main(["export", str(folder), "--to", form, "--out", str(tmp_path / "out")]) == 2


def test_everybody_analysed_is_there_with_segment_and_answers_as_asked(fitted, tmp_path):
    folder, run = fitted

    export_run(folder, None, "parquet", tmp_path)

    table = pd.read_parquet(tmp_path / "1-spring.parquet")
    kept = pd.read_parquet(run.folder / "responses.parquet")
    assert len(table) == len(kept)
    assert table["segment"].between(1, 5).all()
    assert (table["taste_first"] + kept["taste_first"]).dropna().eq(6).all()


def test_a_questionnaire_that_was_changed_since_is_refused(fitted, tmp_path):
    folder = tmp_path / "study"
    shutil.copytree(fitted[0], folder)
    path = folder / "questionnaire.yml"
    path.write_text(path.read_text() + "\n# another remark\n")

    with pytest.raises(StudyError, match="was changed since run"):
        export_run(folder, None, "csv", tmp_path / "out")
    assert not (tmp_path / "out").exists()
