"""QE505: children without a parent's word."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.errors import shorten
from psychoseg.lint.pattern import Pattern
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import wording
from psychoseg.questionnaire import Questionnaire

OF_AGE = 16
"""Article 8 lets member states set 13 to 16; at the highest of them consent is enough everywhere."""

_YOUNG = frozenset(
    ["children", "kids", "pupils", "minors", "schoolchildren", "teenagers", "teens", "adolescents"]
)
_OTHERS = frozenset(
    ["parents", "mothers", "fathers", "guardians", "teachers", "households", "families", "adults", "with"]
)
_AGES = Pattern(
    r"\b(?:aged?|ages|from|between|over)? ?(?P<age>[1-9][0-9]?)(?= (?:-|–|to|and|years?|or)\b| [-–] |-|$)"
)


@rule(
    "QE505",
    languages=("en",),
    source="General Data Protection Regulation, article 8; ICC/ESOMAR International Code, article 2",
)
def minors(questionnaire: Questionnaire) -> Iterator[Notice]:
    """A target under sixteen and nothing about a parent's consent.

    Why it matters
        A child's own yes does not count in law, and data collected on it has to be deleted.

    Instead of
        target: pupils aged 13 to 17
        sections: [{id: first, repeat: 1}]

    Write
        target: pupils aged 13 to 17
        consent: {text: Taking part is voluntary., contact: a@example.org, retention: one year, parental: a parent signs the first page}
        sections: [{id: first, repeat: 1}]
    """
    target = wording(questionnaire.target)
    if not questionnaire.target or (questionnaire.consent and questionnaire.consent.parental):
        return
    if (
        target.words[:1]
        and not target.has(_OTHERS)
        and (target.has(_YOUNG) or _youngest(target.folded) < OF_AGE)
    ):
        yield Notice(
            f"{shorten(questionnaire.target, 60)} may be under {OF_AGE}, and nothing is said of a parent's consent",
            suggestion="write parental: under consent: with how a parent agrees before the first question",
        )


def _youngest(target: str) -> int:
    """The first age a target names, or one that is of age where it names none."""
    if not any(char.isdigit() for char in target):
        return OF_AGE
    found = _AGES.search(target)
    return (
        int(found["age"])
        if found is not None and ("age" in target or "year" in target or "old" in target)
        else OF_AGE
    )
