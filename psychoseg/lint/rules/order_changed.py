"""QV704: the same questions in another order."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.errors import visible
from psychoseg.lint.finding import Severity
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.waves import kept
from psychoseg.questionnaire import Questionnaire


@rule(
    "QV704",
    severity=Severity.INFO,
    source="Schuman & Presser (1981), Questions and Answers in Attitude Surveys; Schwarz (1999), Self-Reports",
)
def order_changed(questionnaire: Questionnaire) -> Iterator[Notice]:
    """Items that follow one another in another order than in the version before.

    Why it matters
        A question is answered in the light of those before it, so a new order is a new question for
        those it concerns.

    Instead of
        before: {sections: [{id: a, items: [{id: run, text: I run.}, {id: rest, text: I rest.}]}]}
        sections: [{id: a, items: [{id: rest, text: I rest.}, {id: run, text: I run.}]}]

    Write
        before: {sections: [{id: a, items: [{id: run, text: I run.}, {id: rest, text: I rest.}]}]}
        sections: [{id: a, order: random, items: [{id: rest, text: I rest.}, {id: run, text: I run.}]}]
    """
    if questionnaire.before is None:
        return
    earlier = {item.id: number for number, item in enumerate(questionnaire.before.items)}
    latest, after = -1, None
    for before, item in kept(questionnaire):
        if item.random_order and before.section == (after.section if after else before.section):
            continue
        if earlier[before.id] < latest and after is not None:
            yield Notice(
                f"asked after {visible(after.id)} now, and before it in the version before",
                suggestion="keep the order, at least within a section",
                at=item,
            )
        else:
            latest, after = earlier[before.id], item
