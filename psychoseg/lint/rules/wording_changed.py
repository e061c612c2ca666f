"""QV701: the same question in other words."""

from __future__ import annotations

from collections.abc import Iterator

from psychoseg.errors import shorten
from psychoseg.lint.rules._rule import Notice, rule
from psychoseg.lint.waves import kept, same_words
from psychoseg.questionnaire import Questionnaire


@rule(
    "QV701",
    source="Schuman & Presser (1981), Questions and Answers in Attitude Surveys; Smith (2005), The Laws of Studying Societal Change",
)
def wording_changed(questionnaire: Questionnaire) -> Iterator[Notice]:
    """An item whose wording is not the one of the version before.

    Why it matters
        If you want to measure change, do not change the measure: a word moves answers by more than a
        year does.

    Instead of
        before: {sections: [{id: a, items: [{id: rest, text: I rest after work.}]}]}
        sections: [{id: a, items: [{id: rest, text: I relax after work.}]}]

    Write
        before: {sections: [{id: a, items: [{id: rest, text: I rest after work.}]}]}
        sections: [{id: a, items: [{id: rest, text: I rest after work.}]}]
    """
    for before, item in kept(questionnaire):
        for what, old, new in (
            ("wording", before.text, item.text),
            ("lead-in", before.stem, item.stem),
            ("instruction", before.help, item.help),
            ("stimulus", before.show, item.show),
        ):
            if not same_words(old, new) and before.language == item.language:
                yield Notice(
                    f"the {what} was {shorten(old, 80)}" if old else f"there was no {what}",
                    suggestion="go back to it, or give the item a new id and ask both for a wave",
                    at=item,
                )
