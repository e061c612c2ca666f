"""QV707: a construct that gained an item."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.errors import visible
from psychoseg.lint.finding import Severity
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.waves import kept
from psychoseg.questionnaire import Questionnaire


@rule(
    "QV707",
    severity=Severity.INFO,
    source="Vandenberg & Lance (2000), A Review and Synthesis of the Measurement Invariance Literature",
)
def item_added(questionnaire: Questionnaire) -> Iterator[Notice]:
    """An item that measures a construct now and did not before.

    Why it matters
        A model of the wave before does not know it; it can take part only once the model is fitted
        anew.

    Instead of
        before: {sections: [{id: calm, items: [{id: rest, text: I rest.}]}]}
        sections: [{id: calm, items: [{id: rest, text: I rest.}, {id: sit, text: I sit.}]}]

    Write
        before: {sections: [{id: calm, items: [{id: rest, text: I rest.}]}]}
        sections: [{id: calm, items: [{id: rest, text: I rest.}]}]
    """
    if questionnaire.before is None:
        return
    earlier = {construct.id for construct in questionnaire.before.constructs}
    was = {item.id: before.construct for before, item in kept(questionnaire)}
    for item in questionnaire.attitudes:
        if item.construct in earlier and was.get(item.id) != item.construct:
            yield Notice(
                f"{visible(item.id)} is new in {visible(item.construct)}",
                suggestion="leave it out of the construct until the model is fitted anew, or name its old id with was:",
                at=item,
            )
