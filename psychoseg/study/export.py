"""A wave's export on disk: which file it is, how the wave says to read it, and what it was read from."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from psychoseg.errors import StudyError, did_you_mean
from psychoseg.responses import RawTable, Wave, read_table
from psychoseg.responses.customers import Customers, CustomerSettings
from psychoseg.responses.readers.files import Beside, read_content
from psychoseg.study.layout import export_file
from psychoseg.study.manifest import sha256_of


def read_export(study: Path, wave: Wave) -> tuple[RawTable, Path, dict[str, str]]:
    """The raw table of a wave, its file, and the hash of every file it was read from.

    Raises
    ------
    StudyError
        Where there is no export, or more than one file that could be it.
    ResponsesError
        Where it cannot be read.
    """
    path = _chosen(study, wave)
    content = read_content(path)
    beside = Beside(path)
    with ThreadPoolExecutor(1) as beside_reading:
        digest = beside_reading.submit(sha256_of, content)
        raw = read_table(
            content,
            str(path),
            beside=beside,
            **wave.reading.options(),
        )
    hashes = {path: digest.result()} | {path.parent / name: sha256_of(beside[name]) for name in beside}
    return raw, path, {entry.relative_to(study).as_posix(): digest for entry, digest in hashes.items()}


def read_customers(study: Path, settings: CustomerSettings | None) -> tuple[Customers | None, dict[str, str]]:
    """The customers' file of a study, where it names one, and its hash."""
    if settings is None:
        return None, {}
    path = study / settings.file
    if not path.resolve().is_relative_to(study.resolve()):
        raise StudyError(f"{path} leads out of the study folder; copy the file into it.")
    content = read_content(path)
    return Customers(settings, read_table(content, str(path), form="table")), {
        settings.file: sha256_of(content)
    }


def _chosen(study: Path, wave: Wave) -> Path:
    """The file wave.yml names, or the one there is."""
    if not wave.export:
        return export_file(study, wave.id)
    raw = study / "waves" / wave.id / "raw"
    path = raw / wave.export
    if not path.resolve().is_relative_to(raw.resolve()):
        raise StudyError(f"{path} leads out of the wave's folder; copy the file into it.")
    if not path.exists():
        there = [entry.name for entry in raw.iterdir()] if raw.is_dir() else []
        raise StudyError(f"{path} is not there, though wave.yml names it; {did_you_mean(wave.export, there)}")
    return path
