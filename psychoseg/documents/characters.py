"""Characters that do something instead of being read: they are refused, and named by code point."""

from __future__ import annotations

from collections.abc import Iterable

_ACTING = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_JOINERS = "\u200c\u200d"
"""They shape Arabic and Indic words and join emoji; between Latin letters they only hide."""
_FIRST_JOINED = "\u0590"
MOST_NAMED = 3


def acting(text: str) -> str:
    r"""The control, bidi and zero-width characters of a text by code point and name; empty where there are none.

    Examples
    --------
    >>> acting("plain text")
    ''
    >>> acting("tea\u202eeat")
    'U+202E RIGHT-TO-LEFT OVERRIDE'
    """
    if text.isprintable():
        return ""
    from unicodedata import category

    return named(
        char
        for before, char in zip(" " + text, text, strict=False)
        if category(char) in _ACTING and not (char in _JOINERS and before >= _FIRST_JOINED)
    )


def foreign(text: str) -> str:
    r"""The characters of a name that are not ASCII, by code point and name; empty where there are none.

    Examples
    --------
    >>> foreign("p\u0430y")
    'U+0430 CYRILLIC SMALL LETTER A'
    """
    return "" if text.isascii() else named(char for char in text if not char.isascii())


def named(characters: Iterable[str]) -> str:
    """Each of the characters once, the first few of them, as ``U+202E RIGHT-TO-LEFT OVERRIDE``."""
    from unicodedata import name

    once = list(dict.fromkeys(characters))
    shown = [f"U+{ord(char):04X} {name(char, '')}".rstrip() for char in once[:MOST_NAMED]]
    return ", ".join(shown) + (f" and {len(once) - MOST_NAMED} more" if len(once) > MOST_NAMED else "")
