"""QS418: a questionnaire that does not say what it is for."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.finding import Severity
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.questionnaire import Questionnaire


@rule("QS418", severity=Severity.INFO, source="Fowler (1995), Improving Survey Questions")
def missing_objective(questionnaire: Questionnaire) -> Iterator[Notice]:
    """A questionnaire without an objective.

    Why it matters
        Without one nobody can say which questions are needed, and people answer some that are never
        looked at.

    Instead of
        objective:

    Write
        objective: find out who would join a neighbourhood garden, and why
    """
    if not questionnaire.objective:
        yield Notice(
            "no objective is given",
            suggestion="write objective: and the decision the answers are to help with",
        )
