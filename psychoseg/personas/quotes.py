"""Words people really wrote and agreed to have quoted, with personal data masked."""

from __future__ import annotations

import re
import unicodedata

import pandas as pd

from psychoseg.personas.model import Quote
from psychoseg.questionnaire import Questionnaire
from psychoseg.responses import Responses

FEWEST_WORDS, MOST_WORDS = 5, 25
MOST_LETTERS = 220
MOST_QUOTES = 2
LEAST_ANSWERS = 10
"""Answers in a segment below which a quote could point to a person."""

_MASKS = (
    (re.compile(r"[^\s@<>]{1,64}@[^\s@<>]{1,190}"), "[address removed]"),
    (re.compile(r"(?:https?://|www\.)\S{1,500}", re.IGNORECASE), "[link removed]"),
    (re.compile(r"(?<!\w)@\w{2,40}"), "[name removed]"),
    (
        re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?(?!\w)"),
        "[account removed]",
    ),
    (re.compile(r"(?<!\w)\d{1,3}(?:\.\d{1,3}){3}(?!\w)"), "[number removed]"),
    (re.compile(r"(?<!\w)\+?\d[\d ()./-]{6,20}\d(?!\w)"), "[number removed]"),
)


def masked(text: str) -> str:
    """A text with e-mail and web addresses, handles, account and telephone numbers taken out.

    Names of people cannot be found reliably, so quotes still need a reader before they are printed.

    Examples
    --------
    >>> masked("Write to me: ann@example.org or +44 20 7946 0000")
    'Write to me: [address removed] or [number removed]'
    """
    clean = "".join(char for char in text if unicodedata.category(char)[0] != "C" or char in "\n\t")
    for pattern, instead in _MASKS:
        clean = pattern.sub(instead, clean)
    return " ".join(clean.split())


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
    letters = sum(char.isalpha() for char in text)
    return (
        FEWEST_WORDS <= len(words) <= MOST_WORDS
        and len(text) <= MOST_LETTERS
        and letters > 0.6 * len(text)
        and "removed]" not in text
    )
