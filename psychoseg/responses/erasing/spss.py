"""Cases of an SPSS file: their bytes leave the data, the dictionary stays as it is but for the number of cases.

The layout is that of the PSPP developers' description of system files. A value takes eight bytes, a long text several; a
packed file writes each as a code, which a literal follows where the code is 253.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

HEADER, WHOLE = 176, 0
LITERAL, END, SKIPPED = 253, 252, 0
BLOCK = 0x3FF000


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things are in a file.

    Parameters
    ----------
    order : {"<", ">"}
        Of bytes.
    width : int
        Values of eight bytes in a case.
    data : int
        Where the cases begin.
    count : int
        Where the number of cases stands a second time; 0 where it does not.
    """

    order: str
    width: int
    data: int
    count: int


def without(content: bytes, rows: Sequence[int]) -> bytes | str:
    """The file without some cases, counted from 1."""
    try:
        layout = _layout(content)
        how = struct.unpack_from(layout.order + "i", content, 72)[0]
        gone = {row - 1 for row in rows}
        if how == WHOLE:
            size = 8 * layout.width
            body = content[layout.data :]
            cases = [body[at : at + size] for at in range(0, len(body), size)]
            data = b"".join(case for number, case in enumerate(cases) if number not in gone)
        else:
            codes = content[layout.data :] if how == 1 else _inflated(content, layout)
            kept = _recoded(_cases(codes, layout.width), gone, ended=how == 1)
            data = kept if how == 1 else _deflated(kept, content, layout)
    except (struct.error, zlib.error, IndexError, ValueError):
        return "SPSS file of an unusual layout; open it in SPSS, delete the cases and save it again"
    head = bytearray(content[: layout.data])
    counted = struct.unpack_from(layout.order + "i", head, 80)[0]
    if counted >= 0:
        struct.pack_into(layout.order + "i", head, 80, counted - len(gone))
    if layout.count:
        more = struct.unpack_from(layout.order + "q", head, layout.count)[0]
        struct.pack_into(layout.order + "q", head, layout.count, more - len(gone))
    return bytes(head) + data


def plain(content: bytes) -> bytes:
    """The cases as they are where nothing is packed, to search in."""
    layout = _layout(content)
    how = struct.unpack_from(layout.order + "i", content, 72)[0]
    if how == WHOLE:
        return content[layout.data :]
    codes = content[layout.data :] if how == 1 else _inflated(content, layout)
    return b"".join(
        literal if code == LITERAL else b" " * 8 if code == 254 else b"\0" * 8
        for case in _cases(codes, layout.width)
        for code, literal in case
    )


def _layout(content: bytes) -> Layout:
    order = "<" if struct.unpack_from("<i", content, 64)[0] in (2, 3) else ">"

    def number(at: int) -> int:
        return int(struct.unpack_from(order + "i", content, at)[0])

    at, width, count = HEADER, 0, 0
    while (kind := number(at)) != 999:
        at += 4
        if kind == 2:
            width += 1
            labelled, missing = number(at + 4), abs(number(at + 8))
            at += 28
            at += 4 + -(-number(at) // 4) * 4 if labelled else 0
            at += 8 * missing
        elif kind == 3:
            labels, at = number(at), at + 4
            for _ in range(labels):
                at += 8 + -(-(1 + content[at + 8]) // 8) * 8
        elif kind == 4:
            at += 4 + 4 * number(at)
        elif kind == 6:
            at += 4 + 80 * number(at)
        elif kind == 7:
            subtype, size, times = number(at), number(at + 4), number(at + 8)
            count = at + 12 + 8 if subtype == 16 and (size, times) == (8, 2) else count
            at += 12 + size * times
        else:
            raise ValueError(f"no record is of kind {kind}")
    return Layout(order, width, at + 8, count)


_Case = list[tuple[int, bytes]]


def _cases(codes: bytes, width: int) -> Iterator[_Case]:
    """The codes of each case with the literals that belong to them."""
    case: _Case = []
    at = 0
    while at + 8 <= len(codes):
        block, at = codes[at : at + 8], at + 8
        for code in block:
            if code == END:
                return
            if code == SKIPPED:
                continue
            literal = b""
            if code == LITERAL:
                literal, at = codes[at : at + 8], at + 8
                if len(literal) < 8:
                    raise ValueError("the file ends in a value")
            case.append((code, literal))
            if len(case) == width:
                yield case
                case = []


def _recoded(cases: Iterator[_Case], gone: set[int], *, ended: bool) -> bytes:
    """The codes of the cases that stay, eight and their literals at a time."""
    values = [value for number, case in enumerate(cases) if number not in gone for value in case]
    values += [(END, b"")] if ended else []
    made = bytearray()
    for at in range(0, len(values), 8):
        some = values[at : at + 8]
        made += bytes(code for code, _ in some).ljust(8, b"\0")
        made += b"".join(literal for _, literal in some)
    return bytes(made)


def _inflated(content: bytes, layout: Layout) -> bytes:
    _, trailer, _ = struct.unpack_from(layout.order + "qqq", content, layout.data)
    _, _, _, blocks = struct.unpack_from(layout.order + "qqii", content, trailer)
    parts = []
    for at in range(blocks):
        _, start, _, size = struct.unpack_from(layout.order + "qqii", content, trailer + 24 + 24 * at)
        parts.append(zlib.decompress(content[start : start + size]))
    return b"".join(parts)


def _deflated(codes: bytes, content: bytes, layout: Layout) -> bytes:
    """The blocks, with the header before and the table of blocks behind them."""
    _, trailer, _ = struct.unpack_from(layout.order + "qqq", content, layout.data)
    bias, zero, size, _ = struct.unpack_from(layout.order + "qqii", content, trailer)
    size = size if size > 0 else BLOCK
    body, table = b"", b""
    plain_at, packed_at = layout.data, layout.data + 24
    for at in range(0, len(codes), size):
        some = codes[at : at + size]
        packed = zlib.compress(some)
        table += struct.pack(layout.order + "qqii", plain_at, packed_at, len(some), len(packed))
        plain_at, packed_at, body = plain_at + len(some), packed_at + len(packed), body + packed
    tail = struct.pack(layout.order + "qqii", bias, zero, size, len(table) // 24) + table
    return struct.pack(layout.order + "qqq", layout.data, packed_at, len(tail)) + body + tail
