"""Where it is kept: study folders, their waves, and runs that are written whole or not at all."""

from psychoseg.study.config import StudyConfig, read_study, read_wave
from psychoseg.study.factoring import Factored, factor_wave
from psychoseg.study.fitting import fit_wave
from psychoseg.study.ingesting import ingest_wave
from psychoseg.study.runs import Run, open_run, runs
from psychoseg.study.segmenting import Segmented, segment_wave
from psychoseg.study.starting import new
from psychoseg.study.tracking import track_wave

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
