"""Personal data taken out of what people wrote, before anybody reads it or anything is made of it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from psychoseg.responses.privacy.patterns import (
    CARD,
    COORDINATES,
    DIGITS,
    EMAIL,
    HANDLE,
    IBAN,
    IP,
    LINK,
    PHONE,
    POSTCODES,
    SAID,
    SAID_SO,
    is_card,
    is_iban,
    is_ip,
    is_phone,
)

MOST_LETTERS = 10_000
"""Longer texts are cut: nobody reads them, and a single one should not hold everything up."""

SHORTEST_NAME = 3


def _always(_: str) -> bool:
    return True


_MASKS: tuple[tuple[str, re.Pattern[str], Callable[[str], bool], str], ...] = (
    ("link", LINK, _always, "[link removed]"),
    ("e-mail", EMAIL, _always, "[address removed]"),
    ("handle", HANDLE, _always, "[name removed]"),
    ("account", IBAN, is_iban, "[account removed]"),
    ("card", CARD, is_card, "[account removed]"),
    ("place", COORDINATES, _always, "[place removed]"),
    ("ip", IP, is_ip, "[number removed]"),
    ("phone", PHONE, is_phone, "[number removed]"),
    ("number", DIGITS, _always, "[number removed]"),
)


@dataclass(frozen=True, slots=True)
class Scrubbed:
    """A text without personal data, and how often each kind was taken out."""

    text: str
    masks: Counter[str]


def scrub(text: str, names: Iterable[str] = (), postcodes: Iterable[str] = ()) -> Scrubbed:
    """A text with e-mail and web addresses, handles, accounts, cards, places and numbers of people taken out.

    Parameters
    ----------
    text : str
        What somebody wrote; characters that cannot be seen go too, and what is beyond 10,000.
    names : iterable of str
        The person's own names where they are known from other columns.
    postcodes : iterable of str
        Countries (ISO 3166) whose postal codes are masked; see :data:`POSTCODES`.

    Notes
    -----
    Names of other people cannot be found reliably: a quote still needs a reader before it is printed.

    Examples
    --------
    >>> scrub("Ann Lee, ann@example.org, SW1A 1AA", names=["Ann Lee"], postcodes=["GB"]).text
    '[name removed] [name removed], [address removed], [place removed]'
    >>> scrub("From 2010-2015 it cost 1.000.000, on 01.02.2024 more").text
    'From 2010-2015 it cost 1.000.000, on 01.02.2024 more'
    """
    clean = "".join(
        char for char in text[:MOST_LETTERS] if unicodedata.category(char)[0] != "C" or char in "\n\t"
    )
    masks: Counter[str] = Counter()
    if len(text) > MOST_LETTERS:
        masks["cut"] += 1
    for kind, pattern, told, instead in _MASKS:
        clean = _replaced(clean, kind, pattern, told, instead, masks)
    for country in postcodes:
        if country in POSTCODES:
            clean = _replaced(clean, "postcode", POSTCODES[country], _always, "[place removed]", masks)
    for name in _parts(names):
        clean = _replaced(clean, "name", re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE), _always, "[name removed]", masks)  # fmt: skip
    for found in SAID.finditer(clean):
        masks["name"] += 1
        clean = clean.replace(found.group(1), "[name removed]")
    return Scrubbed(" ".join(clean.split()), masks)


_TRACE = r"[0-9@:]|(?i)https?://|www\.|" + SAID_SO + r"|^ | $|  |[^ -~À-ÿĀ-ž‐-‧€]"
"""What stands in every text that :func:`scrub` changes where no names and no postal codes are known."""


def untouched(texts: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Which of many texts :func:`scrub` leaves beyond doubt as they are, names apart.

    Examples
    --------
    >>> untouched(["It keeps me warm.", "Ask ann@example.org", "a  b"]).tolist()
    [True, False, False]
    """
    written = pa.array(texts, pa.large_string())
    doubtful = pc.or_(
        pc.match_substring_regex(written, _TRACE), pc.greater(pc.utf8_length(written), MOST_LETTERS)
    )
    return np.asarray(~doubtful.to_numpy(zero_copy_only=False), dtype=bool)


def masked(text: str) -> str:
    """A text as :func:`scrub` gives it, without the count.

    Examples
    --------
    >>> masked("Write to me: ann@example.org or +44 20 7946 0000")
    'Write to me: [address removed] or [number removed]'
    """
    return scrub(text).text


def _replaced(
    text: str,
    kind: str,
    pattern: re.Pattern[str],
    told: Callable[[str], bool],
    instead: str,
    masks: Counter[str],
) -> str:
    def mask(found: re.Match[str]) -> str:
        if not told(found.group()):
            return found.group()
        masks[kind] += 1
        return instead

    return pattern.sub(mask, text)


def _parts(names: Iterable[str]) -> list[str]:
    """Each word of a name that is long enough to be told from others."""
    words = (part for name in names for part in re.split(r"[\s,;]+", name))
    return list(dict.fromkeys(word for word in words if len(word) >= SHORTEST_NAME and any(char.isalpha() for char in word)))  # fmt: skip
