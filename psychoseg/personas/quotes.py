"""Words people really wrote and agreed to have quoted, with personal data masked."""

from __future__ import annotations

import unicodedata
from collections.abc import Hashable

import pandas as pd

from psychoseg.personas.model import Quote, Trait
from psychoseg.personas.profile import theme_key
from psychoseg.questionnaire import Questionnaire
from psychoseg.responses import Responses
from psychoseg.responses.privacy import masked
from psychoseg.responses.themes import Themes

FEWEST_WORDS, MOST_WORDS = 5, 25
MOST_LETTERS = 220
MOST_QUOTES = 2
_UNSPACED = ("CJK ", "HIRAGANA ", "KATAKANA ", "THAI ", "LAO ", "KHMER ", "MYANMAR ")
"""Scripts that write words without spaces, about two letters each."""
MOST_RANK = 1000
LEAST_ANSWERS = 10
"""Answers in a segment below which a quote could point to a person."""


def quotes(
    responses: Responses,
    questionnaire: Questionnaire,
    members: pd.Series,
    shadow: pd.Series,
    themes: Themes | None = None,
    traits: tuple[Trait, ...] = (),
) -> tuple[Quote, ...]:
    """At most two quotes of a segment, of readable length, never twice the same.

    Answers that hold a theme which the segment writes of significantly more often come first, then those nearest
    its centre; each is told with how many of the segment wrote of its theme.

    Parameters
    ----------
    responses : Responses
    questionnaire : Questionnaire
    members : Series of bool, respondents
    shadow : Series, respondents
        How far each person is on the way from the centre to the border; the nearest come first.
    themes : Themes, optional
    traits : tuple of Trait
        The segment's, those of the themes among them.
    """
    typical = _typical(traits)
    found: list[Quote] = []
    for item in questionnaire.items:
        if item.type != "open" or item.id not in responses.open:
            continue
        answers = responses.open.loc[members, item.id].dropna()
        if len(answers) < LEAST_ANSWERS:
            continue
        held = _held(themes, item.id, typical)
        nearest = shadow[answers.index].sort_values(kind="stable").index
        told = sorted(nearest, key=lambda person: held.get(person, (MOST_RANK, ""))[0])
        seen: set[str] = set()
        for person in told:
            text = masked(str(answers[person]))
            if len(found) == MOST_QUOTES or text in seen or not _readable(text):
                continue
            seen.add(text)
            theme = held.get(person, (MOST_RANK, ""))[1]
            alike = sum(held[other][1] == theme for other in answers.index if other in held) if theme else 0
            found.append(Quote(text, item.text, theme, len(answers), alike))
    return tuple(found)


def _typical(traits: tuple[Trait, ...]) -> dict[str, int]:
    """The themes a segment writes of more often than others, by key, the strongest first."""
    more = [
        trait for trait in traits if trait.role == "open" and trait.significant and (trait.index or 0) > 100
    ]
    return {trait.key: rank for rank, trait in enumerate(sorted(more, key=lambda one: -(one.index or 0)))}


def _held(themes: Themes | None, item: str, typical: dict[str, int]) -> dict[Hashable, tuple[int, str]]:
    """For each person whose answer holds a theme: the rank of the most typical one, and its name."""
    held: dict[Hashable, tuple[int, str]] = {}
    if themes is None:
        return held
    for at, theme in enumerate(themes.themes):
        if theme.item != item:
            continue
        rank = typical.get(theme_key(item, at), len(typical))
        for person in themes.table.index[themes.table[at] == 1]:
            if rank < held.get(person, (MOST_RANK, ""))[0]:
                held[person] = (rank, theme.name)
    return held


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
