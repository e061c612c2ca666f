"""A run's answers written for other programs, outside the study."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd

from psychoseg.documents.writing import write_whole
from psychoseg.errors import StudyError
from psychoseg.questionnaire import read as read_questionnaire
from psychoseg.responses.exports import EXPORTS, Dataset, dataset_of
from psychoseg.segments import Segmentation
from psychoseg.study.config import read_study
from psychoseg.study.manifest import sha256_of_file
from psychoseg.study.runs import Run, open_run


def export_run(study: Path, run: str | None, form: str, into: Path, *, force: bool = False) -> list[Path]:
    """Write a run's answers, weights and segments in a format of :data:`psychoseg.responses.exports.EXPORTS`.

    Parameters
    ----------
    study : Path
    run : str, optional
        The latest where left out.
    form : str
    into : Path
        The folder; made where it does not exist.
    force : bool
        Replace files of the same name.

    Raises
    ------
    StudyError
        Where files would be replaced, or the questionnaire is no longer the one of the run.
    """
    chosen = open_run(study, run)
    files = EXPORTS[form](_dataset(study, chosen))
    targets = {into / f"{chosen.manifest.wave}{suffix}": content for suffix, content in files.items()}
    taken = [str(path) for path in targets if path.exists()]
    if taken and not force:
        raise StudyError(f"{', '.join(taken)} would be replaced; choose another --out, or add --force.")
    into.mkdir(parents=True, exist_ok=True)
    for path, content in targets.items():
        write_whole(str(path), content, StudyError)
    return list(targets)


def _dataset(study: Path, run: Run) -> Dataset:
    config = read_study(study)
    path = study / config.questionnaire
    if sha256_of_file(path) != run.manifest.inputs.get(config.questionnaire):
        raise StudyError(
            f"{path} was changed since run {run.name} was made, so its codes may mean something else; fit again, then export."
        )
    parent = open_run(study, run.manifest.parent) if run.manifest.parent else run
    segmentation = Segmentation.from_plain(parent.read_json("segmentation.json"))
    tables = {
        name: pd.read_parquet(io.BytesIO(run.read(f"{name}.parquet"))).set_index("respondent")
        for name in ("responses", "missing", "assignments")
    }
    return dataset_of(
        read_questionnaire(path),
        tables["responses"],
        tables["missing"],
        tables["assignments"]["segment"],
        segmentation.names,
        config.customers.fields if config.customers is not None else (),
    )
