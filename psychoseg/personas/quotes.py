"""Words people really wrote and agreed to have quoted, with personal data masked."""

from __future__ import annotations

import unicodedata

import pandas as pd

from psychoseg.personas.model import Quote
from psychoseg.questionnaire import Questionnaire
from psychoseg.responses import Responses
from psychoseg.responses.privacy import masked

FEWEST_WORDS, MOST_WORDS = 5, 25
MOST_LETTERS = 220
MOST_QUOTES = 2
_UNSPACED = ("CJK ", "HIRAGANA ", "KATAKANA ", "THAI ", "LAO ", "KHMER ", "MYANMAR ")
"""Scripts that write words without spaces, about two letters each."""
LEAST_ANSWERS = 10
"""Answers in a segment below which a quote could point to a person."""


def quotes(
    responses: Responses, questionnaire: Questionnaire, members: pd.Series, shadow: pd.Series
) -> tuple[Quote, ...]:
    """At most two quotes of a segment: from those nearest its centre, of readable length, never twice the same.

    Parameters
    ----------
    responses : Responses
    questionnaire : Questionnaire
    members : Series of bool, respondents
    shadow : Series, respondents
        How far each person is on the way from the centre to the border; the nearest come first.
    """
    found: list[Quote] = []
    for item in questionnaire.items:
        if item.type != "open" or item.id not in responses.open:
            continue
        answers = responses.open.loc[members, item.id].dropna()
        if len(answers) < LEAST_ANSWERS:
            continue
        nearest = answers.loc[shadow[answers.index].sort_values(kind="stable").index]
        for text in dict.fromkeys(masked(str(answer)) for answer in nearest):
            if len(found) < MOST_QUOTES and _readable(text):
                found.append(Quote(text, item.text, "", len(answers)))
    return tuple(found)


def _readable(text: str) -> bool:
    words = text.split()
    unspaced = sum(unicodedata.name(char, "").startswith(_UNSPACED) for char in text)
    letters = sum(unicodedata.category(char)[0] in "LM" for char in text)
    return (
        FEWEST_WORDS <= len(words) + unspaced // 2 <= (MOST_WORDS if unspaced < letters / 2 else MOST_LETTERS)
        and len(text) <= MOST_LETTERS
        and letters > 0.6 * len(text)
        and "removed]" not in text
    )
