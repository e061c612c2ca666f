import json
import shutil
import subprocess
import sys
from datetime import UTC, datetime

import pandas as pd
import pytest

from psychoseg.documents.plain import from_plain
from psychoseg.errors import ModelError, StudyError
from psychoseg.factors import FactorModel
from psychoseg.report.data import ReportData
from psychoseg.segments import Segmentation
from psychoseg.study import fit_wave, open_run, runs, track_wave
from psychoseg.study.runs import finish, locked, now, writing

MADE = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def write(study, content=b"x", fail=False):
    with writing(study, MADE) as writer:
        writer.write("a.txt", content)
        if fail:
            raise KeyboardInterrupt
        return finish(
            writer,
            kind="fit",
            wave="w",
            made=MADE,
            seed=1,
            plan={"k": "v"},
            inputs={"i": "sha256:1"},
            summary={},
        )


def test_a_run_holds_all_that_was_found_and_verifies(fitted):
    folder, run = fitted

    names = set(run.manifest.outputs)
    assert {
        "factor_model.json",
        "segmentation.json",
        "report_data.json",
        "report.html",
        "responses.parquet",
        "assignments.parquet",
        "exclusions.parquet",
        "evidence.parquet",
        "missing.parquet",
    } <= names
    assert run.verify() == []
    assert runs(folder) == (run,)
    assert run.manifest.inputs.keys() == {"study.yml", "questionnaire.yml", "waves/1-spring/raw/export.csv"}


def test_a_stored_model_scores_the_stored_answers_as_it_did(fitted):
    _, run = fitted
    model = FactorModel.from_plain(run.read_json("factor_model.json"))
    segmentation = Segmentation.from_plain(run.read_json("segmentation.json"))
    answers = pd.read_parquet(run.folder / "responses.parquet").set_index("respondent")
    scores = pd.read_parquet(run.folder / "scores.parquet").set_index("respondent")
    assigned = pd.read_parquet(run.folder / "assignments.parquet").set_index("respondent")

    assert model.score(answers).equals(scores)
    assert segmentation.assign(scores).equals(assigned)
    assert from_plain(ReportData, run.read_json("report_data.json")).sample.analysed == len(answers)


def test_a_run_keeps_the_evidence_on_everybody_who_finished(fitted):
    _, run = fitted
    evidence = pd.read_parquet(run.folder / "evidence.parquet").set_index("respondent")
    analysed = pd.read_parquet(run.folder / "responses.parquet")["respondent"]
    excluded = pd.read_parquet(run.folder / "exclusions.parquet")

    finished = excluded.loc[~excluded["rule"].isin(["preview or spam", "unfinished"]), "respondent"]
    assert set(evidence.index) == set(analysed) | set(finished)
    assert evidence["longest_string"].notna().all()


def test_no_personal_data_of_the_export_reach_a_run(fitted):
    folder, run = fitted
    export = (folder / "waves" / "1-spring" / "raw" / "export.csv").read_text()
    assert "192.0.2." in export or "198.51.100." in export

    for path in run.folder.iterdir():
        content = path.read_bytes()
        assert not any(prefix in content for prefix in (b"192.0.2.", b"198.51.100.", b"203.0.113."))


def test_the_same_inputs_give_the_same_bytes(fitted, tmp_path, monkeypatch):
    folder, run = fitted
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("runs"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime.fromisoformat(run.manifest.made).timestamp())))

    again, _ = fit_wave(copy, with_pdf=False)

    assert again.name == run.name
    assert again.manifest == run.manifest


def test_a_run_that_is_stopped_leaves_nothing_behind(tmp_path):
    first = write(tmp_path)

    with pytest.raises(KeyboardInterrupt):
        write(tmp_path, fail=True)

    assert [path.name for path in (tmp_path / "runs").iterdir()] == [first.name]


def test_what_a_killed_process_left_is_cleared_by_the_next_run(tmp_path):
    left = tmp_path / "runs" / ".partial-dead"
    left.mkdir(parents=True)
    (left / "a.txt").write_text("half")

    assert runs(tmp_path) == ()
    write(tmp_path)
    assert not left.exists()


