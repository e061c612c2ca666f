"""QS420: items of one construct on scales that cannot be averaged."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.errors import visible
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.waves import same_words
from psychoseg.questionnaire import Questionnaire, Scale


@rule("QS420", source="Nunnally & Bernstein (1994), Psychometric Theory")
def scale_inconsistent(questionnaire: Questionnaire) -> Iterator[Notice]:
    """A construct whose items have different numbers of points, or scales that run opposite ways.

    Why it matters
        Four of five points is not four of seven, and where agreeing comes first in one item and last
        in the next, both people and programs mix them up.

    Instead of
        scales: {agree: {1: Disagree, 2: Neither, 3: Agree}, long: {1: Disagree, 2: Rather disagree, 3: Neither, 4: Rather agree, 5: Agree}}
        sections:
          - id: cooking
            items: [I enjoy cooking., Cooking relaxes me., {text: I like new recipes., scale: long}]

    Write
        scales: {agree: {1: Disagree, 2: Neither, 3: Agree}}
        sections:
          - id: cooking
            items: [I enjoy cooking., Cooking relaxes me., I like new recipes.]
    """
    for construct in questionnaire.constructs:
        first: Scale | None = None
        for item in questionnaire.measured_by(construct.id):
            if item.scale is None:
                continue
            first = first or item.scale
            why = _differs(first, item.scale)
            if why:
                yield Notice(
                    f"{visible(item.id)} {why}, unlike the first item of {visible(construct.name)}",
                    suggestion=f"use the scale {visible(first.id)} for all items of the construct",
                    at=item,
                )


def _differs(first: Scale, other: Scale) -> str:
    if first is other:
        return ""
    if len(first.codes) != len(other.codes):
        return f"has {len(other.codes)} points, not {len(first.codes)}"
    if same_words(first.labels[0][1], other.labels[-1][1]) or same_words(
        first.labels[-1][1], other.labels[0][1]
    ):
        return f"has a scale that begins with “{visible(other.labels[0][1])}”"
    return f"starts at {other.lowest}, not {first.lowest}" if first.lowest != other.lowest else ""
