"""QS422: one variable that makes the segments and proves them."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.finding import Severity
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.questionnaire import Item

_INPUTS = frozenset(["attitude", "need"])


@rule(
    "QS422",
    severity=Severity.OFF,
    source="Wedel & Kamakura (2000), Market Segmentation; Kriegeskorte et al. (2009), Circular Analysis in Systems Neuroscience",
)
def double_use(item: Item) -> Iterator[Notice]:
    """An item of a construct that has the role of an outcome.

    Why it matters
        Segments grown on a variable differ on it by construction; showing that they do proves
        nothing.

    Instead of
        text: I spend a lot on tools.
        type: likert
        scale: agree
        construct: craft
        role: value

    Write
        text: I spend a lot on tools.
        type: likert
        scale: agree
        construct: craft
    """
    if item.construct and item.role not in _INPUTS:
        yield Notice(
            f"it measures a construct and has the role {item.role}",
            suggestion="leave out the construct, so that it only describes segments, or leave out the role",
        )