def test_two_runs_of_one_second_do_not_overwrite_each_other(tmp_path):
    assert write(tmp_path).name != write(tmp_path).name
    assert len(runs(tmp_path)) == 2


def test_only_one_process_writes_at_a_time(tmp_path):
    program = "import sys; from pathlib import Path; from psychoseg.study.runs import locked\nwith locked(Path(sys.argv[1])): pass"

    with locked(tmp_path):
        other = subprocess.run(
            [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=False
        )

    assert "Another process is writing a run" in other.stderr
    assert subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False).returncode == 0


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda folder: (folder / "a.txt").write_bytes(b"y"), "a.txt is not what was written"),
        (lambda folder: (folder / "a.txt").unlink(), "a.txt is missing"),
        (lambda folder: (folder / "b.txt").write_bytes(b"y"), "b.txt was added"),
    ],
)
def test_a_run_that_was_changed_does_not_verify(tmp_path, spoil, message):
    run = write(tmp_path)

    spoil(run.folder)

    assert open_run(tmp_path).verify() == [message]


def test_a_damaged_file_is_not_used(tmp_path):
    run = write(tmp_path)
    (run.folder / "a.txt").write_bytes(b"X")

    with pytest.raises(StudyError, match=r"a\.txt of run .* was changed or is damaged"):
        run.read("a.txt")


@pytest.mark.parametrize("content", ["{", "[]", '{"schema": 1}', "[" * 100_000, '{"seed": NaN}'])
def test_a_damaged_manifest_is_named(tmp_path, content):
    run = write(tmp_path)
    (run.folder / "manifest.json").write_text(content)

    with pytest.raises((StudyError, ModelError), match=r"manifest\.json"):
        runs(tmp_path)


def test_every_single_flipped_bit_of_a_models_file_is_noticed(fitted, tmp_path):
    _, run = fitted
    copy = tmp_path / run.name
    shutil.copytree(run.folder, copy)
    path = copy / "segmentation.json"
    whole = path.read_bytes()

    for at in range(0, len(whole), max(len(whole) // 40, 1)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert type(run)(copy, run.manifest).verify() == ["segmentation.json is not what was written"]


def test_a_run_asked_for_by_a_wrong_name_is_refused_with_the_nearest(tmp_path):
    run = write(tmp_path)

    with pytest.raises(StudyError, match="did you mean"):
        open_run(tmp_path, run.name[:-1])
    with pytest.raises(StudyError, match="has no track run yet"):
        open_run(tmp_path, kind="track")


def test_a_fixed_moment_can_be_given_from_outside(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")

    assert now() == datetime(1970, 1, 2, tzinfo=UTC)


def test_tracking_names_its_parent_and_finds_the_planted_growth(fitted, tmp_path):
    folder, run = shutil.copytree(fitted[0], tmp_path / "study"), fitted[1]

    finished, _, change = track_wave(folder, with_pdf=False)

    assert finished.manifest.parent == run.name
    assert finished.manifest.kind == "track"
    assert json.loads(finished.read("change.json"))["after_wave"] == "2-autumn"
    assert next(row for row in change.shares if "co-minded" in row.name).verdict == "larger"
    assert finished.verify() == []


def test_a_model_is_not_measured_against_itself(fitted):
    folder, _ = fitted

    with pytest.raises(StudyError, match="made from the wave 1-spring itself"):
        track_wave(folder, "1-spring", with_pdf=False)


def test_the_same_export_under_another_waves_name_is_refused(fitted, tmp_path):
    folder, _ = fitted
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    shutil.copyfile(
        copy / "waves" / "1-spring" / "raw" / "export.csv", copy / "waves" / "2-autumn" / "raw" / "export.csv"
    )

    with pytest.raises(StudyError, match="byte for byte the export"):
        track_wave(copy, with_pdf=False)
