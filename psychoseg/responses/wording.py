"""How wordings are compared: platforms change quotes, spaces, case and markup on the way."""

from __future__ import annotations

import html
import re
import unicodedata

_QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "´": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'}
)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def folded(text: str) -> str:
    """A wording as it is compared: one kind of quotes, dashes, spaces and letters, without markup.

    Examples
    --------
    >>> folded("  Don’t <b>know</b> ") == folded("don't  know")
    True
    >>> folded("<5 years")
    '<5 years'
    """
    if text.isascii() and "<" not in text and "&" not in text:
        return " ".join(text.split()).casefold()
    plain = html.unescape(_TAG.sub(" ", text))
    plain = _UNSEEN.sub("", unicodedata.normalize("NFKC", plain)).translate(_QUOTES).translate(_DASHES)
    return " ".join(plain.split()).casefold()


def letters(text: str) -> str:
    """Only the letters and digits of a wording, for names and headers that differ in signs alone.

    Examples
    --------
    >>> letters("Q3 [SQ001]") == letters("q3_sq001")
    True
    """
    return "".join(char for char in folded(text) if char.isalnum())


def digits(text: str) -> str:
    """A text with the decimal digits of every script written as 0 to 9.

    Examples
    --------
    >>> digits("٤٥")
    '45'
    """
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)
