"""QR307: a two-sided scale without a middle."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.finding import Severity
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.scale_labels import LANGUAGES, ONE_SIDED, label_scale
from psychoseg.questionnaire import Item

_FEWEST = 4


@rule(
    "QR307",
    severity=Severity.OFF,
    languages=LANGUAGES,
    source="Krosnick & Fabrigar (1997), Designing Rating Scales; Weijters, Cabooter & Schillewaert (2010)",
)
def missing_midpoint(item: Item) -> Iterator[Notice]:
    """A scale with two sides and as many answers on each, but none in the middle.

    Why it matters
        People who lean neither way have to pick a side. The evidence is mixed, for a middle also
        draws those who will not decide, so this rule is off unless it is asked for.

    Instead of
        How satisfied are you with your bicycle? [Very satisfied | Satisfied | Dissatisfied | Very dissatisfied]

    Write
        How satisfied are you with your bicycle? [Very satisfied | Satisfied | Neither satisfied nor dissatisfied | Dissatisfied | Very dissatisfied]
    """
    scale = label_scale(item)
    if scale is None or scale.family in ONE_SIDED or not scale.is_whole or len(scale.labels) < _FEWEST:
        return
    if scale.count("+") == scale.count("-") >= 2 and not scale.count("0"):
        yield Notice(
            "nobody can lean neither way",
            None,
            "add a middle in the words of the scale, such as “Neither satisfied nor dissatisfied”",
        )
