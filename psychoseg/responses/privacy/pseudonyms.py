"""Ids turned into names that only the holder of a key can tell again."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field

import pandas as pd
import pyarrow as pa

from psychoseg.responses import kernel
from psychoseg.responses.opening.compact import texts_of, to_pandas

LENGTH = 24
"""Hexadecimal digits kept: 96 bits, so that two people of one study never share a pseudonym by chance."""

_MOST = 64
"""Bytes of a key; longer ones are hashed first, as RFC 2104 says."""


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

    def of_all(self, respondents: pd.Series) -> pd.Series:
        """The pseudonyms of a column of ids.

        Examples
        --------
        >>> Pseudonyms(b"k" * 32).of_all(pd.Series(["R_1", " R_1 "])).nunique()
        1
        """
        if kernel.LIBRARY is None:
            return respondents.map(self.of).astype("str")
        key = self.key if len(self.key) <= _MOST else hashlib.sha256(self.key).digest()
        names, left = kernel.pseudonyms(kernel.LIBRARY, key, texts_of(respondents))
        found = pd.Series(to_pandas(pa.chunked_array([names])), index=respondents.index)
        found[left] = [self.of(respondent) for respondent in respondents[left]]
        return found
