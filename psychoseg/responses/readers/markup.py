"""Texts that platforms wrap in HTML, as respondents saw them."""

from __future__ import annotations

import html
import re

_TAG = re.compile(r"<(?:br|/p|/div|/li)\b[^<>]{0,200}>", re.IGNORECASE)
_ANY = re.compile(r"</?[A-Za-z][^<>]{0,2000}>")
_MARK = re.compile(r"(?<![\w*_])([*_]{1,2})(?=\S)([^*_\n]{1,300}?)(?<=\S)\1(?![\w*_])")


def without_tags(text: str) -> str:
    """A wording without tags and entities, its white space evened out; a lone ``<`` stays.

    Examples
    --------
    >>> without_tags("<strong>Are you&nbsp;well?</strong><br>Say so.")
    'Are you well? Say so.'
    >>> without_tags("< 18")
    '< 18'
    """
    plain = _ANY.sub("", _TAG.sub(" ", text)) if "<" in text else text
    plain = html.unescape(plain) if "&" in plain else plain
    return " ".join(plain.replace("\xa0", " ").split())


def without_emphasis(text: str) -> str:
    """A wording without the stars and underscores of Markdown.

    Examples
    --------
    >>> without_emphasis("How do you rate *tea*?")
    'How do you rate tea?'
    """
    return _MARK.sub(r"\2", without_tags(text))
