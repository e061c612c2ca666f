"""QE504: two boxes for everybody."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.lint.finding import Severity
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.wording import wording
from psychoseg.questionnaire import Item

_ASKED = frozenset(["gender", "sex", "male", "female", "man", "woman"])
_TWO = (
    {"male", "man", "men", "a man", "as a man", "m", "boy"},
    {"female", "woman", "women", "a woman", "as a woman", "f", "girl"},
)


@rule(
    "QE504",
    severity=Severity.INFO,
    languages=("en",),
    source="National Academies of Sciences, Engineering, and Medicine (2022), Measuring Sex, Gender Identity, and Sexual Orientation",
)
def sex_gender_wording(item: Item) -> Iterator[Notice]:
    """Sex or gender with two answers and no third.

    Why it matters
        Some people have no true answer, and "male" and "female" under the word gender leave open
        which of two things was asked.

    Instead of
        What is your gender? [Male | Female]

    Write
        How do you describe your gender? [Woman | Man | In another way (please say) | Prefer not to say]
    """
    if item.type != "single" or not wording(item.text).has(_ASKED):
        return
    labels = [wording(option.label).folded for option in item.options if not option.missing]
    if (
        len(labels) == 2
        and any(label in _TWO[0] for label in labels)
        and any(label in _TWO[1] for label in labels)
    ):
        yield Notice(
            "there is no answer for people who are neither, or say it otherwise",
            suggestion="ask for gender with a third answer to write in and a way not to say, or ask for sex and gender apart",
        )
