"""Lines of a delimited text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from psychoseg.responses.readers.raw import RawTable

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")


def without(content: bytes, raw: RawTable, rows: Sequence[int]) -> bytes | str:
    """The text without the lines of some rows; a row reaches to the line on which the next begins."""
    encoding = raw.encoding or ("utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "latin-1")
    try:
        text = content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return "text in an encoding that cannot be written back; export it again without them"
    found = _LINE.findall(text)
    starts = sorted(int(line) for line in raw.cells.index)
    drop: set[int] = set()
    for row in rows:
        after = next((line for line in starts if line > row), len(found) + 1)
        drop |= set(range(int(row), after))
    kept = "".join(line for number, line in enumerate(found, 1) if number not in drop)
    if content[:2] == b"\xfe\xff":
        return b"\xfe\xff" + kept.encode("utf-16-be")
    return kept.encode(encoding)
