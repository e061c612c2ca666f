"""Sentences that earlier stages finished in English, recognised and said again in the report's language.

A stage knows nothing of reports: it says what it found in a sentence. Here stand the patterns of those
sentences, with ``{names}`` where they hold a number, a name or another sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from psychoseg.report.language import filled, tongue, translation, untold, written_number

CONTEXT = "heard"
"""What catalogues call these messages, as some are short words that mean another thing elsewhere."""
_HOLE = re.compile(r"\{(\w+)\}")
_NUMBER = re.compile(r"([+−-]?)(\d{1,3}(?:,\d{3})+|\d+)?(\.\d+)?\s?(%?)")
_ENDS = re.compile(r"(?<=[.!?]) (?=[A-Z“{])")
_SEPARATORS = ("; ", ", ", " and ", " to ", ": ")

HEARD: tuple[str, ...] = (
    "People in this group stand close to the average on every dimension.",
    "People in this group are more often {words} than others.",
)


def told(text: str) -> str:
    """A finished sentence, or several, in the report's language; what is not known stays and is noted.

    Examples
    --------
    >>> from psychoseg.report.language import speaking
    >>> with speaking("de"):
    ...     told("People in this group are more often thrifty and curious than others.")
    'Personen in dieser Gruppe sind häufiger thrifty und curious als andere.'
    """
    if tongue().code == "en" or not text.strip():
        return text
    found = _known(text)
    if found is None:
        parts = [_known(part) or part for part in _ENDS.split(text)]
        found = " ".join(parts)
        untold(
            part
            for part, told_part in zip(_ENDS.split(text), parts, strict=True)
            if part == told_part and _words(part)
        )
    return found


def _words(text: str) -> bool:
    return bool(re.search(r"[A-Za-z]{2}", text))


def _known(text: str) -> str | None:
    """The translation of a text that is one known message, with what it holds translated in turn."""
    exact = translation(text, CONTEXT)
    if exact and "{" not in text:
        return exact
    for pattern in patterns():
        values = pattern.values(text)
        if values is not None:
            meant = translation(pattern.message, CONTEXT)
            return (
                filled(meant, {name: value_told(value) for name, value in values.items()}) if meant else None
            )
    return None


def value_told(text: str) -> str:
    """What a sentence holds: a number as the language writes it, a known sentence, a list of such, or a name as it is."""
    if (number := number_told(text)) is not None:
        return number
    if (found := _known(text)) is not None:
        return found
    for separator in _SEPARATORS:
        if separator in text:
            between = {" and ": f" {filled(translation('{first} and {last}') or '{first} and {last}', {'first': '', 'last': ''}).strip()} ",
                       " to ": f" {filled(translation('{first} to {last}') or '{first} to {last}', {'first': '', 'last': ''}).strip()} "}.get(separator, separator)  # fmt: skip
            return between.join(value_told(part) for part in text.split(separator))
    return text


def number_told(text: str) -> str | None:
    """A number written in English as the report's language writes it; None where the text is none.

    Examples
    --------
    >>> from psychoseg.report.language import speaking
    >>> with speaking("de"):
    ...     number_told("1,234.5"), number_told(".45"), number_told("q_1")
    ('1.234,5', '0,45', None)
    """
    found = _NUMBER.fullmatch(text)
    if found is None or not (found[2] or found[3]):
        return None
    sign, whole, decimals, share = found.groups()
    return sign + written_number((whole or "0") + (decimals or "")) + (tongue().percent if share else "")


class Pattern:
    """A message cut at its holes."""

    def __init__(self, message: str) -> None:
        self.message = message
        parts = _HOLE.split(message)
        self.fixed, self.names = parts[::2], parts[1::2]

    def values(self, text: str) -> dict[str, str] | None:
        """What stands in the holes, where the text is of this pattern: each as short as can be."""
        if not text.startswith(self.fixed[0]):
            return None
        at, found = len(self.fixed[0]), dict[str, str]()
        for name, after in zip(self.names[:-1], self.fixed[1:-1], strict=True):
            end = text.find(after, at + 1) if after else at + 1
            if end < 0:
                return None
            found[name], at = text[at:end], end + len(after)
        if not self.names:
            return {} if text == self.message else None
        end = len(text) - len(self.fixed[-1])
        if end <= at or not text.endswith(self.fixed[-1]):
            return None
        found[self.names[-1]] = text[at:end]
        return found


@cache
def patterns() -> tuple[Pattern, ...]:
    """All patterns, those that say most first."""
    return tuple(sorted(map(Pattern, HEARD), key=lambda one: -sum(map(len, one.fixed))))


def all_told(texts: Iterable[str]) -> tuple[str, ...]:
    """Each of several texts as :func:`told`."""
    return tuple(map(told, texts))
