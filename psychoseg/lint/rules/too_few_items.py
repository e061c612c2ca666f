"""QS402: a construct measured by next to nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from psychoseg.errors import visible
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.questionnaire import Questionnaire

FEWEST_ITEMS = 3


@rule(
    "QS402",
    source="Marsh, Hau, Balla & Grayson (1998), Is More Ever Too Much?; Nunnally & Bernstein (1994), Psychometric Theory",
)
def too_few_items(questionnaire: Questionnaire) -> Iterator[Notice]:
    """A construct with fewer than three items.

    Why it matters
        Two items cannot show whether they measure one thing, and the chance error of each weighs
        heavily in the score.

    Instead of
        sections:
          - id: thrift
            items: [I compare prices., I keep a budget.]

    Write
        sections:
          - id: thrift
            items: [I compare prices., I keep a budget., I wait for sales.]
    """
    counts = Counter(item.construct for item in questionnaire.attitudes)
    for construct in questionnaire.constructs:
        count = counts[construct.id]
        if count < FEWEST_ITEMS:
            how_many = {0: "no items", 1: "one item"}.get(count, f"{count} items")
            yield Notice(
                f"{visible(construct.name)} has {how_many}",
                at=construct,
                suggestion=f"add {FEWEST_ITEMS - count} or more, or remove the construct",
            )
