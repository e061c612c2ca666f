"""Whether a file still holds anything of a person: its bytes, and its tables decoded."""

from __future__ import annotations

import html
import io
import json
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from psychoseg.responses.erasing import unpacked

SHORTEST_WORD = 2


@dataclass(frozen=True, slots=True)
class Trace:
    """What a person could be told by: ids and pseudonyms, and texts only they wrote.

    Ids shorter than ``shortest`` are looked for in columns of ids only, as their letters stand everywhere.
    """

    names: frozenset[str]
    words: frozenset[str]
    shortest: int


def traces(path: Path, trace: Trace) -> bool:
    """Whether any of it is in a file."""
    return holds(path.read_bytes(), path.suffix, trace)


def holds(content: bytes, suffix: str, trace: Trace) -> bool:
    """Whether any of it is in the bytes of a file, unpacked and its tables decoded.

    Parameters
    ----------
    content : bytes
    suffix : str
        Of the file's name.
    trace : Trace
    """
    sought = {
        form.encode(code, "replace")
        for text in (*(name for name in trace.names if len(name) >= trace.shortest), *trace.words)
        for form in _written(text)
        for code in ("utf-8", "utf-16-le", "cp1252")
    }
    if any(form in part for part in unpacked(content) for form in sought):
        return True
    if suffix != ".parquet":
        return False
    table = pd.read_parquet(io.BytesIO(content))
    return any(
        table[name].dropna().astype(str).isin(trace.names | trace.words).any()
        for name in table.columns
        if table[name].dtype.kind not in "fiub"
    )


def _written(text: str) -> set[str]:
    """A text as it stands in tables, in XML and in JSON."""
    return {
        text,
        html.escape(text, quote=False),
        html.escape(text),
        json.dumps(text)[1:-1],
        json.dumps(text, ensure_ascii=False)[1:-1],
    }
