"""QS404: a battery everyone meets in the same order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.questionnaire import Questionnaire

FEWEST_ITEMS = 5


@rule(
    "QS404",
    source="Krosnick & Alwin (1987), An Evaluation of a Cognitive Theory of Response-Order Effects; Schwarz (1999), Self-Reports",
)
def no_randomisation(questionnaire: Questionnaire) -> Iterator[Notice]:
    """A long battery on one scale, shown in a fixed order.

    Why it matters
        Each item colours the next and attention fades toward the end; in a fixed order both end up in
        the same items for everyone.

    Instead of
        sections:
          - id: cooking
            items: [I enjoy cooking., Cooking relaxes me., I like new recipes., I cook with pleasure., I talk about recipes.]

    Write
        sections:
          - id: cooking
            order: random
            items: [I enjoy cooking., Cooking relaxes me., I like new recipes., I cook with pleasure., I talk about recipes.]
    """
    for section in questionnaire.sections:
        scales = Counter(
            item.scale.id for item in section.items if item.scale is not None and item.role != "attention"
        )
        largest = max(scales.values(), default=0)
        if largest >= FEWEST_ITEMS and not section.random_order:
            yield Notice(
                f"{largest} items on one scale are shown in the same order to everyone",
                at=section,
                suggestion="write order: random in the section, and shuffle it where the survey is run",
            )
