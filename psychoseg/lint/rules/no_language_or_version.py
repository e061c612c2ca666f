"""QS424: a file that does not say which wording it holds."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.finding import Severity
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.questionnaire import Questionnaire


@rule(
    "QS424",
    severity=Severity.INFO,
    source="ISO 20252, Market, opinion and social research; Wilkinson et al. (2016), The FAIR Guiding Principles",
)
def no_language_or_version(questionnaire: Questionnaire) -> Iterator[Notice]:
    """A questionnaire without `language` or `version`.

    Why it matters
        Two years on nobody can tell which wording the answers belong to.

    Instead of
        language:
        version:

    Write
        language: en
        version: 3
    """
    missing = [key for key in ("language", "version") if key not in questionnaire.written]
    if questionnaire.written and missing:
        yield Notice(
            f"no {' and no '.join(missing)}",
            suggestion=f"write {' and '.join(f'{key}:' for key in missing)} at the top",
        )
