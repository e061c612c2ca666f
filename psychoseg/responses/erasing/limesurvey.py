"""Rows of LimeSurvey's XML, in a file of its own or in an archive with the list of participants."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence

_WHOLE = r"(?:<!\[CDATA\[.*?\]\]>|(?!<!\[CDATA\[).)*?"
_ROWS = re.compile(rf"<rows>{_WHOLE}</rows>", re.DOTALL)
_ROW = re.compile(rf"\s*<row>{_WHOLE}</row>", re.DOTALL)
_TOKEN = re.compile(r"<token>\s*(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?\s*</token>", re.DOTALL)


def without(content: bytes, rows: Sequence[int], tokens: Sequence[str] = ()) -> bytes | str:
    """The file or archive without some rows of answers, counted from 1, and without participants of these tokens."""
    if not content.startswith(b"PK"):
        return _numbered(content, rows)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(made, "w") as target:
        answers = next((one.filename for one in archive.infolist() if one.filename.endswith(".lsr")), "")
        for entry in archive.infolist():
            data: bytes | str = archive.read(entry)
            if entry.filename == answers and isinstance(data, bytes):
                data = _numbered(data, rows)
            elif entry.filename.endswith(".lst") and isinstance(data, bytes):
                data = _tokened(data, frozenset(tokens))
            if isinstance(data, str):
                return data
            target.writestr(entry, data)
    return made.getvalue()


def _numbered(content: bytes, rows: Sequence[int]) -> bytes | str:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return "LimeSurvey file that is not UTF-8; export it again without them"
    block = _ROWS.search(text)
    found = list(_ROW.finditer(block.group())) if block else []
    if block is None or len(found) < max(rows):
        return "LimeSurvey file whose rows are not found; export it again without them"
    kept = block.group()
    for row in sorted(set(rows), reverse=True):
        kept = kept[: found[row - 1].start()] + kept[found[row - 1].end() :]
    return (text[: block.start()] + kept + text[block.end() :]).encode()


def _tokened(content: bytes, tokens: frozenset[str]) -> bytes:
    """The list of participants without those of these tokens; bytes that are no text stay as they are."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return content

    def kept(row: re.Match[str]) -> str:
        found = _TOKEN.search(row.group())
        return "" if found and found.group(1).strip() in tokens else row.group()

    return _ROW.sub(kept, text).encode()
