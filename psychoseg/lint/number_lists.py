"""Answers that are bare numbers in a row: 1, 2, 3, 4, 5."""

from __future__ import annotations

from psychoseg.lint.pattern import Pattern
from psychoseg.questionnaire import Item

_NUMBER = Pattern(r"^\D{0,120}?(\d{1,3})\D{0,120}\Z")
_FEWEST = 3


def number_list(item: Item) -> tuple[int, ...]:
    """The points of a numbered scale, lowest first; empty where the answers do not run from 0 or 1 without gaps.

    A label may say more than its number: "5 – very good" counts, and so does "Very good: 5".

    Examples
    --------
    >>> from psychoseg.questionnaire.model import Item, Option
    >>> labels = ("1 (poor)", "2", "3", "4", "5 (good)")
    >>> number_list(Item("q", "How was it?", "single", "behaviour", options=tuple(Option(label[0], label) for label in labels)))
    (1, 2, 3, 4, 5)
    """
    found = []
    for option in item.options:
        match = None if option.missing else _NUMBER.match(option.label)
        if match is not None:
            found.append(int(match[1]))
    rising = tuple(sorted(found))
    whole = len(rising) >= _FEWEST and rising == tuple(range(rising[0], rising[-1] + 1))
    return rising if whole and rising[0] in {0, 1} else ()


def is_bare(label: str) -> bool:
    """Whether a label is a number and nothing else."""
    return label.strip(" .()[]").isdecimal()
