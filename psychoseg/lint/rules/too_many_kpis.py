"""QD602: more figures than anybody watches."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.finding import Severity
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.questionnaire import Questionnaire

MOST = 7


@rule(
    "QD602",
    severity=Severity.INFO,
    source="Miller (1956), The Magical Number Seven, Plus or Minus Two; Few (2006), Information Dashboard Design",
)
def too_many_kpis(questionnaire: Questionnaire) -> Iterator[Notice]:
    """More than seven KPIs.

    Why it matters
        Nobody keeps so many in mind, so each meeting picks another few, and some always look good.

    Instead of
        kpis: [share, spend, visits, reach, trust, use, rank, price]

    Write
        kpis: [share, spend, visits, reach]
    """
    if len(questionnaire.kpis) > MOST:
        yield Notice(
            f"{len(questionnaire.kpis)} KPIs",
            suggestion=f"keep the ones that settle the decision, at most {MOST}",
        )
