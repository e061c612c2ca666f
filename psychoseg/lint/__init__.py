"""Is it fair? Rules over a questionnaire's wording, answers, structure and promises to respondents."""

from psychoseg.lint.engine import catalogue, lint
from psychoseg.lint.finding import Finding, Severity

__all__ = ["Finding", "Severity", "catalogue", "lint"]
