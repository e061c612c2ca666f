"""QD603: groups that tell who people are, not what they want."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.questionnaire import Item, Questionnaire

FEWEST_ITEMS = 5
_BASES = frozenset(["psychographic", "needs", "behavioural", "technographic"])
_ROLES = frozenset(["attitude", "need", "behaviour", "technographic", "message", "offer", "price", "value"])


@rule(
    "QD603",
    source="Yankelovich & Meer (2006), Rediscovering Market Segmentation; Wedel & Kamakura (2000), Market Segmentation",
)
def no_basis_to_act(questionnaire: Questionnaire) -> Iterator[Notice]:
    """Only questions about who people are: none on what they think, want or do.

    Why it matters
        Age and region say whom to reach, not what to offer; groups made of them hardly differ in what
        they buy.

    Instead of
        sections:
          - id: person
            defaults: {role: demographic}
            repeat: 6

    Write
        sections:
          - id: habits
            repeat: 3
          - id: person
            defaults: {role: demographic}
            repeat: 3
    """
    if len(questionnaire.items) < FEWEST_ITEMS:
        return
    bases = {construct.id for construct in questionnaire.constructs if construct.basis in _BASES}
    if not any(_is_basis(item, bases) for item in questionnaire.items):
        yield Notice(
            "nothing is asked about attitudes, needs or behaviour",
            suggestion="add a construct with basis: psychographic, needs or behavioural, or items on what people do",
        )


def _is_basis(item: Item, bases: set[str]) -> bool:
    return item.construct in bases if item.construct else item.role in _ROLES
