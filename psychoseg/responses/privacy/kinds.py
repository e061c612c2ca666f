"""Columns and cells of personal data, told by what is in them, check digits and all; names are told by the readers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from psychoseg.responses.opening.compact import distinct, plain
from psychoseg.responses.privacy.patterns import CARD, IBAN, is_card, is_iban, is_phone

FEWEST = 3
SHORTEST = 7
"""Characters below which a cell holds none of these."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What one kind looks like: a pattern for linear-time engines, and the check that settles what it finds."""

    kind: str
    pattern: str
    settled: Callable[[str], bool] | None = None


def _has(pattern: re.Pattern[str], told: Callable[[str], bool]) -> Callable[[str], bool]:
    return lambda text: any(told(found.group()) for found in pattern.finditer(text))


_EMAIL = r"[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,24}"
_IPV4 = r"(?:^|[^0-9.])(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(?:$|[^0-9.])"
_IPV6 = r"(?:^|[^0-9A-Fa-f:])(?:(?:[0-9A-Fa-f]{1,4}:){5,7}[0-9A-Fa-f]{1,4}|(?:[0-9A-Fa-f]{1,4}:){1,6}(?::[0-9A-Fa-f]{1,4}){1,6})(?:$|[^0-9A-Fa-f:])"
_PHONE = r"(?:\+[1-9][0-9]{0,2}[ .()/-]{0,2}(?:[0-9][ .()/-]{0,2}){6,12}[0-9]|\(?0[0-9]{2,5}\)?[ /-]{1,2}(?:[0-9][ /-]?){5,9}|\([2-9][0-9]{2}\) ?[0-9]{3}[ -][0-9]{4}|[2-9][0-9]{2}[-.][0-9]{3}[-.][0-9]{4})"
_ALONE = r"(?:^|[^0-9A-Za-z.,/-])"
_IBAN = r"(?:^|[^A-Za-z0-9])[A-Za-z]{2}[0-9]{2} ?(?:[A-Za-z0-9]{4} ?){2,7}[A-Za-z0-9]{1,4}(?:$|[^A-Za-z0-9])"
_CARD = r"(?:^|[^0-9A-Za-z.,])[0-9]{4}(?:[ -]?[0-9]{2,6}){2,4}(?:$|[^0-9A-Za-z])"
_AGENT = r"Mozilla/[0-9.]+ \("
_PLACE = r"^[+-]?[0-9]{1,2}\.[0-9]{3,}[ ,;]+[+-]?[0-9]{1,3}\.[0-9]{3,}(?:[ ,;]+-?[0-9.]+){0,2}$"

_TRACE = "[@0-9:]|" + _AGENT
"""What stands in every text that any of the patterns is found in."""

_LOOKS = (
    _Look("email", _EMAIL),
    _Look("ip", _IPV4),
    _Look("ip", _IPV6),
    _Look("account", _IBAN, _has(IBAN, is_iban)),
    _Look("account", _CARD, _has(CARD, is_card)),
    _Look("device", _AGENT),
    _Look("place", _PLACE),
    _Look("phone", _ALONE + _PHONE + r"(?:$|[^0-9])", _has(re.compile(_PHONE), is_phone)),
)


def kinds_by_content(column: pa.ChunkedArray) -> dict[str, int]:
    """How many cells of a column hold each kind of personal data.

    E-mail addresses, IPv4 and IPv6 addresses, IBANs (checked modulo 97), card numbers (Luhn), browsers,
    coordinates and telephone numbers written as such are told; digits alone may be anything.

    Examples
    --------
    >>> kinds_by_content(pa.chunked_array([["ann@example.org", "no", "call +49 30 1234567"]]))
    {'email': 1, 'phone': 1}
    >>> kinds_by_content(pa.chunked_array([["4111 1111 1111 1111", "4111 1111 1111 1112"]]))
    {'account': 1}
    """
    found: dict[str, int] = {}
    texts, cells = distinct(column)
    long = pc.greater_equal(pc.binary_length(texts), SHORTEST)
    if not pc.any(long).as_py():
        return found
    likely = pc.and_(long, pc.match_substring_regex(texts, _TRACE))
    rest, cells = texts.filter(likely), cells[likely.to_numpy()]
    if not len(rest):
        return found
    for look in _LOOKS:
        like = pc.match_substring_regex(rest, look.pattern).to_numpy()
        if look.settled is not None:
            for at in np.flatnonzero(like):
                like[at] = look.settled(rest[int(at)].as_py())
        count = int(cells[like].sum())
        if count:
            found[look.kind] = found.get(look.kind, 0) + count
    return found


def kind_of(found: dict[str, int], answered: int) -> str:
    """The kind a column is made of: what more than half of its answers hold.

    Single slips in open answers are scrubbed where they stand; they do not make the column personal.
    """
    if not answered or not found:
        return ""
    kind, count = max(found.items(), key=lambda entry: entry[1])
    return kind if count > answered / 2 else ""


def kind_by_content(texts: Iterable[str]) -> str:
    """The kind of personal data a column's texts look like; empty where not more than half of them do.

    Examples
    --------
    >>> kind_by_content(["ann@example.org", "bob@example.org", "", "c@example.net"])
    'email'
    >>> kind_by_content(["4", "5", "3"])
    ''
    """
    return kind_of_column(pa.chunked_array([list(texts)], pa.large_string()))


def kind_of_column(column: pa.ChunkedArray) -> str:
    """The same of a column."""
    trimmed = pc.utf8_trim_whitespace(plain(column))
    kept = trimmed.filter(pc.not_equal(trimmed, ""))
    if len(kept) < FEWEST:
        return ""
    return kind_of(kinds_by_content(kept), len(kept))
