"""A response file on the disk, with the files beside it that may describe it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from psychoseg.errors import Fault, ResponsesError, did_you_mean, visible
from psychoseg.responses.opening.limits import MOST_BYTES
from psychoseg.responses.readers import read_table
from psychoseg.responses.readers.raw import RawTable

SUFFIXES = (
    ".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xls", ".xlsb", ".ods", ".sav", ".zsav", ".por", ".dta", ".sas7bdat", ".xpt", ".parquet",
    ".feather", ".json", ".xml", ".sss", ".asc", ".dat", ".lsr", ".lsa", ".gz", ".bz2", ".zip",
)  # fmt: skip
"""How response files are usually called."""

COMPANIONS = (".sss", ".lss", ".qsf", ".sas7bcat")
"""Files that only describe others."""

_BESIDE = (*COMPANIONS, ".json", ".csv", ".xml", ".xlsx", ".xls", ".asc", ".dat", ".txt")
_MOST_BESIDE, _MOST_BESIDE_BYTES = 200, 50_000_000


class Beside(Mapping[str, bytes]):
    """The files in one folder that may describe a response file, each read when it is asked for.

    Parameters
    ----------
    path : Path
        The response file.
    """

    def __init__(self, path: Path) -> None:
        self._paths: dict[str, Path] = {}
        try:
            entries = sorted(path.parent.iterdir())
        except OSError:
            return
        for entry in entries:
            if (
                entry == path
                or not entry.name.casefold().endswith(_BESIDE)
                or len(self._paths) >= _MOST_BESIDE
            ):
                continue
            try:
                about = entry.lstat()
            except OSError:
                continue
            if stat.S_ISREG(about.st_mode) and about.st_size <= _MOST_BESIDE_BYTES:
                self._paths[entry.name] = entry

    def __getitem__(self, name: str) -> bytes:
        """The content; nothing where it cannot be read any more."""
        try:
            return self._paths[name].read_bytes()
        except OSError:
            return b""

    def __iter__(self) -> Iterator[str]:
        """The names."""
        return iter(self._paths)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._paths)


def read_file(
    path: Path, *, form: str = "", encoding: str = "", delimiter: str = "", sheet: str = ""
) -> RawTable:
    """A response file as :func:`read_table` gives it, with the files beside it at hand.

    Parameters
    ----------
    path : Path
    form, encoding, delimiter, sheet : str
        As for :func:`read_table`.

    Raises
    ------
    ResponsesError
        Where it is missing, is a folder or no ordinary file, changes while it is read, or cannot be read
        as answers.
    """
    content = read_content(path)
    return read_table(
        content,
        str(path),
        form=form,
        encoding=encoding,
        delimiter=delimiter,
        sheet=sheet,
        beside=Beside(path),
    )


def read_content(path: Path) -> bytes:
    """The bytes of an ordinary file that stays as it is while it is read.

    Raises
    ------
    ResponsesError
        As for :func:`read_file`.
    """
    shown = visible(path)
    try:
        before = path.stat()
    except FileNotFoundError:
        raise ResponsesError(_missing(path)) from None
    except (OSError, ValueError) as problem:
        raise ResponsesError(
            f"{shown} cannot be opened: {getattr(problem, 'strerror', None) or problem}."
        ) from None
    if stat.S_ISDIR(before.st_mode):
        raise _folder(path)
    if not stat.S_ISREG(before.st_mode):
        raise ResponsesError(f"{shown} is not an ordinary file.")
    if before.st_size > MOST_BYTES:
        raise ResponsesError(
            f"{shown} has {before.st_size:,} bytes; the most that is read is {MOST_BYTES:,}."
        )
    try:
        content = path.read_bytes()
        after = path.stat()
    except OSError as problem:
        raise ResponsesError(f"{shown} cannot be read: {problem.strerror or problem}.") from None
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(
        content
    ) != after.st_size:
        raise ResponsesError(f"{shown} changed while it was read; wait until it is written, and try again.")
    return content


def _missing(path: Path) -> str:
    shown = visible(path)
    if path.is_symlink():
        return f"{shown} is a link that leads nowhere."
    folder = path.parent
    if not folder.is_dir():
        return f"There is no folder {visible(folder)}."
    names = [entry.name for entry in folder.iterdir() if entry.name.casefold().endswith(SUFFIXES)][:2000]
    hint = did_you_mean(path.name, names) if names else ""
    if hint.startswith("choose"):
        hint = f"beside it lie {hint.removeprefix('choose from ')}"
    return f"There is no file {shown}; {visible(hint)}" if hint else f"There is no file {shown}."


def _folder(path: Path) -> ResponsesError:
    try:
        names = sorted(os.listdir(path))  # noqa: PTH208
    except OSError:
        names = []
    fitting = [
        name for name in names if name.casefold().endswith(SUFFIXES) and not name.startswith((".", "~$"))
    ]
    words = f"{visible(path)} is a folder; give a file" + (
        " in it:" if fitting else ", and there is none in it that could hold answers."
    )
    return ResponsesError(words, [Fault(visible(path / name), "may hold answers") for name in fitting[:20]])
