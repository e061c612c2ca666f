"""Words from outside, made fit for a page: nothing that can move the cursor, turn the line or break the encoding."""

from __future__ import annotations

import dataclasses
import unicodedata
from typing import TypeVar

Value = TypeVar("Value")

_JOINERS = {"\N{ZERO WIDTH NON-JOINER}", "\N{ZERO WIDTH JOINER}"}
_SPACES = {"\n", "\r", "\t", "\v", "\f", "\x85", "\u2028", "\u2029"}


def clean(text: str) -> str:
    r"""A text without control, direction-override and half characters; line breaks become spaces.

    Examples
    --------
    >>> clean("a\x1b[2J\tb\u202ec\ud800")
    'a[2J bc'
    """
    return "".join(" " if char in _SPACES else char for char in text if char in _SPACES or _printable(char))


def cleaned(value: Value) -> Value:
    r"""The same value with every text in it cleaned, however deep.

    Examples
    --------
    >>> cleaned(("a\x00", {"b": "c\x07"}, 4))
    ('a', {'b': 'c'}, 4)
    """
    if isinstance(value, str):
        return clean(value)  # type: ignore[return-value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        held = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        changes = {
            name: cleaned(entry) for name, entry in held.items() if not isinstance(entry, float | int | None)
        }
        return dataclasses.replace(value, **changes) if changes else value
    if isinstance(value, tuple):
        return tuple(cleaned(entry) for entry in value)  # type: ignore[return-value]
    if isinstance(value, dict):
        return {cleaned(key): cleaned(entry) for key, entry in value.items()}  # type: ignore[return-value]
    return value


def capital(text: str) -> str:
    """The text with its first letter large.

    Examples
    --------
    >>> capital("rows in the file")
    'Rows in the file'
    """
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """The text as a sentence: first letter large, a full stop at the end.

    Examples
    --------
    >>> sentence("parallel analysis decides"), sentence("")
    ('Parallel analysis decides.', '')
    """
    return capital(text).rstrip(".") + "." if text else ""


def unquoted(text: str) -> str:
    """A foreign text to put in quotation marks: without marks of its own around it, those inside made single.

    Examples
    --------
    >>> unquoted("Shop leaflet"), unquoted("“A week for less”"), unquoted("The “best” shop.")
    ('Shop leaflet', 'A week for less', 'The ‘best’ shop')
    """
    inner = text.strip().rstrip(".") if not text.rstrip().endswith("..") else text.strip()
    for left, right in ("“”", '""', "„“", "«»"):
        if len(inner) > 1 and inner[0] == left and inner[-1] == right and left not in inner[1:-1]:
            inner = inner[1:-1].strip()
            break
    return inner.replace("“", "‘").replace("”", "’").replace('"', "’")


def unwidowed(text: str) -> str:
    r"""The text with its last three words held together, so that a heading never ends in one word alone.

    Examples
    --------
    >>> unwidowed("divided most by appetite for the new").split(" ")[-1]
    'for\xa0the\xa0new'
    """
    parts = text.split(" ")
    return text if len(parts) < 6 else " ".join(parts[:-3]) + " " + "\N{NO-BREAK SPACE}".join(parts[-3:])


def clip(text: str, most: int) -> str:
    r"""The text, or its start and an ellipsis where it is longer.

    Examples
    --------
    >>> clip("a long statement", 8)
    'a long\xa0…'
    """
    return (
        text
        if len(text) <= most
        else text[: most - 1].rstrip() + ("\N{NO-BREAK SPACE}…" if text[most - 2] == " " else "…")
    )


def _printable(char: str) -> bool:
    category = unicodedata.category(char)
    noncharacter = (ord(char) & 0xFFFE) == 0xFFFE or 0xFDD0 <= ord(char) <= 0xFDEF
    return char in _JOINERS or not (category in {"Cc", "Cf", "Cs"} or noncharacter)
