"""What a run was made from and what it holds, with a hash of every file; written last."""

from __future__ import annotations

import hashlib
import platform
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

SCHEMA = "psychoseg/run/1"
LIBRARIES = (
    "psychoseg",
    "numpy",
    "scipy",
    "pandas",
    "scikit-learn",
    "statsmodels",
    "factor-analyzer",
    "weasyprint",
)


@dataclass(frozen=True)
class Manifest:
    """One run.

    Parameters
    ----------
    kind : {"fit", "track"}
    wave : str
    parent : str or None
        The run whose model a track run measures with.
    made : str
        UTC, ISO 8601.
    seed : int
    plan : dict
        Every choice of method, in words.
    inputs, outputs : dict
        Path in the study, or in the run, → ``sha256:…``.
    versions : dict
        Of psychoseg, Python and the libraries that make the numbers.
    summary : dict
        The few numbers a list of runs shows.
    erased : tuple of str
        Receipts of respondents who were erased from the run's tables after it was made.
    """

    kind: str
    wave: str
    parent: str | None
    made: str
    seed: int
    plan: dict[str, str]
    inputs: dict[str, str]
    outputs: dict[str, str]
    versions: dict[str, str]
    summary: dict[str, str]
    schema: str = SCHEMA
    erased: tuple[str, ...] = ()


def sha256_of(content: bytes) -> str:
    """A content's hash as it stands in manifests."""
    return "sha256:" + hashlib.sha256(content).hexdigest()


def sha256_of_file(path: Path) -> str:
    """A file's hash as it stands in manifests."""
    with path.open("rb") as opened:
        return "sha256:" + hashlib.file_digest(opened, "sha256").hexdigest()


def versions() -> dict[str, str]:
    """Versions of everything that makes the numbers."""
    return {"python": platform.python_version(), **{name: version(name) for name in LIBRARIES}}
