"""QS419: a statement that measures nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from psychoseg.errors import visible
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.questionnaire import Item, Questionnaire

FEWEST_BESIDE = 3


@rule("QS419", source="DeVellis (2017), Scale Development: Theory and Applications")
def unmapped_item(questionnaire: Questionnaire) -> Iterator[Notice]:
    """A statement among the items of constructs that has no construct itself.

    Why it matters
        It takes no part in the factors and the segments, which nobody notices until a profile looks
        odd.

    Instead of
        sections:
          - id: cooking
            items: [I enjoy cooking., Cooking relaxes me., I like new recipes., {text: I cook on most days., construct: ""}]

    Write
        sections:
          - id: cooking
            items: [I enjoy cooking., Cooking relaxes me., I like new recipes., I cook on most days.]
    """
    for section in questionnaire.sections:
        beside = Counter(item.scale for item in section.items if item.construct)
        for item in section.items:
            if _belongs_nowhere(item) and (item.role == "attitude" or beside[item.scale] >= FEWEST_BESIDE):
                yield Notice(
                    f"{visible(item.id)} measures no construct, unlike the items around it",
                    suggestion="give it a construct, or a role that says what else it is for",
                    at=item,
                )


def _belongs_nowhere(item: Item) -> bool:
    return item.type == "likert" and not item.construct and item.role in {"attitude", "behaviour"}
