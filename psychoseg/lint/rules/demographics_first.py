"""QS408: who people are before what they think."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.errors import visible
from psychoseg.lint.finding import Severity
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.questionnaire import Item, Questionnaire

FEWEST_ITEMS = 10
FIRST_SHARE = 0.2


@rule(
    "QS408",
    severity=Severity.INFO,
    source="Dillman, Smyth & Christian (2014), Internet, Phone, Mail, and Mixed-Mode Surveys; Steele & Ambady (2006), Math Is Hard",
)
def demographics_first(questionnaire: Questionnaire) -> Iterator[Notice]:
    """Questions about the person among the first, though nothing depends on them.

    Why it matters
        They are dull or delicate to begin with, so people leave; and who has just been asked for sex
        or age answers the rest more as a member of that group.

    Instead of
        sections:
          - id: person
            items: [{text: "How old are you, in years?", type: numeric, role: demographic}]
          - id: habits
            repeat: 12

    Write
        sections:
          - id: habits
            repeat: 12
          - id: person
            items: [{text: "How old are you, in years?", type: numeric, role: demographic}]
    """
    items = questionnaire.items
    if len(items) < FEWEST_ITEMS:
        return
    needed = {quota.item for quota in questionnaire.quotas} | _routing(questionnaire)
    early = [
        item
        for item in items[: int(FIRST_SHARE * len(items))]
        if (item.role == "demographic" or item.personal) and not (item.id in needed or item.screen_out)
    ]
    if early:
        others = f" and {len(early) - 1} more" if len(early) > 1 else ""
        yield Notice(
            f"{visible(early[0].id)}{others} about the person among the first {FIRST_SHARE:.0%} of the items",
            suggestion="move them to the end, or say what depends on them with quotas, screen_out or ask_if",
            at=early[0],
        )


def _routing(questionnaire: Questionnaire) -> set[str]:
    parts: list[Item] = list(questionnaire.items)
    conditions = [part.ask_if for part in parts] + [section.ask_if for section in questionnaire.sections]
    return {name for condition in conditions if condition is not None for name in condition.items}
