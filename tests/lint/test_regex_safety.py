"""No pattern of the package may be slow on any text, so that no questionnaire can hang it."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time

import pytest

import psychoseg.documents
import psychoseg.lint
import psychoseg.lint.rules
import psychoseg.questionnaire
from psychoseg.lint.pattern import Pattern

LONG = 50_000
LIMIT = 2.0  # seconds; a pattern that backtracks takes minutes on these texts, a linear one some thousandths
TEXTS = {
    "one letter": "a" * LONG,
    "one digit": "1" * LONG,
    "blanks": " " * LONG,
    "short words": "a " * (LONG // 2),
    "short words with and": "i plan and " * (LONG // 11),
    "satisfied": "satisfied with " * (LONG // 15),
    "satisfied once": "are you satisfied with " + "a " * (LONG // 2),
    "agree": "do you agree " * (LONG // 13),
    "aren't": "aren't the " * (LONG // 11),
    "because": "do you think " + "a " * (LONG // 4) + "because " * (LONG // 16),
    "is fast and": "is fast and " * (LONG // 12),
    "most of the": "most of the people " * (LONG // 19),
    "should": "should cut and " * (LONG // 15),
    "how and": "how a and " * (LONG // 10),
    "commas": ", " * (LONG // 2),
    "marks": "?! " * (LONG // 3),
    "sentences": "how . " * (LONG // 6),
    "hyphens": "a-" * (LONG // 2),
    "apostrophes": "a'" * (LONG // 2),
    "thousands": "1," * (LONG // 2),
    "ranges": "1 - 2 " * (LONG // 6),
    "between": "between " * (LONG // 8),
    "brackets": "(" * LONG,
    "quotes": '"a' * (LONG // 2),
    "line ends": "\n" * LONG,
    "what is your": "what is your " * (LONG // 13),
    "enjoying": "enjoy running " * (LONG // 14),
    "years": "1 year " * (LONG // 7),
}


def patterns():
    found = {}
    for package in (psychoseg.documents, psychoseg.lint, psychoseg.questionnaire):
        for module in [
            package.__name__,
            *(entry.name for entry in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")),
        ]:
            for name, value in vars(importlib.import_module(module)).items():
                inside = (
                    value
                    if isinstance(value, tuple)
                    else value.values()
                    if isinstance(value, dict)
                    else (value,)
                )
                found.update(
                    {
                        f"{module}.{name}[{number}]": one
                        for number, one in enumerate(inside)
                        if isinstance(one, re.Pattern | Pattern)
                    }
                )
    return found


PATTERNS = patterns()


def test_the_patterns_of_the_package_are_found():
    assert len(PATTERNS) > 30


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_a_pattern_is_quick_on_any_text(name):
    pattern = PATTERNS[name]

    slow = {what: took for what, text in TEXTS.items() if (took := seconds(pattern, text)) > LIMIT}

    assert slow == {}


def seconds(pattern, text):
    return min(once(pattern, text) for _ in range(2))


def once(pattern, text):
    began = time.perf_counter()
    pattern.search(text)
    pattern.match(text)
    return time.perf_counter() - began
