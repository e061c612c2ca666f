"""QR311: agreement asked for where the thing itself could be."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.escapes import substance
from psychoseg.lint.finding import Severity
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.scale_labels import LANGUAGES, label_scale
from psychoseg.questionnaire import Item


@rule(
    "QR311",
    severity=Severity.OFF,
    languages=LANGUAGES,
    source="Saris, Revilla, Krosnick & Shaeffer (2010), Comparing Questions with Agree/Disagree Response Options; Dykema et al. (2022)",
)
def agree_disagree_scale(item: Item) -> Iterator[Notice]:
    """A single statement outside a scale, answered from agree to disagree.

    Why it matters
        Some people agree with anything, and disagreeing can mean too little or too much. Batteries of
        statements that measure a construct are made for this form and are left alone; the rule is off
        unless it is asked for.

    Instead of
        The path to the lake is steep. [Strongly agree | Agree | Neither | Disagree | Strongly disagree]

    Write
        How steep or level is the path to the lake? [Very steep | Steep | Neither | Level | Very level]
    """
    scale = label_scale(item)
    if item.construct or scale is None or scale.family != "agreement" or not scale.is_whole:
        return
    if len(substance(item)) == 2:
        yield Notice(
            "to agree or to disagree, and nothing between",
            None,
            "offer degrees, and a middle for those who do neither; better, ask for the thing itself",
            severity=Severity.WARNING,
        )
    else:
        yield Notice(
            "agreement draws answers to itself",
            None,
            "ask for the thing itself: how good, how long, how easy, with answers in the same words",
        )
