"""QS421: one scale for page after page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from psychoseg.lint.finding import Severity
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.questionnaire import Questionnaire

LONGEST_RUN = 12


@rule(
    "QS421",
    severity=Severity.INFO,
    source="Herzog & Bachman (1981), Effects of Questionnaire Length on Response Quality",
)
def same_scale_run(questionnaire: Questionnaire) -> Iterator[Notice]:
    """More than twelve items in a row on the same scale.

    Why it matters
        The same answer is given again and again without a look at the item.

    Instead of
        sections:
          - id: cooking
            items: [I bake., I fry., I boil., I grill., I roast., I stew., I steam., I smoke., I pickle., I dry., I brew., I toast., I peel.]

    Write
        sections:
          - id: cooking
            items: [I bake., I fry., I boil., I grill., I roast., I stew., I steam., {text: "How many pans do you own?", type: numeric}, I smoke., I pickle., I dry., I brew., I toast., I peel.]
    """
    for scale, run in groupby(questionnaire.items, key=lambda item: item.scale):
        items = list(run)
        if scale is not None and len(items) > LONGEST_RUN:
            yield Notice(
                f"{len(items)} items in a row on one scale",
                suggestion=f"put a question of another kind after at most {LONGEST_RUN}",
                at=items[0],
            )
