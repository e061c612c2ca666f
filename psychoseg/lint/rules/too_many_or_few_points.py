"""QR313: more points than people can tell apart, or too few to tell people apart."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.finding import Severity
from psychoseg.lint.number_lists import number_list
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.scale_labels import LANGUAGES, label_scale
from psychoseg.questionnaire import Item

_MOST = 11
"""Revilla, Saris & Krosnick (2014): five for agreement, up to eleven for what is asked about itself."""

_TWO_ARE_ENOUGH = frozenset(["yes or no", "truth", "comparison", "rate"])


@rule(
    "QR313",
    severity=Severity.INFO,
    languages=LANGUAGES,
    source="Krosnick & Fabrigar (1997), Designing Rating Scales; Revilla, Saris & Krosnick (2014)",
)
def too_many_or_few_points(item: Item) -> Iterator[Notice]:
    """A rating scale with more than eleven points, or an attitude with two.

    Why it matters
        Beyond seven points people answer no more precisely, and with two nobody can say that they lean
        a little.

    Instead of
        How satisfied are you with your bicycle? [Satisfied | Dissatisfied]

    Write
        How satisfied are you with your bicycle? [Very satisfied | Satisfied | Neither satisfied nor dissatisfied | Dissatisfied | Very dissatisfied]
    """
    if item.type == "multiple":
        return
    scale = label_scale(item)
    points = len(item.scale.codes) if item.scale else len(scale.labels) if scale else len(number_list(item))
    if points > _MOST:
        yield Notice(
            f"{points} points are more than people can tell apart", None, "five or seven points will do"
        )
    elif points == 2 and scale and scale.is_whole and scale.family not in _TWO_ARE_ENOUGH:
        yield Notice("nobody can lean a little to one side", None, "five or seven points tell people apart")
