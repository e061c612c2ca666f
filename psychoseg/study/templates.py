"""A study's own report templates, read with care: they may come from somebody else."""

from __future__ import annotations

from pathlib import Path

from psychoseg.errors import ReportError

MOST_FILES = 200
MOST_BYTES = 2_000_000
ENDINGS = {".j2", ".css"}


def study_templates(study: Path) -> dict[str, str]:
    """Templates in the study's ``templates`` folder by their path in it; empty where there is none.

    Raises
    ------
    ReportError
        Where a file is a link, too large, not text, or there are too many.
    """
    folder = study / "templates"
    if not folder.is_dir():
        return {}
    found: dict[str, str] = {}
    total = 0
    for path in sorted(folder.rglob("*")):
        if path.is_dir() or path.suffix not in ENDINGS:
            continue
        if path.is_symlink() or not path.resolve().is_relative_to(folder.resolve()):
            raise ReportError(f"{path} is a link; templates must be ordinary files.")
        total += path.stat().st_size
        if len(found) >= MOST_FILES or total > MOST_BYTES:
            raise ReportError(f"{folder} holds more than {MOST_FILES} templates or {MOST_BYTES:,} bytes.")
        try:
            found[path.relative_to(folder).as_posix()] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            raise ReportError(f"{path} is not UTF-8 text.") from None
    return found
