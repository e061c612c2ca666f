"""JSON as plain values: no numbers that are none, no depth without end."""

from __future__ import annotations

import json
from typing import Any

from psychoseg.errors import ResponsesError, shorten
from psychoseg.responses.readers.encodings import to_utf8
from psychoseg.responses.readers.limits import MOST_DOCUMENT_BYTES


def parse_json(content: bytes, name: str, encoding: str = "") -> Any:
    """The document.

    Raises
    ------
    ResponsesError
        With the line and column where it is not JSON.
    """
    if len(content) > MOST_DOCUMENT_BYTES:
        raise ResponsesError(
            f"{name} has {len(content):,} bytes of JSON; the most that is read is {MOST_DOCUMENT_BYTES:,}."
        )
    text = to_utf8(content, name, encoding)[0].decode("utf-8", "replace")

    def refuse(word: str) -> None:
        raise ResponsesError(f"{name} holds {shorten(word)}, which is no number in JSON; export it again.")

    try:
        return json.loads(text, parse_constant=refuse, parse_int=_whole)
    except json.JSONDecodeError as problem:
        raise ResponsesError(
            f"{name}:{problem.lineno}:{problem.colno}: not JSON ({problem.msg}); the file may have been cut off."
        ) from None
    except RecursionError:
        raise ResponsesError(f"{name} is nested too deeply to be an export.") from None


def _whole(digits: str) -> int | str:
    return int(digits) if len(digits) < 300 else digits


def plain(value: Any) -> str:
    """A value as it stands in a cell: blank for none, 1 and 0 for yes and no, JSON for what is nested.

    Examples
    --------
    >>> plain(True), plain(3.0), plain(None), plain(["a"])
    ('1', '3', '', '["a"]')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value == int(value) and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, (int, float)):
        return str(value)
    return json.dumps(value, ensure_ascii=False)
