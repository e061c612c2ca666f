"""Columns of personal data, told by what is in them, check digits and all; names are told by the readers."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from psychoseg.responses.privacy.patterns import (
    CARD,
    COORDINATES,
    EMAIL,
    IBAN,
    IP,
    PHONE,
    is_card,
    is_iban,
    is_ip,
    is_phone,
)

ENOUGH = 0.5
"""Share of the texts in a column that must look like one kind of personal data."""

FEWEST = 3
MOST_LOOKED_AT = 2_000

_CONTENT: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("email", lambda text: EMAIL.fullmatch(text) is not None),
    ("ip", lambda text: IP.fullmatch(text) is not None and is_ip(text)),
    ("account", lambda text: IBAN.fullmatch(text) is not None and is_iban(text)),
    ("account", lambda text: CARD.fullmatch(text) is not None and is_card(text)),
    ("place", lambda text: COORDINATES.fullmatch(text) is not None),
    ("phone", lambda text: PHONE.fullmatch(text) is not None and is_phone(text)),
)


def kind_by_content(texts: Iterable[str]) -> str:
    """The kind of personal data a column's texts look like; empty where fewer than half of them do.

    E-mail addresses, IPv4 and IPv6 addresses, IBANs (checked modulo 97), card numbers (Luhn),
    coordinates and telephone numbers are told.

    Examples
    --------
    >>> kind_by_content(["ann@example.org", "bob@example.org", "", "c@example.net"])
    'email'
    >>> kind_by_content(["4", "5", "3"])
    ''
    """
    kept = []
    for text in texts:
        if text.strip():
            kept.append(text.strip())
        if len(kept) == MOST_LOOKED_AT:
            break
    if len(kept) < FEWEST:
        return ""
    for kind, told in _CONTENT:
        if sum(told(text) for text in kept) >= ENOUGH * len(kept):
            return kind
    return ""
