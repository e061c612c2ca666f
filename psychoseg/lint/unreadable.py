"""Files that cannot be read, as findings, so that a build or an editor sees them like all others."""

from __future__ import annotations

from psychoseg.errors import Fault, QuestionnaireError
from psychoseg.lint.finding import Finding

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from collections.abc import Iterable

    from psychoseg.lint.rules._rule import Rule


def unreadable(problem: QuestionnaireError, name: str, rules: Iterable[Rule]) -> tuple[Finding, ...]:
    """What keeps a file from being read, each fault by the rule it belongs to.

    Parameters
    ----------
    problem : QuestionnaireError
    name : str
        Of the file.
    rules : iterable of Rule
        Those that run.
    """
    faults = problem.faults or (Fault(name, problem.summary),)
    over_faults = [rule for rule in rules if rule.over == "Fault"]
    return tuple(
        Finding(
            rule.code,
            rule.name,
            rule.severity,
            notice.message,
            name,
            *_place(fault.where),
            suggestion=notice.suggestion,
        )
        for fault in faults
        for rule in over_faults
        for notice in rule.on_fault(fault)
    )


def _place(where: str) -> tuple[int, int]:
    """Line and column of ``file:line:column``, or the file's beginning."""
    parts = where.rsplit(":", 2)
    if len(parts) == 3 and parts[1].isdecimal() and parts[2].isdecimal():
        return int(parts[1]), int(parts[2])
    parts = where.rsplit(":", 1)
    return (int(parts[1]), 1) if len(parts) > 1 and parts[1].isdecimal() else (1, 1)
