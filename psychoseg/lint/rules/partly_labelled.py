"""QR315: words at some points of a scale and numbers at others."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.finding import Severity
from psychoseg.lint.number_lists import is_bare, number_list
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.questionnaire import Item


@rule(
    "QR315",
    severity=Severity.OFF,
    source="Krosnick & Berent (1993), Comparisons of Party Identification and Policy Preferences",
)
def partly_labelled(item: Item) -> Iterator[Notice]:
    """A scale with words at some of its points only.

    Why it matters
        Answers gather at the points that have words, and scales with words at every point are the more
        reliable. Many good scales label their ends only, so this rule is off unless it is asked for.

    Instead of
        How was the bread? [1 – very poor | 2 | 3 | 4 | 5 – very good]

    Write
        How was the bread? [Very poor | Poor | Neither good nor poor | Good | Very good]
    """
    if item.scale is not None:
        worded = [bool(label) and not is_bare(label) for _, label in item.scale.labels]
    elif number_list(item):
        worded = [not is_bare(option.label) for option in item.options if not option.missing]
    else:
        return
    if any(worded) and not all(worded):
        yield Notice(
            f"{sum(worded)} of {len(worded)} points have words",
            None,
            "give every point words, or fewer points",
        )
