"""Whether a file still holds anything of a person: its bytes, and its tables decoded."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

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
    content = path.read_bytes()
    for text in (*(name for name in trace.names if len(name) >= trace.shortest), *trace.words):
        if any(text.encode(code, "replace") in content for code in ("utf-8", "utf-16-le", "cp1252")):
            return True
    if path.suffix != ".parquet":
        return False
    table = pd.read_parquet(path)
    return any(
        table[name].dropna().astype(str).isin(trace.names | trace.words).any()
        for name in table.columns
        if table[name].dtype.kind not in "fiub"
    )
