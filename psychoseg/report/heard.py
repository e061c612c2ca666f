"""Sentences that earlier stages finished in English, recognised and said again in the report's language.

A stage knows nothing of reports: it says what it found in a sentence. :data:`HEARD` holds the patterns of
those sentences; what stands in their holes is a number, a name, or another sentence, and is said again too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice

from psychoseg.report.heard_sentences import HEARD, NUMBERS
from psychoseg.report.language import (
    filled,
    in_row,
    listed,
    names,
    say,
    tongue,
    translation,
    untold,
    written_number,
)

CONTEXT = "heard"
"""What catalogues call these messages, as some are short words that mean another thing elsewhere."""
WEAK, MOST_CUTS = 12, 24
_HOLE = re.compile(r"\{(\w+)\}")
_NUMBER = re.compile(r"([+−-]?)(\d{1,3}(?:,\d{3})+|\d+)?(\.\d+)?\s?(%?)")
_ENDS = re.compile(r"(?<=[.!?]) (?=[A-Z0-9“])")
_WITH_NUMBER = re.compile(r"(.+?) (\(?)([+−-]?[\d.,]+%?)(\)?)")
_MATCH = re.compile(r"(\S+) from (.+?)(?: \((\d*\.\d+)\))?(?: and (\d+) more)?")
_LAST = re.compile(r"(?:, | and )")


def told(text: str) -> str:
    """A finished sentence, or several, in the report's language; what is not known stays and is noted.

    Examples
    --------
    >>> from psychoseg.report.language import speaking
    >>> with speaking("de"):
    ...     told("People in this group are more often thrifty, bold and curious than others.")
    'Personen in dieser Gruppe sind häufiger thrifty, bold und curious als andere.'
    """
    if tongue().code == "en" or not text.strip():
        return text
    found = _known(text)
    if found is not None:
        return found
    parts = _ENDS.split(text)
    said = [_known(part) for part in parts]
    untold(
        part for part, known in zip(parts, said, strict=True) if known is None and re.search("[a-z]{2}", part)
    )
    if all(known is None for known in said):
        untold([text])
    return " ".join(part if known is None else known for part, known in zip(parts, said, strict=True))


def all_told(texts: Iterable[str]) -> tuple[str, ...]:
    """Each of several texts as :func:`told`."""
    return tuple(map(told, texts))


def _known(text: str) -> str | None:
    """The translation of a text that is one known message, with what it holds translated in turn."""
    if "{" not in text and (exact := translation(text, CONTEXT)):
        return exact
    for pattern in patterns():
        values = pattern.values(text)
        meant = translation(pattern.message, CONTEXT) if values is not None else ""
        if pattern.weak and values and _recognised(values[pattern.names[0]]) is None:
            continue
        if values is not None and meant:
            return filled(meant, {name: _held(name, value) for name, value in values.items()})
    return None


def _held(name: str, value: str) -> str:
    """What a hole of that name holds, in the report's language."""
    if name == "words":
        return listed([names().get(part, part) for part in _LAST.split(value)])
    if name == "several":
        return in_row(value_told(part) for part in value.split("; "))
    if name == "matches":
        return in_row(_matched(part) for part in value.split("; "))
    if name.startswith("list"):
        return ", ".join(_listed_whole(part) for part in value.split(", "))
    return value_told(value)


def _matched(part: str) -> str:
    """A column of the questionnaire and the one it is read from, which are names whatever they say."""
    found = _MATCH.fullmatch(part)
    if found is None:
        return value_told(part)
    column, source, likeness, more = found.groups()
    said = say("{column} from {source}", column=column, source=source + _in_brackets(likeness))
    return say("{start} and {count} more", start=said, count=written_number(more)) if more else said


def _in_brackets(likeness: str | None) -> str:
    return f" ({number_told(likeness)})" if likeness else ""


def _listed_whole(part: str) -> str:
    first, joined, last = part.rpartition(" and ")
    if not joined or part in names():
        return value_told(part)
    return say("{first} and {last}", first=value_told(first), last=value_told(last))


def value_told(text: str) -> str:
    """What a sentence holds: a number, a known sentence, a list of such, or a name as it is.

    Examples
    --------
    >>> from psychoseg.report.language import speaking
    >>> with speaking("de"):
    ...     value_told("0.45"), value_told("left out 1,203"), value_told("Salt and pepper")
    ('0,45', 'ausgelassen 1.203', 'Salt and pepper')
    """
    return names().get(text) or _recognised(text) or _in_parts(text) or text


def _recognised(text: str) -> str | None:
    if (number := number_told(text)) is not None:
        return number
    if (known := _known(text)) is not None:
        return known
    if found := _WITH_NUMBER.fullmatch(text):
        head, opening, number_text, closing = found.groups()
        number = number_told(number_text)
        named = names().get(head) or _known(head) or (head if opening else None)
        if number is not None and named is not None:
            return f"{named} {opening}{number}{closing}"
    return None


def _in_parts(text: str) -> str | None:
    """Several known things in a row; None where one of them is not known and a word between them would be."""
    for separator in ("; ", ", "):
        if separator in text:
            parts = [value_told(part) for part in text.split(separator)]
            return in_row(parts) if separator == "; " else separator.join(parts)
    for separator, message in ((" and ", "{first} and {last}"), (" to ", "{first} to {last}")):
        first, joined, last = text.partition(separator)
        if joined and (start := _recognised(first)) and (end := _recognised(last)):
            return say(message, first=start, last=end)
    return None


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
        """What stands in the holes, where the text is of this pattern: each as short as can be.

        Examples
        --------
        >>> Pattern("{count} of {all} rows").values("3 of 12 rows")
        {'count': '3', 'all': '12'}
        """
        if not self.names or not text.startswith(self.fixed[0]) or not text.endswith(self.fixed[-1]):
            return None
        last = len(text) - len(self.fixed[-1])
        found = [
            values
            for values in islice(self._cuts(text, len(self.fixed[0]), last, 0), MOST_CUTS)
            if _fit(values)
        ]
        return next(
            (values for values in found if all(_recognised(value) for value in values.values())),
            found[0] if found else None,
        )

    def _cuts(self, text: str, at: int, last: int, hole: int) -> Iterator[dict[str, str]]:
        """Every way to fill the holes from this one on, the first filled with least first."""
        name, after = self.names[hole], self.fixed[hole + 1]
        if hole == len(self.names) - 1:
            if at < last:
                yield {name: text[at:last]}
            return
        end = text.find(after, at + 1, last)
        while end >= 0:
            for rest in self._cuts(text, end + len(after), last, hole + 1):
                yield {name: text[at:end], **rest}
            end = text.find(after, end + 1, last)

    @property
    def weak(self) -> bool:
        """Whether it says so little that any words around it would fit."""
        return not self.fixed[0] and not self.message.endswith(".") and sum(map(len, self.fixed)) < WEAK


def _fit(values: dict[str, str]) -> bool:
    """Whether nothing holds the end of a sentence, and numbers stand where they must."""
    return not any(_ENDS.search(value) for value in values.values()) and all(
        number_told(value) is not None for name, value in values.items() if name in NUMBERS
    )


@cache
def patterns() -> tuple[Pattern, ...]:
    """All patterns, those that say most first."""
    return tuple(sorted(map(Pattern, HEARD), key=lambda one: -sum(map(len, one.fixed))))
