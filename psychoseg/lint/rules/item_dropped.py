"""QV706: a construct that lost an item."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.errors import shorten, visible
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.waves import new_ids
from psychoseg.questionnaire import Questionnaire


@rule(
    "QV706",
    source="Vandenberg & Lance (2000), A Review and Synthesis of the Measurement Invariance Literature",
)
def item_dropped(questionnaire: Questionnaire) -> Iterator[Notice]:
    """An item that measured a construct before and does so no more.

    Why it matters
        The score is made of other items now, so the segments of the wave before cannot be assigned as
        they were.

    Instead of
        before: {sections: [{id: calm, items: [{id: rest, text: I rest.}, {id: sit, text: I sit.}]}]}
        sections: [{id: calm, items: [{id: rest, text: I rest.}]}]

    Write
        before: {sections: [{id: calm, items: [{id: rest, text: I rest.}, {id: sit, text: I sit.}]}]}
        sections: [{id: calm, items: [{id: rest, text: I rest.}, {id: sit, text: I sit.}]}]
    """
    if questionnaire.before is None:
        return
    now = new_ids(questionnaire)
    constructs = {construct.id: construct for construct in questionnaire.constructs}
    for item in questionnaire.before.attitudes:
        still = now.get(item.id)
        if still is None or questionnaire.item(still).construct != item.construct:
            yield Notice(
                f"{visible(item.construct)} has lost {visible(item.id)} ({shorten(item.text, 60)})",
                suggestion="keep it, or name its new id with was:",
                at=constructs.get(item.construct),
            )
