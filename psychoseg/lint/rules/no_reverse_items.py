"""QS401: a battery in which agreeing always means more."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.errors import visible
from psychoseg.lint.finding import Severity
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.questionnaire import Questionnaire

FEWEST_ITEMS = 6


@rule(
    "QS401",
    severity=Severity.INFO,
    source="Weijters & Baumgartner (2012), Misresponse to Reversed and Negated Items in Surveys, which also shows their cost",
)
def no_reverse_items(questionnaire: Questionnaire) -> Iterator[Notice]:
    """A long construct with no reversed item.

    Why it matters
        Someone who agrees with everything scores high on it, and nothing in the answers shows it.

    Instead of
        sections:
          - id: cooking
            order: random
            items: [I enjoy cooking., Cooking relaxes me., I like new recipes., I cook with pleasure., A kitchen is a good place., I talk about recipes.]

    Write
        sections:
          - id: cooking
            order: random
            items: [I enjoy cooking., Cooking relaxes me., I like new recipes., I cook with pleasure., A kitchen is a good place., {text: Cooking wears me out., reverse: true}]
    """
    for construct in questionnaire.constructs:
        items = questionnaire.measured_by(construct.id)
        if len(items) >= FEWEST_ITEMS and not any(item.reverse for item in items):
            yield Notice(
                f"agreeing means more {visible(construct.name)} in all {len(items)} items",
                at=construct,
                suggestion="word one or two the other way with an opposite word, not with “not”, and mark them reverse: true",
            )
