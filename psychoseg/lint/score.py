"""One number for a questionnaire, with its formula: for a client's first look, never instead of the findings."""

from __future__ import annotations

from psychoseg.lint.finding import Severity

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from collections.abc import Iterable

    from psychoseg.lint.finding import Finding

WEIGHTS = {Severity.ERROR: 100, Severity.WARNING: 50, Severity.INFO: 10, Severity.OFF: 0}
"""Points a finding costs, divided by the number of items.

An error makes the answers to its question unusable, so a questionnaire with one in every question has
nothing left. A warning biases answers without voiding them, and weighs half. A note weighs a tenth: ten
of them on one question say as much against it as one error."""

FORMULA = (
    "100 minus the points of all findings divided by the number of items, not below 0. "
    "An error costs 100 points, a warning 50, a note 10."
)


def score(findings: Iterable[Finding], items: int) -> int:
    """How much of a questionnaire stands, from 0 to 100.

    The division by the number of items makes a long and a short questionnaire comparable: the same share of
    faulty questions gives the same score. It is rounded down, so that only one without findings has 100.

    Examples
    --------
    >>> from psychoseg.lint import Finding, Severity
    >>> warning = Finding("QW104", "tag-question", Severity.WARNING, "", "q.yml", 1, 1)
    >>> score([warning], 10), score([warning] * 30, 10), score([], 10)
    (95, 0, 100)
    """
    lost = sum(WEIGHTS[finding.severity] for finding in findings)
    return max(0, int(100 - lost / max(1, items)))
