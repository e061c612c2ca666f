"""QS404: a battery or a list everyone meets in the same order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.questionnaire import Questionnaire

FEWEST_ITEMS = 5
FEWEST_OPTIONS = 6


@rule(
    "QS404",
    source="Krosnick & Alwin (1987), An Evaluation of a Cognitive Theory of Response-Order Effects; Schwarz (1999), Self-Reports",
)
def no_randomisation(questionnaire: Questionnaire) -> Iterator[Notice]:
    """A long battery on one scale, or a long list of things to choose from, shown in a fixed order.

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
            item.scale.id
            for item in section.items
            if item.scale is not None and item.role != "attention" and not item.random_order
        )
        largest = max(scales.values(), default=0)
        if largest >= FEWEST_ITEMS:
            yield Notice(
                f"{largest} items on one scale are shown in the same order to everyone",
                at=section,
                suggestion="write order: random in the section, and shuffle it where the survey is run",
            )
    for item in questionnaire.items:
        listed = [
            option for option in item.options if not (option.exclusive or option.missing or option.specify)
        ]
        if item.type in {"multiple", "ranking"} and len(listed) >= FEWEST_OPTIONS and not item.randomise:
            yield Notice(
                f"{len(listed)} options are shown in the same order to everyone",
                at=item,
                suggestion="write randomise: true, and fixed: true at options that keep their place",
            )
