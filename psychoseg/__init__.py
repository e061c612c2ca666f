"""Survey-driven psychographic segmentation, from the questionnaire to the personas.

::

    questionnaire.yml ── lint ─► findings
            │
    export.csv ── ingest ─► Responses ── analyse ─► FactorModel ── group ─► Segmentation
                                                                               │
                                              report.pdf ◄── html, pdf ◄── describe ─► personas

Start with :func:`read_questionnaire`, :func:`read_table`, :func:`ingest` and :func:`fit`, or with
:func:`fit_wave` for a study folder. Names are loaded when they are first used, so that reading and
linting a questionnaire never waits for the numeric libraries.
"""

from __future__ import annotations

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from typing import Any

    from psychoseg.errors import MethodWarning, PsychosegError
    from psychoseg.factors import FactorModel
    from psychoseg.lint import lint as lint_questionnaire
    from psychoseg.pipeline import Fit, Track, fit, track
    from psychoseg.plan import Plan
    from psychoseg.questionnaire import Questionnaire
    from psychoseg.questionnaire import read as read_questionnaire
    from psychoseg.responses import Responses, Wave, ingest, read_table
    from psychoseg.segments import Segmentation
    from psychoseg.study import fit_wave, track_wave

__version__ = "0.1.0"

_HOME = {
    "FactorModel": ("psychoseg.factors", "FactorModel"),
    "Fit": ("psychoseg.pipeline", "Fit"),
    "MethodWarning": ("psychoseg.errors", "MethodWarning"),
    "Plan": ("psychoseg.plan", "Plan"),
    "PsychosegError": ("psychoseg.errors", "PsychosegError"),
    "Questionnaire": ("psychoseg.questionnaire", "Questionnaire"),
    "Responses": ("psychoseg.responses", "Responses"),
    "Segmentation": ("psychoseg.segments", "Segmentation"),
    "Track": ("psychoseg.pipeline", "Track"),
    "Wave": ("psychoseg.responses", "Wave"),
    "fit": ("psychoseg.pipeline", "fit"),
    "fit_wave": ("psychoseg.study", "fit_wave"),
    "ingest": ("psychoseg.responses", "ingest"),
    "lint_questionnaire": ("psychoseg.lint", "lint"),
    "read_questionnaire": ("psychoseg.questionnaire", "read"),
    "read_table": ("psychoseg.responses", "read_table"),
    "track": ("psychoseg.pipeline", "track"),
    "track_wave": ("psychoseg.study", "track_wave"),
}

__all__ = [
    "FactorModel",
    "Fit",
    "MethodWarning",
    "Plan",
    "PsychosegError",
    "Questionnaire",
    "Responses",
    "Segmentation",
    "Track",
    "Wave",
    "__version__",
    "fit",
    "fit_wave",
    "ingest",
    "lint_questionnaire",
    "read_questionnaire",
    "read_table",
    "track",
    "track_wave",
]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used."""
    if name in _HOME:
        from importlib import import_module

        module, attribute = _HOME[name]
        return getattr(import_module(module), attribute)
    raise AttributeError(f"module 'psychoseg' has no attribute {name!r}")


def __dir__() -> list[str]:
    """Every public name."""
    return sorted(__all__)
