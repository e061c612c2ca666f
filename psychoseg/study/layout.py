"""Which file lies where in a study folder."""

from __future__ import annotations

import re
from pathlib import Path

from psychoseg.errors import StudyError, did_you_mean, shorten

COMPANIONS = (".sss", ".lss", ".qsf", ".sas7bcat")
"""Files that only describe a response file beside them."""

WAVE_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}\Z")
_JUNK = {".ds_store", "thumbs.db", "desktop.ini", ".gitkeep"}


def wave_file(folder: Path, wave: str) -> Path:
    """A wave's wave.yml."""
    return folder / "waves" / wave / "wave.yml"


def runs_folder(folder: Path) -> Path:
    """Where runs are kept."""
    return folder / "runs"


def lock_file(folder: Path) -> Path:
    """The file whose lock says that a run is being written."""
    return folder / ".lock"


def waves(folder: Path) -> tuple[str, ...]:
    """The waves of a study, in the order of their names.

    Raises
    ------
    StudyError
        Where there are none, or a folder's name cannot be a wave's.
    """
    inside = folder / "waves"
    names = (
        sorted(entry.name for entry in inside.iterdir() if entry.is_dir() and not entry.name.startswith("."))
        if inside.is_dir()
        else []
    )
    if not names:
        raise StudyError(f"{folder} holds no waves; put an export into waves/<name>/raw/.")
    for name in names:
        if not WAVE_NAME.match(name):
            raise StudyError(
                f"{shorten(name)} in {inside} cannot name a wave; use small letters, digits, - and _."
            )
    return tuple(names)


def choose_wave(folder: Path, wave: str | None) -> str:
    """The wave asked for, or the first one."""
    known = waves(folder)
    if wave is None:
        return known[0]
    if wave not in known:
        raise StudyError(f"{folder} has no wave {shorten(wave)}; {did_you_mean(wave, known)}")
    return wave


def export_file(folder: Path, wave: str) -> Path:
    """The one response file of a wave; files that only describe it (.sss, .lss, .sas7bcat) may lie beside it.

    Raises
    ------
    StudyError
        Where there is none or more than one, or it lies outside the study.
    """
    raw = folder / "waves" / wave / "raw"
    found = sorted(
        entry for entry in raw.iterdir()
        if entry.name.casefold() not in _JUNK and not entry.name.startswith((".", "~$"))
    ) if raw.is_dir() else []  # fmt: skip
    if not found:
        raise StudyError(f"{raw} holds no response file; put the platform's export there.")
    answers = [entry for entry in found if not entry.name.casefold().endswith(COMPANIONS)]
    found = answers or found
    if len(found) > 1:
        raise StudyError(
            f"{raw} holds {len(found)} files ({', '.join(entry.name for entry in found[:5])}); "
            "keep the one export of this wave, or name it under export in wave.yml."
        )
    if not found[0].is_file():
        raise StudyError(f"{found[0]} is not an ordinary file.")
    if not found[0].resolve().is_relative_to(folder.resolve()):
        raise StudyError(f"{found[0]} leads out of the study folder; copy the file into it.")
    return found[0]
