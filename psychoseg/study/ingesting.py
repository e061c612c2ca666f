"""A wave read and checked without fitting: its account, and the mapping that the next wave reads by."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from psychoseg.documents.writing import write_whole
from psychoseg.errors import ResponsesError, StudyError
from psychoseg.questionnaire import read as read_questionnaire
from psychoseg.responses.account import Account, account_of
from psychoseg.responses.matching import match
from psychoseg.study.config import read_study, read_wave
from psychoseg.study.export import read_export
from psychoseg.study.layout import choose_wave
from psychoseg.study.loading import Told, load, silent
from psychoseg.study.mapping import mapping_file, mapping_text, read_mapping


@dataclass(frozen=True, eq=False)
class Ingested:
    """A wave that can be analysed: its account, and the mapping file that was written, if one was."""

    title: str
    account: Account
    written: Path | None


def ingest_wave(study: Path, wave: str | None = None, *, told: Told = silent) -> Ingested:
    """Read and check one wave, and write its mapping.yml where it has none.

    Parameters
    ----------
    study : Path
    wave : str, optional
        The first wave where left out.
    told : callable, optional

    Raises
    ------
    ResponsesError
        Where columns or answers do not fit the questionnaire; nothing is written then.
    """
    loaded = load(study, wave, told)
    path = mapping_file(study, loaded.responses.wave.id)
    if not path.exists():
        text = mapping_text(loaded.responses.mapping, loaded.questionnaire)
        write_whole(str(path), text.encode(), StudyError)
        return Ingested(
            loaded.config.title, account_of(loaded.responses, loaded.questionnaire, loaded.themes), path
        )
    return Ingested(
        loaded.config.title, account_of(loaded.responses, loaded.questionnaire, loaded.themes), None
    )


def draft_mapping(study: Path, wave: str | None = None, *, force: bool = False) -> Path:
    """Write what is found of a wave's columns to its mapping.yml, for a person to complete.

    Columns nobody asks for stand under ``ignore``, columns that are missing as remarks.

    Raises
    ------
    StudyError
        Where there is a mapping.yml already, unless ``force`` is given.
    """
    config = read_study(study)
    chosen = choose_wave(study, wave)
    path = mapping_file(study, chosen)
    if path.exists() and not force:
        raise StudyError(f"{path} would be replaced; mend it by hand, or add --force.")
    questionnaire = read_questionnaire(study / config.questionnaire)
    about = read_wave(study, chosen)
    raw, _, _ = read_export(study, about)
    mapping, _ = match(raw, questionnaire, about.ignore, read_mapping(study, chosen)[0])
    columns = mapping.columns
    aside = {*columns.values(), *mapping.ignored, about.respondent, config.plan.weight_column, *(name for name, _ in mapping.personal)}  # fmt: skip
    unknown = {str(name): "" for name in raw.cells.columns if str(name) not in aside}
    absent = tuple(
        name
        for item in questionnaire.items
        if item.id not in columns
        for name in item.columns
        if name not in columns
    )
    if not columns:
        raise ResponsesError(f"Nothing in {raw.name} is like anything in {questionnaire.source_name}; is this the export of another survey?")  # fmt: skip
    text = mapping_text(mapping, questionnaire, unknown, absent)
    write_whole(str(path), text.encode(), StudyError)
    return path
