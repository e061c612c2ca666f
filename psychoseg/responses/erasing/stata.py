"""Observations of a Stata file: their bytes leave the data, and the counts and places after them are set right."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence

WIDTHS = {65526: 8, 65527: 4, 65528: 4, 65529: 2, 65530: 1, 255: 8, 254: 4, 253: 4, 252: 2, 251: 1}
LONG_TEXT = 32768
PLACES = 14


def without(content: bytes, rows: Sequence[int]) -> bytes | str:
    """The file without some observations, counted from 1."""
    try:
        return _tagged(content, rows) if content.startswith(b"<stata_dta>") else _old(content, rows)
    except (struct.error, ValueError, IndexError, KeyError):
        return "Stata file of an unusual layout; open it in Stata, drop the observations and save it again"


def _tagged(content: bytes, rows: Sequence[int]) -> bytes | str:
    """Formats 117 to 119, which name their parts and list where each begins."""
    release = int(content[content.index(b"<release>") + 9 :][:3])
    order = "<" if content[content.index(b"<byteorder>") + 11 :][:3] == b"LSF" else ">"
    variables_at = content.index(b"<K>") + 3
    variables = struct.unpack_from(order + ("i" if release == 119 else "H"), content, variables_at)[0]
    count_at, count = content.index(b"<N>") + 3, order + ("I" if release == 117 else "Q")
    people = struct.unpack_from(count, content, count_at)[0]
    map_at = content.index(b"<map>") + 5
    places = list(struct.unpack_from(f"{order}{PLACES}q", content, map_at))
    types = struct.unpack_from(f"{order}{variables}H", content, places[2] + len(b"<variable_types>"))
    if LONG_TEXT in types:
        return "Stata file with long texts (strL), which is not rewritten; open it in Stata, drop the observations and save it again"
    width = sum(WIDTHS.get(kind, kind) for kind in types)
    start = places[9] + len(b"<data>")
    if content[start + people * width :][:7] != b"</data>":
        raise ValueError("the data do not end where they should")
    head = bytearray(content[:start])
    struct.pack_into(count, head, count_at, people - len(set(rows)))
    cut = width * len(set(rows))
    struct.pack_into(
        f"{order}{PLACES}q", head, map_at, *(place - cut if place > start else place for place in places)
    )
    return bytes(head) + _kept(content, start, width, people, rows) + content[start + people * width :]


def _old(content: bytes, rows: Sequence[int]) -> bytes | str:
    """Formats 113 to 115."""
    if content[0] not in (113, 114, 115):
        return "Stata file of an old format, which is not rewritten; open it in Stata, drop the observations and save it again"
    order = ">" if content[1] == 1 else "<"
    variables, people = struct.unpack_from(order + "Hi", content, 4)
    types = content[109 : 109 + variables]
    at = 109 + variables * (1 + 33) + 2 * (variables + 1)
    at += variables * ((12 if content[0] == 113 else 49) + 33 + 81)
    while any(content[at : at + 5]):
        at += 5 + struct.unpack_from(order + "i", content, at + 1)[0]
    start = at + 5
    width = sum(WIDTHS.get(kind, kind) for kind in types)
    if len(content) < start + people * width:
        raise ValueError("the file ends in its data")
    head = bytearray(content[:start])
    struct.pack_into(order + "i", head, 6, people - len(set(rows)))
    return bytes(head) + _kept(content, start, width, people, rows) + content[start + people * width :]


def _kept(content: bytes, start: int, width: int, people: int, rows: Iterable[int]) -> bytes:
    gone = {row - 1 for row in rows}
    return b"".join(
        content[start + at * width : start + (at + 1) * width] for at in range(people) if at not in gone
    )
