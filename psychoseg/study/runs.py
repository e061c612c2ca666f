"""Write a run whole or not at all; read it back; verify it.

A run is built in a hidden folder beside the others, every file flushed to the disk, the manifest
last, and then renamed in one step. A folder without a manifest is not a run. Nothing in a finished
run is ever changed. One run is written at a time: the lock is the system's own and goes with the
process that holds it.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from psychoseg.documents.plain import from_plain, parse_json, to_json
from psychoseg.errors import StudyError, did_you_mean, shorten
from psychoseg.study.layout import lock_file, runs_folder
from psychoseg.study.manifest import Manifest, sha256_of, sha256_of_file, versions

try:
    import fcntl
except ImportError:  # Windows has no flock; there two runs at once are not kept apart
    fcntl = None  # type: ignore[assignment]

PARTIAL = ".partial-"
MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Run:
    """A finished run: its folder and its manifest."""

    folder: Path
    manifest: Manifest

    @property
    def name(self) -> str:
        """The folder's name: time, kind, wave, and five characters of the hash of inputs and plan."""
        return self.folder.name

    def read(self, name: str) -> bytes:
        """A file of the run, once its hash agrees with the manifest.

        Raises
        ------
        StudyError
            Where it is missing or was changed.
        """
        try:
            content = (self.folder / name).read_bytes()
        except OSError as problem:
            raise StudyError(
                f"{name} of run {self.name} cannot be read: {problem.strerror}; make the run again."
            ) from None
        if sha256_of(content) != self.manifest.outputs.get(name):
            raise StudyError(
                f"{name} of run {self.name} is not what was written: the file was changed or is damaged; make the run again."
            )
        return content

    def read_json(self, name: str) -> Any:
        """A JSON file of the run as plain data."""
        return parse_json(self.read(name).decode("utf-8"), f"{self.name}/{name}")

    def verify(self) -> list[str]:
        """What is wrong with the run's files, one line each; nothing where all is as written."""
        faults = []
        for name, digest in self.manifest.outputs.items():
            path = self.folder / name
            if not path.is_file():
                faults.append(f"{name} is missing")
            elif sha256_of_file(path) != digest:
                faults.append(f"{name} is not what was written")
        known = {*self.manifest.outputs, MANIFEST}
        faults += [
            f"{path.name} was added" for path in sorted(self.folder.iterdir()) if path.name not in known
        ]
        return faults


class RunWriter:
    """Collects the files of one run in its hidden folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.outputs: dict[str, str] = {}

    def write(self, name: str, content: bytes) -> None:
        """Write one file and see it to the disk."""
        with (self.folder / name).open("xb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        self.outputs[name] = sha256_of(content)

    def write_json(self, name: str, value: object) -> None:
        """Write a value's plain data."""
        self.write(name, to_json(value).encode())

    def write_table(self, name: str, table: pd.DataFrame) -> None:
        """Write a table as Parquet, its index as a column where it has a name."""
        kept = table.reset_index() if table.index.name is not None else table
        self.write(name, kept.to_parquet(None, index=False, compression="zstd", write_page_checksum=True))


def now() -> datetime:
    """The present moment in UTC, or ``SOURCE_DATE_EPOCH`` where that is set, to the second."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(fixed), UTC) if fixed.isdecimal() else datetime.now(UTC)
    return moment.replace(microsecond=0)


@contextlib.contextmanager
def locked(study: Path) -> Iterator[None]:
    """Hold the study's lock; say so where another process holds it.

    Raises
    ------
    StudyError
        Where another process is writing a run.
    """
    path = lock_file(study)
    with path.open("a+") as opened:
        if fcntl is not None:
            try:
                fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as problem:
                if problem.errno not in (errno.EAGAIN, errno.EACCES):
                    raise
                opened.seek(0)
                raise StudyError(
                    f"Another process is writing a run of {study} ({opened.read().strip() or 'unknown'}); wait for it to end."
                ) from None
        opened.truncate(0)
        opened.write(f"process {os.getpid()}\n")
        opened.flush()
        yield


@contextlib.contextmanager
def writing(study: Path, made: datetime) -> Iterator[RunWriter]:
    """A writer for one run; whatever was written vanishes unless :func:`finish` is reached."""
    with locked(study):
        inside = runs_folder(study)
        inside.mkdir(exist_ok=True)
        for left in inside.glob(f"{PARTIAL}*"):
            shutil.rmtree(left)
        partial = inside / f"{PARTIAL}{made:%Y%m%dT%H%M%SZ}-{os.getpid()}"
        partial.mkdir()
        try:
            yield RunWriter(partial)
        finally:
            if partial.exists():
                shutil.rmtree(partial)


def finish(
    writer: RunWriter,
    *,
    kind: str,
    wave: str,
    made: datetime,
    seed: int,
    plan: dict[str, str],
    inputs: dict[str, str],
    summary: dict[str, str],
    parent: str | None = None,
) -> Run:
    """Write the manifest, give the run its name, and make it visible in one step."""
    stamp = f"{made:%Y-%m-%dT%H:%M:%SZ}"
    manifest = Manifest(
        kind, wave, parent, stamp, seed, plan, inputs, dict(writer.outputs), versions(), summary
    )
    writer.write(MANIFEST, to_json(manifest).encode())
    _sync_folder(writer.folder)
    suffix = sha256_of(to_json({"inputs": inputs, "plan": plan, "parent": parent or ""}).encode())[7:12]
    target = _free(writer.folder.parent / f"{made:%Y%m%dT%H%M%SZ}-{kind}-{wave}-{suffix}")
    writer.folder.rename(target)
    _sync_folder(target.parent)
    return Run(target, manifest)


def _free(target: Path) -> Path:
    """The path itself, or with a number where a run of that second is there already."""
    at = 2
    free = target
    while free.exists():
        free = target.with_name(f"{target.name}-{at}")
        at += 1
    return free


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def runs(study: Path) -> tuple[Run, ...]:
    """Every finished run of a study, oldest first."""
    inside = runs_folder(study)
    if not inside.is_dir():
        return ()
    folders = sorted(
        entry for entry in inside.iterdir() if not entry.name.startswith(".") and (entry / MANIFEST).is_file()
    )
    return tuple(_run(folder) for folder in folders)


def open_run(study: Path, name: str | None = None, *, kind: str | None = None) -> Run:
    """A run by name, or the latest one of a kind.

    Raises
    ------
    StudyError
        Where there is none.
    """
    known = [run for run in runs(study) if kind is None or run.manifest.kind == kind]
    if not known:
        what = f"{kind} run" if kind else "run"
        raise StudyError(f"{study} has no {what} yet; make one with `psychoseg {kind or 'fit'} {study}`.")
    if name is None:
        return known[-1]
    for run in known:
        if run.name == name:
            return run
    raise StudyError(f"{study} has no run {shorten(name)}; {did_you_mean(name, [run.name for run in known])}")


def _run(folder: Path) -> Run:
    where = f"{folder.name}/{MANIFEST}"
    try:
        plain = parse_json((folder / MANIFEST).read_text(encoding="utf-8"), where)
    except (OSError, UnicodeDecodeError):
        raise StudyError(f"{where} cannot be read; the run is damaged.") from None
    return Run(folder, from_plain(Manifest, plain, where))
