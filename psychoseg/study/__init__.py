"""Where it is kept: study folders, their waves, and runs that are written whole or not at all.

Names are loaded when they are first used: reading a wave never waits for what forms segments and prints reports.
"""

from __future__ import annotations

from psychoseg.study.runs import Run, open_run, runs  # a module is called runs too

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from typing import Any

    from psychoseg.study.config import StudyConfig, read_study, read_wave
    from psychoseg.study.factoring import Factored, factor_wave
    from psychoseg.study.fitting import fit_wave
    from psychoseg.study.ingesting import ingest_wave
    from psychoseg.study.segmenting import Segmented, segment_wave
    from psychoseg.study.starting import new
    from psychoseg.study.tracking import track_wave

_HOME = {
    "Factored": "factoring",
    "Segmented": "segmenting",
    "StudyConfig": "config",
    "factor_wave": "factoring",
    "fit_wave": "fitting",
    "ingest_wave": "ingesting",
    "new": "starting",
    "read_study": "config",
    "read_wave": "config",
    "segment_wave": "segmenting",
    "track_wave": "tracking",
}

__all__ = [
    "Factored",
    "Run",
    "Segmented",
    "StudyConfig",
    "factor_wave",
    "fit_wave",
    "ingest_wave",
    "new",
    "open_run",
    "read_study",
    "read_wave",
    "runs",
    "segment_wave",
    "track_wave",
]


def __getattr__(name: str) -> Any:
    """Load a name when it is first used."""
    if name in _HOME:
        from importlib import import_module

        return getattr(import_module(f"psychoseg.study.{_HOME[name]}"), name)
    raise AttributeError(f"module 'psychoseg.study' has no attribute {name!r}")
