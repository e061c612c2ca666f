"""QS409: more minutes than people give."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.errors import visible
from psychoseg.lint.finding import Severity
from psychoseg.lint.length import minutes
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.questionnaire import Questionnaire

LONG = 15
TOO_LONG = 30
MOST_NAMED = 3


@rule(
    "QS409",
    source="Galesic & Bosnjak (2009), Effects of Questionnaire Length on Participation and Indicators of Response Quality in a Web Survey",
)
def survey_too_long(questionnaire: Questionnaire) -> Iterator[Notice]:
    """A questionnaire that takes more than fifteen minutes.

    Why it matters
        The longer it is said to take, the fewer begin; the later a question stands, the shorter,
        faster and more alike are the answers. Thirty minutes and more is an error.

    Instead of
        sections:
          - id: habits
            repeat: 100

    Write
        sections:
          - id: habits
            repeat: 40
    """
    length = minutes(questionnaire)
    if length.longest <= LONG:
        return
    costly = sorted(length.sections, key=lambda entry: -entry[1])[:MOST_NAMED]
    named = ", ".join(f"{visible(section)} ({taken:.0f} min)" for section, taken in costly)
    range_ = (
        f"{length.shortest:.0f} to {length.longest:.0f}"
        if length.shortest < length.longest - 1
        else f"{length.longest:.0f}"
    )
    yield Notice(
        f"takes about {range_} minutes",
        suggestion=f"shorten what takes most: {named}; or ask each respondent a part of it",
        severity=Severity.ERROR if length.longest > TOO_LONG else None,
    )
