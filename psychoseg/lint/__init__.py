"""Is it fair? Rules over a questionnaire's wording, answers, structure and promises to respondents."""

from __future__ import annotations

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from psychoseg.lint.engine import catalogue, lint
    from psychoseg.lint.finding import Finding, Severity

__all__ = ["Finding", "Severity", "catalogue", "lint"]

_HOME = {
    "Finding": "psychoseg.lint.finding",
    "Severity": "psychoseg.lint.finding",
    "catalogue": "psychoseg.lint.engine",
    "lint": "psychoseg.lint.engine",
}


def __getattr__(name: str) -> object:
    """Load a public name when it is first used: asking for help should not load every rule."""
    if name in _HOME:
        from importlib import import_module

        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'psychoseg.lint' has no attribute {name!r}")
