"""Ids turned into names that only the holder of a key can tell again."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field

LENGTH = 24
"""Hexadecimal digits kept: 96 bits, so that two people of one study never share a pseudonym by chance."""


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """HMAC-SHA256 of ids under one study's key.

    A plain hash would not do: ids can be guessed and hashed one after the other. Two studies have two
    keys, so the same person has two names.

    Examples
    --------
    >>> Pseudonyms(b"k" * 32).of("R_1") == Pseudonyms(b"k" * 32).of(" R_1 ")
    True
    >>> Pseudonyms(b"k" * 32).of("R_1") == Pseudonyms(b"j" * 32).of("R_1")
    False
    """

    key: bytes = field(repr=False)

    def of(self, respondent: str) -> str:
        """The pseudonym of an id, ``p`` and 24 hexadecimal digits; blanks around it make no difference."""
        digest = hmac.digest(self.key, respondent.strip().encode("utf-8", "surrogatepass"), "sha256")
        return "p" + digest.hex()[:LENGTH]
